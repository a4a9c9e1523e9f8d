"""Source and target of event nouns: "Mali's invasion of Chad", "the arrest of the envoy by Chad", "talks with Peru".

The owner acts and "of" is the target, but for nouns that own what they suffer; a bare noun takes the subject of the
clause that it stands in.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from memcon.read.event_actors import NOBODY, Parties, by_place, joined, nominal_participants, parties_of
from memcon.read.event_frames import Frame
from memcon.read.event_grammar import agent_of, child, governor, is_verb, object_of, prepositions, subject_of
from memcon.read.event_slots import (
    BY_TYPE,
    OF_IS_TARGET,
    OWNER_IS_TARGET,
    PLACE_PREPS,
    TARGET_PREPS,
    Arguments,
    by_prep,
    is_visit,
)
from memcon.read.page import Page

CARGO = frozenset("shipment consignment cargo convoy delivery load airlift supply".split())


def nominal_arguments(page: Page, frame: Frame) -> Arguments:
    """Source and target of a frame whose type comes from a noun."""
    noun, kind = frame.head, frame.row.type
    if kind == "AID" and noun.lemma_.lower() in CARGO and (goods := _goods_of(page, frame)) is not None:
        return goods
    verb_source = parties_of(page, subject_of(frame.verb)) if frame.verb is not None else NOBODY
    if kind in ("CONSULT", "COOPERATE") or frame.row.encounter in ("signing",):
        return _meeting(page, frame, verb_source)
    before, place = _owners_before(page, noun)
    by = parties_of(page, agent_of(noun))
    spoken = dict(reversed(list(prepositions(noun))))
    of = parties_of(page, spoken.get("of")) or by_place(page, spoken.get("of"))
    between = parties_of(page, spoken.get("between"))
    if between and len(between.actors) > 1:
        return Arguments(source=between, target=NOBODY, how="nominal")
    target_owned = noun.lemma_.lower() in OWNER_IS_TARGET
    if kind in OF_IS_TARGET or target_owned:
        of = of or place
        return _acting_on(page, frame, before=before, by=by, of=of, verb_source=verb_source, owned=target_owned)
    if kind == "RETREAT" and "of" in spoken and "from" in dict(prepositions(spoken["of"])):
        left = parties_of(page, dict(prepositions(spoken["of"]))["from"])
        return Arguments(source=before or by or verb_source or _subject_around(page, noun), target=left, how="nominal")
    asker = by_prep(page, [noun], ("from",)) if kind in ("REQUEST", "THREATEN", "REJECT", "ACCUSE") else NOBODY
    source = before or by or asker or verb_source or of or _subject_around(page, noun)
    target = by_prep(page, [noun, frame.verb], BY_TYPE.get(kind, TARGET_PREPS)).without(source.actors)
    target = target or (_of_its_clause(page, noun) if kind == "REQUEST" else NOBODY)
    if not target and of and source.actors != of.actors:
        target = of
    return Arguments(source=source, target=target.without(source.actors), how="nominal")


def _goods_of(page: Page, frame: Frame) -> Arguments | None:
    """ "A shipment of Chilean flour reached Haiti": whose goods they are, and where they came."""
    noun = frame.head
    goods = dict(reversed(list(prepositions(noun)))).get("of")
    giver = nominal_participants(page, goods) if goods is not None else NOBODY
    if not giver:
        return None
    verb = noun.head if noun.dep_ in ("nsubj", "nsubjpass") else None
    reached = parties_of(page, object_of(verb)) if verb is not None else NOBODY
    target = by_prep(page, [noun, verb], ("to", "for", "in", "at")) or reached
    return Arguments(source=giver, target=target.without(giver.actors), how="nominal")


def _of_its_clause(page: Page, noun: Token) -> Parties:
    """ "a demand that Brazil readmit": whoever is to do it."""
    for clause in noun.children:
        if clause.dep_ in ("acl", "ccomp", "relcl") and any(kid.lower_ == "that" for kid in clause.children):
            return parties_of(page, child(clause, "nsubj", "nsubjpass"))
    return NOBODY


def _acting_on(
    page: Page, frame: Frame, *, before: Parties, by: Parties, of: Parties, verb_source: Parties, owned: bool
) -> Arguments:
    noun = frame.head
    aimed = by_prep(page, [noun, frame.verb], tuple(w for w in BY_TYPE.get(frame.row.type, TARGET_PREPS) if w != "of"))
    if owned and not verb_source:
        return Arguments(source=by, target=of or before, how="nominal")
    source = by or verb_source or before or _claimed_by(page, noun) or _from(page, noun)
    target = of or aimed or _harmed(page, noun)
    if not target and (by or verb_source) and before:
        target = before
    return Arguments(source=source, target=target.without(source.actors), how="nominal")


HARMING = frozenset("kill wound injure hit destroy damage target strike maim leave".split())
CLAIMED = frozenset("claim stage mount launch perpetrate conduct plan orchestrate".split())


def _harmed(page: Page, noun: Token) -> Parties:
    """ "The raid killed two Chadian soldiers": the act's target is who it killed."""
    verb = noun.head
    if noun.dep_ != "nsubj" or verb.lemma_.lower() not in HARMING:
        return NOBODY
    return parties_of(page, object_of(verb))


def _claimed_by(page: Page, noun: Token) -> Parties:
    """ "The attack was claimed by the militia": who claims it did it."""
    verb = noun.head
    if noun.dep_ != "nsubjpass" or verb.lemma_.lower() not in CLAIMED:
        return NOBODY
    return parties_of(page, agent_of(verb))


def _from(page: Page, noun: Token) -> Parties:
    return by_prep(page, [noun], ("from",))


def _owners_before(page: Page, noun: Token) -> tuple[Parties, Parties]:
    """Who stands before an event noun as its owner, and the state that only names its place ("the Sudan war")."""
    named = [kid for kid in noun.children if kid.dep_ in ("compound", "nmod") and kid.ent_type_ in ("GPE", "LOC")]
    if len(named) == 1 and not conjoined(named[0]):
        place = parties_of(page, named[0]) or by_place(page, named[0])
        return nominal_participants(page, noun).without(place.actors), place
    return nominal_participants(page, noun), NOBODY


def conjoined(token: Token) -> bool:
    """Whether a modifier is one of several ("the Chad-Mali talks")."""
    near = token.doc[token.i + 1].text if token.i + 1 < len(token.doc) else ""
    return near in ("-", "–", "—", "/") or any(kid.dep_ == "conj" for kid in token.children)


def _meeting(page: Page, frame: Frame, verb_source: Parties) -> Arguments:
    """All who took part in talks: owner, "between", "with", "of"; a visit goes "to" its host."""
    noun = frame.head
    before, place = _owners_before(page, noun)
    spoken = dict(reversed(list(prepositions(noun))))
    between = joined([p for word in ("between", "among") if (p := parties_of(page, spoken.get(word)))])
    with_ = by_prep(page, [noun, frame.verb], ("with", "alongside"))
    if not with_ and frame.verb is None:
        with_ = _with_beside(page, noun)
    if between and (len(between.actors) > 1 or between.unresolved):
        return Arguments(source=between, target=with_.without(between.actors), how="nominal")
    of = parties_of(page, spoken.get("of"))
    source = before or verb_source or (of if frame.row.encounter in ("visit", "summit", "signing") else NOBODY)
    if verb_source and before and frame.verb is not None:
        source = verb_source
        with_ = with_ or before.without(verb_source.actors)
    target = with_
    if is_visit(frame):
        target = with_ or by_prep(page, [noun, frame.verb], PLACE_PREPS) or place
    if not source:
        source = _subject_around(page, noun)
    return Arguments(source=source, target=target.without(source.actors), how="nominal")


def _with_beside(page: Page, noun: Token) -> Parties:
    """The parse often hangs "with" on the verb: "after talks on Sunday with the emir"."""
    verb, _ = governor(noun)
    if verb is None:
        return NOBODY
    for word, other in prepositions(verb):
        if word == "with" and noun.i < other.i <= noun.i + 8:
            return parties_of(page, other)
    return NOBODY


def _subject_around(page: Page, noun: Token) -> Parties:
    """The subject of the clause a bare event noun stands in: "after a meeting with Chad's envoy, Mali said"."""
    verb, way = governor(noun)
    if verb is None or way in ("nsubj", "nsubjpass"):
        return NOBODY
    if way not in (
        "in",
        "after",
        "during",
        "at",
        "for",
        "following",
        "before",
        "ahead",
        "on",
        "dobj",
        "of",
        "amid",
        "through",
        "over",
    ):
        return NOBODY
    subject = subject_of(verb)
    if subject is None or not is_verb(verb):
        return NOBODY
    found = parties_of(page, subject)
    return replace(found, way="around", direct=True)
