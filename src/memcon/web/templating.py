"""Templates filled so that no word of an article is ever markup, and addresses for server and static pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote, urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from memcon.render.safe import printable
from memcon.views.dates import days_in_words, span_in_words
from memcon.views.naming import clip

HERE = Path(__file__).resolve().parent
STATIC = HERE / "static"
_SAFE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}")
_WEB = re.compile(r"https?://", re.IGNORECASE)


class Links(Protocol):
    """How pages are addressed. `live` says whether there is a server that takes corrections."""

    live: bool

    def to(self, kind: str, key: str = "", **query: object) -> str:
        """The address of a page; empty when there is none."""

    def asset(self, name: str) -> str:
        """The address of a stylesheet or script."""


class ServerLinks:
    """Addresses below the root of a running server."""

    live = True

    def to(self, kind: str, key: str = "", **query: object) -> str:
        """The address of a page."""
        path = "/" if kind == "front" else f"/{kind}"
        if key:
            path += "/" + quote(key, safe="/" if kind == "pair" else "", errors="replace")
        asked = {name: value for name, value in query.items() if value not in (None, "")}
        return path + (f"?{urlencode(asked, errors='replace')}" if asked else "")

    def asset(self, name: str) -> str:
        """The address of a stylesheet or script, new whenever its bytes are."""
        return f"/static/{name}?v={_version(name)}"


class SiteLinks:
    """Addresses of files in an exported folder, relative to the page that they stand on."""

    live = False

    def __init__(self, *, depth: int, known: frozenset[tuple[str, str]]) -> None:
        self._up = "../" * depth
        self._known = known

    def to(self, kind: str, key: str = "", **query: object) -> str:
        """The relative address of a page, empty when it is not among those written."""
        del query
        if (kind, key) not in self._known:
            return ""
        return self._up + site_path(kind, key)

    def asset(self, name: str) -> str:
        """The relative address of a stylesheet or script."""
        return f"{self._up}static/{name}"


def site_path(kind: str, key: str = "") -> str:
    """The file of a page in an exported folder; ids that are no plain file names are replaced by their digest."""
    if kind == "front":
        return "index.html"
    if not key:
        return f"{kind}.html"
    name = key.replace("/", "_") if kind == "pair" else key
    if not _SAFE_NAME.fullmatch(name):
        name = sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:24]
    return f"{kind}/{name}.html"


@cache
def _version(name: str) -> str:
    return sha256((STATIC / name).read_bytes()).hexdigest()[:10]


def _finalize(value: object) -> object:
    """Text with controls and direction marks made visible; markup of our own templates as it is."""
    if value is None:
        return ""
    if isinstance(value, str) and not isinstance(value, Markup):
        return printable(value.replace("\r\n", "\n")).encode("utf-8", "replace").decode("utf-8")
    return value


def percent(value: float) -> str:
    """A probability in words of the page: 87 %."""
    return f"{value:.0%}".replace("%", "\u202f%")


def signed(value: float) -> str:
    """A score with its sign: +2.0, −1.5, 0.0."""
    shown = f"{value:+.1f}"
    return "0.0" if shown in ("+0.0", "-0.0") else shown.replace("-", "\u2212")


def web_address(value: str | None) -> str:
    """An address that may be linked: http or https; empty for anything else."""
    return value if value and _WEB.match(value) else ""


@cache
def environment() -> Environment:
    """The one template environment."""
    env = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters |= {
        "clip": clip,
        "percent": percent,
        "signed": signed,
        "web_address": web_address,
        "day": span_in_words,
        "days": days_in_words,
    }
    return env


def fill(name: str, links: Links, values: Mapping[str, Any]) -> str:
    """A page as HTML."""
    base = {
        "to": links.to,
        "asset": links.asset,
        "live": links.live,
        "token": "",
        "back": "",
        "page": "",
        "q": "",
        "own": "",
        "linker": None,
    }
    return environment().get_template(name).render(base | dict(values))
