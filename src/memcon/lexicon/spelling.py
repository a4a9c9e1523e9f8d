"""One spelling for the ways a foreign name is written in Latin letters: `Dmitry`, `Dmitri` and `Dmitriy` are one."""

from __future__ import annotations

import unicodedata

_FOLDS = (
    ("iy", "i"),
    ("ij", "i"),
    ("yi", "i"),
    ("y", "i"),
    ("j", "i"),
    ("ks", "x"),
    ("ph", "f"),
    ("w", "v"),
    ("ck", "k"),
    ("ou", "u"),
)


def plain_letters(name: str) -> str:
    """The name in lower case ASCII, accents dropped; everything else about it stays."""
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()


def folded(name: str) -> str:
    """A name's letters alone, brought to one spelling, doubled letters single."""
    plain = "".join(letter for letter in plain_letters(name) if letter.isalpha())
    for old, new in _FOLDS:
        plain = plain.replace(old, new)
    return "".join(letter for index, letter in enumerate(plain) if not index or plain[index - 1] != letter)
