"""The two sides of an event: targets taken from what it is about, plurals split, sides that take no part left out.

"Chad and Mali agreed" is Chad with Mali; "told the Gazette" consults nobody; a drill of two states is cooperation.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from spacy.tokens import Token

from memcon.model.actor import Actor
from memcon.read.event_actors import NOBODY, Parties, by_place, parties_of, stateless
from memcon.read.event_arguments import arguments_of
from memcon.read.event_clauses import asked_of, beneath_clause, same_side, with_whom
from memcon.read.event_frames import Frame
from memcon.read.event_grammar import conjuncts, grammatical_subject, object_of, prepositions, subject_of
from memcon.read.event_slots import RECIPROCAL, Arguments
from memcon.read.event_sources import at_place
from memcon.read.page import Page, span_of
from memcon.read.places import place_of

MUTUAL_TYPES = RECIPROCAL | {"SANCTION"}


MEETING_PLACES = frozenset({"summit", "conference"})


ABSTRACTIONS = frozenset(
    "ability bill budget commitment economy failure goal history interest law package plan policy proposal record "
    "relationship role strategy success".split()
)
"""What is told of them is no act of their owner: "the plan supports", "his strategy demands"."""


def _without_abstract(frame: Frame, found: Arguments) -> Arguments:
    if frame.nominal or frame.verb is None or found.source.way != "owner":
        return found
    subject = subject_of(frame.verb)
    abstract = subject is not None and subject.lemma_.lower() in ABSTRACTIONS
    return replace(found, source=NOBODY) if abstract else found


def _own_people(page: Page, frame: Frame, found: Arguments) -> Arguments:
    """A protest by people whom the text names by no state, in a sentence of one state: they are its own."""
    if frame.row.type != "PROTEST" or found.source or frame.verb is None:
        return found
    subject = subject_of(frame.verb)
    states = _states_of_sentence(page, frame)
    if subject is None or subject.pos_ not in ("NOUN", "NUM"):
        return found
    mission = next((token for token in islice(frame.head.sent, 120) if token.lemma_.lower() in MISSIONS), None)
    if mission is not None:
        here = at_place(page, mission) or at_place(page, frame.verb)
        return replace(found, source=here.without(found.target.actors)) if here else found
    if len(states) != 1:
        return found
    source = Parties(actors=tuple(states), spans=(span_of(subject),), confidence=0.75, way="place")
    return replace(found, source=source)


MISSIONS = frozenset({"embassy", "consulate", "legation"})

OUTWARD = frozenset({"AGREE", "SUPPORT", "COOPERATE", "AID", "MOBILIZE"})
"""Acts whose target is seldom of the actor's own state: the first actor below the verb is not it."""


def sides_of(page: Page, frame: Frame, within: Frame | None) -> Arguments:
    """The frame's arguments, its target taken from what it is about where it names none itself."""
    own = _own_people(page, frame, _without_abstract(frame, arguments_of(page, frame)))
    if _together(page, frame, own):
        return split(replace(own, target=with_whom(page, frame)), frame)
    if own.target:
        return own
    known = same_side(page, own.source.actors) if frame.row.type in OUTWARD else own.source.actors
    target = asked_of(page, frame, known) if frame.row.type == "REQUEST" else NOBODY
    if within is not None and not target:
        inner = sides_of(page, within, None)
        first, second = inner.target.without(known), inner.source.without(known)
        target = (second or first) if frame.row.type == "REQUEST" else (first or second)
    mutual = split(own, frame)
    if target or mutual.target or own.target.unresolved or frame.verb is None or frame.row.encounter is not None:
        return Arguments(source=own.source, target=target, how="clause") if target else mutual
    target = _warned(page, frame, own.source.actors) if frame.row.type == "THREATEN" else NOBODY
    target = target or beneath_clause(page, frame, known) or _at_home(page, frame, own.source.actors)
    return Arguments(source=own.source, target=target, how="clause") if target else mutual


def _warned(page: Page, frame: Frame, sources: tuple[str, ...]) -> Parties:
    """ "threatened to stop the talks if Peru goes ahead": whose doing would bring it on."""
    for verb in (frame.anchor, *(kid for kid in frame.anchor.children if kid.dep_ in ("xcomp", "ccomp"))):
        for clause in verb.children:
            if clause.dep_ == "advcl" and any(kid.lower_ in ("if", "unless", "until") for kid in clause.children):
                subject = grammatical_subject(clause)
                found = parties_of(page, subject).without(sources)
                if found and not stateless(page, found):
                    return replace(found, way="owner")
    return NOBODY


HOME = frozenset({"COERCE", "CONCEDE", "PROTEST", "ASSAULT"})


def _at_home(page: Page, frame: Frame, sources: tuple[str, ...]) -> Parties:
    """ "Chad lifted the curfew in Sarh": an act on one's own people, told by its place, its object or its kind.

    Only where the sentence speaks of no other state; a protest aims at one's own state where it names no other.
    """
    if frame.row.type not in HOME or frame.verb is None:
        return NOBODY
    states = {known.state for actor in sources if (known := page.actor_of.get(actor)) is not None}
    state = next(iter(states)) if len(states) == 1 else None
    if state is None or _states_of_sentence(page, frame) != {state}:
        return NOBODY
    told = _home_words(page, frame, state)
    if told is None or (frame.row.type == "ASSAULT" and told.lemma_.lower() not in PEOPLE):
        return NOBODY
    return Parties(actors=(state,), spans=(span_of(told),), confidence=0.7, way="place")


def _home_words(page: Page, frame: Frame, state: str) -> Token | None:
    """The word that tells of one's own people or land."""
    purposes = [kid for kid in frame.anchor.children if kid.dep_ in ("advcl", "xcomp") and kid.tag_ in ("VB", "VBG")]
    for verb in (frame.anchor, *purposes):
        harmed = object_of(verb)
        if harmed is not None and harmed.lemma_.lower() in PEOPLE:
            return harmed
    for host in (frame.thing, frame.verb):
        for word, noun in prepositions(host) if host is not None else ():
            if word in ("in", "across", "throughout", "around") and noun.ent_type_ in ("GPE", "LOC", "FAC"):
                found = by_place(page, noun)
                return noun if not found or found.actors == (state,) else None
    subject = subject_of(frame.verb) if frame.verb is not None else None
    people = subject is None or subject.ent_type_ != "GPE"
    return frame.head if frame.row.type == "PROTEST" and people else None


PEOPLE = frozenset(
    "activist citizen civilian critic demonstrator detainee dissident journalist lawmaker leader migrant opponent "
    "politician prisoner protester rioter striker student supporter villager worker".split()
)


def _states_of_sentence(page: Page, frame: Frame) -> set[str]:
    found = set()
    for token in islice(frame.head.sent, 120):
        mention = page.mention_of(token) if token.pos_ in ("NOUN", "PROPN", "ADJ") else None
        for actor in mention.actors if mention is not None else ():
            known = page.actor_of.get(actor)
            if known is not None and known.state is not None:
                found.add(known.state)
    return found


def _together(page: Page, frame: Frame, found: Arguments) -> bool:
    """Whether several states do it with each other: "Peru and Chile agreed to return the envoys to Lima"."""
    states = {known.state for a in found.source.actors if (known := page.actor_of.get(a)) is not None}
    return frame.row.type in ("AGREE", "COOPERATE") and _mutual(frame) and len(states) > 1


DRILLS = frozenset({"exercise", "drill", "manoeuvre", "maneuver", "game", "wargame", "patrol", "training"})


def typed_by_who(page: Page, frame: Frame, found: Arguments) -> Frame:
    """The type that who acts gives: a drill of two states is cooperation, an arrival of troops no visit."""
    row = frame.row
    thing = (frame.thing if frame.thing is not None else frame.head).lemma_.lower()
    actors = [known for a in found.source.actors if (known := page.actor_of.get(a)) is not None]
    several = len({actor.state for actor in actors}) > 1 or _nationalities(frame) > 1
    if row.type == "MOBILIZE" and thing in DRILLS and several:
        return replace(frame, row=replace(row, type="COOPERATE", mode=None))
    if row.type in ("MOBILIZE", "ACCUSE", "AID", "COERCE") and several and _jointly(frame):
        return replace(frame, row=replace(row, type="COOPERATE", mode=None))
    if row.type == "PROTEST" and frame.head.lemma_.lower() in ("protest", "march"):
        return _protest_of(frame, actors)
    sectors = {
        known.sector
        for a in found.source.actors
        if (known := page.actor_of.get(a)) is not None and known.kind != "person"
    }
    if row.encounter == "visit" and sectors == {"MIL"}:
        return replace(frame, row=replace(row, type="MOBILIZE", mode="troops", encounter=None, score=row.score * 0.85))
    if row.encounter == "visit" and row.score < 0.6 and any(a.kind == "person" and a.office for a in actors):
        return replace(frame, row=replace(row, score=0.6))
    return frame


def _nationalities(frame: Frame) -> int:
    """Of how many nationalities one noun is: "Polish and Lithuanian guards" are of two."""
    subject = subject_of(frame.anchor)
    named = [
        token
        for kid in (subject.children if subject is not None else ())
        if kid.ent_type_ == "NORP" and kid.dep_ in ("amod", "compound", "nmod")
        for token in conjuncts(kid)
    ]
    return len({token.lower_ for token in named})


def _jointly(frame: Frame) -> bool:
    return any(kid.lower_ in ("jointly", "together", "alongside") for kid in frame.anchor.children)


def _protest_of(frame: Frame, actors: list[Actor]) -> Frame:
    """A state that protests complains; an army that marches moves or invades."""
    row = frame.row
    subject = subject_of(frame.anchor)
    people = subject is None or subject.tag_ in ("NNS", "NNPS") or subject.ent_type_ == "NORP"
    if not frame.nominal and not people and all(a.kind == "state" or a.office is not None for a in actors):
        if frame.head.lemma_.lower() == "protest":
            return replace(frame, row=replace(row, type="ACCUSE", mode="disapprove"))
    if actors and all(a.sector == "MIL" for a in actors):
        words = {word for word, _ in prepositions(frame.anchor)}
        kind = "ASSAULT" if words & {"into", "across"} else "MOBILIZE"
        return replace(frame, row=replace(row, type=kind, mode="troops" if kind == "MOBILIZE" else None))
    return frame


def without_outlets(page: Page, frame: Frame, found: Arguments) -> Arguments:
    """Who talks to a newspaper does not consult it."""
    if frame.row.type not in ("CONSULT", "AGREE", "REQUEST"):
        return found
    outlets = tuple(
        a
        for a in (*found.source.actors, *found.target.actors)
        if a in page.actor_of and page.actor_of[a].kind == "outlet"
    )
    if not outlets:
        return found
    return Arguments(source=found.source.without(outlets), target=found.target.without(outlets), how=found.how)


def names_own_state(page: Page, frame: Frame, found: Arguments) -> bool:
    """ "The minister reaffirmed Chad's commitment": the state is the minister's own, whom nothing is done to."""
    threat = frame.row.type in ("THREATEN", "ACCUSE", "REJECT") and _voices(frame)
    threat = threat or frame.row.type == "THREATEN"
    if (frame.row.type not in OUTWARD and not threat) or len(found.target.actors) != 1:
        return False
    target = page.actor_of.get(found.target.actors[0])
    if threat and (target is None or target.kind != "state" or found.target.way not in ("owner", "place", "below")):
        return False
    if target is None or target.kind != "state":
        return found.target.actors[0] in states_of(page, replace(found, target=NOBODY))
    return {target.state} == {(k.state if (k := page.actor_of.get(a)) else a) for a in found.source.actors}


def _voices(frame: Frame) -> bool:
    """Whether an act is told as a thing voiced: `expressed Chad's concern`, not `criticised Chad`."""
    thing = object_of(frame.verb) if frame.verb is not None else None
    return thing is not None and any(kid.dep_ == "poss" for kid in thing.children)


def names_own_states(page: Page, found: Arguments) -> bool:
    """ "The two agreed to strengthen their countries' ties": the target names the actors' own states again."""
    sources = {(page.actor_of[a].state or a) if a in page.actor_of else a for a in found.source.actors}
    return len(found.source.actors) > 1 and sources == set(found.target.actors)


def split(found: Arguments, frame: Frame) -> Arguments:
    """Two or more who act on each other: the first as source, the others as target."""
    several = found.source.actors
    if found.target or len(several) < 2 or frame.row.type not in MUTUAL_TYPES or not _mutual(frame):
        return found
    first, rest = several[:1], several[1:]
    spans = found.source.spans
    return Arguments(
        source=replace(found.source, actors=first, spans=spans[:1]),
        target=replace(found.source, actors=rest, spans=spans[1:], unresolved=None),
        how=found.how,
    )


ALONE = frozenset({"pledge", "vow", "promise", "offer", "commit"})
"""What several promise they need not promise each other: "Chad and Mali pledged funds"."""


def _mutual(frame: Frame) -> bool:
    kind = frame.row.type
    if kind == "AGREE" and frame.thing is not None and frame.head.lemma_.lower() in ALONE:
        return False
    if kind in ("CONSULT", "COOPERATE", "AGREE"):
        return True
    if kind in ("SUPPORT", "SANCTION"):
        return frame.row.encounter == "signing" or bool(frame.row.objects & {"agreement", "tie"})
    return frame.head.lemma_.lower() in (
        "clash", "fight", "battle", "skirmish", "exchange", "trade", "war", "fighting", "firefight", "hostility",
        "combat",
    )  # fmt: skip


def enough(page: Page, frame: Frame, arguments: Arguments) -> bool:
    """A contact needs two sides, or one and a conference that has a name."""
    actors = {*arguments.source.actors, *arguments.target.actors}
    if len(actors) >= 2:
        around = "around" in (arguments.source.way, arguments.target.way)
        return not around or len(states_of(page, arguments)) > 1
    if frame.row.encounter in MEETING_PLACES and actors:
        noun = frame.thing if frame.thing is not None else frame.head
        if any(kid.pos_ == "PROPN" for kid in noun.children) or noun.pos_ == "PROPN":
            return True
        return place_of(page, [noun], near=()) is not None
    return False


def states_of(page: Page, arguments: Arguments) -> frozenset[str]:
    """The states of both sides; an actor of no known state stands for itself."""
    actors = (*arguments.source.actors, *arguments.target.actors)
    return frozenset((page.actor_of[a].state or a) if a in page.actor_of else a for a in actors)
