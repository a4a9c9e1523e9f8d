"""The parse as plain lists, and where noun phrases begin and end.

`The senior Russian diplomat in Geneva said ...` has the head `diplomat`; its phrase begins at `The` and, without
what follows the head, ends behind it.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc

from memcon.model.span import Span
from memcon.read.page import Page

# Dependents that stand left of a noun and belong to its phrase (labels of spaCy's English models).
LEFT = frozenset("det amod compound nmod poss nummod predet quantmod npadvmod advmod case neg punct".split())
SPEECH = frozenset(
    """say tell add note state declare claim insist argue warn explain announce reply respond ask write tweet
    post assert stress emphasise emphasize reiterate remark comment observe admit acknowledge concede
    promise vow pledge urge complain recall continue conclude suggest quip joke tout boast caution lament
    affirm reaffirm confirm predict believe think hope deny report quote cite describe call recount agree
    testify answer allege charge""".split()
)
# Bounds the work on text that is no text.
MOST = 64
# A name's phrase does not reach across these.
_BARRIERS = frozenset('“”"«»„()[]—–:;…{}')
_OPENING = frozenset(("will", "may", "can", "did", "does", "is", "was", "no", "has"))
SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj"))


@dataclass(frozen=True)
class Grid:
    """One item a token: words, lower forms, fine tags, dependency labels, lemmas, heads, entity labels, sentences.

    `sentence` is the number of the sentence a token stands in, -1 outside all; `quoted` the number of the
    innermost quotation that is somebody's speech, -1 outside; `live` whether the token may yield a mention.
    """

    doc: Doc
    text: str
    words: list[str]
    lower: list[str]
    tags: list[str]
    deps: list[str]
    lemmas: list[str]
    heads: list[int]
    labels: list[str]
    starts: list[int]
    sentence: list[int]
    quoted: list[int]
    live: list[bool]

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def children(self) -> list[list[int]]:
        """Dependents of each token, in order; at most 64 of one, which only text that is no text has more of."""
        found: list[list[int]] = [[] for _ in self.words]
        for index, head in enumerate(self.heads):
            if head != index and len(found[head]) < MOST:
                found[head].append(index)
        return found

    @cached_property
    def titled(self) -> list[bool]:
        """Whether a token stands in a line of title case, where capitals tell nothing ("Talks Face New Delay")."""
        found = [False] * len(self.words)
        begin = 0
        for index in range(len(self.words) + 1):
            if index < len(self.words) and "\n" not in self.words[index]:
                continue
            long = [word for word in self.words[begin:index] if len(word) > 3 and word.isalpha()]
            capital = sum(word[0].isupper() for word in long)
            ends = index > begin and self.words[index - 1] in (".", "!", "?", "”", '"', ":", ";", ",")
            enough = (5, 1.0) if ends else (4, 0.75)
            if enough[0] <= len(long) < 30 and capital >= enough[1] * len(long):
                found[begin:index] = [True] * (index - begin)
            begin = index + 1
        return found

    def span(self, first: int, end: int) -> Span:
        """The characters of tokens `first`..`end - 1`."""
        return Span(self.starts[first], self.starts[end - 1] + len(self.words[end - 1]))

    def phrase(self, first: int, end: int) -> str:
        """Tokens as one line of text, white space brought to single blanks."""
        return " ".join(self.span(first, end).of(self.text).split())

    def root_of(self, first: int, end: int) -> int:
        """The token of a range whose head lies outside it; the last one if there are several."""
        for index in range(end - 1, first - 1, -1):
            head = self.heads[index]
            if (head < first or head >= end or head == index) and self.deps[index] not in ("case", "punct"):
                return index
        return end - 1

    def phrase_start(self, head: int) -> int:
        """The first token of the noun phrase whose head is given."""
        first = head
        sentence = self.sentence[head]
        for child in self.children[head]:
            if child >= head:
                break
            if self.deps[child] not in LEFT:
                continue
            edge = self.doc[child].left_edge.i
            if edge < first and self.sentence[edge] == sentence:
                first = edge
        for index in range(head - 1, first - 1, -1):
            if self.words[index] in _BARRIERS:
                first = index + 1
                break
        if first < head and self.lower[first] in _OPENING:
            first += 1
        while first < head and (
            self.deps[first] in ("punct", "advmod", "cc", "neg", "preconj") or not self.words[first].strip()
        ):
            if self.deps[first] == "punct" and self.words[first] in ("$", "#"):
                break
            first += 1
        return first

    def clause_of(self, index: int) -> int:
        """The verb (or root) whose clause a token stands in."""
        for _ in range(40):
            head = self.heads[index]
            if head == index:
                return index
            if self.tags[head].startswith("V") or self.deps[head] in (
                "ROOT",
                "ccomp",
                "advcl",
                "relcl",
                "xcomp",
                "conj",
            ):
                if self.tags[head][:1] in ("V", "M"):
                    return head
                if self.deps[head] == "ROOT":
                    return head
            index = head
        return index

    def _controller(self, verb: int) -> int | None:
        """The object that acts in an infinitive: Novak in `asked Novak to leave`."""
        above = self.heads[verb]
        if self.lemmas[above] in ("promise", "threaten"):
            return None
        return next((c for c in self.children[above] if self.deps[c] in ("dobj", "dative") and c < verb), None)

    def subject_of(self, verb: int) -> int | None:
        """The subject of a verb: its own, or that of the verb it is joined to or controlled by."""
        for _ in range(6):
            for child in self.children[verb]:
                if self.deps[child] in SUBJECTS:
                    return child
            if self.deps[verb] not in ("conj", "xcomp", "advcl") or self.heads[verb] == verb:
                return None
            if self.deps[verb] == "xcomp" and (person := self._controller(verb)) is not None:
                return person
            verb = self.heads[verb]
        return None


def grid_of(page: Page) -> Grid:
    """The page's parse as lists; only body, headings and quoted passages are live."""
    tokens = list(page.doc)
    words = [token.text for token in tokens]
    starts = [token.idx for token in tokens]
    return Grid(
        doc=page.doc,
        text=page.text,
        words=words,
        lower=[word.lower() for word in words],
        tags=[token.tag_ for token in tokens],
        deps=[token.dep_ for token in tokens],
        lemmas=[token.lemma_.lower() for token in tokens],
        heads=[token.head.i for token in tokens],
        labels=[token.ent_type_ for token in tokens],
        starts=starts,
        sentence=_sentences(page, starts),
        quoted=_quoted(page, starts),
        live=_live(page, words, starts),
    )


def _sentences(page: Page, starts: list[int]) -> list[int]:
    if not page.sentences:
        number, found = -1, []
        for token in page.words:
            number += bool(token.is_sent_start) or number < 0
            found.append(number)
        return found
    firsts = [sentence.span.start for sentence in page.sentences]
    found = []
    for start in starts:
        number = bisect_right(firsts, start) - 1
        found.append(number if number >= 0 and start < page.sentences[number].span.end else -1)
    return found


def _quoted(page: Page, starts: list[int]) -> list[int]:
    found = [-1] * len(starts)
    spoken = sorted(
        (quotation.depth, number) for number, quotation in enumerate(page.quotations) if not quotation.scare
    )
    for _, number in spoken:
        inner = page.quotations[number].inner
        first = bisect_right(starts, inner.start - 1)
        end = bisect_right(starts, inner.end - 1)
        found[first:end] = [number] * (end - first)
    return found


def _live(page: Page, words: list[str], starts: list[int]) -> list[bool]:
    if not page.blocks:
        return [bool(word.strip()) for word in words]
    found = [False] * len(words)
    for block in page.blocks:
        if block.kind in ("body", "quoted", "heading"):
            first = bisect_right(starts, block.span.start - 1)
            end = bisect_right(starts, block.span.end - 1)
            found[first:end] = [True] * (end - first)
    return [live and bool(word.strip()) for live, word in zip(found, words, strict=True)]
