"""The lexicon as the rest of memcon sees it: look up by surface form, code, office and date."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from memcon.lexicon.entries import Entry, GazetteerPlace, Organisation, Outlet, Person, State, Tenure


class Lexicon(Protocol):
    """Facts about states, persons, organisations, outlets and places, and the word lists of the readers."""

    version: str

    def __hash__(self) -> int:
        """Lexicons are hashable, so that tables made of one are made once."""
        ...

    @property
    def states(self) -> Mapping[str, State]:
        """States by ISO alpha-3 code."""

    @property
    def persons(self) -> Mapping[str, Person]:
        """Persons by id."""

    @property
    def organisations(self) -> Mapping[str, Organisation]:
        """Organisations by id."""

    @property
    def outlets(self) -> Mapping[str, Outlet]:
        """Outlets by id."""

    def entries(self, tokens: Sequence[str], start: int) -> tuple[int, tuple[Entry, ...]]:
        """The longest gazetteer match that starts at `tokens[start]`: (number of tokens, entries); (0, ()) if none.

        Tokens are as spaCy splits them ("U.S.", "Mr.", "'s" apart); matching respects each entry's case rule.
        """

    def state_of(self, word: str) -> str | None:
        """ISO code for a name, demonym ("Russian", "Russians"), code or seat; None if unknown or ambiguous."""

    def holder(self, *, state: str, office: str, on: date | None) -> Person | None:
        """Who held an office (head_of_state, head_of_government, foreign_minister, defence_minister, ...) on a day."""

    def tenures(self, person: str, *, on: date | None = None) -> tuple[Tenure, ...]:
        """The offices of a person (id), those held on a day when `on` is given."""

    def office(self, phrase: str) -> str | None:
        """The office key of a title ("prime minister", "Premier", "top diplomat"), None if it is none."""

    def outlet(self, name_or_domain: str) -> Outlet | None:
        """The outlet of a name, alias or web address."""

    def place(self, name: str, *, near: Sequence[str] = ()) -> GazetteerPlace | None:
        """The place of a name, preferring one in the states of `near`, then capitals, then the largest."""

    def table(self, name: str) -> tuple[Mapping[str, str], ...]:
        """Rows of a word-list data file (`cues`, `triggers`, `estimative`, ...), columns by header."""


# Letters that have no decomposition into a plain one and a mark.
PLAIN_LETTERS = str.maketrans(
    {
        "ı": "i",
        "ł": "l",
        "Ł": "L",
        "ø": "o",
        "Ø": "O",
        "đ": "d",
        "Đ": "D",
        "ð": "d",
        "ß": "ss",
        "æ": "ae",
        "Æ": "Ae",
        "œ": "oe",
        "þ": "th",
        "ə": "a",
        "Ə": "A",
        "ʻ": "'",
        "ʼ": "'",
        "’": "'",
    }
)


def plain(text: str) -> str:
    """The text in ASCII letters where they have a usual equivalent: `Erdoğan` gives `Erdogan`."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text.translate(PLAIN_LETTERS))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def slug(name: str) -> str:
    """The id of a name: lower case ASCII words joined by hyphens (`xi-jinping`).

    A name without any Latin letter or digit gets `x-` and a hash of itself.
    """
    words = re.findall(r"[a-z0-9]+", plain(name).lower())
    if words:
        return "-".join(words)
    return "x-" + hashlib.sha256(unicodedata.normalize("NFC", name).encode("utf-8", "surrogatepass")).hexdigest()[:10]
