"""The lexicon of the data files: loaded once, then only asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

from memcon.errors import LexiconError
from memcon.lexicon import facts, surfaces
from memcon.lexicon.entries import Entry, GazetteerPlace, Organisation, Outlet, Person, State, Tenure
from memcon.lexicon.gazetteer import Gazetteer, pieces
from memcon.lexicon.places import Places
from memcon.lexicon.tables import Row, files_in, fingerprint, parse, read_rows


def load_lexicon(extra: Path | None = None) -> FileLexicon:
    """The shipped lexicon, its rows added to and overridden by the CSV files of the same names in `extra`.

    LexiconError names the file, row and column of a broken row, or the folder when it is none. The same files are
    read once in a process: a lexicon is only ever asked.
    """
    if extra is not None and not extra.is_dir():
        raise LexiconError("is no folder", source=str(extra))
    return _loaded(extra, fingerprint(extra) if extra is not None else "")


@lru_cache(maxsize=2)
def _loaded(extra: Path | None, version: str) -> FileLexicon:  # noqa: ARG001 (files that changed are read again)
    return FileLexicon(extra)


class FileLexicon:
    """Facts of the data files; see the protocol `Lexicon`. Places and word lists are read when first asked for."""

    def __init__(self, extra: Path | None = None) -> None:
        self._extra = extra
        self.version = fingerprint(extra)
        self.states: Mapping[str, State] = facts.states_of(self._rows("states"))
        held = facts.tenures_of(self._rows("tenures"), states=self.states)
        self.persons: Mapping[str, Person] = facts.persons_of(self._rows("persons"), tenures=held)
        self.outlets: Mapping[str, Outlet] = facts.outlets_of(self._rows("outlets"), states=self.states)
        self._common = {row.need("word"): row.get("use") or "never" for row in self._rows("common")}
        self._bodies = facts.bodies_of(self._rows("bodies"))
        written = facts.organisations_of(self._rows("organisations"), states=self.states)
        made = {
            organisation.id: organisation
            for state in self.states.values()
            for body in self._bodies
            if body.body != surfaces.GOVERNMENT
            for organisation in (surfaces.body_organisation(state, body),)
        }
        self._written = written
        self.organisations: Mapping[str, Organisation] = {**made, **written}
        self._tables: dict[str, tuple[Mapping[str, str], ...]] = {}
        self._check()

    def __reduce__(self) -> tuple[object, ...]:
        return (load_lexicon, (self._extra,))

    def _rows(self, name: str) -> list[Row]:
        return read_rows(name, self._extra)

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        # "The Pentagon" is the ministry, the more specific actor, though it stands among the seats of its state.
        named = {surface for one in self._written.values() for surface in (one.name, *one.aliases)}
        of_states = surfaces.state_entries(self.states)
        entries = [
            *(entry for entry in of_states if entry.sense != "seat" or entry.surface not in named),
            *surfaces.organisation_entries(self._written, common=self._common),
            *surfaces.outlet_entries(self.outlets, common=self._common),
            *surfaces.person_entries(
                self.persons, organisations=self.organisations, common=self._common, variants=self._variants
            ),
        ]
        forms = {form: body.body for body in self._bodies for form in body.forms}
        blocked = [row.need("phrase") for row in self._rows("not_actors")]
        return Gazetteer(entries, forms=forms, body=self._body, blocked=blocked)

    def _body(self, code: str, body: str) -> Entry | None:
        return surfaces.body_entry(self.states[code], body, self.organisations) if code in self.states else None

    def entries(self, tokens: Sequence[str], start: int) -> tuple[int, tuple[Entry, ...]]:
        """The longest gazetteer match that starts at `tokens[start]`: (number of tokens, entries); (0, ()) if none."""
        return self._gazetteer.find(tokens, start)

    @cached_property
    def _variants(self) -> dict[str, tuple[str, ...]]:
        """Other romanisations of a first name."""
        groups = [row.several("forms") for row in self._rows("variants")]
        return {form: tuple(other for other in group if other != form) for group in groups for form in group}

    @cached_property
    def _codes(self) -> dict[str, str | None]:
        found: dict[str, str | None] = {code: code for code in self.states}
        for entry in surfaces.state_entries(self.states):
            key = _words(entry.surface)
            if key not in found or (found[key] != entry.id and entry.sense != "capital"):
                found[key] = None if key in found else entry.id
        return found

    def state_of(self, word: str) -> str | None:
        """ISO code for a name, demonym ("Russian", "Russians"), code or seat; None if unknown or ambiguous."""
        key = _words(word)
        found = self._codes.get(key)
        if found is None and key.lower().startswith("the "):
            found = self._codes.get(key[4:])
        return found

    @cached_property
    def _holders(self) -> dict[tuple[str | None, str], list[Tenure]]:
        found: dict[tuple[str | None, str], list[Tenure]] = defaultdict(list)
        for person in self.persons.values():
            for tenure in person.tenures:
                found[tenure.state or tenure.organisation, tenure.office].append(tenure)
        return {key: sorted(held, key=lambda tenure: tenure.start or "") for key, held in found.items()}

    def holder(self, *, state: str, office: str, on: date | None) -> Person | None:
        """Who held an office of a state (or organisation id) on a day, None if unknown; no day: its last known holder.

        `president`, `monarch` and `supreme_leader` fall back to the head of state, `leader` to the office that leads
        that state, every office to who holds it for somebody else.
        """
        for key in self._readings(state, office):
            for variant in (key, f"{key}_acting"):
                held = self._holders.get((state, variant), [])
                current = [tenure for tenure in held if on is None or in_office(tenure, on)]
                if current:
                    return self.persons[current[-1].person]
        return None

    def _readings(self, state: str, office: str) -> tuple[str, ...]:
        if office in ("president", "monarch", "supreme_leader"):
            return (office, "head_of_state")
        if office == "leader":
            return ("leader", self.states[state].led_by) if state in self.states else ("leader",)
        return (office,)

    def tenures(self, person: str, *, on: date | None = None) -> tuple[Tenure, ...]:
        """The offices of a person (id), those held on a day when `on` is given."""
        known = self.persons.get(person)
        held = known.tenures if known else ()
        return held if on is None else tuple(tenure for tenure in held if in_office(tenure, on))

    @cached_property
    def _offices(self) -> dict[str, str]:
        return {_words(row.need("title")).lower(): row.need("office") for row in self._rows("offices")}

    def office(self, phrase: str) -> str | None:
        """The office key of a title ("prime minister", "Premier", "top diplomat"), None if it is none."""
        return self._offices.get(_words(phrase).lower())

    @cached_property
    def _outlet_names(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for outlet in self.outlets.values():
            for name in (outlet.name, *outlet.aliases, *outlet.domains):
                found.setdefault(_outlet_key(name), outlet.id)
        return found

    def outlet(self, name_or_domain: str) -> Outlet | None:
        """The outlet of a name, alias or web address (subdomains fall back to their parent's)."""
        found = self._outlet_names.get(_outlet_key(name_or_domain))
        if found:
            return self.outlets[found]
        host = _host(name_or_domain)
        while "." in host:
            if host in self._outlet_names:
                return self.outlets[self._outlet_names[host]]
            host = host.partition(".")[2]
        return None

    @cached_property
    def _places(self) -> Places:
        return Places(self._rows("places"), states=self.states)

    def _check(self) -> None:
        """LexiconError for a broken row in the user's own tables that are else read only when asked for."""
        if self._extra is not None:
            theirs = [row for path in files_in(self._extra, "places") for row in parse(path)]
            Places(theirs, states=self.states).check()
            for row in self._rows("offices"):
                row.need("title"), row.need("office")

    def place(self, name: str, *, near: Sequence[str] = ()) -> GazetteerPlace | None:
        """The place of a name, preferring one in the states of `near`, then capitals, then the largest."""
        return self._places.find(name, near=near)

    def table(self, name: str) -> tuple[Mapping[str, str], ...]:
        """Rows of a word-list data file (`cues`, ...), columns by header; none if there is no such file."""
        if name not in self._tables:
            self._tables[name] = tuple(row.cells for row in self._rows(name))
        return self._tables[name]


def in_office(tenure: Tenure, on: date) -> bool:
    """Whether a tenure covers a day: from its start (unknown: only if its end is known) to its end, both inclusive."""
    day = on.isoformat()
    if tenure.start is None and tenure.end is None:
        return False
    after = tenure.start is None or tenure.start <= day[: len(tenure.start)]
    return after and (tenure.end is None or tenure.end >= day[: len(tenure.end)])


def _words(phrase: str) -> str:
    return " ".join(pieces(phrase))


def _outlet_key(name: str) -> str:
    key = " ".join(name.replace("’", "'").split()).casefold()
    return key.removeprefix("the ")


def _host(address: str) -> str:
    rest = address.strip().lower().partition("://")[2] or address.strip().lower()
    return rest.partition("/")[0].partition("?")[0].partition(":")[0].rpartition("@")[2].removeprefix("www.")
