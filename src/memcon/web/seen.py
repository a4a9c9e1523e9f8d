"""What changed since the last visit: the record's sizes as they were then, kept in the visitor's own cookie."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse

COOKIE = "memcon_seen"
KINDS = ("articles", "encounters", "differences", "asks", "forecasts", "events", "statements", "decisions")
_COUNTS = re.compile(r"\d{1,12}(?:-\d{1,12}){7}")
router = APIRouter(include_in_schema=False)


def sizes_word(sizes: Mapping[str, int]) -> str:
    """The sizes as the cookie keeps them."""
    return "-".join(str(sizes.get(kind, 0)) for kind in KINDS)


def since(request: Request, sizes: Mapping[str, int]) -> str:
    """What there is more or less of than at the last visit, in words; empty when nothing or at the first visit."""
    kept = request.cookies.get(COOKIE, "")
    if not _COUNTS.fullmatch(kept):
        return ""
    parts = []
    for kind, before in zip(KINDS, (int(number) for number in kept.split("-")), strict=True):
        change = sizes.get(kind, 0) - before
        if change:
            name = kind[:-1] if abs(change) == 1 else kind
            parts.append(f"{abs(change)} {name} {'more' if change > 0 else 'fewer'}")
    return ", ".join(parts) + "." if parts else ""


@router.post("/seen")
def seen(request: Request, token: Annotated[str, Form()] = "") -> RedirectResponse:
    """Remembers the record's sizes as seen now."""
    from memcon.web.changing import demand
    from memcon.web.site import site_of

    demand(request, token)
    response = RedirectResponse("/", status_code=303)
    keep(response, site_of(request).record.sizes())
    return response


def keep(response: RedirectResponse, sizes: Mapping[str, int]) -> None:
    """Sets the cookie for a year."""
    response.set_cookie(COOKIE, sizes_word(sizes), max_age=31_536_000, httponly=True, samesite="strict")
