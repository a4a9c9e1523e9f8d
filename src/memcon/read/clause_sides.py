"""Whose side a clause tells its subject to be on, by what it does with a state.

`The minister expressed Norland's regret` and `she offered it on behalf of Norland` speak for somebody of Norland;
`he rejected Norland's complaint` and `he thanked Norland` against it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from memcon.read.actor_figures import Cast
from memcon.read.noun_phrases import SUBJECTS, Grid

FOR, BEHALF, AGAINST, TOWARDS = 85.0, 100.0, -62.0, -45.0
"""What a state's own matter voiced, an act on its behalf, its matter received, and an act towards it count."""
_VOICING = frozenset(
    """express convey voice reiterate repeat restate reaffirm register present outline underline underscore stress
    state transmit relay extend offer communicate confirm declare announce renew pledge explain defend raise lodge
    set lay put emphasise emphasize affirm signal pass bring submit table formulate""".split()
)
_RECEIVING = frozenset(
    """note welcome reject dismiss acknowledge refuse accept deny criticise criticize praise thank hear receive turn
    decline ignore answer resent condemn question doubt dispute regret share understand study consider
    appreciate rebuff oppose contest""".split()
)
_SERVING = frozenset("represent lead defend govern rule head leave join tour visit run serve call describe".split())
_STANDING = frozenset({"behalf", "name"})


def side_cues(grid: Grid, cast: Cast, figures: Mapping[int, str], index: int) -> dict[str, float]:
    """By state, how much the clause speaks for (above 0) or against its subject's being of that state."""
    found: dict[str, float] = defaultdict(float)
    if grid.deps[index] not in SUBJECTS:
        return found
    for verb in _verbs(grid, grid.heads[index]):
        lemma = grid.lemmas[verb]
        for child in grid.children[verb]:
            if grid.deps[child] in ("dobj", "dative"):
                for thing in _row(grid, child):
                    _of_object(grid, cast, figures, thing, lemma, found)
            elif grid.deps[child] == "prep" and lemma == "pass" and grid.lower[child] in ("on", "along"):
                for thing in grid.children[child]:
                    _of_object(grid, cast, figures, thing, "convey", found)
            elif grid.deps[child] == "prep":
                _of_phrase(grid, cast, figures, child, found)
    return found


def _verbs(grid: Grid, verb: int) -> Iterator[int]:
    """The verbs that one subject has: `wished to convey`, `reaffirmed ... and expressed`."""
    todo, seen = [verb], 0
    while todo and seen < 6:
        here = todo.pop(0)
        seen += 1
        yield here
        todo += [
            child for child in grid.children[here]
            if grid.deps[child] in ("conj", "xcomp") and grid.tags[child].startswith("V")
            and not any(grid.deps[c] in SUBJECTS for c in grid.children[child])
        ]  # fmt: skip


def _row(grid: Grid, noun: int) -> Iterator[int]:
    for _ in range(4):
        yield noun
        following = next((c for c in grid.children[noun] if grid.deps[c] == "conj"), None)
        if following is None:
            return
        noun = following


def _of_object(
    grid: Grid, cast: Cast, figures: Mapping[int, str], noun: int, lemma: str, found: dict[str, float]
) -> None:
    own = _state(cast, figures, noun)
    if own is None and grid.lower[noun] in ("government", "authorities", "people", "side"):
        own = next(iter(_owners(grid, cast, figures, noun)), None)
    if own is not None:
        found[own] += 0.0 if lemma in _SERVING else TOWARDS
        return
    worth = FOR if lemma in _VOICING else AGAINST if lemma in _RECEIVING else 0.0
    if lemma in ("set", "lay", "put", "pass", "bring", "turn") and not _particle(grid, grid.heads[noun]):
        worth = 0.0
    for state in _owners(grid, cast, figures, noun):
        found[state] += worth


def _particle(grid: Grid, verb: int) -> bool:
    return any(grid.deps[child] in ("prt", "advmod") for child in grid.children[verb])


def _owners(grid: Grid, cast: Cast, figures: Mapping[int, str], noun: int) -> list[str]:
    """The states whose thing a noun is: `Norland's regret`, `the regret of the Norland people`."""
    found = []
    for child in grid.children[noun]:
        if grid.deps[child] in ("poss", "amod", "compound", "nmod") and child < noun:
            found += _within(grid, cast, figures, child)
        elif grid.deps[child] == "prep" and grid.lower[child] == "of":
            found += [state for inner in grid.children[child] for state in _within(grid, cast, figures, inner)]
    return list(dict.fromkeys(found))


def _within(grid: Grid, cast: Cast, figures: Mapping[int, str], top: int) -> list[str]:
    """The states named in a short phrase: `Norland`, `the Government of Norland`, `the Norland people`."""
    found, todo = [], [(top, 0)]
    while todo:
        index, depth = todo.pop(0)
        state = _state(cast, figures, index)
        if state is not None:
            found.append(state)
        elif depth < 4:
            todo += [
                (child, depth + 1) for child in grid.children[index]
                if grid.deps[child] in ("poss", "amod", "compound", "nmod", "pobj")
                or (grid.deps[child] == "prep" and grid.lower[child] == "of")
            ][:6]  # fmt: skip
    return found


def _state(cast: Cast, figures: Mapping[int, str], index: int) -> str | None:
    figure = cast.get(figures.get(index, ""))
    if figure is None or (figure.kind != "state" and (figure.kind != "organisation" or figure.sector != "GOV")):
        return None
    return figure.state


def _of_phrase(grid: Grid, cast: Cast, figures: Mapping[int, str], prep: int, found: dict[str, float]) -> None:
    """`on behalf of the Government of Norland`, `in the name of Norland`."""
    for noun in grid.children[prep]:
        if grid.deps[noun] == "pobj" and grid.lower[noun] in _STANDING and grid.lower[prep] in ("on", "in"):
            for state in _owners(grid, cast, figures, noun):
                found[state] += BEHALF


def contradicted(cues: Mapping[str, float], state: str | None) -> bool:
    """Whether the cues speak for another state than a candidate's, or against it."""
    if state is None:
        return False
    best = max((value for other, value in cues.items() if other != state), default=0.0)
    return cues.get(state, 0.0) < 0.0 or (best > 0.0 and cues.get(state, 0.0) < best)
