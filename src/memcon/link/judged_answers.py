"""What sentences answer an ask, as the trained head, the wordings and the people of each weigh together.

An invented example: Nauru asked Palau for two tugs; of "By Friday both lay at the quay in Yaren" the head says granted
.8, no wording says anything, neither side is named. Of each ask the few sentences that are likeliest to speak of it are
looked at: those in which a wording or act was recognised (`replies`), those right after the ask, and later ones with
its words and sides. For every kind of answer the signs add up with fitted weights (training/fit_answers.py) to how much
likelier it is than no answer (a conditional logit; McFadden 1974); the likeliest counts where it is likely enough.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Protocol, TypeVar, get_args

from memcon.encoder.judging import Judge
from memcon.lexicon.lexicon import Lexicon
from memcon.lexicon.weighing import choice_rates, log_odds, weights_of
from memcon.link.clauses import Clause
from memcon.link.kindred import kindred
from memcon.link.reply_acts import measure
from memcon.link.reply_words import NOUNS
from memcon.link.wanted import Reply, Wanted, amounts_in, share_of, told_as_done
from memcon.link.word_weights import word_weights
from memcon.model.digest import Digest
from memcon.model.reading import AnswerKind
from memcon.model.span import Reason, Span
from memcon.model.when import day_of_print

MOST = 6
"""Sentences of an ask that are put to the head."""
TABLE, UNHEARD = "answers_judged", "answers_weighed"
"""Weights with the head and without it."""
SURE = 0.4
"""Probability from which a sentence counts as an answer of the likeliest kind."""
WORTH = 0.15
"""Probability of an answer, all but the head weighed, from which the head is asked: of the rest hardly any is one."""
ASKED_FROM = 0.5
"""Confidence of an ask from which it is put to the head."""
LEAST = 0.02
"""Shares of the head below it count as this much."""
KINDS: tuple[AnswerKind, ...] = tuple(sorted(get_args(AnswerKind)))
RARE = 5
"""Articles on both sides of an ask from which most of what is told of them is of something else."""
FEW, ANY = 1, 0.2
"""Articles on both sides of an ask up to which a sentence elsewhere may answer it without a word of it; else the least
share of its words."""
TELLING = 16.0
"""Weight of the words in common (`word_weights`: "work" 2, "fishermen" 7) from which more of it says no more."""
Signs = Mapping[str, float]
DEEP = 8
"""Sentences before it from which a sentence stands far down a long article: wordings there are mostly of others."""
NOTHING: Signs = MappingProxyType({})
SLACK = 0.01
"""More than rounding can make of a sum of signs."""
ALL = 0.95
"""Share of a number asked for from which it is as much as was asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence that may answer an ask: one clause of it, how near it stands, how much of the ask it has, and what a
    wording or act in it says."""

    clause: Clause
    after: int | None
    share: float
    rank: float
    reply: Reply | None = None
    earlier: bool = False
    """Whether it stands before what tells the ask, in an article of a later day."""
    rival: float = 0.0
    """How much it has of another ask between the same sides."""


def weighed_replies(
    one: Wanted, replies: Sequence[Reply], clauses: Iterable[Clause], texts: Mapping[str, Digest], judge: Judge | None,
    lexicon: Lexicon, rivals: Sequence[Wanted] = (),
) -> list[Reply]:  # fmt: skip
    """The answers to an ask among some clauses and the `replies` that wordings and acts gave, in order of time.

    `rivals` are the other asks between its sides: what has more of one of these rather answers that.

    Each has the likeliest kind and its probability; without a `judge` all but the head is weighed. Replies of several
    who were asked in one sentence stay as they are; of what no look was taken at, nothing is told.
    """
    heard, unheard = weights_of(lexicon, TABLE), weights_of(lexicon, UNHEARD)
    if not (heard and unheard) or one.ask.confidence < ASKED_FROM:
        return list(replies)
    crowded = _crowded(replies)
    kept = [reply for reply in replies if reply.clause.place in crowded]
    single = [reply for reply in replies if reply.clause.place not in crowded]
    found = kept
    for candidate in candidates(one, single, [c for c in clauses if c.place not in crowded], rivals):
        shares: Mapping[str, float] = {}
        signs = signs_of(one, candidate)
        rates = rates_of(signs, unheard)
        worth = judge is not None and sum(rates.values()) >= WORTH
        if worth and max(rates.values()) < SURE and not may_answer(signs, heard, ("head", "head, beside")):
            continue
        if judge is not None and worth and (shares := heard_of(one, candidate, texts, judge)):
            if not may_answer(signs_of(one, candidate, shares), heard, ("head, beside",)):
                continue
            beside = heard_beside(one, candidate, texts, judge)
            rates = rates_of(signs_of(one, candidate, shares, beside), heard)
        kind = max(KINDS, key=lambda name: rates[name])
        if rates[kind] >= max(SURE, 1 - math.fsum(rates.values())):
            found.append(_reply(one, candidate, kind, rates[kind], shares))
    return sorted(_of_one_kind(found, one), key=lambda reply: reply.clause.place)


def _of_one_kind(replies: Sequence[Reply], one: Wanted) -> list[Reply]:
    """The replies without those that the surest of the same article gainsays: an article tells one answer of one who
    was asked; what looks like another is of another thing."""
    if len(one.ask.asked) > 1:
        return list(replies)
    surest: dict[str, Reply] = {}
    for reply in replies:
        held = surest.get(reply.clause.article)
        if held is None or (reply.score, reply.clause.span) > (held.score, held.clause.span):
            surest[reply.clause.article] = reply
    return [reply for reply in replies if reply.kind == surest[reply.clause.article].kind]


def may_answer(signs: Mapping[str, Signs], weights: Signs, unheard: Sequence[str]) -> bool:
    """Whether a sentence with these signs can be as likely an answer as none, whatever the head says for the signs that
    it has not been asked for; where it cannot be, the head need not be asked: its answer costs milliseconds."""
    most = sum(abs(weights.get(sign, 0.0)) for sign in unheard) * math.log(1 / LEAST)
    for kind, of in signs.items():
        told = sum(weights.get(sign, 0.0) * number for sign, number in of.items() if sign not in unheard)
        both = 0.5 * max(0.0, weights.get(f"both, {kind}", 0.0)) if "head" in unheard else 0.0
        if told + both + most > -SLACK:
            return True
    return False


def rates_of(signs: Mapping[str, Signs], weights: Signs) -> dict[str, float]:
    """The probability of each class, to four places; what is left to 1 is that of none."""
    return {kind: round(share, 4) for kind, share in choice_rates(signs, weights).items()}


def heard_of(one: Wanted, candidate: Candidate, texts: Mapping[str, Digest], judge: Judge) -> Mapping[str, float]:
    """The head's share of each kind of answer in a sentence; none where ask and sentence are too long for it."""
    sentence = candidate.clause.sentence.of(texts[candidate.clause.article].article.text)
    return judge.pair("answer", _telling(one, texts), sentence) or {}


def heard_beside(one: Wanted, candidate: Candidate, texts: Mapping[str, Digest], judge: Judge) -> Mapping[str, float]:
    """The head's share of each kind of answer in a sentence with those before and after it.

    "It cannot" tells little alone. In the article that tells the ask nothing up to its telling is read.
    """
    digest = texts[candidate.clause.article]
    spans = [row.span for row in digest.sentences]
    sentence = candidate.clause.sentence
    at = next((n for n, span in enumerate(spans) if span.start <= sentence.start < span.end), None)
    if at is None:
        return {}
    told = max((span.end for name, span in one.places if name == digest.article.id and span.end <= sentence.start),
               default=0)  # fmt: skip
    start = spans[at - 1].start if at and spans[at - 1].start >= told else spans[at].start
    around = Span(start, spans[min(at + 1, len(spans) - 1)].end)
    return judge.pair("answer", _telling(one, texts), around.of(digest.article.text)) or {}


def _telling(one: Wanted, texts: Mapping[str, Digest]) -> str:
    """The words in which an ask is told first, as the head reads them."""
    article, place = first_told(one, texts)
    return _sentence(texts[article], place)


def first_told(one: Wanted, texts: Mapping[str, Digest]) -> tuple[str, Span]:
    """Where the ask is told at most length in the earliest articles that tell it."""
    printed = {article: day_of_print(texts[article].article.published).earliest or "" for article, _ in one.places}
    earliest = min(printed.values())
    return max(
        (row for row in one.places if printed[row[0]] == earliest), key=lambda row: (row[1].end - row[1].start, row)
    )


def candidates(
    one: Wanted, replies: Sequence[Reply], clauses: Iterable[Clause], rivals: Sequence[Wanted] = ()
) -> list[Candidate]:
    """The sentences of replies and clauses that are likeliest to answer an ask, at most `MOST`, in order of time."""
    best: dict[tuple[str, str, Span], Candidate] = {}
    recognised = {reply.clause.place for reply in replies}
    for clause in (*(reply.clause for reply in replies), *clauses):
        found = _candidate(one, clause, clause.place in recognised)
        key = clause.place
        if found is not None and (key not in best or found.rank > best[key].rank):
            best[key] = found
    for reply in replies:
        if (key := reply.clause.place) in best:
            best[key] = replace(best[key], reply=reply, clause=reply.clause, rank=best[key].rank + 1)
    return [replace(found, rival=_rival(found.clause, rivals)) for found in likeliest(best.values(), MOST)]


def _rival(clause: Clause, rivals: Iterable[Wanted]) -> float:
    """The most that a clause has of the words of another ask that was put by its day (0..1)."""
    printed = clause.printed.latest or ""
    return min(1.0, max((share_of(one, clause) for one in rivals if one.day.isoformat() <= printed), default=0.0))


def _crowded(replies: Sequence[Reply]) -> set[tuple[str, str, Span]]:
    """The sentences in which more than one of those asked answers."""
    places = [reply.clause.place for reply in replies]
    return {place for place in places if places.count(place) > 1}


class _Ranked(Protocol):
    """A sentence of which a clause was looked at, and how likely it is worth a closer look."""

    @property
    def clause(self) -> Clause:
        """The clause."""

    @property
    def rank(self) -> float:
        """More is likelier."""


R = TypeVar("R", bound=_Ranked)


def likeliest(found: Iterable[R], most: int) -> list[R]:
    """Those of the highest rank, in order of time."""
    ranked = sorted(found, key=lambda one: (-round(one.rank, 6), one.clause.place))[:most]
    return sorted(ranked, key=lambda one: one.clause.place)


def _candidate(one: Wanted, clause: Clause, recognised: bool) -> Candidate | None:
    own = [span.end for article, span in one.places if article == clause.article]
    again = any(article == clause.article and span.overlaps(clause.sentence) for article, span in one.places)
    if again and not _later(one, clause):
        return None
    before = [end for end in own if end <= clause.sentence.start]
    if again:
        own = before = []
    if own and not before and not _later(one, clause):
        return None
    far = clause.sentence.start - max(before) if before else None
    after = None if far is None else 1 if far < 40 else 2 if far < 220 else 3 if far < 420 else None
    share = share_of(one, clause)
    asked, asker = bool(one.doing & clause.there), bool(one.other & clause.there)
    if after is None and ((own and before) or not (asked or asker or one.doing & clause.context)):
        return None
    named = recognised or NOUNS[one.family].search(clause.text.lower()) is not None
    if after is None and one.told > FEW and share < ANY and not named:
        return None  # of a pair that more is told about, what has no word of the ask is of something else
    rank = share + 0.4 * asked + 0.2 * asker + {None: 0.0, 1: 0.5, 2: 0.35, 3: 0.2}[after] - 0.3 * clause.asking
    return Candidate(clause=clause, after=after, share=share, rank=rank, earlier=bool(own) and not before)


def _later(one: Wanted, clause: Clause) -> bool:
    """Whether a clause is printed after the day of the ask, so that what tells of the ask again may tell its answer."""
    return clause.printed.earliest is not None and date.fromisoformat(clause.printed.earliest) > one.day


def _sentence(digest: Digest, place: Span) -> str:
    """The sentence in which an ask is told; of a sentence that tells several, only its own words."""
    span = next((one.span for one in digest.sentences if one.span.start <= place.start < one.span.end), place)
    others = [row.span for ask in digest.asks for row in ask.evidence if span.covers(row.span)]
    if any(not other.overlaps(place) for other in others):
        span = place
    return span.of(digest.article.text)


def signs_of(
    one: Wanted, candidate: Candidate, shares: Mapping[str, float] = NOTHING, beside: Mapping[str, float] = NOTHING
) -> dict[str, dict[str, float]]:
    """By kind of answer: the signs that speak for it and against it, compared with there being none.

    `shares` are the head's of the sentence alone (none: unheard), `beside` those of it with its neighbours.
    """
    clause, reply = candidate.clause, candidate.reply
    shared = {
        "share": candidate.share,
        "words": _telling_words(one, clause),
        "kin": kindred(one.ask.what, clause.text),
        f"after {candidate.after}": 1.0,
        f"of {one.family}": 1.0,
        "names the asked": float(bool(one.doing & (clause.there | clause.speakers))),
        "names the asker": float(bool(one.other & clause.there)),
        "names others": float(any(not codes & (one.doing | one.other) for codes in clause.sets)),
        "names the ask": float(NOUNS[one.family].search(clause.text.lower()) is not None),
        "itself an ask": float(clause.asking),
        "long": float(len(clause.text) > 180),
        "a judgement": float(clause.opinion),
        "foretold": float(clause.foretold),
        "tells it again": float(any(a == clause.article and s.overlaps(clause.sentence) for a, s in one.places)),
        "something recognised": float(reply is not None),
        "before its telling": float(candidate.earlier),
        "rather of another ask": max(0.0, candidate.rival - candidate.share),
        "far down": float(clause.number >= DEEP),
    }
    if candidate.after is None:  # far from the ask what shares a word with it is mostly of something else
        asked, asker = shared["names the asked"], shared["names the asker"]
        shared |= {
            "elsewhere, much told": math.log1p(one.told) if one.told > RARE else 0.0,
            "elsewhere, share": candidate.share,
            "elsewhere, words": shared["words"],
            "elsewhere, names both": asked * asker,
            "elsewhere, names neither": (1.0 - asked) * (1.0 - asker),
        }
    done = told_as_done(clause.text)
    part = measure(one, clause, None)[0] == "partly"
    less, enough = _counted(one, clause)
    late = one.due is not None and (clause.printed.earliest or "") > one.due.isoformat()
    found: dict[str, dict[str, float]] = {}
    for kind in KINDS:
        signs = shared | {f"kind {kind}": 1.0, f"a part, {kind}": float(part), f"late, {kind}": float(late)}
        signs |= {f"of {one.family}, {kind}": 1.0, f"less, {kind}": less, f"as much, {kind}": enough}
        if shares:
            signs["head"] = math.log(max(LEAST, shares.get(kind, 0.0)) / max(LEAST, shares["none"]))
            wider = beside or shares
            signs["head, beside"] = math.log(max(LEAST, wider.get(kind, 0.0)) / max(LEAST, wider["none"]))
        if kind in ("granted", "partly"):
            signs[f"not told as done, {kind}"] = float(not done)
            if shares:
                signs[f"both, {kind}"] = min(shares.get("granted", 0.0), shares.get("refused", 0.0))
        if reply is not None and reply.kind == kind:
            how = "act" if reply.act else "wording"
            signs |= {f"{how} recognised": 1.0, f"{how} recognised, {kind}": 1.0, "score": log_odds(reply.score, 0.05)}
            signs["far down, recognised"] = float(clause.number >= DEEP)
        found[kind] = {name: round(value, 4) for name, value in signs.items() if value}
    return found


def _counted(one: Wanted, clause: Clause) -> tuple[float, float]:
    """Whether a clause counts fewer of the things asked for than were asked, and whether as many or more (0 or 1)."""
    if one.amount is None:
        return 0.0, 0.0
    asked, things = one.amount
    told = [value for value, counted in amounts_in(clause.text) if counted & things]
    return float(any(value < ALL * asked for value in told)), float(any(value >= ALL * asked for value in told))


def _telling_words(one: Wanted, clause: Clause) -> float:
    """How much those words of the thing asked tell that a sentence has (0..1): "work" little, "pump" much."""
    weights = word_weights()
    shared = {word for word, _ in one.weights} & (clause.words | clause.around)
    return min(1.0, math.fsum(weights.of(word) for word in shared) / TELLING)


def _reply(one: Wanted, candidate: Candidate, kind: AnswerKind, sure: float, shares: Mapping[str, float]) -> Reply:
    """The sentence as an answer of that kind, with what was recognised in it and what the head says."""
    reasons = (
        Reason(name=f"judged beside the ask: {kind}", weight=shares.get(kind, 0.0)),
        Reason(name="judged beside the ask: an answer", weight=round(1 - shares["none"], 4)),
    ) if shares else (Reason(name=f"weighed beside the ask: {kind}", weight=sure),)  # fmt: skip
    reply = candidate.reply
    if reply is not None and reply.kind == kind:
        return replace(reply, score=sure, reasons=(*reply.reasons, *reasons))
    clause = candidate.clause
    agents = frozenset(code for _, codes in clause.named for code in codes & one.doing) or one.doing & clause.there
    return Reply(kind=kind, score=sure, clause=clause, reasons=reasons, agents=agents)
