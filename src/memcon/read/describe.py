"""Which actor a description stands for: one already in the article, one the lexicon knows, or a new one.

`the Norwegian premier` is the premier named before, else whoever the lexicon has in that office on the day of
print; `a senior Western diplomat` is a new, unnamed one; `the ministry` the ministry named last.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from memcon.lexicon.lexicon import Lexicon, slug
from memcon.model.actor import ActorKind
from memcon.read.actor_figures import Cast, Figure
from memcon.read.actor_persons import from_lexicon, take_office
from memcon.read.actor_titles import Office
from memcon.read.actor_words import REGIONS, Words
from memcon.read.descriptions import Description
from memcon.read.noun_phrases import Grid
from memcon.read.plurals import holds
from memcon.read.pronouns import bound
from memcon.read.salience import NEARNESS, Ledger

HOLDERS = {
    "leader": ("leader", "supreme_leader", "president", "head_of_state", "head_of_government"),
    "president": ("president", "head_of_state"),
}
HYPERNYMS = {
    "official": frozenset("minister spokesman spokeswoman diplomat secretary ambassador envoy official adviser advisor aide director deputy governor chief".split()),
    "diplomat": frozenset("diplomat ambassador envoy minister negotiator secretary".split()),
    "envoy": frozenset("envoy ambassador representative diplomat".split()),
    "minister": frozenset(("minister", "secretary", "chancellor")),
    "politician": frozenset("president minister premier senator lawmaker politician candidate chancellor congressman representative".split()),
    "lawmaker": frozenset("senator lawmaker congressman congresswoman representative legislator mp deputy".split()),
    "spokesperson": frozenset(("spokesman", "spokeswoman", "spokesperson")),
    "expert": frozenset("analyst expert scholar professor researcher fellow economist historian academic".split()),
    "analyst": frozenset("analyst expert scholar researcher fellow economist".split()),
    "leader": frozenset("president premier minister chancellor king leader ruler dictator emir sultan".split()),
    "general": frozenset("general commander admiral".split()),
}  # fmt: skip


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


def resolve_description(scene: Scene, one: Description) -> Antecedent | None:
    """The actor of a description; None when it stands for none."""
    if one.type == "government":
        return _government(scene, one)
    if one.type == "land":
        return _land(scene, one)
    if len(one.states) > 1:
        return _of_several_states(scene, one)
    if one.type == "organ":
        return _organ(scene, one)
    if one.plural or one.type in ("force", "people"):
        return _group(scene, one)
    return _person(scene, one)


def _owner(scene: Scene, one: Description) -> Figure | None:
    figure = scene.figures.get(one.owner) if one.owner is not None else None
    return scene.cast.get(figure) if figure else None


def _state_figure(scene: Scene, code: str) -> Figure:
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
    figure = _state_figure(scene, state)
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
    owner = _owner(scene, one)
    if one.owner is not None:
        if owner is None or owner.state is None or owner.kind not in ("person", "state", "group", "organisation"):
            return None
        if owner.kind == "state" and not one.own:
            return None
        return Antecedent(_state_figure(scene, owner.state).id, (), 0.82)
    scores: dict[str, float] = {}
    for distance, item in scene.ledger.near(one.head, back=1):
        if item.type == "state" and item.figure and item.head < one.head:
            value = NEARNESS[distance] + item.weight
            scores[item.figure] = max(scores.get(item.figure, 0.0), value)
    ranked = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
    if not ranked or len(ranked) > 1 and ranked[0][1] - ranked[1][1] < 20:
        return None
    return Antecedent(ranked[0][0], (), 0.68 if len(ranked) == 1 else 0.56)


def _of_several_states(scene: Scene, one: Description) -> Antecedent | None:
    """`the Russian and Chinese foreign ministers`: for each state its own."""
    possessed = any(scene.grid.tags[index] == "POS" for index in range(one.first, one.head))
    if not one.plural or one.type == "land" or possessed:
        return None
    after = one.end + (grid_word(scene.grid, one.end) == ",")
    if grid_word(scene.grid, one.end) in (",", "and") and scene.names.get(after) in scene.lexicon.states:
        return None
    members = []
    for code in one.states:
        if one.type in ("organ", "force"):
            body = _body_of_state(scene, one, code)
            members.append(body.id if body else code)
        elif one.key and (person := _holder(scene, code, one.key)):
            members.append(person.id)
        else:
            members.append(_group_figure(scene, one, code).id)
    return Antecedent(None, tuple(dict.fromkeys(members)), 0.82, "plural", True)


def grid_word(grid: Grid, index: int) -> str:
    """The lower-case word at a token, empty behind the end."""
    return grid.lower[index] if index < len(grid) else ""


def _body_of_state(scene: Scene, one: Description, code: str) -> Figure | None:
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


def _organ(scene: Scene, one: Description) -> Antecedent | None:
    """An institution or firm: of a state, or the one of its kind named last."""
    owner = _owner(scene, one)
    state = one.state or (owner.state if owner and owner.kind in ("state", "person") else None)
    if one.sector == "MED" and (one.plural or one.noun in ("media", "press")):
        named = one.states or one.regions or one.modifiers & {"state", "local", "foreign", "international", "official"}
        return Antecedent(_group_figure(scene, one, state).id, (), 0.72, plural=True) if named else None
    if one.plural and one.noun != "police":
        return _group(scene, one) if one.state else None
    if one.sector == "COP" and not one.states and one.owner is None and _acts(scene.grid, one.head):
        return Antecedent(_described(scene, one, "organisation", None).id, (), 0.6)
    if one.states and one.sector in ("IGO", "LAB"):
        return None
    if state and (one.states or one.owner is not None):
        body = _body_of_state(scene, one, state)
        if body is not None and not (one.modifiers - _words_of(body)):
            return Antecedent(body.id, (), 0.82 if one.states else 0.62)
        if not one.states and not one.modifiers:
            return None
        figure = _described(scene, one, "organisation", state)
        return Antecedent(figure.id, (), 0.72)
    if one.definite and one.owner is None:
        return _body_before(scene, one)
    made = scene.grid.lower[one.first] in ("a", "an", "another", "one") or one.plural
    if made and (one.regions or one.modifiers) and one.sector in ("BUS", "MED", "NGO", "EDU") and not one.definite:
        return Antecedent(_described(scene, one, "organisation", None).id, (), 0.55)
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
            or one.noun in ("company", "firm")
            and figure.sector == "BUS"
            or one.noun in ("newspaper", "agency", "broadcaster", "outlet", "magazine")
            and figure.kind == "outlet"
            or one.noun in ("alliance", "bloc", "organisation", "organization")
            and figure.sector == "IGO"
        )
        if kin and one.modifiers <= said:
            best.append((NEARNESS[distance] + item.weight, item.figure))
    if not best:
        return None
    ranked = sorted(set(best), key=lambda pair: (-pair[0], pair[1]))
    alone = len({figure for _, figure in best}) == 1
    return Antecedent(ranked[0][1], (), 0.75 if alone else 0.55)


def _group(scene: Scene, one: Description) -> Antecedent | None:
    """Several people described together: `Kremlin officials`, `European diplomats`, `the protesters`."""
    grid = scene.grid
    if one.number is not None and one.type in ("office", "epithet") and not one.states:
        return None
    determiner = grid.lower[one.first]
    if determiner in ("no", "any", "every", "each"):
        return None
    owner = _owner(scene, one)
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
        body = _body_of_state(scene, one, state)
        if body is not None:
            return Antecedent(body.id, (), 0.82 if one.states else 0.74)
    figure = _group_figure(scene, one, state)
    return Antecedent(
        figure.id, (), 0.55 if plain else 0.82 if one.states else 0.7 if one.bodies or one.regions else 0.6, plural=True
    )


_ANYBODY = frozenset("people person victim public passenger guest host patient child friend fan member parent".split())


def _acts(grid: Grid, head: int) -> bool:
    """Whether a bare plural does or says something: subject, agent, or named behind `according to`."""
    governor = grid.heads[head]
    if grid.deps[head] == "pobj":
        return (
            grid.deps[governor] == "agent" or grid.lower[governor] == "to" and grid.lower[governor - 1] == "according"
        )
    if grid.deps[head] == "conj":
        return grid.deps[governor] == "nsubj"
    return grid.deps[head] == "nsubj" or grid.deps[head] == "dobj" and grid.lemmas[governor] == "tell"


def _group_before(scene: Scene, one: Description) -> Antecedent | None:
    for _, item in scene.ledger.near(one.head, back=4):
        if item.figure is not None and item.type == "group" and item.head < one.head:
            figure = scene.cast[item.figure]
            if one.noun in figure.nouns and figure.plural:
                return Antecedent(figure.id, (), 0.72, plural=True)
    return None


def _group_figure(scene: Scene, one: Description, state: str | None) -> Figure:
    figure = _described(scene, one, "group", state)
    figure.plural = True
    return figure


def _described(scene: Scene, one: Description, kind: ActorKind, state: str | None) -> Figure:
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
            id=identity, name=name, kind=kind, state=state, sector=one.sector, gender=one.gender, named=False, text=True,
            confidence=0.75 if state else 0.6,
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


def _person(scene: Scene, one: Description) -> Antecedent | None:
    grid = scene.grid
    if grid.lower[one.first] in ("no", "any", "every", "each", "what", "which") or _generic(grid, one.head):
        return None
    apposed = _apposed(scene, one)
    if apposed is not None:
        return apposed
    if one.noun == "counterpart":
        return _counterpart(scene, one)
    if not one.definite:
        return _unnamed(scene, one)
    owner = _owner(scene, one)
    state = one.state or (owner.state if owner and one.key not in (None, "leader") else None)
    if one.type == "person" and one.owner is not None:
        return Antecedent(None, (), 0.3)
    if state:
        return _of_state(scene, one, state)
    if one.states:
        return None
    if one.owner is not None:
        return _of_owner(scene, one, owner)
    return _before(scene, one)


def _generic(grid: Grid, head: int) -> bool:
    governor = grid.heads[head]
    return grid.deps[head] == "pobj" and grid.lower[governor] in ("as", "like", "than") or grid.deps[head] in ("oprd",)


def _titled(scene: Scene, one: Description) -> str | None:
    """The person whose long title the phrase is, no comma between: `Director of the Office of Records Ana Ruiz`."""
    grid, figures = scene.grid, scene.figures
    figure = figures.get(one.end - 1)
    if one.end - 1 <= one.head or figure is None or scene.cast[figure].kind != "person" or one.type != "office":
        return None
    first = one.end - 1
    while first > one.head and figures.get(first) == figure:
        first -= 1
    if (
        first <= one.head + 1
        or not grid.tags[first].startswith("NNP")
        or scene.words.title(grid.lower[first]) is not None
    ):
        return None
    return figure


def _apposed(scene: Scene, one: Description) -> Antecedent | None:
    """`Novak, a ministry spokesman`, `the spokesman, Jan Novak`, `Novak is the spokesman`: the named one, who learns it."""
    grid = scene.grid
    figure = _titled(scene, one) or _beside(scene, one)
    if grid.tags[one.first].startswith("VB"):
        return None
    if figure is None or (one.owner is not None and scene.figures.get(one.owner) == figure):
        return None
    owner = _owner(scene, one)
    owned = owner.state if owner is not None and one.type in ("office", "role") else None
    office = Office(
        first=one.first, phrase=_office_phrase(scene, one), key=one.key, noun=one.noun, state=one.state or _body_state(scene, one) or owned,
        organisation=one.bodies[0] if one.bodies else None, sector="ELI" if one.former and one.sector == "GOV" else one.sector,
        gender=one.gender, former=one.former,
    )  # fmt: skip
    known = scene.cast[figure]
    if grid.deps[one.head] == "attr" and grid.lower[grid.heads[one.head]] == "was":
        known.former = True
    if one.type == "person":
        return Antecedent(figure, (), 0.85)
    if not known.text or (office.state and not known.state):
        take_office(known, office, scene.lexicon)
    elif office.key or office.noun:
        known.keys.update({office.key} - {None})  # type: ignore[arg-type]
        known.nouns.add(one.noun)
    return Antecedent(
        figure, (), 0.9 if grid.deps[one.head] == "appos" else 0.85, "office" if one.key else "description"
    )


def _body_state(scene: Scene, one: Description) -> str | None:
    return next((scene.cast[body].state for body in one.bodies if scene.cast[body].state), None)


def _office_phrase(scene: Scene, one: Description) -> str:
    grid = scene.grid
    first = one.first
    while first < one.head and (
        grid.tags[first] in ("DT", "PRP$", "POS")
        or scene.names.get(first) in one.states
        and one.states
        or grid.lower[first] in ("former", "then", "ex")
    ):
        first += 1
    return grid.phrase(first, one.end)


def _beside(scene: Scene, one: Description) -> str | None:
    """The named person that the description stands beside in apposition or as predicate."""
    grid, figures = scene.grid, scene.figures
    head = one.head
    people = lambda index: (figure := figures.get(index)) is not None and scene.cast[figure].kind == "person"  # noqa: E731
    governor = grid.heads[head]
    if grid.deps[head] == "appos" and people(governor):
        return figures[governor]
    for child in grid.children[head]:
        if grid.deps[child] == "appos" and people(child) and child > head:
            return figures[child]
    if grid.deps[head] == "attr" and grid.lemmas[governor] in ("be", "become", "remain"):
        subject = next((c for c in grid.children[governor] if grid.deps[c] == "nsubj"), None)
        negated = any(grid.deps[c] == "neg" for c in grid.children[governor])
        if subject is not None and not negated and figures.get(subject) and people(subject):
            return figures[subject]
        return None
    before, after = one.first - 1, one.end
    if (
        before > 0
        and grid.words[before] == ","
        and people(before - 1)
        and grid.sentence[before - 1] == grid.sentence[head]
    ):
        closed = (
            after >= len(grid)
            or grid.words[after] in (",", ".", ")", ";")
            or grid.tags[after] in ("WP", "IN", "VBD", "VBZ")
        )
        if closed and grid.deps[head] not in ("nsubj", "nsubjpass", "conj"):
            return figures[before - 1]
    if (
        after + 1 < len(grid)
        and grid.words[after] == ","
        and people(after + 1)
        and grid.sentence[after + 1] == grid.sentence[head]
    ):
        end = after + 1
        while end < len(grid) and figures.get(end) == figures[after + 1]:
            end += 1
        if end < len(grid) and grid.words[end] in (",", ".") and one.definite:
            return figures[after + 1]
    return None


def _counterpart(scene: Scene, one: Description) -> Antecedent:
    """`his Chinese counterpart`: who holds the possessor's office for that state."""
    owner = _owner(scene, one)
    if owner is None:
        subject = scene.grid.subject_of(scene.grid.clause_of(one.head))
        owner = scene.cast.get(scene.figures.get(subject, "")) if subject is not None else None
    if owner is None or owner.kind != "person":
        return Antecedent(None)
    if one.state:
        for key in sorted(owner.keys):
            holder = _holder(scene, one.state, key)
            if holder is not None and holder.id != owner.id:
                return Antecedent(holder.id, (), 0.86 if scene.ledger.total[holder.id] else 0.78)
        figure = _described(scene, one, "person", one.state)
        return Antecedent(figure.id, (), 0.45)
    kin = {
        item.figure
        for _, item in scene.ledger.near(one.head, back=3)
        if item.figure
        and item.figure != owner.id
        and item.type == "person"
        and scene.cast[item.figure].keys & owner.keys
    }
    return Antecedent(kin.pop(), (), 0.6) if len(kin) == 1 else Antecedent(None)


def _holder(scene: Scene, state: str, key: str) -> Figure | None:
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
    found = []
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


def _of_state(scene: Scene, one: Description, state: str) -> Antecedent:
    """`the Russian president`, `Poland's foreign minister`, `the Turkish diplomat`."""
    form = "office" if one.key else "description"
    if one.modifiers & {"new", "next", "future", "first", "previous", "last", "other", "second", "interim"}:
        return Antecedent(None)
    key = one.key or ("leader" if one.type == "epithet" else None)
    if one.former:
        return _former(scene, one, state)
    if key:
        holder = _holder(scene, state, key)
        if holder is not None:
            seen = scene.ledger.count[holder.id] > 0
            return Antecedent(holder.id, (), 0.9 if seen else 0.8, form)
    fitting = _fitting(scene, one, state)
    if fitting is not None:
        return fitting
    figure = _described(scene, one, "person", state)
    return Antecedent(figure.id, (), 0.6, form)


def _former(scene: Scene, one: Description, state: str | None) -> Antecedent:
    fits = [
        figure for figure in scene.cast.values()
        if figure.kind == "person" and figure.former and (state is None or figure.state == state)
        and (one.key is None or holds(figure, one.key) or one.noun in figure.nouns) and scene.ledger.count[figure.id]
    ]  # fmt: skip
    if len(fits) == 1:
        return Antecedent(fits[0].id, (), 0.82, "office" if one.key else "description")
    if state and not fits:
        figure = _described(scene, one, "person", state)
        figure.former = True
        return Antecedent(figure.id, (), 0.5)
    return Antecedent(None)


def _kin(figure: Figure, one: Description) -> bool:
    """Whether a figure is what the description's noun says."""
    if one.key and one.key != "leader" and figure.keys:
        return holds(figure, one.key)
    if one.noun == "minister" and one.key is None and "head_of_government" in figure.keys:
        return False
    if one.noun in figure.nouns:
        return True
    if one.noun in HYPERNYMS and figure.nouns & HYPERNYMS[one.noun]:
        return True
    return (one.noun in ("leader", "ruler") or one.type == "epithet") and holds(figure, "leader")


def _fitting(scene: Scene, one: Description, state: str | None) -> Antecedent | None:
    """The person before who is what the description says: nearest first, surer when alone."""
    found: dict[str, float] = {}
    verb = scene.grid.clause_of(one.head)
    begin = max(one.first, one.head - 2)
    while begin < one.head and scene.grid.lower[begin] not in one.modifiers:
        begin += 1
    wording = scene.grid.phrase(begin, one.head + 1).lower()
    for distance, item in scene.ledger.near(one.head, back=4):
        if item.figure is None or item.head >= one.head or item.type not in ("person", "group") or item.plural:
            continue
        figure = scene.cast[item.figure]
        if distance == 0 and bound(scene.grid, one.head, verb, item):
            continue
        if state and figure.state != state or one.gender and figure.gender and figure.gender != one.gender:
            continue
        wanted = {region.lower() for region in one.regions}
        if wanted and not wanted <= figure.modifiers or one.former != figure.former and one.former:
            continue
        if one.type == "person" or _kin(figure, one):
            said = 40.0 if any(wording in office.lower() for office in figure.offices) else 0.0
            found[item.figure] = max(found.get(item.figure, 0.0), NEARNESS[distance] + item.weight + said)
    if not found:
        return None
    ranked = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    margin = ranked[0][1] - ranked[1][1] if len(ranked) > 1 else 100.0
    sure = 0.82 if len(ranked) == 1 else 0.7 if margin > 30 else 0.58 if margin > 12 else 0.44
    if one.type == "person":
        sure -= 0.1
    return Antecedent(ranked[0][0], (), round(sure, 4), "office" if one.key else "description")


def _unnamed(scene: Scene, one: Description) -> Antecedent | None:
    """`a senior Western diplomat`: somebody whom the article does not name."""
    if one.type not in ("role", "office") or scene.grid.deps[one.head] in ("attr", "ROOT", "oprd", "npadvmod"):
        return None
    if one.noun in (
        "friend",
        "partner",
        "ally",
        "rival",
        "critic",
        "guest",
        "host",
        "chair",
        "head",
        "chief",
        "deputy",
        "speaker",
        "father",
    ):
        return None
    if one.owner is not None:
        return Antecedent(None)
    determined = scene.grid.lower[one.first] in ("a", "an", "one", "another")
    if not determined and not one.states and not one.regions and not one.bodies:
        return None
    figure = _described(scene, one, "group", one.state)
    return Antecedent(figure.id, (), 0.78 if one.states or one.regions or one.bodies else 0.6)


def _of_owner(scene: Scene, one: Description, owner: Figure | None) -> Antecedent | None:
    """`his spokesman`, `Novak's deputy`: only one whom the article has named in that role."""
    if owner is not None and owner.state and one.key:
        return _of_state(scene, one, owner.state)
    return Antecedent(None)


_OTHERS = frozenset(
    "new next future first second elected other interim ideal last previous only average typical real".split()
)


def _before(scene: Scene, one: Description) -> Antecedent | None:
    """`the president`, `the official`: one who was named or described before."""
    if one.former:
        return _former(scene, one, None)
    if one.modifiers & _OTHERS:
        return None
    found = _fitting(scene, one, None)
    if found is not None:
        return found
    if one.bodies:
        figure = _described(scene, one, "person", _body_state(scene, one))
        return Antecedent(figure.id, (), 0.55)
    if one.regions:
        return Antecedent(_described(scene, one, "group", None).id, (), 0.5)
    if one.key:
        people = [
            figure
            for figure in scene.cast.values()
            if figure.kind == "person" and figure.named and holds(figure, one.key) and figure.keys
        ]
        if len(people) == 1 and scene.ledger.count[people[0].id]:
            return Antecedent(people[0].id, (), 0.7, "office")
    if one.type == "person" or one.modifiers:
        return None
    return Antecedent(None, (), 0.3, "office" if one.key else "description")
