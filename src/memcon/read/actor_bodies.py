"""Organisations, outlets and groups by name, known or new, and the short forms the article gives them.

`the Northern Fisheries Council (NFC) said ...; the NFC added ...` yields one organisation with the alias `NFC`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from memcon.lexicon.lexicon import Lexicon, slug
from memcon.read.actor_figures import Cast, Figure
from memcon.read.actor_titles import HitMap
from memcon.read.actor_words import Words
from memcon.read.gazetteer import Hit
from memcon.read.noun_phrases import Grid


@dataclass(frozen=True, slots=True)
class NamedBody:
    """Tokens `first`..`end - 1` name an organisation, outlet or group."""

    first: int
    end: int
    figure: str
    confidence: float


NO_BODY = frozenset(
    """covid covid-19 coronavirus internet twitter facebook olympics olympic brexit treaty agreement act accord
    protocol declaration convention resolution constitution war summit conference award prize monday
    tuesday wednesday thursday friday saturday sunday bst cet edt cst pst lng lgbt q a ceo gdp nuclear
    bill cup games festival holiday pm am gmt est utc km tv""".split()
)
SUFFIX_SECTOR = {
    "BUS": """inc inc. corp corp. ltd ltd. plc llc co co. company corporation group bank holdings airlines industries
        gmbh ag systems motors energy petroleum oil technologies""".split(),
    "EDU": "university college institute school academy center centre".split(),
    "MED": """news times post herald daily journal tribune tv television radio gazette press magazine network media
    broadcasting""".split(),
    "GOV": """ministry department agency administration office commission bureau embassy service authority committee
    council board cabinet government""".split(),
    "LEG": "parliament congress senate assembly duma house".split(),
    "MIL": "army navy force forces corps command guard brigade battalion regiment military".split(),
    "JUD": "court tribunal".split(),
    "COP": "police".split(),
    "PTY": "party movement democrats republicans alliance front".split(),
    "NGO": "foundation watch association society trust fund federation international".split(),
    "IGO": "union nations organisation organization".split(),
}
SECTOR_WORDS = {word: sector for sector, words in SUFFIX_SECTOR.items() for word in words}


def name_bodies(
    grid: Grid, lexicon: Lexicon, words: Words, hits: list[Hit], by_token: HitMap, cast: Cast, taken: set[int]
) -> list[NamedBody]:
    """All organisations, outlets and groups that are named; `taken` are the tokens of personal names."""
    found = [_known(hit, cast) for hit in hits if hit.sense in ("organisation", "outlet", "group")]
    covered = taken | {token for body in found for token in range(body.first, body.end)}
    short: dict[str, str] = {}
    for body in found:
        _note_short(grid, body.end, body.figure, cast, short)
    for first, end in _unknown(grid, words, by_token, covered):
        name = grid.phrase(first, end)
        if name in short:
            found.append(NamedBody(first, end, short[name], 0.85))
            continue
        figure = _new(name, grid, by_token, first, end, cast, lexicon)
        if figure is None:
            continue
        found.append(NamedBody(first, end, figure.id, figure.confidence))
        covered.update(range(first, end))
        _note_short(grid, end, figure.id, cast, short)
    found += _shorts(grid, short, covered, found)
    covered |= {token for body in found for token in range(body.first, body.end)}
    found += _tails(grid, by_token, cast, covered, found)
    return sorted(found, key=lambda body: (body.first, body.end))


def _known(hit: Hit, cast: Cast) -> NamedBody:
    entry = hit.entry
    figure = cast.get(entry.id)
    if figure is None:
        figure = Figure(
            id=entry.id, name=entry.name, kind=entry.kind, state=entry.state, sector=entry.sector, known=True,
            plural=entry.kind == "group", confidence=hit.confidence,
        )  # fmt: skip
        cast[entry.id] = figure
    figure.aliases[entry.surface] += 1
    return NamedBody(hit.first, hit.end, entry.id, hit.confidence)


def _unknown(grid: Grid, words: Words, by_token: HitMap, covered: set[int]) -> Iterator[tuple[int, int]]:
    for entity in grid.doc.ents:
        if entity.label_ != "ORG" or not grid.live[entity.start] or grid.titled[entity.start]:
            continue
        first, end = entity.start, entity.end
        while first < end and (
            grid.lower[first] in ("the", "a", "an")
            or grid.tags[first] in ("POS", "IN")
            or not grid.words[first][:1].isalnum()
        ):
            first += 1
        while first < end and (
            grid.tags[end - 1] == "POS" or (not grid.words[end - 1][-1:].isalnum() and grid.words[end - 1][-1:] != ".")
        ):
            end -= 1
        hit = by_token.get(first)
        while hit is not None and hit.sense in ("state", "demonym") and hit.end < end and grid.tags[hit.end] == "POS":
            first = hit.end + 1
            hit = by_token.get(first)
        if (
            first < end
            and not any(token in covered for token in range(first, end))
            and _body_like(grid, words, by_token, first, end)
        ):
            yield first, end


def _body_like(grid: Grid, words: Words, by_token: HitMap, first: int, end: int) -> bool:
    tokens = grid.words[first:end]
    if "\n" in "".join(tokens) or not any(word[0].isupper() for word in tokens):
        return False
    if {grid.lower[first], grid.lower[end - 1]} & NO_BODY or any(char.isdigit() for char in tokens[-1]):
        return False
    if end - first == 1:
        word = tokens[0]
        hit = by_token.get(first)
        return hit is None and len(word) > 2 and word.isupper() and word.isalpha() and words.title(word.lower()) is None
    last = grid.lower[end - 1]
    joined = "and" in grid.lower[first:end] and any(by_token.get(token) for token in range(first, end))
    if joined and last not in SECTOR_WORDS:
        return False
    return words.title(last) is None and all(
        hit.sense in ("state", "demonym", "organisation") for t in range(first, end) if (hit := by_token.get(t))
    )


def _acts(grid: Grid, first: int, end: int) -> bool:
    """Whether a name is subject, agent, possessor or source in its sentence, as an organisation's mostly is."""
    head = grid.root_of(first, end)
    governor = grid.heads[head]
    if grid.deps[head] in ("nsubj", "nsubjpass", "poss"):
        return True
    link = grid.deps[head] == "pobj" and (
        grid.deps[governor] == "agent" or grid.lower[governor] in ("by", "from", "with")
    )
    source = grid.deps[head] == "pobj" and grid.lower[governor - 1 : governor + 1] == ["according", "to"]
    return link or source or (grid.deps[head] == "dobj" and grid.lemmas[governor] in ("tell", "urge", "accuse"))


def _new(name: str, grid: Grid, by_token: HitMap, first: int, end: int, cast: Cast, lexicon: Lexicon) -> Figure | None:
    identity = slug(name)
    if identity in cast:
        known = cast[identity]
        if known.kind == "person":
            return None
        if not known.known and _acts(grid, first, end):
            known.confidence = max(known.confidence, 0.62)
        return known
    state = next(
        (hit.entry.id for t in range(first, end) if (hit := by_token.get(t)) and hit.sense in ("state", "demonym")),
        None,
    )
    if state is None and first > 1:
        before = by_token.get(first - 1) or (by_token.get(first - 2) if grid.tags[first - 1] == "POS" else None)
        state = before.entry.id if before and before.sense in ("state", "demonym") else None
    sector = next((SECTOR_WORDS[word] for word in reversed(grid.lower[first:end]) if word in SECTOR_WORDS), None)
    outlet = lexicon.outlet(name)
    confidence = 0.75 if sector else 0.62 if _acts(grid, first, end) else 0.45
    figure = Figure(
        id=outlet.id if outlet else identity, name=outlet.name if outlet else name,
        kind="outlet" if outlet or sector == "MED" else "organisation",
        state=outlet.state if outlet else state, sector="MED" if outlet else sector, confidence=confidence, text=True,
    )  # fmt: skip
    cast[figure.id] = figure
    return figure


def _note_short(grid: Grid, end: int, figure: str, cast: Cast, short: dict[str, str]) -> None:
    """`Institute for Quiet Studies (IQS)`: remember the short form in brackets behind a name."""
    if end + 2 < len(grid) and grid.words[end] in ("(", "[") and grid.words[end + 2] in (")", "]"):
        word = grid.words[end + 1]
        if word.isupper() and 2 <= len(word) <= 8 and word.isalpha():
            short[word] = figure
            cast[figure].aliases[word] += 1


def _tails(grid: Grid, by_token: HitMap, cast: Cast, covered: set[int], found: list[NamedBody]) -> list[NamedBody]:
    """`the Commission` behind `Baltic Fisheries Commission`: the last word of one body's name used alone."""
    bearers: dict[str, set[str]] = {}
    since: dict[str, int] = {}
    for body in found:
        last = grid.words[body.end - 1]
        placed = grid.lower[body.end - 2] in ("of", "for", "in", "the", "and", "de")
        if (
            body.end - body.first > 1
            and not placed
            and last[:1].isupper()
            and last.isalpha()
            and cast[body.figure].kind != "group"
        ):
            bearers.setdefault(last, set()).add(body.figure)
            since.setdefault(last, body.first)
    tails = []
    for index, word in enumerate(grid.words):
        if (
            word not in bearers
            or len(bearers[word]) > 1
            or index in covered
            or not grid.live[index]
            or index < since[word]
        ):
            continue
        figure = next(iter(bearers[word]))
        behind_article = index > 0 and grid.lower[index - 1] in ("the", "this")
        alone = not grid.tags[index + 1 : index + 2] or not grid.tags[index + 1].startswith("NNP")
        if not alone or not (behind_article or cast[figure].kind == "outlet") or not grid.tags[index].startswith("NNP"):
            continue
        hit = by_token.get(index)
        if hit is None or hit.sense == "other":
            tails.append(NamedBody(index, index + 1, figure, 0.75))
    return tails


def _shorts(grid: Grid, short: dict[str, str], covered: set[int], found: list[NamedBody]) -> Iterator[NamedBody]:
    there = {body.first for body in found}
    for index, word in enumerate(grid.words):
        if word in short and index not in there and index not in covered and grid.live[index]:
            yield NamedBody(index, index + 1, short[word], 0.88)
