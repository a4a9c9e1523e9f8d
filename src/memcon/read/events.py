"""What was done, by whom, to whom: events typed by PLOVER, with what was only said, planned or denied kept apart.

An invented example: "Gabon recalled its envoy from Togo on Tuesday and threatened sanctions, a minister said." gives
SANCTION (withdraw) of GAB on TGO, done, dated that Tuesday, and THREATEN of GAB; both carry the minister's statement.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from memcon.model.actor import Actor
from memcon.model.identify import stable_id
from memcon.model.reading import Event, Withheld
from memcon.model.span import Span, hull
from memcon.read.channels import channel_of
from memcon.read.event_actors import NOBODY, Parties
from memcon.read.event_encounters import absent_of, encounter_of, encounter_status
from memcon.read.event_frames import Frame, find_frames
from memcon.read.event_grammar import child, object_of
from memcon.read.event_join import Draft, join_events
from memcon.read.event_proposals import Proposal, across_of, proposals_of
from memcon.read.event_reality import judged, judged_proposal
from memcon.read.event_scene import SCENE, scene_of
from memcon.read.event_sides import (
    enough,
    names_own_state,
    names_own_states,
    sides_of,
    split,
    states_of,
    typed_by_who,
    without_outlets,
)
from memcon.read.event_slots import Arguments
from memcon.read.event_sources import vowing_speaker
from memcon.read.event_speech import demanded_of, named_as_occasion, speech_of, status_in_speech
from memcon.read.event_stack import HARSH, beneath, outer_of, retyped, stacked
from memcon.read.event_status import TOLD
from memcon.read.event_tense import as_history, by_type
from memcon.read.event_times import when_of
from memcon.read.event_types import by_head
from memcon.read.page import Page, span_of
from memcon.read.places import place_of
from memcon.read.status import NEGATED, Reality, reality_of
from memcon.read.status_words import CLAIM_NOUNS
from memcon.read.triggers import Triggers, load_triggers

CHARGING = frozenset(
    {"accuse", "blame", "charge", "allege", "suspect", "indict", "sue", "implicate", "prosecute", "claim"}
)


def find_events(page: Page) -> tuple[tuple[Event, ...], tuple[Withheld, ...]]:
    """The events of an article, each act once, and the triggers that were seen but not written, with why."""
    triggers = load_triggers(page.lexicon)
    drafts: list[Draft] = []
    withheld: list[Withheld] = []
    before: DocSpan | None = None
    for sentence in page.parts:
        if not page.readable(_first(sentence)):
            before = None
            continue
        if len(sentence) > LONGEST_SENTENCE:
            withheld.append(_too_long(page, sentence))
            continue
        for found in _events_of(page, sentence, triggers):
            if isinstance(found, Draft):
                drafts.append(found)
            else:
                withheld.append(found)
        drafts += _proposed(page, sentence, before, drafts, triggers)
        before = sentence
    return join_events(drafts), tuple(withheld)


def _proposed(
    page: Page, sentence: DocSpan, before: DocSpan | None, drafts: list[Draft], triggers: Triggers
) -> list[Draft]:
    """What the heads see between two states of a sentence, or of it and the one before it in its paragraph, where no
    draft that is worth showing has both."""
    found = []
    sure = [draft for draft in drafts if draft.event.confidence >= OUTDONE]
    taken = [draft.states for draft in sure if draft.event.trigger.start >= sentence.start_char]
    proposals = list(proposals_of(page, sentence, taken))
    if before is not None and "\n" not in page.text[int(before.end_char) - 1 : int(sentence.start_char) + 1].strip(" "):
        taken = [draft.states for draft in drafts if draft.event.trigger.start >= before.start_char]
        proposals += across_of(page, before, sentence, taken)
    for proposal in proposals:
        frame, arguments = proposal.frame, proposal.arguments
        reality = reality_of(frame.anchor, frame.head if frame.head.i != frame.anchor.i else None)
        if reality.status == NEGATED or scene_of(page, frame) is not None:
            continue
        written = _written(page, frame, arguments, reality, triggers, accused=False, proposal=proposal)
        if isinstance(written, Draft) and written.event.status in TOLD:
            found.append(written)
    return found


OUTDONE = 0.4
"""Below this an event of the dictionary does not keep the heads from proposing another between its sides."""

LONGEST_SENTENCE = 400
"""Tokens; what is longer is no sentence, and no parse of it is to be trusted."""


def _too_long(page: Page, sentence: DocSpan) -> Withheld:
    start = _first(sentence)
    span = Span(start, min(start + 80, sentence.end_char))
    return Withheld(kind="event", span=span, quote=span.of(page.text), reason="a sentence too long to be read")


def cited_states(page: Page, events: tuple[Event, ...]) -> tuple[Actor, ...]:
    """The page's actors, completed: states that only an event's place names, and the state of groups and officials.

    "Shelled Kharkiv" adds Ukraine. Where an article speaks of one state alone, its "rebels" and "President X" are of
    that state.
    """
    known = page.actor_of
    cited = {a for event in events for a in (*event.source, *event.target, *event.absent)}
    states = page.lexicon.states
    added = [
        Actor(id=a, name=states[a].name, kind="state", state=a, sector="GOV", basis="lexicon")
        for a in sorted(cited - known.keys())
        if a in states
    ]
    only = {actor.state for actor in (*page.actors, *added) if actor.state and actor.kind != "outlet"}
    only |= {event.place.state for event in events if event.place is not None and event.place.state}
    if len(only) != 1:
        return (*page.actors, *added)
    state = only.pop()
    cited -= {a for event in events if event.encounter_kind for a in _opposite(event, state, known)}
    return (*(_of_state(actor, state) if actor.id in cited else actor for actor in page.actors), *added)


def _opposite(event: Event, state: str, known: Mapping[str, Actor]) -> tuple[str, ...]:
    """Whoever has a contact with somebody of the state: "Premier Lie met Norland's Rojas" makes Lie no Norlander."""
    held = [any((known[a].state if a in known else a) == state for a in side) for side in (event.source, event.target)]
    return (event.target if held[0] else ()) + (event.source if held[1] else ())


def _of_state(actor: Actor, state: str | None) -> Actor:
    stateless = actor.state is None and (actor.kind == "group" or (actor.kind == "person" and actor.office is not None))
    return replace(actor, state=state, confidence=min(actor.confidence, 0.6)) if stateless else actor


def _first(sentence: DocSpan) -> int:
    for token in sentence:
        if not token.is_space:
            return int(token.idx)
    return int(sentence.start_char)


def _events_of(page: Page, sentence: DocSpan, triggers: Triggers) -> Iterator[Draft | Withheld]:
    frames = find_frames(page, sentence, triggers)
    if not frames:
        return
    heads: dict[int, Frame] = {}
    for frame in frames:
        heads.setdefault(frame.head.i, frame)
        if frame.verb is not None:
            heads.setdefault(frame.verb.i, frame)
    outers = {id(frame): outer_of(frame, heads) for frame in frames}
    inners: dict[int, list[Frame]] = defaultdict(list)
    for frame in frames:
        outer = outers[id(frame)]
        if outer is not None:
            inners[id(outer)].append(frame)
    for frame in frames:
        outer = outers[id(frame)]
        if _told_by_noun(frame, heads):
            continue
        if outer is not None and _absorbed(outer, frame):
            yield from _spoken_of(page, frame, inners[id(frame)], outer, triggers)
            continue
        found = _draft(page, frame, inners[id(frame)], outer, triggers)
        if found is not None:
            yield found


def _spoken_of(page: Page, frame: Frame, inner: list[Frame], outer: Frame, triggers: Triggers) -> Iterator[Draft]:
    """ "Is ready to recognise Chad", "urged Chad to free the crew": what a promise, a demand or a refusal is about.

    It has not happened by being spoken of; written below what is shown, as the outer act tells it already.
    """
    contact = frame.row.encounter is not None or outer.row.encounter is not None
    if contact or "PROTEST" in (frame.row.type, outer.row.type) or frame.row.kind == "must":
        return
    found = _draft(page, frame, inner, outer, triggers, spoken_of=True)
    two = isinstance(found, Draft) and found.event.source and found.event.target
    if isinstance(found, Draft) and two and found.event.status not in TOLD:
        sure = round(min(MOST_SPOKEN_OF, found.event.confidence * 0.2), 4)
        yield replace(found, event=replace(found.event, confidence=sure))


MOST_SPOKEN_OF = 0.1


def _told_by_noun(frame: Frame, heads: dict[int, Frame]) -> bool:
    """ "The raid killed nine": the raid is the act, and has its own frame."""
    subject = child(frame.anchor, "nsubj") if frame.row.type == "ASSAULT" and not frame.nominal else None
    told = heads.get(subject.i) if subject is not None else None
    return told is not None and told.nominal and told.row.type == "ASSAULT"


def _absorbed(outer: Frame, inner: Frame) -> bool:
    """Whether the inner act is only what the outer one is about, not an act told beside it."""
    if outer.row.type in ("ACCUSE", "SUPPORT") or (outer.row.type == "REJECT" and _claim(outer)):
        return False
    if outer.row.type == "PROTEST":
        return True
    return not (outer.row.type == "AGREE" and inner.row.type in HARSH and outer.head.lemma_ in ("agree", "decide"))


def _claim(frame: Frame) -> bool:
    """ "rejected claims that": what the claims say is denied, an act of its own."""
    thing = frame.thing if frame.thing is not None else object_of(frame.anchor)
    return thing is not None and thing.lemma_.lower() in CLAIM_NOUNS


def _draft(
    page: Page,
    frame: Frame,
    inner: list[Frame],
    outer: Frame | None,
    triggers: Triggers,
    *,
    spoken_of: bool = False,
) -> Draft | Withheld | None:
    within = beneath(frame, inner)
    reality = by_type(page, frame, reality_of(frame.anchor, frame.head if frame.nominal else None))
    arguments = sides_of(page, frame, within)
    arguments = without_outlets(page, frame, arguments)
    frame = typed_by_who(page, frame, arguments)
    if frame.row.type == "COOPERATE":
        arguments = split(arguments, frame)
    if names_own_states(page, arguments):
        arguments = split(replace(arguments, target=NOBODY), frame)
    elif names_own_state(page, frame, arguments):
        arguments = replace(arguments, target=NOBODY)
    if within is not None:
        frame = stacked(frame, within)
    if frame.row.type == "NONE":
        return None
    frame, reality = retyped(frame, reality) if not spoken_of else (frame, reality)
    demanded = demanded_of(page, frame, arguments, reality) if not spoken_of else None
    if demanded is None and frame.row.kind == "must":
        return None
    if demanded is not None:
        frame, arguments, reality = demanded
    if frame.row.type == "THREATEN" and not arguments.source and reality.status == "planned":
        arguments = replace(arguments, source=vowing_speaker(page, frame))
    if not arguments.source and not arguments.target:
        return _unresolved(page, frame, arguments)
    scene = scene_of(page, frame) if reality.status in ("done", "ongoing", "planned") else None
    if scene is not None:
        return _withhold(page, frame, frame.trigger, f"{SCENE} {scene}")
    if not arguments.source.actors and arguments.source.unresolved:
        return _withhold(page, frame, arguments.source.unresolved, "who acts is not resolved")
    contact = frame.row.encounter is not None
    alone = contact and (frame.row.type == "CONSULT" or named_as_occasion(frame.head))
    if alone and not enough(page, frame, arguments):
        return _unresolved(page, frame, arguments)
    if reality.status == NEGATED and page.statement_at(frame.head.idx) is None and contact:
        return _withhold(page, frame, frame.trigger, "said not to have happened")
    return _written(
        page, frame, arguments, reality, triggers, accused=outer is not None and outer.head.lemma_ in CHARGING
    )


def _unresolved(page: Page, frame: Frame, arguments: Arguments) -> Withheld | None:
    for side in (arguments.source, arguments.target):
        if side.unresolved:
            return _withhold(page, frame, side.unresolved, "pronoun or plural not resolved")
    return None


def _withhold(page: Page, frame: Frame, span: Span, reason: str) -> Withheld:
    whole = hull([frame.trigger, span])
    return Withheld(kind="event", span=whole, quote=whole.of(page.text), reason=f"{frame.row.type}: {reason}")


def _written(
    page: Page,
    frame: Frame,
    arguments: Arguments,
    reality: Reality,
    triggers: Triggers,
    *,
    accused: bool,
    proposal: Proposal | None = None,
) -> Draft | Withheld | None:
    frame, share = by_head(page, frame, arguments) if proposal is None else (frame, None)
    statement = speech_of(page, frame)
    states = states_of(page, arguments)
    grammar = status_in_speech(page, frame, arguments, reality, statement, accused=accused)
    when, time = when_of(page, frame, reality)
    if proposal is None:
        verdict, score = judged(page, frame, arguments, reality, statement, grammar, when, share=share)
    else:
        verdict, score = judged_proposal(page, proposal, reality, statement, grammar, when)
    when, score = as_history(page, frame, when, time, score, verdict.past)
    place = place_of(
        page, _place_anchors(frame), near=sorted(states), also=("to",) if frame.row.encounter == "visit" else ()
    )
    spans = [
        frame.trigger,
        *_told_of(frame),
        *_near(frame.head, arguments.source),
        *_near(frame.head, arguments.target),
    ]
    if time is not None:
        spans.append(time.span)
    source, target = arguments.source, arguments.target
    kind = encounter_of(frame)
    event = Event(
        id=stable_id(
            "ev", page.article.id, frame.row.type, list(frame.trigger), list(source.actors), list(target.actors)
        ),
        article=page.article.id,
        type=frame.row.type,
        mode=_mode(frame, triggers),
        source=source.actors,
        target=target.actors,
        source_spans=source.spans,
        target_spans=target.spans,
        channel=channel_of(frame.head, frame.row.type, page.lexicon),
        status=verdict.status,
        statement=statement.id if statement else None,
        when=when,
        place=place,
        trigger=frame.trigger,
        encounter_kind=kind,
        encounter_status=encounter_status(frame, verdict.status) if kind else None,
        absent=absent_of(page, frame) if kind else (),
        confidence=score.value,
        reasons=score.reasons,
        evidence=page.evidence(hull(spans)),
    )
    return Draft(
        event=event,
        lemma=frame.head.lemma_.lower(),
        nominal=frame.nominal,
        states=states,
        persons=_persons(page, (*source.actors, *target.actors)),
    )


def _persons(page: Page, actors: tuple[str, ...]) -> frozenset[tuple[str, str]]:
    known = [page.actor_of[actor] for actor in actors if actor in page.actor_of]
    return frozenset((actor.state or "", actor.id) for actor in known if actor.kind == "person")


def _place_anchors(frame: Frame) -> list[Token]:
    return [token for token in (frame.head, frame.thing, frame.verb) if token is not None]


CLAUSE_PARTS = frozenset({"dobj", "prep", "xcomp", "ccomp", "agent", "dative", "oprd", "acomp", "prt"})
LONGEST_CLAUSE = 200


def _told_of(frame: Frame) -> list[Span]:
    """What follows the verb in its own clause, as far as it stays short: the words an analyst must see."""
    edge = frame.head.idx + len(frame.head)
    for kid in (*frame.head.rights, *(frame.verb.rights if frame.verb is not None else ())):
        last = kid.right_edge
        end = last.idx + len(last)
        if kid.dep_ in CLAUSE_PARTS and end - frame.head.idx <= LONGEST_CLAUSE and not last.is_punct:
            edge = max(edge, end)
    return [Span(frame.head.idx, edge)]


def _near(head: Token, parties: Parties) -> list[Span]:
    """The argument spans of the same sentence."""
    sentence = head.sent
    return [span for span in parties.spans if sentence.start_char <= span.start < sentence.end_char]


def _mode(frame: Frame, triggers: Triggers) -> str | None:
    """The row's mode, or the one that the words of the clause speak for."""
    row = frame.row
    words = {token.lemma_.lower() for token in (frame.head, frame.thing) if token is not None}
    for host in (frame.head, frame.thing, frame.verb):
        if host is not None:
            words |= {kid.lemma_.lower() for kid in islice(host.subtree, 80) if abs(kid.i - host.i) <= 8}
    if row.mode is not None and row.type not in ("ASSAULT", "MOBILIZE", "CONSULT"):
        return row.mode
    for mode, known in triggers.modes.get(row.type, ()):
        if words & known:
            return mode
    return row.mode


__all__ = ["NOBODY", "find_events", "span_of"]
