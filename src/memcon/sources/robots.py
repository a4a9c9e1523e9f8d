"""What a site's robots.txt allows (RFC 9309)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from memcon.errors import FetchError

AGENT = "memcon"
MAX_BYTES = 512_000

Answer = tuple[int, bytes]


@dataclass
class Robots:
    """The rules of each site met, each fetched once. `fetch` gives status and body of an address."""

    fetch: Callable[[str], Answer]
    _rules: dict[str, RobotFileParser | str | None] = field(default_factory=dict)

    def check(self, url: str, *, source: str) -> None:
        """FetchError where the site's rules forbid `url`, or could not be had from the server."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._rules:
            self._rules[site] = self._load(f"{site}/robots.txt")
        rules = self._rules[site]
        if isinstance(rules, str):
            raise FetchError(rules, source=source)
        if rules is not None and not rules.can_fetch(AGENT, url):
            raise FetchError("the site's robots.txt does not allow it", source=source)

    def _load(self, address: str) -> RobotFileParser | str | None:
        """The rules; None if there are none (an answer of 4xx); words if they cannot be had."""
        try:
            status, body = self.fetch(address)
        except FetchError as error:
            return f"the site's robots.txt could not be fetched: {error.message}"
        if 400 <= status < 500:
            return None
        if status != 200:
            return f"the site's robots.txt could not be fetched: the server answered {status}"
        rules = RobotFileParser()
        rules.parse(body[:MAX_BYTES].decode("utf-8", "replace").removeprefix("\ufeff").splitlines())
        return rules
