"""Answers in words that no list has, as the trained head judges them: an ask and a later sentence, read together.

An invented example: Nauru asked Palau for two tugs; of "By Friday both lay at the quay in Yaren" the head says granted
.8. Only asks that nothing else answers are put to it, each with the few sentences that are likeliest to speak of it:
those right after it, and later ones with its words and sides. What its shares are worth is weighed as fitted
(training/fit_answers.py): an answer counts where the whole says so surely.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from memcon.encoder.judging import Judge
from memcon.lexicon.lexicon import Lexicon
from memcon.lexicon.weighing import log_odds, rate, weights_of
from memcon.link.clauses import Clause
from memcon.link.wanted import Reply, Wanted, share_of
from memcon.model.digest import Digest
from memcon.model.reading import AnswerKind
from memcon.model.span import Reason, Span

MOST = 4
"""Sentences of an ask that are put to the head."""
NEXT = 3
"""Sentences after an ask in its own article that may answer it, whatever their words."""
SURE = 0.65
"""Probability from which a sentence counts as an answer."""
ASKED_FROM = 0.5
"""Confidence of an ask from which it is put to the head."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence that may answer an ask: one clause of it, how near it stands, how much of the ask it has."""

    clause: Clause
    after: int | None
    share: float
    rank: float


def judged_replies(
    one: Wanted, clauses: Iterable[Clause], texts: Mapping[str, Digest], judge: Judge, lexicon: Lexicon
) -> list[Reply]:
    """What the head takes for answers to an ask among some clauses, surely enough; in order of time."""
    weights = weights_of(lexicon, "answers_judged")
    if not weights or one.ask.confidence < ASKED_FROM:
        return []
    found = []
    for candidate, shares in judged(one, clauses, texts, judge):
        kind, signs = signs_of(one, candidate, shares)
        sure = rate(sum(weights.get(name, 0.0) * number for name, number in signs.items()))
        if sure >= SURE:
            found.append(
                Reply(
                    kind=kind,
                    score=round(sure, 4),
                    clause=candidate.clause,
                    reasons=(
                        Reason(name=f"judged beside the ask: {kind}", weight=shares[kind]),
                        Reason(name="judged beside the ask: an answer", weight=round(1 - shares["none"], 4)),
                    ),
                )
            )
    return found


def judged(
    one: Wanted, clauses: Iterable[Clause], texts: Mapping[str, Digest], judge: Judge
) -> list[tuple[Candidate, dict[str, float]]]:
    """The likeliest sentences with the head's share of each kind of answer, in order of time."""
    article, place = max(one.places, key=lambda row: (row[1].end - row[1].start, row))
    ask = _sentence(texts[article], place)
    found = []
    for candidate in candidates(one, clauses):
        digest = texts[candidate.clause.article]
        shares = judge.pair("answer", ask, candidate.clause.sentence.of(digest.article.text))
        if shares:
            found.append((candidate, shares))
    return found


def candidates(one: Wanted, clauses: Iterable[Clause]) -> list[Candidate]:
    """The sentences of some clauses that are likeliest to answer an ask, at most `MOST`, in order of time."""
    best: dict[tuple[str, Span], Candidate] = {}
    for clause in clauses:
        found = _candidate(one, clause)
        key = (clause.article, clause.sentence)
        if found is not None and (key not in best or found.rank > best[key].rank):
            best[key] = found
    ranked = sorted(best.values(), key=lambda c: (-round(c.rank, 6), _place(c.clause)))[:MOST]
    return sorted(ranked, key=lambda c: _place(c.clause))


def _place(clause: Clause) -> tuple[str, str, Span]:
    return clause.printed.earliest or "", clause.article, clause.sentence


def _candidate(one: Wanted, clause: Clause) -> Candidate | None:
    if clause.foretold or any(a == clause.article and s.overlaps(clause.sentence) for a, s in one.places):
        return None
    own = [span.end for article, span in one.places if article == clause.article]
    before = [end for end in own if end <= clause.sentence.start]
    if own and not before:
        return None
    far = clause.sentence.start - max(before) if before else None
    after = None if far is None else 1 if far < 40 else 2 if far < 220 else 3 if far < 420 else None
    share = share_of(one, clause)
    asked, asker = bool(one.doing & clause.there), bool(one.other & clause.there)
    if after is None and (own or not (asked or asker or one.doing & clause.context)):
        return None
    rank = share + 0.4 * asked + 0.2 * asker + {None: 0.0, 1: 0.5, 2: 0.35, 3: 0.2}[after] - 0.3 * clause.asking
    return Candidate(clause=clause, after=after, share=share, rank=rank)


def _sentence(digest: Digest, place: Span) -> str:
    """The sentence in which an ask is told."""
    span = next((one.span for one in digest.sentences if one.span.start <= place.start < one.span.end), place)
    return span.of(digest.article.text)


def signs_of(one: Wanted, candidate: Candidate, shares: Mapping[str, float]) -> tuple[AnswerKind, dict[str, float]]:
    """The likeliest kind of answer, and the signs that speak for and against its being one."""
    kind = max(sorted(set(shares) - {"none"}), key=lambda name: shares[name])
    second = max((share for name, share in shares.items() if name not in ("none", kind)), default=0.0)
    clause = candidate.clause
    found = {
        "bias": 1.0,
        "an answer": _odds(1 - shares["none"]),
        "its kind": _odds(shares[kind]),
        "another kind": _odds(second),
        f"kind {kind}": 1.0,
        f"of {one.family}": 1.0,
        f"of {one.family}, {kind}": 1.0,
        f"after {candidate.after}": 1.0,
        "share": candidate.share,
        "names the asked": float(bool(one.doing & (clause.there | clause.speakers))),
        "names the asker": float(bool(one.other & clause.there)),
        "names others": float(any(not codes & (one.doing | one.other) for codes in clause.sets)),
        "itself an ask": float(clause.asking),
        "long": float(len(clause.text) > 180),
    }
    return cast(AnswerKind, kind), {name: round(value, 4) for name, value in found.items() if value}


def _odds(share: float) -> float:
    return log_odds(share, 0.01)
