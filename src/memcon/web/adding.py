"""Adding articles: dropped files and pasted addresses, read in the background, with progress and errors per article."""

from __future__ import annotations

import asyncio
import json
import re
import secrets
import shutil
import tempfile
import threading
from collections import OrderedDict
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse, StreamingResponse
from starlette.exceptions import HTTPException

from memcon.errors import MemconError, UsageError
from memcon.ingest import Tally, build
from memcon.web.changing import demand
from memcon.web.site import Site, page, site_of

router = APIRouter(include_in_schema=False)
MOST_ADDRESSES = 500
MOST_FILES = 2_000
KEPT = 20
_UNSAFE = re.compile(r"[^\w.() -]+")
_WEB = re.compile(r"https?://\S+\Z", re.IGNORECASE)


@dataclass(slots=True)
class Job:
    """One batch of articles being read; changed by its thread alone."""

    id: str
    given: int
    tally: Tally = field(default_factory=Tally)
    errors: list[str] = field(default_factory=list)
    failed: str = ""
    ended: bool = False

    def state(self) -> dict[str, Any]:
        """How far it is, as the page shows it."""
        tally = self.tally
        words = f"{tally.taken} taken, {tally.fresh} read, {tally.unread} unread, {len(self.errors)} refused"
        if self.failed:
            words = f"Stopped: {self.failed}"
        elif self.ended:
            words = f"Done: {words}"
        elif tally.taken and tally.fresh + len(self.errors) >= max(tally.taken, self.given):
            words = f"Linking: {words}"
        return {
            "words": words, "done": tally.taken, "expected": tally.expected or self.given, "errors": self.errors,
            "ended": self.ended,
        }  # fmt: skip


class Jobs:
    """The latest jobs of a server by id."""

    def __init__(self) -> None:
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lock = threading.Lock()

    def new(self, given: int) -> Job:
        """A job that is not started yet."""
        job = Job(id=secrets.token_hex(8), given=given)
        with self._lock:
            self._jobs[job.id] = job
            while len(self._jobs) > KEPT:
                self._jobs.popitem(last=False)
        return job

    def get(self, job_id: str) -> Job:
        """A job by id; 404 when it is forgotten."""
        with self._lock:
            job = self._jobs.get(job_id)
        if job is None:
            raise HTTPException(404, "this batch is no longer remembered; its articles are in the record")
        return job


def jobs_of(request: Request) -> Jobs:
    """The jobs of the server that is asked."""
    jobs: Jobs = request.app.state.jobs
    return jobs


@router.get("/add")
def add_page(request: Request) -> HTMLResponse:
    """Where files are dropped and addresses pasted."""
    return page(request, "add.html", page="add", most=MOST_ADDRESSES)


@router.post("/add")
def add(
    request: Request,
    files: Annotated[list[UploadFile] | None, File()] = None,
    addresses: Annotated[str, Form()] = "",
    token: Annotated[str, Form()] = "",
) -> RedirectResponse:
    """Starts reading what was given."""
    demand(request, token)
    urls = _addresses(addresses)
    named = [file for file in files or () if file.filename]
    if not urls and not named:
        raise UsageError("drop a file or paste an address")
    if len(named) > MOST_FILES:
        raise UsageError(f"at most {MOST_FILES} files at once; `memcon build` takes any number")
    folder = Path(tempfile.mkdtemp(prefix="memcon-add-"))
    for file in named:
        with (folder / _name(folder, file.filename or "")).open("wb") as out:
            shutil.copyfileobj(file.file, out)
    job = jobs_of(request).new(len(named) + len(urls))
    listed = (folder / "manifest.csv").exists()
    paths = [*([str(folder)] if listed else map(str, sorted(folder.iterdir()))), *urls]
    threading.Thread(target=_run, args=(site_of(request), job, paths, folder), daemon=True).start()
    return RedirectResponse(f"/added/{job.id}", status_code=303)


def _addresses(words: str) -> list[str]:
    """The addresses in what was pasted; UsageError names the first line that is none."""
    lines = [line.strip() for line in words.splitlines()]
    found = [line for line in lines if line and not line.startswith("#")]
    for line in found:
        if not _WEB.match(line):
            raise UsageError(f"{line[:100]!r} is no http or https address")
    if len(found) > MOST_ADDRESSES:
        raise UsageError(f"at most {MOST_ADDRESSES} addresses at once; `memcon build -` takes any number")
    return list(dict.fromkeys(found))


def _name(folder: Path, given: str) -> str:
    """A plain file name that is free in the folder, its ending kept."""
    name = _UNSAFE.sub("_", given.replace("\\", "/").rpartition("/")[2]).lstrip(". ")[-120:] or "article.txt"
    number, free = 1, name
    while (folder / free).exists():
        number += 1
        free = f"{number}-{name}"
    return free


def _run(site: Site, job: Job, paths: list[str], folder: Path) -> None:
    def watch(tally: Tally) -> None:
        job.tally = tally
        job.errors = [_words(error, folder) for error in list(tally.refused)]

    try:
        with site.changing(wait=3600) as record:
            watch(build(paths, record, site.settings, watch=watch))
    except MemconError as error:
        job.failed = _words(error, folder)
    except Exception as error:
        job.failed = f"an error in memcon ({type(error).__name__}); what was read is kept"
        raise
    finally:
        job.ended = True
        shutil.rmtree(folder, ignore_errors=True)


def _words(error: MemconError, folder: Path) -> str:
    """The error with the file's own name instead of where it lay for a while."""
    return str(error).replace(f"{folder}/", "").replace(str(folder), "the files")


@router.get("/added/{job_id}")
def added(request: Request, job_id: str) -> HTMLResponse:
    """How a batch goes or went."""
    return page(request, "added.html", page="add", job=jobs_of(request).get(job_id), state=_state(request, job_id))


def _state(request: Request, job_id: str) -> dict[str, Any]:
    return jobs_of(request).get(job_id).state()


@router.get("/added/{job_id}/events")
async def events(request: Request, job_id: str) -> StreamingResponse:
    """The progress of a batch as server-sent events, until it has ended."""
    job = jobs_of(request).get(job_id)

    async def stream() -> AsyncIterator[str]:
        last = ""
        while True:
            now = json.dumps(job.state())
            if now != last:
                yield f"data: {now}\n\n"
                last = now
            if job.ended or await request.is_disconnected():
                return
            await asyncio.sleep(0.25)

    return StreamingResponse(stream(), media_type="text/event-stream")
