"""Where an event happened: the "in", "at" or "near" of its own clause, placed by the gazetteer.

"The ministers met in Muscat on Sunday" gives Muscat in Oman; a name that the gazetteer lacks stays a bare name.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from memcon.model.reading import Place
from memcon.read.event_grammar import is_verb, prepositions
from memcon.read.page import Page

WHERE = ("in", "at", "near", "outside", "inside", "off", "around", "across")
PLACED = ("GPE", "LOC", "FAC")


def place_of(page: Page, anchors: Sequence[Token], *, near: Sequence[str], also: Sequence[str] = ()) -> Place | None:
    """The place on the first of `anchors` that has one; `also` are further prepositions ("to" for visits)."""
    for anchor in anchors:
        for word, noun in prepositions(anchor):
            if word in WHERE or word in also:
                found = named_place(page, noun, near=near)
                if found is not None:
                    return found
    for anchor in anchors:
        for kid in anchor.children:
            if kid.dep_ in ("compound", "nmod") and not is_verb(kid) and kid.ent_type_ in ("GPE", "FAC"):
                found = _resolved(page, kid, near=near)
                if found is not None and found.lat is not None:
                    return found
    return None


def named_place(page: Page, noun: Token, *, near: Sequence[str]) -> Place | None:
    """The place a noun names; None when it names none (a date, a thing)."""
    if noun.ent_type_ in PLACED:
        return _resolved(page, noun, near=near)
    for word, inner in prepositions(noun):
        if word in ("of", "in") and inner.ent_type_ in PLACED and noun.lemma_.lower() in _PARTS:
            return _resolved(page, inner, near=near)
    if noun.pos_ == "PROPN" and noun.ent_type_ in ("", "ORG", "PERSON"):
        known = page.lexicon.place(phrase_of(noun), near=near)
        if known is not None and known.population >= 100_000:
            return Place(name=phrase_of(noun), state=known.state, lat=known.lat, lon=known.lon)
    return None


_PARTS = frozenset(
    {"city", "town", "village", "port", "capital", "province", "region", "district", "resort", "island", "area"}
)


def _resolved(page: Page, noun: Token, *, near: Sequence[str]) -> Place:
    name = phrase_of(noun)
    inner = [
        page.lexicon.state_of(t.text) for t in noun.children if t.dep_ in ("appos", "npadvmod") and t.ent_type_ == "GPE"
    ]
    hints = [code for code in inner if code] + list(near)
    known = page.lexicon.place(name, near=hints)
    if known is not None:
        return Place(name=name, state=known.state, lat=known.lat, lon=known.lon)
    return Place(name=name, state=page.lexicon.state_of(name))


def phrase_of(noun: Token) -> str:
    """The name's own words: the named-entity run around the noun, articles and possessive marks dropped."""
    doc, first, last = noun.doc, noun.i, noun.i + 1
    kind = noun.ent_type_
    while kind and first > noun.sent.start and doc[first].ent_iob_ == "I" and doc[first - 1].ent_type_ == kind:
        first -= 1
    while kind and last < noun.sent.end and doc[last].ent_iob_ == "I" and doc[last].ent_type_ == kind:
        last += 1
    words = [token for token in doc[first:last] if token.tag_ != "POS"]
    while words and (words[0].pos_ == "DET" or words[0].lower_ in ("downtown", "central", "nearby")):
        words = words[1:]
    while words and words[-1].pos_ in ("ADP", "PUNCT", "CCONJ"):
        words = words[:-1]
    if not words:
        return noun.text
    text: str = doc[words[0].i : words[-1].i + 1].text
    return " ".join(text.split())
