"""The states that a text names, by the lexicon's names of them, by adjectives, capitals and an article's own actors.

"Minsk told the Polish ministry" names Belarus at its first word and Poland at its third; "Korean" may be of either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import islice

from memcon.lexicon.lexicon import Lexicon

_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_CAPITAL = re.compile(r"[^\W\d_a-z][\w.'’-]*")
_NAME_WORDS, _LOOK_BACK = 5, 60


class Names:
    """Surfaces of states (names, adjectives, capitals, seats) to the codes they may mean ("Korean": both Koreas)."""

    def __init__(
        self, surfaces: Iterable[tuple[str, str]], base: Names | None = None, lexicon: Lexicon | None = None
    ) -> None:
        self._base = base
        self.lexicon = lexicon
        self._by_first: dict[str, dict[tuple[str, ...], set[str]]] = {}
        self._sizes: dict[str, int] = {}
        self._known: tuple[Mapping[str, int], ...] = (self._sizes, *(base._known if base is not None else ()))
        for surface, code in surfaces:
            words = tuple(match[0] for match in _WORD.finditer(surface))
            if words and words[0][:1].isupper():
                self._by_first.setdefault(words[0], {}).setdefault(words, set()).add(code)
                self._sizes[words[0]] = max(self._sizes.get(words[0], 0), len(words))

    def _at(self, words: tuple[str, ...]) -> set[str]:
        found = self._by_first.get(words[0], {}).get(words, set())
        if self._base is None:
            return found
        found = found | self._base._at(words)
        for word in words if len(words) > 1 else ():  # "Congolese minister": of either Congo
            either = self._base._at((word,))
            found = found | either if len(either) > 1 and either & found else found
        return found

    def _longest(self, word: str) -> int:
        """The words of the longest name that begins so, 0 for none."""
        return max(sizes.get(word, 0) for sizes in self._known)

    def found(self, text: str) -> list[tuple[int, frozenset[str]]]:
        """(offset, codes) of every name in the text, the longest at each place."""
        out: list[tuple[int, frozenset[str]]] = []
        past = 0
        for match in _CAPITAL.finditer(text):
            first = _bare(match[0])
            if not any(first in sizes for sizes in self._known):
                continue
            start = match.start()
            if start < past or not _begins_word(text, start):
                continue
            longest = self._longest(first)
            some = islice(_WORD.finditer(text, start), min(longest, _NAME_WORDS))
            words = [(one.end(), _bare(one[0])) for one in some]
            for size in range(len(words), 0, -1):
                codes = self._at(tuple(word for _, word in words[:size]))
                if codes:
                    out.append((start, frozenset(codes)))
                    past = words[size - 1][0]
                    break
        return out


def _begins_word(text: str, start: int) -> bool:
    """Whether a word begins here: nothing before it but what no word begins with ("'Lima", "3-Lima")."""
    at = start
    while at and start - at < _LOOK_BACK and (text[at - 1] in ".'’-_" or text[at - 1].isalnum()):
        at -= 1
        if text[at].isalpha():
            return False
    return True


@lru_cache(maxsize=65_536)
def _bare(word: str) -> str:
    for ending in ("'s", "’s", "s'", "s’"):
        if word.endswith(ending):
            return word[: -len(ending)] + ("s" if ending[0] == "s" else "")
    return word.rstrip(".'’-")


@lru_cache(maxsize=4)
def state_names(lexicon: Lexicon) -> Names:
    """Every surface that may stand for a state."""
    return Names(
        ((surface, state.code)
        for state in lexicon.states.values()
        for surface in (state.name, *state.names, *state.demonyms, *state.capital_names, *state.seats, *state.homonyms,
                        *((state.capital,) if state.capital else ()))),
        lexicon=lexicon,
    )  # fmt: skip
