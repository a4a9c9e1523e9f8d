"""Plain sentences of later articles that tell how a forecast went: it came about, it had not, those who said so erred.

"Both embassies will be open by June", and in July "the Chadian mission is still closed": ruled out. "Nor has Lima held
the vote that analysts had expected by May": ruled out. "Those who had expected an envoy by Easter were disappointed":
ruled out. What is planned, possible or one side's word decides nothing, and silence never does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from memcon.link.acts import canonical, canonical_form
from memcon.link.similarity import NEGATIONS, forms_of
from memcon.model.digest import Digest
from memcon.model.reading import Time
from memcon.model.span import Evidence, Span
from memcon.model.when import When, day_of_print, day_range

_SAME = (
    "embassy mission consulate", "meet sit summit meeting", "call speak spoke spoken phone telephone",
    "renew renewal extend extended extension prolong prolonged", "ship vessel", "leave left sail sailed depart",
    "envoy ambassador", "ceasefire truce armistice", "quit exit", "sack dismiss oust", "pact accord treaty deal",
)  # fmt: skip
SAME: Mapping[str, str] = {
    found: next(iter(canonical([row.split()[0]]))) for row in _SAME for word in row.split()
    for found in canonical([word])
}  # fmt: skip
OPPOSITE: Mapping[str, str] = {
    next(iter(canonical([left]))): next(iter(canonical([right])))
    for left, right in (
        ("closed", "open"), ("shut", "open"), ("held", "release"), ("jailed", "release"), ("prison", "release"),
        ("detained", "release"), ("vacant", "return"), ("empty", "return"), ("unsigned", "sign"),
        ("unratified", "ratify"),
    )
}  # fmt: skip
TIMES = canonical(
    "month week year day end middle start autumn summer spring winter christmas easter january february march april "
    "june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday before "
    "until within later early late next soon again first second two both single another anytime decade then lunar new "
    "time own country place take half be get up".split()
)
FUTURE = frozenset(
    "will would ll wo could may might should must shall if whether unless likely unlikely probably plans planned plan "
    "hopes hoped hope expects expected predicted due scheduled promised pledged wants urged asked called demanded "
    "possible agreed agree ready threatened proposed offered".split()
)
THOUGHT = frozenset(("possible", "likely"))
"""No doubt of the fact in "before anybody had thought possible"."""
HYPOTHETICAL = frozenset("will would ll wo could may might should must shall if whether unless".split())
BELIEVERS = re.compile(
    r"\b(?:those who|sceptics|skeptics|pessimists|optimists|doubters|forecasters|few|nobody|no one|many|most|analysts|"
    r"experts|observers)\b[^.;]{0,40}?\b(?:predict|expect|forecast|said|thought|doubt|fear|believ|foretold|bet)\w*",
    re.IGNORECASE,
)
RIGHT = re.compile(
    r"\b(?:were|was|been|proved|proven|turned out) (?:to be )?(?:right|correct|vindicated)\b", re.IGNORECASE
)
WRONG = re.compile(
    r"\b(?:were|was|been|proved|proven|turned out)\b(?: (?:to be|all|soon|quickly))? "
    r"(?:wrong|mistaken|disappointed|false|too optimistic)\b",
    re.IGNORECASE,
)
FEW = re.compile(r"^\W*(?:few|nobody|no one|hardly anyone)\b", re.IGNORECASE)
UNDONE = re.compile(
    r"\b(?:ha[sd]|have|is|are|was|were|did|does|do)(?: still| yet)?(?: not|n['’]t| never)\b|\bn?either\b|"
    r"\b[Nn]or (?:ha[sd]|have|did|is|are)\b|\byet to\b|\bfailed to\b|"
    r"\bno \w+(?: \w+)? (?:ha[sd]|have|was|were|is|are)\b|"
    r"\bnever\b|\bwithout (?:ever )?\w+ing\b",
)
STILL = re.compile(r"\b(?:still|remains?|remained)\b", re.IGNORECASE)
PARTS = re.compile(r";|, but |, while |, although |, though ", re.IGNORECASE)
LATE = re.compile(
    r"\b(?:finally|at last|belated(?:ly)?|late(?:r than)?|after (?:a|months of|weeks of) delay)\b", re.IGNORECASE
)
ENOUGH = 0.66
LONGEST = 700


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What one clause of an article tells: its stems, whether it tells that a thing had not happened, and its day."""

    article: str
    span: Span
    text: str
    words: frozenset[str]
    actors: frozenset[str]
    context: frozenset[str]
    told: str
    printed: When
    when: When | None

    def evidence(self, digest: Digest) -> Evidence:
        """The clause as evidence."""
        return digest.evidence(self.span)[0]


@lru_cache(maxsize=8192)
def words_told(text: str) -> frozenset[str]:
    """The canonical stems of a clause or claim without its words of time, near-synonyms as one."""
    return told_in(forms_of(text))


def told_in(forms: Iterable[str]) -> frozenset[str]:
    """The same of words in lower case."""
    return frozenset(filter(None, map(_word_told, forms)))


@lru_cache(maxsize=100_000)
def _word_told(form: str) -> str | None:
    """The canonical stem of a lower-case word, near-synonyms as one; None of a stop word and of one of time."""
    found = canonical_form(form)
    found = SAME.get(found, found) if found is not None else None
    return found if found not in TIMES else None


def facts_in(digest: Digest, place: int, state: Mapping[str, str]) -> list[Fact]:
    """The clauses of one sentence of an article that tell of things done or not done."""
    sentence, text = digest.sentences[place], digest.article.text
    day = day_of_print(digest.article.published)
    if day.latest is None or sentence.span.end - sentence.span.start > LONGEST:
        return []
    if sentence.voice != "factual" and not BELIEVERS.search(sentence.span.of(text)):
        return []
    if any(block.kind != "body" and block.span.overlaps(sentence.span) for block in digest.blocks):
        return []
    found = [(span, told) for span in _parts(text, sentence.span) if (told := told_by(span.of(text))) is not None]
    return [
        Fact(
            article=digest.article.id, span=span, text=span.of(text), words=words_told(span.of(text)),
            actors=_actors_in(digest, span, state), context=pair_of(digest, state), told=told, printed=day,
            when=_dated(digest.times, span),
        )
        for span, told in found
    ]  # fmt: skip


def _parts(text: str, span: Span) -> Iterable[Span]:
    start = span.start
    for match in PARTS.finditer(text, span.start, span.end):
        if match.start() > start:
            yield Span(start, match.start())
        start = match.end()
    if start < span.end:
        yield Span(start, span.end)


def told_by(text: str) -> str | None:
    """How a clause tells: done, undone, still (as it was), right or wrong (those who foretold it); None: no fact."""
    forms = set(forms_of(text))
    if BELIEVERS.search(text):
        if RIGHT.search(text):
            return "right"
        if WRONG.search(text):
            return "wrong"
        if FEW.search(text) and not forms & {"will", "should", "must"}:
            return "right"
    if UNDONE.search(text):
        return "undone" if not forms & HYPOTHETICAL else None
    if forms & (FUTURE - THOUGHT if "thought" in forms else FUTURE) or forms & NEGATIONS:
        return None
    return "still" if STILL.search(text) else "done"


def _actors_in(digest: Digest, span: Span, state: Mapping[str, str]) -> frozenset[str]:
    """Actors and states that the clause names, or that an event told in it has."""
    found: set[str] = set()
    text = span.of(digest.article.text)
    for actor in digest.actors:
        names = [name for name in (actor.name, *actor.aliases) if len(name) > 2 and name[:1].isupper()]
        if actor.kind == "person":
            names += [actor.name.rsplit(" ", 1)[-1]]
        if any(name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for name in names):
            found |= {actor.id, state.get(actor.id, actor.id)}
    for event in digest.events:
        if any(row.span.overlaps(span) for row in event.evidence):
            for one in (*event.source, *event.target):
                found |= {one, state.get(one, one)}
    return frozenset(found - {""})


def _dated(times: Sequence[Time], span: Span) -> When | None:
    inside = [
        time.when for time in times if span.covers(time.span) and time.type in ("DATE", "TIME") and time.when.dated
    ]
    exact = [when for when in inside if when.days is not None and when.days <= 45]
    return exact[0] if exact else None


def pair_of(digest: Digest, state: Mapping[str, str]) -> frozenset[str]:
    """The (at most three) states that an article's events are mostly between."""
    counts: Counter[str] = Counter()
    for event in digest.events:
        counts.update({state.get(actor, actor) for actor in (*event.source, *event.target)} - {""})
    return frozenset(code for code, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:3])


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a fact says of a claim: that it happened or was excluded, and how surely."""

    happened: bool
    fact: Fact
    score: float


def told_of(
    facts: Iterable[Fact], *, claim: frozenset[str], lead: frozenset[str],
    actors: Sequence[str], states: Sequence[str],
    context: frozenset[str], day: date, horizon: When, article: str,
) -> Told | None:  # fmt: skip
    """The surest fact that decides a claim made on `day`, None where none does; `lead` has the claim's verb."""
    found = []
    for fact in facts:
        if fact.article == article or not _named(fact, actors, states, context):
            continue
        if fact.told == "done" and not lead & fact.words:
            continue
        told = _told(fact, claim, day, horizon, actors=bool(actors))
        if told is not None:
            found.append(told)
    return min(found, key=lambda one: (-one.score, one.fact.article, one.fact.span), default=None)


def opposites(claim: frozenset[str]) -> frozenset[str]:
    """Words that deny one of the claim's ("closed" of "open")."""
    return frozenset(left for left, right in OPPOSITE.items() if right in claim)


def _named(fact: Fact, actors: Sequence[str], states: Sequence[str], context: frozenset[str]) -> bool:
    """Whether the clause names whom the claim is about; a claim that names nobody needs an article on the same pair."""
    if actors:
        wanted = [{actor, state} - {""} for actor, state in zip(actors, states, strict=True)]
        there = fact.actors | (fact.context if fact.told != "done" else frozenset())
        first = there if fact.told in ("right", "wrong") else fact.actors
        return bool(wanted[0] & first) and all(one & there for one in wanted if one)
    return len(context & fact.context) >= 2


def _told(fact: Fact, claim: frozenset[str], day: date, horizon: When, *, actors: bool) -> Told | None:
    printed = date.fromisoformat(fact.printed.latest or "")
    if printed < day:
        return None
    turned = opposites(claim) & fact.words
    words = fact.words | ({OPPOSITE[w] for w in turned} if fact.told == "still" else set())
    share = len(claim & words) / len(claim)
    if share < ENOUGH or len(claim & words) < (1 if actors else 2):
        return None
    over = horizon.latest is not None and (fact.printed.earliest or "") > horizon.latest
    if fact.told in ("right", "wrong"):
        return Told(happened=fact.told == "right", fact=fact, score=0.7 * share) if share >= 0.75 else None
    if fact.told == "undone" or (fact.told == "still" and turned):
        return Told(happened=False, fact=fact, score=0.8 * share) if over and share >= 0.75 else None
    if fact.told != "done" or (share < 0.75 and (actors or fact.when is None)):
        return None
    when = fact.when or day_range(day, printed, basis="publication")
    first, last = date.fromisoformat(when.earliest or ""), date.fromisoformat(when.latest or "")
    if first < day:
        return None
    if horizon.latest is None or last <= date.fromisoformat(horizon.latest):
        in_time = horizon.earliest is None or last >= date.fromisoformat(horizon.earliest)
        return Told(happened=True, fact=fact, score=0.75 * share) if in_time else None
    if first > date.fromisoformat(horizon.latest) and LATE.search(fact.text):
        return Told(happened=False, fact=fact, score=0.6 * share)
    return None
