"""The sides that a phrase or a sentence names for a contact, whatever the parse makes of it.

An invented example: "Ana Rojas of Norland and Saran's trade minister, Per Lie," is one row of two sides, Norland's and
Saran's; "Rojas and her husband" is no row of two sides.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Span as Words
from spacy.tokens import Token

from memcon.model.actor import Actor, Mention
from memcon.model.reading import Event
from memcon.model.span import Span
from memcon.read.actor_home import home_state
from memcon.read.event_actors import NOBODY, Parties, joined, owner_of, parties_of
from memcon.read.page import Page, span_of

LINKS = frozenset("and , of from the ( ) his her 's ’s with mr ms mrs dr".split())
CLOSED = frozenset({"MED", "CVL", "BUS"})
PLACING = frozenset({"in", "at", "near", "to", "into", "from", "outside", "around", "over", "via"})


def may_meet(page: Page, key: str) -> bool:
    """Whether an actor can be a side: states, bodies between states, persons of a state or of none known."""
    actor = page.actor_of.get(key)
    if actor is None:
        return key in page.lexicon.states
    if actor.kind in ("outlet", "group") or actor.sector in CLOSED:
        return False
    if actor.kind == "person" and actor.state is None:
        return " " in actor.name and not _described(actor)
    return actor.kind == "state" or actor.state is not None or actor.sector == "IGO"


def _described(actor: Actor) -> bool:
    return actor.name.split()[-1].islower()


def side(page: Page, key: str) -> str:
    """The side that an actor stands for: its state, else itself."""
    actor = page.actor_of.get(key)
    return (actor.state or actor.id) if actor is not None else key


def sides(page: Page, event: Event) -> list[str]:
    """The sides of those in an event, each once, its sources first."""
    return list(dict.fromkeys(side(page, key) for key in (*event.source, *event.target)))


def two_sided(page: Page, parties: Parties) -> Parties:
    """Those of the parties that can meet, when they are of at least two sides; nobody otherwise.

    A state is dropped where a person of it is named: the person is who was there.
    """
    pairs = zip(parties.actors, parties.spans, strict=True)
    kept = {key: span for key, span in pairs if may_meet(page, key)}
    persons = {side(page, key) for key in kept if (a := page.actor_of.get(key)) is not None and a.kind == "person"}
    found = {
        key: span
        for key, span in kept.items()
        if side(page, key) not in persons or ((a := page.actor_of.get(key)) is not None and a.kind == "person")
    }
    if len({side(page, key) for key in found}) < 2:
        return NOBODY
    return Parties(actors=tuple(found), spans=tuple(found.values()), confidence=parties.confidence)


def placed(page: Page, parties: Parties) -> int:
    """Of how many known states (or bodies between states) the parties are."""
    known = {side(page, key) for key in parties.actors}
    return sum(key in page.lexicon.states or _body(page, key) for key in known)


def _body(page: Page, key: str) -> bool:
    actor = page.actor_of.get(key)
    return actor is not None and actor.sector == "IGO"


def who(page: Page, noun: Token | None) -> Parties:
    """Who a phrase stands for: the named, and for a group the states that it is of ("Norland and Saran ministers")."""
    if noun is None:
        return NOBODY
    found = [parties_of(page, noun, owners=False)]
    found += [parties_of(page, kid, owners=False) for kid in noun.children if kid.dep_ == "appos"]
    one = joined([p for p in found if p]) if any(found) else NOBODY
    if noun.tag_ in ("NNS", "NNPS") and not one and (both := _theirs(page, noun)):
        return both
    if noun.tag_ in ("NNS", "NNPS") and len(joint := _nationalities(page, noun).actors) > 1:
        return _nationalities(page, noun) if joint else one
    if not one and page.article.kind == "official" and noun.lemma_.lower() in OFFICES and noun.text[:1].isupper():
        home = home_state(page)
        return Parties(actors=(home,), spans=(span_of(noun),), way="owner") if home else NOBODY
    kinds = {page.actor_of[key].kind for key in one.actors if key in page.actor_of}
    if not one or kinds <= {"group"}:
        own = owner_of(page, noun)
        states = [key for key in own.actors if key in page.lexicon.states]
        if states:
            return own
    return one


def _theirs(page: Page, noun: Token) -> Parties:
    """The states whose "their" stands before officials: "A and B will keep the ferry, their ministers said"."""
    owner = next((kid for kid in noun.children if kid.dep_ == "poss" and kid.lower_ == "their"), None)
    if owner is None or noun.lemma_.lower() not in OFFICIALS:
        return NOBODY
    own = [mention.actors for mention in page.mentions_in(span_of(owner)) if mention.span == span_of(owner)]
    actors = own[0] if own and all(key in page.lexicon.states for key in own[0]) else ()
    return Parties(actors=actors, spans=(span_of(noun),) * len(actors), way="owner")


OFFICIALS = frozenset("minister president premier leader government official negotiator envoy delegation".split())
OFFICES = frozenset("president minister premier secretary chancellor ambassador king emir sultan".split())


def _nationalities(page: Page, noun: Token) -> Parties:
    """The states of a plural's adjectives and of its "from": "Norland and Saran officials", "ministers of A and B"."""
    first = noun.left_edge
    found: dict[str, Span] = {}
    for mention in page.mentions_in(Span(first.idx, noun.idx)):
        if mention.form == "demonym" and mention.actor in page.lexicon.states:
            found.setdefault(mention.actor or "", mention.span)
    return Parties(actors=tuple(found), spans=tuple(found.values()), way="owner")


def rows(page: Page, sentence: Words) -> list[Parties]:
    """The rows of a sentence: persons or states named side by side, joined by "and", with two sides at least."""
    found: list[Parties] = []
    chain: list[Mention] = []
    mentions = page.mentions_in(Span(sentence.start_char, sentence.end_char))[:60]
    for mention in mentions:
        if not mention.actors or mention.form in ("pronoun",):
            continue
        if chain and mention.span.end <= chain[-1].span.end:
            continue
        if chain and not _linked(page, chain[-1].span.end, mention.span.start):
            found += _row(page, chain)
            chain = []
        chain.append(mention)
    return [*found, *_row(page, chain)]


def _linked(page: Page, start: int, end: int) -> bool:
    """Whether only "and", commas, titles and whose they are stand between two mentions."""
    if end - start > 60:
        return False
    return all(
        token.lower_.rstrip(".") in LINKS or token.tag_ == "POS" or page.mention_of(token) is not None
        for token in page.tokens(Span(start, end))
    )


def _row(page: Page, chain: Sequence[Mention]) -> Iterable[Parties]:
    if not chain:
        return
    text = page.text[chain[0].span.start : chain[-1].span.end]
    if len(chain) > 1 and " and " not in text and " with " not in text:
        return
    first = page.token_at(chain[0].span.start)
    people = {key for mention in chain for key in mention.actors if _is_person(page, key)}
    if not people and (first.i and first.nbor(-1).lower_ in PLACING and not _officials(first.nbor(-1))):
        return
    actors = {key: mention.span for mention in reversed(chain) for key in reversed(mention.actors)}
    parties = Parties(actors=tuple(reversed(actors)), spans=tuple(reversed(actors.values())))
    found = two_sided(page, parties)
    if found:
        yield found


def _officials(word: Token) -> bool:
    """ "ministers from A, B and C": the states named behind are whose officials they are, no places."""
    before = word.nbor(-1) if word.i else None
    return before is not None and before.tag_ in ("NNS", "NNPS") and word.lower_ in ("from", "of")


def _is_person(page: Page, key: str) -> bool:
    actor = page.actor_of.get(key)
    return actor is not None and actor.kind == "person"
