"""Pages fetched from the web: politely, within bounds, and never from inside one's own network."""

from __future__ import annotations

import ssl
import time
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from memcon.errors import FetchError, TooLargeError
from memcon.sources.addresses import canonical_url, host_of
from memcon.sources.hosts import allowed_addresses
from memcon.sources.robots import MAX_BYTES, Robots
from memcon.sources.settings import TakeSettings
from memcon.sources.unpacking import decoded

if TYPE_CHECKING:
    import httpx

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ACCEPT = (
    "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/xml;q=0.9,text/plain;q=0.8"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """An answer: `url` is where it came from at last, `type` its media type, `charset` as declared."""

    url: str
    data: bytes
    type: str
    charset: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    status: int
    headers: dict[str, str]
    data: bytes


class Fetcher:
    """Fetches single addresses; holds the robots.txt files that it has read."""

    def __init__(self, settings: TakeSettings) -> None:
        self._settings = settings
        self._client: httpx.Client | None = None
        self._pages = 0
        self._robots = Robots(fetch=self._robots_file)

    def close(self) -> None:
        """Let go of the connections."""
        if self._client is not None:
            self._client.close()

    def page(self, url: str) -> Fetched:
        """What the address answers, redirects followed; FetchError or TooLargeError says why nothing is had."""
        self._pages += 1
        if self._pages > self._settings.max_pages:
            raise FetchError(f"is past the limit of {self._settings.max_pages:,} addresses a run", source=url)
        deadline = time.monotonic() + self._settings.timeout
        limit = min(self._settings.max_bytes, self._settings.max_page_bytes)
        final, answer = self._follow(url, limit=limit, deadline=deadline, polite=True)
        if answer.status != 200:
            raise FetchError(f"the server answered {answer.status}", source=url)
        media, _, parameters = answer.headers.get("content-type", "").partition(";")
        return Fetched(url=final, data=answer.data, type=media.strip().lower(), charset=_charset(parameters))

    def _robots_file(self, url: str) -> tuple[int, bytes]:
        deadline = time.monotonic() + self._settings.timeout
        try:
            _, answer = self._follow(url, limit=MAX_BYTES, deadline=deadline, polite=False)
        except TooLargeError:
            raise FetchError(f"it is over {MAX_BYTES:,} bytes", source=url) from None
        return answer.status, answer.data

    def _follow(self, url: str, *, limit: int, deadline: float, polite: bool) -> tuple[str, _Answer]:
        """The last address of a chain of redirects and its answer; each hop is checked as the first was."""
        source = url
        for _ in range(self._settings.max_redirects + 1):
            addresses = self._addresses(url, source)
            if polite:
                self._robots.check(url, source=source)
            answer = self._get(url, addresses, limit=limit, deadline=deadline, source=source)
            if answer.status not in _REDIRECTS or "location" not in answer.headers:
                return url, answer
            target = canonical_url(urljoin(url, answer.headers["location"]))
            if target is None:
                raise FetchError("leads on to what is no http or https address", source=source)
            url = target
        raise FetchError(f"leads on more than {self._settings.max_redirects} times", source=source)

    def _addresses(self, url: str, source: str) -> tuple[str, ...]:
        host, parts = host_of(url) or "", urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        return allowed_addresses(host, port, allow_private=self._settings.allow_private, source=source)

    def _get(self, url: str, addresses: tuple[str, ...], *, limit: int, deadline: float, source: str) -> _Answer:
        import httpx

        reason = "no address answered"
        for address in addresses[:3]:
            try:
                return self._ask(url, address, limit=limit, deadline=deadline, source=source)
            except httpx.ConnectError as error:
                reason = f"no connection: {error}"
            except httpx.TimeoutException:
                raise FetchError(f"no answer within {self._settings.timeout:g} s", source=source) from None
            except (httpx.HTTPError, httpx.InvalidURL, ssl.SSLError, OSError, ValueError) as error:
                raise FetchError(f"could not be fetched: {error}", source=source) from None
            except zlib.error:
                raise FetchError("the answer's compression is damaged", source=source) from None
        raise FetchError(reason, source=source)

    def _ask(self, url: str, address: str, *, limit: int, deadline: float, source: str) -> _Answer:
        """One answer from one checked address: the name is not resolved a second time (DNS rebinding)."""
        import httpx

        client = self._connected()
        left = max(0.1, deadline - time.monotonic())
        request = client.build_request(
            "GET",
            httpx.URL(url).copy_with(host=address),
            headers={"Host": urlsplit(url).netloc},
            extensions={"sni_hostname": host_of(url) or "", "timeout": httpx.Timeout(left).as_dict()},
        )
        response = client.send(request, stream=True)
        try:
            data = self._body(response, limit=limit, deadline=deadline, source=source)
        finally:
            response.close()
            client.cookies.clear()
        headers = {name.lower(): value for name, value in response.headers.items()}
        if response.status_code == 200:
            data = decoded(data, encoding=headers.get("content-encoding", ""), limit=limit, source=source)
        return _Answer(status=response.status_code, headers=headers, data=data)

    def _body(self, response: httpx.Response, *, limit: int, deadline: float, source: str) -> bytes:
        found = bytearray()
        if response.status_code != 200:
            return b""
        for chunk in response.iter_raw():
            found += chunk
            if len(found) > limit:
                raise TooLargeError(f"is over the limit of {limit:,} bytes", source=source)
            if time.monotonic() > deadline:
                raise FetchError(f"did not end within {self._settings.timeout:g} s", source=source)
        return bytes(found)

    def _connected(self) -> httpx.Client:
        if self._client is None:
            import httpx

            # No connection is kept: two sites may share an address, and a kept one was checked for one of them.
            # No settings of the environment: a proxy would resolve the names anew, out of our sight.
            self._client = httpx.Client(
                follow_redirects=False,
                trust_env=False,
                limits=httpx.Limits(max_keepalive_connections=0),
                headers={
                    "User-Agent": self._settings.user_agent,
                    "Accept": _ACCEPT,
                    "Accept-Encoding": "gzip, deflate",
                },
            )
        return self._client


def _charset(parameters: str) -> str | None:
    for part in parameters.split(";"):
        name, _, value = part.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("\"'")[:40] or None
    return None
