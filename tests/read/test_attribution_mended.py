"""Headings, signatures, glosses, and what is left of words when a report within them is taken out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from memcon.encoder import load
from memcon.read.reader import Reader
from tests.conftest import make_article

Lines = Callable[..., list[tuple[str, list[str], str]]]
BODY = "The mayor opened the new pier on Monday. Fishing boats were back in the harbour by noon.\n"


@pytest.fixture(scope="module")
def lines(nlp: Any, lexicon: Any) -> Lines:
    """(source as written, names of the chain, content) of each statement shown by the fast reader."""
    reader = Reader(nlp=nlp, lexicon=lexicon, encoder=load("fast"))

    def found(text: str, **fields: Any) -> list[tuple[str, list[str], str]]:
        (reading,) = reader.read([make_article(text, published="2024-05-05", **fields)])
        return [
            (s.speaker.span.of(text) if s.speaker.span else "", [p.name for p in s.via], s.content[0].of(text))
            for s in reading.statements
            if s.confidence >= 0.5
        ]

    return found


def test_words_told_in_a_heading_are_a_statement(lines: Lines) -> None:
    title = "Mayor says new pier will stay open all winter"
    (line,) = lines(f"{title}\n\n{BODY}", title=title)
    assert (line[0], line[2]) == ("Mayor", "new pier will stay open all winter")


def test_a_heading_without_words_is_none(lines: Lines) -> None:
    title = "New pier opens after a hard winter"
    assert lines(f"{title}\n\n{BODY}", title=title) == []


def test_spans_of_a_heading_join_only_with_its_own_line(lines: Lines) -> None:
    title = "Mayor: New pier will stay open all winter"
    found = lines(f"{title}\n\n{BODY}The harbour master said that no ferry would call there.\n", title=title)
    assert {source: content for source, _, content in found} == {
        "Mayor": "New pier will stay open all winter",
        "The harbour master": "that no ferry would call there",
    }


@pytest.mark.parametrize("dash", ["—", "-", "―"])
def test_a_quotation_is_whose_name_is_set_behind_it(lines: Lines, dash: str) -> None:
    text = (
        "We asked readers what they think.\n\n"
        f"“The pier is a gift to all of us, and I am glad of it.” {dash} Orla Finch\n\n"
        f"“I fear that nobody counted what the new lamps will cost.” {dash} Piet van Houten\n"
    )
    assert [(source, content.rstrip("”.")[-10:]) for source, _, content in lines(text)][-2:] == [
        ("Orla Finch", "glad of it"),
        ("Piet van Houten", " will cost"),
    ]


def test_what_follows_a_dash_in_a_sentence_is_no_signature(lines: Lines) -> None:
    text = "The sign says “No boats beyond this line, ever.” — Nobody reads it, and boats pass all day long."
    assert all(source != "Nobody" for source, _, _ in lines(text))


@pytest.mark.parametrize(
    ("text", "source", "via"),
    [
        ("“How much worse could it get?” said adviser Al Cardenas, referring to Finch.", "adviser Al Cardenas", []),
        ("“This will be an easy race,” he said, citing Finch’s local appeal and the mayor’s silence.", "he", []),
        (
            "The Daily Courier, referring to two clerks, reported that the pier was shut.",
            "two clerks",
            ["Daily Courier"],
        ),
    ],
)
def test_a_gloss_behind_a_quotation_gives_it_to_nobody_else(
    lines: Lines, text: str, source: str, via: list[str]
) -> None:
    first = lines(text)[0]
    assert (first[0], [name.removeprefix("The ") for name in first[1]]) == (source, via)


def test_what_a_teller_says_beside_the_report_is_kept(lines: Lines) -> None:
    text = (
        "Paul Marsh told friends that the mayor knew all about his work for foreign ports and said that the charges "
        "against him were a badge of honour."
    )
    sources = {source for source, _, _ in lines(text)}
    assert "Paul Marsh" in sources


def test_a_report_that_is_all_somebody_says_stands_alone(lines: Lines) -> None:
    text = "Paul Marsh said the mayor had warned that the pier would close in May."
    assert [(source, via) for source, via, _ in lines(text)] == [("the mayor", ["Paul Marsh"])]


def test_verbs_within_a_quotation_are_no_reports_for_its_marks(lines: Lines) -> None:
    text = "“The mayor has used his first term to focus the harbour board on repairing the old piers,” Ms. Finch said."
    assert [source for source, _, _ in lines(text)] == ["Ms. Finch"]


def test_what_words_did_is_not_what_they_say(lines: Lines) -> None:
    text = "The deputy said Finch's remarks “have spread all over the coast and deepened the shame of our crews.”"
    assert [source for source, _, _ in lines(text)] == ["The deputy"]


def test_without_unfolding_the_outermost_speaker_has_all(nlp: Any, lexicon: Any) -> None:
    text = "Paul Marsh said the mayor had warned that the pier would close in May."
    reader = Reader(nlp=nlp, lexicon=lexicon, encoder=load("fast"), unfold=False)
    (reading,) = reader.read([make_article(text, published="2024-05-05")])
    assert [(s.speaker.name, s.via, s.content[0].of(text)) for s in reading.statements] == [
        ("Paul Marsh", (), "the mayor had warned that the pier would close in May")
    ]


def test_who_was_asked_is_not_who_asks(lines: Lines) -> None:
    text = "Asked whether the pier would stay open, Mayor Orla Finch declined to comment and left the hall."
    assert all("Finch" not in source for source, _, content in lines(text) if "stay open" in content)


@pytest.mark.parametrize(
    ("text", "words", "source"),
    [
        (
            "Ann Day, a lobbyist, says the aim of the effort is “to disqualify Marsh,” but conceded that shoring up "
            "the numbers was harder.",
            "was harder",
            "Ann Day, a lobbyist",
        ),
        (
            "The director of the centre, Ina Kirsch, told the AP her group never worked with Marsh and said the group "
            "hired the lobbyists on its own.",
            "hired the lobbyists",
            "The director of the centre, Ina Kirsch",
        ),
    ],
)
def test_a_second_verb_goes_on_with_who_spoke_not_with_who_is_spoken_of(
    lines: Lines, text: str, words: str, source: str
) -> None:
    assert [found for found, _, content in lines(text) if words in content] == [source]
