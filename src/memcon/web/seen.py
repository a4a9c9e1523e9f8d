"""What changed since the last visit: the run last seen and the last decision, kept in the visitor's own cookie."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from memcon.record import Record
from memcon.views.changed import Since, changed_since, stamp
from memcon.web.site import page, site_of

COOKIE = "memcon_seen"
YEAR = 31_536_000
ON_FRONT = 5
ON_PAGE = 100
_KEPT = re.compile(r"(\d{1,9})-(\d{1,20})")
router = APIRouter(include_in_schema=False)


def word_now(record: Record) -> str:
    """The state of a record as the cookie keeps it: its last run and its last decision."""
    return f"{record.run()}-{stamp(record.lines('decisions'))}"


def visit(request: Request, *, limit: int = ON_FRONT) -> tuple[Since | None, bool]:
    """(what changed since the last visit, None at the first; whether this visit is to be remembered as the first).

    A record made anew has fewer runs than were seen: then this visit is the first.
    """
    record = site_of(request).record
    kept = _KEPT.fullmatch(request.cookies.get(COOKIE, ""))
    if kept is None or int(kept[1]) > record.run():
        return None, True
    return changed_since(record, int(kept[1]), kept[2].ljust(20, "0") if kept[2] != "0" else "0", limit=limit), False


@router.get("/changes")
def changes(request: Request) -> HTMLResponse:
    """All that changed since the last visit."""
    changed, first = visit(request, limit=ON_PAGE)
    answer = page(request, "changes.html", page="front", changed=changed)
    if first:
        keep(answer, site_of(request).record)
    return answer


@router.post("/seen")
def seen(request: Request, token: Annotated[str, Form()] = "") -> RedirectResponse:
    """Remembers the record as seen now."""
    from memcon.web.changing import demand

    demand(request, token)
    response = RedirectResponse("/", status_code=303)
    keep(response, site_of(request).record)
    return response


def keep(response: Response, record: Record) -> None:
    """Sets the cookie for a year."""
    response.set_cookie(COOKIE, word_now(record), max_age=YEAR, httponly=True, samesite="strict")
