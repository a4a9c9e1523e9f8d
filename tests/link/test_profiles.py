"""Counted profiles of actors: an article more is one count more, whatever the order."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from memcon.link.profiles import Profile, joined_profile, profile_of
from memcon.model.actor import Actor

MINISTER = Actor(id="li-wen", name="Li Wen", kind="person", state="CHN", office="minister")
BANKER = Actor(id="li-wen", name="Li Wen", kind="person", state="SGP", office="banker", aliases=("Madam Li",))


def counted(*rows: tuple[str, Actor]) -> Profile:
    found = Profile()
    for published, actor in rows:
        found.add(published, actor)
    return found


def test_the_value_of_most_articles_stands() -> None:
    found = counted(("2023-01-01", MINISTER), ("2023-01-02", MINISTER), ("2023-06-01", BANKER)).actor("li-wen")
    assert (found.state, found.office, found.aliases) == ("CHN", "minister", ("Madam Li",))


def test_of_equals_the_latest_stands() -> None:
    assert counted(("2023-01-01", MINISTER), ("2023-06-01", BANKER)).actor("li-wen").state == "SGP"


rows = st.lists(
    st.tuples(
        st.sampled_from(["", "2023-01-01", "2023-02-01"]),
        st.sampled_from(
            [MINISTER, BANKER, replace(MINISTER, kind="organisation", basis="both"), replace(BANKER, state=None)]
        ),
    ),
    min_size=1,
    max_size=6,
)


@settings(deadline=None)
@given(rows, st.integers(0, 6))
def test_counting_in_parts_is_counting_at_once(found: list[tuple[str, Actor]], at: int) -> None:
    whole = counted(*found)
    parts = {"a": counted(*found[:at]), "b": counted(*found[at:])}
    assert joined_profile(parts, ["b", "a"]).actor("li-wen") == whole.actor("li-wen")
    assert profile_of(whole.to_text()).actor("li-wen") == whole.actor("li-wen")
