"""The lexicon as the rest of memcon sees it: look up by surface form, code, office and date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from memcon.lexicon.entries import Entry, GazetteerPlace, Organisation, Outlet, Person, State, Tenure


class Lexicon(Protocol):
    """Facts about states, persons, organisations, outlets and places, and the word lists of the readers."""

    version: str

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


def slug(name: str) -> str:
    """The id of a name: lower case ASCII words joined by hyphens (`xi-jinping`)."""
    import re
    import unicodedata

    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "x"
