"""Who speaks each quotation, by the verb of saying beside it: the token of that verb's subject.

`"We are late," Dvorak said. "The others are later."` yields the token `Dvorak` for both quotations.
"""

from __future__ import annotations

from memcon.read.noun_phrases import SPEECH, Grid


def speaker_tokens(grid: Grid) -> dict[int, int]:
    """For each quotation with a speech verb beside it, the token of that verb's subject."""
    ends: dict[int, tuple[int, int]] = {}
    for index, number in enumerate(grid.quoted):
        if number >= 0:
            first, _ = ends.get(number, (index, index))
            ends[number] = (first, index)
    found: dict[int, int] = {}
    last_speaker: int | None = None
    for number in sorted(ends, key=lambda number: ends[number]):
        first, last = ends[number]
        subject = _cue_after(grid, last) or _cue_before(grid, first)
        if subject is not None:
            found[number] = subject
            last_speaker = subject
        elif last_speaker is not None and _same_paragraph(grid, last_speaker, first):
            found[number] = last_speaker
        else:
            last_speaker = None
    return found


def _same_paragraph(grid: Grid, left: int, right: int) -> bool:
    """Whether no line break stands between two tokens."""
    return left < right and not any("\n" in grid.words[index] for index in range(left, right))


def _cue_after(grid: Grid, last: int) -> int | None:
    for index in range(last + 1, min(last + 16, len(grid))):
        if grid.quoted[index] >= 0 or "\n" in grid.words[index]:
            break
        if grid.lemmas[index] in SPEECH and grid.tags[index].startswith("V"):
            for child in grid.children[index]:
                if grid.deps[child] == "nsubj" and grid.quoted[child] < 0 and child > last:
                    return child
            for child in (index - 1, index + 1):
                if 0 <= child < len(grid) and grid.tags[child] in ("NNP", "PRP") and grid.quoted[child] < 0:
                    return child
        if grid.words[index] in (".", ";") and index > last + 2:
            break
    return None


def _cue_before(grid: Grid, first: int) -> int | None:
    sentence = grid.sentence[first]
    for index in range(first - 1, max(-1, first - 30), -1):
        if grid.sentence[index] != sentence and grid.words[index] not in (":", "“", '"', ","):
            break
        if grid.lemmas[index] in SPEECH and grid.tags[index].startswith("V") and grid.quoted[index] < 0:
            subject = grid.subject_of(index)
            if subject is not None and grid.quoted[subject] < 0:
                return subject
    return None
