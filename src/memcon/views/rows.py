"""What `memcon show` puts in the columns of each kind: plain values out of the contract's objects."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

Object = Mapping[str, Any]
Column = tuple[str, Callable[[Object], str]]


class Names:
    """Names of actors and outlets of articles by id, for showing ids as words."""

    def __init__(self, actors: Iterable[Object], articles: Iterable[Object]) -> None:
        self._actors = {actor["id"]: str(actor["name"]) for actor in actors}
        self._articles = {article["id"]: label(article) for article in articles}

    def actor(self, key: str) -> str:
        """The name of an actor, the id itself when unknown."""
        return self._actors.get(key, key)

    def actors(self, keys: Iterable[str]) -> str:
        """Names joined by commas."""
        return ", ".join(self.actor(key) for key in keys)

    def article(self, key: str) -> str:
        """Outlet, or else title, of an article, with its date."""
        return self._articles.get(key, key)

    def articles(self, keys: Iterable[str]) -> str:
        """Labels of articles joined by semicolons."""
        return "; ".join(self.article(key) for key in keys)


def label(article: Object) -> str:
    """How an article is cited: outlet (or title, or id) and date."""
    who = article.get("outlet") or article.get("title") or article["id"]
    return f"{who}, {article['published']}" if article.get("published") else str(who)


def when(value: Object | None) -> str:
    """A `when` as one word: its EDTF, marked when it is only the day of print."""
    if not value or not value.get("edtf"):
        return ""
    return f"{value['edtf']} (print)" if value.get("basis") == "publication" else str(value["edtf"])


def place(value: Object | None) -> str:
    """A place's name with its state."""
    if not value:
        return ""
    return f"{value['name']} ({value['state']})" if value.get("state") else str(value["name"])


def quotes(value: Object) -> str:
    """The quotes of a line's evidence, joined."""
    return " … ".join(row["quote"] for row in value.get("evidence", ()))


def said(value: Object) -> str:
    """A statement's content in words, direct speech in its quotation marks; a denial says that it is one."""
    content = {tuple(span) for span in value["content"]}
    parts = [row["quote"] for row in value["evidence"] if tuple(row["span"]) in content]
    words = " … ".join(parts)
    told = f"“{words}”" if value["mode"] == "direct" else words
    return f"denies: {told}" if value["denied"] else told


def _confidence(value: Object) -> str:
    return f"{value['confidence']:.2f}"


def columns(kind: str, names: Names) -> list[Column]:
    """The columns of a kind in order, each with how to fill it."""
    fixed: list[Column] = [("id", lambda o: str(o["id"]))]
    last: list[Column] = [] if kind in ("articles", "decisions") else [("conf.", _confidence)]
    return fixed + _COLUMNS[kind](names) + last


def _articles(names: Names) -> list[Column]:
    del names
    return [
        ("published", lambda o: o["published"] or ""),
        ("outlet", lambda o: o["outlet"] or ""),
        ("title", lambda o: o["title"] or ""),
        ("kind", lambda o: o["kind"]),
        ("words", lambda o: str(o["words"])),
        ("opinion", lambda o: f"{o['opinion']:.0%}"),
        ("reworded", lambda o: f"{o['machine_reworded']:.2f}"),
        ("origin", lambda o: o["origin"]),
        ("read", lambda o: o["read"]),
    ]


def _actors(names: Names) -> list[Column]:
    del names
    return [
        ("name", lambda o: o["name"]),
        ("kind", lambda o: o["kind"]),
        ("state", lambda o: o["state"] or ""),
        ("sector", lambda o: o["sector"] or ""),
        ("office", lambda o: o["office"] or ""),
        ("also", lambda o: "; ".join(o["aliases"])),
    ]


def _statements(names: Names) -> list[Column]:
    def parties(found: Iterable[Object]) -> str:
        return " < ".join(party["name"] for party in found)

    return [
        ("article", lambda o: names.article(o["article"])),
        ("speaker", lambda o: o["speaker"]["name"]),
        ("via", lambda o: parties(o["via"])),
        ("to", lambda o: ", ".join(party["name"] for party in o["addressees"])),
        ("said", said),
        ("mode", lambda o: o["mode"]),
        ("when", lambda o: when(o["when"])),
    ]


def _events(names: Names) -> list[Column]:
    return [
        ("when", lambda o: when(o["when"])),
        ("type", lambda o: o["type"] + (f":{o['mode']}" if o["mode"] else "")),
        ("source", lambda o: names.actors(o["source"])),
        ("target", lambda o: names.actors(o["target"])),
        ("status", lambda o: o["status"]),
        ("channel", lambda o: o["channel"]),
        ("place", lambda o: place(o["place"])),
        ("origins", lambda o: str(o["independent"])),
        ("text", quotes),
    ]


def _encounters(names: Names) -> list[Column]:
    return [
        ("when", lambda o: when(o["when"])),
        ("kind", lambda o: o["kind"]),
        ("status", lambda o: o["status"]),
        ("participants", lambda o: names.actors(o["participants"])),
        ("place", lambda o: place(o["place"])),
        ("accounts", lambda o: names.articles(a["article"] for a in o["accounts"])),
        ("origins", lambda o: str(o["independent"])),
    ]


def _differences(names: Names) -> list[Column]:
    def sides(value: Object) -> str:
        return " | ".join(
            f"{side['value'] or 'silent'} [{names.articles(side['articles'])}]" for side in value["sides"]
        )

    return [
        ("encounter", lambda o: o["encounter"] or ""),
        ("aspect", lambda o: o["aspect"]),
        ("basis", lambda o: o["basis"]),
        ("summary", lambda o: o["summary"]),
        ("sides", sides),
        ("weight", lambda o: f"{o['weight']:.2f}"),
    ]


def _asks(names: Names) -> list[Column]:
    return [
        ("when", lambda o: when(o["when"])),
        ("form", lambda o: o["form"]),
        ("asker", lambda o: names.actors(o["asker"])),
        ("asked", lambda o: names.actors(o["asked"])),
        ("what", lambda o: o["what"]),
        ("condition", lambda o: o["condition"] or ""),
        ("status", lambda o: o["status"]),
        ("answers", lambda o: "; ".join(f"{a['kind']} {when(a['when'])}".strip() for a in o["answers"])),
    ]


def _forecasts(names: Names) -> list[Column]:
    return [
        ("holder", lambda o: names.actor(o["holder"]["actor"]) if o["holder"]["actor"] else o["holder"]["name"]),
        ("claim", lambda o: o["claim"]),
        ("expects", lambda o: "will" if o["expects"] else "will not"),
        ("condition", lambda o: o["condition"] or ""),
        ("horizon", lambda o: when(o["horizon"])),
        ("likelihood", lambda o: o["likelihood"]["words"] or ""),
        ("outcome", lambda o: o["outcome"]),
    ]


def _copies(names: Names) -> list[Column]:
    return [
        ("kind", lambda o: o["kind"]),
        ("taken from", lambda o: names.article(o["left"])),
        ("by", lambda o: names.article(o["right"])),
        ("score", lambda o: f"{o['score']:.2f}"),
        ("why", lambda o: "; ".join(reason["detail"] or reason["name"] for reason in o["reasons"])),
    ]


def _relations(names: Names) -> list[Column]:
    return [
        ("between", lambda o: names.actors(o["between"])),
        ("month", lambda o: o["period"]),
        ("channel", lambda o: o["channel"]),
        ("line", lambda o: o["line"]),
        ("score", lambda o: f"{o['score']:+.1f}"),
        ("interval", lambda o: f"{o['low']:+.1f} .. {o['high']:+.1f}"),
        ("acts", lambda o: str(o["independent_events"])),
        ("reports", lambda o: str(o.get("weight", ""))),
        ("level", lambda o: _points(o.get("level"))),
        ("change", lambda o: _points(o.get("change"))),
        ("trend", lambda o: _points(o.get("trend"))),
    ]


def _points(value: float | None) -> str:
    return "" if value is None else f"{value:+.1f}"


def _stories(names: Names) -> list[Column]:
    return [
        ("when", lambda o: when(o["when"])),
        ("title", lambda o: o["title"]),
        ("articles", lambda o: names.articles(o["articles"])),
    ]


def _decisions(names: Names) -> list[Column]:
    del names
    return [
        ("made", lambda o: o["made_at"][:19]),
        ("by", lambda o: o["author"]),
        ("verdict", lambda o: o["verdict"]),
        ("target", lambda o: o["target"]),
        ("field", lambda o: o["field"] or ""),
        ("value", lambda o: o["value"] or ""),
        ("note", lambda o: o["note"] or ""),
        ("withdrawn", lambda o: (o["withdrawn_at"] or "")[:19]),
    ]


_COLUMNS: dict[str, Callable[[Names], list[Column]]] = {
    "articles": _articles, "actors": _actors, "statements": _statements, "events": _events,
    "encounters": _encounters, "differences": _differences, "asks": _asks, "forecasts": _forecasts,
    "copies": _copies, "relations": _relations, "stories": _stories, "decisions": _decisions,
}  # fmt: skip
