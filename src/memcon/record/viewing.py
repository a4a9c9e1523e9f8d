"""Views that show each kind of line with its fields as columns, for those who open the record in SQL or Datasette."""

from __future__ import annotations

FIELDS: dict[str, tuple[str, ...]] = {
    "actors": ("name", "kind", "state", "sector", "office", "aliases"),
    "statements": ("article", "speaker.name", "speaker.actor", "via", "addressees", "mode", "denied", "hedge",
                   "when.edtf", "claim", "reader"),
    "events": ("type", "mode", "source", "target", "channel", "status", "when.edtf", "place.name", "statement",
               "independent"),
    "encounters": ("kind", "status", "participants", "when.edtf", "place.name", "accounts", "independent"),
    "differences": ("encounter", "aspect", "basis", "summary", "sides", "weight"),
    "asks": ("asker", "asked", "what", "channel", "form", "condition", "when.edtf", "answers", "status"),
    "forecasts": ("holder.name", "holder.actor", "claim", "expects", "condition", "horizon.edtf", "likelihood.words",
                  "outcome"),
    "copies": ("kind", "left", "right", "score"),
    "relations": ("between", "period", "channel", "line", "independent_events", "score", "low", "high"),
    "stories": ("title", "articles", "when.edtf"),
}  # fmt: skip


def _view(kind: str, fields: tuple[str, ...]) -> str:
    columns = ", ".join(f"json_extract(object, '$.{field}') AS \"{field.replace('.', '_')}\"" for field in fields)
    return f"CREATE VIEW {kind} AS SELECT id, confidence, {columns} FROM line WHERE kind = '{kind}' AND rejected = 0"


VIEWS: tuple[str, ...] = tuple(_view(kind, fields) for kind, fields in FIELDS.items())
