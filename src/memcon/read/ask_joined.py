"""The same ask told twice in one article as one line.

An invented example: "Majuro asked Funafuti for two pumps ... its request for the pumps" is one request with two places.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from spacy.tokens import Token

from memcon.model.reading import Ask
from memcon.read.ask_implied import share_state
from memcon.read.page import Page

FAMILIES = {
    "request": "ask", "demand": "ask", "invitation": "invite", "offer": "offer", "promise": "give", "warning": "warn",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An ask with the word that makes it, while the article is being read."""

    ask: Ask
    trigger: Token
    frame: str


def joined(page: Page, found: Iterable[Found]) -> list[Found]:
    """The same ask told twice in one article as one, with both places as evidence, the surer words kept."""
    kept: list[Found] = []
    for one in found:
        index = next(
            (i for i, other in enumerate(kept) if same_ask(other.ask, one.ask) or _again(page, other, one)), None
        )
        if index is None:
            kept.append(one)
            continue
        first, second = sorted(
            (kept[index], one), key=lambda f: (says_nothing(f.ask), -f.ask.confidence, f.ask.evidence)
        )
        evidence = tuple(dict.fromkeys(first.ask.evidence + second.ask.evidence))
        ask = replace(
            first.ask,
            evidence=evidence,
            asked=first.ask.asked or second.ask.asked,
            asker=first.ask.asker or second.ask.asker,
            condition=first.ask.condition or second.ask.condition,
            confidence=max(first.ask.confidence, second.ask.confidence),
        )
        kept[index] = Found(ask=ask, trigger=first.trigger, frame=first.frame)
    return kept


def _again(page: Page, other: Found, one: Found) -> bool:
    """Whether a bare "our request" soon after an ask of the same states means that ask."""
    if not says_nothing(one.ask) or FAMILIES[one.ask.form] != FAMILIES[other.ask.form]:
        return False
    if not 0 < one.trigger.idx - other.trigger.idx < SOON:
        return False
    spoken = one.trigger.i > 0 and one.trigger.nbor(-1).lower_ == "our"  # "our request", by a spokesman
    asking = share_state(page, one.ask.asker, other.ask.asker) or spoken
    unknown = not any(known.state for a in other.ask.asked if (known := page.actor_of.get(a)) is not None)
    return asking and (not one.ask.asked or unknown or share_state(page, one.ask.asked, other.ask.asked))


SOON = 600
BARE = frozenset(
    "invitation invite demand request offer proposal call appeal plea petition promise pledge warning threat".split()
)


def says_nothing(ask: Ask) -> bool:
    """Whether what is asked is only the noun of asking over again ("the request")."""
    return bool(ask.subject) and set(ask.subject) <= BARE


def same_ask(left: Ask, right: Ask) -> bool:
    """Whether two asks of one article are one: same family of form, same people, the same thing or one unnamed."""
    if FAMILIES[left.form] != FAMILIES[right.form]:
        return False
    if not (_meet(left.asker, right.asker) and _meet(left.asked, right.asked)):
        return False
    if {left.condition, right.condition} - {None} and left.form == "warning" and left.condition != right.condition:
        return False
    one, two = set(left.subject), set(right.subject)
    if one <= BARE or two <= BARE:
        return True
    return len(one & two) / max(1, min(len(one), len(two))) >= 0.5


def _meet(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    return not left or not right or bool(set(left) & set(right))
