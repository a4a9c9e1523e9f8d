"""What a site's robots.txt allows (RFC 9309).

Example: `User-agent: *`, `Disallow: /*?print`, `Allow: /news/` → "/world?print=1" is not fetched, "/world" is.
Python's own urllib.robotparser knows neither `*` and `$` in paths nor that the longest rule wins.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from urllib.parse import quote, unquote, urlsplit

from memcon.errors import FetchError

AGENT = "memcon"
MAX_BYTES = 512_000
MAX_RULES = 5_000

Answer = tuple[int, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A path pattern, in pieces between its stars, and whether it allows; `ends` that it reaches to the end."""

    allows: bool
    pieces: tuple[str, ...]
    ends: bool = False

    @property
    def length(self) -> int:
        """How specific the rule is: the octets of its pattern."""
        return sum(len(piece) + 1 for piece in self.pieces) + self.ends

    def covers(self, path: str) -> bool:
        """Whether the pattern matches from the start of `path`."""
        if not path.startswith(self.pieces[0]):
            return False
        position, last = len(self.pieces[0]), len(self.pieces) - 1
        if last == 0:
            return not self.ends or position == len(path)
        for piece in self.pieces[1:last]:
            found = path.find(piece, position)
            if found < 0:
                return False
            position = found + len(piece)
        final = self.pieces[last]
        if self.ends:
            return path.endswith(final) and len(path) - len(final) >= position
        return path.find(final, position) >= 0


def parse_rules(text: str, *, agent: str = AGENT) -> tuple[Rule, ...]:
    """The rules of a robots.txt for `agent`: of the groups that name it, else of those for all."""
    own: list[Rule] = []
    every: list[Rule] = []
    targets: list[list[Rule]] = []
    named = at_names = False
    for name, value in _directives(text.splitlines()):
        if name == "user-agent":
            targets = targets if at_names else []
            at_names = True
            token = re.match(r"[A-Za-z_-]*", value)
            if value == "*":
                targets.append(every)
            elif token and token[0].lower() == agent:
                named = True
                targets.append(own)
            continue
        at_names = False
        if name in ("allow", "disallow") and value:
            for target in targets:
                if len(target) < MAX_RULES:
                    target.append(_rule(value, allows=name == "allow"))
    return tuple(own if named else every)


def _directives(lines: Iterable[str]) -> Iterable[tuple[str, str]]:
    for line in lines:
        name, colon, value = line.partition("#")[0].partition(":")
        if colon:
            yield name.strip().lower(), value.strip()


def _rule(pattern: str, *, allows: bool) -> Rule:
    ends = pattern.endswith("$")
    pieces = tuple(_spelt(piece) for piece in re.split(r"\*+", pattern.removesuffix("$")))
    return Rule(allows=allows, pieces=pieces, ends=ends)


def allows(rules: tuple[Rule, ...], path: str) -> bool:
    """Whether the longest rule that covers a path and its query allows it; where two are as long, allowing wins."""
    spelt = _spelt(path)
    covering = [rule for rule in rules if rule.covers(spelt)]
    return max(covering, key=lambda rule: (rule.length, rule.allows)).allows if covering else True


def _spelt(path: str) -> str:
    """The path with its escapes in one spelling."""
    return quote(unquote(path, errors="surrogateescape"), safe="/?&=:@!$'()*+,;~-._%#[]", errors="surrogateescape")


@dataclass
class Robots:
    """The rules of each site met, each fetched once. `fetch` gives status and body of an address."""

    fetch: Callable[[str], Answer]
    _rules: dict[str, tuple[Rule, ...] | str] = field(default_factory=dict)

    def check(self, url: str, *, source: str) -> None:
        """FetchError where the site's rules forbid `url`, or could not be had from the server."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._rules:
            self._rules[site] = self._load(f"{site}/robots.txt")
        rules = self._rules[site]
        if isinstance(rules, str):
            raise FetchError(rules, source=source)
        path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
        if not allows(rules, path):
            raise FetchError("the site's robots.txt does not allow it", source=source)

    def _load(self, address: str) -> tuple[Rule, ...] | str:
        """The rules, none if the server has none (an answer of 4xx); words if they cannot be had."""
        try:
            status, body = self.fetch(address)
        except FetchError as error:
            return f"the site's robots.txt could not be fetched: {error.message}"
        if 400 <= status < 500:
            return ()
        if status != 200:
            return f"the site's robots.txt could not be fetched: the server answered {status}"
        return parse_rules(body[:MAX_BYTES].decode("utf-8", "replace").removeprefix("\ufeff"))
