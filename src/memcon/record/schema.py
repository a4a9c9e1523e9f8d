"""The tables of a record, in SQLAlchemy Core; every column is documented, and docs/record.md is made of this.

SQLite: STRICT tables, foreign keys, WAL. Nothing here is special to SQLite but the full-text index
(`search.py`), so that another database can follow without a second set of queries.
"""

from __future__ import annotations

from sqlalchemy import (
    REAL,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
)
from sqlalchemy.schema import SchemaItem
from sqlalchemy.types import TypeEngine

Number: TypeEngine[float] = Double().with_variant(REAL(), "sqlite")

metadata = MetaData()

SCHEMA_VERSION = 3
APPLICATION_ID = 0x6D656D63  # "memc", in the file's header


def _table(name: str, *columns: SchemaItem, comment: str, without_rowid: bool = False) -> Table:
    return Table(name, metadata, *columns, comment=comment, sqlite_strict=True, sqlite_with_rowid=not without_rowid)


meta = _table(
    "meta",
    Column(
        "key", Text, primary_key=True, comment="what is said: schema_version, linked (digest of what was linked), run"
    ),
    Column("value", Text, nullable=False, comment="its value"),
    comment="facts about this file itself",
)

article = _table(
    "article",
    Column("id", Text, primary_key=True, comment="derived from text, outlet and address, or as given"),
    Column("title", Text, comment="title as published"),
    Column("outlet", Text, comment="who published it"),
    Column("url", Text, comment="its address"),
    Column("published", Text, comment="EDTF date of publication"),
    Column("published_inferred", Integer, nullable=False, comment="1: guessed from the page, not stated by it"),
    Column("language", Text, comment="ISO 639-1"),
    Column("kind", Text, nullable=False, comment="news, wire, column, analysis, official, interview, other, unknown"),
    Column("sha256", Text, nullable=False, comment="of the text in UTF-8"),
    Column("source_sha256", Text, comment="of the page, file or field that the text came in"),
    Column("words", Integer, nullable=False, comment="number of words in the text"),
    Column("read", Text, nullable=False, comment="'read', or why it was not"),
    Column("reader", Text, comment="version of what read it"),
    Column("text", Text, nullable=False, comment="the text as given; all spans are into it"),
    Column("reading", Text, comment="the whole reading as JSON, without the article"),
    Column("opinion", Number, nullable=False, comment="share of the body in opinion sentences"),
    Column("machine_reworded", Number, nullable=False, comment="probability that a machine reworded it"),
    Column("origin", Text, nullable=False, comment="id of the origin group"),
    Column("story", Text, comment="id of the story group"),
    comment="one text as published by one outlet",
)
# Beside the table, for a text has pages of its own in the file: lists and sums are read off these alone.
Index("article_by_day", article.c.published.desc(), article.c.id)
Index("article_by_outlet", article.c.outlet, article.c.published, article.c.words, article.c.opinion, article.c.story)

sentence = _table(
    "sentence",
    Column("id", Integer, primary_key=True, comment="row number"),
    Column("article", Text, ForeignKey("article.id"), nullable=False, comment="the article"),
    Column("start", Integer, nullable=False, comment="first code point"),
    Column("end", Integer, nullable=False, comment="code point after the last"),
    Column("voice", Text, nullable=False, comment="reported, factual or opinion"),
    Column("text", Text, nullable=False, comment="the sentence"),
    Index("sentence_by_article", "article", "start"),
    comment="sentences, for search and for showing evidence in its sentence",
)

line = _table(
    "line",
    Column("kind", Text, nullable=False, comment="statements, events, encounters, ... (the KIND of `memcon show`)"),
    Column("id", Text, nullable=False, comment="the line's id"),
    Column("confidence", Number, nullable=False, comment="probability that the line is right, decisions applied"),
    Column("earliest", Text, comment="first day it may concern, ISO 8601"),
    Column("latest", Text, comment="last day it may concern"),
    Column("sort", Text, nullable=False, comment="what lists are ordered by: date, then id"),
    Column("rejected", Integer, nullable=False, comment="1: an analyst rejected it"),
    Column("status", Text, comment="status of events, encounters, asks; outcome of forecasts; aspect of differences"),
    Column("channel", Text, comment="channel of events, asks and relations"),
    Column("object", Text, nullable=False, comment="the line as JSON, as `memcon export` gives it"),
    PrimaryKeyConstraint("kind", "id"),
    Index("line_by_sort", "kind", "sort", "latest", "confidence", "rejected", "status", "channel"),
    Index("line_by_id", "id"),
    Index("line_by_head", "kind", "id", "rejected", "confidence", "channel"),
    Index("line_by_confidence", "kind", "rejected", "confidence"),
    Index("line_by_status", "kind", "status", "rejected", "confidence", "sort"),
    comment="every line that linking wrote; the views named after the kinds show its fields as columns",
)

line_actor = _table(
    "line_actor",
    Column("kind", Text, nullable=False, comment="kind of the line"),
    Column("line", Text, nullable=False, comment="id of the line"),
    Column("actor", Text, nullable=False, comment="id of an actor in it"),
    Column("role", Text, nullable=False, comment="speaker, source, target, participant, asker, asked, holder, ..."),
    Column("sort", Text, nullable=False, server_default="", comment="the line's, as the next three"),
    Column("latest", Text, comment="last day the line may concern"),
    Column("confidence", Number, nullable=False, server_default="0", comment="probability that the line is right"),
    Column("rejected", Integer, nullable=False, server_default="0", comment="1: an analyst rejected the line"),
    PrimaryKeyConstraint("kind", "line", "actor", "role"),
    Index("line_actor_by_sort", "actor", "kind", "role", "sort", "latest", "confidence", "rejected", "line"),
    comment="who is in which line, and as what",
)

evidence = _table(
    "evidence",
    Column("kind", Text, nullable=False, comment="kind of the line"),
    Column("line", Text, nullable=False, comment="id of the line"),
    Column("n", Integer, nullable=False, comment="order within the line"),
    Column("article", Text, ForeignKey("article.id"), nullable=False, comment="the article"),
    Column("start", Integer, nullable=False, comment="first code point"),
    Column("end", Integer, nullable=False, comment="code point after the last"),
    PrimaryKeyConstraint("kind", "line", "n"),
    Index("evidence_by_place", "article", "start", "end", "kind", "line"),
    comment="the characters that each line rests on; the quote is the slice of the article's text",
)

former = _table(
    "former",
    Column("id", Text, primary_key=True, comment="an id that an earlier build gave"),
    Column("kind", Text, nullable=False, comment="kind of the line"),
    Column("evidence", Text, nullable=False, comment="JSON list of its evidence, to find its successor by"),
    comment="ids that are no longer used; `memcon explain` names their successors",
)

change = _table(
    "change",
    Column("run", Integer, nullable=False, comment="number of the build or correction, from 1"),
    Column("kind", Text, nullable=False, comment="articles, encounters, differences, asks or forecasts"),
    Column("line", Text, nullable=False, comment="id of the line as it was then"),
    Column("field", Text, nullable=False, comment="what changed; empty: the line is new; gone: it fell away"),
    Column("before", Text, comment="its value before; of a line that fell away the line as JSON"),
    Column("after", Text, comment="its value after"),
    PrimaryKeyConstraint("run", "kind", "line", "field"),
    comment="what each build after the first, and each correction, brought",
)

linked = _table(
    "linked",
    Column("n", Integer, primary_key=True, comment="a number for the article, for short keys"),
    Column(
        "article", Text, ForeignKey("article.id"), nullable=False, unique=True, comment="an article that was linked"
    ),
    Column("sketch", LargeBinary, comment="hashes by which copies of its text are found"),
    comment="what linking keeps of each article, so that the next one need not be linked with all",
)

reach = _table(
    "reach",
    Column(
        "key", Integer, nullable=False, comment="hash of what lines are compared by: a pair and a month, a word, ..."
    ),
    Column("n", Integer, nullable=False, comment="number of a linked article"),
    PrimaryKeyConstraint("key", "n"),
    Index("reach_by_article", "n"),
    without_rowid=True,
    comment="which articles may bear on one another: those with a key in common",
)

profile = _table(
    "profile",
    Column("actor", Text, primary_key=True, comment="id of an actor as readings give it"),
    Column("told", Text, nullable=False, comment="JSON: what articles say of it, counted"),
    Column("joined", Text, nullable=False, comment="id of the actor that it was joined with, its own if with none"),
    Column("actor_as_told", Text, comment="JSON: the joined actor before decisions on it, where this is its own id"),
    Column("decided", Integer, nullable=False, comment="1: only an analyst names it, no article"),
    comment="what articles say of each actor, so that an article more is one count more",
)

line_article = _table(
    "line_article",
    Column("kind", Text, nullable=False, comment="kind of the line"),
    Column("line", Text, nullable=False, comment="id of the line"),
    Column("article", Text, nullable=False, comment="an article that it names but quotes no characters of"),
    PrimaryKeyConstraint("kind", "line", "article"),
    Index("line_article_by_article", "article"),
    without_rowid=True,
    comment="articles in lines beyond their evidence",
)

unlinked = _table(
    "unlinked",
    Column("article", Text, primary_key=True, comment="an article that was read since the last linking"),
    Column("fresh", Integer, nullable=False, comment="0: its text or reading took the place of an earlier one"),
    comment="what the next linking has to do",
)

decision = _table(
    "decision",
    Column("id", Text, primary_key=True, comment="the decision's id"),
    Column("verdict", Text, nullable=False, comment="accept, reject, merge, split, set"),
    Column("kind", Text, nullable=False, comment="kind of the line decided on"),
    Column("target", Text, nullable=False, comment="id of the line when it was decided"),
    Column("field", Text, comment="field of a set"),
    Column("value", Text, comment="new value of a set, or the other id of a merge"),
    Column("note", Text, comment="the analyst's reason"),
    Column("author", Text, nullable=False, comment="who decided"),
    Column("made_at", Text, nullable=False, comment="ISO 8601 UTC"),
    Column("withdrawn_at", Text, comment="ISO 8601 UTC, or null while it stands"),
    Column("evidence", Text, nullable=False, comment="JSON: what the line rested on, by which it is found again"),
    Column("members", Text, nullable=False, comment="JSON: ids of the single-article lines behind it"),
    Column("signature", Text, nullable=False, comment="what told it from others on the same characters"),
    Column("other_evidence", Text, nullable=False, comment="JSON: evidence of the other line of a merge"),
    Column("other_members", Text, nullable=False, comment="JSON: members of the other line of a merge"),
    comment="analysts' corrections; rows are never deleted or changed, only withdrawn",
)
