"""Whether later clauses, or the answers to an ask, tell that what was foretold came about or was ruled out.

"Niger will let the mediators land", and a week later "the mediators landed in Niamey": it came about. "Chad will lift
the ban this year", and in January "the ban remained in force throughout last year": it did not. Where the forecast is
about an ask just told ("analysts do not expect Chad to comply"), the ask's answer decides. Silence decides nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta

from memcon.link.clauses import Clause, words_told
from memcon.link.reply_words import ACTS, DOUBTFUL, ENDING, HOSTILE, NOTHING_CAME, UNCHANGED, UNDONE, WEAK, family_of
from memcon.link.wanted import PAST, PLAIN, weights_of, without_report
from memcon.model.reading import Ask, Forecast
from memcon.model.span import Evidence
from memcon.model.when import When, day_range

ENOUGH = 0.5
SURER = 0.75
"""Share of the content that a clause must have of a claim that names nobody."""
IN_OWN_WORDS = "told as done, in words of its own"
FAR = timedelta(days=1100)
"""How long after its day a forecast without a horizon may still be decided."""
NEAR = 420
"""Characters after an ask within which a forecast without a thing of its own is about it."""
QUICK = timedelta(days=60)
STAYING = words_told("stay remain keep hold continue last persist endure")
ENTER = words_told("enter join become belong reach")
THING = re.compile(r"\b(?:the|an?|its|their|his|her) (?:[\w’'-]+ ){0,2}?([a-z]+ing)\b")
"""A thing that is named by what is done there: "the crossing" crosses nothing."""
STILL = re.compile(r"\b(?:still|as before|goes on|go on|continues?)\b", re.IGNORECASE)
IN_FORCE = re.compile(
    r"\b(?:in (?:force|place|effect)|unchanged|untouched|as (?:it|they) (?:was|were)|shut|closed|"
    r"in (?:prison|jail|custody)|stands?|stood)\b",
    re.IGNORECASE,
)
COMPLY = words_told(
    "comply agree accept consent yield relent oblige grant approve concede deliver hand give send "
    "let allow answer bow pay "
    "arrive come flow lay release free open reopen honour keep fulfil land return"
)
REFUSE = words_told(
    "refuse refusal reject rejection decline balk veto rebuff rebuke snub demur resist stall block obstruct oppose"
)
WAIT = words_told("wait")
VAGUE = words_told(
    "it they single brick not anything thing word demand request plea offer invitation promise long "
    "time soon ever terms whole"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Foretold:
    """A forecast as clauses are compared with it; `states` are those of its actors, the first its subject's."""

    forecast: Forecast
    article: str
    day: date
    states: tuple[str, ...]
    lead: frozenset[str]
    acts: frozenset[str]
    weights: tuple[tuple[str, float], ...]
    stays: bool
    context: frozenset[str] = frozenset()
    """The states that its article is about, for a claim that names nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """That a claim happened or was excluded, by which words and how surely."""

    happened: bool
    evidence: tuple[Evidence, ...]
    score: float
    why: str
    clause: Clause | None = None
    unclear: bool = False


def foretold(
    forecast: Forecast, article: str, day: date, states: Sequence[str], names: frozenset[str],
    context: frozenset[str] = frozenset(),
) -> Foretold:  # fmt: skip
    """The forecast with its verb, the acts that come to the same, and its words by weight."""
    plain = [w for w in forecast.subject if not re.search(rf"\b{re.escape(w.capitalize())}\b", forecast.claim[1:])]
    verb = words_told(plain[0]) if plain else frozenset()
    entering = re.search(r"\b(?:be|being) (?:back )?(?:in|inside|part of|a member of)\b", forecast.claim) is not None
    acts = family_of(verb) | (ENTER if entering else frozenset())
    if plain[:1] != list(forecast.subject[:1]):  # "let the Algerian mediators land": the verb is one of the others
        acts |= family_of(words_told(" ".join(plain)) & ACTS)
    return Foretold(
        forecast=forecast, article=article, day=day, states=tuple(dict.fromkeys(s for s in states if s)), lead=verb,
        acts=acts, weights=weights_of(forecast.claim, names), stays=bool(verb & STAYING), context=context,
    )  # fmt: skip


def by_clauses(one: Foretold, clauses: Iterable[Clause]) -> Decided | None:
    """The surest clause that decides the claim; what happened outranks what did not."""
    found = [decided for clause in clauses if (decided := _decided(one, clause)) is not None]
    return max(found, key=lambda d: (d.happened, d.score, d.why), default=None)


def needed_of(one: Foretold) -> tuple[dict[str, float], float]:
    """The words of what is claimed with their weights, and the weight that a sentence needs of them to decide it."""
    nouns = {word: weight for word, weight in one.weights if word not in one.lead} or dict(one.weights)
    return nouns, (ENOUGH if one.states else SURER) * sum(nouns.values())


def _decided(one: Foretold, clause: Clause) -> Decided | None:
    if clause.article == one.article or clause.foretold or clause.asking or clause.printed.earliest is None:
        return None
    printed = date.fromisoformat(clause.printed.latest or clause.printed.earliest)
    if not one.day <= printed <= one.day + FAR:
        return None
    if not _named(one, clause):
        return None
    bare = main_part(clause.text)
    nouns = [(word, weight) for word, weight in one.weights if word not in one.lead] or list(one.weights)
    mine = sum(weight for word, weight in nouns if word in clause.words)
    near = sum(weight for word, weight in nouns if word in clause.around and word not in clause.words)
    share = (mine + 0.5 * near) / (sum(weight for _, weight in nouns) or 1.0)
    touched = [word for word, _ in nouns if word in clause.words and word not in WEAK]
    if share < (ENOUGH if one.states else SURER) or not touched:
        return None
    horizon = one.forecast.horizon
    over = horizon.latest is not None and clause.printed.earliest > horizon.latest
    if one.stays:
        return _stayed(one, clause, bare, share)
    undone = UNDONE.search(bare) is not None or NOTHING_CAME.search(bare) is not None
    if undone:
        denied = not DOUBTFUL.search(re.sub(r"\bhad\b", "", bare))
        if (
            over
            and denied
            and (clause.words & one.acts or re.search(r"\bwithout (?:a|an|any)\b|\bno \w+", bare, re.IGNORECASE))
        ):
            return _as(False, clause, 0.6 + 0.3 * share, "told not to have happened in its time")
        return None
    if DOUBTFUL.search(re.sub(r"\bhad been\b", "was", bare)):
        return None
    if UNCHANGED.search(bare) and IN_FORCE.search(bare) and not clause.words & (one.acts - STAYING):
        return _as(False, clause, 0.55 + 0.3 * share, "all was as before when its time was over") if over else None
    if one.acts & ENDING and STILL.search(bare) and over and share >= SURER:
        return _as(False, clause, 0.55 + 0.3 * share, "it was still so when its time was over")
    things = words_told(" ".join(THING.findall(one.forecast.claim))) - one.lead
    plain = not clause.words & (one.acts - things)
    if plain and not _plainly(one, clause, bare, touched, mine / (sum(weight for _, weight in nouns) or 1.0)):
        return None
    when = _when(one, clause, printed)
    if when is None or not _inside(one, when):
        return None
    why = IN_OWN_WORDS if plain else "an act or event in kind"
    return _as(True, clause, (0.5 if plain else 0.55) + 0.35 * share, why)


def main_part(text: str) -> str:
    """A clause without its report, and without what only tells when or why ("after Chad took away its blocks")."""
    bare = without_report(text)
    cut = re.search(r",? (?:after|when|as|since|because|following|although|while)\b(?! (?:long|soon|well))", bare[20:])
    return bare[: 20 + cut.start()] if cut is not None else bare


def _plainly(one: Foretold, clause: Clause, bare: str, touched: Sequence[str], share: float) -> bool:
    """Whether a clause in the past tells of the very things claimed, by those of whom they are claimed."""
    if one.acts & (ENDING | REFUSE) or not one.states or len(touched) < 2 or share < SURER:
        return False
    if len(clause.text.split()) > PLAIN or not PAST.search(bare) or HOSTILE.search(bare) or UNCHANGED.search(bare):
        return False
    return set(one.states) <= clause.there and not re.match(r"\W*(?:after|since|when|as|while)\b", bare, re.IGNORECASE)


def _stayed(one: Foretold, clause: Clause, bare: str, share: float) -> Decided | None:
    """ "Will stay shut past the summer": opened before its end it did not, opened only after it did."""
    shut = re.search(r"\b(?:shut|closed|down|sealed|barred)\b", one.forecast.claim)
    ending = family_of(words_told("open")) if shut else (
        family_of(words_told("release")) if re.search(r"\b(?:jail|prison|custody|detention)", one.forecast.claim) else
        words_told("lift remove end") if re.search(r"\b(?:in force|in place)\b", one.forecast.claim) else
        words_told("close shut") if re.search(r"\bopen\b", one.forecast.claim) else frozenset()
    )  # fmt: skip
    horizon = one.forecast.horizon
    if not ending & clause.words or DOUBTFUL.search(bare) or UNDONE.search(bare) or horizon.latest is None:
        return None
    when = clause.when if clause.when.earliest else clause.printed
    if when.latest is None or when.earliest is None:
        return None
    if when.latest <= horizon.latest:
        return _as(False, clause, 0.55 + 0.3 * share, "it ended before")
    if when.earliest > horizon.latest:
        return _as(True, clause, 0.5 + 0.3 * share, "it ended only after")
    return None


def _named(one: Foretold, clause: Clause) -> bool:
    """Whether the clause names whom the claim is about, the rest of them at least in its article."""
    everyone = clause.there | clause.speakers
    strangers = [codes for codes in clause.sets if not codes & set(one.states)]
    if not one.states:
        return all(codes & one.context for codes in strangers)
    if one.states[0] not in everyone and not (set(one.states) & everyone and not strangers):
        return False
    return all(code in everyone | clause.context for code in one.states)


def _when(one: Foretold, clause: Clause, printed: date) -> When | None:
    when = clause.when
    if when.earliest is None or when.latest is None:
        return None
    if when.basis == "publication":
        return day_range(one.day, printed, basis="publication")
    return when if date.fromisoformat(when.latest) >= one.day else None


def _inside(one: Foretold, when: When) -> bool:
    horizon = one.forecast.horizon
    last = date.fromisoformat(when.latest or "")
    if horizon.latest is not None and last > date.fromisoformat(horizon.latest):
        return False
    return horizon.earliest is None or last >= date.fromisoformat(horizon.earliest)


def _as(happened: bool, clause: Clause, score: float, why: str) -> Decided:
    return Decided(happened=happened, evidence=(), score=round(min(score, 0.9), 4), why=why, clause=clause)


def asks_by_article(asks: Iterable[Ask]) -> dict[str, list[Ask]]:
    """The asks that stand, or are answered, in each article, in their order."""
    found: dict[str, dict[str, Ask]] = defaultdict(dict)
    for ask in asks:
        for row in (*ask.evidence, *(row for answer in ask.answers for row in answer.evidence)):
            found[row.article][ask.id] = ask
    return {article: list(lines.values()) for article, lines in found.items()}


def by_asks(one: Foretold, asks: Sequence[Ask]) -> Decided | None:
    """What the answer to the ask just before the forecast says of a claim about that ask ("Chad will comply")."""
    own = next((row.span for row in one.forecast.evidence if row.article == one.article), None)
    if own is None:
        return None
    near = [
        (own.start - row.span.end, ask)
        for ask in asks
        for row in (*ask.evidence, *(row for answer in ask.answers for row in answer.evidence))
        if row.article == one.article and -1 <= own.start - row.span.end <= NEAR
    ]
    if not near:
        return None
    _, ask = min(near, key=lambda pair: (pair[0], pair[1].id))
    points = _points(one, ask)
    if points is None:
        return None
    return _by_answer(one, ask, points)


def _points(one: Foretold, ask: Ask) -> str | None:
    """Whether the claim means that the ask is met ("met"), refused, or waited for long; None: it is "
    "of another thing."""
    asked = words_told(ask.what)
    words = {word for word, _ in one.weights}
    verb = words & COMPLY
    own = words - asked - VAGUE - COMPLY - REFUSE - WAIT - STAYING - WEAK
    text = one.forecast.claim
    if words & REFUSE:
        return "refused" if not own - REFUSE else None
    if words & WAIT:
        return "waits"
    if one.stays and (re.match(r"(?:it|they|the \w+)\b", text, re.IGNORECASE) or words & asked):
        return "stays"
    asked_acts = family_of(asked & ACTS)
    if words & asked_acts and re.search(r"\b(?:it|them|they)\b", text) and not own - asked_acts:
        return "met"
    pronoun = re.search(r"\b(?:it|them|anything|brick|word)\b", text) is not None
    if verb and (len(own) <= 1 or words & asked) and (not own or pronoun or words & asked or len(words) <= 2):
        return "met"
    return None


def _by_answer(one: Foretold, ask: Ask, points: str) -> Decided | None:
    horizon = one.forecast.horizon
    late = date.fromisoformat(horizon.latest) if horizon.latest else None
    for answer in ask.answers:
        if answer.confidence < ENOUGH or answer.when.latest is None:
            continue
        if all(row.article == one.article for row in answer.evidence):
            continue
        day = date.fromisoformat(answer.when.latest)
        if day < one.day:
            continue
        happened: bool | None = None
        if points == "met":
            if answer.kind in ("granted", "partly") and (late is None or day <= late):
                happened = answer.kind == "granted" or _any_part(one) or None
            elif answer.kind in ("refused", "ignored") and answer is ask.answers[-1]:
                happened = False
        elif points == "refused":
            happened = {"refused": True, "granted": False}.get(answer.kind)
        elif points == "waits":
            happened = False if answer.kind == "granted" and day - one.day < QUICK else None
        elif points == "stays" and answer.kind == "granted" and late is not None:
            happened = day > late
        if happened is not None:
            return Decided(
                happened=happened, evidence=answer.evidence[:2], score=round(min(0.85, answer.confidence), 4),
                why=f"the ask that it is about was {answer.kind}",
            )  # fmt: skip
    return None


def _any_part(one: Foretold) -> bool:
    """Whether already a part would make it happen ("not a single megawatt will flow")."""
    return re.search(r"\b(?:a single|a|any|one|brick|anything)\b", one.forecast.claim) is not None


def tells(decided: Decided, words: Set[str], *, named: bool) -> bool:
    """Whether a clause can decide a claim of these words: no question does, and where nobody is named most of the words
    are needed."""
    clause = decided.clause
    if clause is None:
        return True
    if clause.text.rstrip("\"”’' ").endswith("?"):
        return False
    return named or 2 * len(words & (clause.words | clause.around)) > len(words)
