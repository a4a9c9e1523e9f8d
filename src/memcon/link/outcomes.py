"""Whether a forecast came true, from the record alone.

"Yun is unlikely to go to Oslo", printed in March, and a visit of Yun to Oslo in May: the claim came about, the
expectation was false. With a condition ("if talks fail") of which the record says nothing the outcome is unclear.
What is only planned decides nothing, nor does silence: an event not told of may still have happened.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from memcon.encoder.judging import judge
from memcon.lexicon.lexicon import Lexicon
from memcon.link.acts import CONTACT, TRAVEL, Act, acts_of, by_state, canonical, canonical_text, states_of, within
from memcon.link.clauses import Clause
from memcon.link.conditions import HELD, MOST_NEAR, UNTOLD, conditioned, held_by, met_by_act
from memcon.link.facts import ENOUGH, Fact, facts_in, opposites, pair_of, told_of, words_told
from memcon.link.fulfil import (
    FAR,
    IN_OWN_WORDS,
    REFUSE,
    Decided,
    Foretold,
    asks_by_article,
    by_asks,
    by_clauses,
    foretold,
    needed_of,
    tells,
)
from memcon.link.judged_answers import ASKED_FROM
from memcon.link.judged_outcomes import claimed, judged_condition, judged_outcome
from memcon.link.pairings import Pairings
from memcon.link.rest import NOTHING_ELSE, Rest, gathered
from memcon.link.sentences import Sentences
from memcon.link.similarity import stem
from memcon.model.digest import Digest
from memcon.model.link import Encounter
from memcon.model.reading import Ask, Event, Forecast
from memcon.model.span import Evidence, Reason
from memcon.model.when import day_of_print

MEETINGS = frozenset(stem(word) for word in ("meet", "talk", "attend", "host", "receive", "summit"))
AGREEING = frozenset(
    stem(word)
    for word in ("agree", "accept", "decide", "manage", "able", "want", "willing", "continue", "try", "approve")
)
LEAST = 0.4
"""Confidence of a forecast below which later clauses are not gone through for it, and of a refusal that decides one."""
OF_THEM = re.compile(
    r"^(?:a |the |another |their |his |her |no )?"
    r"(?:(?:next |planned |first |promised )?(?:trip|visit|journey|summit|meeting)\b"
    r"|(?:two|both) (?:sides|countries|governments|neighbours|neighbors)\b)",
    re.IGNORECASE,
)
"""A claim about those whom its article is about, without their names."""
EMPTY = frozenset({"happen"})
"""Words of a claim ("this happen again") that no later text can be held against."""
Verdict = Literal["happened", "excluded"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """A forecast with its day, the states it speaks of, and the words that its event must have."""

    forecast: Forecast
    day: date | None
    states: tuple[str, ...]
    words: frozenset[str]
    printed: str
    sides: tuple[str, ...]
    """The state of each of the forecast's actors."""
    context: frozenset[str]
    told: frozenset[str]
    lead: frozenset[str]

    @property
    def asks_context(self) -> bool:
        """Whether the claim names nobody and speaks of what its article is about ("the trip", "the two leaders")."""
        return not self.forecast.actors and OF_THEM.search(self.forecast.claim) is not None


def link_forecasts(
    pile: Sequence[Digest], events: Sequence[Event], encounters: Sequence[Encounter],
    *, pairings: Pairings | None = None, asks: Sequence[Ask] = (), lexicon: Lexicon | None = None,
    sentences: Sentences | None = None, rest: Rest = NOTHING_ELSE,
) -> tuple[Forecast, ...]:  # fmt: skip
    """Every forecast of the pile, the same one of one holder once, each with its outcome so far; sorted by id.

    `pairings` of kind "forecasts" keep together or apart what an analyst put so; `sentences` are those of the pile,
    made here where only the lexicon is given. With neither only acts decide.
    """
    pairings = pairings or Pairings()
    state = states_of(pile)
    acts = by_state(acts_of(pile, events, encounters))
    cases = [
        _case(forecast, digest, state)
        for digest in sorted(pile, key=lambda d: d.article.id)
        for forecast in digest.forecasts
    ]
    cases = gathered(cases, rest.forecasts)
    joined = _joined(cases, together=pairings.joined("forecasts"), apart=pairings.parted("forecasts"))
    resolved = [(case, _resolved(case, acts)) for case in joined]
    if sentences is None and lexicon is not None:
        sentences = Sentences(pile, state, lexicon)
    if sentences is not None:
        resolved = _by_sentences(resolved, pile, state, asks, sentences, lexicon)
    return tuple(sorted((one for _, one in resolved), key=lambda forecast: forecast.id))


def _by_sentences(
    resolved: Sequence[tuple[_Case, Forecast]], pile: Sequence[Digest], state: Mapping[str, str], asks: Sequence[Ask],
    sentences: Sentences, lexicon: Lexicon | None,
) -> list[tuple[_Case, Forecast]]:  # fmt: skip
    """The forecasts still open decided by plain sentences, by the answers of asks they are about, by later clauses, and
    last by what the trained head says of later sentences."""
    judging = judge()
    texts = {digest.article.id: digest for digest in pile}
    by_article = asks_by_article(asks)
    out = []
    for case, one in resolved:
        if not (case.told | case.words) - EMPTY:
            out.append((case, replace(case.forecast, outcome="open", resolved_by=())))
            continue
        if one.outcome == "open" and case.day is not None:
            one = _by_fact(case, one, _facts_near(case, case.day, state, sentences), texts)
        if one.outcome == "unclear" and case.day is not None:
            one = conditioned(one, case.day, sentences, texts)
        if one.outcome == "open" and case.day is not None and one.confidence >= LEAST:
            names = _names(texts[case.printed], one)
            around = frozenset(code for a in texts[case.printed].actors if len(code := state.get(a.id, "")) == 3)
            want = foretold(one, case.printed, case.day, case.sides, names, around)
            decided = by_asks(want, by_article.get(case.printed, ())) or by_clauses(
                want, _clauses_near(want, sentences)
            )
            unsure = one.confidence >= ASKED_FROM and (decided is None or decided.why == IN_OWN_WORDS)
            if unsure and judging is not None and lexicon is not None:
                said = claimed(want, texts[case.printed], sentences)
                decided = judged_outcome(said, sentences, texts, judging, lexicon)
            held = held_by(one, case.day, decided, sentences) if decided is not None and one.condition else None
            if decided is not None and one.condition and held is None and judging is not None and lexicon is not None:
                held = judged_condition(want, decided, sentences, texts, judging, lexicon)
            about = bool(case.sides) or case.asks_context
            if decided is not None and tells(decided, case.told or case.words, named=about):
                one = _with(one, decided, texts, held)
        out.append((case, one))
    return out


def _facts_near(case: _Case, day: date, state: Mapping[str, str], sentences: Sentences) -> list[Fact]:
    """What sentences of later articles with most words of the claim, or with what denies them, tell."""
    weights = {word: 1 / len(case.told) for word in sorted(case.told | opposites(case.told))}
    numbers = sentences.sharing(
        weights, since=day, until=_last(day, case.forecast), least=min(ENOUGH, 1.0), most=MOST_NEAR
    )
    return [fact for number in numbers for fact in facts_in(*sentences.digest(number), state)]


def _clauses_near(want: Foretold, sentences: Sentences) -> list[Clause]:
    """The clauses of later articles on its states that have enough words of the claim."""
    weights, least = needed_of(want)
    numbers = sentences.sharing(
        weights,
        since=want.day,
        until=want.day + FAR,
        least=least,
        most=MOST_NEAR,
        naming=[[code] for code in want.states],
    )
    return [clause for number in numbers for clause in sentences.clauses(number)]


def _last(day: date, forecast: Forecast) -> date:
    """Until when a forecast may be decided."""
    horizon = forecast.horizon.latest
    return max(day, date.fromisoformat(horizon) if horizon else day) + FAR


def _with(forecast: Forecast, decided: Decided, texts: Mapping[str, Digest], held: Clause | None = None) -> Forecast:
    """The forecast with its outcome; unclear where its condition is not known to have held."""
    clause = decided.clause
    evidence = decided.evidence or ((clause.evidence(texts[clause.article]),) if clause is not None else ())
    reasons = [Reason(name=decided.why, weight=decided.score)]
    outcome: Literal["true", "false", "unclear"] = "true" if decided.happened == forecast.expects else "false"
    if forecast.condition is not None and held is not None:
        evidence = tuple(dict.fromkeys((*evidence, held.evidence(texts[held.article]))))
        reasons.append(Reason(name="the condition held", detail=held.text[:120]))
    elif forecast.condition is not None:
        outcome = "unclear"
        reasons.append(Reason(name=UNTOLD))
    return replace(forecast, outcome=outcome, resolved_by=evidence, reasons=(*forecast.reasons, *reasons))


def _by_fact(case: _Case, forecast: Forecast, facts: Sequence[Fact], texts: Mapping[str, Digest]) -> Forecast:
    """The forecast decided by a plain sentence of a later article; unclear where its condition is not known."""
    if case.day is None:
        return forecast
    told = told_of(
        facts, claim=case.told, lead=case.lead, actors=forecast.actors, states=case.sides, context=case.context,
        day=case.day,
        horizon=forecast.horizon, article=case.printed,
    )  # fmt: skip
    if told is None:
        return forecast
    name = f"a later article tells that the claim {'came about' if told.happened else 'did not come about'}"
    reasons = [Reason(name=name, weight=round(told.score, 4), detail=told.fact.told)]
    outcome: Literal["true", "false", "unclear"] = "true" if told.happened == forecast.expects else "false"
    if forecast.condition is not None:
        outcome = "unclear"
        reasons.append(Reason(name=UNTOLD))
    evidence = told.fact.evidence(texts[told.fact.article])
    return replace(forecast, outcome=outcome, resolved_by=(evidence,), reasons=(*forecast.reasons, *reasons))


def _case(forecast: Forecast, digest: Digest, state: Mapping[str, str]) -> _Case:
    when = forecast.when if forecast.when.dated else day_of_print(digest.article.published)
    return _Case(
        forecast=replace(forecast, when=when, members=(forecast.id,)),
        day=date.fromisoformat(when.latest) if when.latest else None,
        states=tuple(dict.fromkeys(code for actor in forecast.actors if (code := state.get(actor, actor)))),
        words=canonical(forecast.subject),
        printed=digest.article.id,
        sides=tuple(state.get(actor, actor) for actor in forecast.actors),
        context=pair_of(digest, state),
        told=(words_told(forecast.claim) - _names(digest, forecast)) or words_told(forecast.claim),
        lead=words_told(" ".join(forecast.subject[:1])),
    )


def _names(digest: Digest, forecast: Forecast) -> frozenset[str]:
    """The words of the actors' own names: they are compared as actors, not as words."""
    known = {actor.id: actor for actor in digest.actors}
    names = (name for actor in forecast.actors if actor in known for name in (known[actor].name, *known[actor].aliases))
    return canonical_text(" ".join(name for name in names if name[:1].isupper()))


def _joined(
    cases: Iterable[_Case], *, together: frozenset[tuple[str, str]], apart: frozenset[tuple[str, str]]
) -> list[_Case]:
    """One forecast that several articles quote as one: same named holder, direction, actors and words."""
    kept: dict[tuple[object, ...], _Case] = {}
    parted = {name for pair in apart for name in pair}
    for case in cases:
        forecast = case.forecast
        if forecast.id in parted:
            kept[(forecast.id,)] = case
            continue
        holder: object = forecast.holder.actor or (
            forecast.holder.name if forecast.holder.name != "author" else case.printed
        )
        key = (holder, forecast.expects, forecast.actors, case.words, forecast.condition)
        known = kept.get(key)
        kept[key] = case if known is None else _both(known, case)
    groups = list(kept.values())
    for left, right in sorted(together - apart):
        one = next((case for case in groups if left in case.forecast.members), None)
        two = next((case for case in groups if right in case.forecast.members), None)
        if one is not None and two is not None and one is not two:
            groups = [case for case in groups if case is not one and case is not two] + [_both(one, two)]
    return groups


def _both(left: _Case, right: _Case) -> _Case:
    first, second = sorted((left, right), key=lambda one: (one.day or date.max, one.forecast.article, one.forecast.id))
    members = tuple(sorted((*first.forecast.members, *second.forecast.members)))
    rows = {*first.forecast.evidence, *second.forecast.evidence}
    evidence = tuple(sorted(rows, key=lambda row: (row.article != first.forecast.article, row)))
    confidence = max(first.forecast.confidence, second.forecast.confidence)
    joined = replace(first.forecast, id=members[0], members=members, evidence=evidence, confidence=confidence)
    return replace(first, forecast=joined)


def _resolved(case: _Case, acts: Mapping[str, Sequence[Act]]) -> Forecast:
    forecast = case.forecast
    if case.asks_context and len(case.context) >= 2:
        case = replace(case, states=tuple(sorted(case.context)))
    if not case.states or case.day is None:
        return forecast
    timely = (act for code in case.states[:1] for act in within(acts.get(code, ()), case.day, case.day + FAR))
    candidates = {act.id: act for act in timely}
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
        held = met_by_act(forecast.condition, case.day, act, acts)
        if held is None:
            outcome = "unclear"
            reasons.append(Reason(name=UNTOLD))
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
    if case.lead & REFUSE and act.kind != "REJECT":
        return None  # what was done is not what it foretells to be refused
    if act.kind == "REJECT":
        surely = act.confidence >= LEAST and len(wanted & act.words) >= 2
        return "excluded" if surely and len(wanted & act.words) / len(wanted) >= 0.6 else None
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
    if not case.forecast.actors:
        return act.kind in CONTACT and len(case.context & act.states) >= 2
    subject = case.forecast.actors[0]
    if subject != case.states[0] and subject not in act.actors and act.kind in CONTACT:
        return False
    rest = set(case.states[1:]) - {case.states[0]}
    return rest <= (act.states | act.place) or (act.kind == "REJECT" and bool(rest & act.states))


def _own_words(case: _Case, row: Evidence) -> bool:
    return any(row.article == mine.article and row.span.overlaps(mine.span) for mine in case.forecast.evidence)


def _contact(case: _Case, act: Act) -> Verdict | None:
    """A claim of a visit or meeting, decided by an encounter."""
    words = case.words if case.forecast.actors else case.words | canonical_text(case.forecast.claim)
    going = bool(TRAVEL & words)
    meeting = bool(MEETINGS & words)
    calling = "call" in words or "phone" in words
    signing = "sign" in words
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
    if not case.forecast.actors:
        return act.kind == "visit" if going else True
    if not going:
        return len(set(case.states)) < 2 or set(case.states[:2]) <= act.states
    named = [place for place in act.place if len(place) > 3 and place.casefold() in text]
    others = set(case.states[1:]) - {case.states[0]}
    if named or others & act.place:
        return True
    return act.kind == "visit" and not act.place and bool(others & act.states)
