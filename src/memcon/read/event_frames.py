"""The words that report an act: verbs, particle verbs, light verbs with nouns, event nouns, adjectives.

"Oman hosted talks", "paid a visit", "the shelling of Aleppo", "is ready to mediate": each gives one frame, the
dictionary row it matched, the word that carries the type and the verb whose subject acts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from spacy.tokens import Token

from memcon.model.span import Span, hull
from memcon.read.event_figurative import is_figurative_noun, is_figurative_verb
from memcon.read.event_grammar import (
    child,
    children,
    grammatical_subject,
    is_one_of,
    is_passive,
    is_verb,
    object_of,
    prepositions,
    verb_lemmas,
)
from memcon.read.event_match import best_match, of_what
from memcon.read.page import Page, span_of
from memcon.read.triggers import Trigger, Triggers


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A trigger in the parse. `head` carries the type; `verb` is whose subject acts (None: a bare event noun).

    `thing` is the object that completed the row ("sanctions" in "imposed sanctions"), `through` the noun of the
    preposition that did ("court" in "took Togo to court").
    """

    row: Trigger
    head: Token
    verb: Token | None = None
    thing: Token | None = None
    through: Token | None = None

    @property
    def nominal(self) -> bool:
        """Whether the type comes from a noun."""
        return self.head.pos_ in ("NOUN", "PROPN") and self.row.kind == "noun"

    @property
    def anchor(self) -> Token:
        """The word whose clause tells tense, time and place: the verb, else the noun."""
        return self.verb if self.verb is not None else self.head

    @property
    def trigger(self) -> Span:
        """The words that stand for the act, from verb to noun when they are near."""
        spans = [span_of(self.head)]
        if self.verb is not None and abs(self.verb.i - self.head.i) <= 6:
            spans.append(span_of(self.verb))
        if self.thing is not None and abs(self.thing.i - self.head.i) <= 6:
            spans.append(span_of(self.thing))
        particle = child(self.head, "prt")
        if particle is not None and abs(particle.i - self.head.i) <= 2:
            spans.append(span_of(particle))
        return hull(spans)


def find_frames(page: Page, tokens: Iterable[Token], triggers: Triggers) -> list[Frame]:
    """All frames among the tokens of a sentence, in order; a noun that completes a verb's row gives none of its own."""
    verbs, nouns = [], []
    for token in tokens:
        pos = token.pos_
        if pos == "VERB" or (pos == "AUX" and token.lemma_ == "be" and token.dep_ not in ("aux", "auxpass")):
            frame = _verb_frame(page, token, triggers)
            if frame is not None:
                verbs.append(frame)
        elif pos in ("NOUN", "PROPN"):
            frame = _noun_frame(page, token, triggers)
            if frame is not None:
                nouns.append(frame)
        elif pos == "ADJ" and token.lemma_.lower() in triggers.adjectives:
            frame = _adjective_frame(token, triggers)
            if frame is not None:
                verbs.append(frame)
    taken = {frame.thing.i for frame in verbs if frame.thing is not None}
    carrying = {frame.verb.i for frame in nouns if frame.verb is not None}
    kept = [frame for frame in verbs if frame.row.type != "NONE" and not _yields(frame, carrying)]
    kept += [frame for frame in nouns if frame.head.i not in taken or _by_light(frame, kept)]
    return sorted(kept, key=lambda frame: frame.head.i)


def _yields(frame: Frame, carrying: set[int]) -> bool:
    """A weak verb row gives way to the event noun that the same verb carries ("hold talks")."""
    return frame.head.i in carrying and not frame.row.objects


def _by_light(frame: Frame, verbs: list[Frame]) -> bool:
    return frame.verb is not None and all(other.head.i != frame.verb.i for other in verbs)


def _verb_frame(page: Page, verb: Token, triggers: Triggers) -> Frame | None:
    if verb.dep_ in ("amod", "compound", "aux", "auxpass", "case"):
        return None
    rows = [row for lemma in verb_lemmas(verb) for row in triggers.verbs.get(lemma, ())]
    if not rows and verb.text.lower().startswith(f"{verb.lemma_.lower()}e"):
        # "staged" is given the lemma "stag"
        rows = list(triggers.verbs.get(f"{verb.lemma_.lower()}e", ()))
    if not rows:
        return _shared(verb) or _must(verb)
    match = best_match(page, verb, object_of(verb), rows)
    if match is None:
        return _shared(verb) or _must(verb)
    if is_figurative_verb(verb, object_of(verb), match.row) or _named_so(verb, match.row) or _heartened(verb):
        return None
    if match.row.type == "REJECT" and _unnamed(verb):
        return None
    row = _jointly(match.row, match.thing)
    return Frame(row=row, head=verb, verb=verb, thing=match.thing, through=match.through)


MUST = Trigger(kind="must", type="REQUEST", mode="change", score=0.6)
"""Whatever somebody says another must do is asked of them, in no dictionary though the verb may be."""


SHARED = Trigger(kind="verb", type="COOPERATE", score=0.62)
MAKING = frozenset(
    "begin build create develop establish form inaugurate install launch make open operate produce publish run set "
    "set_up share start test train unveil use".split()
)


def _shared(verb: Token) -> Frame | None:
    """ "began to run a shared timetable", "opened a joint customs hall": what is made in common is cooperation."""
    if not is_one_of(verb, MAKING):
        return None
    thing = object_of(verb)
    if thing is None or not any(kid.lower_ in ("joint", "shared", "common") for kid in thing.children):
        return None
    return Frame(row=SHARED, head=verb, verb=verb, thing=thing)


def _must(verb: Token) -> Frame | None:
    if verb.dep_ != "ccomp" or not any(kid.tag_ == "MD" and kid.lower_ in ("must", "should") for kid in verb.children):
        return None
    return Frame(row=MUST, head=verb, verb=verb) if child(verb, "nsubj") is not None else None


def _unnamed(verb: Token) -> bool:
    """ "declined to be named", "refused to comment": said to a newspaper, to nobody else."""
    inner = child(verb, "xcomp")
    if inner is None:
        return False
    passive = any(kid.dep_ == "auxpass" or kid.lower_ == "be" for kid in inner.children)
    return inner.lemma_.lower() in TOLD_PRESS if not passive else inner.lemma_.lower() in NAMED


NAMED = frozenset({"name", "identify", "quote", "cite", "photograph", "interview", "record", "film", "draw"})
TOLD_PRESS = frozenset({"comment", "elaborate", "speculate", "answer", "say", "discuss", "confirm", "disclose"})


def _heartened(verb: Token) -> bool:
    """ "were encouraged by the news" asks nothing of anybody."""
    return verb.lemma_ == "encourage" and is_passive(verb) and child(verb, "xcomp") is None


def _named_so(verb: Token, row: Trigger) -> bool:
    """ "called the envoy a liar" is no telephone call."""
    return row.encounter == "call" and verb.lemma_ == "call" and child(verb, "oprd", "attr", "ccomp") is not None


def _jointly(row: Trigger, thing: Token | None) -> Trigger:
    """A drill held jointly is cooperation, not a show of force."""
    if row.type == "MOBILIZE" and thing is not None and any(kid.lower_ == "joint" for kid in thing.children):
        return replace(row, type="COOPERATE", mode=None)
    return row


def _noun_frame(page: Page, noun: Token, triggers: Triggers) -> Frame | None:
    rows = _noun_rows(noun, triggers)
    if not rows or (noun.dep_ in ("compound", "amod", "nmod", "npadvmod", "appos") and noun.dep_ != "appos"):
        return None
    if is_figurative_noun(noun, rows[0]):
        return None
    mention = page.mention_of(noun)
    if mention is not None and mention.actors and mention.form != "description":
        return None
    return Frame(row=rows[0], head=noun, verb=_light_verb(noun, rows[0], triggers))


def _noun_rows(noun: Token, triggers: Triggers) -> tuple[Trigger, ...]:
    lemma = noun.lemma_.lower()
    rows = _about(noun, triggers.nouns.get(lemma, ()))
    for kid in noun.children:
        if kid.dep_ in ("compound", "amod") and kid.i < noun.i:
            for word in (kid.lemma_.lower(), kid.lower_):
                joined = triggers.nouns.get(f"{word}_{lemma}")
                if joined:
                    return joined
    return rows


def _about(noun: Token, rows: tuple[Trigger, ...]) -> tuple[Trigger, ...]:
    """The rows whose thing the noun names: "the suspension of aid", "weapons deliveries"."""
    kept = []
    for row in rows:
        if row.objects:
            things = {kid.lemma_.lower() for kid in noun.children if kid.dep_ in ("compound", "amod", "poss")}
            about = of_what(noun)
            if about is not None:
                things |= {about.lemma_.lower(), *(kid.lemma_.lower() for kid in children(about, "compound", "conj"))}
            if not things & row.objects:
                continue
        kept.append(row)
    return tuple(kept)


OTHERS = frozenset("end suffer face repel beat_off repulse receive get see accept conclude draw win earn".split())
FORCED = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST", "ACCUSE", "THREATEN"})
"""Verbs whose subject does not do what their object names: "ended the aggression", "suffered an attack"."""


def _light_verb(noun: Token, row: Trigger, triggers: Triggers) -> Token | None:
    """The light verb that the noun completes ("held", "took part in"), also in the passive ("talks were held")."""
    head = noun.head
    if noun.dep_ in ("dobj", "nsubjpass") and is_verb(head):
        lemmas = set(verb_lemmas(head))
        return head if lemmas & triggers.light and not (lemmas & OTHERS and row.type in FORCED) else None
    if noun.dep_ == "pobj" and head.lower_ == "in" and is_verb(head.head):
        verb = head.head
        if set(verb_lemmas(verb)) & {"engage", "participate", "be", "take"}:
            return verb
    if noun.dep_ == "conj":
        first = noun.head
        if first.dep_ == "dobj" and is_verb(first.head) and set(verb_lemmas(first.head)) & triggers.light:
            return first.head
    return None


def _adjective_frame(adjective: Token, triggers: Triggers) -> Frame | None:
    head = adjective.head
    if adjective.dep_ not in ("acomp", "oprd") or head.lemma_ not in ("be", "remain", "seem", "stand", "become"):
        return None
    for row in triggers.adjectives[adjective.lemma_.lower()]:
        if row.preps and not any(word in row.preps for word, _ in prepositions(adjective)):
            continue
        if row.type == "AGREE" and child(adjective, "xcomp") is None:
            continue
        if grammatical_subject(head) is not None:
            return Frame(row=row, head=adjective, verb=head)
    return None
