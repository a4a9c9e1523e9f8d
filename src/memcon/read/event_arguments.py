"""Source and target of a frame: from subject, object and prepositions of verbs, from owners and "by" of nouns.

"Sanctions were imposed on Mali by the bloc": source the bloc, target Mali. "Mali's invasion of Chad": the owner acts,
"of" is the target; but "the arrest of the envoy by Chad", "the visit of the emir". A guest is source, a host target.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Token

from memcon.read.event_actors import (
    NOBODY,
    Parties,
    by_place,
    joined,
    nominal_participants,
    of_mention,
    owner_of,
    parties_of,
    stateless,
)
from memcon.read.event_frames import Frame
from memcon.read.event_grammar import (
    agent_of,
    child,
    governor,
    is_passive,
    is_verb,
    object_of,
    prepositions,
    subject_of,
)
from memcon.read.page import Page

RECIPROCAL = frozenset({"CONSULT", "COOPERATE", "SUPPORT", "AGREE", "ASSAULT"})
OF_IS_TARGET = frozenset({"ASSAULT", "COERCE", "ACCUSE", "SUPPORT", "SANCTION", "REJECT", "AID"})
OWNER_IS_TARGET = frozenset({"arrest", "detention", "imprisonment", "jailing", "deportation", "expulsion",
                            "assassination",
                             "murder", "killing", "execution", "abduction", "kidnapping", "release",
                             "extradition"})  # fmt: skip
TARGET_PREPS = ("against", "with", "to", "on", "at", "from", "into", "toward", "towards", "upon", "over", "for",
                "between",
                "of", "among")  # fmt: skip
BY_TYPE = {
    "CONSULT": ("with", "between", "among", "to", "alongside", "from"),
    "RETREAT": ("from", "to", "with", "of"),
    "REQUEST": ("on", "upon", "to", "from", "with", "for", "by"),
    "ACCUSE": ("against", "over", "about", "on", "at", "into", "of", "for", "with", "to"),
    "REJECT": ("from", "by", "with", "to", "on", "of", "for", "against"),
    "SANCTION": ("on", "against", "from", "to", "with", "upon", "of", "for", "over"),
    "COERCE": ("on", "against", "from", "over", "of"),
    "ASSAULT": ("on", "against", "at", "into", "with", "upon", "over", "in", "near"),
    "MOBILIZE": ("against", "to", "near", "on", "along", "toward", "towards", "around", "off", "into", "in", "at",
    "over"),
    "AID": ("to", "for", "with", "in", "into", "from"),
    "COOPERATE": ("with", "to", "from", "in", "between"),
    "SUPPORT": ("with", "to", "for", "of", "between", "on", "behind"),
    "AGREE": ("with", "to", "for", "on", "between"),
    "THREATEN": ("against", "to", "on", "with", "of"),
    "CONCEDE": ("to", "on", "against", "from", "for", "with", "in"),
    "PROTEST": ("against", "at", "over", "outside"),
}  # fmt: skip
PLACE_PREPS = ("to", "in", "at")


@dataclass(frozen=True, slots=True, kw_only=True)
class Arguments:
    """Who and whom, and how they were found: "active", "passive", "nominal", "clause"."""

    source: Parties
    target: Parties
    how: str


def arguments_of(page: Page, frame: Frame) -> Arguments:
    """Source and target of one frame, reciprocal plurals not yet split."""
    return _nominal(page, frame) if frame.nominal else _verbal(page, frame)


def _verbal(page: Page, frame: Frame) -> Arguments:
    verb = frame.anchor
    passive = is_passive(verb)
    if passive and verb.lemma_.lower() in STATES_OF_MIND and agent_of(verb) is None:
        mind = parties_of(page, object_of(verb))
        aimed = _by_prep(page, [verb], ("to", "with", "in"))
        return Arguments(source=mind, target=aimed.without(mind.actors), how="active")
    source = parties_of(page, subject_of(verb))
    target = _object_target(page, frame, verb)
    if frame.row.swap or _hosting(frame):
        giver = source if _hosting(frame) else _by_prep(page, [frame.thing, verb], ("from",))
        if _hosting(frame):
            return Arguments(source=target, target=giver, how="active")
        return Arguments(source=giver, target=source, how="active")
    return Arguments(source=source, target=target.without(source.actors), how="passive" if passive else "active")


POSTS = frozenset({"embassy", "consulate", "mission", "office", "ambassador", "envoy"})
"""What stands in the state it concerns: "opened an embassy in Lagos"."""

STATES_OF_MIND = frozenset({"oppose", "commit", "prepare", "determine", "resolve", "engage", "concern", "dedicate"})
"""Verbs whose passive tells what its subject is like: "is opposed to", "are committed to"."""


def _hosting(frame: Frame) -> bool:
    return frame.row.encounter == "visit" and frame.head.lemma_.lower() in ("host", "receive", "welcome", "greet")


def _object_target(page: Page, frame: Frame, verb: Token) -> Parties:
    kind = frame.row.type
    dative = child(verb, "dative")
    if dative is not None and dative.pos_ != "ADP":
        found = parties_of(page, dative)
        if found:
            return found
    thing = frame.thing
    whole = thing if thing is not None else object_of(verb)
    if kind in OWN_THINGS and whole is not None and _its_own(whole):
        suffered = ("of",) if whole.lemma_.lower() in SUFFERED else ()
        return _by_prep(page, [whole, verb], (*suffered, *BY_TYPE.get(kind, TARGET_PREPS)))
    if thing is None:
        other = object_of(verb)
        found = parties_of(page, other) if other is not None and not _each_other(other) else NOBODY
        found = found or by_place(page, other)
        if found and stateless(page, found):
            return _by_prep(page, [other, verb], BY_TYPE.get(kind, TARGET_PREPS)) or found
        if found and (found.way == "named" or kind not in ("AGREE",)):
            return found
        thing = other
        pending = found
    else:
        moved = kind == "MOBILIZE"
        direct = NOBODY if moved else parties_of(page, thing, owners=False) or by_place(page, thing)
        if direct and stateless(page, direct):
            return _by_prep(page, [thing, verb], BY_TYPE.get(kind, TARGET_PREPS)) or direct
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
    found = _by_prep(page, [thing, verb], wanted, visit=_is_visit(frame))
    if found:
        return found
    if pending.unresolved:
        return pending
    return owner_of(page, thing) if thing is not None and thing.pos_ != "PRON" else NOBODY


SUFFERED = frozenset({"invasion", "bombing", "shelling", "bombardment", "assassination", "killing", "siege"})
"""Nouns whose "of" names who suffers it, also as object: "mounted an invasion of"."""

OWN_THINGS = frozenset({"MOBILIZE", "RETREAT", "AID", "COOPERATE", "AGREE", "ASSAULT", "SANCTION", "THREATEN"})


def _its_own(noun: Token) -> bool:
    """ "withdrew its troops": what belongs to the actor is no target."""
    owner = child(noun, "poss")
    return owner is not None and owner.lower_ in ("its", "their", "his", "her", "our", "own")


def _each_other(token: Token) -> bool:
    return token.lower_ in ("other", "another") and any(kid.lower_ in ("each", "one") for kid in token.children)


def _is_visit(frame: Frame) -> bool:
    return frame.row.encounter == "visit"


def _by_prep(page: Page, hosts: list[Token | None], wanted: tuple[str, ...], *, visit: bool = False) -> Parties:
    pairs = [pair for host in hosts if host is not None for pair in prepositions(host)]
    if visit:
        wanted = ("to", *[word for word in wanted if word != "to"], "in", "at")
    for word in wanted:
        for found_word, noun in pairs:
            if found_word == word and not _each_other(noun):
                found = parties_of(page, noun) or by_place(page, noun)
                if found or found.unresolved:
                    return found
    return NOBODY


def _nominal(page: Page, frame: Frame) -> Arguments:
    noun, kind = frame.head, frame.row.type
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
    source = before or by or verb_source or of or _subject_around(page, noun)
    target = _by_prep(page, [noun, frame.verb], BY_TYPE.get(kind, TARGET_PREPS))
    if not target and of and source.actors != of.actors:
        target = of
    return Arguments(source=source, target=target.without(source.actors), how="nominal")


def _acting_on(
    page: Page, frame: Frame, *, before: Parties, by: Parties, of: Parties, verb_source: Parties, owned: bool
) -> Arguments:
    noun = frame.head
    aimed = _by_prep(page, [noun, frame.verb], tuple(w for w in BY_TYPE.get(frame.row.type, TARGET_PREPS) if w != "of"))
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
    return _by_prep(page, [noun], ("from",))


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
    with_ = _by_prep(page, [noun, frame.verb], ("with", "alongside"))
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
    if _is_visit(frame):
        target = with_ or _by_prep(page, [noun, frame.verb], PLACE_PREPS) or place
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
    return Parties(
        actors=found.actors,
        spans=found.spans,
        confidence=found.confidence,
        unresolved=found.unresolved,
        way="around",
    )


PRUNED = frozenset({"parataxis", "relcl", "nsubj", "nsubjpass", "csubj", "appos", "punct", "cc"})


def with_whom(page: Page, frame: Frame) -> Parties:
    """The actors after a frame's "with"."""
    return _by_prep(page, [frame.head, frame.thing, frame.verb], ("with", "alongside"))


def asked_of(page: Page, frame: Frame, exclude: tuple[str, ...]) -> Parties:
    """Who a demanded clause is about: the subject of "demanded that Chad free the crew"."""
    verb = frame.anchor
    for clause in (*verb.children, *frame.head.children):
        if clause.dep_ in ("ccomp", "xcomp", "acomp") and clause.i > verb.i:
            subject = child(clause, "nsubj", "nsubjpass")
            found = parties_of(page, subject).without(exclude)
            if found:
                return found
    return NOBODY


def same_side(page: Page, actors: tuple[str, ...]) -> tuple[str, ...]:
    """The actors and all others of the page that belong to their states."""
    states = {known.state for actor in actors if (known := page.actor_of.get(actor)) is not None and known.state}
    return (*actors, *sorted(other.id for other in page.actors if other.state in states and other.id not in actors))


def beneath_clause(page: Page, frame: Frame, exclude: tuple[str, ...]) -> Parties:
    """Whom a clause is about when no slot names them: its complement's subject, else the first actor below the verb."""
    outward = frame.row.type in ("THREATEN", "AGREE")
    own_side = same_side(page, exclude) if outward else exclude
    named = asked_of(page, frame, own_side)
    if outward and stateless(page, named):
        named = NOBODY
    if named or frame.row.type in SHALLOW:
        return named
    return _first_below(page, frame.anchor, exclude, places=frame.row.type in AT_HOME)


SHALLOW = frozenset({"SUPPORT"})
"""Acts on an abstract thing, whose owner is the target or nobody is."""

AT_HOME = frozenset({"COERCE", "CONCEDE", "PROTEST", "THREATEN"})
"""Acts whose target may be the people of the actor's own state, named by a town only."""


def _first_below(page: Page, verb: Token, exclude: tuple[str, ...], *, places: bool) -> Parties:
    waiting = [kid for kid in verb.children if kid.i > verb.i and _below(kid)]
    seen = 0
    town = NOBODY
    while waiting and seen < 40:
        token = waiting.pop(0)
        seen += 1
        mention = page.mention_of(token)
        if mention is not None and mention.form != "pronoun":
            found = of_mention(mention).without(exclude)
            if found and not stateless(page, found):
                return replace(found, way="below")
        elif places and not town:
            town = by_place(page, token)
        waiting += [kid for kid in token.children if _below(kid)]
    return replace(town, way="below") if town else NOBODY


def _below(token: Token) -> bool:
    if (token.dep_ == "conj" and is_verb(token)) or token.lower_ in ("according", "because", "unless", "if"):
        return False
    if token.dep_ == "advcl":
        return any(kid.dep_ == "aux" and kid.lower_ == "to" for kid in token.children)
    return token.dep_ not in PRUNED
