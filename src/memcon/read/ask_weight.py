"""How likely an ask is one that an analyst would keep: what rules and heads say of it, weighed as fitted.

An invented example: "Majuro asked Funafuti for two pumps" is found by its verb and seen by the heads as a request, and
is nearly sure; "he asked the audience for patience" is found by its verb alone. The weights stand in the data file
`ask_confidence` (training/fit_ask_confidence.py). Without heads the rules' own score stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from memcon.lexicon.weighing import FURTHEST, log_odds, rate, weights_of
from memcon.model.reading import Ask
from memcon.model.span import Reason, Span
from memcon.read.ask_judged import Passage, over_two, word_shares
from memcon.read.ask_proposed import JUDGED, Proposal
from memcon.read.page import Page

MOST = 0.95
SHOWN, KEPT, NO_ASK = 0.5, 0.52, -2.2
FAMILIES = {"request": ("request", "demand"), "demand": ("request", "demand")}


def weighed(
    page: Page, ask: Ask, frame: str, seen: Sequence[Passage], proposal: Proposal | None, *, after: bool = False
) -> Ask:
    """The ask with the probability that it is right and the signs that moved it; as it is without heads.

    `after` says that another ask stands just before it, which it may answer.
    """
    weights = weights_of(page.lexicon, "ask_confidence")
    if not weights or page.votes is None:
        return ask
    found = signs(page, ask, frame, seen, proposal, after=after)
    if not found:
        return ask
    terms = [(name, value * weights.get(name, 0.0)) for name, value in found.items()]
    value = sum(term for _, term in terms)
    if proposal is None or frame != JUDGED:
        # What rules show, only heads that see no ask there put aside: both know little of the other's kind of words.
        least = _odds(KEPT) if ask.confidence >= SHOWN and found["heads ask"] > NO_ASK else -FURTHEST
        value = max(value, least)
    reasons = [Reason(name=name, weight=round(term, 4)) for name, term in terms if abs(term) >= 0.3 and name != "bias"]
    return replace(ask, confidence=round(min(MOST, rate(value)), 4), reasons=(*ask.reasons, *reasons))


def signs(
    page: Page, ask: Ask, frame: str, seen: Sequence[Passage], proposal: Proposal | None, *, after: bool = False
) -> dict[str, float]:
    """The signs of an ask by name: log-odds of scores and shares, 0 or 1 for the rest; empty where no head saw it."""
    place = ask.evidence[0].span
    around = [one for one in seen if one.span.start <= place.start < one.span.end]
    if not around:
        return {}
    best = max(around, key=lambda one: (sum(one.shares.get(f, 0.0) for f in _family(ask.form)), one.span))
    kind = sum(best.shares.get(form, 0.0) for form in _family(ask.form))
    proposed = frame == JUDGED
    found = {"bias": 1.0, "heads ask": _odds(best.asking), "heads see its form": _odds(kind)}
    if proposed:
        assert proposal is not None
        found |= {
            "proposed": 1.0,
            "proposed, heads ask": _odds(best.asking),
            "proposed, form": _odds(kind),
            "cue": _odds(proposal.asking.cue_share),
            "thing": _odds(proposal.asking.thing_share),
            "asker's place": _odds(proposal.sides.asker_share) if ask.asker else 0.0,
            "asked's place": _odds(proposal.sides.asked_share) if ask.asked else 0.0,
            "over two sentences": float(over_two(page, best)),
            "after another ask": float(after),
            "heads see it foretold": _odds(_foretold(best)),
            "sides within": float(bool(ask.asker and ask.asked) and not over_two(page, best)),
        }
    else:
        found |= {
            "rule": _odds(ask.confidence),
            f"frame {frame}": 1.0,
            "heads see it too": float(proposal is not None),
            "cue of a rule": _odds(_cue_share(page, best, place)),
        }
    found |= {
        "asker unknown": float(not ask.asker),
        "asked unknown": float(not ask.asked),
        "asker and asked unknown": float(not ask.asker and not ask.asked),
        "says little": float(len(ask.subject) < 2),
        "long": float(len(ask.what) > 140),
        f"form {ask.form}": 1.0,
        "in own words": float(_own_words(page)),
    }
    return {name: value for name, value in found.items() if value}


def _family(form: str) -> tuple[str, ...]:
    return FAMILIES.get(form, (form,))


def _foretold(passage: Passage) -> float:
    """How likely the passage foretells something instead."""
    return passage.votes.share("forecast", {"sentence": (passage.span,)}, otherwise=passage.span).get("yes", 0.5)


def _cue_share(page: Page, passage: Passage, place: Span) -> float:
    tokens = page.tokens(Span(max(place.start, passage.span.start), min(place.end, passage.span.end)))[:40]
    return max(word_shares(passage.votes, passage.span, "ask_cue", tokens), default=0.0)


def _own_words(page: Page) -> bool:
    """Whether the article is mostly somebody's own words, as a speech or a briefing is."""
    author = sum(one.speaker.actor is None and one.speaker.name == "author" for one in page.statements)
    return len(page.statements) >= 5 and author >= 0.5 * len(page.statements)


def _odds(share: float) -> float:
    return log_odds(share, 0.02)
