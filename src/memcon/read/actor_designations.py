"""Full designations as ministries write them: the office with all its words, its state, the honorific, the name.

`the Minister of Foreign Affairs and International Cooperation of the Republic of Norland, Honourable Ana Day, MP` is
one person: the parser breaks such a run apart at its "and" and its "Hon.", so it is read word by word here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from memcon.lexicon.lexicon import Lexicon
from memcon.read.actor_evidence import HYPHENS
from memcon.read.actor_titles import HitMap, Office, read_office
from memcon.read.actor_words import Words
from memcon.read.noun_phrases import Grid

HONORIFICS = frozenset(
    "hon hon. honourable honorable rt rt. right h.e. h.e excellency amb amb. ambassador dr dr. prof prof. mr mr. "
    "mrs mrs. ms ms. mme mme. sir dame lord lady sheikh shaykh ratu eng eng. gen gen. general lt lt. maj maj. col col. "
    "adm adm. admiral colonel major brigadier commodore senator chief engineer professor doctor rtd (rtd)".split()
)
_MARKS = frozenset("hon hon. honourable honorable h.e. h.e excellency rt rt.".split())
"""Honorifics that only a person's name follows."""
_HEADS = frozenset(
    "minister secretary president premier chancellor ambassador commissioner governor envoy director speaker chairman "
    "chairperson chairwoman minister-counsellor representative adviser advisor negotiator spokesperson spokesman "
    "spokeswoman marshal".split()
)
_RANKS = frozenset(
    "acting deputy vice assistant first second prime permanent under undersecretary special chief state interim senior "
    "high principal general parliamentary cabinet national personal".split()
)
_FIELDS = frozenset(
    "foreign external internal home interior affairs international cooperation co operation trade commerce commercial "
    "defence defense development transport transportation works public energy finance economy economic planning health "
    "agriculture agricultural fisheries fishery marine maritime environment environmental security justice education "
    "culture cultural tourism labour labor employment expatriates emigrants emigration immigration diaspora european "
    "europe regional integration relations overseas worship religion religious communication communications mines "
    "mining minerals water lands land forestry forests youth sport sports women gender family housing infrastructure "
    "social local government governance national unity civil service services technology technologies science "
    "sciences digital innovation industry industries industrial investment investments state policy parliamentary "
    "citizenship police policing emergency emergencies disaster management natural resources hydrocarbons petroleum "
    "gas oil electricity power railways roads aviation shipping ports blue climate change food livestock rural urban "
    "veterans war armed forces research higher primary secondary information broadcasting media community communities "
    "francophonie africa african union commonwealth strategic political multilateral bilateral americas asia asian "
    "pacific caribbean reform reforms privatization treasury budget revenue customs peace reconciliation refugees "
    "humanitarian aid human rights law legal constitutional court office staff council negotiations delegation".split()
)
_LINKS = frozenset({"and", "&", ",", "of", "for", "the"})
_REALMS = frozenset(
    "republic kingdom state federation commonwealth sultanate emirate principality union federal people's democratic "
    "islamic bolivarian plurinational co-operative socialist arab grand duchy united independent".split()
)
_PARTICLES = frozenset("de del da dos di van von der den bin bint ibn al el la le ben abu ould mac o'".split())
_LONGEST, _NAME = 30, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Designation:
    """Tokens of a name (`first`..`end - 1`) and of the office beside it (`opens`..`closes - 1`), and what that says."""

    first: int
    end: int
    opens: int
    closes: int
    office: Office
    apposed: bool = False

    @property
    def titled(self) -> bool:
        """Whether an office stands beside the name, not only an honorific."""
        return self.opens < self.closes

    @property
    def whole(self) -> bool:
        """Whether office and name are one phrase, with no more than an honorific between them."""
        return self.titled and self.closes <= self.first and not self.apposed


def designations(grid: Grid, lexicon: Lexicon, words: Words, hits: HitMap) -> list[Designation]:
    """All designations in order of their names, each name once, the fuller one kept."""
    found: dict[int, Designation] = {}
    for one in _all(grid, lexicon, words, hits):
        known = found.get(one.first)
        if known is None or one.closes - one.opens > known.closes - known.opens:
            found[one.first] = one
    return [found[first] for first in sorted(found)]


def _all(grid: Grid, lexicon: Lexicon, words: Words, hits: HitMap) -> Iterator[Designation]:
    index, size = 0, len(grid)
    while index < size:
        if not grid.live[index]:
            index += 1
            continue
        lower, word = grid.lower[index], grid.words[index]
        if lower in _HEADS and word[:1].isupper() and not _headline(grid, index):
            opens, closes = _office(grid, hits, index)
            made = _named_after(grid, lexicon, words, hits, opens, closes) or _named_before(
                grid, lexicon, words, hits, opens, closes
            )
            if made is not None:
                yield made
            index = max(closes, index + 1)
            continue
        if lower in _MARKS and (word[:1].isupper()):
            first, _ = _honorifics(grid, index)
            end = _name(grid, hits, first)
            if end > first and not _headline(grid, first):
                yield Designation(first=first, end=end, opens=first, closes=first, office=Office(first=first))
        index += 1


def _headline(grid: Grid, index: int) -> bool:
    """Whether a line of title case has no finite verb in small letters near: a headline, where any word is a name's."""
    if not grid.titled[index]:
        return False
    near = range(max(0, index - 40), min(len(grid), index + 40))
    return not any(grid.tags[k] in ("VBD", "VBZ", "VBP") and grid.words[k].islower() for k in near)


def _office(grid: Grid, hits: HitMap, head: int) -> tuple[int, int]:
    """Tokens of the office around its noun: "Botswana's Deputy Minister of Trade and Industry of the Republic of …"."""
    opens = head
    while opens > 0 and head - opens < 8:
        before = opens - 1
        lower = grid.lower[before]
        if (lower in _RANKS or lower in _FIELDS) and grid.words[before][:1].isupper():
            opens = before
        elif lower == "-" and before > 0 and grid.lower[before - 1] in _RANKS:
            opens = before
        else:
            break
    return _owner(grid, hits, opens), _body(grid, hits, head + 1)


def _owner(grid: Grid, hits: HitMap, opens: int) -> int:
    """Where the state that an office is said to be of begins: "Norland's Minister", "the Norlandic Minister"."""
    before = opens - 1
    if before > 0 and grid.tags[before] == "POS":
        before -= 1
    hit = hits.get(before) if before >= 0 else None
    if hit is not None and hit.sense in ("state", "demonym"):
        opens = hit.first
    if opens > 0 and grid.lower[opens - 1] in ("the", "a", "his", "her"):
        opens -= 1
    return opens


def _body(grid: Grid, hits: HitMap, index: int) -> int:
    """The token after the words that follow the noun of an office: its fields and its state."""
    end, start, size = index, index, len(grid)
    while index < size and index - start < _LONGEST and "\n" not in grid.words[index]:
        lower = grid.lower[index]
        hit = hits.get(index)
        if hit is not None and hit.sense in ("state", "organisation") and index > start:
            index = end = hit.end
            continue
        capital = grid.words[index][:1].isupper()
        if capital and (lower in _FIELDS or lower in _REALMS or lower in _HEADS or lower in _RANKS):
            index += 1
            end = index
        elif lower == "-" or (lower in _LINKS and _goes_on(grid, hits, index)):
            index += 1
        else:
            break
    return end


def _goes_on(grid: Grid, hits: HitMap, index: int) -> bool:
    """Whether a joining word leads to further words of the office and not to a name or a new clause."""
    for ahead in range(index + 1, min(index + 4, len(grid))):
        lower = grid.lower[ahead]
        if lower in _LINKS:
            continue
        if grid.lower[index] == "," and lower in _HEADS | _RANKS:
            return False
        hit = hits.get(ahead)
        stated = hit is not None and hit.sense in ("state", "organisation") and grid.lower[ahead - 1] in ("of", "the")
        fields = lower in _FIELDS or lower in _REALMS or lower in _HEADS or lower in _RANKS
        return stated or (fields and grid.words[ahead][:1].isupper())
    return False


def _named_after(
    grid: Grid, lexicon: Lexicon, words: Words, hits: HitMap, opens: int, closes: int
) -> Designation | None:
    """The name behind an office: with an honorific, after a comma, or right behind words of a field."""
    index = closes
    comma = index < len(grid) and grid.words[index] == ","
    first, marked = _honorifics(grid, index + comma)
    end = _name(grid, hits, first)
    parts = sum(word[:1].isupper() and word.isalpha() for word in grid.words[first:end])
    plain = not comma and closes - opens > 2 and parts > 1
    closed = end >= len(grid) or grid.words[end] in (",", ".", ";", ":", ")")
    apposed = comma and parts > 1 and closed and closes - opens > 1
    if not ((marked and parts) or plain or apposed) or grid.sentence[first] < 0:
        return None
    return replace(_made(grid, lexicon, words, hits, first, end, opens, closes), apposed=comma)


def _named_before(
    grid: Grid, lexicon: Lexicon, words: Words, hits: HitMap, opens: int, closes: int
) -> Designation | None:
    """The name before an office set off by a comma: "His Excellency Ana Day, Minister of Trade of …"."""
    comma = opens - 1
    if comma < 1 or grid.words[comma] != ",":
        return None
    first = comma
    while first > 0 and comma - first < _NAME and _part(grid, hits, first - 1):
        first -= 1
    first = max([first, *(k + 1 for k in range(first, comma - 1) if grid.lower[k] in HONORIFICS)])
    while first < comma and grid.lower[first] in _PARTICLES:
        first += 1
    marked = first > 0 and grid.lower[first - 1] in HONORIFICS
    parts = sum(word[:1].isupper() and word.isalpha() for word in grid.words[first:comma])
    if not parts or (parts < 2 and not marked) or not (marked or closes - opens > 2):
        return None
    return _made(grid, lexicon, words, hits, first, comma, opens, closes)


def _made(
    grid: Grid, lexicon: Lexicon, words: Words, hits: HitMap, first: int, end: int, opens: int, closes: int
) -> Designation:
    office = read_office(grid, lexicon, words, hits, opens, closes)
    return Designation(first=first, end=end, opens=opens, closes=closes, office=office)


def _honorifics(grid: Grid, index: int) -> tuple[int, bool]:
    """The first token behind honorifics, and whether one stood there that only a name follows."""
    marked, start = False, index
    while index < len(grid) and index - start < 8:
        lower = grid.lower[index]
        if (lower in HONORIFICS and grid.words[index][:1] in "HRADPMSLEGCB(") or lower in ("his", "her", "the"):
            if lower in ("his", "her", "the") and grid.lower[index + 1 : index + 2] not in (
                ["excellency"], ["honourable"], ["honorable"], ["hon."], ["hon"], ["right"],
            ):  # fmt: skip
                break
            marked = marked or lower in HONORIFICS
            index += 1
        elif grid.words[index] == "." and marked:
            index += 1
        else:
            break
    return index, marked


def _name(grid: Grid, hits: HitMap, first: int) -> int:
    """The token behind a personal name that begins at `first`; `first` where none does."""
    end = first
    while end < len(grid) and end - first < _NAME and _part(grid, hits, end):
        end += 1
    while end > first and not (grid.words[end - 1][:1].isupper()):
        end -= 1
    return end


def _part(grid: Grid, hits: HitMap, index: int) -> bool:
    """Whether a token may be part of a name that goes on."""
    word, lower = grid.words[index], grid.lower[index]
    if "\n" in word or not word.strip():
        return False
    hit = hits.get(index)
    if hit is not None and hit.sense in ("state", "demonym", "organisation", "seat", "capital", "outlet"):
        return False
    if lower in _FIELDS or lower in _HEADS or lower in _LINKS:
        return False
    if word in HYPHENS:
        return index + 1 < len(grid) and grid.words[index + 1][:1].isalpha()
    if lower in _PARTICLES:
        return True
    return word[:1].isupper() and word.replace("'", "").replace("’", "").replace("-", "").isalpha() and len(word) > 1
