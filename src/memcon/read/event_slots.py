"""What both verbs and event nouns ask for: two sides, and the prepositions by which each type names its target.

"Sanctions on Mali", "an appeal to Chad", "talks with Peru": the preposition that a type likes best is asked first.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from memcon.read.event_actors import NOBODY, Parties, by_place, parties_of
from memcon.read.event_frames import Frame
from memcon.read.event_grammar import child, prepositions
from memcon.read.page import Page

RECIPROCAL = frozenset({"CONSULT", "COOPERATE", "SUPPORT", "AGREE", "ASSAULT"})
OF_IS_TARGET = frozenset({"ASSAULT", "COERCE", "ACCUSE", "SUPPORT", "SANCTION", "REJECT", "AID"})
OWNER_IS_TARGET = frozenset({"arrest", "detention", "imprisonment", "jailing", "deportation", "expulsion",
                            "assassination",
                             "murder", "killing", "execution", "abduction", "kidnapping", "release",
                             "extradition"})  # fmt: skip
TARGET_PREPS = ("against", "with", "to", "on", "at", "from", "into", "toward", "towards", "upon", "over", "for",
                "between",
                "of", "among")  # fmt: skip
BY_TYPE = {
    "CONSULT": ("with", "between", "among", "to", "alongside", "from"),
    "RETREAT": ("from", "to", "with", "of"),
    "REQUEST": ("on", "upon", "to", "from", "with", "for", "by"),
    "ACCUSE": ("against", "over", "about", "on", "at", "into", "of", "for", "with", "to"),
    "REJECT": ("from", "by", "with", "to", "on", "of", "for", "against"),
    "SANCTION": ("on", "against", "from", "to", "with", "upon", "of", "for", "over"),
    "COERCE": ("on", "against", "from", "over", "of"),
    "ASSAULT": ("on", "against", "at", "into", "with", "upon", "over", "in", "near"),
    "MOBILIZE": ("against", "to", "near", "on", "along", "toward", "towards", "around", "off", "into", "in", "at",
    "over"),
    "AID": ("to", "for", "with", "in", "into", "from"),
    "COOPERATE": ("with", "to", "from", "in", "between"),
    "SUPPORT": ("with", "to", "for", "of", "between", "on", "behind"),
    "AGREE": ("with", "to", "for", "on", "between"),
    "THREATEN": ("against", "to", "on", "with", "of"),
    "CONCEDE": ("to", "on", "against", "from", "for", "with", "in"),
    "PROTEST": ("against", "at", "over", "outside"),
}  # fmt: skip
PLACE_PREPS = ("to", "in", "at")


@dataclass(frozen=True, slots=True, kw_only=True)
class Arguments:
    """Who and whom, and how they were found: "active", "passive", "nominal", "clause"."""

    source: Parties
    target: Parties
    how: str


SUFFERED = frozenset({"invasion", "bombing", "shelling", "bombardment", "assassination", "killing", "siege"})
"""Nouns whose "of" names who suffers it, also as object: "mounted an invasion of"."""

OWN_THINGS = frozenset({"MOBILIZE", "RETREAT", "AID", "COOPERATE", "AGREE", "ASSAULT", "SANCTION", "THREATEN"})


def its_own(noun: Token) -> bool:
    """ "withdrew its troops": what belongs to the actor is no target."""
    owner = child(noun, "poss")
    return owner is not None and owner.lower_ in ("its", "their", "his", "her", "our", "own")


def each_other(token: Token) -> bool:
    """Whether a word stands for "each other" or "one another"."""
    return token.lower_ in ("other", "another") and any(kid.lower_ in ("each", "one") for kid in token.children)


def is_visit(frame: Frame) -> bool:
    """Whether the frame tells of somebody's coming to a host."""
    return frame.row.encounter == "visit"


def by_prep(page: Page, hosts: list[Token | None], wanted: tuple[str, ...], *, visit: bool = False) -> Parties:
    """The actors after the first of the wanted prepositions that brings any, on any of the hosts."""
    pairs = [pair for host in hosts if host is not None for pair in prepositions(host)]
    if visit:
        wanted = ("to", *[word for word in wanted if word != "to"], "in", "at")
    for word in wanted:
        for found_word, noun in pairs:
            if found_word == word and not each_other(noun):
                found = parties_of(page, noun) or by_place(page, noun)
                if found or found.unresolved:
                    return found
    return NOBODY
