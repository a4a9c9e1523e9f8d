"""The encoder asked a second time, about pieces of a text it has read: what somebody says as a text of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from memcon.encoder.values import EncoderInput, RoleSpan

if TYPE_CHECKING:
    from memcon.encoder.encoder import Encoder

_JOINT = " "


@dataclass(frozen=True, slots=True)
class Again:
    """Asks `encoder` for the roles within pieces of `text`."""

    encoder: Encoder
    text: str

    def roles(self, asked: Sequence[Sequence[tuple[int, int]]]) -> list[tuple[RoleSpan, ...]]:
        """For each list of pieces (half-open, in order), read as one sentence, its role spans at their places in the
        text; a span over a joint of two pieces comes as one span a piece, sources as the longest of them."""
        texts = [_JOINT.join(self.text[start:end] for start, end in pieces) for pieces in asked]
        found = self.encoder.roles([EncoderInput(text=text, sentences=[(0, len(text))]) for text in texts])
        return [_placed(reading.spans, pieces) for reading, pieces in zip(found, asked, strict=True)]


def _placed(spans: Sequence[RoleSpan], pieces: Sequence[tuple[int, int]]) -> tuple[RoleSpan, ...]:
    parts = [_parts(span, pieces) for span in spans]
    first = []
    count = 0
    for group in parts:
        first.append(count)
        count += len(group)
    return tuple(
        replace(part, cue=first[part.cue] if part.cue is not None else None) for group in parts for part in group
    )


def _parts(span: RoleSpan, pieces: Sequence[tuple[int, int]]) -> list[RoleSpan]:
    found = []
    offset = 0
    for start, end in pieces:
        low, high = max(span.start, offset), min(span.end, offset + end - start)
        if low < high:
            found.append(replace(span, start=start + low - offset, end=start + high - offset))
        offset += end - start + len(_JOINT)
    if span.role != "content" and len(found) > 1:
        return [max(found, key=lambda s: (s.end - s.start, -s.start))]
    return found
