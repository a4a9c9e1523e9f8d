"""Names of persons by what the article says around them, whatever the tagger took them for.

`Norland's Jean-Luc Rojas and President Victoria Lie signed` yields `Jean-Luc Rojas` (behind a possessor, before a
verb) and `Victoria Lie` (behind a title), even where the tagger saw an organisation and a town. What one place in the
article shows of a name holds wherever it comes again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from memcon.read.actor_bodies import SECTOR_WORDS
from memcon.read.actor_titles import HitMap
from memcon.read.actor_words import Words
from memcon.read.gazetteer import PLACE_NOUN
from memcon.read.noun_phrases import SPEECH, Grid

PARTICLES = frozenset(
    "de da di du del della van von der den bin ibn ben al el la le ter dos das al- abu ould ul ur af av zu y e".split()
)
HYPHENS = frozenset("-‐‑")
LONGEST = 6
OTHERS = frozenset({"DATE", "TIME", "MONEY", "CARDINAL", "ORDINAL", "PERCENT", "LANGUAGE"})
PLACES = frozenset({"GPE", "LOC", "FAC", "NORP"})
ACTS = frozenset(
    "meet sign agree tell visit host receive lead chair call phone telephone greet welcome thank travel arrive attend "
    "join speak talk sit fly leave open close inaugurate initial co-chair preside head represent brief".split()
)
"""What persons do who are in the news of states: beside what all speakers do, a sign that a name is a person's."""


@dataclass(frozen=True, slots=True)
class _Run:
    """A run of capitalised words, its titles cut off: tokens `first`..`end - 1`; `titled` a title stood before it."""

    first: int
    end: int
    titled: bool


def evident_names(grid: Grid, words: Words, hits: HitMap) -> Iterator[tuple[int, int]]:
    """The token runs that are names of persons, in order: of two parts at least, each shown to be one somewhere."""
    runs = [run for run in _runs(grid, words, hits) if _may_name(grid, words, hits, run)]
    shown = {_key(grid, run) for run in runs if _shown(grid, words, hits, run)}
    for one, other in pairwise(runs):
        # "ministers A and B": one of two joined persons shows the other
        if other.first == one.end + 1 and grid.lower[one.end] == "and" and not _place(grid, one, other):
            keys = {_key(grid, one), _key(grid, other)}
            if keys & shown and _persons(grid, other):
                shown |= keys
    owned = {grid.sentence[run.first] for run in runs if _owned(grid, hits, run) and _key(grid, run) in shown}
    # "Norland's A, Saran's B and Thule's C met": what is so named beside persons is one
    shown |= {_key(grid, run) for run in runs if grid.sentence[run.first] in owned and _owned(grid, hits, run)}
    for run in runs:
        if _key(grid, run) in shown:
            yield run.first, run.end


def _key(grid: Grid, run: _Run) -> str:
    return " ".join(grid.lower[run.first : run.end])


def _place(grid: Grid, *runs: _Run) -> bool:
    return any(grid.labels[index] in PLACES for run in runs for index in range(run.first, run.end))


def _persons(grid: Grid, run: _Run) -> bool:
    """Whether what follows a row of names is something that persons do."""
    following = run.end
    return following < len(grid) and (
        grid.tags[following].startswith(("VB", "MD")) or grid.words[following] in (",", ".")
    )


def _runs(grid: Grid, words: Words, hits: HitMap) -> Iterator[_Run]:
    index, size = 0, len(grid)
    while index < size:
        if not _capital(grid, index):
            index += 1
            continue
        end = index + 1
        while end < size and end - index < 14 and grid.sentence[end] == grid.sentence[index]:
            if _capital(grid, end):
                end += 1
            elif (skip := _bridge(grid, end)) and end + skip < size and _capital(grid, end + skip):
                end += skip + 1
            elif grid.words[end] in HYPHENS and end + 1 < size and _close(grid, end) and _close(grid, end + 1):
                end += 2
            else:
                break
        run = _cut(grid, words, hits, index, end)
        if run is not None:
            yield run
        index = end


def _capital(grid: Grid, index: int) -> bool:
    word = grid.words[index]
    return (
        grid.live[index]
        and word[:1].isupper()
        and word[-1:].isalpha()
        and (len(word) > 1)
        and not (word.isupper() and len(word) > 2)
        and not grid.titled[index]
        and grid.labels[index] not in OTHERS
    )


def _bridge(grid: Grid, index: int) -> int:
    """How many tokens of particles, hyphens and initials stand between two parts of a name; 0 where it ends."""
    size = len(grid)
    count = 0
    while index + count < size and count < 4:
        word = grid.words[index + count]
        near = _close(grid, index + count)
        if grid.lower[index + count] in PARTICLES or (word in HYPHENS and near):
            count += 1
        elif len(word) == 2 and word[1] == "." and word[0].isupper():
            count += 1
        elif word == "." and near and grid.lower[index + count - 1] in _SHORT:
            count += 1
        else:
            break
    return count


def _close(grid: Grid, index: int) -> bool:
    """Whether no space stands before a token."""
    return grid.starts[index] == grid.starts[index - 1] + len(grid.words[index - 1])


_SHORT = frozenset({"hon", "mr", "ms", "mrs", "dr", "gen", "col", "sen", "amb", "st"})


_BEFORE = ("state", "demonym", "organisation")


def _cut(grid: Grid, words: Words, hits: HitMap, first: int, end: int) -> _Run | None:
    """The run behind its last title and behind the state before it; a particle before it belongs to it."""
    titled = False
    for index in range(end - 2, first - 1, -1):
        title = words.title(grid.lower[index].rstrip("."))
        if title is not None and title.type in ("office", "role", "address", "epithet"):
            first, titled = index + 1, True
            break
    while first < end and (grid.words[first] in HYPHENS or grid.words[first] == "."):
        first += 1
    while first < end - 1 and (hit := hits.get(first)) is not None and hit.sense in _BEFORE:
        if grid.words[first] in words.given and hit.sense == "state" and titled:
            break
        first = max(hit.end, first + 1)
    while first < end - 1 and grid.lower[first] in PORTFOLIOS and _of_office(grid, words, first):
        first, titled = first + 1, True
    if first >= end:
        return None
    opens = first == 0 or grid.sentence[first - 1] != grid.sentence[first]
    if opens and first < end and (not grid.tags[first].startswith("NNP")) and grid.words[first] not in words.given:
        first += 1
    elif opens and end - first > 2 and grid.words[first] not in words.given and grid.words[first + 1] in words.given:
        first += 1
    if not titled and first > 0:
        before = words.title(grid.lower[first - 1].rstrip("."))
        plain = before is not None and before.type in ("office", "role", "address")
        titled = plain and grid.tags[first - 1] not in ("NNS", "NNPS")
    return _Run(first, end, titled) if 2 <= end - first <= LONGEST else None


PORTFOLIOS = frozenset(
    """affairs trade foreign external defence defense finance energy interior justice agriculture health water waters
    environment industry commerce transport education security development fisheries mines mining petroleum oil gas
    tourism culture labour labor economy planning cooperation investment science technology immigration infrastructure
    housing forestry livestock home internal integration railways ports shipping aviation communications information
    digital climate sport youth women migration budget treasury research innovation""".split()
)
"""What ministers are ministers of or for: in "the Minister for Trade Ana Lie" no part of the name."""


def _of_office(grid: Grid, words: Words, index: int) -> bool:
    """Whether an office with "of" or "for" stands before a token: "Minister for Home Affairs and Trade"."""
    linked = False
    for before in range(index - 1, max(-1, index - 9), -1):
        if grid.sentence[before] != grid.sentence[index]:
            return False
        if grid.lower[before] in ("of", "for"):
            linked = True
        title = words.title(grid.lower[before])
        if title is not None and title.type in ("office", "role"):
            return linked
        if grid.lower[before] not in PORTFOLIOS | _JOINING:
            return False
    return False


_JOINING = frozenset({"of", "for", "and", "the", ",", "&"})


def _may_name(grid: Grid, words: Words, hits: HitMap, run: _Run) -> bool:
    """Whether nothing in a run says that it is no person's name."""
    parts = [index for index in range(run.first, run.end) if grid.words[index][:1].isupper()]
    if not 2 <= len(parts) <= 4 or grid.lower[run.end - 1] in PARTICLES:
        return False
    for index in parts:
        word = grid.lower[index]
        if word in SECTOR_WORDS or word in PLACE_NOUN or word in _NO_PART or words.group(word, "organ", "government"):
            return False
        if words.title(word) is not None:
            return False
        hit = hits.get(index)
        if hit is None or hit.sense in ("person", "surname"):
            continue
        given = grid.words[index] in words.given and index == parts[0] and hit.end == index + 1
        alone = hit.end == hit.first + 1
        person = run.titled or all(grid.labels[part] == "PERSON" for part in parts)
        if not (given and (run.titled or hit.sense in ("capital", "seat", "other"))) and not (
            alone and person and hit.sense == "other"
        ):
            return False
    following = grid.tags[run.end] if run.end < len(grid) else "."
    return not (following in ("NN", "NNS") and grid.sentence[run.end] == grid.sentence[run.end - 1])


_NO_PART = frozenset(
    """room plan act strait doctrine building accord initiative hall bridge stadium award prize museum house center
    centre empire square street avenue airport park tower palace cathedral church mosque temple treaty protocol
    convention summit conference forum festival cup games bill amendment resolution report memorandum province county
    district region island islands river lake mountain mountains sea ocean desert plateau dam wall line system
    programme program project operation mission fund index model gallery north south east west northern southern eastern
    western central new upper lower republic kingdom federation states united state partnership talks dialogue
    agreement arrangement declaration arab islamic national international general federal euro dollar day week
    airlines port beach bay gulf cape fort san santa saint city town village university college declaration pact
    charter festival christmas easter ramadan olympic olympics world european union times post herald news""".split()
)


def _owned(grid: Grid, hits: HitMap, run: _Run) -> bool:
    """Whether a state stands before a run as its possessor."""
    before = run.first - 1
    if before < 1 or grid.tags[before] != "POS" or grid.sentence[before] != grid.sentence[run.first]:
        return False
    owner = hits.get(before - 1)
    return owner is not None and owner.sense in ("state", "seat", "capital")


def _shown(grid: Grid, words: Words, hits: HitMap, run: _Run) -> bool:
    """Whether this place shows that a run is a person's name."""
    if run.titled:
        return True
    label = {grid.labels[index] for index in range(run.first, run.end)}
    if label == {"PERSON"}:
        return True
    before = run.first - 1
    acting = _acts(grid, run)
    if label & PLACES and not acting:
        return False
    if _owned(grid, hits, run):
        return acting or grid.words[run.first] in words.given or bool(label & {"PERSON", ""}) or _joined(grid, run)
    if grid.words[run.first] in words.given:
        return acting or "PERSON" in label
    if before > 1 and grid.words[before] == ",":
        title = words.title(grid.lower[before - 1])
        apposed = title is not None and title.type in ("office", "role") and grid.tags[before - 1] in ("NN", "NNP")
        return apposed and run.end < len(grid) and (grid.words[run.end] in (",", ".") or acting)
    if _of_state(grid, hits, run) and (acting or "PERSON" in label):
        return True
    if label <= {"", "PERSON"} and (_speaks(grid, run) or _alone_again(grid, run)):
        return True
    return acting and _again(grid, words, run)


def _alone_again(grid: Grid, run: _Run) -> bool:
    """Whether the last part comes again by itself as one who does something, as only surnames do."""
    last = grid.words[run.end - 1]
    for index in range(run.end, len(grid)):
        if grid.words[index] != last or not grid.tags[index].startswith("NNP") or grid.deps[index] != "nsubj":
            continue
        before, behind = grid.words[index - 1], grid.words[index + 1] if index + 1 < len(grid) else ""
        if not before[:1].isupper() and not behind[:1].isupper() and grid.labels[index] not in PLACES:
            return True
    return False


def _of_state(grid: Grid, hits: HitMap, run: _Run) -> bool:
    """Whether "of Norland" stands right behind a name, and the name of nothing else."""
    if run.end + 1 >= len(grid) or grid.lower[run.end] not in ("of", "from"):
        return False
    hit = hits.get(run.end + 1 + (grid.lower[run.end + 1] == "the"))
    return (
        hit is not None
        and hit.sense == "state"
        and not (hit.end < len(grid) and grid.tags[hit.end] in ("NNP", "NNPS", "NN", "NNS", "POS"))
    )


def _speaks(grid: Grid, run: _Run) -> bool:
    """Whether the whole run is the subject of a verb of speech."""
    head = grid.root_of(run.first, run.end)
    return grid.deps[head] == "nsubj" and grid.lemmas[grid.heads[head]] in SPEECH


def _acts(grid: Grid, run: _Run) -> bool:
    """Whether the name is subject, object or partner of something that persons do."""
    head = grid.root_of(run.first, run.end)
    verb = grid.heads[head]
    if grid.deps[head] in ("conj", "appos"):
        verb = grid.heads[verb]
    return grid.deps[head] != "compound" and (grid.lemmas[verb] in SPEECH or grid.lemmas[verb] in ACTS)


def _joined(grid: Grid, run: _Run) -> bool:
    after = run.end
    return after < len(grid) and (grid.lower[after] in ("and", "or") or grid.words[after] in (",", "."))


def _again(grid: Grid, words: Words, run: _Run) -> bool:
    """Whether its last part comes again alone as one who speaks or behind a form of address."""
    last = grid.words[run.end - 1]
    for index, word in enumerate(grid.words):
        if word != last or run.first <= index < run.end or index == 0:
            continue
        title = words.title(grid.lower[index - 1].rstrip("."))
        if title is not None and title.type in ("address", "office"):
            return True
        if grid.deps[index] == "nsubj" and grid.lemmas[grid.heads[index]] in SPEECH:
            return True
    return False
