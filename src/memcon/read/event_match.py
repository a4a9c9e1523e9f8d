"""Whether a row of the trigger dictionary fits a verb: its object, complement, subject and prepositions.

"Chile set the crew free" fits `set` with the complement `=free`; "tanks rolled up to the frontier" fits `roll_up` with
the subject `^@troops`; "dozens of prisoners were freed" fits `free` with the object `prisoner` through "of".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from spacy.tokens import Token

from memcon.read.event_grammar import child, children, grammatical_subject, prepositions
from memcon.read.page import Page
from memcon.read.triggers import ABSTRACT, ACTOR, CLAUSE, IGO, NONE, PERSON, PLACE, SOME, Trigger

QUANTITIES = frozenset(
    "dozen hundred thousand score number group batch series round range spate flurry wave part piece lot couple "
    "some most majority rest all half third quarter million billion package delivery load worth kind type ton tonne "
    "shipment state handful bag barrel box case cargo consignment container crate crew gallon kilo litre liter pack "
    "pallet parcel reel sack truckload boatload planeload shipload column convoy fleet squad team".split()
)
"""Words whose "of" names the thing meant: "dozens of prisoners", "a batch of missiles"."""

SAID_OF = frozenset({"guilty", "liable", "non", "persona"})
"""What somebody is found or declared to be: no object, yet it completes the row."""

NEAR = 60
"""Words of a clause that are looked at, so that a sentence without end costs no more than others."""

REACH = 12
"""Words after a verb within which its complement stands."""

MARKS = frozenset({ABSTRACT, ACTOR, CLAUSE, IGO, NONE, PERSON, PLACE, SOME})

COMPLEMENTS = frozenset(
    "acomp oprd advmod prt intj xcomp ccomp dobj npadvmod attr acl amod prep advcl relcl punct".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A row that fits, the object that completed it, and the noun of the preposition that did ("to court")."""

    row: Trigger
    thing: Token | None = None
    through: Token | None = None


def best_match(page: Page, verb: Token, thing: Token | None, rows: list[Trigger]) -> Match | None:
    """The most specific row that fits a verb, None where none does."""
    best: Match | None = None
    for row in rows:
        found = _fits(page, verb, thing, row)
        if found is not None and (best is None or row.rank > best.row.rank):
            best = found
    return best


def _fits(page: Page, verb: Token, thing: Token | None, row: Trigger) -> Match | None:
    done_by: Token | None = None
    if row.subjects and not _subject_fits(verb, row.subjects):
        return None
    complement = _complement_of(verb, thing, row.complements) if row.complements else None
    if row.complements and complement is None:
        return None
    if row.objects:
        fits, done_by = _object_fits(page, verb, thing, row.objects)
        if not fits:
            return None
    through: Token | None = None
    if row.preps:
        fits, through = _prep_fits(page, verb, thing, complement, row)
        if not fits:
            return None
    through = through or complement
    return Match(row=row, thing=done_by, through=through)


def _subject_fits(verb: Token, wanted: frozenset[str]) -> bool:
    subject = grammatical_subject(verb)
    if subject is None:
        return False
    if subject.lemma_.lower() in wanted:
        return True
    inner = of_what(subject) if subject.lemma_.lower() in QUANTITIES or subject.pos_ in ("NUM", "PRON", "DET") else None
    return inner is not None and inner.lemma_.lower() in wanted


def _complement_of(verb: Token, thing: Token | None, wanted: frozenset[str]) -> Token | None:
    for host in (verb,) if thing is None else (verb, thing):
        for kid in host.children:
            near = kid.dep_ in COMPLEMENTS and verb.i < kid.i <= verb.i + REACH
            if near and (kid.lower_ in wanted or kid.lemma_ in wanted):
                return kid
    return None


def _object_fits(page: Page, verb: Token, thing: Token | None, wanted: frozenset[str]) -> tuple[bool, Token | None]:
    if thing is None:
        if CLAUSE in wanted and child(verb, "ccomp", "xcomp") is not None:
            return True, None
        if wanted & SAID_OF:
            return any(kid.lower_ in wanted for kid in islice(verb.subtree, NEAR)), None
        return NONE in wanted, None
    for noun in (thing, *children(thing, "conj")):
        lemma = noun.lemma_.lower()
        if lemma in wanted:
            return True, noun
        inner = of_what(noun) if noun.pos_ == "NUM" or lemma in QUANTITIES else None
        if inner is not None and inner.lemma_.lower() in wanted:
            return True, noun
    if SOME in wanted:
        return True, thing
    if wanted & SAID_OF and any(kid.lower_ in wanted for kid in islice(verb.subtree, NEAR)):
        return True, None
    return _mark_fits(page, thing, wanted), None


def _mark_fits(page: Page, thing: Token, wanted: frozenset[str]) -> bool:
    if not wanted & MARKS:
        return False
    mention = page.mention_of(thing)
    named = mention is not None and (bool(mention.actors) or mention.form in ("pronoun", "plural"))
    if ABSTRACT in wanted:
        return not named
    if not named or mention is None:
        return PLACE in wanted and thing.ent_type_ in ("GPE", "LOC", "FAC")
    if ACTOR in wanted:
        return True
    kinds = {page.actor_of[a].kind for a in mention.actors if a in page.actor_of}
    if PERSON in wanted and "person" in kinds:
        return True
    if IGO in wanted and "organisation" in kinds:
        return True
    return PLACE in wanted and (kinds == {"state"} or thing.ent_type_ in ("GPE", "LOC", "FAC"))


def of_what(number: Token) -> Token | None:
    """The noun after a quantity's "of"."""
    return dict(prepositions(number)).get("of")


def _phrases(verb: Token, thing: Token | None, complement: Token | None) -> Iterator[tuple[str, Token]]:
    """The (preposition, noun) pairs of a verb, its object and its complement; a bare receiver counts as `dative`."""
    yield from prepositions(verb)
    if thing is not None and thing.dep_ in ("dobj", "nsubjpass"):
        yield from prepositions(thing)
    if complement is not None:
        yield from prepositions(complement)
    receiver = child(verb, "dative")
    if receiver is not None and receiver.pos_ != "ADP":
        yield "dative", receiver


def _prep_fits(
    page: Page, verb: Token, thing: Token | None, complement: Token | None, row: Trigger
) -> tuple[bool, Token | None]:
    for word, noun in _phrases(verb, thing, complement):
        if word not in row.preps:
            continue
        if not row.pobjs:
            return True, None
        if noun.lemma_.lower() in row.pobjs or noun.lower_ in row.pobjs:
            return True, noun
        if _mark_fits(page, noun, row.pobjs):
            return True, None
        if any(kid.lower_ in row.pobjs for kid in noun.children if kid.dep_ in ("compound", "amod")):
            return True, noun
    return not row.pobjs and any(kid.dep_ == "prep" and kid.lower_ in row.preps for kid in verb.children), None
