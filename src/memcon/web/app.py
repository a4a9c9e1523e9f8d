"""The server of the pages: one record, asked on this machine unless told otherwise."""

from __future__ import annotations

import gc
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from memcon import __version__
from memcon.errors import MemconError, UsageError
from memcon.ingest import Settings, rehearse
from memcon.web import pages
from memcon.web.adding import Jobs
from memcon.web.guard import Guard, Guarding
from memcon.web.linking import SHORT
from memcon.web.schemas import described
from memcon.web.site import Site, page
from memcon.web.templating import STATIC


class Assets(StaticFiles):
    """Stylesheets and scripts; their addresses change with their bytes, so they may be kept."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """One file."""
        response = await super().get_response(path, scope)
        response.headers["cache-control"] = "public, max-age=86400"
        return response


def create_app(
    path: Path, *, settings: Settings | None = None, guarding: Guarding | None = None, patience: float | None = SHORT
) -> FastAPI:
    """The pages of the record at `path`; errors of opening name it.

    The answer to a correction waits `patience` seconds for linking, with None until it is done.
    """
    app = FastAPI(
        lifespan=_lifespan,
        title="memcon",
        version=__version__,
        description="The record of who said and did what, as the objects that `memcon show` gives.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
    )
    guarding = guarding or Guarding()
    app.state.site = Site(path, settings=settings or Settings(), guarding=guarding, patience=patience)
    app.state.jobs = Jobs()
    for router in pages.routers():
        app.include_router(router)
    app.mount("/static", Assets(directory=STATIC), name="static")
    app.add_exception_handler(MemconError, _handler(_memcon_status))
    app.add_exception_handler(HTTPException, _handler(lambda error: error.status_code))
    app.add_middleware(Guard, guarding=guarding)
    app.openapi = partial(_described, app)  # type: ignore[method-assign]
    return app


def _ready(site: Site) -> None:
    """Links what a server that was killed had kept, and reckons the front page, that its first visitor need not wait.

    Then linking is rehearsed, that the first correction need not wait for tables and models. What goes wrong here
    meets whoever asks.
    """
    with suppress(MemconError):
        kept = {decision.id for decision in site.record.decisions()}
        if kept != site.record.link_state().decided:
            site.linker.soon()
        pages.front_of(site)
        if not site.linker.pending:
            rehearse(site.record, site.settings)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """While the server runs; corrections that were kept are linked before it ends."""
    app.state.ready = threading.Thread(target=_ready, args=(app.state.site,), daemon=True)
    app.state.ready.start()
    gc.collect()
    gc.freeze()  # what was loaded stays; looking through it for garbage would hold up a page now and then
    yield
    await run_in_threadpool(app.state.ready.join, 60)  # a model must not be asked while the interpreter ends
    await run_in_threadpool(app.state.site.linker.finish)


def _described(app: FastAPI) -> dict[str, Any]:
    """What OpenAPI says of the JSON, made when first asked for."""
    if app.openapi_schema is None:
        app.openapi_schema = described(
            get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
        )
    return app.openapi_schema


def _memcon_status(error: Any) -> int:
    if isinstance(error, UsageError):
        return 404 if "no " in error.message else 400
    return 503


def _handler(status_of: Callable[[Any], int]) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def handle(request: Request, error: Exception) -> Response:
        status = status_of(error)
        words = error.message if isinstance(error, MemconError) else str(getattr(error, "detail", error))
        if request.url.path.startswith("/api/"):
            return JSONResponse({"error": words}, status_code=status)
        if request.headers.get("hx-request"):
            return page(request, "refused.html", words=words, status=status)
        head = {404: "Not on record", 403: "Not taken", 503: "The record cannot be used now"}.get(status, "Not done")
        return page(request, "error.html", head=head, words=words, status=status)

    return handle
