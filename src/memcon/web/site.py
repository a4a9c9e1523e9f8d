"""What the pages of one server share: the record, who may change it, what was worked out before."""

from __future__ import annotations

import gc
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from starlette.convertors import PathConvertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import HTMLResponse

from memcon.errors import ModelMissing, RecordLocked
from memcon.ingest import Settings
from memcon.lexicon import load_lexicon
from memcon.lexicon.lexicon import Lexicon
from memcon.record import Record, open_record
from memcon.views.feelings import Heads
from memcon.web.guard import Guarding
from memcon.web.linking import SHORT, Linker
from memcon.web.templating import ServerLinks, fill

T = TypeVar("T")


class Whole(PathConvertor):
    """The rest of an address, line ends and all: ids are whatever the articles' givers made them."""

    regex = r"[\s\S]*"


register_url_convertor("whole", Whole())
KEPT = 128
PATIENCE = 15.0


class Site:
    """One record as served. Reading needs no lock; builds and linking wait for each other, decisions for neither."""

    def __init__(self, path: Path, *, settings: Settings, guarding: Guarding, patience: float | None = SHORT) -> None:
        self.path = path
        self.settings = settings
        self.guarding = guarding
        self.record = open_record(path)
        self.links = ServerLinks()
        self._changing = threading.Lock()
        self._memo: OrderedDict[tuple[object, ...], Any] = OrderedDict()
        self._memo_lock = threading.Lock()
        size = self.record.article_page(limit=1)[1]
        self.linker = Linker(lambda wait: self.changing(wait=wait), settings, size=size, patience=patience)

    @contextmanager
    def changing(self, *, wait: float = PATIENCE) -> Iterator[Record]:
        """The record open for writing, one change at a time; RecordLocked after `wait` seconds of another's."""
        if not self._changing.acquire(timeout=wait):
            raise RecordLocked(
                "articles are being read into this record; try again when they are", source=str(self.path)
            )
        try:
            with open_record(self.path, write=True) as record:
                yield record
        finally:
            self._changing.release()

    @contextmanager
    def keeping(self) -> Iterator[Record]:
        """The record open for keeping a decision, also while articles are read or lines are linked: it is one row."""
        with open_record(self.path, write=True) as record:
            yield record

    def state_of(self, word: str) -> str | None:
        """The code of a state by any of its names; the lexicon is loaded when first asked."""
        return self._lexicon.state_of(word)

    @cached_property
    def _lexicon(self) -> Lexicon:
        found = load_lexicon(self.settings.lexicon)
        gc.freeze()  # it stays as long as the server; no page waits while it is looked through for garbage
        return found

    @cached_property
    def meaning(self) -> Heads | None:
        """The model whose head tells feelings, loaded when first asked; None where its files are missing."""
        from memcon.encoder import load

        try:
            return load("meaning")
        except ModelMissing:
            return None

    def remembered(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        """What `make` gives, worked out once as long as the lines of the record stay as they are."""
        full = (self.record.linked_with(), self.linker.asked, *key)
        with self._memo_lock:
            if full in self._memo:
                self._memo.move_to_end(full)
                found: T = self._memo[full]
                return found
        made = make()
        with self._memo_lock:
            self._memo[full] = made
            while len(self._memo) > KEPT:
                self._memo.popitem(last=False)
        return made


def site_of(request: Request) -> Site:
    """The site that a request asks."""
    site: Site = request.app.state.site
    return site


def here(request: Request) -> str:
    """The address of the page asked for, to come back to."""
    query = f"?{request.url.query}" if request.url.query else ""
    return f"{request.url.path}{query}"


def page(request: Request, template: str, /, *, status: int = 200, **values: Any) -> HTMLResponse:
    """A page as the answer to a request."""
    site = site_of(request)
    values = {"token": request.state.token, "back": here(request), "linker": site.linker} | values
    return HTMLResponse(fill(template, site.links, values), status_code=status)
