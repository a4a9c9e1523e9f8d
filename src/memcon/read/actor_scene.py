"""What resolving a description draws on: the parse, the lexicon, the cast, and the making of described figures."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from memcon.lexicon.entries import Person
from memcon.lexicon.lexicon import Lexicon, slug
from memcon.model.actor import ActorKind
from memcon.read.actor_figures import Cast, Figure
from memcon.read.actor_persons import from_lexicon
from memcon.read.actor_words import REGIONS, Words
from memcon.read.descriptions import Description
from memcon.read.noun_phrases import Grid
from memcon.read.plurals import holds
from memcon.read.salience import Ledger

HOLDERS = {
    "leader": ("leader", "supreme_leader", "president", "head_of_state", "head_of_government"),
    "president": ("president", "head_of_state"),
}


@dataclass(frozen=True, slots=True)
class Antecedent:
    """What a description stands for: a figure, or several `members`, or (both empty) an actor that stays open."""

    figure: str | None
    members: tuple[str, ...] = ()
    confidence: float = 0.3
    form: str = "description"
    plural: bool = False


@dataclass
class Scene:
    """All that resolving needs: the parse, the lexicon, the cast, what was said so far, figures by token."""

    grid: Grid
    lexicon: Lexicon
    words: Words
    cast: Cast
    ledger: Ledger
    on: date | None
    figures: dict[int, str] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    home: str | None = None
    """The state that issued the text, when it is official."""
    issuer: str = ""
    at: int = -1
    """The head of the description that is being resolved."""


def owner_of(scene: Scene, one: Description) -> Figure | None:
    """Whose it is (`his aide`, `Lind's aide`), when that is settled."""
    figure = scene.figures.get(one.owner) if one.owner is not None else None
    return scene.cast.get(figure) if figure else None


def state_figure(scene: Scene, code: str) -> Figure:
    """The figure of a state, put into the cast when it is new."""
    figure = scene.cast.get(code)
    if figure is None:
        state = scene.lexicon.states.get(code)
        figure = Figure(
            id=code,
            name=state.name if state else code,
            kind="state",
            state=code,
            sector="GOV",
            known=True,
            confidence=0.95,
        )
        scene.cast[code] = figure
    return figure


def body_state(scene: Scene, one: Description) -> str | None:
    """The state of the organisation that a description names."""
    return next((scene.cast[body].state for body in one.bodies if scene.cast[body].state), None)


def grid_word(grid: Grid, index: int) -> str:
    """The lower-case word at a token, empty behind the end."""
    return grid.lower[index] if index < len(grid) else ""


def holder_of(scene: Scene, state: str, key: str) -> Figure | None:
    """Who holds an office of a state: whom the article names in it, else whom the lexicon has on the day."""
    present = [
        figure
        for figure in scene.cast.values()
        if figure.kind == "person"
        and figure.named
        and figure.state == state
        and holds(figure, key)
        and not figure.former
    ]
    if present:
        return max(
            present, key=lambda figure: (scene.ledger.count[figure.id], scene.ledger.total[figure.id], figure.id)
        )
    found: list[Person] = []
    own = _own_holder(scene, state, key)
    led = scene.words.leaders.get(state) if key == "leader" else None
    for office in (led,) if led else HOLDERS.get(key, (key,)):
        person = scene.lexicon.holder(state=state, office=office, on=scene.on)
        if person is not None and person.id not in [other.id for other in found]:
            found.append(person)
    if len(found) != 1 or scene.on is None:
        return None
    figure = scene.cast.get(found[0].id)
    if own is not None and (figure is None or not figure.named or not scene.ledger.total[figure.id]):
        own.state, own.text = state, True
        own.keys.add(key)
        return own
    if figure is None:
        given = found[0].name.split()[-1 if found[0].family_first else 0]
        figure = Figure(
            id=found[0].id,
            name=found[0].name,
            kind="person",
            state=state,
            known=True,
            gender=scene.words.given.get(given),
            confidence=0.85,
        )
        from_lexicon(figure, scene.lexicon, on=scene.on)
        scene.cast[figure.id] = figure
    return figure


def unplaced(scene: Scene, figure: Figure, state: str) -> bool:
    """Whether a person named before may hold an office of a state: of no other state, no office told, not in the
    lexicon. Readers are told the office of whom they do not know; later it stands for the name."""
    return (
        figure.kind == "person" and figure.named and not figure.known and not figure.former
        and figure.state in (None, state) and not figure.offices and not figure.keys and " " in figure.name
        and scene.ledger.count[figure.id] > 0 and not _introduced(scene, figure)
    )  # fmt: skip


def _introduced(scene: Scene, figure: Figure) -> bool:
    """Whether the article says what a person is behind the name: "Ana Rojas, a singer", "Ana Rojas, 34,"."""
    grid = scene.grid
    return any(
        item.figure == figure.id
        and grid_word(grid, item.end) in (",", "(")
        and (grid_word(grid, item.end + 1) in ("a", "an", "one") or grid_word(grid, item.end + 1)[:1].isdigit())
        for item in scene.ledger.items
    )


def _own_holder(scene: Scene, state: str, key: str) -> Figure | None:
    """The article's own person for an office of a state: the one subject before it of whom nothing else is told."""
    if key not in ("president", "head_of_state", "head_of_government", "leader", "foreign_minister",
                   "defence_minister", "monarch"):  # fmt: skip
        return None
    fitting = [figure for figure in scene.cast.values() if unplaced(scene, figure, state)]
    stated = [figure for figure in fitting if figure.state == state]
    if len(stated or fitting) != 1:
        return None
    chosen = (stated or fitting)[0]
    last = [item for item in scene.ledger.items[-40:] if item.figure == chosen.id]
    if scene.at >= 0 and any(scene.grid.sentence[item.head] == scene.grid.sentence[scene.at] for item in last):
        # "Rojas spoke with the president of Saran": another than whoever the sentence names
        return None
    return chosen if any(item.subject and item.named for item in last) else None


def own_pair(scene: Scene, states: tuple[str, ...]) -> tuple[Figure, ...]:
    """Two persons named together last, of no known office, for `the presidents of A and B`; none where none fit."""
    for item in reversed(scene.ledger.items[-40:]):
        if item.type != "pair":
            continue
        members = [scene.cast[one] for one in item.members if one in scene.cast]
        if len(members) != len(states):
            continue
        order = list(states)
        if all(unplaced(scene, one, one.state or code) for one, code in zip(members, order, strict=True)):
            if {one.state for one in members} == {None}:
                return tuple(members)
            placed = {one.state: one for one in members if one.state in states}
            rest = [one for one in members if one.state is None]
            left = [code for code in order if code not in placed]
            if len(placed) + len(rest) == len(order) and len(left) == len(rest):
                return tuple(placed.get(code) or rest[left.index(code)] for code in order)
        return ()
    return ()


def own_persons(scene: Scene, states: tuple[str, ...]) -> tuple[Figure, ...]:
    """For `the presidents of A and B`, the one person of each whom the article names without an office, A's and B's."""
    found = []
    for state in states:
        fits = [
            figure for figure in scene.cast.values()
            if figure.kind == "person" and figure.named and not figure.known and figure.state == state
            and not figure.former and not figure.offices and " " in figure.name
        ]  # fmt: skip
        if len(fits) != 1:
            return ()
        found += fits
    return tuple(found)


def described(scene: Scene, one: Description, kind: ActorKind, state: str | None) -> Figure:
    """A figure under its description, without article, number and possessor; its state as a demonym."""
    grid, lexicon = scene.grid, scene.lexicon
    known = lexicon.states.get(state) if state else None
    words: list[str] = []
    index = one.first
    stated = False
    while index <= one.head:
        hit = scene.names.get(index)
        if hit is not None and known is not None and hit == state and grid.tags[min(index + 1, len(grid) - 1)] == "POS":
            words.append(known.demonyms[0] if known.demonyms else known.name)
            stated = True
            index += 2
            continue
        if hit is not None and hit == state:
            stated = True
        if grid.lower[index] not in _DROPPED and grid.tags[index] not in ("POS", "CD", "PRP$", "DT", "PDT", "WDT"):
            proper = hit is not None or grid.tags[index] in ("NNP", "NNPS", "JJ") or grid.lower[index] in REGIONS
            words.append(grid.words[index] if proper else grid.lower[index])
        index += 1
    if known is not None and not stated and not one.bodies:
        words.insert(0, known.demonyms[0] if known.demonyms else known.name)
    name = " ".join(words).replace(" - ", "-").replace(" / ", "/")
    if name.isupper():
        name = name.title()
    name = name[:1].upper() + name[1:]
    identity = slug(name)
    figure = scene.cast.get(identity)
    if figure is None:
        figure = Figure(
            id=identity, name=name, kind=kind, state=state, sector=one.sector, gender=one.gender, named=False,
            text=True, confidence=0.75 if state else 0.6,
        )  # fmt: skip
        scene.cast[identity] = figure
    figure.nouns.add(one.noun)
    figure.modifiers |= {*one.modifiers, *(region.lower() for region in one.regions)}
    if one.key:
        figure.keys.add(one.key)
    return figure


_DROPPED = frozenset(
    """the a an this that these those some many several most all other another two both three four five six his her its
    their our my your same own one of hundreds thousands dozens more few various certain numerous fellow such""".split()
)
