"""Persons by name: every use of a name, joined to one figure a person.

`Prime Minister Ana Brandt met Karl Voss. Brandt said Mr Voss ...` yields two figures, the surnames joined to the
full names. Two bearers of one surname are told apart by title, gender or, failing these, nearness.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from memcon.lexicon.entries import Entry, Tenure
from memcon.lexicon.lexicon import Lexicon, slug
from memcon.lexicon.spelling import folded
from memcon.read.actor_designations import Designation
from memcon.read.actor_evidence import HYPHENS
from memcon.read.actor_figures import Cast, Figure
from memcon.read.actor_names import FAMILY_FIRST, OPENERS, PARTICLES, SIGNS, divided, in_title, leftward, name_runs
from memcon.read.actor_states import state_behind
from memcon.read.actor_titles import HitMap, Office, office_before
from memcon.read.actor_words import Words
from memcon.read.gazetteer import Hit
from memcon.read.noun_phrases import SPEECH, SUBJECTS, Grid


@dataclass(frozen=True, slots=True)
class NameUse:
    """One use of a person's name: tokens `first`..`end - 1`, what stands before it, what the lexicon knows."""

    first: int
    end: int
    head: int
    parts: tuple[str, ...]
    entries: tuple[Entry, ...]
    office: Office
    sure: float
    label: bool = False
    speaks: bool = False

    @property
    def full(self) -> bool:
        """Whether there is more than one part."""
        return len(self.parts) > 1


@dataclass(frozen=True, slots=True)
class Named:
    """A use of a name and the figure it stands for (None: not to be told)."""

    use: NameUse
    figure: str | None
    confidence: float


def name_persons(
    grid: Grid,
    lexicon: Lexicon,
    words: Words,
    hits: list[Hit],
    cast: Cast,
    *,
    on: date | None,
    designated: Sequence[Designation] = (),
) -> list[Named]:
    """All uses of personal names with their figures; new figures are put into `cast`."""
    by_token = HitMap(hits)
    uses = sorted(_uses(grid, lexicon, words, hits, by_token, designated), key=lambda use: use.first)
    ids: dict[int, tuple[str, float]] = {}
    for use in uses:
        if use.full:
            ids[use.first] = _join_full(use, lexicon, words, cast, on=on)
    taken = {token for use in uses for token in range(use.first, use.end)}
    uses = sorted([*uses, *_later_surnames(grid, lexicon, words, by_token, cast, taken)], key=lambda use: use.first)
    recent: list[str] = []
    found = []
    for use in uses:
        known = ids.get(use.first) if use.full else _join_single(use, lexicon, words, cast, recent, on=on)
        if known is None:
            continue
        figure, confidence = known
        if not cast[figure].known:
            cast[figure].confidence = max(cast[figure].confidence, _evidence(grid, words, use))
        _learn(cast[figure], use, lexicon)
        recent.append(figure)
        found.append(Named(use, figure, confidence))
    return found


def _uses(
    grid: Grid, lexicon: Lexicon, words: Words, hits: list[Hit], by_token: HitMap, designated: Sequence[Designation]
) -> Iterator[NameUse]:
    named = [hit for hit in hits if hit.sense in ("person", "surname")]
    covered: set[int] = set()
    for one in designated:
        entries = tuple(
            entry
            for hit in by_token.persons(one.first, one.end)
            if hit.end == one.end
            for entry in hit.entries
            # a surname that somebody known bears as well is not that bearer's behind another first name
            if hit.sense == "person"
            or hit.first == one.first
            or folded(entry.name.split()[0]) == folded(grid.words[one.first])
        )
        use = _use(grid, lexicon, words, by_token, one.first, one.end, entries, 0.85)
        office = one.office if one.titled else use.office
        opens = one.opens if one.whole else one.first
        yield replace(use, office=replace(office, first=opens), label=use.label or not one.titled)
        covered.update(range(one.first, one.end))
    for first, end in name_runs(grid, words, by_token):
        if end - first == 1 and grid.words[first] in SIGNS:
            continue
        if grid.titled[first] and not by_token.persons(first, end):
            continue
        if grid.titled[first]:
            whole = by_token.persons(first, end)[0]
            first, end = whole.first, whole.end
        first = _hyphened(grid, first)
        if any(token in covered for token in range(first, end)):
            continue
        for hit in by_token.persons(first, end):
            first, end = min(first, hit.first), max(end, hit.end)
        inner = [hit for hit in named if first <= hit.first and hit.end <= end]
        covered.update(range(first, end))
        if not inner:
            yield _use(grid, lexicon, words, by_token, first, end, (), 0.75)
        elif divided(grid, first, end) or len([hit for hit in inner if hit.sense == "person"]) > 1:
            for hit in inner:
                yield _use(grid, lexicon, words, by_token, hit.first, hit.end, hit.entries, hit.confidence)
        else:
            longest = max(inner, key=lambda hit: (hit.sense == "person", hit.end))
            if (longest.first, longest.end) == (first, end):
                yield _use(grid, lexicon, words, by_token, first, end, longest.entries, longest.confidence)
            else:
                yield _extended(grid, lexicon, words, by_token, first, end, longest)
    for hit in named:
        if hit.first in covered or in_title(grid, hit):
            continue
        alone = hit.sense != "surname" or grid.titled[hit.first]
        first = hit.first if alone else leftward(grid, words, by_token, hit.first)
        if first < hit.first and first not in covered:
            yield _extended(grid, lexicon, words, by_token, first, hit.end, hit)
        else:
            yield _use(grid, lexicon, words, by_token, hit.first, hit.end, hit.entries, hit.confidence)


def _hyphened(grid: Grid, first: int) -> int:
    """Where a name begins whose first part is a compound: "Jean-Paul Day", of which the tagger keeps "Paul Day"."""
    while first > 1 and grid.words[first - 1] in HYPHENS and grid.words[first - 2][:1].isupper():
        if grid.starts[first] - grid.starts[first - 2] != len(grid.words[first - 2]) + 1:
            break
        first -= 2
    return first


def _evidence(grid: Grid, words: Words, use: NameUse) -> float:
    """How surely a name that only the tagger takes for a person's is one: given name, title, speech, subject."""
    if use.parts[0] in words.given or use.office.phrase or use.office.gender or use.parts[0].lower() in FAMILY_FIRST:
        return 0.9
    if use.first and grid.words[use.first - 1] in _SHIPS:
        return 0.3
    speaks = grid.deps[use.head] in SUBJECTS and grid.lemmas[grid.heads[use.head]] in SPEECH
    if speaks:
        return 0.85
    return 0.6 if grid.deps[use.head] in SUBJECTS or grid.tags[use.end : use.end + 1] == ["POS"] else 0.45


_SHIPS = frozenset(("MV", "USS", "HMS", "SS", "MS", "RMS"))


def _extended(grid: Grid, lexicon: Lexicon, words: Words, by_token: HitMap, first: int, end: int, hit: Hit) -> NameUse:
    """A run that is longer than the known name in it: another spelling of that name, or another person's."""
    if hit.end == end and grid.lower[first] in OPENERS and (hit.first == first + 1 or grid.tags[first] == "MD"):
        return _use(grid, lexicon, words, by_token, hit.first, hit.end, hit.entries, hit.confidence)
    parts = [grid.words[token] for token in range(first, end)]
    same = tuple(e for e in hit.entries if folded(e.name.split()[0]) == folded(parts[0]) or hit.sense == "person")
    return _use(grid, lexicon, words, by_token, first, end, same, 0.8)


def _use(
    grid: Grid,
    lexicon: Lexicon,
    words: Words,
    hits: HitMap,
    first: int,
    end: int,
    entries: tuple[Entry, ...],
    sure: float,
) -> NameUse:
    head = grid.root_of(first, end)
    parts = tuple(_capital(part) for part in _parts(grid.words[first:end]))
    office = office_before(grid, lexicon, words, hits, first, head)
    if office.state is None and (end - first > 1 or office.phrase):
        office = replace(office, state=state_behind(grid, hits, end))
    label = end < len(grid) and grid.words[end] == ":" and grid.words[end - 1].isupper()
    subject = grid.labels[head] == "PERSON" and grid.tags[head] == "NNP" and grid.deps[head] == "nsubj"
    speaks = subject and grid.lemmas[grid.heads[head]] in _SAYS and not grid.words[head].isupper()
    return NameUse(first, end, head, parts, entries, office, sure, label, speaks)


_SAYS = frozenset(("say", "tell", "add", "tweet", "write", "reply", "explain"))


def _capital(word: str) -> str:
    """A name in capitals (`ZAKARIA`) in the usual spelling."""
    return word.capitalize() if word.isupper() and len(word) > 3 and word.isalpha() else word


def _parts(words: list[str]) -> list[str]:
    """Words of a name with hyphens joined: `Kim Jong - un` gives `Kim`, `Jong-un`."""
    parts: list[str] = []
    join = False
    for word in words:
        if word in HYPHENS:
            join = True
        elif join and parts:
            parts[-1] = f"{parts[-1]}-{word}"
            join = False
        else:
            parts.append(word)
    return parts


def _join_full(use: NameUse, lexicon: Lexicon, words: Words, cast: Cast, *, on: date | None) -> tuple[str, float]:
    entry = _choose(use.entries, use.office, lexicon, on=on) if use.entries else None
    if entry is not None:
        figure = cast.get(entry.id) or _known(entry, lexicon, words, on=on)
        cast[figure.id] = figure
        figure.surnames.update(_surnames(use.parts))
        return figure.id, 0.95
    name = " ".join(use.parts)
    for figure in cast.values():
        if figure.kind == "person" and (same_name(figure.name, name) or _surname_of(figure, name)):
            return figure.id, 0.9
    person = lexicon.persons.get(slug(name))
    new = Figure(
        id=slug(name), name=person.name if person else name, kind="person", known=person is not None,
        gender=words.given.get(use.parts[0]), confidence=0.4,
    )  # fmt: skip
    new.surnames.update(person.surnames if person else ())
    new.surnames.update(_surnames(use.parts))
    if person is not None:
        from_lexicon(new, lexicon, on=on)
    cast[new.id] = new
    return new.id, 0.85


def _surname_of(figure: Figure, name: str) -> bool:
    """Whether a name is the surname of two words or the end of a longer name: "Van Rooij", "Karma Lie" of three."""
    if folded(name) in {folded(one) for one in figure.surnames if " " in one}:
        return True
    longer, shorter = sorted((figure.name.split(), name.split()), key=len, reverse=True)
    ends = len(longer) > len(shorter) > 1 and [folded(part) for part in longer[-len(shorter) :]] == [
        folded(part) for part in shorter
    ]
    return ends and not figure.known


def same_name(left: str, right: str) -> bool:
    """Whether two full names are one: same last part, and first parts that agree in full, by initial or by spelling."""
    one, two = left.split(), right.split()
    if folded(one[-1]) != folded(two[-1]) or len(one) < 2 or len(two) < 2:
        return False
    first, second = one[0].rstrip("."), two[0].rstrip(".")
    if len(first) == 1 or len(second) == 1:
        return first[0].lower() == second[0].lower()
    return folded(first) == folded(second)


def _surnames(parts: tuple[str, ...]) -> set[str]:
    """The short forms by which a name may come again."""
    found = {parts[-1]}
    particle, _, rest = parts[-1].partition("-")
    if rest and particle.lower() in PARTICLES:
        found.add(rest)
    if parts[0].lower() in FAMILY_FIRST and len(parts) <= 3:
        found.add(parts[0])
    if len(parts) == 3 and len(parts[1]) > 2 and parts[1][0].isupper():
        found.add(parts[1])
    for index in range(len(parts) - 1, 0, -1):
        if parts[index - 1].lower() in PARTICLES:
            found.add(" ".join(parts[index - 1 :]))
    return found


def _known(entry: Entry, lexicon: Lexicon, words: Words, *, on: date | None) -> Figure:
    person = lexicon.persons.get(entry.id)
    name = person.name if person else entry.name
    parts = name.split()
    family_first = bool(person and person.family_first)
    given = parts[-1] if family_first else parts[0]
    figure = Figure(
        id=entry.id,
        name=name,
        kind="person",
        known=True,
        gender=words.given.get(given),
        confidence=0.95,
        state=entry.state,
    )
    figure.surnames.update(person.surnames if person else (parts[-1],))
    from_lexicon(figure, lexicon, on=on)
    return figure


def from_lexicon(figure: Figure, lexicon: Lexicon, *, on: date | None) -> None:
    """State, sector and office as the lexicon gives them for the day."""
    held = lexicon.tenures(figure.id)
    if not held:
        return
    now = lexicon.tenures(figure.id, on=on) if on else held[-1:]
    tenure = (now or held)[-1]
    figure.state = figure.state or tenure.state
    if now:
        figure.keys.update(one.office for one in now)
        figure.office = figure.office or tenure.office.replace("_", " ")
        figure.sector = figure.sector or ("LEG" if tenure.office == "speaker" else "GOV")
    else:
        before = on is not None and (held[-1].end or "9999") < on.isoformat()
        figure.former = before
        figure.office = figure.office or (f"former {held[-1].office.replace('_', ' ')}" if before else None)
        figure.sector = figure.sector or "ELI"


def _choose(entries: tuple[Entry, ...], office: Office, lexicon: Lexicon, *, on: date | None) -> Entry | None:
    """The bearer of a name that suits the words before it and the day; None if all contradict or several remain."""

    def score(entry: Entry) -> int:
        held, points = lexicon.tenures(entry.id), 0
        states = {tenure.state for tenure in held} | {entry.state}
        if office.state:
            points += 4 if office.state in states else -4
        if office.key:
            points += 2 if _held(held, office.key) else -1
        if on is not None and lexicon.tenures(entry.id, on=on):
            points += 1
        return points

    ranked = sorted(entries, key=lambda entry: (-score(entry), entry.id))
    if score(ranked[0]) < -3:
        return None
    if len(ranked) > 1 and score(ranked[0]) == score(ranked[1]) and ranked[0].sense == "surname":
        return None
    return ranked[0]


def _later_surnames(
    grid: Grid, lexicon: Lexicon, words: Words, hits: HitMap, cast: Cast, taken: set[int]
) -> Iterator[NameUse]:
    """Lone uses of the surnames of the article's persons that the tagger missed."""
    known = {
        surname for figure in cast.values() for surname in figure.surnames if " " not in surname and len(surname) > 1
    }
    for index, word in enumerate(grid.words):
        if (
            (word not in known and not (word.isupper() and _capital(word) in known))
            or index in taken
            or not grid.live[index]
            or not grid.tags[index].startswith("NN")
        ):
            continue
        hit = hits.get(index)
        if hit is not None and hit.sense not in ("surname", "person"):
            continue
        if in_title(grid, Hit(index, index + 1, "surname", (), index, 0.5)):
            continue
        yield replace(_use(grid, lexicon, words, hits, index, index + 1, hit.entries if hit else (), 0.8))


def _join_single(
    use: NameUse, lexicon: Lexicon, words: Words, cast: Cast, recent: list[str], *, on: date | None
) -> tuple[str, float] | None:
    word = use.parts[0]
    bearers = [figure for figure in cast.values() if figure.kind == "person" and word in figure.surnames]
    bearers = bearers or _by_any_part(cast, word)
    fitting = [figure for figure in bearers if _fits(figure, use.office)]
    entry = _choose(use.entries, use.office, lexicon, on=on) if use.entries else None
    if len(fitting) == 1 and (entry is None or entry.id == fitting[0].id or not _claims(entry, use.office, lexicon)):
        return fitting[0].id, 0.93 if len(bearers) == 1 else 0.75
    if len(fitting) > 1:
        fitting = [figure for figure in fitting if use.office.key in figure.keys] or fitting
        fitting = [figure for figure in fitting if figure.offices] or fitting
        order = {figure: place for place, figure in enumerate(recent)}
        best = max(fitting, key=lambda figure: (order.get(figure.id, -1), figure.id))
        return best.id, 0.62
    if entry is not None:
        figure = cast.get(entry.id) or _known(entry, lexicon, words, on=on)
        cast[figure.id] = figure
        figure.surnames.add(word)
        return figure.id, min(use.sure, 0.9)
    given = [figure for figure in cast.values() if figure.kind == "person" and figure.name.split()[0] == word]
    if len(given) == 1 and word in words.given:
        return given[0].id, 0.7
    if use.office.phrase or use.office.gender or use.label or use.speaks:
        return _stranger(use, cast)
    return None


def _by_any_part(cast: Cast, word: str) -> list[Figure]:
    """The one stranger of whose full name a word is a part: "Tan Lee Ho", later "Tan" or "Mr Lee"."""
    found = [figure for figure in cast.values() if figure.kind == "person" and not figure.known
             and len(figure.name.split()) > 2 and word in figure.name.split()]  # fmt: skip
    return found if len(found) == 1 else []


def _claims(entry: Entry, office: Office, lexicon: Lexicon) -> bool:
    """Whether the title before a surname is one of the known bearer's: "President Biden" beside "Jill Biden"."""
    return _held(lexicon.tenures(entry.id), office.key)


def _held(tenures: Iterable[Tenure], key: str | None) -> bool:
    """Whether one of the tenures is what a title names; "President" may be the head of state or of government."""
    named = {"head_of_state", "head_of_government", "president"} if key == "president" else {key}
    return any(tenure.office in named for tenure in tenures)


def _stranger(use: NameUse, cast: Cast) -> tuple[str, float]:
    """A person of whom the article gives the surname and a title only."""
    name = use.parts[0]
    figure = cast.get(slug(name)) or Figure(id=slug(name), name=name, kind="person", confidence=0.5)
    figure.surnames.add(name)
    cast[figure.id] = figure
    return figure.id, 0.6


def _fits(figure: Figure, office: Office) -> bool:
    if office.gender and figure.gender and office.gender != figure.gender:
        return False
    if office.state and figure.state and office.state != figure.state:
        return False
    return not (
        office.key and figure.keys and office.key not in figure.keys and not office.former and not figure.former
    )


def _learn(figure: Figure, use: NameUse, lexicon: Lexicon) -> None:
    """Take over what a use of the name says about its bearer."""
    figure.aliases[" ".join(use.parts)] += 1
    take_office(figure, use.office, lexicon)


def take_office(figure: Figure, office: Office, lexicon: Lexicon) -> None:
    """Take over office, state and gender from a title or an apposition; the text outranks what was known."""
    if office.gender:
        figure.gender = office.gender
    if office.state and (not figure.text or not figure.state):
        figure.state = office.state
    if office.organisation and not figure.state:
        body = lexicon.organisations.get(office.organisation)
        figure.state = body.state if body else figure.state
    if not office.phrase:
        return
    figure.text = True
    figure.confidence = max(figure.confidence, 0.85)
    words = office.phrase.lower().split()
    left = office.former and not {"former", "ex", "then", "late", "outgoing", "ousted", "deposed"} & set(words)
    figure.offices[f"former {office.phrase}" if left else office.phrase] += 1
    figure.former = figure.former or office.former
    figure.sector = office.sector or figure.sector
    if office.noun:
        figure.nouns.add(office.noun)
    if office.key:
        figure.keys.add(office.key)
