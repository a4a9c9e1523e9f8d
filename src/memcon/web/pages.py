"""The pages to read: front, encounter, article and lists."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from memcon.render.charts import small
from memcon.views.encounter import encounter_page, ordered_rows
from memcon.views.front import front
from memcon.views.layers import LAYERS, layered
from memcon.views.naming import headline
from memcon.web.site import page, site_of

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


def routers() -> list[APIRouter]:
    """Every router of the pages."""
    return [router]


@router.get("/")
def front_page(request: Request) -> HTMLResponse:
    """The front page."""
    site = site_of(request)
    found = site.remembered(("front",), lambda: front(site.record))
    charts = [(pair, small(pair)) for pair in found.pairs]
    return page(request, "front.html", page="front", front=found, charts=charts, changed="")


@router.get("/encounter/{key:path}")
def encounter(request: Request, key: str) -> HTMLResponse:
    """An encounter with its accounts side by side."""
    found = encounter_page(site_of(request).record, key)
    return page(request, "encounter.html", page="encounters", p=found, rows=ordered_rows(found.comparison))


@router.get("/article/{key:path}")
def article(request: Request, key: str) -> HTMLResponse:
    """An article with its layers."""
    found = layered(site_of(request).record, key)
    return page(request, "article.html", page="articles", p=found, title=headline(found.head), layers=LAYERS)
