"""Which body or group a description stands for.

`the Finnish coast guard` is a body of FIN; `Kremlin officials` a group of RUS; `the ministry` the one named last.
"""

from __future__ import annotations

from memcon.read.actor_figures import Figure
from memcon.read.actor_scene import Antecedent, Scene, described, owner_of
from memcon.read.descriptions import Description
from memcon.read.noun_phrases import Grid
from memcon.read.salience import NEARNESS


def body_of_state(scene: Scene, one: Description, code: str) -> Figure | None:
    """A state's ministry, army or other body, as the lexicon has it."""
    state = scene.lexicon.states.get(code)
    if state is None:
        return None
    grid = scene.grid
    before = grid.lower[one.head - 1 : one.head]
    last = (grid.lower[one.head], one.noun)
    for words in [[*before, last[0]], [*before, last[1]], [last[0]], [last[1]]]:
        count, entries = scene.lexicon.entries([*state.name.split(), "'s", *words], 0)
        if entries and entries[0].kind == "organisation" and count > len(state.name.split()):
            entry = entries[0]
            figure = scene.cast.get(entry.id) or Figure(
                id=entry.id,
                name=entry.name,
                kind="organisation",
                state=entry.state,
                sector=entry.sector,
                known=True,
                confidence=0.88,
            )
            scene.cast[entry.id] = figure
            return figure
    return None


def resolve_organ(scene: Scene, one: Description) -> Antecedent | None:
    """An institution or firm: of a state, or the one of its kind named last."""
    owner = owner_of(scene, one)
    state = one.state or (owner.state if owner and owner.kind in ("state", "person") else None)
    if one.sector == "MED" and (one.plural or one.noun in ("media", "press")):
        named = one.states or one.regions or one.modifiers & {"state", "local", "foreign", "international", "official"}
        return Antecedent(group_figure(scene, one, state).id, (), 0.72, plural=True) if named else None
    if one.plural and one.noun != "police":
        return resolve_group(scene, one) if one.state else None
    if one.sector == "COP" and not one.states and one.owner is None and _acts(scene.grid, one.head):
        return Antecedent(described(scene, one, "organisation", None).id, (), 0.6)
    if one.states and one.sector in ("IGO", "LAB"):
        return None
    if state and (one.states or one.owner is not None):
        body = body_of_state(scene, one, state)
        if body is not None and not (one.modifiers - _words_of(body)):
            return Antecedent(body.id, (), 0.82 if one.states else 0.62)
        if not one.states and not one.modifiers:
            return None
        figure = described(scene, one, "organisation", state)
        return Antecedent(figure.id, (), 0.72)
    if one.definite and one.owner is None:
        return _body_before(scene, one)
    made = scene.grid.lower[one.first] in ("a", "an", "another", "one") or one.plural
    if made and (one.regions or one.modifiers) and one.sector in ("BUS", "MED", "NGO", "EDU") and not one.definite:
        return Antecedent(described(scene, one, "organisation", None).id, (), 0.55)
    return None


def _words_of(figure: Figure) -> set[str]:
    return {word.lower() for word in figure.name.replace("-", " ").split()} | {"foreign", "defense", "defence", "own"}


def _body_before(scene: Scene, one: Description) -> Antecedent | None:
    """The organisation that `the ministry` points back to: one whose name or description has that noun."""
    best: list[tuple[float, str]] = []
    for distance, item in scene.ledger.near(one.head, back=4):
        if item.figure is None or item.type not in ("organisation", "outlet") or item.head >= one.head:
            continue
        figure = scene.cast[item.figure]
        said = {word.lower() for name in (figure.name, *figure.aliases) for word in name.split()} | figure.nouns
        kin = (
            one.noun in said
            or (one.noun in ("company", "firm") and figure.sector == "BUS")
            or (one.noun in ("newspaper", "agency", "broadcaster", "outlet", "magazine") and figure.kind == "outlet")
            or (one.noun in ("alliance", "bloc", "organisation", "organization") and figure.sector == "IGO")
        )
        if kin and one.modifiers <= said:
            best.append((NEARNESS[distance] + item.weight, item.figure))
    if not best:
        return None
    ranked = sorted(set(best), key=lambda pair: (-pair[0], pair[1]))
    alone = len({figure for _, figure in best}) == 1
    return Antecedent(ranked[0][1], (), 0.75 if alone else 0.55)


def resolve_group(scene: Scene, one: Description) -> Antecedent | None:
    """Several people described together: `Kremlin officials`, `European diplomats`, `the protesters`."""
    grid = scene.grid
    if one.number is not None and one.type in ("office", "epithet") and not one.states:
        return None
    determiner = grid.lower[one.first]
    if determiner in ("no", "any", "every", "each"):
        return None
    owner = owner_of(scene, one)
    state = one.state or (owner.state if owner and owner.kind in ("state", "person") else None)
    if (
        one.definite
        and not one.states
        and one.owner is None
        and not one.modifiers
        and not one.regions
        and not one.bodies
    ):
        before = _group_before(scene, one)
        if before is not None:
            return before
    if one.owner is not None and state is None:
        return Antecedent(None, (), 0.3, plural=True)
    plain = not (one.states or one.regions or one.bodies or one.modifiers)
    if one.noun in _ANYBODY and not (one.states or one.regions or one.bodies):
        return None
    if one.noun in ("public", "crowd", "population", "opposition") and state is None:
        return None
    if plain and one.owner is None and (one.noun in _ANYBODY or not _acts(grid, one.head)):
        return None
    if plain and one.sector is None and one.noun != "source":
        return None
    if one.noun == "source" and grid.lower[one.head + 1 : one.head + 2] == ["of"]:
        return None
    if one.type in ("force", "organ") and state and not one.modifiers - {"armed", "own"}:
        body = body_of_state(scene, one, state)
        if body is not None:
            return Antecedent(body.id, (), 0.82 if one.states else 0.74)
    figure = group_figure(scene, one, state)
    return Antecedent(
        figure.id, (), 0.55 if plain else 0.82 if one.states else 0.7 if one.bodies or one.regions else 0.6, plural=True
    )


_ANYBODY = frozenset("people person victim public passenger guest host patient child friend fan member parent".split())


def _acts(grid: Grid, head: int) -> bool:
    """Whether a bare plural does or says something: subject, agent, or named behind `according to`."""
    governor = grid.heads[head]
    if grid.deps[head] == "pobj":
        return grid.deps[governor] == "agent" or (
            grid.lower[governor] == "to" and grid.lower[governor - 1] == "according"
        )
    if grid.deps[head] == "conj":
        return grid.deps[governor] == "nsubj"
    return grid.deps[head] == "nsubj" or (grid.deps[head] == "dobj" and grid.lemmas[governor] == "tell")


def _group_before(scene: Scene, one: Description) -> Antecedent | None:
    for _, item in scene.ledger.near(one.head, back=4):
        if item.figure is not None and item.type == "group" and item.head < one.head:
            figure = scene.cast[item.figure]
            if one.noun in figure.nouns and figure.plural:
                return Antecedent(figure.id, (), 0.72, plural=True)
    return None


def group_figure(scene: Scene, one: Description, state: str | None) -> Figure:
    """The group that a description makes."""
    figure = described(scene, one, "group", state)
    figure.plural = True
    return figure
