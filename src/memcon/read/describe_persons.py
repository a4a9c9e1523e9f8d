"""Which person a description stands for.

`the Norwegian premier` is the premier named before, else whoever the lexicon has in that office on the day of
print; `a senior Western diplomat` is somebody unnamed; `Lind, a ministry spokeswoman` tells Lind's office.
"""

from __future__ import annotations

from memcon.read.actor_figures import Figure
from memcon.read.actor_persons import take_office
from memcon.read.actor_scene import Antecedent, Scene, body_state, described, holder_of, owner_of
from memcon.read.actor_titles import Office
from memcon.read.clause_sides import contradicted, side_cues
from memcon.read.descriptions import Description
from memcon.read.noun_phrases import Grid
from memcon.read.own_titles import EXACT, OWN, bare_title, behind_body, issues_it
from memcon.read.plurals import holds
from memcon.read.pronouns import bound
from memcon.read.salience import NEARNESS

_KINDS = {
    "official": """minister spokesman spokeswoman diplomat secretary ambassador envoy official adviser advisor aide
        director deputy governor chief""",
    "diplomat": "diplomat ambassador envoy minister negotiator secretary",
    "envoy": "envoy ambassador representative diplomat",
    "minister": "minister secretary chancellor",
    "politician": """president minister premier senator lawmaker politician candidate chancellor congressman
        representative""",
    "lawmaker": "senator lawmaker congressman congresswoman representative legislator mp deputy",
    "spokesperson": "spokesman spokeswoman spokesperson",
    "expert": "analyst expert scholar professor researcher fellow economist historian academic",
    "analyst": "analyst expert scholar researcher fellow economist",
    "leader": "president premier minister chancellor king leader ruler dictator emir sultan",
    "general": "general commander admiral",
}
HYPERNYMS = {noun: frozenset(kinds.split()) for noun, kinds in _KINDS.items()}


def resolve_person(scene: Scene, one: Description) -> Antecedent | None:
    """The person of a description in the singular; None when it stands for none."""
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
    owner = owner_of(scene, one)
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
    return (grid.deps[head] == "pobj" and grid.lower[governor] in ("as", "like", "than")) or grid.deps[head] in (
        "oprd",
    )


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


_PEERS = frozenset(
    {"host", "guest", "visitor", "counterpart", "colleague", "peer", "partner", "interlocutor", "caller"}
)
"""Whose bearer is of another state than whoever's they are: "his host, Ana Rojas"."""


def _apposed(scene: Scene, one: Description) -> Antecedent | None:
    """`Novak, a ministry spokesman`, `the spokesman, Jan Novak`, `Novak is the spokesman`: the named one."""
    grid = scene.grid
    figure = _titled(scene, one) or _beside(scene, one)
    if grid.tags[one.first].startswith("VB"):
        return None
    if figure is None or (one.owner is not None and scene.figures.get(one.owner) == figure):
        return None
    owner = owner_of(scene, one)
    owned = owner.state if owner is not None and one.type in ("office", "role") and one.noun not in _PEERS else None
    office = Office(
        first=one.first, phrase=_office_phrase(scene, one), key=one.key, noun=one.noun,
        state=one.state or body_state(scene, one) or owned, organisation=one.bodies[0] if one.bodies else None,
        sector="ELI" if one.former and one.sector == "GOV" else one.sector,
        gender=one.gender, former=one.former,
    )  # fmt: skip
    known = scene.cast[figure]
    if one.gender and known.gender and one.gender != known.gender:
        return None
    if grid.deps[one.head] == "attr" and grid.lower[grid.heads[one.head]] == "was":
        known.former = True
    if one.type == "person":
        return Antecedent(figure, (), 0.85)
    if one.noun == "counterpart" and owner is not None and owner.kind == "person":
        # her Saran counterpart holds in Saran what she holds at home
        known.nouns |= owner.nouns
        known.keys |= owner.keys if not known.keys else set()
    if not known.text or (office.state and not known.state):
        take_office(known, office, scene.lexicon)
    elif office.key or office.noun:
        known.keys.update({office.key} - {None})  # type: ignore[arg-type]
        known.nouns.add(one.noun)
    return Antecedent(
        figure, (), 0.9 if grid.deps[one.head] == "appos" else 0.85, "office" if one.key else "description"
    )


def _office_phrase(scene: Scene, one: Description) -> str:
    grid = scene.grid
    first = one.first
    while first < one.head and (
        grid.tags[first] in ("DT", "PRP$", "POS")
        or (scene.names.get(first) in one.states and one.states)
        or grid.lower[first] in ("former", "then", "ex")
    ):
        first += 1
    return grid.phrase(first, one.end)


_ADDRESSES = frozenset({"mr", "mrs", "ms", "miss", "dr", "sir", "dame", "lord", "lady"})


def _beside(scene: Scene, one: Description) -> str | None:
    """The named person that the description stands beside in apposition or as predicate."""
    grid, figures = scene.grid, scene.figures
    head = one.head

    def people(index: int) -> bool:
        figure = figures.get(index)
        return figure is not None and scene.cast[figure].kind == "person"

    governor = grid.heads[head]
    if grid.deps[head] == "appos" and people(governor):
        return figures[governor]
    if (behind := behind_body(grid, one)) is not None and people(behind):
        return figures[behind]
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
    if after + 2 < len(grid) and grid.words[after] == "," and grid.lower[after + 1].rstrip(".") in _ADDRESSES:
        after += 1
    if (
        after + 1 < len(grid)
        and grid.words[after if after == one.end else after - 1] == ","
        and people(after + 1)
        and grid.sentence[after + 1] == grid.sentence[head]
    ):
        end = after + 1
        while end < len(grid) and figures.get(end) == figures[after + 1]:
            end += 1
        closed = end < len(grid) and grid.words[end] in (",", ".")
        acts = closed and grid.tags[end + 1 : end + 2] in (["VBD"], ["VBZ"], ["MD"])
        if closed and (one.definite or acts):
            return figures[after + 1]
    return None


def _counterpart(scene: Scene, one: Description) -> Antecedent:
    """`his Chinese counterpart`: who holds the possessor's office for that state."""
    owner = owner_of(scene, one)
    if owner is None:
        subject = scene.grid.subject_of(scene.grid.clause_of(one.head))
        owner = scene.cast.get(scene.figures.get(subject, "")) if subject is not None else None
    if owner is None or owner.kind != "person":
        return Antecedent(None)
    if one.state:
        # who heads both state and government meets whoever leads the other state, in whichever office
        lead = {"head_of_state", "head_of_government"}
        keys = ["leader", *sorted(owner.keys - lead)] if lead <= owner.keys else sorted(owner.keys)
        for key in keys:
            holder = holder_of(scene, one.state, key)
            if holder is not None and holder.id != owner.id:
                return Antecedent(holder.id, (), 0.86 if scene.ledger.total[holder.id] else 0.78)
        figure = described(scene, one, "person", one.state)
        return Antecedent(figure.id, (), 0.45)
    kin = {
        item.figure
        for _, item in scene.ledger.near(one.head, back=3)
        if item.figure
        and item.figure != owner.id
        and item.type == "person"
        and (scene.cast[item.figure].keys & owner.keys or "counterpart" in scene.cast[item.figure].nouns)
    }
    return Antecedent(kin.pop(), (), 0.6) if len(kin) == 1 else Antecedent(None)


def _of_state(scene: Scene, one: Description, state: str) -> Antecedent:
    """`the Russian president`, `Poland's foreign minister`, `the Turkish diplomat`."""
    form = "office" if one.key else "description"
    if one.modifiers & {"new", "next", "future", "first", "previous", "last", "other", "second", "interim"}:
        return Antecedent(None)
    key = one.key or ("leader" if one.type == "epithet" else None)
    if one.former:
        return _former(scene, one, state)
    if key:
        holder = holder_of(scene, state, key)
        if holder is not None:
            seen = scene.ledger.count[holder.id] > 0
            return Antecedent(holder.id, (), 0.9 if seen else 0.8, form)
    fitting = _fitting(scene, one, state)
    if fitting is not None:
        return fitting
    figure = described(scene, one, "person", state)
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
        figure = described(scene, one, "person", state)
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
    cues = side_cues(scene.grid, scene.cast, scene.figures, one.head)
    bare = bare_title(scene, one)
    own = OWN if bare and not contradicted(cues, scene.home) else 0.0
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
        if (state and figure.state != state) or (one.gender and figure.gender and figure.gender != one.gender):
            continue
        wanted = {region.lower() for region in one.regions}
        if (wanted and not wanted <= figure.modifiers) or (one.former != figure.former and one.former):
            continue
        if one.type == "person" or _kin(figure, one):
            said = 40.0 if any(wording in office.lower() for office in figure.offices) else 0.0
            side = cues.get(figure.state, 0.0) if figure.state else 0.0
            side += own if scene.home is not None and figure.state == scene.home else 0.0
            found[item.figure] = max(found.get(item.figure, 0.0), NEARNESS[distance] + item.weight + said + side)
    exact = {key: value for key, value in found.items() if one.noun in scene.cast[key].nouns}
    if one.noun in HYPERNYMS and exact:
        # "the Minister" beside "the Secretary": who bears the very title goes before who bears its like
        found = {key: value + (EXACT if key in exact else 0.0) for key, value in found.items()}
    if not found:
        return None
    ranked = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    margin = ranked[0][1] - ranked[1][1] if len(ranked) > 1 else 100.0
    sure = 0.82 if len(ranked) == 1 else 0.7 if margin > 30 else 0.58 if margin > 12 else 0.44
    if one.type == "person":
        sure -= 0.1
    best = scene.cast[ranked[0][0]].state
    foreign = own and scene.home is not None and best not in (None, scene.home) and issues_it(scene, one)
    if state is None and (foreign or contradicted(cues, best)):
        # the clause or the text speaks for another side than the only ones known: better nobody
        return Antecedent(None, (), 0.3, "office" if one.key else "description")
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
    figure = described(scene, one, "group", one.state)
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
    label = scene.grid.phrase(one.first, one.end)
    if label.isupper() and label in scene.labels:
        return Antecedent(scene.labels[label], (), 0.75, "office")
    found = _fitting(scene, one, None)
    if found is not None:
        if label.isupper() and found.figure is not None and found.confidence >= 0.6:
            scene.labels[label] = found.figure
        return found
    if one.bodies:
        figure = described(scene, one, "person", body_state(scene, one))
        return Antecedent(figure.id, (), 0.55)
    if one.regions:
        return Antecedent(described(scene, one, "group", None).id, (), 0.5)
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
