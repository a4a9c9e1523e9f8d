"""The pages to read: front, pair, encounter, article, line, actor, story, outlets."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from memcon.model.kinds import KINDS
from memcon.record import Filter
from memcon.render.charts import chart, multiples
from memcon.views.actor import actor_page
from memcon.views.correcting import correctable
from memcon.views.encounter import encounter_page, ordered_rows
from memcon.views.front import front
from memcon.views.layers import LAYERS, layered
from memcon.views.line import line_page
from memcon.views.listing import listed
from memcon.views.naming import headline
from memcon.views.outlets import outlet_rows, story_page
from memcon.views.relation import pair_page
from memcon.views.timeline import timeline
from memcon.web import adding, api, changing, lists, seen
from memcon.web.site import page, site_of

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


def routers() -> list[APIRouter]:
    """Every router of the pages."""
    return [router, lists.router, changing.router, seen.router, adding.router, api.router]


@router.get("/")
def front_page(request: Request) -> HTMLResponse:
    """The front page."""
    site = site_of(request)
    found = site.remembered(("front",), lambda: front(site.record))
    charts = multiples(found.pairs)
    changed, first = seen.visit(request)
    answer = page(request, "front.html", page="front", front=found, charts=charts, changed=changed)
    if first:
        seen.keep(answer, site.record)
    return answer


@router.get("/encounter/{key:whole}")
def encounter(request: Request, key: str) -> HTMLResponse:
    """An encounter with its accounts side by side."""
    found = encounter_page(site_of(request).record, key)
    return page(request, "encounter.html", page="encounters", p=found, rows=ordered_rows(found.comparison))


@router.get("/article/{key:whole}")
def article(request: Request, key: str) -> HTMLResponse:
    """An article with its layers."""
    found = layered(site_of(request).record, key)
    return page(request, "article.html", page="articles", p=found, title=headline(found.head), layers=LAYERS, own=key)


@router.get("/line/{key:whole}")
def line(request: Request, key: str) -> HTMLResponse:
    """One line with its evidence, reasons and decisions."""
    record = site_of(request).record
    found = line_page(record, key)
    can = None if found.kind in ("relations", "decisions") else correctable(record, found.kind, found.line)
    return page(
        request, "line.html", page="line", kind=found.kind, one=KINDS[found.kind].one, told=found.told,
        cited=found.cited, facts=found.facts, reasons=found.reasons, decisions=found.decisions, former=found.former,
        can=can,
    )  # fmt: skip


@router.get("/pair/{a}/{b}")
def pair(request: Request, a: str, b: str, zoom: str = "") -> HTMLResponse:
    """A pair of states: words and deeds, timeline, ledger, forecasts."""
    site = site_of(request)
    channels = tuple(sorted(set(request.query_params.getlist("channel"))))[:12]
    found = site.remembered(("pair", a, b, channels), lambda: pair_page(site.record, a, b, channels=channels))
    times = site.remembered(("time", a, b, zoom), lambda: timeline(site.record, found.between, zoom=zoom))
    drawn = chart(found.words, found.deeds, width=960, height=320, margin=(14, 14, 26, 34), name=found.name)
    return page(request, "pair.html", page="front", p=found, chart=drawn, times=times)


@router.get("/actor/{key:whole}")
def actor(request: Request, key: str) -> HTMLResponse:
    """An actor: statements, encounters, asks, forecasts, aliases."""
    site = site_of(request)
    record = site.record
    found = site.remembered(("actor", key), lambda: actor_page(record, key))
    return page(request, "actor.html", page="actors", p=found, can=correctable(record, "actors", found.actor))


@router.get("/story/{key:whole}")
def story(request: Request, key: str) -> HTMLResponse:
    """What each outlet told and left out of a story."""
    return page(request, "story.html", page="outlets", p=story_page(site_of(request).record, key))


@router.get("/outlets")
def outlets(request: Request) -> HTMLResponse:
    """Outlets over the whole record, and the stories that several of them told."""
    site = site_of(request)
    rows = site.remembered(("outlet rows",), lambda: outlet_rows(site.record.outlet_figures()))
    found = listed(site.record, "stories", Filter(), number=lists.number_of(dict(request.query_params)))
    return page(
        request, "outlets.html", page="outlets", rows=rows[:200], more=max(0, len(rows) - 200),
        shown=lists.shown(found, {}),
    )  # fmt: skip
