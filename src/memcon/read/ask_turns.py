"""Asks in turns of phrase: relative clauses, "wrote to Lima for", "wants its boats back", "knocked on Lima's door".

"The swap that Quito is seeking from Lima" yields asker Ecuador, asked Peru, `swap`; "the grain for which Quito has
been pleading with Lima" the same of grain; "Quito turned to Lima for a loan" a request, "went to Lima for talks" none.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from memcon.model.reading import AskForm
from memcon.read.ask_content import Content, noun_content
from memcon.read.ask_drafts import Draft, pobj
from memcon.read.ask_words import AskWords
from memcon.read.event_actors import NOBODY, Parties, by_place, parties_of
from memcon.read.event_grammar import child, is_passive, is_verb, prepositions, subject_of
from memcon.read.page import Page, span_of

TURNING = frozenset("write turn go come look apply approach appeal run send".split())
"""What one does to somebody "for" something."""
MOVING = frozenset("go come look run send".split())
"""The same, where the thing must be one that is asked of states."""
MEETINGS = frozenset(
    "talk meeting visit summit negotiation dialogue call audience session ceremony holiday treatment".split()
)
ASKING = frozenset("plead ask beg appeal press lobby call wait petition push apply bargain".split())
WANTING = frozenset(("want", "like", "desire", "seek", "crave"))
TELLING = frozenset("tell remind inform notify advise write know".split())
GIVING = frozenset(("promise", "pledge", "offer", "guarantee", "vow", "propose"))
FORM: dict[str, AskForm] = {"offer": "offer", "propose": "offer"}


def turned_drafts(page: Page, verb: Token, words: AskWords) -> Iterator[Draft]:
    """The ask that a verb makes by a turn of phrase."""
    lemma = verb.lemma_.lower()
    if lemma in TURNING:
        yield from _turned(page, verb, words)
    if lemma in ASKING and verb.dep_ in ("relcl", "acl"):
        yield from _for_which(page, verb)
    if lemma in WANTING:
        yield from _wanted_back(page, verb, words)
    if lemma in GIVING:
        yield from _given(page, verb, words)
    if lemma == "knock":
        yield from _knocked(page, verb)


def party(page: Page, noun: Token | None, *, owners: bool = False) -> Parties:
    """Who a noun stands for; a capital that no name covers is its state."""
    found = parties_of(page, noun, owners=owners)
    if found or noun is None or (found.unresolved is not None and noun.pos_ != "PROPN"):
        return found
    place = by_place(page, noun)
    if any(page.lexicon.states.get(actor) for actor in place.actors):
        return place
    codes = [code for code, state in page.lexicon.states.items() if noun.text in (state.capital, *state.capital_names)]
    if len(codes) == 1 and noun.pos_ == "PROPN":
        return Parties(actors=(codes[0],), spans=(span_of(noun),), confidence=0.85)
    return NOBODY


def _draft(
    trigger: Token, asker: Parties, asked: Parties, content: Content | None, score: float, form: AskForm = "request",
    frame: str = "turn",
) -> Iterator[Draft]:  # fmt: skip
    if content is not None and asker and set(asker.actors) != set(asked.actors):
        yield Draft(
            trigger=trigger, verb=trigger, form=form, asker=asker, asked=asked, content=content, score=score,
            frame=frame,
        )  # fmt: skip


def _turned(page: Page, verb: Token, words: AskWords) -> Iterator[Draft]:
    """wrote to X for N, turned to X for N, approached X for N; "went to X for talks" asks nothing."""
    wanted = pobj(verb, "for") or next(
        (noun for _, whom in prepositions(verb) for word, noun in prepositions(whom) if word == "for"), None
    )
    if wanted is None or wanted.lemma_.lower() in MEETINGS or _timed(page, wanted) or is_passive(verb):
        return
    whom = pobj(verb, "to") if verb.lemma_ != "approach" else child(verb, "dobj")
    asked, asker = party(page, whom), parties_of(page, subject_of(verb))
    if not asked or not asker or (not _askable(wanted, words) and verb.lemma_.lower() in MOVING):
        return
    if wanted.ent_type_ in ("PERSON", "GPE", "ORG") or wanted.pos_ == "PROPN":
        return
    yield from _draft(verb, asker, asked, noun_content(page, wanted), 0.72)


def _askable(noun: Token, words: AskWords) -> bool:
    near = [noun, *(kid for kid in noun.children if kid.dep_ == "compound"), *(n for _, n in prepositions(noun))]
    return any(one.lemma_.lower() in words.things for one in near)


def _timed(page: Page, noun: Token) -> bool:
    return any(time.span.start <= noun.idx < time.span.end for time in page.times)


def _for_which(page: Page, verb: Token) -> Iterator[Draft]:
    """the wheat for which X has been pleading with Y, the loan that X has asked Y for."""
    thing = verb.head
    if thing.pos_ not in ("NOUN", "PROPN") or is_passive(verb):
        return
    kids = [kid for kid in verb.children if kid.lower_ == "for" and kid.dep_ == "prep"]
    which = any((noun := child(kid, "pobj")) is None or noun.tag_ in ("WDT", "WP") for kid in kids)
    if not which:
        return
    whom = child(verb, "dobj", "dative") or pobj(verb, "with", "to", "on", "upon")
    if whom is not None and whom.tag_ in ("WDT", "WP"):
        whom = pobj(verb, "with", "to", "on", "upon")
    asked, asker = party(page, whom), parties_of(page, child(verb, "nsubj"))
    if asked:
        yield from _draft(verb, asker, asked, noun_content(page, thing), 0.75)


def _wanted_back(page: Page, verb: Token, words: AskWords) -> Iterator[Draft]:
    """wants N back from X; wants N and has told X so; reminded X that it would like N; the N that X wants from Y."""
    if verb.lemma_ == "like" and not any(kid.lower_ in ("would", "'d", "’d") for kid in verb.children):
        return
    if any(kid.dep_ == "neg" for kid in verb.children) or any(kid.dep_ == "xcomp" for kid in verb.children):
        return
    thing = child(verb, "dobj")
    if verb.dep_ in ("relcl", "acl") and (thing is None or thing.tag_ in ("WDT", "WP")):
        thing = verb.head
    if thing is None or thing.pos_ != "NOUN":
        return
    giver = pobj(verb, "from") or pobj(thing, "from")
    asked = party(page, giver)
    if not asked:
        asked = party(page, _told(verb))
    asker = parties_of(page, child(verb, "nsubj") if verb.dep_ in ("relcl", "acl") else subject_of(verb))
    if not asked or not asker or thing.lemma_.lower() in words.idle:
        return
    back = any(kid.lower_ == "back" for kid in verb.children)
    yield from _draft(verb, asker, asked, noun_content(page, thing), 0.78, "demand" if back else "request", "want")


def _told(verb: Token) -> Token | None:
    """Who is told of the wish: "reminded X that it wants", "wants it and has told X so"."""
    head = verb.head
    if verb.dep_ in ("ccomp", "xcomp") and is_verb(head) and head.lemma_.lower() in TELLING:
        return child(head, "dobj", "dative") if head.lemma_ != "know" else child(head, "nsubj")
    for kid in verb.children:
        if kid.dep_ == "conj" and is_verb(kid) and kid.lemma_.lower() in ("tell", "inform", "notify", "write"):
            return child(kid, "dobj", "dative") or pobj(kid, "to")
    return None


def _given(page: Page, verb: Token, words: AskWords) -> Iterator[Draft]:
    """the N that X promised Y; offered Y and Z a N; pledged N to Y."""
    objects = [kid for kid in verb.children if kid.dep_ in ("dobj", "dative", "oprd") and kid.tag_ not in ("WDT", "WP")]
    people = [kid for kid in objects if kid.pos_ in ("PROPN", "PRON", "NOUN") and party(page, kid)]
    things = [kid for kid in objects if kid.pos_ == "NOUN" and kid not in people]
    thing = things[-1] if things else None
    if verb.dep_ in ("relcl", "acl") and thing is None and not is_passive(verb):
        thing = verb.head
    if thing is None or thing.pos_ != "NOUN" or thing.lemma_.lower() in words.idle:
        return
    to = next((kid for kid in thing.children if kid.lower_ == "to" and kid.dep_ in ("prep", "dative")), None)
    asked = party(page, people[0]) if people else party(page, pobj(verb, "to") or pobj(thing, "to"))
    asker = parties_of(page, child(verb, "nsubj") if verb.dep_ in ("relcl", "acl") else subject_of(verb))
    if not asked or not asker:
        return
    content = noun_content(page, thing, without=(to,) if to is not None and to.i > thing.i else ())
    yield from _draft(verb, asker, asked, content, 0.76, FORM.get(verb.lemma_.lower(), "promise"))


def _knocked(page: Page, verb: Token) -> Iterator[Draft]:
    """knocked on X's door for N."""
    door = next((noun for word, noun in prepositions(verb) if word in ("on", "at") and noun.lemma_ == "door"), None)
    wanted = pobj(verb, "for") or (pobj(door, "for") if door is not None else None)
    owner = child(door, "poss") if door is not None else None
    if wanted is not None and owner is not None and not _timed(page, wanted):
        yield from _draft(
            verb, parties_of(page, subject_of(verb)), party(page, owner), noun_content(page, wanted), 0.72
        )
