"""Which nouns name a newspaper, agency or broadcaster: by the lexicon, by the words of the name, or by their role.

An invented example: `the Harbour Courier`, `Radio Five`, `the agency Kite` and `state television` are outlets; `the
courier` and `the post` are not.
"""

from __future__ import annotations

from spacy.tokens import Token

from memcon.model.actor import Mention, Party
from memcon.read.attribution_spans import phrase
from memcon.read.chain_words import MEDIA_NOUNS
from memcon.read.page import Page
from memcon.read.speakers import UNNAMED, party_of

_LAST = frozenset(
    "courier gazette herald tribune chronicle times post mail journal star telegraph observer standard mirror guardian "
    "globe sun daily news press radio tv television channel wire voice review weekly monitor examiner inquirer "
    "broadcasting fm today express dispatch echo argus bulletin sentinel advocate independent messenger mercury "
    "enquirer gazeta gazette zeitung shimbun ilbo pravda diario jornal newspaper online media magazine "
    "newswire podcast".split()
)
_FIRST = frozenset("radio tv canal kanal télé televisión telewizja rádió agence agencia agenzia".split())
_OWNED = frozenset({"television", "radio", "tv", "broadcaster", "agency", "station"})
_WRITERS = frozenset({"writer", "correspondent", "reporter", "interviewer", "columnist", "biographer", "stringer"})
_ARTICLES = frozenset("la le el il les los las die der das het os lo".split())
_BODIES = frozenset(
    "parliament congress senate council committee commission court assembly union party bank group company corp inc "
    "ltd ministry department office authority university institute association federation army navy police club "
    "team fund church cross nations house cabinet bundestag duma knesset forum foundation alliance league nato "
    "opposition government board bureau service services command forces secretariat delegation community".split()
)
"""Last words of bodies that are told things and print nothing."""

_STAFF = frozenset("bureau desk correspondent reporter journalist crew stringer interviewer newsroom anchor".split())
"""Whose work for an outlet makes what they are told the outlet's ("the Kite's Oslo bureau")."""

_PLATFORMS = frozenset({"facebook", "twitter", "telegram", "whatsapp", "instagram", "x", "youtube", "tiktok", "weibo"})
_UNLIKE = frozenset({"GPE", "LOC", "DATE", "TIME", "PERSON", "NORP"})


def name_of_medium(token: Token) -> list[Token] | None:
    """The tokens of the name set behind a word for an outlet ("the agency STT"), None where there is none."""
    if token.lemma_.lower() not in MEDIA_NOUNS or token.pos_ == "PROPN":
        return None
    doc, found = token.doc, []
    for i in range(token.i + 1, min(len(doc), token.i + 6)):
        named = doc[i].pos_ == "PROPN" or doc[i].text[:1].isupper() or (i == token.i + 1 and "." in doc[i].text[1:-1])
        if doc[i].is_punct or not named:
            break
        found.append(doc[i])
    return found or None


def is_name(token: Token) -> bool:
    """Whether a token is part of a name: by the parser's tags, or a capital behind a name it goes with ("Nova TV")."""
    if token.pos_ == "PROPN" or token.tag_ in ("NNP", "NNPS"):
        return True
    before = token.nbor(-1) if token.i else token
    return token.text[:1].isupper() and before.pos_ == "PROPN" and before.dep_ == "compound" and before.head == token


def _capital_before(last: Token, token: Token) -> bool:
    """Whether a word with a capital qualifies the last word of a name ("the Libyan Observer")."""
    return token.text[:1].isupper() and token.dep_ in ("amod", "compound", "nmod") and token.head == last


def media(page: Page, token: Token) -> bool:
    """Whether a token heads an outlet's name, or a word for one with its name ("the agency STT", "state radio")."""
    if is_name(token) or (token.ent_type_ and token.text[:1].isupper()):
        first = token
        while (
            first.i > 0
            and (is_name(first.nbor(-1)) or _capital_before(token, first.nbor(-1)))
            and token.i - first.i < 5
        ):
            first = first.nbor(-1)
        if first.i > 0 and first.nbor(-1).pos_ == "NOUN" and first.nbor(-1).lemma_.lower() in MEDIA_NOUNS:
            return True
        if named_like_one(token, first):
            return True
        span = phrase(page, token)
        return span is not None and is_outlet(page, party_of(page, span, token), token)
    if token.lower_ in ("media", "press"):
        return any(c.dep_ in ("amod", "compound") and c.lower_ not in ("social", "free") for c in token.children)
    if token.lemma_.lower() in _STAFF:
        owners = [c for c in token.children if c.dep_ in ("poss", "compound", "nmod") and c.pos_ == "PROPN"]
        return any(_known_name(page, c) or media(page, c) for c in owners)
    if token.lemma_.lower() not in MEDIA_NOUNS:
        return False
    beside = any(c.dep_ == "appos" and c.pos_ == "PROPN" for c in token.children)
    named = beside or name_of_medium(token) is not None
    owned = any(c.lower_ in ("state", "news", "national", "public", "radio", "television") or _of_nation(page, c)
                for c in token.children)  # fmt: skip
    return named or (owned and token.lemma_.lower() in _OWNED)


def _of_nation(page: Page, token: Token) -> bool:
    """Whether a word before another says of which nation a thing is ("Iranian television")."""
    if token.dep_ not in ("amod", "compound", "nmod") or not token.text[:1].isupper():
        return False
    mention = page.mention_of(token)
    actor = page.actor_of.get(mention.actor or "") if mention is not None else None
    return token.ent_type_ == "NORP" or (actor is not None and actor.kind == "state")


def _known_name(page: Page, token: Token) -> bool:
    """Whether the lexicon knows the name that ends at a token as an outlet's."""
    words = page.doc[token.left_edge.i : token.i + 1].text
    return page.lexicon.outlet(words.removeprefix("the ").removeprefix("The ")) is not None


def writes_for_one(token: Token) -> bool:
    """Whether a single person by trade hands words on in print: "the Daily's correspondent", "his biographer"."""
    return token.tag_ == "NN" and token.lemma_.lower() in _WRITERS and any(c.dep_ == "poss" for c in token.children)


def named_like_one(last: Token, first: Token) -> bool:
    """Whether a name of two words and more is made as outlets' names are ("the Harbour Courier", "Radio Five")."""
    if last.ent_type_ == "PERSON" and last.lower_ not in _LAST:
        return False
    return last.i > first.i and (last.lower_ in _LAST or first.lower_ in _FIRST)


def is_medium(page: Page, token: Token) -> bool:
    """Whether an outlet stands by its name where words can have been carried."""
    return (is_name(token) or token.lemma_.lower() in MEDIA_NOUNS) and media(page, token)


def by_role(page: Page, token: Token) -> bool:
    """Whether a name may be an outlet's where its role says so: nobody's and no place's name."""
    if media(page, token):
        return True
    mention = page.mention_of(token)
    actor = page.actor_of.get(mention.actor or "") if mention is not None else None
    shaped = actor is not None and actor.kind == "organisation" and actor.basis == "text" and actor.state is None
    known = actor is not None and actor.kind != "outlet" and not (shaped and token.lower_ not in _BODIES)
    if _with_article(page, token, mention):
        return actor is None or actor.basis == "text"
    named = token.pos_ == "PROPN" or (token.text.isupper() and len(token) > 2 and token.tag_ == "NN")
    return named and token.ent_type_ not in _UNLIKE and not known and token.lower_ not in _PLATFORMS


def _with_article(page: Page, token: Token, mention: Mention | None) -> bool:
    """Whether a name is a foreign article and a noun, named once only ("La Segunda"): a paper more often."""
    first = token.nbor(-1) if token.i else token
    if token.pos_ != "PROPN" or first.lower_ not in _ARTICLES or first.dep_ != "compound":
        return False
    others = [m for m in page.mentions if mention is not None and m.actor is not None and m.actor == mention.actor]
    return all(mention is not None and m.span == mention.span for m in others)


def told_as_one(page: Page, token: Token) -> bool:
    """Whether a name that is told something may be an outlet's: unknown, no person's, place's or other body's."""
    if token.pos_ != "PROPN" or token.lower_ in _BODIES or any(c.dep_ in ("relcl", "poss") for c in token.children):
        return False
    return by_role(page, token)


def is_outlet(page: Page, party: Party, token: Token | None = None) -> bool:
    """Whether a party is a newspaper, agency or broadcaster, by its actor or by its name in the lexicon."""
    actor = page.actor_of.get(party.actor) if party.actor else None
    if actor is not None:
        return actor.kind == "outlet"
    if token is not None and token.pos_ != "PROPN":
        return False
    return party.name != UNNAMED and page.lexicon.outlet(party.name) is not None


def as_outlet(page: Page, party: Party) -> Party:
    """The party under the outlet's own name and id, when the lexicon knows it by the words used."""
    if party.actor is not None:
        return party
    outlet = page.lexicon.outlet(party.name)
    return Party(actor=outlet.id, name=outlet.name, span=party.span) if outlet is not None else party
