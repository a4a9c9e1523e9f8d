"""Cuts text into the word pieces of BERT's uncased vocabulary, each with the characters it stands for.

`Quito's naïve` gives `quito`, `'`, `s`, `naive`: white space ends a word, every punctuation mark is a word of its
own, accents and capitals go, and a word that the vocabulary lacks is cut greedily into its longest known beginnings
(`##` marks what continues one). It gives what the original does (Devlin et al. 2019, arXiv 1810.04805),
save that names of special pieces in the text ("[SEP]") are text here. Text comes from strangers: it is never a command.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

LONGEST_WORD = 100
_REMEMBERED = 100_000
_SHORT = 60
_SPACED = re.compile("[^\t\n\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
_IDEOGRAPHS = (
    (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F),
    (0x2B920, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
)  # fmt: skip

Piece = tuple[int, int, int, int]
"""(id, start, end, number of its word): code points in the text given."""


@dataclass(frozen=True, slots=True)
class Pieced:
    """The pieces of one text: `ids`, `offsets` and `word_ids` are parallel."""

    ids: Sequence[int]
    offsets: Sequence[tuple[int, int]]
    word_ids: Sequence[int]


@dataclass(frozen=True, slots=True, eq=False)
class WordPiece:
    """The tokenizer. `shift` is added to the line number that a piece has in the vocabulary."""

    vocabulary: Mapping[str, int]
    shift: int = 0
    _known: dict[str, tuple[Piece, ...]] = field(default_factory=dict, repr=False)

    def encode_batch(self, texts: Iterable[str], add_special_tokens: bool = False) -> list[Pieced]:  # noqa: ARG002
        """The pieces of each text. No special pieces are added; the argument is there for likeness' sake."""
        return [self._encode(text) for text in texts]

    def _encode(self, text: str) -> Pieced:
        ids: list[int] = []
        offsets: list[tuple[int, int]] = []
        words: list[int] = []
        first = 0
        for found in _SPACED.finditer(text):
            at, pieces = found.start(), self._chunk(found.group())
            for key, start, end, number in pieces:
                ids.append(key)
                offsets.append((at + start, at + end))
                words.append(first + number)
            if pieces:
                first = words[-1] + 1
        return Pieced(ids, offsets, words)

    def _chunk(self, chunk: str) -> tuple[Piece, ...]:
        """The pieces of a run without white space; short ones are remembered, as news repeats them."""
        known = self._known.get(chunk)
        if known is None:
            known = tuple(self._pieces(chunk))
            if len(chunk) <= _SHORT and len(self._known) < _REMEMBERED:
                self._known[chunk] = known
        return known

    def _pieces(self, chunk: str) -> Iterable[Piece]:
        for number, (word, places) in enumerate(words_of(chunk)):
            for key, start, end in self._cut(word):
                yield key + self.shift, places[start], places[end - 1] + 1, number

    def _cut(self, word: str) -> list[tuple[int, int, int]]:
        """(line in the vocabulary, start, end) of the longest known beginnings, one after the other."""
        unknown = [(self.vocabulary["[UNK]"], 0, len(word))]
        if len(word) > LONGEST_WORD:
            return unknown
        found: list[tuple[int, int, int]] = []
        start = 0
        while start < len(word):
            for end in range(len(word), start, -1):
                key = self.vocabulary.get(word[start:end] if start == 0 else "##" + word[start:end])
                if key is not None:
                    break
            else:
                return unknown
            found.append((key, start, end))
            start = end
        return found


def words_of(chunk: str) -> list[tuple[str, list[int]]]:
    """The words of a run without white space, lower case without accents, with each character's place in the run."""
    if chunk.isascii() and chunk.isalnum():
        return [(chunk.lower(), list(range(len(chunk))))]
    found: list[tuple[str, list[int]]] = []
    letters: list[str] = []
    places: list[int] = []

    def close() -> None:
        if letters:
            found.append(("".join(letters), places.copy()))
            letters.clear()
            places.clear()

    for place, character in enumerate(chunk):
        if character.isascii() and character.isalnum():
            letters.append(character.lower())
            places.append(place)
            continue
        for bare in _bare(character):
            alone = _stands_alone(bare)
            if alone:
                close()
            letters.append(bare)
            places.append(place)
            if alone:
                close()
    close()
    return found


def _bare(character: str) -> str:
    """The character in lower case without accents; nothing of control and format characters."""
    if character == "\ufffd" or unicodedata.category(character).startswith("C"):
        return ""
    apart = (c for c in unicodedata.normalize("NFD", character) if unicodedata.category(c) != "Mn")
    return "".join(c.lower() for c in apart)


def _stands_alone(character: str) -> bool:
    """Punctuation, as ASCII or Unicode has it, and ideographs."""
    if character.isascii():
        return character.isprintable() and not character.isalnum()
    code = ord(character)
    return unicodedata.category(character).startswith("P") or any(low <= code <= high for low, high in _IDEOGRAPHS)


def load_vocabulary(path: Path) -> dict[str, int]:
    """Piece to line number, from a file with one piece a line."""
    return {piece: number for number, piece in enumerate(path.read_text(encoding="utf-8").rstrip("\n").split("\n"))}
