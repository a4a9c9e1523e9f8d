"""Sentences that have the words asked for, with who says them and where."""

from __future__ import annotations

from typing import Any

from memcon.record import Record


def search(record: Record, words: str, *, limit: int) -> list[dict[str, Any]]:
    """Matching sentences best first: article, label, span, quote, voice, score, and who is reported to say it."""
    from memcon.views.explanation import names_of

    names = names_of(record)
    found = []
    for hit in record.search(words, limit=limit):
        found.append(
            {
                "article": hit.article, "label": names.article(hit.article), "span": [hit.start, hit.end],
                "quote": hit.text, "voice": hit.voice, "score": hit.score,
                "speakers": _speakers(record, hit.article, hit.start, hit.end),
            }
        )  # fmt: skip
    return found


def _speakers(record: Record, article: str, start: int, end: int) -> list[dict[str, Any]]:
    """Those whose statements stand in the sentence, in order of text."""
    ids = []
    for kind, line, span in record.cited(article):
        if kind == "statements" and span.start < end and start < span.end and line not in ids:
            ids.append(line)
    speakers = []
    for line in ids:
        value = (record.line(line) or ("", {}))[1]
        if value and not value.get("rejected"):
            speakers.append({"name": value["speaker"]["name"], "actor": value["speaker"]["actor"], "statement": line})
    return speakers
