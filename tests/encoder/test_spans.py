"""Labels in, role spans out: near-misses beside hits."""

from __future__ import annotations

import re

import pytest

from memcon.encoder.spans import LABELS, Mending, Run, mend, runs, widen
from memcon.encoder.windows import quoted_spans

LOOSE = Mending(bridge=4, shortest=3)


def run_of(text: str, quote: str, role: str = "content") -> Run:
    start = text.index(quote)
    return Run(role=role, first=0, last=0, start=start, end=start + len(quote))  # type: ignore[arg-type]


def quotes_of(text: str, *labels: str) -> list[tuple[str, str]]:
    words = list(re.finditer(r"\w+|[^\w\s]", text))
    starts, ends = [w.start() for w in words], [w.end() for w in words]
    found = runs([LABELS.index(label) for label in labels], starts, ends, first=0)
    return [(run.role, text[run.start : run.end]) for run in found]


def test_runs_end_where_the_role_or_the_statement_changes() -> None:
    labels = ("B-source", "I-source", "B-cue", "B-content", "I-content", "B-content")
    found = quotes_of("The minister says talks resume tomorrow", *labels)
    assert found == [
        ("source", "The minister"),
        ("cue", "says"),
        ("content", "talks resume"),
        ("content", "tomorrow"),
    ]


def test_nothing_labelled_gives_nothing() -> None:
    assert quotes_of("Talks resume", "O", "O") == []
    assert quotes_of("") == []


@pytest.mark.parametrize(
    ("text", "second", "mended"),
    [
        ("talks, or resume", "resume", ["talks", "resume"]),
        ("talks a resume", "resume", ["talks a resume"]),
        ("talks” resume", "resume", ["talks", "resume"]),
        ("talks\nresume", "resume", ["talks", "resume"]),
    ],
)
def test_short_gaps_are_bridged_but_not_across_marks_or_lines(text: str, second: str, mended: list[str]) -> None:
    found = mend([run_of(text, "talks"), run_of(text, second)], text, [], LOOSE)
    assert [text[run.start : run.end] for run in found] == mended


def test_another_role_between_keeps_contents_apart() -> None:
    text = "yes he no"
    found = [run_of(text, "yes"), run_of(text, "he", "source"), run_of(text, "no")]
    assert [run.role for run in mend(found, text, [], Mending(bridge=9, shortest=1))] == [
        "content",
        "source",
        "content",
    ]


def test_contents_that_are_too_short_are_dropped_but_no_short_source() -> None:
    text = "he: ok"
    found = mend([run_of(text, "he", "source"), run_of(text, "ok")], text, [], LOOSE)
    assert [run.role for run in found] == ["source"]


@pytest.mark.parametrize(
    ("text", "content", "widened"),
    [
        ("She said: “We agree.” Then", "We agree", "“We agree.”"),
        ('"We agree," she said', "We agree", '"We agree,"'),
        ("that the “plan” works", "that the “plan” works", "that the “plan” works"),
        ("that they “agree.” Then", "that they “agree", "that they “agree.”"),
        ("He quoted “We agree on that” twice", "agree", "agree"),
        ("An unclosed “We agree", "We agree", "“We agree"),
        ('An unclosed "We agree', "We agree", "We agree"),
    ],
)
def test_contents_take_in_the_marks_at_their_edges(text: str, content: str, widened: str) -> None:
    run = widen(run_of(text, content), text, quoted_spans(text))
    assert text[run.start : run.end] == widened
