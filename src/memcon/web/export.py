"""The pages of a record as files to send to a colleague: same templates, no server, nothing to install."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from memcon.model.kinds import KINDS
from memcon.record import Filter, Record
from memcon.render.charts import chart, multiples
from memcon.views.actor import actor_page
from memcon.views.beside import beside
from memcon.views.encounter import encounter_page, ordered_rows
from memcon.views.front import front, pairs
from memcon.views.layers import LAYERS, layered
from memcon.views.ledger_page import column
from memcon.views.line import line_page
from memcon.views.listing import Listed, listed, listed_articles
from memcon.views.naming import headline
from memcon.views.outlets import outlet_rows, story_page
from memcon.views.relation import pair_page
from memcon.views.stances import stances
from memcon.views.timeline import timeline
from memcon.web.lists import LISTS, Given, shown
from memcon.web.templating import STATIC, SiteLinks, fill, site_path

Page = tuple[str, str, str, dict[str, Any]]
LINES = ("statements", "events", "encounters", "differences", "asks", "forecasts", "copies", "stories", "relations")
MOST = 2_000
"""Lines of a kind with a page of their own; the list of a kind names the rest without one."""


def write_site(record: Record, folder: Path) -> int:
    """Writes the pages to `folder` and gives back how many; OSError when it cannot be written."""
    known = frozenset(_known(record))
    count = 0
    folder.mkdir(parents=True, exist_ok=True)
    for kind, key, template, values in _pages(record, known):
        path = folder / site_path(kind, key)
        path.parent.mkdir(parents=True, exist_ok=True)
        depth = site_path(kind, key).count("/")
        path.write_text(fill(template, SiteLinks(depth=depth, known=known), values), encoding="utf-8")
        count += 1
    (folder / "static").mkdir(exist_ok=True)
    for name in ("style.css", "pages.js", "icon.svg"):
        shutil.copyfile(STATIC / name, folder / "static" / name)
    return count


def _known(record: Record) -> Iterator[tuple[str, str]]:
    """Every page that there will be."""
    yield from (("front", ""), ("ledger", ""), ("articles", ""), ("outlets", ""), ("actors", ""))
    yield from ((kind, "") for kind in LISTS)
    yield from (("article", article["id"]) for article in record.article_page(limit=1_000_000)[0])
    for kind in (*LINES, "actors"):
        for line in record.page(kind, Filter(), limit=MOST, order="newest"):
            if kind == "actors":
                yield "actor", line["id"]
                continue
            yield "line", line["id"]
            if kind in ("encounters", "stories"):
                yield {"encounters": "encounter", "stories": "story"}[kind], line["id"]
    yield from (("pair", f"{pair.a}/{pair.b}") for pair in pairs(record, limit=200))


def _pages(record: Record, known: frozenset[tuple[str, str]]) -> Iterator[Page]:
    found = front(record)
    drawn = multiples(found.pairs)
    yield "front", "", "front.html", {"page": "front", "front": found, "charts": drawn, "changed": None}
    yield from _lists(record)
    for kind, key in sorted(known):
        if key:
            yield kind, key, f"{kind}.html", {"page": kind, **_values(record, kind, key)}


def _values(record: Record, kind: str, key: str) -> dict[str, Any]:
    """What the template of one page is filled with."""
    if kind == "article":
        text = layered(record, key)
        return {"p": text, "title": headline(text.head), "layers": LAYERS, "own": key}
    if kind == "encounter":
        met = encounter_page(record, key)
        return {"p": met, "rows": ordered_rows(met.comparison)}
    if kind == "line":
        line = line_page(record, key)
        names = ("kind", "told", "cited", "facts", "reasons", "decisions", "former")
        return {**{name: getattr(line, name) for name in names}, "one": KINDS[line.kind].one, "can": None}
    if kind == "pair":
        pair = pair_page(record, *key.split("/", 1), limit=400)
        drawing = chart(pair.words, pair.deeds, width=960, height=320, margin=(14, 14, 26, 34), name=pair.name)
        return {
            "p": pair,
            "chart": drawing,
            "times": timeline(record, pair.between),
            "kept": "",
            "beside": beside(record, *key.split("/", 1)),
        }
    if kind == "actor":
        own = stances(record, Filter(actor=frozenset({key})), own=key)
        return {"p": actor_page(record, key), "can": None, "stances": own}
    return {"p": story_page(record, key)}


def _lists(record: Record) -> Iterator[Page]:
    given = Given()
    for kind, name in LISTS.items():
        if kind == "actors":
            continue
        lines = _whole(record, kind)
        yield kind, "", "list.html", {
            "page": kind, "kind": kind, "name": name, "given": given, "wrong": "", "shown": shown(lines, given),
            "channels": (), "statuses": (),
        }  # fmt: skip
    yield (
        "actors",
        "",
        "actors.html",
        {"page": "actors", "given": given, "shown": shown(_whole(record, "actors"), given)},
    )
    articles = listed_articles(record, number=1, size=MOST)
    yield "articles", "", "articles.html", {
        "page": "articles", "given": given, "outlets": (), "shown": shown(_one_page(articles), given),
    }  # fmt: skip
    yield "outlets", "", "outlets.html", {
        "page": "outlets", "rows": outlet_rows(record.outlet_figures())[:200], "more": 0,
        "shown": shown(_whole(record, "stories"), given),
    }  # fmt: skip
    yield "ledger", "", "ledger.html", {
        "page": "ledger", "given": given, "day": "", "wrong": "", "asks": column(record, "asks"),
        "forecasts": column(record, "forecasts"),
    }  # fmt: skip


def _whole(record: Record, kind: str) -> Listed:
    return _one_page(listed(record, kind, Filter(), number=1, size=MOST))


def _one_page(found: Listed) -> Listed:
    return Listed(told=found.told, number=1, pages=1, total=found.total)
