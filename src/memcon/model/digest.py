"""What linking needs of a reading: all but its mentions."""

from __future__ import annotations

from dataclasses import dataclass

from memcon.model.actor import Actor
from memcon.model.article import Article
from memcon.model.reading import (
    Ask,
    Block,
    Event,
    Forecast,
    Reading,
    ReportedDifference,
    Sentence,
    Statement,
    Time,
)
from memcon.model.span import Evidence, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """One read article as linking takes it; rejected and corrected lines are already so in it.

    `reworded` is the probability (0..1) that a machine reworded it, None where nobody has looked.
    """

    article: Article
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    times: tuple[Time, ...] = ()
    actors: tuple[Actor, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    asks: tuple[Ask, ...] = ()
    forecasts: tuple[Forecast, ...] = ()
    reported_differences: tuple[ReportedDifference, ...] = ()
    reworded: float | None = None

    @property
    def opinion(self) -> float:
        """Share (0..1) of the body's characters that stand in opinion sentences."""
        sizes = [(s.span.end - s.span.start, s.voice == "opinion") for s in self.sentences]
        total = sum(size for size, _ in sizes)
        return round(sum(size for size, opinion in sizes if opinion) / total, 4) if total else 0.0

    def evidence(self, *spans: Span) -> tuple[Evidence, ...]:
        """Evidence rows for spans of this article."""
        return tuple(Evidence(article=self.article.id, span=span, quote=span.of(self.article.text)) for span in spans)


def digest_of(reading: Reading) -> Digest:
    """The part of a reading that linking uses."""
    return Digest(
        article=reading.article,
        blocks=reading.blocks,
        sentences=reading.sentences,
        times=reading.times,
        actors=reading.actors,
        statements=reading.statements,
        events=reading.events,
        asks=reading.asks,
        forecasts=reading.forecasts,
        reported_differences=reading.reported_differences,
        reworded=reading.reworded,
    )
