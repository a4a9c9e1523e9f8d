"""Names in running text, split as spaCy splits them."""

from __future__ import annotations

import time
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from memcon.lexicon import FileLexicon, load_lexicon
from memcon.lexicon.entries import Entry

TOKENIZER = spacy.blank("en")


def found(lexicon: FileLexicon, text: str) -> dict[str, set[str]]:
    """Each matched phrase with the ids that it may stand for."""
    return {phrase: {entry.id for entry in entries} for phrase, entries in matches(lexicon, text)}


def matches(lexicon: FileLexicon, text: str) -> list[tuple[str, tuple[Entry, ...]]]:
    doc = TOKENIZER(text)
    tokens = [token.text for token in doc]
    hits, index = [], 0
    while index < len(tokens):
        size, entries = lexicon.entries(tokens, index)
        if size:
            hits.append((doc[index : index + size].text, entries))
        index += size or 1
    return hits


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("U.S. President Joe Biden's visit to the UK.", {"U.S.": "USA", "Joe Biden": "joe-biden", "UK": "GBR"}),
        ("The Saudi-led coalition and Xi Jinping’s envoy", {"Saudi": "SAU", "Xi Jinping": "xi-jinping"}),
        ("Kim Jong-un, or Kim Jong Un", {"Kim Jong-un": "kim-jong-un", "Kim Jong Un": "kim-jong-un"}),
        ("Sergei Lavrov and Dmitriy Peskov", {"Sergei Lavrov": "sergey-lavrov", "Dmitriy Peskov": "dmitry-peskov"}),
        ("General Secretary Tô Lâm", {"Tô Lâm": "to-lam"}),
        ("Zelenskiy met Erdogan", {"Zelenskiy": "volodymyr-zelensky", "Erdogan": "recep-tayyip-erdogan"}),
        ("Côte d’Ivoire and Cote d'Ivoire", {"Côte d’Ivoire": "CIV", "Cote d'Ivoire": "CIV"}),
        ("BEIJING (Reuters) - China", {"BEIJING": "CHN", "Reuters": "reuters", "China": "CHN"}),
        ("the Russian Foreign Ministry said", {"Russian Foreign Ministry": "rus-foreign-ministry"}),
        ("Peru's defence ministry said", {"Peru's defence ministry": "per-defence-ministry"}),
        (
            "the Ministry of Foreign Affairs of the Republic of Korea",
            {"Ministry of Foreign Affairs of the Republic of Korea": "kor-foreign-ministry"},
        ),
        ("the Chinese government", {"Chinese government": "CHN"}),
        ("the State Department says", {"State Department": "usa-foreign-ministry"}),
        ("the Pentagon and Foggy Bottom", {"Pentagon": "usa-defence-ministry", "Foggy Bottom": "usa-foreign-ministry"}),
        ("Downing Street and Zhongnanhai", {"Downing Street": "GBR", "Zhongnanhai": "CHN"}),
        ("China Daily and China", {"China Daily": "china-daily", "China": "CHN"}),
        ("the Guardian and the Economist said", {"the Guardian": "the-guardian", "the Economist": "the-economist"}),
        ("OPEC+ and RFE/RL", {"OPEC+": "opec-plus", "RFE/RL": "radio-free-europe-radio-liberty"}),
        ("Washington, D.C. hosts NATO", {"Washington, D.C.": "USA", "NATO": "nato"}),
        ("the West fears Hezbollah", {"the West": "the-west", "Hezbollah": "hezbollah"}),
        ("analysts at ISW told CNN", {"ISW": "isw", "CNN": "cnn"}),
    ],
)  # fmt: skip
def test_names_in_text(lexicon: FileLexicon, text: str, expected: dict[str, str]) -> None:
    assert found(lexicon, text) == {phrase: {identity} for phrase, identity in expected.items()}


@pytest.mark.parametrize(
    "text",
    [
        "It may rain in May. Will you?",
        "He said no. No, he did not.",
        "the guardian of the nation saw a star",
        "polish the china; a swede; us and them",
        "Focus on the post. Ban the dawn.",
        "who is it",
        "a state of mind in this day and time",
        "Latin America and the South China Sea",
        "the Vienna Convention, the Korean Peninsula, 40 US dollars",
        "George Washington University",
    ],
)
def test_common_words_are_no_names(lexicon: FileLexicon, text: str) -> None:
    assert found(lexicon, text) == {}


@pytest.mark.parametrize(
    ("tokens", "size"),
    [
        (["United", "\n", "Nations"], 3),
        (["CNN", "\n\n"], 1),
        (["United", "\n\n", "Nations"], 0),
        (["NATO", "--", "Russia"], 1),
        (["Xi", "-", "Putin"], 1),
    ],
)
def test_a_name_goes_over_a_line_end_and_no_further(lexicon: FileLexicon, tokens: list[str], size: int) -> None:
    assert lexicon.entries(tokens, 0)[0] == size


def test_a_surname_means_all_who_bear_it(lexicon: FileLexicon) -> None:
    [(_, entries)] = matches(lexicon, "Sharif")
    assert {entry.id for entry in entries} >= {"nawaz-sharif", "shehbaz-sharif"}
    assert {entry.sense for entry in entries} == {"surname"}


def test_a_state_beside_such_a_phrase_is_one(lexicon: FileLexicon) -> None:
    assert found(lexicon, "America and China; talks in Vienna") == {
        "America": {"USA"},
        "China": {"CHN"},
        "Vienna": {"AUT"},
    }


def test_two_readings_are_both_given(lexicon: FileLexicon) -> None:
    assert found(lexicon, "Brussels") == {"Brussels": {"BEL", "european-union"}}
    assert found(lexicon, "Korean officials")["Korean officials"] == {"KOR", "PRK"}


@pytest.mark.parametrize("name", ["Georgia", "Jordan", "Chad", "Turkey", "Guinea", "Insider", "Bush"])
def test_homonyms_are_flagged(lexicon: FileLexicon, name: str) -> None:
    [(_, entries)] = matches(lexicon, name)
    assert all(entry.ambiguous for entry in entries)


@pytest.mark.parametrize("name", ["Russia", "Putin", "Reuters", "Hezbollah", "Nigeria"])
def test_plain_names_are_not(lexicon: FileLexicon, name: str) -> None:
    [(_, entries)] = matches(lexicon, name)
    assert not any(entry.ambiguous for entry in entries)


def test_every_name_is_found_as_written(lexicon: FileLexicon) -> None:
    """No surface is lost between the data file and the tokenizer."""
    lost = []
    for person in lexicon.persons.values():
        tokens = [token.text for token in TOKENIZER(person.name)]
        size, entries = lexicon.entries(tokens, 0)
        if size != len(tokens) or person.id not in {entry.id for entry in entries}:
            lost.append(person.name)
    assert lost == []


def test_every_state_name_is_found_as_written(lexicon: FileLexicon) -> None:
    lost = []
    for state in lexicon.states.values():
        for name in (state.name, *state.names, *state.demonyms, *state.capital_names):
            tokens = [token.text for token in TOKENIZER(name)]
            size, entries = lexicon.entries(tokens, 0)
            if size != len(tokens) or state.code not in {entry.id for entry in entries}:
                lost.append(name)
    assert lost == []


@settings(deadline=None)
@given(st.lists(st.text(max_size=8), min_size=1, max_size=12))
def test_a_match_lies_within_the_tokens(tokens: list[str]) -> None:
    lexicon = _loaded()
    for start in range(len(tokens)):
        size, entries = lexicon.entries(tokens, start)
        assert 0 <= size <= len(tokens) - start
        assert bool(size) == bool(entries)


_CACHE: list[Any] = []


def _loaded() -> Any:
    if not _CACHE:
        _CACHE.append(load_lexicon())
    return _CACHE[0]


def test_hostile_tokens_cost_nothing(lexicon: FileLexicon) -> None:
    started = time.process_time()
    for token in ("-" * 200_000, "a." * 100_000, "'" * 200_000, "U" * 200_000, ",/+" * 60_000):
        assert lexicon.entries([token], 0) == (0, ())
    lexicon.entries(["Kim", *["-"] * 200_000], 0)
    assert time.process_time() - started < 2


def test_an_article_takes_milliseconds(lexicon: FileLexicon) -> None:
    tokens = [token.text for token in TOKENIZER("Officials in Moscow said on Friday that Xi and Putin met. " * 80)][
        :1000
    ]
    lexicon.entries(tokens, 0)
    best = min(_timed(lexicon, tokens) for _ in range(5))
    assert best < 0.05


def _timed(lexicon: FileLexicon, tokens: list[str]) -> float:
    started = time.process_time()
    for start in range(len(tokens)):
        lexicon.entries(tokens, start)
    return time.process_time() - started
