"""Found sentences for the page of search: marked words, who says it, where."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from memcon.record import Filter, Record
from memcon.record.search import Hit, Narrowing
from memcon.views.naming import Labels, clip, labels_for
from memcon.views.telling import Ref

_TERM = re.compile(r'"([^"]*)"|(\S+)')
_EDGE = re.compile(r"^\W+|\W+$")
LONGEST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSentence:
    """A sentence in parts (text, whether it is a word asked for), with its speakers and its place."""

    article: str
    label: str
    start: int
    end: int
    voice: str
    parts: tuple[tuple[str, bool], ...]
    speakers: tuple[Ref, ...]


def find_sentences(
    record: Record, words: str, narrowing: Narrowing, *, limit: int, offset: int = 0
) -> list[FoundSentence]:
    """Matching sentences, best first."""
    hits = record.search_where(words[:LONGEST], narrowing, limit=limit, offset=offset)
    names = labels_for(record, {"articles": [hit.article for hit in hits]})
    said = _statements(record, hits)
    pattern = _pattern(words[:LONGEST])
    return [_found(hit, names, said, pattern) for hit in hits]


def _found(hit: Hit, names: Labels, said: dict[Hit, list[Ref]], pattern: re.Pattern[str] | None) -> FoundSentence:
    return FoundSentence(
        article=hit.article, label=names.article(hit.article), start=hit.start, end=hit.end, voice=hit.voice,
        parts=tuple(_parts(clip(hit.text, 900), pattern)), speakers=tuple(said.get(hit, ())),
    )  # fmt: skip


def _statements(record: Record, hits: list[Hit]) -> dict[Hit, list[Ref]]:
    ids: dict[Hit, list[str]] = {hit: [] for hit in hits}
    for article in {hit.article for hit in hits}:
        cited = [(line, span) for kind, line, span in record.cited(article) if kind == "statements"]
        for hit in hits:
            if hit.article == article:
                ids[hit] += [line for line, span in cited if span.start < hit.end and hit.start < span.end]
    lines = record.several(key for keys in ids.values() for key in keys)
    return {hit: _speakers([lines[key][1] for key in dict.fromkeys(keys) if key in lines]) for hit, keys in ids.items()}


def _speakers(statements: list[dict[str, Any]]) -> list[Ref]:
    found: dict[str, Ref] = {}
    for line in statements:
        if line["confidence"] >= Filter().min_confidence and not line.get("rejected"):
            name = clip(line["speaker"]["name"])
            found.setdefault(name, Ref(text=name, kind="actor", id=line["speaker"]["actor"] or ""))
    return list(found.values())


def _pattern(words: str) -> re.Pattern[str] | None:
    found = _TERM.findall(words)
    terms = [(_EDGE.sub("", phrase or word), r"\w*" * (len(word) > 2 and word.endswith("*"))) for phrase, word in found]
    wanted = sorted({re.escape(term) + more for term, more in terms if term}, key=lambda term: (-len(term), term))
    return re.compile(rf"\b(?:{'|'.join(wanted)})\b", re.IGNORECASE) if wanted else None


def _parts(text: str, pattern: re.Pattern[str] | None) -> list[tuple[str, bool]]:
    if pattern is None:
        return [(text, False)]
    parts, at = [], 0
    for found in pattern.finditer(text):
        parts += [(text[at : found.start()], False), (found.group(), True)]
        at = found.end()
    return [part for part in (*parts, (text[at:], False)) if part[0]]
