"""One line of the record with all that stands behind it: evidence in its sentence, reasons, decisions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from memcon.errors import UsageError
from memcon.model.article import Article
from memcon.record import Record
from memcon.views.rows import Names, label


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """One piece of evidence: who is cited, the characters, and the sentence around them split in three."""

    article: str
    label: str
    span: tuple[int, int]
    quote: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What `memcon explain` tells. `former` is the id asked for, when an earlier build gave it."""

    kind: str
    line: dict[str, Any]
    cited: tuple[Cited, ...]
    decisions: tuple[dict[str, Any], ...]
    former: str | None = None


def explain(record: Record, line_id: str) -> Explanation:
    """The explanation of a line; of a former id, that of its successor. UsageError when there is neither."""
    found, former = record.line(line_id), None
    if found is None:
        successor = record.successor(line_id)
        if successor is None:
            raise UsageError(f"the record has no line with the id {line_id!r}")
        place = successor[1] or _merged_into(record, line_id)
        former, found = line_id, record.line(place) if place else None
        if found is None:
            raise UsageError(
                f"{line_id} was one of the {successor[0]} of an earlier build; nothing has taken its place"
            )
    kind, line = found
    return Explanation(
        kind=kind,
        line=line,
        cited=tuple(_cite(record, row) for row in line.get("evidence", ())),
        decisions=tuple(d for d in record.lines("decisions") if line["id"] in (d["target"], d["value"])),
        former=former,
    )


def _merged_into(record: Record, line_id: str) -> str | None:
    """The line that an analyst made one with a line that is gone; None when nobody did."""
    for decision in reversed(record.lines("decisions")):
        if decision["verdict"] == "merge" and not decision["withdrawn_at"]:
            pair = (decision["target"], decision["value"])
            if line_id in pair:
                return str(pair[1] if pair[0] == line_id else pair[0])
    return None


def _cite(record: Record, row: dict[str, Any]) -> Cited:
    article = record.article(row["article"])
    start, end = row["span"]
    sentence = record.sentence(row["article"], start)
    first = sentence[0].start if sentence else start
    last = max(sentence[0].end, end) if sentence else end
    text = article.text if article else ""
    shown = label(_head(article)) if article else row["article"]
    return Cited(
        article=row["article"],
        label=shown,
        span=(start, end),
        quote=row["quote"],
        before=text[first:start],
        after=text[end:last],
    )


def _head(article: Article) -> dict[str, Any]:
    return {"id": article.id, "outlet": article.outlet, "title": article.title, "published": article.published}


def names_of(record: Record) -> Names:
    """Names for showing a record's ids as words."""
    from memcon.record import Filter

    return Names(record.lines("actors", Filter(min_confidence=0)), record.lines("articles"))
