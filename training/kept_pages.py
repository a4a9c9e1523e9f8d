"""Pages as they are when events are looked for, kept on disk: what is fitted to events need not parse them again.

Parses take most of the time of a fit and do not hang on the heads that are fitted. A kept page has everything but its
lexicon and its votes; both are given back with the body at work.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from spacy.tokens import DocBin

from memcon.encoder import load
from memcon.encoder.asking import Asking
from memcon.ingest import Settings, make_reader
from memcon.model.article import Article
from memcon.read.mentions import find_mentions
from memcon.read.page import Page
from memcon.read.reader import BATCH, Reader
from memcon.read.statements import find_statements
from memcon.read.subjects import with_subjects
from memcon.read.times import find_times
from memcon.read.witnesses import cited_outlets


def reader_with(folder: Path | None) -> Reader:
    """The fast reader; its heads those of the body in `folder`, of the shipped one where none is given."""
    reader = make_reader(Settings(reader="fast"))
    return replace(reader, meaning=load("meaning", folder=folder)) if folder else reader


def pages_before_events(reader: Reader, articles: Sequence[Article]) -> Iterator[Page]:
    """The pages of articles with their times, mentions, actors and statements, in order."""
    for place in range(0, len(articles), BATCH):
        for page in reader._encoded(list(reader._pages(list(articles[place : place + BATCH])))):
            page = replace(page, times=find_times(page))
            actors, mentions = find_mentions(page)
            page = replace(page, actors=actors, mentions=mentions)
            page = replace(page, statements=find_statements(page))
            page = replace(page, statements=with_subjects(page))
            yield replace(page, actors=cited_outlets(page))


def kept_pages(reader: Reader, articles: Sequence[Article], path: Path | None) -> Iterator[Page]:
    """The same, from the file at `path` where it is, else written there (None: neither)."""
    if path is None:
        yield from pages_before_events(reader, articles)
        return
    if not path.is_file():
        held, docs = [], DocBin(store_user_data=True)
        for page in pages_before_events(reader, articles):
            docs.add(page.doc)
            held.append(replace(page, doc=_NOTHING, votes=None, again=None, lexicon=_NOTHING, kept={}))
        path.write_bytes(pickle.dumps((docs.to_bytes(), held)))
    content, pages = pickle.loads(path.read_bytes())
    for page, doc in zip(pages, DocBin().from_bytes(content).get_docs(reader.nlp.vocab), strict=True):
        votes = Asking(reader.meaning, page.text) if reader.meaning else None
        held = {name: vars(page)[name] for name in KEPT}
        yield Page(**held, doc=doc, lexicon=reader.lexicon, votes=votes)


KEPT = ("article", "blocks", "quotations", "sentences", "actors", "mentions", "times", "roles", "reader", "statements")
_NOTHING: Any = None
