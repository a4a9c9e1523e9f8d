"""The word lists that the finding of actors uses, taken from the lexicon once."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from memcon.lexicon.lexicon import Lexicon

REGIONS = frozenset(
    """european western eastern northern southern asian african arab gulf nato un latin american-led nordic
    baltic balkan scandinavian allied foreign african-led eu caribbean islamic muslim jewish kurdish
    sunni shiite shia regional international global central-asian mideast congressional pro-russian pro-
    western pro-kremlin""".split()
)
# Offices that many hold at once: they say what somebody is, not who.
GENERIC = frozenset(
    """official analyst legislator journalist cleric rebel general judge prosecutor office minister adviser
    negotiator diplomat expert activist soldier officer senator representative colonel captain major
    admiral commander civilian refugee protester prince businessperson hacker deputy_minister attache
    consul commissioner chairman governor mayor lawyer envoy politician opposition_leader""".split()
)
FORMER = frozenset(("former", "ex", "then", "ousted", "deposed", "late", "outgoing", "retired", "one-time", "onetime"))


@dataclass(frozen=True)
class Title:
    """What a person noun says: `type` office, role, epithet, person or address; PLOVER sector; gender m, f or empty."""

    word: str
    type: str
    sector: str
    gender: str


@dataclass(frozen=True)
class Words:
    """Person nouns by word, collective nouns by type and word, given names with their gender, who leads a state."""

    titles: dict[str, Title]
    groups: dict[str, dict[str, str]]
    given: dict[str, str]
    leaders: dict[str, str]
    last_words: frozenset[str] = field(default_factory=frozenset)

    def title(self, word: str) -> Title | None:
        """The person noun of a lower-case word or phrase, its plural too."""
        return self.titles.get(word) or self.titles.get(singular(word))

    def group(self, word: str, *types: str) -> tuple[str, str] | None:
        """(type, sector) of a collective noun among `types`, looked up as written and in the singular."""
        for kind in types:
            table = self.groups.get(kind, {})
            for form in (word, singular(word)):
                if form in table:
                    return kind, table[form]
        return None


@lru_cache(maxsize=20_000)
def singular(word: str) -> str:
    """The singular of a regular English plural, lower case; the word itself if it is none."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("men"):
        return word[:-3] + "man"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


_KNOWN: dict[int, tuple[Lexicon, Words]] = {}


def words_of(lexicon: Lexicon) -> Words:
    """The word lists of a lexicon; kept for the few lexicons that one process uses."""
    known = _KNOWN.get(id(lexicon))
    if known is None or known[0] is not lexicon:
        if len(_KNOWN) > 4:
            _KNOWN.clear()
        known = (lexicon, _load(lexicon))
        _KNOWN[id(lexicon)] = known
    return known[1]


def _load(lexicon: Lexicon) -> Words:
    titles = {
        row["word"]: Title(row["word"], row["type"], row["sector"], row.get("gender", ""))
        for row in lexicon.table("titles_local")
    }
    groups: dict[str, dict[str, str]] = {}
    for row in lexicon.table("groups"):
        groups.setdefault(row["type"], {})[row["word"]] = row["sector"]
    return Words(
        titles=titles,
        groups=groups,
        leaders={row["state"]: row["office"] for row in lexicon.table("leaders")},
        given={row["name"]: row["gender"] for row in lexicon.table("given_names")},
        last_words=frozenset(word.split()[-1] for word in titles),
    )
