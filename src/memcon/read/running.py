"""What a speaker goes on to say through the channel just named.

An invented example: of `"“We are late,” the envoy told the Daily. She added that rain was near."` the second statement
has the chain [`the Daily`] as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from memcon.model.actor import Party
from memcon.read.page import Page
from memcon.read.speakers import AUTHOR, UNNAMED, is_pronoun
from memcon.read.via import Told

_SENTENCES = 2
_FAR = 420
_HEARERS = frozenset({"reporters", "journalists", "the paper", "the agency"})
_OCCASION = re.compile(
    r"\b(?:in an? (?:\w+ )?(?:statement|speech|address|letter|tweet|post|message|interview|video|article|book)"
    r"|at an? (?:\w+ ){0,2}(?:conference|briefing|rally|meeting|hearing|summit|event)"
    r"|on (?:Twitter|Facebook|Telegram|X|Instagram)|in (?:parliament|congress|court))\b",
    re.IGNORECASE,
)


def going_on(page: Page, entries: Sequence[Told]) -> list[Told]:
    """The entries, those without a chain given that of the same speaker's words right before them."""
    found: list[Told] = []
    for entry in sorted(entries, key=lambda t: t.attribution.start):
        last = next((t for t in reversed(found) if t.attribution.pattern != "turn"), None)
        found.append(_taken_up(page, last, entry) if last is not None and _near(page, last, entry) else entry)
    return found


def _taken_up(page: Page, last: Told, entry: Told) -> Told:
    """An entry of who has just spoken, or has just handed words on, with the chain up to him."""
    if _nobody_known(entry) and last.speaker.actor is None and last.speaker.name not in (UNNAMED, AUTHOR):
        entry = replace(entry, speaker=replace(last.speaker, span=entry.speaker.span))
    if entry.via or not last.via or _elsewhere(page, entry):
        return entry
    chain = (*last.via, last.speaker)
    place = next((i for i, party in enumerate(chain) if _one_speaker(party, entry.speaker)), 0)
    return replace(entry, via=chain[:place])


def _elsewhere(page: Page, entry: Told) -> bool:
    """Whether an entry names an occasion or hearers of its own: it then came by another way."""
    if any(party.actor is not None or party.name.lower() not in _HEARERS for party in entry.addressees):
        return True
    first = entry.attribution.content[0]
    sentence = page.sentence_at(entry.attribution.start)
    if sentence is None or entry.attribution.cue is None:
        return False
    ends = max(sentence.span.start, first.start if first.start > entry.attribution.start else sentence.span.end)
    around = page.text[sentence.span.start : min(ends, sentence.span.start + _FAR)]
    return _OCCASION.search(around) is not None


def _nobody_known(entry: Told) -> bool:
    """Whether an entry's speaker is "he" or "she" and nothing says who."""
    return entry.speaker.actor is None and entry.speaker.name.lower() in ("he", "she") and not entry.speaker.members


def _near(page: Page, last: Told, entry: Told) -> bool:
    """Whether `entry` is taken up by a pronoun in the same paragraph, at most two sentences on."""
    if entry.attribution.pattern == "turn":
        return False
    if not is_pronoun(page, entry.attribution.source) and entry.attribution.source != last.attribution.source:
        return False
    end = max(span.end for span in last.attribution.parts)
    start = entry.attribution.start
    if start - end > _FAR or "\n\n" in page.text[min(end, start) : start]:
        return False
    between = sum(end <= s.span.start and s.span.end <= start for s in page.sentences)
    return between < _SENTENCES


def _one_speaker(left: Party, right: Party) -> bool:
    if left.name in (UNNAMED, AUTHOR):
        return False
    return bool(left.actor and left.actor == right.actor) or (not right.actor and left.name == right.name)
