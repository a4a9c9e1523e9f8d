"""How likely a forecast is one that an analyst would keep: its signs, weighed as fitted on read real text.

An invented example: "two traders said Bolivia is unlikely to pay" names who foretells, what, and about whom;
"I think they'll be fine", said at a press briefing, names nothing that anybody could look up later. The weights stand
in the data file `forecast_confidence` (training/fit_forecast_confidence.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from math import log
from typing import Protocol

from memcon.lexicon.lexicon import Lexicon
from memcon.lexicon.weighing import log_odds, rate, weights_of
from memcon.model.actor import Actor
from memcon.model.reading import Forecast, Holder, Sentence, Statement
from memcon.model.span import Reason, Span

_GROUPS = {
    "will": "will", "never": "will", "expect": "expect", "likely": "odds", "unlikely": "odds", "probable": "odds",
    "improbable": "odds", "set": "set", "poised": "set", "bound": "set", "sure": "sure", "certain": "sure",
    "could": "may", "may": "may", "might": "may", "chance": "chance", "odds": "chance",
}  # fmt: skip
_PRONOUN = re.compile(
    r"(?P<word>it|that|this|there|these|those|what|they|he|she|we|you|i|people|them|him|things)\b", re.IGNORECASE
)
_FORETOLD = re.compile(
    r"\b(?:predict|forecast|foresee|foresaw|prophes|anticipat|project|warn|reckon|betting|wager)\w*", re.I
)
_EXPECT = re.compile(r"\bexpect(?:s|ed|ing|ations?)?\b", re.IGNORECASE)
_THINK = re.compile(
    r"\b(?:I|we)(?: do)?(?:n[’']t| also| still| really)? (?:think|believe|guess|suppose|hope)\b", re.IGNORECASE
)
_COMPARED = re.compile(r"\b(?:more|less|as|times|even) (?:\w+ )?likely\b", re.IGNORECASE)
_EMPTY = re.compile(
    r"\bbe (?:here|there|able|important|good|fine|great|very|quite|part|a part|back|one|some|something|in)\b|"
    r"\b(?:be|get|do|have|say|go|come|see|talk|try|work|continue|remain|look)\W*$",
    re.IGNORECASE,
)
_AFFAIRS = re.compile(
    r"\b(?:deals?|talks?|ceasefire|truce|wars?|treat(?:y|ies)|pacts?|accords?|agreements?|sanctions?|elections?|votes?|"
    r"summits?|troops?|borders?|peace|coups?|invasions?|invade|attacks?|governments?|parliament|congress|oil|gas|grain|"
    r"prices?|tariffs?|strikes?|alliance|join|sign|ratif\w+|recogni[sz]e\w*|withdraw\w*|collapse|fall|resign|win|lose)\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(r"^(?:it|that|this|there|these|those|what|(?:any|some|every|no)thing)\b", re.IGNORECASE)
_THAT = re.compile(r"\b(?:do|say|have|get) (?:that|this|it|so)\W*$", re.IGNORECASE)
_MOST = 0.95
UNSAID = 0.4
"""What a claim is worth at most that nobody could look up later: it is kept, and not shown."""
SEEN = "the heads see it foretold"
"""The first reason of a forecast that only the trained heads find."""
_SPOKEN = re.compile(r"^\s*[:—–-]?\s*$")


class Read(Protocol):
    """What is looked at of an article: a page, or a finished reading."""

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Its sentences in order."""

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Its statements."""

    @property
    def actors(self) -> tuple[Actor, ...]:
        """Its actors."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What the signs of all forecasts of an article are read off."""

    text: str
    sentences: tuple[Sentence, ...]
    statements: Mapping[str, Statement]
    actors: Mapping[str, Actor]
    speech: bool


def ground_of(text: str, read: Read) -> Ground:
    """The article, its lines by id, and whether it is mostly somebody's own words."""
    return Ground(
        text, read.sentences, {one.id: one for one in read.statements}, {one.id: one for one in read.actors},
        _is_speech(text, read),
    )  # fmt: skip


def weighed(
    found: Iterable[Forecast],
    text: str,
    read: Read,
    lexicon: Lexicon,
    heads: Callable[[Span], float | None] | None = None,
) -> tuple[Forecast, ...]:
    """The forecasts with the probability that each is right, and the signs that spoke for or against it.

    `heads` gives how likely a sentence foretells something; without them the wording alone is weighed.
    """
    ground = ground_of(text, read)
    out = []
    for one in found:
        share = heads(sentence_of(one, ground)) if heads is not None else None
        weights = weights_of(lexicon, "forecast_confidence" if share is None else "forecast_confidence_judged")
        out.append(_weighed(one, signs(one, ground, share), weights))
    return tuple(out)


def sentence_of(forecast: Forecast, ground: Ground) -> Span:
    """The sentence that a forecast stands in."""
    span = forecast.evidence[0].span
    return next((s.span for s in ground.sentences if s.span.start <= span.start < s.span.end), span)


def _weighed(forecast: Forecast, found: Mapping[str, float], weights: Mapping[str, float]) -> Forecast:
    terms = [(name, value * weights.get(name, 0.0)) for name, value in found.items()]
    value = sum(term for _, term in terms)
    reasons = [Reason(name=name, weight=round(term, 4)) for name, term in terms if abs(term) >= 0.1 and name != "bias"]
    probability = min(_MOST, rate(value))
    if _says_nothing(forecast) and probability > UNSAID:
        reasons.append(Reason(name="says nothing that can be looked up", weight=round(UNSAID - probability, 4)))
        probability = UNSAID
    return replace(forecast, confidence=round(probability, 4), reasons=(*forecast.reasons, *reasons))


def _says_nothing(forecast: Forecast) -> bool:
    """Whether a claim has no word of its own: "that happens", "the President do that", "India's"."""
    claim = forecast.claim.strip()
    if set(forecast.subject) - {"happen"}:
        return " " not in claim
    return " " not in claim or any(pattern.search(claim) for pattern in (_VAGUE, _THAT))


def signs(forecast: Forecast, ground: Ground, share: float | None = None) -> dict[str, float]:
    """The signs of a forecast by name, each 0 or 1 but for log-odds: `rule` of the wording's own score, `heads` of
    `share`, the probability by the trained head that its sentence foretells something."""
    around, claim = sentence_of(forecast, ground).of(ground.text), forecast.claim
    statement = ground.statements.get(forecast.statement or "")
    seen = any(reason.name == SEEN for reason in forecast.reasons[:1])
    score = 0.5 if seen else min(0.97, max(0.03, forecast.confidence))
    group = next((_GROUPS[w] for r in forecast.reasons[:1] for w in r.name.split() if w in _GROUPS), "other")
    start = _PRONOUN.match(claim)
    found = {
        "bias": 1.0,
        "rule": log(score / (1 - score)),
        f"wording {group}": 1.0,
        "about: it, that, there": _has(start, "it that this there these those what things them"),
        "about: they, he, she": _has(start, "they he she people him"),
        "about: we, you, I": _has(start, "we you i"),
        "names an actor": float(bool(forecast.actors)),
        "names two actors": float(len(forecast.actors) > 1),
        "affairs of state": float(_AFFAIRS.search(claim) is not None),
        "verb of foretelling": float(_FORETOLD.search(around) is not None),
        "expects": float(_EXPECT.search(around) is not None),
        "I think": float(_THINK.search(around) is not None),
        "compared": float(_COMPARED.search(around) is not None),
        "says little": float(_EMPTY.search(claim) is not None),
        "long": float(len(claim) > 140),
        "a day or term": float(forecast.horizon.dated),
        "a condition": float(forecast.condition is not None),
        "will not": float(not forecast.expects),
        "author": float(forecast.holder == Holder()),
        "holder unknown": float(forecast.holder != Holder() and forecast.holder.actor is None),
        "of one's own side": float(_own_side(forecast, ground.actors)),
        "spoken": float(statement is not None and _is_turn(statement, ground.text)),
        "words of likelihood": float(bool(forecast.likelihood.words)),
    }
    if share is not None:
        odds = log_odds(share, 0.02)
        found |= {"heads": odds, f"heads, {group}": odds} if not seen else {"heads": odds, "proposed": 1.0}
    if ground.speech:
        # Speeches, joint statements and press briefings say "will" of what is wished, planned and put on a schedule.
        found["in a speech"] = 1.0
        found[f"in a speech, {group}"] = 1.0
    return {name: value for name, value in found.items() if value}


def _has(match: re.Match[str] | None, words: str) -> float:
    return float(match is not None and match["word"].lower() in words.split())


def _own_side(forecast: Forecast, actors: Mapping[str, Actor]) -> bool:
    holder = actors.get(forecast.holder.actor or "")
    if holder is None or holder.sector not in ("GOV", "MIL", None):
        return False
    home = holder.state or holder.id
    about = [actors[key].state or key for key in forecast.actors if key in actors]
    return bool(about) and about[0] == home


def _is_turn(statement: Statement, text: str) -> bool:
    """Whether the words are a turn of a talk: reported by a colon or by nothing, not by a verb."""
    return statement.mode == "indirect" and all(_SPOKEN.match(span.of(text)) for span in statement.cue)


def _is_speech(text: str, read: Read) -> bool:
    """Whether an article is mostly somebody's own words, as a speech, a joint statement or a briefing is."""
    own = sum(s.speaker.actor is None and s.speaker.name == "author" for s in read.statements)
    turns = sum(_is_turn(s, text) for s in read.statements)
    return len(read.statements) >= 5 and own + turns >= 0.5 * len(read.statements)
