"""What may be taken in, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from memcon.errors import InputError
from memcon.lexicon.lexicon import Lexicon
from memcon.model.article import Article

Notice = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """One article, or why one input was refused; exactly one of the two is set."""

    article: Article | None = None
    refused: InputError | None = None

    def __post_init__(self) -> None:
        if (self.article is None) == (self.refused is None):
            raise ValueError("either an article or a refusal")


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeSettings:
    """Limits of one run.

    `max_chars` is per article; `max_bytes` per file that holds one article, per page and per feed (files read
    line by line, and archives, have no limit as a whole); `max_page_bytes` is what is handed to the HTML and
    feed parsers, `page_seconds` how long they may take over it. `timeout` is seconds for a whole fetch.
    `lexicon` knows the outlets; None: the shipped one.
    """

    max_chars: int = 1_000_000
    max_bytes: int = 100_000_000
    max_page_bytes: int = 20_000_000
    page_seconds: float = 30.0
    allow_private: bool = False
    timeout: float = 20.0
    max_redirects: int = 5
    max_pages: int = 10_000
    user_agent: str = "memcon/0.1 (reads single news pages for analysts)"
    lexicon: Lexicon | None = None
