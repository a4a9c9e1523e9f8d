"""Who said what: a sentence in, the statement out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

Read = Callable[..., Any]


def shown(read: Read, text: str, **fields: Any) -> list[Any]:
    fields.setdefault("published", "2023-05-04")
    return [s for s in read(text, **fields).statements if s.confidence >= 0.5]


def parts(statement: Any, text: str) -> tuple[str | None, list[str], list[str]]:
    span = statement.speaker.span
    return (
        span.of(text) if span else None,
        [c.of(text) for c in statement.cue],
        [c.of(text) for c in statement.content],
    )


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The envoy said that talks would resume in May.", "The envoy", "said", ["that talks would resume in May"]),
        ("Talks would resume in May, the envoy said.", "the envoy", "said", ["Talks would resume in May"]),
        ("“We will sign it in May,” said the envoy.", "the envoy", "said", ["We will sign it in May,"]),
        (
            "The deal, the envoy said, would be signed in May.",
            "the envoy",
            "said",
            ["The deal", "would be signed in May"],
        ),
        (
            "“The deal,” the envoy said, “will be signed in May.”",
            "the envoy",
            "said",
            ["The deal,", "will be signed in May."],
        ),
        (
            "According to two officials familiar with the talks, the deal is dead.",
            "two officials familiar with the talks",
            "According to",
            ["the deal is dead"],
        ),
        ("The deal is dead, according to two officials.", "two officials", "according to", ["The deal is dead"]),
        ("The minister wants to visit Oslo in spring.", "The minister", "wants", ["to visit Oslo in spring"]),
        ("The ministry believes that the deal will hold.", "The ministry", "believes", ["that the deal will hold"]),
        (
            "The minister is confident that the deal will hold.",
            "The minister",
            "is confident",
            ["that the deal will hold"],
        ),
    ],
)
def test_source_cue_and_content(read: Read, text: str, source: str, cue: str, content: list[str]) -> None:
    assert (source, [cue], content) in [parts(s, text) for s in shown(read, text)]


def test_speech_that_runs_on_is_one_statement(read: Read) -> None:
    text = "“We are ready to sign,” the envoy told reporters. “It is time that we did.”"
    (only,) = shown(read, text)
    assert [c.of(text) for c in only.content] == ["We are ready to sign,", "It is time that we did."]
    assert only.mode == "direct"


def test_he_added_speaks_for_whom_the_pronoun_stands(read: Read) -> None:
    text = "“We are ready to sign,” Russian President Vladimir Putin said. He later added: “And we will do so soon.”"
    first, second = shown(read, text)
    assert (first.speaker.name, second.speaker.name) == ("Vladimir Putin", "Vladimir Putin")
    assert [c.of(text) for c in second.content] == ["And we will do so soon."]


def test_a_paragraph_of_speech_goes_on_with_the_last_speaker(read: Read) -> None:
    text = "“We are ready to sign,” the envoy said.\n\n“It is time that we did, and that they did too.”"
    (only,) = shown(read, text)
    assert len(only.content) == 2


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("“We will sign it in May,” the envoy said.", "direct"),
        ("The envoy said that they would “sign it in May.”", "mixed"),
        ("The envoy said that they would sign it in May.", "indirect"),
    ],
)
def test_mode(read: Read, text: str, mode: str) -> None:
    (only,) = shown(read, text)
    assert only.mode == mode


def test_direct_speech_runs_between_the_marks(read: Read) -> None:
    text = "The envoy said: “We will sign it in May. It took us a year.”"
    (only,) = shown(read, text)
    (content,) = only.content
    assert (text[content.start - 1], content.of(text), text[content.end]) == (
        "“",
        "We will sign it in May. It took us a year.",
        "”",
    )


def test_scare_quotes_and_titles_are_no_statements(read: Read) -> None:
    assert shown(read, "The “special guests” of the Ministry of Trade came by train on Monday.") == []


def test_what_somebody_calls_a_thing_is_a_statement(read: Read) -> None:
    text = "What the ministry calls a “special operation” began in the winter."
    (only,) = shown(read, text)
    assert parts(only, text) == ("the ministry", ["calls"], ["a “special operation”"])


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("The ministry denied that talks were held.", True),
        ("The ministry did not confirm that talks were held.", True),
        ("The ministry has not said when the talks will be held.", True),
        ("The ministry confirmed that talks were held.", False),
        ("The ministry did not deny that talks were held.", False),
    ],
)
def test_denial(read: Read, text: str, denied: bool) -> None:
    assert [s.denied for s in shown(read, text)] == [denied]


def test_the_hedge_is_the_word_that_hedges(read: Read) -> None:
    hedged = shown(read, "The minister allegedly urged the envoy to leave the talks.")
    plain = shown(read, "The minister urged the envoy to leave the talks.")
    assert [s.hedge for s in hedged] == ["allegedly"]
    assert [s.hedge for s in plain] == [None]


def test_when_is_the_time_of_speaking_not_of_what_is_said(read: Read) -> None:
    (said,) = shown(read, "On Tuesday, the minister said that talks would resume in May.")
    assert said.when.edtf == "2023-05-02"
    (undated,) = shown(read, "The minister said that talks would resume on Tuesday.")
    assert not undated.when.dated


def test_nothing_in_furniture_captions_and_headings_speaks(read: Read) -> None:
    text = (
        "Minister says talks will resume\n\nTalks went on in Oslo for the whole of the day on Monday.\n\n"
        "Photo: The minister said that talks would resume\n\nRead more: Envoy says deal is dead"
    )
    assert shown(read, text) == []


def test_an_official_text_in_the_first_person_is_its_issuers(read: Read) -> None:
    text = "The sides agreed to meet again in spring. It rained all day."
    (only,) = shown(read, text, kind="official", outlet="Ministry of Trade")
    assert (only.speaker.name, only.cue, [c.of(text) for c in only.content]) == (
        "Ministry of Trade",
        (),
        ["The sides agreed to meet again in spring."],
    )
    news = shown(read, text, kind="news", outlet="Ministry of Trade")
    assert "Ministry of Trade" not in [s.speaker.name for s in news]


def test_turns_of_a_talk(read: Read) -> None:
    text = (
        "Ms. Day: The deal took a year to reach.\n\nIt will hold.\n\nQuestion: Will it hold in winter?\n\n"
        "Ms. Day: It will hold all year."
    )
    found = shown(read, text)
    assert [parts(s, text)[2][0] for s in found] == [
        "The deal took a year to reach.",
        "It will hold.",
        "It will hold all year.",
    ]
    assert {parts(s, text)[0] for s in found} == {"Ms. Day"}


def test_whose_transcript_it_is_tells_who_the_president_is(read: Read) -> None:
    text = (
        "MR. DAY: Will he come?\n\nTHE PRESIDENT: I told President Putin that the talks must go on.\n\n"
        "MR. DAY: Why?\n\nTHE PRESIDENT: Because nobody gains from a war."
    )
    here = shown(read, text, kind="official", outlet="White House", published="2002-11-13")
    assert {s.speaker.actor for s in here if "PRESIDENT" in s.evidence[0].quote} == {"george-w-bush"}
    nowhere = shown(read, text, published="2002-11-13")
    assert {s.speaker.actor for s in nowhere if "PRESIDENT" in s.evidence[0].quote} == {None}


def test_a_colon_alone_makes_no_turn(read: Read) -> None:
    text = "Oslo: The talks went on all day.\n\nThe ministers left in the evening by train."
    assert shown(read, text) == []


def test_every_span_slices_to_its_quote(read: Read) -> None:
    text = "“We will sign,” the envoy told Reuters on Monday. “Soon.” The deal, she said, was “done.”"
    reading = read(text)
    for statement in reading.statements:
        assert statement.evidence
        assert all(e.quote == e.span.of(text) and e.quote for e in statement.evidence)
        assert 0 <= statement.confidence <= 1


def test_reading_twice_gives_the_same(read: Read) -> None:
    text = "“We will sign,” the envoy told Reuters on Monday. The deal, she said, was “done.”"
    assert read(text).statements == read(text).statements


def test_long_speech_is_no_single_statement(read: Read) -> None:
    text = "The envoy said: “" + "We met the minister again and spoke of the pact for an hour. " * 200 + "”"
    for statement in read(text).statements:
        assert sum(c.end - c.start for c in statement.content) <= len(text) / 2


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(["He said ", "that ", "“", "”", '"', "we agree", ", ", ". ", "\n\n", "‘", "’"]), max_size=14
    ).map("".join)
)
def test_odd_marks_never_break_reading(read: Read, text: str) -> None:
    for statement in read(text).statements:
        assert all(0 <= c.start < c.end <= len(text) for c in statement.content)


class _Role:
    """A span as an encoder gives it."""

    def __init__(self, text: str, words: str, role: str, cue: int | None = None) -> None:
        self.start = text.index(words)
        self.end = self.start + len(words)
        self.role, self.score, self.cue, self.cue_score = role, 0.95, cue, 0.9


def test_statements_from_an_encoders_spans(nlp: Any, lexicon: Any) -> None:
    from memcon.model.article import Article, text_sha256
    from memcon.read.blocks import find_blocks
    from memcon.read.page import Page
    from memcon.read.parse import parse
    from memcon.read.quotes import find_quotations
    from memcon.read.sentences import find_sentences
    from memcon.read.statements import find_statements

    text = "“We will sign,” the envoy murmured to the press."
    article = Article(id="a", text=text, sha256=text_sha256(text))
    blocks = find_blocks(article, lexicon)
    page = Page(article=article, lexicon=lexicon, doc=parse(nlp, [(text, blocks)])[0], blocks=blocks)
    page = replace(page, quotations=find_quotations(text, blocks))
    page = replace(page, sentences=find_sentences(page))
    roles = (
        _Role(text, "“We will sign,”", "content", 2),
        _Role(text, "the envoy", "source", 2),
        _Role(text, "murmured", "cue"),
    )
    (only,) = find_statements(replace(page, roles=roles, reader="fast"))
    assert parts(only, text) == ("the envoy", ["murmured"], ["We will sign,"])
    assert only.mode == "direct"
    assert only.reader == "fast"


def test_a_source_serves_the_cues_of_one_sentence(nlp: Any, lexicon: Any) -> None:
    text = "The envoy rejected the plan and vowed to leave the talks."
    found = _from_roles(
        nlp, lexicon, text, [("The envoy", "source", 1), ("rejected", "cue", None), ("the plan", "content", 1),
                             ("vowed", "cue", None), ("to leave the talks", "content", 3)],
    )  # fmt: skip
    assert [parts(s, text) for s in found] == [
        ("The envoy", ["rejected"], ["the plan"]),
        ("The envoy", ["vowed"], ["to leave the talks"]),
    ]


def test_plain_later_sentences_stand_apart(nlp: Any, lexicon: Any) -> None:
    text = "The envoy pointed to the delay. Trade between the two had stopped in May."
    found = _from_roles(
        nlp, lexicon, text, [("The envoy", "source", 1), ("pointed to", "cue", None), ("the delay", "content", 1),
                             ("Trade between the two had stopped in May", "content", 1)],
    )  # fmt: skip
    assert [len(s.content) for s in found] == [1, 1]


def test_a_name_behind_a_quotation_speaks_it(nlp: Any, lexicon: Any) -> None:
    text = "“We never had a plan for this.” — Ann Day\n\nNobody else was asked about it on Monday."
    found = _from_roles(
        nlp, lexicon, text, [("“We never had a plan for this.”", "content", None), ("Ann Day", "source", None)]
    )
    assert [(s.speaker.name, s.mode) for s in found] == [("Ann Day", "direct")]


def test_the_rules_take_a_quotation_that_the_encoder_passed_over(nlp: Any, lexicon: Any) -> None:
    text = "“We aim to build the road,” Ann Day told Omar Haddad, calling the ties good."
    found = _from_roles(nlp, lexicon, text, [("calling", "cue", None), ("the ties good", "content", 0)])
    assert {parts(s, text)[2][0]: s.reader for s in found} == {
        "We aim to build the road,": "rules",
        "the ties good": "fast",
    }


def _from_roles(nlp: Any, lexicon: Any, text: str, marked: list[tuple[str, str, int | None]]) -> list[Any]:
    from memcon.encoder.values import RoleSpan
    from memcon.model.article import Article, text_sha256
    from memcon.read.mentions import find_mentions
    from memcon.read.reader import Reader
    from memcon.read.statements import find_statements

    article = Article(id="a", text=text, sha256=text_sha256(text), published="2023-05-04", language="en")
    (page,) = Reader(nlp=nlp, lexicon=lexicon)._pages([article])
    roles = tuple(
        RoleSpan(start=text.index(w), end=text.index(w) + len(w), role=role, score=0.95, cue=cue, cue_score=0.9)
        for w, role, cue in marked
    )
    actors, mentions = find_mentions(page)
    return list(find_statements(replace(page, roles=roles, reader="fast", actors=actors, mentions=mentions)))
