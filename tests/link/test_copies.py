"""Who took what from whom, and what counts as one origin."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from memcon.lexicon.entries import Outlet
from memcon.link.copies import find_copies, find_origins
from memcon.model.digest import Digest
from memcon.model.link import Copy
from memcon.model.reading import Block
from memcon.model.span import Span

Tell = Callable[..., Any]
WIRE = (
    "The fishing ministers of the two republics met on a ferry between their capitals on Thursday, officials told "
    "reporters. They spoke for two hours about herring, then about cod, and in the end about a lighthouse that both "
    "claim as their own. The older of the two said that no fleet would sail before the quotas had been counted anew, "
    "while his guest complained of nets cut at night near the northern banks. A lawyer who was on board for the talks "
    "described a draft of eleven pages with most of the numbers still blank. Fishermen in the harbour were not "
    "impressed and blew their horns until the ferry had turned round. Another round is due before the winter storms."
)
COLUMN = (
    "Nothing bores a reader like fish. And yet here I am, writing of fish again, since this paper insists. Consider: "
    "A lawyer who was on board for the talks described a draft of eleven pages with most of the numbers still blank. "
    "Blank! There you have the whole of modern statecraft in one word, and I have nothing to add but a sigh."
)


class Outlets:
    """A lexicon of two agencies."""

    def outlet(self, name: str) -> Outlet | None:
        known = {"reuters": "Reuters", "harbour wire": "Harbour Wire"}.get(name.casefold())
        return Outlet(id=known.lower(), name=known, kind="agency") if known else None


def copies(*pile: Digest, reworded: dict[str, float] | None = None) -> tuple[Copy, ...]:
    return find_copies(ordered(pile), lexicon=Outlets(), reworded=reworded or {})  # type: ignore[arg-type]


def ordered(pile: Sequence[Digest]) -> list[Digest]:
    return sorted(pile, key=lambda digest: digest.article.id)


def test_the_same_text_is_a_duplicate_of_the_earlier(tell: Tell) -> None:
    (found,) = copies(tell("a", WIRE, "2023-05-07").digest, tell("b", WIRE, "2023-05-06").digest)
    assert (found.kind, found.left, found.right) == ("duplicate", "b", "a")


def test_a_cut_story_is_near(tell: Tell) -> None:
    cut = WIRE[: WIRE.index("A lawyer")] + "Nobody on the quay had seen the paper."
    (found,) = copies(tell("a", WIRE, "2023-05-06").digest, tell("b", cut, "2023-05-07").digest)
    assert (found.kind, found.left, found.right) == ("near", "a", "b")
    for span in found.spans:
        assert span.left is not None
        assert WIRE[span.left.start : span.left.end] == cut[span.right.start : span.right.end]


def test_swapped_words_are_a_rewording(tell: Tell) -> None:
    swapped = WIRE
    for word, other in (
        ("fishing ministers", "angling pastors"), ("capitals", "chapters"), ("officials", "officers"),
        ("hours", "periods"),
        ("lighthouse", "beacon"), ("claim", "assert"), ("fleet", "armada"), ("counted", "numbered"),
        ("guest", "visitor"),
        ("complained", "grumbled"), ("night", "evening"), ("lawyer", "attorney"), ("pages", "sheets"),
        ("blank", "empty"),
        ("harbour", "haven"), ("horns", "trumpets"), ("storms", "tempests"),
    ):  # fmt: skip
        swapped = swapped.replace(word, other)
    (found,) = copies(tell("a", WIRE, "2023-05-06").digest, tell("b", swapped, "2023-05-07").digest)
    assert (found.kind, found.left) == ("reworded", "a")


def test_a_passage_in_a_column_is_quoted(tell: Tell) -> None:
    (found,) = copies(tell("a", WIRE, "2023-05-06").digest, tell("b", COLUMN, "2023-05-08").digest)
    assert (found.kind, found.left, found.right) == ("quoted", "a", "b")
    assert found.spans[0].right.of(COLUMN).startswith("A lawyer who was on board")


def test_one_speaker_s_words_in_two_papers_are_no_copy(tell: Tell) -> None:
    speech = (
        '"We shall count every herring in this sea before a single boat leaves the harbour again this year," he said.'
    )
    one = tell(
        "a", f"In the north the minister was cheered by a crowd of thousands. {speech} Then it rained for hours."
    )
    other = tell(
        "b", f"Fishermen fear for their work, and the bank wants its loans back. {speech} Nobody here believes him."
    )
    assert copies(one.digest, other.digest) == ()


def test_two_reports_of_one_day_are_no_copies(tell: Tell) -> None:
    other = (
        "Two ministers, one ferry and no result: the dispute over herring goes on after Thursday's talks at sea. The "
        "host insists on a new count. His colleague wants those who cut nets punished first. The draft accord has gaps."
    )
    assert copies(tell("a", WIRE).digest, tell("b", other).digest) == ()


def test_a_block_set_apart_comes_from_its_outlet(tell: Tell) -> None:
    digest = tell("a", COLUMN).digest
    span = Span(COLUMN.index("A lawyer"), COLUMN.index("Blank!") - 1)
    digest = replace(
        digest,
        blocks=(Block(span=Span(0, len(COLUMN)), kind="body"), Block(span=span, kind="quoted", outlet="Reuters")),
    )
    (found,) = copies(digest)
    assert (found.kind, found.left, found.spans[0].left, found.spans[0].right) == ("quoted", "Reuters", None, span)
    origins = find_origins([digest], [found])
    assert origins.of("a", Span(span.start + 3, span.end - 3)) == "outlet:Reuters"
    assert origins.of("a", Span(0, 9)) == origins["a"]


def test_a_wire_credit_names_the_origin(tell: Tell) -> None:
    text = f"TALLINN (Reuters) - {WIRE}"
    (found,) = copies(tell("a", text, outlet="Coast Daily").digest)
    assert (found.left, found.kind) == ("Reuters", "near")
    assert copies(tell("a", text, outlet="Reuters").digest) == (), "the agency does not copy itself"
    assert copies(tell("a", text.replace("Reuters", "Baltic"), outlet="Coast Daily").digest) == ()


def test_copies_share_an_origin_and_columns_keep_theirs(tell: Tell) -> None:
    pile = [tell("a", WIRE).digest, tell("b", WIRE, "2023-05-07").digest, tell("c", COLUMN, "2023-05-08").digest]
    origins = find_origins(pile, copies(*pile))
    assert origins["a"] == origins["b"] != origins["c"]


@settings(deadline=None)
@given(order=st.permutations(range(4)))
def test_order_of_input_changes_nothing(tell: Tell, order: list[int]) -> None:
    pile = [tell(f"a{i}", text).digest for i, text in enumerate((WIRE, WIRE + " More to come.", COLUMN, "Short."))]
    assert copies(*(pile[i] for i in order)) == copies(*pile)


def test_hostile_texts_are_soon_done(tell: Tell) -> None:
    pile = [
        tell("a", "fish " * 40_000).digest,
        tell("b", "fish " * 40_000 + "x").digest,
        tell("c", '"“' * 100_000).digest,
    ]
    assert {copy.kind for copy in copies(*pile)} <= {"duplicate", "near"}
