"""Sources and contents find their cue by the vectors of the window they stand in."""

from __future__ import annotations

import numpy as np

from memcon.encoder.joining import Seen, join_cues
from memcon.encoder.spans import Run
from memcon.encoder.values import Role
from memcon.encoder.windows import Window


def run(role: Role, word: int) -> Run:
    return Run(role=role, first=word, last=word, start=10 * word, end=10 * word + 5)


def window(start: int, end: int, vectors: list[list[float]]) -> Seen:
    return Seen(
        window=Window(start=start, end=end, core_start=start, core_end=end),
        vectors=np.array(vectors, dtype=np.float32),
    )


ASKS, ANSWERS, SILENT = [5.0, 0.0], [0.0, 5.0], [0.0, 0.0]


def test_a_content_takes_the_cue_that_answers_not_the_nearest() -> None:
    found = [run("cue", 0), run("cue", 1), run("content", 2)]
    seen = [window(0, 3, [ANSWERS, SILENT, ASKS])]
    joins = join_cues(found, np.arange(3), seen)
    assert joins[2][0] == 0
    assert joins[2][1] > 0.9


def test_a_cue_has_no_cue() -> None:
    assert join_cues([run("cue", 0)], np.arange(1), [window(0, 1, [ANSWERS])]) == [(None, 0.0)]


def test_a_cue_of_another_window_is_out_of_sight() -> None:
    found = [run("cue", 0), run("content", 1)]
    seen = [window(0, 1, [ANSWERS]), window(1, 2, [ASKS])]
    assert join_cues(found, np.arange(2), seen)[1] == (None, 0.0)


def test_nothing_gives_nothing() -> None:
    assert join_cues([], np.arange(0), []) == []
