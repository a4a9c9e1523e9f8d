"""What the lexicon's rows say: codes, dates and who held which office when."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from itertools import pairwise

import pytest

from memcon.lexicon import FileLexicon
from memcon.lexicon.entries import Tenure
from memcon.lexicon.lexicon import slug
from memcon.lexicon.tables import read_rows

P5 = ("USA", "RUS", "CHN", "GBR", "FRA")
G20 = (*P5, "ARG", "AUS", "BRA", "CAN", "DEU", "IND", "IDN", "ITA", "JPN", "MEX", "SAU", "ZAF", "KOR", "TUR")
DAYS = tuple(date.fromisoformat(day) for day in ("2014-06-01", "2018-06-01", "2022-12-30", "2023-03-20", "2024-06-01"))
OFFICES = ("head_of_state", "head_of_government", "foreign_minister", "defence_minister")


@pytest.mark.parametrize("state", [*G20, "UKR", "IRN", "PRK", "ISR"])
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_great_offices_have_holders(lexicon: FileLexicon, state: str, day: date) -> None:
    missing = [office for office in OFFICES if lexicon.holder(state=state, office=office, on=day) is None]
    assert not missing


@pytest.mark.parametrize(
    ("state", "office", "day", "person"),
    [
        ("USA", "head_of_state", "2014-06-01", "Barack Obama"),
        ("USA", "head_of_state", "2017-01-21", "Donald Trump"),
        ("USA", "head_of_government", "2022-12-30", "Joe Biden"),
        ("USA", "foreign_minister", "2014-06-01", "John Kerry"),
        ("USA", "foreign_minister", "2018-06-01", "Mike Pompeo"),
        ("USA", "foreign_minister", "2023-08-01", "Antony Blinken"),
        ("USA", "defence_minister", "2018-06-01", "Jim Mattis"),
        ("USA", "national_security_adviser", "2023-08-05", "Jake Sullivan"),
        ("RUS", "head_of_state", "2010-01-01", "Dmitry Medvedev"),
        ("RUS", "head_of_government", "2018-06-01", "Dmitry Medvedev"),
        ("RUS", "head_of_government", "2022-12-30", "Mikhail Mishustin"),
        ("RUS", "defence_minister", "2023-03-20", "Sergei Shoigu"),
        ("RUS", "defence_minister", "2024-06-01", "Andrei Belousov"),
        ("RUS", "spokesperson", "2022-12-30", "Dmitry Peskov"),
        ("CHN", "head_of_state", "2023-03-20", "Xi Jinping"),
        ("CHN", "head_of_government", "2023-03-10", "Li Keqiang"),
        ("CHN", "head_of_government", "2023-03-20", "Li Qiang"),
        ("CHN", "foreign_minister", "2022-06-01", "Wang Yi"),
        ("CHN", "foreign_minister", "2023-03-20", "Qin Gang"),
        ("CHN", "foreign_minister", "2023-08-15", "Wang Yi"),
        ("CHN", "defence_minister", "2023-06-01", "Li Shangfu"),
        ("GBR", "head_of_government", "2022-09-20", "Liz Truss"),
        ("GBR", "head_of_state", "2022-09-20", "Charles III"),
        ("GBR", "foreign_minister", "2018-06-01", "Boris Johnson"),
        ("GBR", "foreign_minister", "2024-06-01", "David Cameron"),
        ("FRA", "head_of_state", "2014-06-01", "François Hollande"),
        ("FRA", "foreign_minister", "2022-12-30", "Catherine Colonna"),
        ("DEU", "head_of_government", "2018-06-01", "Angela Merkel"),
        ("DEU", "foreign_minister", "2014-06-01", "Frank-Walter Steinmeier"),
        ("DEU", "defence_minister", "2023-03-20", "Boris Pistorius"),
        ("ITA", "head_of_government", "2022-06-01", "Mario Draghi"),
        ("JPN", "head_of_government", "2018-06-01", "Shinzo Abe"),
        ("JPN", "foreign_minister", "2023-03-20", "Yoshimasa Hayashi"),
        ("IND", "foreign_minister", "2018-06-01", "Sushma Swaraj"),
        ("IND", "head_of_government", "2014-05-20", "Manmohan Singh"),
        ("KOR", "head_of_state", "2018-06-01", "Moon Jae-in"),
        ("TUR", "president", "2014-06-01", "Abdullah Gül"),
        ("TUR", "foreign_minister", "2023-08-01", "Hakan Fidan"),
        ("SAU", "crown_prince", "2018-06-01", "Mohammed bin Salman"),
        ("SAU", "head_of_state", "2023-08-05", "Salman bin Abdulaziz"),
        ("UKR", "head_of_state", "2018-06-01", "Petro Poroshenko"),
        ("UKR", "defence_minister", "2023-03-20", "Oleksii Reznikov"),
        ("IRN", "president", "2022-12-30", "Ebrahim Raisi"),
        ("IRN", "supreme_leader", "2022-12-30", "Ali Khamenei"),
        ("IRN", "foreign_minister", "2018-06-01", "Mohammad Javad Zarif"),
        ("PRK", "leader", "2023-03-20", "Kim Jong Un"),
        ("ISR", "head_of_government", "2022-08-01", "Yair Lapid"),
        ("ISR", "defence_minister", "2024-06-01", "Yoav Gallant"),
        ("DEU", "leader", "2022-12-30", "Olaf Scholz"),
        ("FRA", "leader", "2022-12-30", "Emmanuel Macron"),
        ("united-nations", "secretary_general", "2023-03-20", "António Guterres"),
        ("nato", "secretary_general", "2014-06-01", "Anders Fogh Rasmussen"),
        ("european-commission", "commission_president", "2023-03-20", "Ursula von der Leyen"),
        ("iaea", "director_general", "2022-09-01", "Rafael Grossi"),
    ],
)  # fmt: skip
def test_who_held_it(lexicon: FileLexicon, state: str, office: str, day: str, person: str) -> None:
    holder = lexicon.holder(state=state, office=office, on=date.fromisoformat(day))
    assert holder is not None
    assert holder.name == person


def test_without_a_day_it_is_the_last_known_holder(lexicon: FileLexicon) -> None:
    holder = lexicon.holder(state="RUS", office="head_of_state", on=None)
    assert holder is not None
    assert holder.id == "vladimir-putin"
    assert lexicon.holder(state="RUS", office="astronomer_royal", on=None) is None
    assert lexicon.holder(state="XXX", office="leader", on=None) is None


def test_an_office_of_the_day(lexicon: FileLexicon) -> None:
    assert {tenure.office for tenure in lexicon.tenures("dmitry-medvedev", on=date(2018, 6, 1))} == {
        "head_of_government"
    }
    assert {tenure.office for tenure in lexicon.tenures("dmitry-medvedev", on=date(2022, 12, 21))} == {
        "deputy_security_council_chairman"
    }
    assert len(lexicon.tenures("dmitry-medvedev")) == 3
    assert lexicon.tenures("nobody-at-all") == ()


def test_every_state_of_the_world(lexicon: FileLexicon) -> None:
    assert {"XKX", "TWN", "PSE", "SRB", "VAT", "USA", "SSD"} <= lexicon.states.keys()
    assert len(lexicon.states) == 197
    assert all(state.capital and state.demonyms and state.source for state in lexicon.states.values())


def test_bodies_and_blocs_name_known_states(lexicon: FileLexicon) -> None:
    assert "HRV" in lexicon.organisations["european-union"].members
    assert len(lexicon.organisations["european-union"].members) == 27
    assert len(lexicon.organisations["nato"].members) == 32
    assert lexicon.organisations["bra-foreign-ministry"].state == "BRA"


def test_no_id_stands_twice() -> None:
    for table, column in (("states", "code"), ("persons", "id"), ("organisations", "id"), ("outlets", "id")):
        twice = [value for value, count in Counter(row.get(column) for row in read_rows(table)).items() if count > 1]
        assert not twice, table


def test_every_row_names_its_source() -> None:
    for table in (
        "states",
        "persons",
        "tenures",
        "offices",
        "organisations",
        "outlets",
        "bodies",
        "common",
        "variants",
    ):
        assert all(row.get("source") for row in read_rows(table)), table


def test_every_tenure_has_its_person(lexicon: FileLexicon) -> None:
    orphans = {row.get("person") for row in read_rows("tenures")} - lexicon.persons.keys()
    assert not orphans
    unheld = [person.id for person in lexicon.persons.values() if not person.tenures]
    assert not unheld


def test_ids_are_the_slugs_of_names(lexicon: FileLexicon) -> None:
    assert [person.id for person in lexicon.persons.values() if person.id != slug(person.name)] == []
    assert [outlet.id for outlet in lexicon.outlets.values() if outlet.id != slug(outlet.name)] == []


SINGLE = ("head_of_state", "head_of_government", "foreign_minister", "defence_minister", "secretary_general")


def test_one_office_has_one_holder_at_a_time(lexicon: FileLexicon) -> None:
    held: dict[tuple[str | None, str | None, str], list[Tenure]] = defaultdict(list)
    for person in lexicon.persons.values():
        for tenure in person.tenures:
            if tenure.office in SINGLE:
                held[tenure.state, tenure.organisation, tenure.office].append(tenure)
    overlaps = []
    for tenures in held.values():
        tenures.sort(key=lambda tenure: (tenure.start or "", tenure.end or "9"))
        for first, second in pairwise(tenures):
            if first.person != second.person and (first.end is None or first.end > (second.start or "")):
                overlaps.append((first, second))
    assert not overlaps


def test_outlets(lexicon: FileLexicon) -> None:
    assert len(lexicon.outlets) >= 300
    domains = Counter(domain for outlet in lexicon.outlets.values() for domain in outlet.domains)
    assert [domain for domain, count in domains.items() if count > 1] == []


@pytest.mark.parametrize(
    ("given", "name", "state"),
    [
        ("FT", "Financial Times", "GBR"),
        ("the Financial Times", "Financial Times", "GBR"),
        ("WSJ", "Wall Street Journal", "USA"),
        ("NYT", "New York Times", "USA"),
        ("WaPo", "Washington Post", "USA"),
        ("AP", "Associated Press", "USA"),
        ("AFP", "Agence France-Presse", "FRA"),
        ("tass", "TASS", "RUS"),
        ("the Insider", "Business Insider", "USA"),
        ("Insider", "Business Insider", "USA"),
        ("https://www.businessinsider.com/story-2022-12?r=US", "Business Insider", "USA"),
        ("edition.cnn.com", "CNN", "USA"),
        ("www.news.cn", "Xinhua", "CHN"),
        ("http://user@www.irna.ir:80/x", "IRNA", "IRN"),
        ("Le Monde", "Le Monde", "FRA"),
        ("Süddeutsche Zeitung", "Süddeutsche Zeitung", "DEU"),
        ("kremlin.ru", "Kremlin press service", "RUS"),
    ],
)
def test_an_outlet_by_name_or_address(lexicon: FileLexicon, given: str, name: str, state: str) -> None:
    outlet = lexicon.outlet(given)
    assert outlet is not None
    assert (outlet.name, outlet.state) == (name, state)


@pytest.mark.parametrize("given", ["", ".", "example.org", "co.uk", "http://", "a newspaper"])
def test_no_outlet(lexicon: FileLexicon, given: str) -> None:
    assert lexicon.outlet(given) is None


@pytest.mark.parametrize(
    ("title", "office"),
    [
        ("president", "president"),
        ("Prime Minister", "head_of_government"),
        ("Premier", "head_of_government"),
        ("top diplomat", "foreign_minister"),
        ("Secretary of State", "foreign_minister"),
        ("defense secretary", "defence_minister"),
        ("secretary-general", "secretary_general"),
        ("national security advisor", "national_security_adviser"),
        ("spokeswoman", "spokesperson"),
        ("vice-president", "vice_president"),
        ("presidential", None),
        ("", None),
    ],
)
def test_titles(lexicon: FileLexicon, title: str, office: str | None) -> None:
    assert lexicon.office(title) == office


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Russians", "RUS"),
        ("the Kremlin", "RUS"),
        ("Downing Street", "GBR"),
        ("Foggy Bottom", "USA"),
        ("U.S.", "USA"),
        ("the States", "USA"),
        ("Burma", "MMR"),
        ("Türkiye", "TUR"),
        ("Turkiye", "TUR"),
        ("Kiev", "UKR"),
        ("ROK", "KOR"),
        ("Élysée Palace", "FRA"),
        ("Quai d’Orsay", "FRA"),
        ("Nigerien", "NER"),
        ("JPN", "JPN"),
        ("Korean", None),
        ("Congolese", None),
        ("russia", None),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_the_state_of_a_word(lexicon: FileLexicon, word: str, code: str | None) -> None:
    assert lexicon.state_of(word) == code
