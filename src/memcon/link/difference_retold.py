"""What two accounts of one matter tell in other words that weigh: a qualifier dropped, a duty softened, another place.

Invented examples: of two official notes, `expressed grave concern at the collision` beside `expressed concern at the
collision` differs in wording; so does `the text says that they "will ban" the trade` beside `they "will seek to limit"
the trade`. `gas for the plant at Arden` beside `gas liquefied at the plant in Belmo` is a difference of claim. `met on
Monday` beside `met briefly on Monday` in two newspapers is none: who retells chooses his words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from memcon.link.difference_parties import Places, far_apart
from memcon.link.difference_view import View, difference
from memcon.link.similarity import STOPWORDS, Words, stem, words_of
from memcon.link.telling_align import Match
from memcon.link.telling_words import CONTACT
from memcon.link.tellings import Telling
from memcon.model.link import Aspect, Difference, Encounter, Side
from memcon.model.span import Reason, Span

ONE_MATTER = 0.8
"""Likeness from which two tellings are surely of one matter."""
LEAST_ALIKE = 0.7
"""Share of the words of two tellings that both have in one order, from which a word more in one weighs."""
MOST_ADDED = 2
"""Words in a row that a qualifier has at most."""
MARKED = re.compile(r"[“\"«]([^“”\"«»\n]{4,200})[”\"»]")
PLACED = re.compile(
    r"\b(?P<thing>[a-z]{4,}) (?:at|in|near|outside) "
    r"(?P<place>(?:[Aa]l-|[Ee]l )?[A-Z][\w’'-]*\w(?: [A-Z][\w’'-]*\w){0,2})"
)


def retold_differences(
    encounter: Encounter, views: Sequence[View], matches: Sequence[Match], places: Places
) -> Iterator[Difference]:
    """One difference for each word, marked phrase or place in which two tellings of one matter part."""
    of_article = {view.article: view for view in views}
    seen: set[tuple[str, ...]] = set()
    for match in matches:
        one, other = of_article.get(match.one.article), of_article.get(match.other.article)
        if match.likeness < ONE_MATTER or one is None or other is None or one.origin == other.origin:
            continue
        for found in (*_marked(encounter, one, other, match), *_dropped(encounter, one, other, match),
                      *_elsewhere(encounter, one, other, match, places)):  # fmt: skip
            key = (found.aspect, *sorted((side.value or "").casefold() for side in found.sides))
            if key not in seen:
                seen.add(key)
                yield found


def _words(view: View, telling: Telling) -> Words:
    return words_of(view.digest.article.text, telling.spans)


def _marked(encounter: Encounter, one: View, other: View, match: Match) -> Iterator[Difference]:
    """Words in marks that both set into their telling of one thing, and that are not the same."""
    told = [_in_marks(view, telling) for view, telling in ((one, match.one), (other, match.other))]
    if any(len(marks) != 1 for marks in told):
        return
    (left,), (right,) = told
    mine, theirs = (set(words_of(view.text(span)).forms) for view, span in ((one, left), (other, right)))
    if not mine & theirs or mine <= theirs or theirs <= mine or not _of_text(match):
        return
    yield _difference(encounter, "wording", ((one, left), (other, right)), 0.7, "The words in marks differ")


def _in_marks(view: View, telling: Telling) -> list[Span]:
    text = view.digest.article.text
    return [Span(m.start(1), m.end(1)) for span in telling.spans for m in MARKED.finditer(text, *span)]


def _of_text(match: Match) -> bool:
    """Whether the words are those of a text or of several who signed it: what one person said is often translated."""
    said = [t.statement for t in (match.one, match.other)]
    one = [s is not None and s.speaker.actor is not None and len(s.speaker.members) < 2 for s in said]
    return not all(one) and not any(s is not None and s.mode == "direct" for s in said)


def _dropped(encounter: Encounter, one: View, other: View, match: Match) -> Iterator[Difference]:
    """A qualifier that one official text sets before a word and the other, otherwise the same, leaves out."""
    if {one.digest.article.kind, other.digest.article.kind} != {"official"} or match.conflict is not None:
        return
    mine, theirs = _words(one, match.one), _words(other, match.other)
    a, b = mine.forms, theirs.forms
    blocks = [m for m in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks() if m.size]
    if not blocks or 2 * sum(block.size for block in blocks) < LEAST_ALIKE * (len(a) + len(b)):
        return
    for before, after in pairwise(blocks):
        cut = (before.a + before.size, after.a), (before.b + before.size, after.b)
        longer, gap = (mine, cut[0]) if cut[0][0] < cut[0][1] else (theirs, cut[1])
        if (cut[0][0] < cut[0][1]) == (cut[1][0] < cut[1][1]) or not _qualifies(longer.forms, gap):
            continue
        rows = [(view, words.span(*at)) for view, words, at in ((one, mine, cut[0]), (other, theirs, cut[1]))]
        yield _difference(encounter, "wording", rows, 0.6, "One official text qualifies what the other does not")


def _qualifies(forms: Sequence[str], gap: tuple[int, int]) -> bool:
    """Whether the words of a gap stand before a word of content and are content themselves."""
    added, following = forms[gap[0] : gap[1]], forms[gap[1]] if gap[1] < len(forms) else ""
    held = [word for word in added if word not in STOPWORDS]
    told = len(added) <= MOST_ADDED and bool(held) and not any(c.isdigit() for word in added for c in word)
    return told and bool(following) and following not in STOPWORDS and not any(word in COUNTED for word in held)


COUNTED = frozenset("two three four five six both first second third bilateral joint same".split())
"""What a text adds for its own sake: "the two ministers", "the bilateral meeting"."""


def _elsewhere(
    encounter: Encounter, one: View, other: View, match: Match, places: Places
) -> Iterator[Difference]:  # fmt: skip
    """One thing that two accounts put in two towns: "the plant at Arden", "the plant in Belmo"."""
    named = [dict(_placed(view, telling)) for view, telling in ((one, match.one), (other, match.other))]
    for thing in sorted((named[0].keys() & named[1].keys()) - CONTACT - SIGNED):
        spans = (named[0][thing], named[1][thing])
        names = [view.text(span) for view, span in zip((one, other), spans, strict=True)]
        found = [places(name) for name in names]
        if found[0] is None or found[1] is None or not far_apart(found[0], found[1]):
            continue
        if names[1] in one.digest.article.text or names[0] in other.digest.article.text:
            continue
        rows = tuple(zip((one, other), spans, strict=True))
        yield _difference(encounter, "claim", rows, 0.62, f"The {thing} is put in two places")


def _placed(view: View, telling: Telling) -> Iterator[tuple[str, Span]]:
    text = view.digest.article.text
    for span in telling.spans:
        for found in PLACED.finditer(text, *span):
            yield stem(found["thing"]), Span(found.start("place"), found.end("place"))


def _difference(
    encounter: Encounter, aspect: Aspect, rows: Iterable[tuple[View, Span]], confidence: float, why: str
) -> Difference:  # fmt: skip
    told = [(view, view.text(span), span) for view, span in rows]
    sides = [Side(value=words, articles=(view.article,), evidence=view.evidence(span)) for view, words, span in told]
    shown = " / ".join(words for _, words, _ in told)
    return difference(
        encounter,
        aspect,
        sides,
        summary=f"{why}: {shown}.",
        weight=WEIGHTS[aspect],
        confidence=confidence,
        reasons=(Reason(name="retold", weight=1.0, detail="two tellings of one matter, otherwise alike"),),
    )


SIGNED = frozenset(map(stem, "memorandum agreement treaty accord document declaration signing ceremony signed".split()))
"""What is named with the town of the contact and not with its own."""
WEIGHTS: Mapping[Aspect, float] = {"wording": 0.5, "claim": 0.6}
