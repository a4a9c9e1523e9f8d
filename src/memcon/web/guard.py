"""Who may ask, and for what: names of this host, one's own pages, a token for every change, strict headers."""

from __future__ import annotations

import base64
import binascii
import hmac
import secrets
from dataclasses import dataclass, field
from hashlib import sha256
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "memcon_session"
LARGEST = 500_000_000
LARGEST_FORM = 1_000_000
LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]", "::1"})

POLICY = "; ".join(
    (
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "connect-src 'self'",
        "font-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'", "object-src 'none'",
    )
)  # fmt: skip
CHART_STYLE = "'sha256-BOxwqkfusZrxf/dbg2N1hh9ai4UxQ5HsO5m6DcQd7R0='"
"""The one rule that Observable Plot writes into its own drawings, on pages of pairs alone, by its digest."""
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarding:
    """What is demanded of a request. `password` None: nobody but this machine can ask, so none is needed.

    `hosts` are the names by which the pages may be called (without port); None only where a password guards.
    """

    hosts: frozenset[str] | None = LOOPBACK
    password: str | None = None
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))


class Guard:
    """The outermost layer: refuses foreign host names and wrong passwords, sets the session and the headers."""

    def __init__(self, app: ASGIApp, guarding: Guarding) -> None:
        self.app = app
        self.guarding = guarding

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refused = self._refusal(scope["method"], scope["path"], headers)
        session = Request(scope).cookies.get(COOKIE) or ""
        fresh = "" if _plausible(session) else secrets.token_urlsafe(24)
        scope.setdefault("state", {})
        scope["state"]["token"] = token_of(self.guarding, fresh or session)
        scope["state"]["session"] = fresh or session
        scope["state"]["author"] = _user(headers) if self.guarding.password else None

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                out = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    out[name] = value
                if scope["path"].startswith("/pair/"):
                    out["content-security-policy"] = POLICY.replace(
                        "style-src 'self'", f"style-src 'self' {CHART_STYLE}"
                    )
                if not scope["path"].startswith("/static/"):
                    out.setdefault("cache-control", "no-store")
                    if fresh:
                        out.append("set-cookie", f"{COOKIE}={fresh}; Path=/; HttpOnly; SameSite=Strict")
            await send(message)

        await (refused or self.app)(scope, receive, sending)

    def _refusal(self, method: str, path: str, headers: Headers) -> PlainTextResponse | None:
        host = _name(headers.get("host", ""))
        if self.guarding.hosts is not None and host not in self.guarding.hosts:
            return PlainTextResponse("memcon answers under the names of its own host only", status_code=421)
        if self.guarding.password is not None and not _may(headers, self.guarding.password):
            return PlainTextResponse(
                "a password is needed", status_code=401, headers={"www-authenticate": 'Basic realm="memcon"'}
            )
        return _too_large(method, path, headers)


def _too_large(method: str, path: str, headers: Headers) -> PlainTextResponse | None:
    """Refuses bodies of unstated or too great length, before a byte of them is kept."""
    if method in ("GET", "HEAD", "DELETE"):
        return None
    length = headers.get("content-length", "")
    if not length.isdecimal() or len(length) > 15:
        return PlainTextResponse("the length of what is sent must be stated", status_code=411)
    most = LARGEST if path == "/add" else LARGEST_FORM
    return PlainTextResponse("this is too much at once", status_code=413) if int(length) > most else None


def _plausible(session: str) -> bool:
    return 20 <= len(session) <= 64 and session.isascii()


def _name(host: str) -> str:
    """The host without its port, lower case."""
    name = host.strip().lower()
    if name.startswith("["):
        return name.partition("]")[0] + "]"
    return name.partition(":")[0]


def _basic(headers: Headers) -> tuple[str, str] | None:
    scheme, _, given = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return "", given.strip()
    if scheme.lower() != "basic":
        return None
    try:
        user, _, password = base64.b64decode(given.strip(), validate=True).decode("utf-8").partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return user, password


def _may(headers: Headers, password: str) -> bool:
    given = _basic(headers)
    return given is not None and hmac.compare_digest(given[1].encode(), password.encode())


def _user(headers: Headers) -> str | None:
    given = _basic(headers)
    return given[0][:80] or None if given else None


def token_of(guarding: Guarding, session: str) -> str:
    """The token that a change made in this session has to carry."""
    return hmac.new(guarding.secret, session.encode("utf-8", "replace"), sha256).hexdigest()


def refuse_change(request: Request, token: str) -> str | None:
    """Why a change is refused, None when it comes from one of our own pages and carries its token."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return "changes are taken from memcon's own pages only"
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc.lower() != request.headers.get("host", "").lower():
        return "changes are taken from memcon's own pages only"
    if not hmac.compare_digest(token.encode("utf-8", "replace"), request.state.token.encode()):
        return "this form has grown old; load the page anew and try again"
    return None
