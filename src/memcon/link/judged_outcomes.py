"""Whether later sentences bear out what was foretold, or exclude it: a trained head and plain signs, weighed together.

An invented example: "Laos will lend Vietnam its dredger by May"; of "The dredger from Laos lay at Hue in April" the
head says that it bears the claim out .8. Only forecasts that rules leave open are put to it, each with the few later
sentences that have its words or follow on its states. Signs of words, people and days add up with the head's shares by
fitted weights (training/fit_outcomes.py) to how much likelier each outcome is than none; surely enough, it decides.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from memcon.encoder.judging import Judge
from memcon.lexicon.lexicon import Lexicon
from memcon.lexicon.weighing import weights_of
from memcon.link.acts import canonical, is_state
from memcon.link.clauses import Clause, words_told
from memcon.link.fulfil import COMPLY, FAR, REFUSE, VAGUE, Decided, Foretold, foretold
from memcon.link.judged_answers import DEEP, LEAST, Signs, likeliest, rates_of
from memcon.link.kindred import kindred
from memcon.link.reply_words import CUES, DOUBTFUL, UNDONE, WEAK
from memcon.link.sentences import Sentences
from memcon.link.thresholds import reached
from memcon.link.wanted import PAST, without_report
from memcon.link.wanted import weights_of as worded
from memcon.model.digest import Digest
from memcon.model.span import Span
from memcon.model.when import UNDATED

TABLE = "outcomes_judged"
MOST = 5
"""Sentences of a forecast that are put to the head."""
RARE = 10
"""Articles that name all its states, of which so few are told that any of their sentences may decide it."""
SHARED = 0.25
"""The least share of a claim's words that a sentence elsewhere is looked at for."""
ANY, KIN = 0.1, 0.15
"""The least share of a claim's words, or nearness in meaning to them, that a sentence which decides it has."""
SURE = 0.7
"""Probability from which a sentence decides."""
DOUBTED = 0.4
"""Probability of the contrary, from any sentence, from which none decides."""
KINDS = {"excluded": "false", "happened": "true"}
"""What a sentence tells of a claim, and the head's class for it."""
AGAINST = canonical(
    "refuse reject block fail collapse veto oppose stop end lose drop scrap abandon cancel deny expel close suspend "
    "shrink fall break decline halve cut".split()
)
"""Claims of refusing and failing: what tells of no such thing may exclude them."""
NAMED = 1.5
"""Weight from which a word is (part of) a name (`wanted.weights_of`)."""
BESIDE = 0.5
"""What a word of the sentence before counts of its weight."""
MOST_SIDES = 3
"""States told of with a claim that names fewer than two, of which so few may be those it is about."""
NOT_YET = re.compile(
    r"\b(?:ha[sd]|have|is|are|was|were|does|do|did)(?: (?:still|yet|so far))*(?: not| never|n[’']t)\b|\byet to\b|"
    r"\bstill\b|\bthere (?:is|are|was|were) no\b|\b(?:remain|stay)(?:s|ed)?\b|\bno \w+ (?:has|have|was|were)\b",
    re.IGNORECASE,
)
STILL = re.compile(r"\b(?:still|remains?|remained|stays?|stayed|as before|unchanged|yet to|without)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A forecast as the head is asked about it: its words with what they follow on, and their weights."""

    one: Foretold
    text: str
    weights: tuple[tuple[str, float], ...]
    follows: bool
    """Whether its own words say too little, so that the sentence before it is read with it."""
    about: tuple[str, ...] = ()
    """The states that it is about: those of the claim, of one that names fewer than two those it follows on too."""
    own: float = 0.0
    """The weight of the claim's own words."""

    @property
    def sides(self) -> tuple[str, ...]:
        """The states of the claim, or of a claim that names none those it is about."""
        own = self.one.states
        return own if any(is_state(code) for code in own) else self.about or own

    @property
    def total(self) -> float:
        """The weight of all its words."""
        return sum(weight for _, weight in self.weights) or 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A later sentence that may decide a forecast: one clause of it, how much of the claim it has, its rank."""

    clause: Clause
    share: float
    rank: float


def claimed(one: Foretold, digest: Digest, sentences: Sentences) -> Claimed:
    """The forecast with its claim as the head reads it; `digest` is the article that it stands in.

    A claim of complying or refusing alone ("Oslo will agree"), and one that names nobody ("the boats will stay
    away"), is read with the sentence before it.
    """
    text, weights = one.forecast.claim, one.weights
    empty = not {word for word, _ in weights} - COMPLY - REFUSE - VAGUE - WEAK
    before = _before(one, digest) if empty or not one.states else ""
    if before and empty:
        weights = worded(f"{before} {text}", frozenset())
    elif before:
        own = dict(weights)
        more = worded(before, frozenset())
        weights = (*weights, *((word, BESIDE * weight) for word, weight in more if word not in own))
    return Claimed(
        one=one, text=f"{before} {text}".strip(), weights=weights, follows=bool(before),
        about=_about(one, digest, sentences), own=sum(weight for _, weight in one.weights) or 1.0,
    )  # fmt: skip


def _about(one: Foretold, digest: Digest, sentences: Sentences) -> tuple[str, ...]:
    """The states of a claim; where they are fewer than two also those told just before it, or its article's if few."""
    named = [code for code in one.states if is_state(code)]
    if len(named) > 1:
        return tuple(named)
    told = sentences.states_in(f"{_before(one, digest)} {_own(one, digest)}")
    around = [code for clause in sentences.of_article(digest.article.id)[:1] for code in sorted(clause.context)]
    for more in (told, around):
        both = tuple(dict.fromkeys((*named, *more)))
        if 1 < len(both) <= MOST_SIDES:
            return both
    return tuple(named)


def _own(one: Foretold, digest: Digest) -> str:
    """The words that tell the forecast."""
    return " ".join(row.quote for row in one.forecast.evidence if row.article == digest.article.id)


def _before(one: Foretold, digest: Digest) -> str:
    """The sentence before that of the forecast; nothing where it opens its article."""
    start = min(row.span.start for row in one.forecast.evidence if row.article == digest.article.id)
    spans = [sentence.span for sentence in digest.sentences if sentence.span.end <= start]
    return spans[-1].of(digest.article.text) if spans else ""


def judged_outcome(
    said: Claimed, sentences: Sentences, texts: Mapping[str, Digest], judge: Judge, lexicon: Lexicon
) -> Decided | None:
    """What the surest of the likeliest sentences says of the claim, surely enough; None where none does."""
    weights = weights_of(lexicon, TABLE)
    if not weights:
        return None
    found: list[tuple[float, str, Clause]] = []
    for candidate, shares in judged(said, sentences, texts, judge):
        if not _speaks_of(said, candidate):
            continue
        rates = rates_of(signs_of(said, candidate, shares), weights)
        for kind, rate in sorted(rates.items()):
            if _may_be(said.one, candidate.clause, kind):
                found.append((rate, kind, candidate.clause))
    if not found:
        return None
    sure, kind, clause = max(found, key=lambda row: (row[0], row[1], row[2].article, row[2].span))
    if sure < SURE or any(rate >= DOUBTED for rate, other, _ in found if other != kind):
        return None
    why = f"judged beside the claim: {'it came about' if kind == 'happened' else 'it did not come about'}"
    return Decided(happened=kind == "happened", evidence=(), score=round(sure, 4), why=why, clause=clause)


IF = re.compile(
    r"\W*(?:if|should|provided(?: that)?|once|as long as|assuming(?: that)?|were|had|whether)\b\W*", re.IGNORECASE
)
UNLESS = re.compile(r"\W*(?:unless|without|barring)\b", re.IGNORECASE)


def judged_condition(
    one: Foretold, decided: Decided, sentences: Sentences, texts: Mapping[str, Digest], judge: Judge, lexicon: Lexicon
) -> Clause | None:
    """The clause by which a forecast's condition held, told no later than what decides its claim, if any."""
    condition = one.forecast.condition or ""
    if UNLESS.match(condition):
        return None
    text = IF.sub("", condition, count=1).strip()
    subject = tuple(word for word in re.findall(r"[^\W\d_]+", text)[1:])
    claim = replace(one.forecast, claim=text, subject=subject, expects=True, condition=None, horizon=UNDATED)
    own = foretold(claim, one.article, one.day, sentences.states_in(text), frozenset(), one.context)
    held = judged_outcome(claimed(own, texts[one.article], sentences), sentences, texts, judge, lexicon)
    if held is None or held.clause is None or not held.happened:
        return None
    last = decided.clause.printed.latest if decided.clause is not None else None
    return held.clause if last is None or (held.clause.printed.earliest or "") <= last else None


def judged(
    said: Claimed, sentences: Sentences, texts: Mapping[str, Digest], judge: Judge
) -> list[tuple[Candidate, dict[str, float]]]:
    """The likeliest sentences with the head's shares (true, false, none of the claim), in order of time."""
    found = []
    for candidate in candidates(said, _near(said, sentences)):
        digest = texts[candidate.clause.article]
        shares = judge.pair("outcome", said.text, candidate.clause.sentence.of(digest.article.text))
        if shares:
            found.append((candidate, shares))
    return found


def _near(said: Claimed, sentences: Sentences) -> list[Clause]:
    """The clauses of later articles with words of the claim, and all of few articles that name its states."""
    one = said.one
    until = one.day + FAR
    sides, own = [[code] for code in said.about], {word for word, _ in one.weights}
    numbers: list[int] = []
    for total, words in ((said.own, own), (said.total, {word for word, _ in said.weights})):
        weights = {word: weight / total for word, weight in said.weights if word in words}
        numbers += sentences.sharing(weights, since=one.day, until=until, least=SHARED, most=40, naming=sides)
    for pair in combinations(sides, 2):
        numbers += sentences.of_both(pair, since=one.day, until=until, most=RARE)
    return [clause for number in sorted(set(numbers)) for clause in sentences.clauses(number)]


def candidates(said: Claimed, clauses: Iterable[Clause]) -> list[Candidate]:
    """The sentences of some clauses that are likeliest to decide a forecast, at most `MOST`, in order of time."""
    best: dict[tuple[str, str, Span], Candidate] = {}
    for clause in clauses:
        found = _candidate(said, clause)
        key = clause.place
        if found is not None and (key not in best or found.rank > best[key].rank):
            best[key] = found
    return likeliest(best.values(), MOST)


def _candidate(said: Claimed, clause: Clause) -> Candidate | None:
    one = said.one
    if clause.article == one.article or clause.printed.latest is None:
        return None
    if not one.day <= date.fromisoformat(clause.printed.latest) <= one.day + FAR:
        return None
    share = max(_share(one.weights, clause), _share(said.weights, clause))
    states = set(said.sides)
    named = len(states & (clause.there | clause.speakers)) / len(states) if states else 0.5
    rank = share + 0.5 * named - 0.4 * clause.foretold - 0.3 * clause.asking
    return Candidate(clause=clause, share=share, rank=rank)


def _share(weights: Sequence[tuple[str, float]], clause: Clause) -> float:
    """The share (0..1) of the weight of some words that a clause has, those beside it and before it for less."""
    mine = sum(weight for word, weight in weights if word in clause.words)
    around = sum(weight for word, weight in weights if word in clause.around - clause.words)
    before = sum(weight for word, weight in weights if word in clause.before - clause.around)
    return min(1.0, (mine + 0.7 * around + 0.3 * before) / (sum(weight for _, weight in weights) or 1.0))


def signs_of(said: Claimed, candidate: Candidate, shares: Mapping[str, float]) -> dict[str, Signs]:
    """For what a sentence may tell of a claim: the signs for and against it, compared with its telling nothing."""
    one, clause = said.one, candidate.clause
    states = set(said.sides)
    there = clause.there | clause.speakers
    shared = {
        "share": candidate.share,
        "kin": kindred(one.forecast.claim, clause.text),
        "names missing": _names_missing(said, clause),
        "names the subject": float(bool(one.states) and one.states[0] in there),
        "names all": float(bool(states) and states <= there),
        "names none": float(bool(states) and not states & there),
        "in another's article": float(bool(states) and not states & (there | clause.context)),
        "names others": float(any(not codes & states for codes in clause.sets)),
        "claim of nobody": float(not one.states),
        "foretold": float(clause.foretold),
        "itself an ask": float(clause.asking),
        "a judgement": float(clause.opinion),
        "follows on": float(said.follows),
        "another in its place": float(
            bool(states) and not states <= there and any(not codes & states for codes in clause.sets)
        ),
        "a state is missing": float(bool(states) and not states <= there | clause.context),
    }
    bare = without_report(clause.text)
    doubtful = DOUBTFUL.search(re.sub(r"\bhad been\b", "was", bare)) is not None
    undone = UNDONE.search(bare) is not None
    over, late = _over(one, clause), _late(one, clause)
    turned = bool(one.lead & AGAINST)
    contrary = undone or bool(clause.words & AGAINST - {word for word, _ in said.weights}) or _refused(bare)
    acts = bool(clause.words & (one.acts - words_told("be have")))
    enough = reached(one.forecast.claim, clause.text)
    found: dict[str, Signs] = {}
    for kind, name in KINDS.items():
        head = math.log(max(LEAST, shares.get(name, 0.0)) / max(LEAST, shares["none"]))
        signs = shared | {
            f"kind {kind}": 1.0,
            "head": head,
            f"head {kind}": head,
            f"share, {kind}": candidate.share,
            f"doubtful, {kind}": float(doubtful),
            f"undone, {kind}": float(undone),
            f"still, {kind}": float(STILL.search(bare) is not None),
            f"in the past, {kind}": float(PAST.search(bare) is not None),
            f"its act, {kind}": float(acts),
            f"claim of refusal, {kind}": float(turned),
            f"told against, {kind}": float(contrary and not turned),
            f"told for, {kind}": float(not contrary and not turned),
            f"refusal told, {kind}": float(turned and (contrary or acts)),
            f"time over, {kind}": float(over),
            f"too late, {kind}": float(late),
            f"as much as foretold, {kind}": float(enough is True),
            f"less than foretold, {kind}": float(enough is False),
        }
        found[kind] = {name: round(value, 4) for name, value in signs.items() if value}
    return found


def _names_missing(said: Claimed, clause: Clause) -> float:
    """The share of the names in a claim's words (its states' left out) that a sentence and the one before lack."""
    names = {word for word, weight in said.one.weights if weight >= NAMED}
    return len(names - clause.around - clause.before) / len(names) if names else 0.0


def _refused(text: str) -> bool:
    """Whether a wording of refusing stands in a clause."""
    return any(cue.pattern.search(text) for cue in CUES if cue.kind == "refused" and not cue.loose)


def _speaks_of(said: Claimed, candidate: Candidate) -> bool:
    """Whether a sentence has enough of a claim's words, or words of near meaning; far down a long article more."""
    if candidate.clause.number >= DEEP:
        return candidate.share >= SHARED
    return candidate.share >= ANY or kindred(said.one.forecast.claim, candidate.clause.text) >= KIN


def _may_be(one: Foretold, clause: Clause, kind: str) -> bool:
    """Whether days and states allow that a clause decides a claim so.

    Its article names every state of the claim; what happened is no less than was foretold and not dated after the
    time of the claim (which may begin only with its condition); that a thing has not happened yet excludes it only when
    that time is over.
    """
    states = {code for code in one.states if is_state(code)}
    if not states <= clause.there | clause.speakers | clause.recent | clause.context:
        return False
    waiting = NOT_YET.search(without_report(clause.text)) is not None
    if kind == "excluded":
        return not waiting or _over(one, clause)
    if reached(one.forecast.claim, clause.text) is False:
        return False
    return one.forecast.condition is not None or not _late(one, clause)


def _over(one: Foretold, clause: Clause) -> bool:
    """Whether the clause is printed after the time that the forecast gives itself."""
    latest = one.forecast.horizon.latest
    return latest is not None and (clause.printed.earliest or "") > latest


def _late(one: Foretold, clause: Clause) -> bool:
    """Whether what the clause tells is dated after that time."""
    latest = one.forecast.horizon.latest
    told = clause.when.earliest if clause.when.basis != "publication" else None
    return latest is not None and told is not None and told > latest
