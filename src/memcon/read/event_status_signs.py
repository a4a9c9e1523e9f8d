"""What of a clause speaks for the status of its act, as named signs: its verb form, what governs it, its time and type.

An invented example: "Chad plans to visit Mali in 2031" gives `form infinitive`, `hangs xcomp`, `above plan` and
`time to come`.
The weight of each sign for each status was fitted on acts of real articles (training/fit_event_status.py).
"""

from __future__ import annotations

from datetime import date

from spacy.tokens import Token

from memcon.model.reading import Statement
from memcon.model.when import When
from memcon.read import status_words as words
from memcon.read.event_frames import Frame
from memcon.read.event_grammar import child, grammatical_subject, is_passive, is_verb, joined_above
from memcon.read.event_slots import Arguments
from memcon.read.page import Page
from memcon.read.status import Reality
from memcon.read.status_clauses import infinitive
from memcon.read.status_nouns import LASTING

CLASSES: tuple[tuple[str, frozenset[str]], ...] = (
    ("purpose", words.SPEAKING | words.GATHER | words.SENDING),
    ("glad", words.GLAD),
    ("denial", words.DENY),
    ("failure", words.FAIL),
    ("plan", words.PLAN),
    ("wish", words.WISH),
    ("doubt", words.DOUBT),
    ("talk of", words.DISCUSS),
    ("hearsay", words.HEARSAY),
    ("speech", words.SPEECH),
    ("carrying on", words.ACHIEVE | words.KEEPING),
    ("unreal noun", words.UNREAL_NOUNS),
    ("claim", words.CLAIM_NOUNS),
    ("paper", words.PLANS),
    ("being", frozenset({"be", "have", "become", "remain", "seem"})),
)
"""The kinds of words above a clause, the first that holds counts."""

MODALS = {
    "will": "will", "'ll": "will", "shall": "will", "wo": "will", "would": "would", "'d": "would", "may": "might",
    "might": "might", "could": "might", "can": "can", "ca": "can", "must": "must", "should": "must", "ought": "must",
}  # fmt: skip
PAST_YEAR, PAST_MONTH = 366, 31
YEARS_AGO = "time years ago"


def status_signs(
    page: Page, frame: Frame, arguments: Arguments, reality: Reality, statement: Statement | None, when: When
) -> dict[str, float]:
    """The signs of an act's status by name, each worth 1 (parts of an article: 0 to 1)."""
    anchor = frame.anchor
    bare = frame.nominal and frame.verb is None
    signs = {f"type {frame.row.type}", "noun" if bare else f"form {verb_form(anchor)}"}
    signs |= _of_noun(frame.head) if frame.nominal else set()
    signs |= _of_clause(anchor, bare=bare)
    if reality.by is not None:
        signs.add(f"by {_class_of(reality.by)}")
    if reality.past_perfect:
        signs.add("past perfect")
    if reality.wish or reality.vowed:
        signs.add("vowed" if reality.vowed else "refused")
    if statement is not None:
        signs.add(f"in {statement.mode} speech")
    if not (arguments.source and arguments.target):
        signs.add("one side")
    if page.article.kind == "official":
        signs.add("official")
    if (time := time_sign(page, when)) is not None:
        signs.add(f"time {time}")
    if _old_year(page, anchor):
        signs.add("old year in the sentence")
    found = dict.fromkeys(sorted(signs), 1.0)
    found["how far down"] = round(min(1.0, frame.head.idx / max(1, len(page.text))), 3)
    return found


def verb_form(verb: Token) -> str:
    """The form of a verb's group: past, present, perfect, progressive, infinitive, a modal's class, participle."""
    kids = [kid for kid in verb.children if kid.dep_ in ("aux", "auxpass")]
    modal = next((MODALS[kid.lower_] for kid in kids if kid.tag_ == "MD" and kid.lower_ in MODALS), None)
    if modal is not None:
        return modal
    if infinitive(verb):
        return "infinitive"
    have = next((kid for kid in kids if kid.lemma_ == "have" and kid.dep_ == "aux"), None)
    if have is not None:
        return "past perfect" if have.lower_ in ("had", "'d") else "perfect"
    be = next((kid for kid in kids if kid.lemma_ == "be"), None)
    past = be is not None and be.lower_ in ("was", "were")
    if verb.tag_ == "VBG":
        return ("was doing" if past else "is doing") if be is not None else "participle"
    if is_passive(verb):
        return "passive" if be is None else "past" if past else "present passive"
    if verb.tag_ in ("VBZ", "VBP"):
        return "present"
    return "past" if verb.tag_ == "VBD" else "other"


def _of_noun(noun: Token) -> set[str]:
    signs = set()
    if noun.lemma_.lower() in LASTING:
        signs.add("lasting noun")
    determiner = child(noun, "det", "poss")
    signs.add("noun definite" if determiner is not None and determiner.lower_ not in ("a", "an", "any", "some") else
              "noun indefinite")  # fmt: skip
    if noun.tag_ in ("NNS", "NNPS"):
        signs.add("noun plural")
    if noun.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj"):
        signs.add(f"noun as {noun.dep_}")
    return signs


def _of_clause(anchor: Token, *, bare: bool) -> set[str]:
    """How the clause hangs on what is above it, of which kind that is, its subject, whether it is asked."""
    signs = set()
    head = joined_above(anchor) or anchor.head
    top = head.i == anchor.i
    while not top and anchor.dep_ == "conj" and child(anchor, "nsubj", "nsubjpass") is None and is_verb(head):
        anchor, head = head, head.head
        top = head.i == anchor.i
    if not bare:
        signs.add(f"hangs {anchor.dep_}")
    if not top:
        while bare and head.pos_ == "ADP" and head.head.i != head.i:
            signs.add(f"under {head.lower_}" if head.lower_ in UNDER else "under another")
            head = head.head
        signs.add(f"above {_class_of(head)}")
        if is_verb(head):
            signs.add(f"below {verb_form(head)}")
    last = anchor.doc[anchor.sent.end - 1]
    if last.text == "?" or (last.is_quote and last.i > 0 and anchor.doc[last.i - 1].text == "?"):
        signs.add("question")
    if not bare and is_verb(anchor):
        subject = grammatical_subject(anchor)
        if subject is not None and subject.lower_ in ("i", "we"):
            signs.add("of us")
        if child(anchor, "neg") is not None:
            signs.add("negated")
    return signs


UNDER = frozenset("of for to in at during after before with against on from by about following since".split())


def _class_of(word: Token) -> str:
    lemma = word.lemma_.lower()
    if word.lower_ in MODALS and word.tag_ == "MD":
        return MODALS[word.lower_]
    if word.lower_ in ("if", "unless", "whether", "not", "n't", "no", "never"):
        return "not" if word.lower_ in ("not", "n't", "no", "never") else "if"
    kind = next((name for name, known in CLASSES if lemma in known or word.lower_ in known), None)
    return kind if kind is not None else "verb" if is_verb(word) else "word"


def time_sign(page: Page, when: When) -> str | None:
    """When an act was by its own time, held against the day of print: to come, of these weeks, months or years ago."""
    printed = page.article.published
    if when.basis not in ("stated", "relative") or not printed or len(printed) < 10:
        return None
    day = date.fromisoformat(printed[:10])
    if when.earliest is not None and date.fromisoformat(when.earliest) > day:
        return "to come"
    if when.latest is None:
        return None
    gap = (day - date.fromisoformat(when.latest)).days
    return "years ago" if gap > PAST_YEAR else "months ago" if gap > PAST_MONTH else "of these weeks"


def _old_year(page: Page, anchor: Token) -> bool:
    """Whether the sentence names a year that lies two and more before the day of print."""
    printed = (page.article.published or "")[:4]
    if not printed.isdigit():
        return False
    years = (int(token.text) for token in anchor.sent if len(token) == 4 and token.text.isdecimal())
    return any(1000 < year < int(printed) - 1 for year in years)
