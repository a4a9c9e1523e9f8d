"""Whether a forecast came true, from the record alone.

"Yun is unlikely to go to Oslo", printed in March, and a visit of Yun to Oslo in May: the claim came about, the
expectation was false. With a condition ("if talks fail") of which the record says nothing the outcome is unclear.
What is only planned decides nothing, nor does silence: an event not told of may still have happened.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from memcon.link.acts import CONTACT, TRAVEL, Act, acts_of, by_state, canonical, canonical_text, states_of
from memcon.link.similarity import stem
from memcon.model.digest import Digest
from memcon.model.link import Encounter
from memcon.model.reading import Event, Forecast
from memcon.model.span import Evidence, Reason
from memcon.model.when import UNDATED, When, from_edtf

MEETINGS = frozenset(stem(word) for word in ("meet", "talk", "attend", "host", "receive", "summit"))
AGREEING = frozenset(
    stem(word)
    for word in ("agree", "accept", "decide", "manage", "able", "want", "willing", "continue", "try", "approve")
)
FAR = timedelta(days=1100)
"""How long after its day a forecast without a horizon may still be decided."""
HELD = frozenset({"held", "ongoing", "done"})
Verdict = Literal["happened", "excluded"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """A forecast with its day, the states it speaks of, and the words that its event must have."""

    forecast: Forecast
    day: date | None
    states: tuple[str, ...]
    words: frozenset[str]
    printed: str


def link_forecasts(
    pile: Sequence[Digest], events: Sequence[Event], encounters: Sequence[Encounter]
) -> tuple[Forecast, ...]:
    """Every forecast of the pile, the same one of one holder once, each with its outcome so far; sorted by id."""
    state = states_of(pile)
    acts = by_state(acts_of(pile, events, encounters))
    cases = [
        _case(forecast, digest, state)
        for digest in sorted(pile, key=lambda d: d.article.id)
        for forecast in digest.forecasts
    ]
    return tuple(sorted((_resolved(case, acts) for case in _joined(cases)), key=lambda forecast: forecast.id))


def _case(forecast: Forecast, digest: Digest, state: Mapping[str, str]) -> _Case:
    when = forecast.when if forecast.when.dated else _printed(digest)
    return _Case(
        forecast=replace(forecast, when=when, members=(forecast.id,)),
        day=date.fromisoformat(when.latest) if when.latest else None,
        states=tuple(dict.fromkeys(code for actor in forecast.actors if (code := state.get(actor, actor)))),
        words=canonical(forecast.subject),
        printed=digest.article.id,
    )


def _printed(digest: Digest) -> When:
    try:
        return from_edtf(digest.article.published, basis="publication") if digest.article.published else UNDATED
    except ValueError:
        return UNDATED


def _joined(cases: Iterable[_Case]) -> list[_Case]:
    """One forecast that several articles quote as one: same named holder, direction, actors and words."""
    kept: dict[tuple[object, ...], _Case] = {}
    for case in cases:
        forecast = case.forecast
        holder: object = forecast.holder.actor or (
            forecast.holder.name if forecast.holder.name != "author" else case.printed
        )
        key = (holder, forecast.expects, forecast.actors, case.words, forecast.condition)
        known = kept.get(key)
        kept[key] = case if known is None else _both(known, case)
    return list(kept.values())


def _both(left: _Case, right: _Case) -> _Case:
    first, second = sorted((left, right), key=lambda case: (case.day or date.max, case.forecast.id))
    members = tuple(sorted((*first.forecast.members, *second.forecast.members)))
    evidence = tuple(dict.fromkeys((*first.forecast.evidence, *second.forecast.evidence)))
    confidence = max(first.forecast.confidence, second.forecast.confidence)
    joined = replace(first.forecast, id=members[0], members=members, evidence=evidence, confidence=confidence)
    return replace(first, forecast=joined)


def _resolved(case: _Case, acts: Mapping[str, Sequence[Act]]) -> Forecast:
    forecast = case.forecast
    if not case.states or case.day is None:
        return forecast
    candidates = {act.id: act for code in case.states[:1] for act in acts.get(code, ())}
    decided = [(verdict, act) for _, act in sorted(candidates.items()) if (verdict := _verdict(case, act)) is not None]
    if not decided:
        return forecast
    decided.sort(key=lambda pair: (pair[0] != "happened", pair[1].when.earliest or "", pair[1].id))
    verdict, act = decided[0]
    rows = (row for other, found in decided if other == verdict for row in found.evidence if not _own_words(case, row))
    evidence = tuple(dict.fromkeys(rows))[:4]
    reasons = [
        Reason(
            name=f"the claim {'came about' if verdict == 'happened' else 'was ruled out'}",
            weight=act.confidence,
            detail=act.id,
        )
    ]
    outcome: Literal["true", "false", "unclear"] = "true" if (verdict == "happened") == forecast.expects else "false"
    if forecast.condition is not None:
        held = _condition_held(case, act, acts)
        if held is None:
            outcome = "unclear"
            reasons.append(Reason(name="the record does not say whether the condition held"))
        else:
            evidence = tuple(dict.fromkeys((*evidence, *held.evidence[:2])))
            reasons.append(Reason(name="the condition held", weight=held.confidence, detail=held.id))
    return replace(forecast, outcome=outcome, resolved_by=evidence, reasons=(*forecast.reasons, *reasons))


def _verdict(case: _Case, act: Act) -> Verdict | None:
    """Whether an act decides the claim: it came about, or was ruled out, within the horizon."""
    if not _in_time(case, act) or not _others_there(case, act) or all(_own_words(case, row) for row in act.evidence):
        return None
    if act.confidence < 0.3:
        return None
    if act.kind in CONTACT:
        return _contact(case, act)
    wanted = case.words - AGREEING
    if not wanted or act.kind == "REQUEST":
        return None
    leading = canonical(case.forecast.subject[:2]) - AGREEING
    if case.states[0] not in act.source:
        return None
    if act.kind == "REJECT":
        return "excluded" if len(wanted & act.words) / len(wanted) >= 0.6 and len(wanted & act.words) >= 2 else None
    if not leading & act.trigger:
        return None
    others = wanted - leading
    return "happened" if len(wanted & act.words) / len(wanted) >= (0.6 if others else 1.0) else None


def _in_time(case: _Case, act: Act) -> bool:
    """After the forecast, within its horizon (or three years), and dated well enough to say so."""
    if act.when.earliest is None or act.when.latest is None or case.day is None:
        return False
    first, last = date.fromisoformat(act.when.earliest), date.fromisoformat(act.when.latest)
    if (last - first).days > 62 or first < case.day:
        return False
    if first == case.day and all(row.article == case.printed for row in act.evidence):
        return False
    horizon = case.forecast.horizon
    if horizon.latest is not None and last > date.fromisoformat(horizon.latest):
        return False
    if horizon.earliest is not None and last < date.fromisoformat(horizon.earliest):
        return False
    return first - case.day <= FAR


def _others_there(case: _Case, act: Act) -> bool:
    """Whether the actors the claim names take part: its subject itself (a person for a person), the rest by state."""
    subject = case.forecast.actors[0]
    if subject != case.states[0] and subject not in act.actors and act.kind in CONTACT:
        return False
    rest = set(case.states[1:]) - {case.states[0]}
    return rest <= (act.states | act.place) or (act.kind == "REJECT" and bool(rest & act.states))


def _own_words(case: _Case, row: Evidence) -> bool:
    return any(row.article == mine.article and row.span.overlaps(mine.span) for mine in case.forecast.evidence)


def _contact(case: _Case, act: Act) -> Verdict | None:
    """A claim of a visit or meeting, decided by an encounter."""
    going = bool(TRAVEL & case.words)
    meeting = bool(MEETINGS & case.words)
    calling = "call" in case.words or "phone" in case.words
    signing = "sign" in case.words
    wanted = (going and act.kind in ("visit", "summit", "meeting", "conference")) or (
        meeting and act.kind not in ("call", "video", "signing")
    )
    wanted = wanted or (calling and act.kind in ("call", "video"))
    if not wanted or signing or not _there(case, act, going=going):
        return None
    if len(act.states) < 2 and not act.place:
        return None
    if act.status in HELD:
        return "happened"
    return "excluded" if act.status == "cancelled" else None


def _there(case: _Case, act: Act, *, going: bool) -> bool:
    """Whether a journey went where the claim says."""
    text = case.forecast.claim.casefold()
    if not going:
        return len(set(case.states)) < 2 or set(case.states[:2]) <= act.states
    named = [place for place in act.place if len(place) > 3 and place.casefold() in text]
    others = set(case.states[1:]) - {case.states[0]}
    if named or others & act.place:
        return True
    return act.kind == "visit" and not act.place and bool(others & act.states)


def _condition_held(case: _Case, act: Act, acts: Mapping[str, Sequence[Act]]) -> Act | None:
    """An act between forecast and event that does what the condition says; None when the record has none."""
    words = canonical_text(case.forecast.condition or "") - {"if", "unles", "provid"}
    if (case.forecast.condition or "").lower().startswith("unless") or case.day is None:
        return None
    for found in sorted({one.id: one for group in acts.values() for one in group}.values(), key=lambda one: one.id):
        if found.id == act.id or found.when.earliest is None or found.status not in HELD or not found.trigger & words:
            continue
        day = date.fromisoformat(found.when.earliest)
        if (
            case.day <= day <= date.fromisoformat(act.when.latest or found.when.earliest)
            and len(found.words & words) / max(1, len(words)) >= 0.7
        ):
            return found
    return None
