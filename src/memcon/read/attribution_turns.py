"""Turns of a talk: "Ms. Day: We are ready." in interviews, briefings and transcripts.

An invented example: after the line `"Minister Day: We are ready."` the paragraph `"It took a year."` is hers too,
until the next line `"Question: What now?"` gives the turn to another. A colon alone makes no turn: at least two
labelled lines must, one of the labels twice or followed by a paragraph of its own.
"""

from __future__ import annotations

import re
from collections import Counter

from spacy.tokens import Token

from memcon.model.span import Span
from memcon.read.attribution import Attribution
from memcon.read.page import Page
from memcon.read.paragraphs import find_paragraphs

_LABEL = re.compile(
    r"(?P<mark>[*_]{0,3})[\"“]?"
    r"(?P<label>(?:[QA](?=[:.]\s)|[A-Z][\w.'’-]*(?:[ ,]+(?:\([^()\n]{0,60}\)|[\w.'’-]+)){0,7}))"
    r"(?:\s*\([^()\n]{0,80}\))?(?P=mark)\s?(?P<colon>:)(?P=mark)(?=\s|$|[\"“])"
)
_STOPPED = re.compile(
    r"(?P<label>Q|The (?:President|Vice President|Prime Minister|Secretary|Chancellor|Chairman)|(?:Vice |Deputy )?"
    r"(?:President|Prime Minister|Chancellor|Secretary|Secretary General|Foreign Minister|Minister|Ambassador|Chairman"
    r"|Premier|Mr\.|Mrs\.|Ms\.|Dr\.|Senator|General)(?: [A-Z][\w'’-]{1,30}){1,3})(?P<colon>\.)(?=\s)"
)
"""How presidential papers print turns: "The President. Good day." """

_BRACKETED = re.compile(r"(?P<colon>\(\((?P<label>[^()\n]{1,40})\)\))(?=\s)")
_PLAIN = frozenset(
    "note update source sources photo related subject date location topic tags read watch listen example result "
    "warning summary conclusion background however".split()
)
_QUESTIONS = frozenset({"question", "q", "reporter", "journalist", "correspondent", "moderator", "host", "interviewer"})


def turn_attributions(page: Page) -> list[Attribution]:
    """One attribution a paragraph of each turn, in text order; none in a text that is no talk."""
    paragraphs = [p for p in find_paragraphs(page.text) if _spoken(page, p)]
    labels = [_label(page.text, p) for p in paragraphs]
    if not _is_talk(page.text, labels):
        return []
    found: list[Attribution] = []
    current: tuple[Span, Span] | None = None
    for paragraph, label in zip(paragraphs, labels, strict=True):
        current = label or current
        if current is None:
            continue
        start = label[1].end if label else paragraph.start
        content = _stripped(page.text, Span(start, paragraph.end))
        asks = content is not None and content.of(page.text).endswith("?")
        if content is not None and not asks and not is_question_label(current[0].of(page.text)):
            found.append(_made(page, current, content))
        if asks:
            # Who asks has done; what follows without a label is the answer or the page's own.
            current = None
    return found


def is_question_label(words: str) -> bool:
    """Whether a turn's label only says that somebody asks."""
    return words.lower().strip(" .*_") in _QUESTIONS


def _spoken(page: Page, paragraph: Span) -> bool:
    """Whether a paragraph may be part of a talk; a label alone on its line looks like a heading."""
    block = page.block_at(paragraph.start)
    return page.readable(paragraph.start) or (
        block is not None and block.kind == "heading" and _label(page.text, paragraph) is not None
    )


def _label(text: str, paragraph: Span) -> tuple[Span, Span] | None:
    """(label, colon) at the head of a paragraph, None if it begins otherwise."""
    end = min(paragraph.end, paragraph.start + 160)
    match = next((m for one in (_LABEL, _BRACKETED, _STOPPED) if (m := one.match(text, paragraph.start, end))), None)
    if match is None or not match["label"].strip():
        return None
    words = match["label"].split()
    if words[0].lower().rstrip(".") in _PLAIN or sum(w[:1].isupper() for w in words) < (len(words) + 1) / 2:
        return None
    return Span(match.start("label"), match.end("label")), Span(match.start("colon"), match.end())


def _is_talk(text: str, labels: list[tuple[Span, Span] | None]) -> bool:
    """Whether enough lines are labelled: who talks, talks more than once; the headings of a list do not come back."""
    names = Counter(label[0].of(text) for label in labels if label is not None)
    turns = sum(names.values())
    return len(names) >= 2 and turns >= 3 and max(names.values()) >= 2 and turns >= len(labels) / 8


def _made(page: Page, turn: tuple[Span, Span], content: Span) -> Attribution:
    label, colon = turn
    head = _last_name(page, label)
    cue = Span(colon.start, colon.start + 1) if page.text[colon.start] == ":" else None
    return Attribution(source=label, cue=cue, content=(content,), pattern="turn",
                       kind="say", strength=0.9, head=None, speaker=head.i if head is not None else None)  # fmt: skip


def _last_name(page: Page, label: Span) -> Token | None:
    tokens = [t for t in page.tokens(label) if not t.is_punct]
    named = [t for t in tokens if t.pos_ == "PROPN"]
    found = named or tokens
    return found[-1] if found else None


def _stripped(text: str, span: Span) -> Span | None:
    start, end = span
    while start < end and (text[start].isspace() or text[start] in "*_:"):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if end - start > 1 else None
