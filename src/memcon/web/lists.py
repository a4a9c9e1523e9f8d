"""Lists to leaf through, search, the queue of what is least sure, decisions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from memcon.errors import UsageError
from memcon.model.reading import CHANNELS
from memcon.record import Filter
from memcon.record.search import Narrowing
from memcon.views.find import first_day, last_day
from memcon.views.ledger_page import OUTCOMES, STATUS, Column, column, column_at
from memcon.views.listing import PAGE, REVIEWED, Listed, in_sentences, least_sure, listed, listed_articles, meant
from memcon.views.searching import find_sentences
from memcon.web.site import Site, page, site_of

router = APIRouter(include_in_schema=False)
VOICES = ("reported", "factual", "opinion")
LISTS = {
    "encounters": "Encounters", "statements": "Statements", "events": "Events", "differences": "Differences",
    "asks": "Asks", "forecasts": "Forecasts", "copies": "Copies", "stories": "Stories", "actors": "Actors",
}  # fmt: skip


NAMED = ("encounters", "differences", "statements", "events")
"""Lists with a place of their own at the head of every page."""


class Given(dict[str, str]):
    """What a page's address says, by name; empty for a name that it does not have."""

    def __missing__(self, key: str) -> str:
        return ""


def given_in(request: Request) -> Given:
    """The filters that a page's address names, cut to a sane length."""
    items = request.query_params.items()
    return Given({name: value.strip()[:200] for name, value in items if value.strip()})


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The filters of a page as given in its address, and what they mean; `wrong` says what means nothing."""

    given: Mapping[str, str]
    wanted: Filter
    wrong: str


def asked(request: Request, site: Site) -> Asked:
    """The filters in a page's address: actor, with, from, to, sure."""
    given = given_in(request)
    wanted, wrong = Filter(), ""
    try:
        wanted = _filter(given, site)
    except UsageError as error:
        wrong = error.message
    return Asked(given=given, wanted=wanted, wrong=wrong)


def _filter(given: Mapping[str, str], site: Site) -> Filter:
    def who(name: str) -> frozenset[str] | None:
        if not given.get(name):
            return None
        return meant(site.record, given[name], state_of=site.state_of)

    one, other = who("actor"), who("with")
    between = (one, other) if one and other else None
    return Filter(
        between=between,
        actor=None if between else one or other,
        since=first_day(given["from"]) if given.get("from") else None,
        until=last_day(given["to"]) if given.get("to") else None,
        min_confidence=share(given.get("sure", "")),
    )


def share(word: str) -> float:
    """A confidence given in an address; .5 where it is none."""
    try:
        value = float(word)
    except ValueError:
        return 0.5
    return value if 0 <= value <= 1 else 0.5


def number_of(given: Mapping[str, str]) -> int:
    """The page number in an address, 1 where there is none."""
    word = given.get("p", "1")
    return max(1, int(word)) if word.isdecimal() and len(word) < 7 else 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A list with the addresses of the pages before and after."""

    list: Listed
    number: int
    pages: int
    before: str
    after: str


def shown(found: Listed, given: Mapping[str, str]) -> Shown:
    """A list with its neighbours' addresses."""

    def at(number: int) -> str:
        return f"?{urlencode({**given, 'p': number}, errors='replace')}"

    return Shown(
        list=found, number=found.number, pages=found.pages, before=at(found.number - 1), after=at(found.number + 1)
    )


NONE = Listed(told=(), number=1, pages=1, total=0)


def _list_page(request: Request, kind: str) -> HTMLResponse:
    site = site_of(request)
    found = asked(request, site)
    fields = _fields(kind, found.given)
    lines = (
        NONE if found.wrong else listed(site.record, kind, found.wanted, number=number_of(found.given), fields=fields)
    )
    return page(
        request, "list.html", page=_place(kind), kind=kind, name=LISTS[kind],
        given=found.given, wrong=found.wrong, shown=shown(lines, found.given), channels=CHANNELS,
        statuses={"asks": STATUS, "forecasts": OUTCOMES}.get(kind, ()),
    )  # fmt: skip


def _place(kind: str) -> str:
    """The part of the pages that a list belongs to."""
    return kind if kind in NAMED else "outlets" if kind == "stories" else "ledger"


def _fields(kind: str, given: Mapping[str, str]) -> dict[str, str | None]:
    fields: dict[str, str | None] = {}
    if given.get("channel") in CHANNELS and kind in ("events", "asks"):
        fields["channel"] = given["channel"]
    if given.get("status"):
        if kind == "asks" and given["status"] in STATUS:
            fields["status"] = given["status"]
        if kind == "forecasts" and given["status"] in OUTCOMES:
            fields["outcome"] = given["status"]
    return fields


def _add(kind: str) -> None:
    def list_page(request: Request) -> HTMLResponse:
        return _list_page(request, kind)

    router.add_api_route(f"/{kind}", list_page, methods=["GET"], response_class=HTMLResponse, name=kind)


for _kind in LISTS:
    if _kind != "actors":
        _add(_kind)


@router.get("/actors")
def actors(request: Request) -> HTMLResponse:
    """Actors by name, or those most spoken of."""
    site = site_of(request)
    given = given_in(request)
    if given.get("name", "").strip():
        from memcon.views.naming import labels_for
        from memcon.views.telling import tell

        lines = site.record.named(given["name"].strip(), limit=100)
        names = labels_for(site.record, lines)
        told = tuple(tell("actors", line, names) for line in lines)
        found = Listed(told=told, number=1, pages=1, total=len(told))
    else:
        found = listed(site.record, "actors", Filter(), number=number_of(given))
    return page(request, "actors.html", page="actors", given=given, shown=shown(found, given))


@router.get("/ledger")
def ledger(request: Request) -> HTMLResponse:
    """Asks and forecasts, open ones first; with `as_of` as they stood at the end of that day."""
    site = site_of(request)
    given = given_in(request)
    day, wrong = given["as_of"], ""
    if day:
        try:
            last_day(day)
        except UsageError as error:
            day, wrong = "", error.message

    def columns() -> tuple[Column, Column]:
        one, other = (
            column_at(site.record, kind, day) if day else column(site.record, kind) for kind in ("asks", "forecasts")
        )
        return one, other

    asks, forecasts = site.remembered(("ledger", day), columns)
    return page(
        request, "ledger.html", page="ledger", given=given, day=day, wrong=wrong, asks=asks, forecasts=forecasts
    )


@router.get("/articles")
def articles(request: Request) -> HTMLResponse:
    """Articles, the latest first."""
    site = site_of(request)
    given = given_in(request)
    found = listed_articles(
        site.record, number=number_of(given), outlet=given.get("outlet"), since=given.get("from"), until=given.get("to")
    )
    outlets = site.remembered(("outlets",), site.record.outlets)
    return page(
        request,
        "articles.html",
        page="articles",
        given=given,
        outlets=outlets[:300],
        shown=shown(found, given),
    )


@router.get("/search")
def search(request: Request, q: str = "") -> HTMLResponse:
    """Sentences with the words asked for, narrowed by filters; the address can be shared."""
    site = site_of(request)
    found = asked(request, site)
    number = number_of(found.given)
    hits = []
    if q.strip() and not found.wrong:
        narrowing = narrowing_of(found)
        hits = find_sentences(site.record, q, narrowing, limit=PAGE // 2 + 1, offset=(number - 1) * (PAGE // 2))
    more = len(hits) > PAGE // 2
    listed_ = Listed(told=(), number=number, pages=number + more, total=0)
    outlets = site.remembered(("outlets",), site.record.outlets)
    return page(
        request, "search.html", page="search", q=q[:500], given=found.given, wrong=found.wrong,
        hits=hits[: PAGE // 2], first=(number - 1) * (PAGE // 2) + 1, voices=VOICES,
        filtered=bool(found.given.keys() - {"q", "p"}), shown=shown(listed_, found.given), outlets=outlets[:300],
        channels=CHANNELS,
        kinds=[kind for kind in LISTS if kind not in ("actors", "stories", "copies")],
    )  # fmt: skip


def narrowing_of(found: Asked) -> Narrowing:
    """What the filters of an address mean for sentences; lines asked for are at least as sure as what is shown."""
    given, wanted = found.given, found.wanted
    groups: tuple[frozenset[str], ...] = wanted.between or ((wanted.actor,) if wanted.actor else ())
    kind = given["kind"] if given.get("kind") in LISTS else None
    channel = given["channel"] if given.get("channel") in CHANNELS else None
    of_lines = bool(groups or kind or channel or given.get("sure"))
    return Narrowing(
        outlet=given.get("outlet"), since=wanted.since, until=wanted.until,
        voice=given["voice"] if given.get("voice") in VOICES else None,
        between=groups, kind=kind, channel=channel, min_confidence=wanted.min_confidence if of_lines else None,
    )  # fmt: skip


@router.get("/review")
def review(request: Request) -> HTMLResponse:
    """Lines that nobody has decided on, the least sure first."""
    site = site_of(request)
    found = asked(request, site)
    kind = found.given.get("kind", "")
    if kind and kind not in REVIEWED:
        raise HTTPException(404, "there is no such queue")
    told = [] if found.wrong else least_sure(site.record, (kind,) if kind else REVIEWED, found.wanted)
    return page(
        request,
        "review.html",
        page="review",
        told=told,
        sentences=in_sentences(site.record, told),
        kind=kind,
        kinds=REVIEWED,
        given=found.given,
        wrong=found.wrong,
    )


@router.get("/decisions")
def decisions(request: Request) -> HTMLResponse:
    """Every decision, the latest first, with its undoing."""
    found: list[dict[str, Any]] = site_of(request).record.lines("decisions")
    return page(request, "decisions.html", page="decisions", decisions=found[::-1][:500], total=len(found))
