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
    led = scene.words.leaders.get(state) if key == "leader" else None
    for office in (led,) if led else HOLDERS.get(key, (key,)):
        person = scene.lexicon.holder(state=state, office=office, on=scene.on)
        if person is not None and person.id not in [other.id for other in found]:
            found.append(person)
    if len(found) != 1 or scene.on is None:
        return None
    figure = scene.cast.get(found[0].id)
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
