"""Which tellings of an encounter's accounts are of one matter, and which of these exclude each other.

`Vietnam will test two Cuban vaccines` in one account and, in the minister's words, `trials of two vaccines developed in
Havana` in another are one claim with two witnesses; `320 soldiers` and `230 soldiers` of one battalion are of one
matter and exclude each other: a difference, not one claim.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from memcon.lexicon.lexicon import Lexicon
from memcon.link.cluster import Edge, agglomerate, edge
from memcon.link.difference_view import View
from memcon.link.pairings import Pairings
from memcon.link.similarity import stems
from memcon.link.telling_conflicts import Conflict, conflict_of
from memcon.link.telling_judged import Judged, judged, worth_asking
from memcon.link.telling_pairs import NOTHING, judged_likeness, lean, likeness, signs_of, two_voices
from memcon.link.tellings import Telling, tellings_of
from memcon.model.identify import stable_id
from memcon.model.link import Encounter, Told
from memcon.model.reading import Statement
from memcon.model.span import Span

SAME = 0.55
"""Likeness from which two tellings that do not exclude each other are one claim."""
SCRAP = 3
"""Heavy words that an account's own telling has at least to be more than a scrap."""
VALUED = 0.8
"""The same where they give another number or day: one claim told differently, and a difference besides."""
OTHERS = 0.75
"""The same where two speakers of different states say it, neither for both."""
NEAR = 0.22
"""Likeness from which two tellings are of one matter at all."""
LEAST_WEIGHT = 4.0
"""Weight of words that two tellings share (or that are kin) before they are compared closely."""
NEARNESS = 0.35
LEAST_ALIKE = 1.0
"""Nearness and weight of common words together (of the pairs found likely in labelled accounts 99 in 100 have 1.3)."""
MOST_RIVALS = 4
MOST_VIEWS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Two tellings of one matter; `conflict` says how they exclude each other, None when they do not; `judged` what the
    judge says of them, None where it was not asked."""

    one: Telling
    other: Telling
    likeness: float
    conflict: Conflict | None
    judged: Judged | None = None


def matches_of(
    encounter: Encounter, views: Sequence[View], lexicon: Lexicon, *, judging: bool = True
) -> list[Match]:  # fmt: skip
    """The pairs of tellings of one matter in the accounts of one encounter, the likeliest first; without `judging` by
    their words alone."""
    views = views[:MOST_VIEWS]
    if len(views) < 2:
        return []
    parties = party_stems(encounter, views, lexicon)
    told = _laid_out([(view, tellings_of(view, parties)) for view in views])
    drafts = [draft for one, other in combinations(told, 2) for draft in _between(one, other)]
    origin = {view.article: view.origin for view in views}
    # of a text and its copy, and of scraps, nothing is learned that their words do not show
    may = [
        draft for draft in drafts
        if judging and origin[draft.one.article] != origin[draft.other.article] and not _contact(draft.match)
    ]  # fmt: skip
    asked = {id(may[n]) for n in worth_asking([(draft.likeness, draft.match.conflict is not None) for draft in may])}
    found = [_weighed(draft) if id(draft) in asked else draft.match for draft in drafts]
    found = [match for match in found if match.likeness >= NEAR]
    return sorted(found, key=lambda m: (-m.likeness, m.one.article, m.one.spans, m.other.article, m.other.spans))


def party_stems(encounter: Encounter, views: Sequence[View], lexicon: Lexicon) -> frozenset[str]:
    """The stems by which those who met and their states are named in the accounts."""
    names: set[str] = set()
    states: set[str] = set()
    for view in views:
        for actor in view.digest.actors:
            if actor.id in encounter.participants:
                names |= {actor.name, *actor.aliases}
                states |= {actor.id, actor.state or actor.id}
    for code in states & lexicon.states.keys():
        state = lexicon.states[code]
        names |= {state.name, *state.names, *state.demonyms}
    return frozenset(stem for name in names for stem in stems(name))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """The tellings of one account, as they are compared and (those of one matter with another's) as they are kept; for
    each (a row) the weight of every word that another account has too, and whether it has it."""

    view: View
    tellings: Sequence[Telling]
    laid_by: dict[int, Telling] = field(default_factory=dict)
    means: NDArray[np.float32]
    weights: NDArray[np.float64]
    has: NDArray[np.float64]
    contact: NDArray[np.int8]

    def kept(self, row: int) -> Telling:
        """A telling as it is kept."""
        if row not in self.laid_by:
            self.laid_by[row] = self.tellings[row].laid_by(self.view)
        return self.laid_by[row]


def _laid_out(told: Sequence[tuple[View, Sequence[Telling]]]) -> list[_Told]:
    """The accounts that tell anything, their words numbered alike."""
    accounts: Counter[int] = Counter()
    for _, tellings in told:
        accounts.update({key for one in tellings for key in one.keys.tolist()})
    column = {key: at for at, key in enumerate(sorted(key for key, count in accounts.items() if count > 1))}
    return [_table(view, tellings, column) for view, tellings in told if tellings]


def _table(view: View, tellings: Sequence[Telling], column: Mapping[int, int]) -> _Told:
    weights = np.zeros((len(tellings), len(column)))
    for row, one in enumerate(tellings):
        for key, weight in zip(one.keys.tolist(), one.weights.tolist(), strict=True):
            if key in column:
                weights[row, column[key]] = weight
    return _Told(
        view=view,
        tellings=tellings,
        means=np.stack([one.mean for one in tellings]),
        weights=weights,
        has=(weights > 0).astype(np.float64),
        contact=np.array([2 * one.negative - 1 if one.contact else 0 for one in tellings], dtype=np.int8),
    )


def _between(one: _Told, other: _Told) -> Iterable[_Draft]:
    mine, theirs = one.tellings, other.tellings
    leans = {(i, j): lean(signs_of(mine[i], theirs[j])) for i, j in _worth(one, other)}
    rows, columns = _best_two(leans, 0), _best_two(leans, 1)
    likely = {(i, j): likeness(own, (_rival(rows[i], own), _rival(columns[j], own))) for (i, j), own in leans.items()}
    for (i, j), score in likely.items():
        if score >= NEAR:
            conflict = conflict_of(mine[i], theirs[j], (one.view.digest, other.view.digest))
            match = Match(one=one.kept(i), other=other.kept(j), likeness=round(score, 4), conflict=conflict)
            yield _Draft(one=mine[i], other=theirs[j], likeness=score, match=match)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """A match by words alone, with the two tellings in full."""

    one: Telling
    other: Telling
    likeness: float
    match: Match


def _weighed(draft: _Draft) -> Match:
    """The match as the judge leaves it."""
    say = judged(draft.one, draft.other)
    if say is None:
        return draft.match
    score = judged_likeness(draft.likeness, say.signs)
    return replace(draft.match, likeness=round(score, 4), judged=say)


def _best_two(leans: Mapping[tuple[int, int], float], side: int) -> Mapping[int, tuple[float, float]]:
    """The two best leans of each telling of one side."""
    found: dict[int, tuple[float, float]] = {}
    for pair, value in leans.items():
        first, second = found.get(pair[side], (NOTHING, NOTHING))
        found[pair[side]] = (value, first) if value > first else (first, max(second, value))
    return found


def _rival(best: tuple[float, float], own: float) -> float:
    return best[1] if own >= best[0] else best[0]


def _worth(one: _Told, other: _Told) -> list[tuple[int, int]]:
    """The pairs that can be of one matter at all: some weight of words or numbers in common, or kin as a whole.

    Of two that only tell of the contact, neither or both denying it, nothing is learned. Of each telling of either
    side the few pairs most alike are looked at: more of one telling tell nothing more.
    """
    near = one.means @ other.means.T
    shared = one.weights @ other.has.T  # exact: sums of few-digit numbers, in whatever order
    alike = near + shared / LEAST_WEIGHT
    fit = ((near >= NEARNESS) | (shared >= LEAST_WEIGHT)) & (alike >= LEAST_ALIKE)
    fit &= (one.contact[:, None] * other.contact) <= 0
    unlike = np.where(fit, -alike, np.inf)
    best = np.zeros_like(fit)
    np.put_along_axis(best, np.argsort(unlike, axis=1, kind="stable")[:, :MOST_RIVALS], values=True, axis=1)
    np.put_along_axis(best, np.argsort(unlike, axis=0, kind="stable")[:MOST_RIVALS], values=True, axis=0)
    return [(i, j) for i, j in np.argwhere(best & fit).tolist()]


def align(
    encounters: Sequence[Encounter],
    matches: Mapping[str, Sequence[Match]],
    statements: Sequence[Statement],
    *,
    pairings: Pairings,
) -> tuple[tuple[Statement, ...], tuple[Encounter, ...]]:
    """The statements with the claims that alignment joins, and the encounters with what their accounts tell of them in
    a voice of their own."""
    units: dict[str, Telling] = {}
    ids: dict[tuple[str, tuple[Span, ...]], str] = {}
    edges: list[Edge] = []
    apart: set[tuple[str, str]] = set()
    for encounter in encounters:
        for match in matches.get(encounter.id, ()):
            pair = [_id(match.one, ids), _id(match.other, ids)]
            units |= dict(zip(pair, (match.one, match.other), strict=True))
            valued = match.conflict is not None and match.conflict.aspect in ("number", "date")
            if match.conflict is not None and not (valued and match.likeness >= VALUED) and not _overruled(match):
                apart.add((pair[0], pair[1]))
            elif match.likeness >= (OTHERS if two_voices(match.one, match.other) or _contact(match) else SAME):
                edges.append(edge(pair[0], pair[1], match.likeness))
    first: dict[str, str] = {}
    joined = [(first.setdefault(s.claim, s.id), s.id) for s in statements if s.claim]
    groups = agglomerate(
        {*(s.id for s in statements), *units},
        edges,
        together=[pair for pair in joined if pair[0] != pair[1]],
        apart=[*apart, *pairings.parted("claims")],
    )
    claim = {member: stable_id("cl", _name(group)) for group in groups for member in group}
    shared = {member for group in groups if len(group) > 1 for member in group}
    told: dict[str, list[tuple[Telling, str]]] = defaultdict(list)
    for ident in sorted(units):
        if units[ident].statement is None and ident in shared:
            told[units[ident].article].append((units[ident], claim[ident]))
    return (
        tuple(replace(s, claim=claim[s.id]) for s in statements),
        tuple(_with_told(encounter, matches.get(encounter.id, ()), told) for encounter in encounters),
    )


def _overruled(match: Match) -> bool:
    """Whether the judge has two tellings for one that seem to deny each other by their words alone: "no toll unless all
    agree", "a toll without the consent of all cannot be"."""
    return match.judged is not None and match.judged.same >= AGREED and match.likeness >= SAME


AGREED = 0.7


def _id(telling: Telling, known: dict[tuple[str, tuple[Span, ...]], str]) -> str:
    if telling.statement is not None:
        return telling.statement.id
    key = telling.article, telling.spans
    if key not in known:
        known[key] = stable_id("td", telling.article, [list(span) for span in telling.spans])
    return known[key]


def _name(group: Sequence[str]) -> str:
    """What a claim is named after: its first statement, so that joining a telling does not rename it."""
    return next((one for one in group if not one.startswith("td")), group[0])


def _contact(match: Match) -> bool:
    """Whether either is an account's own telling of the contact itself, which shares words with much that is told, or a
    mere scrap ("in Bergen", "in line with a statement of her ministry")."""
    return any(t.statement is None and (t.contact or t.heavy < SCRAP) for t in (match.one, match.other))


def _with_told(
    encounter: Encounter, matches: Sequence[Match], told: Mapping[str, Sequence[tuple[Telling, str]]]
) -> Encounter:
    inside = {(unit.article, unit.spans) for match in matches for unit in (match.one, match.other)}
    if not inside:
        return encounter
    return replace(
        encounter,
        accounts=tuple(
            replace(
                account,
                told=tuple(
                    Told(claim=claim, evidence=unit.evidence)
                    for unit, claim in sorted(told.get(account.article, ()), key=lambda row: row[0].spans)
                    if (unit.article, unit.spans) in inside
                ),
            )
            for account in encounter.accounts
        ),
    )
