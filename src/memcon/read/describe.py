"""Which actor a description stands for: one already in the article, one the lexicon knows, or a new one.

`the Biden administration` is USA; `his country` the state of whoever `he` is; `the Russian and Chinese foreign
ministers` are two, one of each state.
"""

from __future__ import annotations

from memcon.read.actor_scene import (
    Antecedent,
    Scene,
    grid_word,
    holder_of,
    own_pair,
    own_persons,
    owner_of,
    state_figure,
)
from memcon.read.describe_bodies import body_of_state, group_figure, resolve_group, resolve_organ
from memcon.read.describe_persons import resolve_person
from memcon.read.descriptions import Description
from memcon.read.salience import NEARNESS


def resolve_description(scene: Scene, one: Description) -> Antecedent | None:
    """The actor of a description; None when it stands for none."""
    scene.at = one.head
    if one.type == "government":
        return _government(scene, one)
    if one.type == "land":
        return _land(scene, one)
    if len(one.states) > 1:
        return _of_several_states(scene, one)
    if one.type == "organ":
        return resolve_organ(scene, one)
    if one.plural or one.type in ("force", "people"):
        return resolve_group(scene, one)
    return resolve_person(scene, one)


def _government(scene: Scene, one: Description) -> Antecedent | None:
    grid = scene.grid
    state = one.state
    if state is None and not one.states:
        inside = [
            scene.cast[scene.figures[index]]
            for index in range(one.first, one.end)
            if index in scene.figures and index != one.head
        ]
        state = next((figure.state for figure in inside if figure.kind in ("person", "state") and figure.state), None)
    if len(one.states) > 1:
        return Antecedent(None, one.states, 0.85, "plural", True) if one.plural else None
    if (
        one.modifiers
        & {
            "local",
            "regional",
            "city",
            "municipal",
            "provincial",
            "interim",
            "puppet",
            "new",
            "next",
            "future",
            "state",
            "previous",
        }
        or one.former
    ):
        return None
    if one.plural:
        return None
    if state is None:
        return None
    if (
        grid.lower[one.head] in ("executive", "presidency", "cabinet", "leadership")
        and not one.definite
        and one.owner is None
        and not one.states
    ):
        return None
    figure = state_figure(scene, state)
    figure.aliases[grid.phrase(one.first, one.end).removeprefix("the ").removeprefix("The ")] += 1
    return Antecedent(figure.id, (), 0.88 if one.states else 0.8)


def _land(scene: Scene, one: Description) -> Antecedent | None:
    """`the country`, `his country`, `the nation` as an actor already named."""
    if one.plural or one.noun not in (
        "country",
        "nation",
        "kingdom",
        "republic",
        "homeland",
        "motherland",
        "government",
    ):
        return None
    if one.states or one.modifiers - {"asian", "european", "african", "island", "landlocked"} or not one.definite:
        return None
    owner = owner_of(scene, one)
    if one.owner is not None:
        if owner is None or owner.state is None or owner.kind not in ("person", "state", "group", "organisation"):
            return None
        if owner.kind == "state" and not one.own:
            return None
        return Antecedent(state_figure(scene, owner.state).id, (), 0.82)
    scores: dict[str, float] = {}
    for distance, item in scene.ledger.near(one.head, back=1):
        if item.type == "state" and item.figure and item.head < one.head:
            value = NEARNESS[distance] + item.weight
            scores[item.figure] = max(scores.get(item.figure, 0.0), value)
    ranked = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
    if not ranked or ranked[0][1] < 140.0 or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < 20):
        return None
    return Antecedent(ranked[0][0], (), 0.68 if len(ranked) == 1 else 0.56)


def _named_behind(scene: Scene, one: Description) -> tuple[str, ...]:
    """`the ministers of Norland and Saran, Ana Rojas and Per Lie`: those named behind, one for each state."""
    if grid_word(scene.grid, one.end) != ",":
        return ()
    found: dict[str, str] = {}
    for index in range(one.end + 1, min(one.end + 14, len(scene.grid))):
        figure = scene.cast.get(scene.figures.get(index, ""))
        if figure is not None and figure.kind == "person" and figure.state in one.states:
            found.setdefault(figure.state or "", figure.id)
    return tuple(found[code] for code in one.states) if len(found) == len(one.states) else ()


def _of_several_states(scene: Scene, one: Description) -> Antecedent | None:
    """`the Russian and Chinese foreign ministers`: for each state its own."""
    possessed = any(scene.grid.tags[index] == "POS" for index in range(one.first, one.head))
    if not one.plural or one.type == "land" or possessed:
        return None
    after = one.end + (grid_word(scene.grid, one.end) == ",")
    if grid_word(scene.grid, one.end) in (",", "and") and scene.names.get(after) in scene.lexicon.states:
        return None
    members = []
    if beside := _named_behind(scene, one):
        return Antecedent(None, beside, 0.85, "plural", True)
    if one.key and (own := own_pair(scene, one.states) or own_persons(scene, one.states)):
        for figure, code in zip(own, one.states, strict=True):
            figure.state, figure.text = code, True
            figure.keys.add(one.key)
        return Antecedent(None, tuple(figure.id for figure in own), 0.75, "plural", True)
    for code in one.states:
        if one.type in ("organ", "force"):
            body = body_of_state(scene, one, code)
            members.append(body.id if body else code)
        elif one.key and (person := holder_of(scene, code, one.key)):
            members.append(person.id)
        else:
            members.append(group_figure(scene, one, code).id)
    return Antecedent(None, tuple(dict.fromkeys(members)), 0.82, "plural", True)
