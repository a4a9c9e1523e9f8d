"""Who did it and to whom: the actors of a phrase, from its head, its conjuncts, its owner.

"European and Canadian diplomats", "Putin's envoy", "the government of Japan", "troops from Chad": each gives
the most specific mention that the phrase has; a pronoun that resolves to nobody is named as such.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Token

from memcon.model.actor import Mention
from memcon.model.span import Span
from memcon.read.event_grammar import antecedent, conjuncts, is_verb, prepositions
from memcon.read.event_issuer import first_person, issuer_states, joint_issuers
from memcon.read.issuer import holder_at_home
from memcon.read.page import Page, span_of
from memcon.read.places import phrase_of as named

OWNING = ("poss", "amod", "compound", "nmod", "nummod", "appos")
DEPTH = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """The actors a phrase stands for, with the span of each; `unresolved` is a pronoun or plural nobody is known for.

    `way` says how the phrase gives them: it names them, its owner does, its place, the clause around or below it.
    `direct` False marks any way but the first for those who ask no more.
    """

    actors: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    confidence: float = 1.0
    unresolved: Span | None = None
    way: str = "named"
    direct: bool = True

    def __bool__(self) -> bool:
        return bool(self.actors)

    def without(self, others: tuple[str, ...]) -> Parties:
        """The same without these actors."""
        kept = [(a, s) for a, s in zip(self.actors, self.spans, strict=True) if a not in others]
        return Parties(
            actors=tuple(a for a, _ in kept),
            spans=tuple(s for _, s in kept),
            confidence=self.confidence,
            unresolved=self.unresolved,
            way=self.way,
        )


NOBODY = Parties()


def parties_of(page: Page, token: Token | None, *, owners: bool = True, depth: int = 0) -> Parties:
    """Who a noun phrase stands for, its conjuncts included; with `owners` also through what it belongs to."""
    if token is None:
        return NOBODY
    found: list[Parties] = []
    for noun in conjuncts(antecedent(token)):
        one = _of_noun(page, noun, owners=owners, depth=depth)
        if one or one.unresolved:
            found.append(one)
    return joined(found)


def joined(found: list[Parties]) -> Parties:
    """Several phrases as one, each actor once."""
    if len(found) == 1:
        return found[0]
    actors: dict[str, Span] = {}
    for one in found:
        for actor, span in zip(one.actors, one.spans, strict=True):
            actors.setdefault(actor, span)
    return Parties(
        actors=tuple(actors),
        spans=tuple(actors.values()),
        confidence=min((one.confidence for one in found if one), default=1.0),
        unresolved=next((one.unresolved for one in found if one.unresolved), None),
        way=next((one.way for one in found if one and one.way != "named"), "named"),
    )


def of_mention(mention: Mention, *, way: str = "named") -> Parties:
    """The actors of one mention; unresolved when it has none."""
    if not mention.actors:
        return Parties(unresolved=mention.span, way=way)
    return Parties(
        actors=mention.actors,
        spans=(mention.span,) * len(mention.actors),
        confidence=mention.confidence,
        way=way,
    )


def _of_noun(page: Page, noun: Token, *, owners: bool, depth: int) -> Parties:
    mention = page.mention_of(noun)
    if _ethnic(noun):
        return at_their_place(page, noun)
    if mention is not None and mention.actors:
        if _one_of_a_people(page, noun, mention):
            return NOBODY
        return _placed_group(page, noun, _with_nationalities(page, noun, of_mention(mention)), depth)
    if noun.pos_ == "PRON" and noun.lower_ in PRONOUNS:
        return _speaker(page, noun) or Parties(unresolved=span_of(noun))
    if noun.lemma_.lower() in HOLDERS and (holder := _at_home(page, noun)):
        return holder
    if mention is not None and mention.form == "plural" and (issuers := joint_issuers(page)):
        return Parties(actors=issuers, spans=(mention.span,) * len(issuers), confidence=0.75, way="speaker")
    if mention is not None and mention.form in ("pronoun", "plural"):
        owner = owner_of(page, noun, depth=depth + 1) if noun.pos_ == "NOUN" and owners and depth < DEPTH else NOBODY
        return owner if owner and owner.way == "owner" else of_mention(mention)
    if depth >= DEPTH or not owners:
        return NOBODY
    if mention is None and noun.ent_type_ == "GPE" and " " in named(noun) and (place := by_place(page, noun)):
        return place
    return owner_of(page, noun, depth=depth + 1)


def _with_nationalities(page: Page, noun: Token, found: Parties) -> Parties:
    """ "Hungarian and Romanian officials" are two states' although one noun stands for both."""
    for kid in noun.children:
        if kid.dep_ in ("amod", "compound", "nmod") and kid.ent_type_ in ("NORP", "GPE") and len(conjuncts(kid)) > 1:
            states = {page.lexicon.state_of(name.text): span_of(name) for name in conjuncts(kid)}
            named = {state: span for state, span in states.items() if state is not None}
            held = {page.actor_of[a].state for a in found.actors if a in page.actor_of}
            if len(named) > 1 and not set(named) <= held:
                return Parties(actors=tuple(named), spans=tuple(named.values()), confidence=0.9, way="owner")
            return joined([_modifier(page, kid, 0), found]) if _modifier(page, kid, 0) else found
    return found


def _ethnic(noun: Token) -> bool:
    """ "ethnic Albanians": people by descent, not of the state that has the name."""
    return any(kid.lower_ == "ethnic" for kid in noun.children)


def _one_of_a_people(page: Page, noun: Token, mention: Mention) -> bool:
    """ "An Australian, aged 28, was charged": somebody of a state is not the state; "the Dutch" may be."""
    determiner = next((kid.lower_ for kid in noun.children if kid.dep_ in ("det", "nummod")), "")
    if noun.ent_type_ != "NORP" or noun.tag_ not in ("NN", "NNP", "JJ") or (noun.pos_ == "ADJ" and noun.dep_ == "amod"):
        return False
    several = determiner == "the" and noun.lower_.endswith(("ese", "sh", "ch", "ss"))
    states = all(name in page.lexicon.states for name in mention.actors)
    return states and determiner in ("a", "an", "the", "one", "another") and not several


def at_their_place(page: Page, noun: Token) -> Parties:
    """The state in which people are said to be: "ethnic Turks in Bulgaria", "the Albanians of southern Serbia"."""
    for host in (noun, noun.head):
        for word, place in prepositions(host):
            if word in ("in", "of", "from", "near") and place.i > noun.i and (there := by_place(page, place)):
                return Parties(actors=there.actors, spans=(span_of(noun),), confidence=0.75, way="place")
    return NOBODY


def stateless(page: Page, found: Parties) -> bool:
    """Whether the actors are only groups that belong to no known state ("workers", "people")."""
    actors = [page.actor_of.get(a) for a in found.actors]
    return bool(actors) and all(a is not None and a.kind == "group" and a.state is None for a in actors)


def _placed_group(page: Page, noun: Token, found: Parties, depth: int) -> Parties:
    """For a group of no state, the state it is of or in: "security forces in Guinea"."""
    if depth >= DEPTH or not stateless(page, found):
        return found
    owner = owner_of(page, noun, depth=depth + 1)
    if owner and not stateless(page, owner):
        return owner
    for kid in noun.children:
        named = kid.dep_ in ("compound", "amod", "nmod") and kid.ent_type_ in ("GPE", "LOC")
        if named and (there := by_place(page, kid)):
            return there
    for word, place in prepositions(noun):
        if word in ("in", "from", "of") and (there := by_place(page, place)):
            return there
    return Parties(actors=found.actors, spans=found.spans, confidence=found.confidence, way="group")


HOLDERS = frozenset({"president", "minister"})


def _at_home(page: Page, noun: Token) -> Parties:
    """ "The President" of an official text: whoever holds that office of the issuing state on its day."""
    first = noun.left_edge
    if first.lower_ != "the" or noun.i - first.i > 2 or noun.right_edge.i != noun.i:
        return NOBODY
    phrase = span_of(first, noun)
    held = holder_at_home(page, phrase.of(page.text))
    if held is None or held.actor not in page.actor_of:
        return NOBODY
    return Parties(actors=(held.actor,), spans=(phrase,), confidence=0.85)


PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "him", "her", "them", "us", "me"})
_FIRST = frozenset({"i", "we", "me", "us"})
_FITTING = {
    "person": {"he", "she", "him", "her"},
    "state": {"it"},
    "organisation": {"it", "they"},
    "group": {"they"},
}


def _speaker(page: Page, pronoun: Token) -> Parties:
    """ "Chad said it had closed the border": a pronoun early in what somebody says is most often the speaker."""
    statement = page.statement_at(pronoun.idx)
    if statement is None:
        return NOBODY
    word = pronoun.lower_
    if word in _FIRST and (issuers := issuer_states(page, statement)):
        spans = (span_of(pronoun),) * len(issuers)
        return Parties(actors=issuers, spans=spans, confidence=0.8, way="speaker")
    if word in _FIRST and (ours := first_person(page, statement)) is not None:
        return Parties(actors=(ours,), spans=(span_of(pronoun),), confidence=0.8, way="speaker")
    if statement.speaker.actor is None:
        return NOBODY
    actor = page.actor_of.get(statement.speaker.actor)
    kind = actor.kind if actor is not None else "person"
    fits = word in _FIRST if statement.mode == "direct" else word in _FITTING.get(kind, ())
    start = min(span.start for span in statement.content)
    if not fits or not (word in _FIRST or pronoun.idx - start <= 60):
        return NOBODY
    return Parties(actors=(statement.speaker.actor,), spans=(span_of(pronoun),), confidence=0.9, way="speaker")


PARTS = frozenset(
    "north south east west northern southern eastern western central upper lower northeastern northwestern "
    "southeastern southwestern".split()
)
"""Words that make a part of a state of its name: "South Lebanon"; names of states such as South Sudan go first."""


def by_place(page: Page, noun: Token | None) -> Parties:
    """The state in which a named town lies: whoever shells the town, attacks the state; who lands there, visits it."""
    if noun is None or not (
        noun.ent_type_ in ("GPE", "LOC", "FAC") or (noun.pos_ == "PROPN" and noun.ent_type_ not in ("DATE", "NORP"))
    ):
        return NOBODY
    name = named(noun)
    first, _, rest = name.partition(" ")
    part = page.lexicon.state_of(rest) if rest and first.lower() in PARTS else None
    code = page.lexicon.state_of(name) or part or page.lexicon.state_of(noun.text)
    if code is None:
        known = page.lexicon.place(name, near=sorted(page.actor_of))
        large = known is not None and (noun.ent_type_ in ("GPE", "LOC", "FAC") or known.population >= 100_000)
        code = known.state if known is not None and large else None
    if code is None or code not in page.lexicon.states:
        return NOBODY
    sure = 0.9 if code in page.actor_of else 0.8
    return Parties(actors=(code,), spans=(span_of(noun),), confidence=sure, way="place")


SOMEBODY = frozenset(
    "resident man woman boy girl teenager student suspect driver player fan shop company house".split()
)
"""Who lives somewhere does not act for the state: "a resident of Sarh"."""


def owner_of(page: Page, noun: Token, *, depth: int = 0) -> Parties:
    """Whose a thing is: possessor, maker ("by"), nationality, "from" or "of" whom."""
    for dep in OWNING:
        found = joined([p for kid in noun.children if kid.dep_ == dep and (p := _modifier(page, kid, depth))])
        if found:
            return found
    spoken = dict(reversed(list(prepositions(noun))))
    for word in ("by", "from", "of", "in", "for"):
        if word in spoken and not (word in ("of", "in", "from") and noun.lemma_.lower() in SOMEBODY):
            found = parties_of(page, spoken[word], depth=depth + 1)
            if found:
                return Parties(actors=found.actors, spans=found.spans, confidence=found.confidence, way="owner")
    return NOBODY


def _modifier(page: Page, token: Token, depth: int) -> Parties:
    if is_verb(token) or depth >= DEPTH:
        return NOBODY
    found = []
    for kid in conjuncts(token):
        mention = page.mention_of(kid)
        if mention is not None and (mention.actors or mention.form == "pronoun"):
            found.append(of_mention(mention, way="owner"))
        elif kid.dep_ in ("poss", "appos", "conj") or any(k.dep_ in ("compound", "amod", "nmod") for k in kid.children):
            inner = joined([p for k in kid.children if k.dep_ in OWNING and (p := _modifier(page, k, depth + 1))])
            if inner:
                found.append(inner)
    return replace(joined(found), way="owner", direct=True)


def nominal_participants(page: Page, noun: Token) -> Parties:
    """Every actor before an event noun: "the Putin-Xi talks", "Japan's and India's joint drill"."""
    found = [p for kid in noun.children if kid.dep_ in OWNING and kid.i < noun.i and (p := _modifier(page, kid, 0))]
    return joined(found)
