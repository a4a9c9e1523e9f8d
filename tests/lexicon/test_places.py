"""Places by name."""

from __future__ import annotations

import pytest

from memcon.lexicon import FileLexicon
from memcon.lexicon.tables import read_rows


@pytest.mark.parametrize(
    ("name", "near", "state", "lat"),
    [
        ("Moscow", (), "RUS", 55.8),
        ("Moscow", ("USA",), "USA", 46.7),
        ("Kyiv", (), "UKR", 50.5),
        ("Kiev", (), "UKR", 50.5),
        ("Odessa", (), "UKR", 46.5),
        ("Kharkov", (), "UKR", 50.0),
        ("Saigon", (), "VNM", 10.8),
        ("Sao Paulo", (), "BRA", -23.5),
        ("Zürich", (), "CHE", 47.4),
        ("Camp David", (), "USA", 39.6),
        ("the Hague", (), "NLD", 52.1),
        ("Sharm El-Sheikh", (), "EGY", 27.9),
        ("Burgenstock", (), "CHE", 47.0),
        ("Jeddah", (), "SAU", 21.5),
        ("Nusa Dua", (), "IDN", -8.8),
        ("Davos", (), "CHE", 46.8),
        ("Texas", (), "USA", 31.5),
        ("Georgia", ("USA",), "USA", 32.6),
        ("Birmingham", (), "GBR", 52.5),
        ("Birmingham", ("USA",), "USA", 33.5),
        ("Tripoli", ("LBN",), "LBN", 34.4),
        ("Tripoli", (), "LBY", 32.9),
        ("St. Petersburg", ("RUS",), "RUS", 59.9),
        ("New York", (), "USA", 40.7),
    ],
)
def test_the_likeliest_place(lexicon: FileLexicon, name: str, near: tuple[str, ...], state: str, lat: float) -> None:
    place = lexicon.place(name, near=near)
    assert place is not None
    assert place.state == state
    assert place.lat == pytest.approx(lat, abs=0.6)


@pytest.mark.parametrize("name", ["", "Nowhere-on-Sea", "the"])
def test_no_place(lexicon: FileLexicon, name: str) -> None:
    assert lexicon.place(name) is None


def test_every_state_has_its_capital(lexicon: FileLexicon) -> None:
    missing = []
    for state in lexicon.states.values():
        place = lexicon.place(state.capital or "", near=(state.code,))
        if place is None or place.state != state.code or not place.capital:
            missing.append((state.code, state.capital))
    assert missing == []


def test_every_place_is_sound(lexicon: FileLexicon) -> None:
    lexicon._places.check()
    assert len(read_rows("places")) > 30_000
