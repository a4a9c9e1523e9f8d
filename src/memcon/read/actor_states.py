"""The state of a person, where the text gives it by other means than a title before the name.

Invented examples: "Ana Rojas of Norland"; "energy ministers Ana Rojas and Per Lie" after "Norland and Saran"; "Rojas
led for Norland"; and, in a text that Norland's own presidency issued, "the President, Ana Rojas".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from memcon.lexicon.lexicon import Lexicon
from memcon.read.actor_figures import Cast
from memcon.read.actor_home import HOME_SECTORS, PEERS, STATES, Use, by_home, single_state
from memcon.read.actor_titles import HitMap, read_office
from memcon.read.actor_words import Words
from memcon.read.gazetteer import Hit
from memcon.read.noun_phrases import Grid
from memcon.read.page import Page

LEADING = frozenset({"lead", "head", "represent", "speak", "negotiate", "sign", "attend", "initial"})
TEAMS = frozenset({"delegation", "team", "side", "mission", "party", "negotiator", "group", "talk", "table"})
BACK = 2
"""Sentences before two names in which the two states that they belong to are looked for."""


def state_behind(grid: Grid, hits: HitMap, end: int) -> str | None:
    """The state right behind a name that ends at `end`: `Ana Rojas of Norland`, `Ana Rojas (Norland)`."""
    if end + 1 >= len(grid) or grid.sentence[end] != grid.sentence[end - 1]:
        return None
    opened = grid.words[end] == "("
    if grid.lower[end] not in ("of", "from") and not opened:
        return None
    first = end + 1 + (grid.lower[end + 1] == "the")
    hit = hits.get(first)
    if hit is None or hit.sense != "state" or hit.first != first:
        return None
    after = hit.end
    if opened:
        return hit.entry.id if after < len(grid) and grid.words[after] == ")" else None
    # "of Norland Airways", "of Norland's railways": the state belongs to another name or thing
    if after < len(grid) and (grid.tags[after] in ("NNP", "NNPS", "POS", "NN", "NNS") and grid.words[after] != "’"):
        return None
    return hit.entry.id


def settle_states(
    page: Page, grid: Grid, words: Words, hits: HitMap, cast: Cast, named: Sequence[tuple[int, int, str | None]]
) -> None:
    """Gives states to the persons of the cast that have none; `named` are first token, end and figure of each name."""
    uses = sorted(
        (Use(first, end, cast[figure]) for first, end, figure in named if figure and cast[figure].kind == "person"),
        key=lambda use: use.first,
    )
    if not any(use.figure.state is None for use in uses):
        return
    for use in uses:
        _by_office(grid, page.lexicon, words, hits, use)
        _by_origin(grid, words, hits, use)
    _by_leading(grid, page.lexicon, hits, uses)
    for row in _rows(grid, words, uses):
        _by_order(grid, hits, row)
    by_home(page, grid, hits, uses)
    _by_elimination(grid, hits, uses)


def _by_office(grid: Grid, lexicon: Lexicon, words: Words, hits: HitMap, use: Use) -> None:
    """`the Minister for Trade of Norland, Ms. Ana Rojas`: the office before the comma, with its state if it has one."""
    figure = use.figure
    comma = use.first - 1
    while comma > 1 and (title := words.title(grid.lower[comma].rstrip("."))) is not None and title.type == "address":
        comma -= 1
    if comma > 1 and grid.words[comma] == ".":
        comma -= 2
    if figure.known or (figure.state and figure.offices) or comma < 2 or grid.words[comma] != ",":
        return
    start = next((i for i in range(comma - 1, max(-1, comma - 14), -1) if grid.lower[i] in _DETERMINED), None)
    if start is None or grid.sentence[start] != grid.sentence[use.first]:
        return
    while grid.lower[start - 1] in ("of", "for") and start > 2:
        # "the President of the Gabonese Republic": the phrase goes on to the left
        before = next((i for i in range(start - 2, max(-1, start - 8), -1) if grid.lower[i] in _DETERMINED), None)
        if before is None:
            break
        start = before
    inner = range(start + 1, comma)
    if any(grid.words[i] in (",", ";", ":") or grid.tags[i].startswith(("VB", "MD")) for i in inner):
        return
    office = read_office(grid, lexicon, words, hits, start + 1, comma)
    named = [i for i in inner if (t := words.title(grid.lower[i])) is not None and t.type == "office"]
    if office.phrase is None or not named or named[0] > start + 4:
        return
    if any(grid.tags[i] in ("NNS", "NNPS") for i in named) or len(_states(grid, hits, start, comma)) > 1:
        return
    figure.state = figure.state or office.state
    cut = next((hit.first for i in inner if (hit := hits.get(i)) is not None and hit.sense in STATES), comma)
    while cut > start + 2 and grid.lower[cut - 1] in _LINKS:
        cut -= 1
    figure.offices[grid.phrase(start + 1, cut)] += 1
    figure.text = True
    figure.confidence = max(figure.confidence, 0.85)
    figure.sector = figure.sector or office.sector or "GOV"
    if office.key:
        figure.keys.add(office.key)
    if office.noun:
        figure.nouns.add(office.noun)


_LINKS = frozenset({"of", "for", "and", "the", "republic", "kingdom", "federation", "state"})
_DETERMINED = frozenset({"the", "its", "their"})


def _by_origin(grid: Grid, words: Words, hits: HitMap, use: Use) -> None:
    """`his peer from Norland, Ana Rojas`, `her opposite number from Saran, Per Lie`; `her Saran guest, Per Lie`."""
    figure, comma = use.figure, use.first - 1
    if figure.state is not None or figure.known or comma < 2:
        return
    while comma > 1 and (title := words.title(grid.lower[comma].rstrip("."))) is not None and title.type == "address":
        comma -= 1
    if grid.words[comma] != "," or grid.sentence[comma] != grid.sentence[use.first]:
        return
    hit = hits.get(comma - 1)
    if hit is not None and hit.sense == "state" and hit.end == comma:
        before = hit.first - 1 - (grid.lower[hit.first - 1] == "the")
        if before > 0 and grid.lower[before] in ("from", "of") and _person_noun(grid, words, before - 1):
            figure.state = hit.entry.id
        return
    if _person_noun(grid, words, comma - 1):
        for index in range(comma - 2, max(0, comma - 5), -1):
            other = hits.get(index)
            if other is not None and other.sense in ("demonym", "state") and _code(other):
                figure.state = other.entry.id
                return
            if not grid.tags[index].startswith(("JJ", "NN")):
                return


def _person_noun(grid: Grid, words: Words, index: int) -> bool:
    title = words.title(grid.lower[index])
    return grid.lower[index] in PEERS or (title is not None and title.type in ("office", "role"))


def _by_leading(grid: Grid, lexicon: Lexicon, hits: HitMap, uses: Sequence[Use]) -> None:
    """ "Rojas led for Norland and Lie for Saran", "Norland's team was led by Rojas", "Lie headed Saran's team"."""
    for use in uses:
        if use.figure.state is None:
            state = _led_for(grid, hits, use) or _led_by(grid, lexicon, hits, use) or _leads(grid, hits, use)
            if state is not None:
                use.figure.state = state


def _sentence(grid: Grid, index: int) -> tuple[int, int]:
    """First token and end of the sentence around a token, at most 60 tokens each way."""
    number, first, end = grid.sentence[index], index, index
    while first > 0 and grid.sentence[first - 1] == number and index - first < 60:
        first -= 1
    while end < len(grid) and grid.sentence[end] == number and end - index < 60:
        end += 1
    return first, end


def _led_for(grid: Grid, hits: HitMap, use: Use) -> str | None:
    """`Rojas led for Norland`, and without its verb `Lie for Saran` in the same sentence."""
    index = use.end
    first, _ = _sentence(grid, use.first)
    verb = index < len(grid) and grid.lemmas[index] in LEADING
    index += verb
    if index + 1 >= len(grid) or grid.lower[index] != "for":
        return None
    if not verb and not any(grid.lemmas[i] in LEADING for i in range(first, use.first)):
        return None
    hit = hits.get(index + 1 + (grid.lower[index + 1] == "the"))
    return hit.entry.id if hit is not None and hit.sense in STATES and _code(hit) else None


def _led_by(grid: Grid, lexicon: Lexicon, hits: HitMap, use: Use) -> str | None:
    """`Norland's team was led by Rojas, Saran's by Lie`, `the Norland delegation, headed by Rojas`."""
    before = use.first - 1
    while before > 0 and use.first - before < 6 and grid.lower[before] != "by":
        if grid.words[before] in (",", ";") or grid.tags[before].startswith("VB"):
            return None
        before -= 1
    if before < 1 or grid.lower[before] != "by" or grid.sentence[before] != grid.sentence[use.first]:
        return None
    first, _ = _sentence(grid, before)
    leads = [i for i in range(first, before) if grid.lemmas[i] in LEADING]
    if not leads:
        return None
    # the state named last before "by", with a possessive or a team behind it
    for index in range(before - 1, first - 1, -1):
        if grid.lower[index] == "by":
            return None
        hit = hits.get(index)
        if index == before - 1 and grid.tags[index] == "POS" and (known := hits.get(index - 1)) is not None:
            return (
                known.entry.id if known.sense in STATES and _code(known) else single_state(lexicon, known.entry.surface)
            )
        if hit is not None and hit.sense in STATES and _code(hit):
            after = hit.end + (hit.end < len(grid) and grid.tags[hit.end] == "POS")
            owns = after < len(grid) and (grid.lemmas[after] in TEAMS or after == before)
            return hit.entry.id if owns else None
    return None


def _leads(grid: Grid, hits: HitMap, use: Use) -> str | None:
    """`Lie headed the Saran delegation`, `Lie, who led Saran's team`, `Lie represented Saran`."""
    index = use.end
    _, end = _sentence(grid, use.first)
    if index + 1 < end and grid.words[index] == "," and grid.lower[index + 1] in ("who", "head", "leader"):
        index += 2
    if index >= end:
        return None
    verb = index - (grid.lower[index] in ("of",))
    if grid.lemmas[verb] not in ("lead", "head", "represent", "leader"):
        return None
    for after in range(verb + 1, min(end, verb + 5)):
        hit = hits.get(after)
        if hit is not None and hit.sense in STATES and _code(hit):
            tail = hit.end + (hit.end < end and grid.tags[hit.end] == "POS")
            owns = tail < end and grid.lemmas[tail] in TEAMS
            return hit.entry.id if owns or grid.lemmas[verb] == "represent" else None
        if grid.lower[after] not in ("the", "of", "delegation", "team"):
            return None
    return None


def _code(hit: Hit) -> bool:
    return len(hit.entry.id) == 3


def _rows(grid: Grid, words: Words, uses: Sequence[Use]) -> Iterator[list[Use]]:
    """Names joined as one row: `ministers A, B and C`, `the presidents of ..., A and B`."""
    index = 0
    while index < len(uses):
        row = [uses[index]]
        while index + 1 < len(uses) and _joined(grid, words, uses[index], uses[index + 1]):
            index += 1
            row.append(uses[index])
        index += 1
        distinct = {use.figure.id for use in row}
        if 1 < len(row) == len(distinct) and any(use.figure.state is None for use in row):
            yield row


def _joined(grid: Grid, words: Words, one: Use, other: Use) -> bool:
    if grid.sentence[one.first] != grid.sentence[other.first] or other.first - one.end > 5:
        return False
    between = [w for i in range(one.end, other.first) if words.title(w := grid.lower[i]) is None]
    return between in (["and"], [","], [",", "and"])


def _by_order(grid: Grid, hits: HitMap, row: Sequence[Use]) -> None:
    """The states named before a row of names, in the same order, where there are as many of them."""
    first, _ = _sentence(grid, row[0].first)
    own = _states(grid, hits, first, row[0].first)
    nearest = _of_plural(grid, hits, first, row[0].first)
    if len(nearest) == len(row):
        _share(row, nearest)
        return
    blocks = [own]
    for _ in range(BACK):
        if first == 0:
            break
        end, (first, _) = first, _sentence(grid, first - 1)
        blocks.append(_states(grid, hits, first, end))
    office = _plural_office(grid, row[0].first)
    pair = _pair(grid, hits, row[0].first) if _official(row) else []
    for block in blocks:
        if not block:
            continue
        codes = list(dict.fromkeys(code for code, _ in block))
        joined = any(plural for _, plural in block)
        if len(codes) >= len(row):
            if len(codes) == len(row) and (office or joined or codes == pair):
                _share(row, codes)
            return


def _official(row: Sequence[Use]) -> bool:
    """Whether one of a row holds an office of a state, and none is told to be anything else."""
    offices = [use.figure.sector in HOME_SECTORS for use in row if use.figure.offices]
    return bool(offices) and all(offices)


def _of_plural(grid: Grid, hits: HitMap, first: int, end: int) -> list[str]:
    """The states behind the last plural office before a row: `Lie met the leaders of Norland and Saran, A and B`."""
    office = next((i for i in range(end - 1, max(first, end - 14) - 1, -1) if _is_office(grid, i)), None)
    if office is None or any(grid.tags[i].startswith(("VB", "MD")) for i in range(office, end)):
        return []
    return list(dict.fromkeys(code for code, _ in _states(grid, hits, office, end)))


def _pair(grid: Grid, hits: HitMap, before: int) -> list[str]:
    """The two states last named side by side before a token: `Norland and Saran`, `the Norland-Saran commission`."""
    for index in range(before - 2, max(0, before - 80), -1):
        if grid.lower[index] not in ("and", "-", "–"):
            continue
        one, other = hits.get(index - 1), hits.get(index + 1 + (grid.lower[index + 1] == "the"))
        if one is None or other is None or not {one.sense, other.sense} <= {"state", "demonym"}:
            continue
        if _code(one) and _code(other) and one.entry.id != other.entry.id:
            return [one.entry.id, other.entry.id]
    return []


def _by_elimination(grid: Grid, hits: HitMap, uses: Sequence[Use]) -> None:
    """In a text on two states, whoever stands beside the one's person with an office is the other's."""
    sides = _two_sides(grid, hits)
    by_sentence: dict[int, list[Use]] = {}
    for use in uses:
        by_sentence.setdefault(grid.sentence[use.first], []).append(use)
    for number in sorted(by_sentence):
        here = by_sentence[number]
        taken = {use.figure.state for use in here if use.figure.state}
        open_ = {use.figure.id: use.figure for use in here if use.figure.state is None and not use.figure.known}
        if len(open_) != 1 or len(taken) != 1 or not taken <= sides:
            continue
        (figure,) = open_.values()
        if figure.offices and (figure.sector in HOME_SECTORS or figure.sector is None):
            (figure.state,) = sides - taken


def _two_sides(grid: Grid, hits: HitMap) -> set[str]:
    """The two states that a text is on: all it names, or those that its opening names side by side."""
    named = {hit.entry.id for hit in {id(h): h for h in hits.at.values()}.values()
             if hit.sense in ("state", "demonym") and _code(hit)}  # fmt: skip
    if len(named) == 2:
        return named
    _, end = _sentence(grid, min(10, len(grid) - 1)) if len(grid) else (0, 0)
    return set(_pair(grid, hits, end)) or set()


def _states(grid: Grid, hits: HitMap, first: int, end: int) -> list[tuple[str, bool]]:
    """States named among tokens, each with whether it stands beside a plural office (`Norland and Saran ministers`)."""
    found = []
    for index in range(first, end):
        hit = hits.get(index)
        if hit is None or hit.first != index or hit.sense not in STATES or not _code(hit):
            continue
        if hit.sense == "capital" and (index == 0 or grid.lower[index - 1] in ("in", "at", "from", "to", "near")):
            continue
        near = range(max(first, index - 5), min(end, hit.end + 5))
        found.append((hit.entry.id, any(_is_office(grid, other) for other in near)))
    return found


_OFFICES = frozenset(
    "minister president premier secretary chancellor leader commander envoy negotiator chief ambassador general "
    "commissioner governor speaker diplomat head representative".split()
)


def _is_office(grid: Grid, index: int) -> bool:
    plural = grid.tags[index] in ("NNS", "NNPS")
    return plural and grid.lower[index].rstrip("s") in _OFFICES


def _plural_office(grid: Grid, first: int) -> bool:
    """Whether a plural office stands right before: `Energy ministers Ana Rojas and ...`."""
    return first > 0 and _is_office(grid, first - 1)


def _share(row: Sequence[Use], codes: Sequence[str]) -> None:
    """One state each: those left over where some are known, else in the order in which they are named."""
    known = [use.figure.state for use in row if use.figure.state]
    if any(code not in codes for code in known) or len(set(known)) < len(known):
        return
    left = [code for code in codes if code not in known]
    open_ = [use for use in row if use.figure.state is None]
    if len(left) == len(open_):
        for use, code in zip(open_, left, strict=True):
            use.figure.state = code
