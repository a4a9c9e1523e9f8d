"""What goes into the encoder and what comes out of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from memcon.encoder.readouts import Votes

Role = Literal["source", "cue", "content"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EncoderInput:
    """One text and the sentences of it to be read: half-open code point spans, in order.

    What no sentence covers (furniture) is not seen by the encoder.
    """

    text: str
    sentences: Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class RoleSpan:
    """`[start, end)` of the text plays `role` in somebody's statement.

    `score` (0 to 1) is how likely it touches a span that a trained person would mark with this role;
    `cue` is the index, in the same reading, of the cue that a source or content most likely goes
    with (None: no cue is near, or this is one), and `cue_score` how sure that choice is among the
    cues near.
    """

    start: int
    end: int
    role: Role
    score: float
    cue: int | None = None
    cue_score: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleReading:
    """The role spans of one text in text order, and for each sentence how likely it is opinion.

    `votes` is what the heads for types and feelings are asked through; None where the model has none.
    """

    spans: tuple[RoleSpan, ...]
    opinion: tuple[float, ...]
    votes: Votes | None = None
