"""The record as JSON under /api/v1: the same objects as `memcon show`, described by OpenAPI."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Literal

from fastapi import APIRouter, Body, Header, Query, Request
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from memcon.errors import UsageError
from memcon.ingest import decide, withdraw
from memcon.model.codec import to_plain
from memcon.model.kinds import KINDS
from memcon.model.reading import CHANNELS
from memcon.record import Filter
from memcon.record.record import decision_object
from memcon.record.search import Narrowing
from memcon.render.explanation import as_plain as explained
from memcon.views.briefing import pair_of
from memcon.views.encounter import encounter_page
from memcon.views.explanation import explain
from memcon.views.find import first_day, last_day
from memcon.views.ledger_page import as_it_stood
from memcon.views.listing import meant
from memcon.views.positions import positions as found_positions
from memcon.views.third_parties import third_parties as found_third_parties
from memcon.web.changing import VERDICTS
from memcon.web.guard import refuse_change
from memcon.web.site import Site, site_of

router = APIRouter(prefix="/api/v1", tags=["record"])
Kind = Literal[
    "articles", "actors", "statements", "events", "encounters", "differences", "asks", "forecasts", "copies",
    "relations", "stories", "decisions",
]  # fmt: skip
MOST = 1_000


@router.get("/positions", responses={200: {"description": "What actors have said on recurring subjects."}})
def positions(
    request: Request,
    between: Annotated[list[str] | None, Query(description="Twice: of both.", max_length=2)] = None,
    actor: str | None = None,
    subject: Annotated[str | None, Query(max_length=200, description="On this alone, in any words.")] = None,
    since: Annotated[str | None, Query(alias="from", description="YYYY, YYYY-MM or YYYY-MM-DD")] = None,
    until: Annotated[str | None, Query(alias="to")] = None,
    min_confidence: Annotated[float, Query(ge=0, le=1)] = 0.5,
    limit: Annotated[int, Query(ge=1, le=5 * MOST, description="Latest statements that are gone through.")] = 400,
) -> JSONResponse:
    """Positions with their shifts and contradictions, from the latest statements of those asked for."""
    site = site_of(request)
    wanted = _filter(site, between=between, actor=actor, since=since, until=until, least=min_confidence)
    groups = (*(wanted.between or ()), *((wanted.actor,) if wanted.actor else ()))
    if not groups:
        raise UsageError("name an actor, or two with between")
    wanted = replace(wanted, between=None, actor=frozenset().union(*groups))
    return JSONResponse(to_plain(found_positions(site.record, wanted, subject=subject, limit=limit)))


@router.get("/third-parties", responses={200: {"description": "What third parties did to each of two states."}})
def third_parties(
    request: Request,
    between: Annotated[list[str], Query(description="Twice: two states.", min_length=2, max_length=2)],
    since: Annotated[str | None, Query(alias="from", description="YYYY, YYYY-MM or YYYY-MM-DD")] = None,
    until: Annotated[str | None, Query(alias="to")] = None,
    min_confidence: Annotated[float, Query(ge=0, le=1)] = 0.5,
    limit: Annotated[int, Query(ge=1, le=5 * MOST, description="Latest acts that are gone through.")] = MOST,
) -> JSONResponse:
    """Rows by month, third party and which of the two it was done to, with contrasts."""
    site = site_of(request)
    wanted = _filter(site, between=between, actor=None, since=since, until=until, least=min_confidence)
    pair = pair_of(site.record, wanted)
    if pair is None:
        raise UsageError("between takes two states")
    return JSONResponse(to_plain(found_third_parties(site.record, *pair, wanted=wanted, limit=limit)))


@router.get("/{kind}", responses={200: {"description": "A list of the contract's objects of this kind."}})
def lines(
    request: Request,
    kind: Kind,
    between: Annotated[list[str] | None, Query(description="Twice: both take part.", max_length=2)] = None,
    actor: str | None = None,
    since: Annotated[str | None, Query(alias="from", description="YYYY, YYYY-MM or YYYY-MM-DD")] = None,
    until: Annotated[str | None, Query(alias="to")] = None,
    min_confidence: Annotated[float, Query(ge=0, le=1)] = 0.5,
    rejected: bool = False,
    as_of: Annotated[
        str | None, Query(description="Asks and forecasts as they stood at the end of this day: YYYY[-MM[-DD]].")
    ] = None,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 100,
    offset: Annotated[int, Query(ge=0, le=1_000_000_000)] = 0,
) -> JSONResponse:
    """Lines of one kind in the order of their dates."""
    site = site_of(request)
    if as_of is not None and kind not in ("asks", "forecasts"):
        raise UsageError("as_of is for asks and forecasts")
    if kind == "decisions":
        return JSONResponse(site.record.lines("decisions")[offset : offset + limit])
    if kind == "articles":
        return JSONResponse(site.record.article_page(limit=limit, offset=offset, since=since, until=until)[0])
    wanted = _filter(site, between=between, actor=actor, since=since, until=until, least=min_confidence)
    wanted = replace(wanted, rejected=rejected)
    if as_of is not None:
        return JSONResponse(list(as_it_stood(site.record, kind, wanted, as_of, limit=limit, offset=offset)))
    return JSONResponse(site.record.page(kind, wanted, limit=limit, offset=offset))


def _filter(
    site: Site, *, between: list[str] | None, actor: str | None, since: str | None, until: str | None, least: float
) -> Filter:
    pair = [_who(site, word) for word in between or ()]
    return Filter(
        between=(pair[0], pair[1]) if len(pair) == 2 else None,
        actor=_who(site, actor) if actor else pair[0] if len(pair) == 1 else None,
        since=first_day(since) if since else None,
        until=last_day(until) if until else None,
        min_confidence=least,
    )


def _who(site: Site, word: str) -> frozenset[str]:
    return meant(site.record, word, state_of=site.state_of)


@router.get("/lines/{key:whole}")
def line(request: Request, key: str) -> JSONResponse:
    """One line of any kind: its kind, and the object."""
    record = site_of(request).record
    found = record.several([key]).get(key)
    head = record.heads([key]).get(key)
    if found is None and head is None:
        raise UsageError(f"the record has no line with the id {key[:100]!r}")
    return JSONResponse({"kind": found[0], "line": found[1]} if found else {"kind": "articles", "line": head})


@router.get("/articles/{key:whole}")
def article(request: Request, key: str) -> JSONResponse:
    """An article with its text."""
    record = site_of(request).record
    found, head = record.article(key), record.heads([key]).get(key)
    if found is None or head is None:
        raise UsageError(f"the record has no article {key[:100]!r}")
    return JSONResponse({**head, "text": found.text})


@router.get("/explain/{key:whole}")
def explanation(request: Request, key: str) -> JSONResponse:
    """A line with its evidence in its sentences, reasons and decisions; of a former id, its successor's."""
    return JSONResponse(explained(explain(site_of(request).record, key)))


@router.get("/compare/{key:whole}")
def comparison(request: Request, key: str, min_confidence: Annotated[float, Query(ge=0, le=1)] = 0.5) -> JSONResponse:
    """The accounts of an encounter side by side, official readouts first."""
    found = encounter_page(site_of(request).record, key, min_confidence=min_confidence)
    return JSONResponse(to_plain(found.comparison))


@router.get("/search/sentences")
def search(
    request: Request,
    q: Annotated[str, Query(max_length=500, description='All of these words; "a phrase"; sanction* for beginnings.')],
    between: Annotated[list[str] | None, Query(description="Twice: a line of both.", max_length=2)] = None,
    actor: Annotated[str | None, Query(description="Sentences on which a line with this actor rests.")] = None,
    since: Annotated[str | None, Query(alias="from", description="Published from: YYYY, YYYY-MM or YYYY-MM-DD")] = None,
    until: Annotated[str | None, Query(alias="to")] = None,
    outlet: str | None = None,
    kind: Annotated[Kind | None, Query(description="A line of this kind rests on the sentence.")] = None,
    channel: Annotated[Literal[CHANNELS] | None, Query()] = None,  # type: ignore[valid-type]
    voice: Literal["reported", "factual", "opinion"] | None = None,
    min_confidence: Annotated[float | None, Query(ge=0, le=1, description="Of a line on the sentence.")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 20,
    offset: Annotated[int, Query(ge=0, le=100_000)] = 0,
) -> JSONResponse:
    """Sentences with all of the words that pass the filters, best first."""
    site = site_of(request)
    least = 0.5 if min_confidence is None else min_confidence
    wanted = _filter(site, between=between, actor=actor, since=since, until=until, least=least)
    groups = wanted.between or ((wanted.actor,) if wanted.actor else ())
    of_lines = bool(groups or kind or channel or min_confidence is not None)
    narrowing = Narrowing(
        outlet=outlet, since=wanted.since, until=wanted.until, voice=voice, between=groups, kind=kind, channel=channel,
        min_confidence=least if of_lines else None,
    )  # fmt: skip
    hits = site.record.search_where(q, narrowing, limit=limit, offset=offset)
    return JSONResponse(
        [
            {"article": h.article, "span": [h.start, h.end], "quote": h.text, "voice": h.voice, "score": h.score}
            for h in hits
        ]
    )


@router.get("/session/token", tags=["changes"])
def session(request: Request) -> JSONResponse:
    """The token that a change made in this session has to carry as X-Memcon-Token, beside the session's cookie."""
    return JSONResponse({"token": request.state.token, "kinds": list(KINDS)})


@router.post("/decisions", tags=["changes"], status_code=201)
def decided(
    request: Request,
    target: Annotated[str, Body()],
    verdict: Annotated[Literal["accept", "reject", "merge", "split", "set"], Body()],
    field: Annotated[str | None, Body()] = None,
    value: Annotated[str | None, Body(max_length=4000)] = None,
    note: Annotated[str | None, Body(max_length=4000)] = None,
    x_memcon_token: Annotated[str, Header()] = "",
) -> JSONResponse:
    """Keeps a decision and links anew."""
    _demand(request, x_memcon_token)
    site = site_of(request)
    with site.changing() as record:
        made = decide(
            record, site.settings, VERDICTS[verdict], target, field=field, value=value, note=note,
            author=request.state.author,
        )  # fmt: skip
    return JSONResponse(decision_object(made), status_code=201)


@router.delete("/decisions/{key}", tags=["changes"])
def withdrawn(request: Request, key: str, x_memcon_token: Annotated[str, Header()] = "") -> JSONResponse:
    """Withdraws a decision and links anew."""
    _demand(request, x_memcon_token)
    site = site_of(request)
    with site.changing() as record:
        withdraw(record, site.settings, key)
    return JSONResponse({"withdrawn": key})


def _demand(request: Request, token: str) -> None:
    refused = refuse_change(request, token)
    if refused:
        raise HTTPException(403, refused)
