"""Source and target of a frame: from subject, object and prepositions of verbs, from owners and "by" of nouns.

"Sanctions were imposed on Mali by the bloc": source the bloc, target Mali. "Mali's invasion of Chad": the owner acts,
"of" is the target; but "the arrest of the envoy by Chad", "the visit of the emir". A guest is source, a host target.
"""

from __future__ import annotations

from spacy.tokens import Token

from memcon.read.event_actors import NOBODY, Parties, by_place, owner_of, parties_of, stateless
from memcon.read.event_frames import Frame
from memcon.read.event_grammar import agent_of, child, is_passive, object_of, prepositions
from memcon.read.event_nominals import nominal_arguments
from memcon.read.event_slots import (
    BY_TYPE,
    OWN_THINGS,
    SUFFERED,
    TARGET_PREPS,
    Arguments,
    by_prep,
    each_other,
    is_visit,
    its_own,
)
from memcon.read.event_sources import acting_of, by_its_paper
from memcon.read.page import Page


def arguments_of(page: Page, frame: Frame) -> Arguments:
    """Source and target of one frame, reciprocal plurals not yet split."""
    return nominal_arguments(page, frame) if frame.nominal else _verbal(page, frame)


def _verbal(page: Page, frame: Frame) -> Arguments:
    verb = frame.anchor
    passive = is_passive(verb)
    if passive and verb.lemma_.lower() in STATES_OF_MIND and agent_of(verb) is None:
        mind = parties_of(page, object_of(verb))
        aimed = by_prep(page, [verb], ("to", "with", "in"))
        return Arguments(source=mind, target=aimed.without(mind.actors), how="active")
    source = acting_of(page, frame)
    target = _object_target(page, frame, verb)
    if not source and target:
        issuer, aimed = by_its_paper(page, frame, target)
        source, target = (issuer, aimed) if issuer else (source, target)
    if frame.row.swap or _hosting(frame):
        giver = source if _hosting(frame) else by_prep(page, [frame.thing, verb], ("from",))
        if _hosting(frame):
            return Arguments(source=target, target=giver, how="active")
        return Arguments(source=giver, target=source, how="active")
    return Arguments(source=source, target=target.without(source.actors), how="passive" if passive else "active")


STATES_OF_MIND = frozenset({"oppose", "commit", "prepare", "determine", "resolve", "engage", "concern", "dedicate"})
"""Verbs whose passive tells what its subject is like: "is opposed to", "are committed to"."""


TOPICAL = frozenset({"discuss", "debate", "deliberate"})
"""Contacts whose object is what they were about: "discussed Chad's war" was no contact with Chad."""


def _hosting(frame: Frame) -> bool:
    return frame.row.encounter == "visit" and frame.head.lemma_.lower() in ("host", "receive", "welcome", "greet")


def _aimed_at(page: Page, frame: Frame, moved: Token | None, verb: Token) -> Parties:
    """Whom troops are moved against: never the troops themselves; "for a war against Chad" counts."""
    cause = dict(prepositions(verb)).get("for") or (dict(prepositions(moved)).get("for") if moved is not None else None)
    return by_prep(page, [moved, frame.through, verb, cause], BY_TYPE["MOBILIZE"])


def _object_target(page: Page, frame: Frame, verb: Token) -> Parties:
    kind = frame.row.type
    if kind == "CONSULT" and verb.lemma_.lower() in TOPICAL:
        return by_prep(page, [verb], ("with", "between", "among", "alongside"))
    dative = child(verb, "dative")
    if dative is not None and dative.pos_ != "ADP":
        found = parties_of(page, dative)
        if found:
            return found
    thing = frame.thing
    whole = thing if thing is not None else object_of(verb)
    if kind in OWN_THINGS and whole is not None and its_own(whole):
        suffered = ("of",) if whole.lemma_.lower() in SUFFERED else ()
        return by_prep(page, [whole, verb], (*suffered, *BY_TYPE.get(kind, TARGET_PREPS)))
    if kind == "MOBILIZE":
        return _aimed_at(page, frame, thing if thing is not None else object_of(verb), verb)
    if thing is None:
        other = object_of(verb)
        found = parties_of(page, other) if other is not None and not each_other(other) else NOBODY
        found = found or by_place(page, other)
        if found and stateless(page, found):
            return by_prep(page, [other, verb], BY_TYPE.get(kind, TARGET_PREPS)) or found
        if found and (found.way == "named" or kind not in ("AGREE",)):
            return found
        thing = other
        pending = found
    else:
        direct = parties_of(page, thing, owners=False) or by_place(page, thing)
        if direct and stateless(page, direct):
            return by_prep(page, [thing, verb], BY_TYPE.get(kind, TARGET_PREPS)) or direct
        if direct:
            return direct
        pending = NOBODY
    wanted = BY_TYPE.get(kind, TARGET_PREPS)
    if thing is not None and thing.lemma_.lower() in (
        "embassy",
        "consulate",
        "mission",
        "office",
        "ambassador",
        "envoy",
    ):
        wanted = (*wanted, "in")
    if thing is not None and kind == "ASSAULT" and thing.lemma_.lower() in SUFFERED:
        wanted = ("of", *wanted)
    if is_passive(verb):
        wanted = tuple(word for word in wanted if word not in ("in", "near", "at"))
    found = by_prep(page, [thing, frame.through, verb], wanted, visit=is_visit(frame))
    if found:
        return found
    if frame.through is not None and (owner := parties_of(page, child(frame.through, "poss"))):
        return owner
    if pending.unresolved:
        return pending
    return owner_of(page, thing) if thing is not None and thing.pos_ != "PRON" else NOBODY
