"""The article while it is being read: the parse, and the annotations found so far."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from memcon.encoder.again import Again
from memcon.encoder.asking import Asking
from memcon.lexicon.lexicon import Lexicon
from memcon.model.actor import Actor, Mention
from memcon.model.article import Article
from memcon.model.reading import Block, Event, Sentence, Statement, Time
from memcon.model.span import Evidence, Span
from memcon.read.span_index import SpanIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A passage between quotation marks: `outer` with its marks, `inner` without.

    `closed` False: the mark was never closed and the end is where the paragraph ends. `depth` 0 is outermost.
    `scare` True: a term or title in marks, not somebody's sentence. `continues` True: the speech goes on
    in the next paragraph's quotation.
    """

    outer: Span
    inner: Span
    depth: int = 0
    closed: bool = True
    scare: bool = False
    continues: bool = False


@dataclass(frozen=True)
class Page:
    """An article with its parse; each reading step takes a Page and returns one new annotation.

    `doc` is one spaCy Doc over the whole text: `token.idx` is the offset in `article.text`. `roles` are
    the encoder's source/cue/content spans, empty when only rules read; `reader` names what gave them;
    `votes` asks the encoder's other heads (types of acts), `again` asks for roles within a piece of the text; None
    where there is no encoder. `kept` holds what hangs on the parse alone, over all the copies of a page.
    """

    article: Article
    lexicon: Lexicon
    doc: Doc
    blocks: tuple[Block, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[Time, ...] = ()
    roles: tuple[Any, ...] = ()
    reader: str = "rules"
    votes: Asking | None = None
    again: Again | None = None
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    kept: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def text(self) -> str:
        """The article's text as given."""
        return self.article.text

    @property
    def words(self) -> list[Token]:
        """All tokens, in order: made once an article, as each walk over `doc` makes every token anew."""
        found: list[Token] | None = self.kept.get("words")
        if found is None:
            found = self.kept["words"] = list(self.doc)
        return found

    @property
    def parts(self) -> list[DocSpan]:
        """The sentences of the parse, in order; made once an article."""
        found: list[DocSpan] | None = self.kept.get("parts")
        if found is None:
            found = self.kept["parts"] = list(self.doc.sents)
        return found

    @property
    def _token_starts(self) -> list[int]:
        found: list[int] | None = self.kept.get("starts")
        if found is None:
            found = self.kept["starts"] = [token.idx for token in self.words]
        return found

    @cached_property
    def _mention_starts(self) -> list[int]:
        return [mention.span.start for mention in self.mentions]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.span.start for sentence in self.sentences]

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.span.start for block in self.blocks]

    @cached_property
    def _outer_quotations(self) -> tuple[tuple[Quotation, ...], SpanIndex]:
        outer = tuple(q for q in self.quotations if q.depth == 0)
        return outer, SpanIndex(q.outer for q in outer)

    def quotations_at(self, span: Span) -> list[Quotation]:
        """The outermost quotations that share a character with `span`, in order."""
        outer, index = self._outer_quotations
        return [outer[i] for i in index.meeting(span)]

    @cached_property
    def actor_of(self) -> dict[str, Actor]:
        """Actors by id."""
        return {actor.id: actor for actor in self.actors}

    def token_at(self, offset: int) -> Token:
        """The token that covers the character at `offset` (or the last one before it)."""
        return self.words[max(0, bisect_right(self._token_starts, offset) - 1)]

    def tokens(self, span: Span) -> list[Token]:
        """The tokens that lie in `span`, in order; white space left out."""
        starts, words = self._token_starts, self.words
        first = max(0, bisect_right(starts, span.start) - 1)
        if first < len(words) and starts[first] + len(words[first]) <= span.start:
            first += 1
        return [token for token in words[first : bisect_left(starts, span.end)] if not token.is_space]

    def sentence_before(self, offset: int) -> Sentence | None:
        """The sentence right before the one that covers `offset`, None where a blank line or nothing is between."""
        home = self.sentence_at(offset)
        last = self.sentence_at(home.span.start - 2) if home is not None and home.span.start > 1 else None
        if home is None or last is None or "\n\n" in self.text[last.span.end - 1 : home.span.start + 1]:
            return None
        return last

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that covers `offset`, None outside all sentences (furniture, white space)."""
        index = bisect_right(self._sentence_starts, offset) - 1
        if index < 0:
            return None
        sentence = self.sentences[index]
        return sentence if offset < sentence.span.end else None

    def block_at(self, offset: int) -> Block | None:
        """The block that covers `offset`."""
        index = bisect_right(self._block_starts, offset) - 1
        if index < 0:
            return None
        block = self.blocks[index]
        return block if offset < block.span.end else None

    def readable(self, offset: int) -> bool:
        """Whether lines may be drawn from this character: not furniture, caption, byline or heading."""
        block = self.block_at(offset)
        return block is None or block.kind in ("body", "quoted")

    def attributable(self, offset: int) -> bool:
        """Whether somebody's words may be told at this character: as `readable`, and in headings."""
        block = self.block_at(offset)
        return block is None or block.kind in ("body", "quoted", "heading")

    def mentions_in(self, span: Span) -> list[Mention]:
        """Mentions that lie wholly inside `span`, in order of start."""
        index = bisect_right(self._mention_starts, span.start - 1)
        found = []
        for mention in self.mentions[index:]:
            if mention.span.start >= span.end:
                break
            if mention.span.end <= span.end:
                found.append(mention)
        return found

    def mention_of(self, token: Token) -> Mention | None:
        """The longest mention that covers a token and has it as its head, or else covers it; None if there is none."""
        offset = token.idx
        index = bisect_right(self._mention_starts, offset)
        best: Mention | None = None
        for mention in self.mentions[max(0, index - 12) : index]:
            if mention.span.start <= offset < mention.span.end and (
                best is None or len_of(mention.span) > len_of(best.span)
            ):
                best = mention
        return best

    def statement_at(self, offset: int) -> Statement | None:
        """The innermost statement whose content covers `offset`."""
        best: Statement | None = None
        size = 1 << 60
        for statement in self.statements:
            for span in statement.content:
                if span.start <= offset < span.end and len_of(span) < size:
                    best, size = statement, len_of(span)
        return best

    def evidence(self, *spans: Span) -> tuple[Evidence, ...]:
        """Evidence rows for the given spans of this article."""
        return tuple(Evidence(article=self.article.id, span=span, quote=span.of(self.text)) for span in spans)


def len_of(span: Span) -> int:
    """Number of code points in a span."""
    return span.end - span.start


def span_of(first: Token, last: Token | None = None) -> Span:
    """The span from the start of one token to the end of another (itself by default)."""
    last = last or first
    return Span(first.idx, last.idx + len(last))
