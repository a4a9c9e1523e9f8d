"""The pages to read: front, pair, encounter, article, line, actor, story, outlets."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from memcon.errors import ModelMissing, UsageError
from memcon.model.kinds import KINDS
from memcon.record import Filter
from memcon.render.charts import chart, multiples
from memcon.views.actor import actor_page
from memcon.views.beside import beside
from memcon.views.correcting import correctable
from memcon.views.encounter import encounter_page, ordered_rows
from memcon.views.feelings import RIGHT, story_feelings
from memcon.views.find import first_day, last_day
from memcon.views.front import Front, front
from memcon.views.layers import LAYERS, layered
from memcon.views.line import line_page
from memcon.views.listing import listed
from memcon.views.naming import headline
from memcon.views.outlets import outlet_rows, story_page
from memcon.views.relation import pair_page, point_page
from memcon.views.stances import READ, stances
from memcon.views.timeline import timeline
from memcon.web import adding, api, changing, lists, seen
from memcon.web.site import Site, page, site_of

FELT = 12
"""Articles of a story whose sentences are read for feelings."""
router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


def routers() -> list[APIRouter]:
    """Every router of the pages."""
    return [router, lists.router, changing.router, seen.router, adding.router, api.router]


def front_of(site: Site) -> Front:
    """The front of the record as it is linked now."""
    return site.remembered(("front",), lambda: front(site.record))


@router.get("/")
def front_page(request: Request) -> HTMLResponse:
    """The front page."""
    site = site_of(request)
    found = front_of(site)
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
    channels = _channels(request)
    found = site.remembered(("pair", a, b, channels), lambda: pair_page(site.record, a, b, channels=channels))
    times = site.remembered(("time", a, b, zoom), lambda: timeline(site.record, found.between, zoom=zoom))
    drawn = chart(found.words, found.deeds, width=960, height=320, margin=(14, 14, 26, 34), name=found.name)
    kept = urlencode([("channel", channel) for channel in channels])
    return page(request, "pair.html", page="front", p=found, chart=drawn, times=times, beside=None, kept=kept)


def _channels(request: Request) -> tuple[str, ...]:
    """The channels that the address of a pair switches on; none named: all."""
    return tuple(sorted({name[:40] for name in request.query_params.getlist("channel")}))[:12]


@router.get("/pair/{a}/{b}/at/{period}/{line}")
def pair_point(request: Request, a: str, b: str, period: str, line: str) -> HTMLResponse:
    """What one point of the chart of a pair rests on."""
    found = point_page(site_of(request).record, a, b, period=period, line=line, channels=_channels(request))
    return page(request, "point.html", page="front", p=found)


@router.get("/actor/{key:whole}")
def actor(request: Request, key: str) -> HTMLResponse:
    """An actor: statements, encounters, asks, forecasts, aliases."""
    site = site_of(request)
    record = site.record
    found = site.remembered(("actor", key), lambda: actor_page(record, key))
    can = correctable(record, "actors", found.actor)
    return page(request, "actor.html", page="actors", p=found, can=can, stances=None)


@router.get("/positions")
def positions(request: Request, actor: str = "", subject: str = "") -> HTMLResponse:
    """What an actor has said on recurring subjects, or on one in any words."""
    site = site_of(request)
    given = lists.given_in(request)
    found = site.record.several([actor]).get(actor)
    if found is None or found[0] != "actors":
        raise UsageError(f"the record has no actor {actor[:100]!r}")
    wrong, wanted = "", Filter(actor=frozenset({actor}))
    try:
        wanted = replace(
            wanted, since=first_day(given["from"]) if given["from"] else None,
            until=last_day(given["to"]) if given["to"] else None,
        )  # fmt: skip
    except UsageError as error:
        wrong = error.message
    words = subject.strip()[:200]
    key = ("positions", actor, words, wanted.since, wanted.until)
    told = site.remembered(
        key,
        lambda: stances(
            site.record, wanted, subject=words or None, own=actor, shown=24 if words or given else 12, latest=30
        ),
    )
    return page(
        request, "positions.html", page="actors", actor=actor, name=found[1]["name"], subject=words, given=given,
        wrong=wrong, stances=told, most=READ, state=found[1]["kind"] == "state",
    )  # fmt: skip


@router.get("/pair/{a}/{b}/beside")
def pair_beside(request: Request, a: str, b: str) -> HTMLResponse:
    """What both of a pair speak of, and what third parties did to each."""
    site = site_of(request)
    found = site.remembered(("beside", *sorted((a, b))), lambda: beside(site.record, a, b))
    return page(request, "beside.html", page="front", p=found)


@router.get("/story/{key:whole}")
def story(request: Request, key: str) -> HTMLResponse:
    """What each outlet told and left out of a story."""
    return page(request, "story.html", page="outlets", p=story_page(site_of(request).record, key))


@router.get("/feelings/{key:whole}")
def feelings(request: Request, key: str) -> HTMLResponse:
    """The feeling that each outlet's own sentences of a story show toward the states that they name most."""
    site = site_of(request)
    found = site.record.several([key]).get(key)
    if found is None or found[0] != "stories":
        raise UsageError(f"the record has no story {key[:100]!r}")
    if site.meaning is None:
        raise ModelMissing("the model that tells feelings is not installed")
    model, articles = site.meaning, found[1]["articles"][:FELT]
    told = site.remembered(("feelings", key), lambda: story_feelings(site.record, articles, model))
    return page(
        request, "feelings.html", page="outlets", story=found[1], f=told, heads=site.record.heads(articles),
        right=RIGHT, more=max(0, len(found[1]["articles"]) - FELT),
    )  # fmt: skip


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
