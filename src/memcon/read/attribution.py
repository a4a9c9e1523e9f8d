"""The type that all ways of finding reported speech share: source, cue and content, not yet resolved."""

from __future__ import annotations

from dataclasses import dataclass

from memcon.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Somebody's words as the text reports them: the phrase that names the source, the cue, the content.

    `head` is the token index of the cue's main word, `speaker` of the source's; None where there is none.
    `pattern` says what found it: clause, infinitive, object, about, quote, according, noun, adjective, turn,
    fragment, issuer, roles. `kind` is the cue's class (say, write, ask, think, know, want, plan, feel, see,
    show, decree), `strength` how often such a cue with such a complement reports, `score` the encoder's own
    certainty (None: rules). `lent`: the source is another cue's or the parse's, not one marked for this cue.
    `hosts` are the tokens of those who hand the words on, outermost first ("Interfax quoted …", "heard from …").
    `certainty`: how sure the encoder is of source, cue, contents, and that they belong together.
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    pattern: str
    kind: str = "say"
    strength: float = 0.5
    head: int | None = None
    speaker: int | None = None
    score: float | None = None
    lent: bool = False
    hosts: tuple[int, ...] = ()
    certainty: tuple[float, float, float, float] | None = None

    @property
    def start(self) -> int:
        """Where its first part begins."""
        return min(span.start for span in self.parts)

    @property
    def parts(self) -> tuple[Span, ...]:
        """All its spans: source, cue, contents."""
        return tuple(span for span in (self.source, self.cue, *self.content) if span is not None)
