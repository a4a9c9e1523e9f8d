"""Digests by hand: an article's text with its contacts and statements, without reading it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from memcon.model.actor import Actor, Party
from memcon.model.article import Article, text_sha256
from memcon.model.digest import Digest
from memcon.model.reading import Ask, Event, Place, Sentence, Statement
from memcon.model.span import Evidence, Span
from memcon.model.when import UNDATED, When, from_edtf

PERSONS = {
    "roos": Actor(id="ana-roos", name="Ana Roos", kind="person", state="EST"),
    "lie": Actor(id="lars-lie", name="Lars Lie", kind="person", state="NOR"),
    "dahl": Actor(id="ida-dahl", name="Ida Dahl", kind="person", state="NOR"),
    "tamm": Actor(id="juri-tamm", name="Juri Tamm", kind="person", state="EST"),
    "EST": Actor(id="EST", name="Estonia", kind="state", state="EST"),
    "NOR": Actor(id="NOR", name="Norway", kind="state", state="NOR"),
    "FIN": Actor(id="FIN", name="Finland", kind="state", state="FIN"),
}
_SENTENCE = re.compile(r"[^.!?]+[.!?]+[\"”]?")


def _span(text: str, part: str) -> Span:
    start = text.index(part)
    return Span(start, start + len(part))


class Telling:
    """An article being made: `contact` and `said` add lines, `digest` gives it."""

    def __init__(self, name: str, text: str, published: str | None, **fields: Any) -> None:
        self.article = Article(id=name, text=text, sha256=text_sha256(text), published=published, **fields)
        found = [Span(m.start(), m.end()) for m in _SENTENCE.finditer(text[:9999])]
        self.sentences = tuple(Sentence(span=s) for s in found) or (Sentence(span=Span(0, len(text))),)
        self.events: list[Event] = []
        self.statements: list[Statement] = []
        self.asks: list[Ask] = []

    def _around(self, span: Span) -> tuple[Evidence, ...]:
        sentence = next((s.span for s in self.sentences if s.span.start <= span.start < s.span.end), span)
        return (Evidence(article=self.article.id, span=sentence, quote=sentence.of(self.article.text)),)

    def contact(
        self, trigger: str, kind: str, who: Sequence[str], when: str | When | None = None, **fields: Any
    ) -> Telling:
        """A contact of `who` (keys of PERSONS) at the words `trigger`."""
        span = _span(self.article.text, trigger)
        day = from_edtf(when, basis="stated") if isinstance(when, str) else when or UNDATED
        place = fields.pop("place", None)
        ids = [PERSONS[one].id for one in who]
        fields = {"type": "CONSULT", "confidence": 0.8, "encounter_status": "held", **fields}
        self.events.append(
            Event(
                id=f"ev-{self.article.id}-{len(self.events)}",
                article=self.article.id,
                source=(ids[0],),
                target=tuple(ids[1:]),
                trigger=span,
                encounter_kind=kind,  # type: ignore[arg-type]
                when=day,
                place=Place(name=place[0], state=place[1]) if place else None,
                evidence=self._around(span),
                **fields,
            )
        )
        return self

    def said(self, who: str, content: str, **fields: Any) -> Telling:
        """A statement of one of PERSONS."""
        span = _span(self.article.text, content)
        fields = {"confidence": 0.9, **fields}
        self.statements.append(
            Statement(
                id=f"s-{self.article.id}-{len(self.statements)}",
                article=self.article.id,
                speaker=Party(actor=PERSONS[who].id, name=PERSONS[who].name),
                content=(span,),
                evidence=self._around(span),
                **fields,
            )
        )
        return self

    def asked(self, asker: str, asked: str, what: str) -> Telling:
        """An ask of one of PERSONS to another."""
        self.asks.append(
            Ask(
                id=f"ask-{self.article.id}-{len(self.asks)}",
                article=self.article.id,
                asker=(PERSONS[asker].id,),
                asked=(PERSONS[asked].id,),
                what=what,
                confidence=0.8,
                evidence=self._around(_span(self.article.text, what)),
            )
        )
        return self

    @property
    def digest(self) -> Digest:
        """The digest so far."""
        return Digest(
            article=self.article,
            sentences=self.sentences,
            actors=tuple(PERSONS.values()),
            statements=tuple(self.statements),
            events=tuple(self.events),
            asks=tuple(self.asks),
        )


@pytest.fixture(scope="session")
def tell() -> Callable[..., Telling]:
    """`tell(name, text, published)` starts an article by hand."""

    def start(name: str, text: str, published: str | None = "2023-05-06", **fields: Any) -> Telling:
        return Telling(name, text, published, **fields)

    return start
