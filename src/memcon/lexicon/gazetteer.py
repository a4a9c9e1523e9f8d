"""Surface forms in running text: a trie over tokens, as spaCy splits them.

"Xi Jinping's U.S. visit" comes as `Xi Jinping 's U.S. visit`; at 0 the gazetteer finds the person (2 tokens),
at 3 the state. Spellings are brought together before they are compared: points inside abbreviations, curly
apostrophes and hyphens do not count ("Kim Jong-Un" is `Kim Jong - Un`), letters' case does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from memcon.lexicon.entries import Entry, Organisation
from memcon.lexicon.lexicon import plain

# A node maps the next piece to its node; under END stand the entries that end here.
Node = dict[str, Any]
END = ""
NOTHING: tuple[int, tuple[Entry, ...]] = (0, ())
HYPHENS = frozenset("-‐‑–")
# How many tokens before a state's name a phrase that is no actor may begin.
BACK = 3
POSSESSIVE = frozenset(("'s", "’s", "'", "’"))

_GAPS = re.compile(r"[\s‐‑–-]+")
_MARKS = re.compile(r"([,/+&();:\"]|'s\b|'$)")


def pieces(words: str) -> list[str]:
    """The comparable pieces of a phrase: `the U.S.-led` gives `the`, `US`, `led`; `Iran's` gives `Iran`, `'s`."""
    if not words.isascii():
        words = unicodedata.normalize("NFC", words).replace("’", "'")
    return [_plain(piece) for gap in _GAPS.split(words) for piece in _MARKS.split(gap) if piece]


def _plain(piece: str) -> str:
    return piece.replace(".", "") or piece if "." in piece else piece


@dataclass(frozen=True, slots=True)
class Body:
    """A body that every state has, found behind the state's name: `foreign ministry` in "Russia's Foreign Ministry"."""

    body: str
    name: str
    forms: tuple[str, ...]
    kind: str
    sector: str


class Gazetteer:
    """The surfaces of a lexicon. `find` is the one question; filled once, then only read."""

    def __init__(
        self,
        entries: Iterable[Entry],
        *,
        forms: Mapping[str, str],
        body: Callable[[str, str], Entry | None],
        blocked: Iterable[str] = (),
    ) -> None:
        """`forms` maps a body's wording to its key; `body` gives the entry of a state's (by code) body (by key).

        `blocked` are phrases in which a state's name stands for no state ("Latin America", "the Vienna Convention").
        """
        self._exact: Node = {}
        self._loose: Node = {}
        self._suffixes: Node = {}
        self._blocked: Node = {}
        self._body = body
        self._known: dict[str, tuple[str, ...]] = {}
        for entry in entries:
            self.add(entry)
        for phrase in blocked:
            _node(self._blocked, pieces(phrase))[END] = ()
        for form, key in forms.items():
            _node(self._suffixes, [piece.lower() for piece in pieces(form)])[END] = key

    def add(self, entry: Entry) -> None:
        """Make one surface findable; what stands there already stays, an id only once a surface."""
        parts = pieces(entry.surface)
        if not parts:
            return
        if not entry.case_sensitive:
            parts = [part.lower() for part in parts]
        node = _node(self._exact if entry.case_sensitive else self._loose, parts)
        there: tuple[Entry, ...] = node.get(END, ())
        if all(other.id != entry.id for other in there):
            node[END] = (*there, entry)

    def find(self, tokens: Sequence[str], start: int) -> tuple[int, tuple[Entry, ...]]:
        """The longest match that starts at `tokens[start]`: number of tokens and its entries; (0, ()) if none."""
        first = self._split(tokens[start])
        if not first:
            return NOTHING
        head = first[0]
        count, found = self._walk(self._exact, tokens, start, lower=False) if head in self._exact else NOTHING
        if head.lower() in self._loose:
            other = self._walk(self._loose, tokens, start, lower=True)
            if other[0] > count:
                count, found = other
        if not count and not head.isascii():
            # Accents that the data file lacks: "Tô Lâm" is To Lam.
            count, found = self._walk(
                self._exact, [plain(token) for token in tokens[start : start + 6]], 0, lower=False
            )
        if not count and len(head) > 3 and head.isupper() and head.isascii():
            count, found = self._shouted(tokens, start)
        if found and found[0].kind == "state":
            if self._is_blocked(tokens, start, count):
                return NOTHING
            return self._with_body(tokens, start + count, count, found)
        if head.lower() in self._suffixes:
            other = self._body_of(tokens, start)
            if other[0] > count:
                return other
        return count, found

    def _is_blocked(self, tokens: Sequence[str], start: int, count: int) -> bool:
        """Whether the match lies in a longer phrase that is no actor."""
        for first in range(max(0, start - BACK), start + 1):
            size = self._walk(self._blocked, tokens, first, lower=False)[0]
            if first + size >= start + count and size > count:
                return True
        return False

    def _split(self, token: str) -> tuple[str, ...]:
        if token.isalpha():
            return (token,)
        known = self._known.get(token)
        if known is None:
            known = tuple(pieces(token))
            if len(self._known) < 20_000:
                self._known[token] = known
        return known

    def _walk(self, node: Node, tokens: Sequence[str], start: int, *, lower: bool) -> tuple[int, tuple[Entry, ...]]:
        count, found = NOTHING
        for index in range(start, len(tokens)):
            token = tokens[index]
            parts = self._split(token)
            if not parts:
                # A hyphen or a line's end inside a name; a blank line or a dash ends it.
                if index > start and (token in HYPHENS or (token.isspace() and token.count("\n") < 2)):
                    continue
                break
            for piece in parts:
                node = node.get(piece.lower() if lower else piece)  # type: ignore[assignment]
                if node is None:
                    return count, found
            if END in node:
                count, found = index + 1 - start, node[END]
        return count, found

    def _shouted(self, tokens: Sequence[str], start: int) -> tuple[int, tuple[Entry, ...]]:
        """A name in capitals ("BEIJING (Reuters)"): the match of its usual spelling, all of it in capitals."""
        run: list[str] = []
        for token in tokens[start : start + 5]:
            if not token.isupper() and token not in HYPHENS:
                break
            run.append(token.capitalize())
        return self._walk(self._exact, run, 0, lower=False) if run else NOTHING

    def _with_body(
        self, tokens: Sequence[str], index: int, count: int, found: tuple[Entry, ...]
    ) -> tuple[int, tuple[Entry, ...]]:
        begin = index + (index < len(tokens) and tokens[index] in POSSESSIVE)
        best = self._suffix(tokens, begin)
        named = self._named(best[1], found) if best else ()
        if best is None or not named:
            return count, found
        return count + best[0] - index, _resurface(named, tokens[index - count : best[0]])

    def _body_of(self, tokens: Sequence[str], start: int) -> tuple[int, tuple[Entry, ...]]:
        """`Ministry of Foreign Affairs of the Russian Federation`: the body first, then whose it is."""
        best = self._suffix(tokens, start)
        if best is None or best[0] >= len(tokens) or tokens[best[0]].lower() != "of":
            return NOTHING
        at = best[0] + 1
        at += at < len(tokens) and tokens[at].lower() == "the"
        if at >= len(tokens):
            return NOTHING
        count, found = self._walk(self._exact, tokens, at, lower=False)
        named = self._named(best[1], tuple(entry for entry in found if entry.sense == "state"))
        return (at + count - start, _resurface(named, tokens[start : at + count])) if named else NOTHING

    def _suffix(self, tokens: Sequence[str], begin: int) -> tuple[int, str] | None:
        """Where the longest wording of a body ends that begins here, and which body it is."""
        node: Node | None = self._suffixes
        best: tuple[int, str] | None = None
        for position in range(begin, min(begin + 6, len(tokens))):
            node = node.get(tokens[position].lower()) if node is not None else None
            if node is None:
                break
            if END in node:
                best = (position + 1, node[END])
        return best

    def _named(self, body: str, found: tuple[Entry, ...]) -> tuple[Entry, ...]:
        return tuple(named for entry in found if (named := self._body(entry.id, body)))


def _resurface(entries: tuple[Entry, ...], tokens: Sequence[str]) -> tuple[Entry, ...]:
    surface = " ".join(tokens)
    return tuple(replace(entry, surface=surface) for entry in entries)


def _node(root: Node, parts: Sequence[str]) -> Node:
    node = root
    for part in parts:
        node = node.setdefault(part, {})
    return node


def entry_of(
    organisation: Organisation, surface: str, *, case_sensitive: bool = True, ambiguous: bool = False
) -> Entry:
    """The gazetteer's entry of one surface of an organisation or group."""
    return Entry(
        surface=surface,
        sense="group" if organisation.kind == "group" else "organisation",
        id=organisation.id,
        kind=organisation.kind,
        name=organisation.name,
        state=organisation.state,
        sector=organisation.sector,
        case_sensitive=case_sensitive,
        ambiguous=ambiguous,
    )
