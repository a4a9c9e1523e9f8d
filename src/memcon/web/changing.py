"""Corrections: every change is a decision row with time and author, undone by its withdrawal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from memcon.errors import MemconError, UsageError
from memcon.ingest import keep_decision, keep_withdrawal
from memcon.model.decision import Verdict
from memcon.record import Record
from memcon.views.correcting import correctable
from memcon.views.naming import labels_for
from memcon.views.telling import rejected_by, tell
from memcon.web.guard import refuse_change
from memcon.web.site import page, site_of

router = APIRouter(include_in_schema=False)
VERDICTS: dict[str, Verdict] = {
    "accept": "accept", "reject": "reject", "merge": "merge", "split": "split", "set": "set",
}  # fmt: skip
LONGEST = 4_000
APART = "the decision is kept, but linking still holds the two apart; undo it, or correct their kinds and dates first"
Words = Annotated[str, Form()]


def demand(request: Request, token: str) -> None:
    """Goes on only when the change comes from one of our pages with its token; 403 otherwise."""
    refused = refuse_change(request, token)
    if refused:
        raise HTTPException(403, refused)


@router.post("/decide")
def decided(
    request: Request,
    line: Words,
    token: Words = "",
    verdict: Words = "",
    field: Words = "",
    value: Words = "",
    note: Words = "",
    back: Words = "/",
) -> Response:
    """Keeps a decision; the line as it now stands, or the page it was made on. Linking may go on after that."""
    demand(request, token)
    site = site_of(request)
    try:
        if verdict not in VERDICTS:
            raise UsageError(f"a line cannot be {verdict[:40]!r}")
        if max(len(value), len(note)) > LONGEST:
            raise UsageError(f"a value or note may have {LONGEST} characters")
        if verdict == "merge" and not value.strip():
            raise UsageError("name the line that it is one with")
        value = _other(site.record, line, value.strip()) if verdict == "merge" else value
        with site.keeping() as record:
            keep_decision(
                record, site.settings, VERDICTS[verdict], line, field=field or None,
                value=value.strip() if verdict in ("set", "merge") else None,
                note=note.strip() or None, author=request.state.author,
            )  # fmt: skip
    except MemconError as error:
        if not request.headers.get("hx-request"):
            raise
        return _fragment(request, line, back, refused=error.message)
    site.linker.soon()
    apart = site.linker.wait() and verdict == "merge" and len(site.record.several([line, value.strip()])) == 2
    return _answer(request, line, back, warning=APART if apart else "")


def _other(record: Record, line: str, word: str) -> str:
    """The id of the line that a merge names; an actor may be named by a name that no other bears."""
    found = record.several([line, word])
    if word in found or line not in found or found[line][0] != "actors":
        return word
    folded = word.casefold()
    same = [
        actor["id"]
        for actor in record.named(word, limit=50)
        if actor["id"] != line and folded in (name.casefold() for name in (actor["name"], *actor["aliases"]))
    ]
    return same[0] if len(same) == 1 else word


@router.post("/withdraw")
def withdrawn(request: Request, decision: Words, line: Words = "", token: Words = "", back: Words = "/") -> Response:
    """Withdraws a decision; the line as it now stands, or the page it was asked on."""
    demand(request, token)
    site = site_of(request)
    try:
        with site.keeping() as record:
            keep_withdrawal(record, decision)
    except MemconError as error:
        if not request.headers.get("hx-request"):
            raise
        return _fragment(request, line, back, refused=error.message)
    site.linker.soon()
    site.linker.wait()
    return _answer(request, line, back)


@router.get("/standing/{key:whole}")
def stands_now(request: Request, key: str, back: str = "/") -> HTMLResponse:
    """A line as it stands now, asked for while what was corrected is being linked."""
    return _fragment(request, key, back)


@router.get("/linking")
def linking(request: Request) -> HTMLResponse:
    """Whether corrections are still being linked, in words for the head of a page."""
    return page(request, "linking.html")


def _answer(request: Request, line: str, back: str, *, warning: str = "") -> Response:
    if request.headers.get("hx-request"):
        return _fragment(request, line, back, refused=warning)
    found = standing(site_of(request).record, line)
    anchor = f"#line-{quote(found[1]['id'], errors='replace')}" if found else ""
    return RedirectResponse(_own(back, line, found) + anchor, status_code=303)


def _own(back: str, line: str, found: tuple[str, Mapping[str, Any]] | None) -> str:
    """The page to go back to: one of ours; the page of a line under its new id, if it has one."""
    if not back.startswith("/") or back.startswith("//") or "\\" in back or any(ord(c) < 33 for c in back):
        return "/"
    if found and found[1]["id"] != line:
        back = back.replace(quote(line, safe=""), quote(found[1]["id"], safe="", errors="replace"))
    return back.partition("#")[0]


def standing(record: Record, line_id: str) -> tuple[str, dict[str, Any]] | None:
    """(kind, object) of a line under this id, or of what took its place; None when nothing did."""
    found = record.several([line_id]).get(line_id)
    if found is None:
        former = record.successor(line_id)
        found = record.several([former[1]]).get(former[1]) if former and former[1] else None
    return found


def _fragment(request: Request, line: str, back: str, *, refused: str = "") -> HTMLResponse:
    record = site_of(request).record
    found = standing(record, line)
    decisions = record.lines("decisions")
    told = tell(*found, labels_for(record, found[1]), decisions) if found else None
    if told and site_of(request).linker.pending:  # the line's own mark is older than what was decided
        told = replace(told, rejected=rejected_by(told.verdicts))
    last = next(
        (d for d in reversed(decisions) if d["withdrawn_at"] is None and line in (d["target"], d["value"])), None
    )
    return page(request, "changed.html", t=told, last=last, gone=line, refused=refused, back=back)


@router.get("/correct/{key:whole}")
def correct(request: Request, key: str, back: str = "/") -> HTMLResponse:
    """The forms that correct a line, for opening beside it."""
    record = site_of(request).record
    found = standing(record, key)
    if found is None:
        raise UsageError(f"the record has no line {key!r}")
    kind, line = found
    return page(request, "correct.html", kind=kind, id=line["id"], can=correctable(record, kind, line), back=back)
