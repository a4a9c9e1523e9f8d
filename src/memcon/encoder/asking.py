"""The votes of single sentences, run when somebody asks about them: few sentences tell of an act between two sides."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from memcon.encoder.readouts import Votes, has_head
from memcon.encoder.values import EncoderInput

if TYPE_CHECKING:
    from memcon.encoder.encoder import Encoder


@dataclass(frozen=True, slots=True)
class Asking:
    """Asks the heads of `encoder` about sentences of `text`; what was asked once is kept.

    Each sentence is run by itself, as the heads were trained, so that its votes hang on nothing beside it.
    """

    encoder: Encoder
    text: str
    known: dict[tuple[int, int], Votes | None] = field(default_factory=dict, compare=False, repr=False)

    def knows(self, head: str) -> bool:
        """Whether the model has a head of this name: without one no sentence need be run for it."""
        return has_head(self.encoder.readouts, head)

    def of(self, sentence: tuple[int, int]) -> Votes | None:
        """The votes of the pieces of this half-open span of the text; None from a model without heads."""
        if sentence not in self.known:
            start, end = sentence
            alone = EncoderInput(text=self.text[start:end], sentences=[(0, end - start)])
            (votes,) = self.encoder.votes([alone])
            self.known[sentence] = votes and replace(votes, start=votes.start + start, end=votes.end + start)
        return self.known[sentence]
