"""A reading as one JSON line, in the words of the contract."""

from __future__ import annotations

import json
from typing import Any

from memcon.model.codec import to_plain
from memcon.model.reading import Reading

_LINES = ("actors", "statements", "events", "asks", "forecasts", "mentions")


def as_plain(reading: Reading, *, min_confidence: float = 0.0) -> dict[str, Any]:
    """The reading as plain values; lines below `min_confidence` are left out."""
    value: dict[str, Any] = to_plain(reading)
    article = value["article"]
    kept = {name: [line for line in value[name] if line["confidence"] >= min_confidence] for name in _LINES}
    named = _named(kept)
    kept["actors"] = [a for a in value["actors"] if a["confidence"] >= min_confidence or a["id"] in named]
    return {
        "id": f"rd-{article['id']}",
        "confidence": 1.0,
        "article": {
            **{name: article[name] for name in ("id", "title", "outlet", "url", "published", "language")},
            "kind": article["kind"],
            "chars": len(article["text"]),
            "sha256": article["sha256"],
            "text": article["text"],
        },
        "blocks": value["blocks"],
        "sentences": value["sentences"],
        **{name: kept[name] for name in ("actors", "mentions")},
        "times": value["times"],
        **{name: kept[name] for name in ("statements", "events", "asks", "forecasts")},
        "reported_differences": value["reported_differences"],
        "withheld": value["withheld"],
        "reader": {"version": reading.reader},
    }


def _named(kept: dict[str, list[dict[str, Any]]]) -> set[str]:
    """Ids of actors that the kept lines name: these are never left out, however unsure who they are."""
    parties = [p for s in kept["statements"] for p in (s["speaker"], *s["via"], *s["addressees"])]
    ids = {key for party in parties for key in (party["actor"], *party["members"])}
    ids |= {key for e in kept["events"] for key in (*e["source"], *e["target"], *e["absent"])}
    ids |= {key for a in kept["asks"] for key in (*a["asker"], *a["asked"])}
    ids |= {key for f in kept["forecasts"] for key in (f["holder"]["actor"], *f["actors"])}
    ids |= {key for m in kept["mentions"] for key in (m["actor"], *m["members"])}
    return {key for key in ids if key}


def as_line(reading: Reading, *, min_confidence: float = 0.0) -> str:
    """The reading as one line of JSON with its line end."""
    return json.dumps(as_plain(reading, min_confidence=min_confidence), ensure_ascii=False) + "\n"
