"""Articles to readings: the steps in their order. Pure: no files, no clock, no chance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from memcon.encoder.again import Again
from memcon.encoder.asking import Asking
from memcon.encoder.values import EncoderInput
from memcon.lexicon.lexicon import Lexicon
from memcon.model.article import Article
from memcon.model.reading import Reading, Sentence
from memcon.model.span import Span
from memcon.read.asks import find_asks
from memcon.read.blocks import find_blocks
from memcon.read.contact_reality import only_real
from memcon.read.contacts import complete_contacts
from memcon.read.event_scene import outside_scenes
from memcon.read.events import cited_states, find_events
from memcon.read.forecast_judged import foretelling
from memcon.read.forecast_weight import weighed
from memcon.read.forecasts import find_forecasts
from memcon.read.mentions import find_mentions
from memcon.read.page import Page
from memcon.read.parse import parse
from memcon.read.quotes import find_quotations
from memcon.read.reported import find_reported_differences
from memcon.read.sentences import find_headings, find_sentences
from memcon.read.statements import find_statements
from memcon.read.subjects import with_subjects
from memcon.read.times import find_times
from memcon.read.version import VERSION
from memcon.read.voice import give_voice
from memcon.read.witnesses import cited_outlets

if TYPE_CHECKING:
    from spacy.language import Language

    from memcon.encoder import Encoder


BATCH = 16


@dataclass(frozen=True)
class Reader:
    """Reads articles. `encoder` None: rules alone find the statements.

    `meaning` has the heads that weigh the types of acts; None: the dictionary alone gives them.
    `second` reads once more what somebody says, for reports within it; None: `encoder` does.
    `unfold` False: reports inside somebody's words stay there and only the outermost speaker has a statement.
    """

    nlp: Language
    lexicon: Lexicon
    encoder: Encoder | None = None
    meaning: Encoder | None = None
    second: Encoder | None = None
    unfold: bool = True

    @property
    def version(self) -> str:
        """What wrote the lines: the steps' version, the encoder's and the lexicon's."""
        method = self.encoder.version if self.encoder else "rules"
        method += f"+{self.second.version}" if self.encoder and self.second else ""
        method += f"+{self.meaning.version}" if self.meaning else ""
        return f"{VERSION}/{method}/{self.lexicon.version}"

    def read(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """One reading an article, in order; articles are parsed in batches of 16."""
        articles = iter(articles)
        while batch := list(islice(articles, BATCH)):
            yield from (self._annotate(page) for page in self._encoded(list(self._pages(batch))))

    def _pages(self, batch: list[Article]) -> Iterator[Page]:
        blocks = [find_blocks(article, self.lexicon) for article in batch]
        docs = parse(self.nlp, [(article.text, found) for article, found in zip(batch, blocks, strict=True)])
        for article, found, doc in zip(batch, blocks, docs, strict=True):
            votes = Asking(self.meaning, article.text) if self.meaning else None
            page = Page(article=article, lexicon=self.lexicon, doc=doc, blocks=found, votes=votes)
            page = replace(page, quotations=find_quotations(article.text, found))
            yield replace(page, sentences=find_sentences(page))

    def _encoded(self, pages: list[Page]) -> list[Page]:
        """The pages with an encoder's spans, where there is one."""
        return encoded(self.encoder, pages, second=self.second) if self.encoder else pages

    def _annotate(self, page: Page) -> Reading:
        page = replace(page, times=find_times(page))
        actors, mentions = find_mentions(page)
        page = replace(page, actors=actors, mentions=mentions)
        page = replace(page, statements=find_statements(page, unfold=self.unfold))
        page = replace(page, statements=with_subjects(page))
        page = replace(page, actors=cited_outlets(page))
        events, withheld = find_events(page)
        page = replace(page, events=events, actors=cited_states(page, events))
        page = replace(page, events=only_real(page, outside_scenes(complete_contacts(page), withheld)))
        page = replace(page, actors=cited_states(page, page.events))
        asks = find_asks(page)
        forecasts = weighed(
            find_forecasts(page), page.text, page, page.lexicon, heads=lambda span: foretelling(page, span)
        )
        page = replace(page, sentences=give_voice(page))
        return Reading(
            article=page.article,
            blocks=page.blocks,
            sentences=page.sentences,
            actors=page.actors,
            mentions=page.mentions,
            times=page.times,
            statements=page.statements,
            events=page.events,
            asks=asks,
            forecasts=forecasts,
            reported_differences=find_reported_differences(page),
            withheld=withheld,
            reader=self.version,
        )


def encoded(encoder: Encoder, pages: Sequence[Page], *, second: Encoder | None = None) -> list[Page]:
    """The pages with the encoder's spans and opinion probabilities; `second` (None: `encoder`) is for asking again."""
    lines = [sorted([*(s.span for s in page.sentences), *find_headings(page)]) for page in pages]
    inputs = [EncoderInput(text=page.text, sentences=found) for page, found in zip(pages, lines, strict=True)]
    return [
        replace(
            page,
            roles=found.spans,
            reader=encoder.version,
            again=Again(second or encoder, page.text),
            sentences=_weighed(page, dict(zip(spans, found.opinion, strict=True))),
        )
        for page, spans, found in zip(pages, lines, encoder.roles(inputs), strict=True)
    ]


def _weighed(page: Page, opinion: Mapping[Span, float]) -> tuple[Sentence, ...]:
    """The sentences with how likely each is opinion."""
    return tuple(replace(sentence, opinion=round(opinion[sentence.span], 4)) for sentence in page.sentences)
