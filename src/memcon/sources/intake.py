"""One run of taking in: its settings, what it has seen and said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from memcon.lexicon.lexicon import Lexicon
from memcon.sources.settings import Notice, TakeSettings

if TYPE_CHECKING:
    from memcon.sources.web import Fetcher

MAX_NOTICES = 200


@dataclass
class Intake:
    """What the readers of one run share. `seen` are the files and addresses already read."""

    settings: TakeSettings
    notice: Notice
    seen: set[str] = field(default_factory=set)
    _said: set[str] = field(default_factory=set)

    @cached_property
    def lexicon(self) -> Lexicon:
        """Who knows the outlets."""
        if self.settings.lexicon is not None:
            return self.settings.lexicon
        from memcon.lexicon import load_lexicon

        return load_lexicon()

    @cached_property
    def fetcher(self) -> Fetcher:
        """Who fetches pages, with the robots.txt files that it has read."""
        from memcon.sources.web import Fetcher

        return Fetcher(self.settings)

    def close(self) -> None:
        """Let go of open connections."""
        if "fetcher" in self.__dict__:
            self.fetcher.close()

    def first(self, key: str) -> bool:
        """Whether this file or address is met for the first time."""
        if key in self.seen:
            return False
        self.seen.add(key)
        return True

    def say_once(self, key: str, message: str) -> None:
        """Tell the analyst something, once for each `key`; after 200 notices no more."""
        if key in self._said or len(self._said) > MAX_NOTICES:
            return
        self._said.add(key)
        self.notice(message if len(self._said) <= MAX_NOTICES else "further notices are left out")

    def unknown(self, names: Iterable[str], *, source: str, what: str) -> None:
        """Say of each column or key that memcon does not know that it is ignored."""
        for name in names:
            self.say_once(f"{what}:{name[:100]}", f"{source}: {what} {name[:60]!r} is not known and is ignored")
