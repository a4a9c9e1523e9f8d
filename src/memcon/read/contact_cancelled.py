"""Contacts that were to be and are off, with the sides that the text names for them anywhere near.

Invented examples: "The meeting of the Norland and Saran commanders planned for Thursday is off"; "Norland called off
Friday's talks at Bern ... General Rama had been due to see Brigadier Orlov there"; "The visit will not take place".
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from spacy.tokens import Token

from memcon.model.reading import Time
from memcon.model.span import Span
from memcon.model.when import UNDATED, When, from_edtf
from memcon.read.contact_clauses import Told, destination, states_of
from memcon.read.contact_rows import may_meet, placed, rows, side, two_sided, who
from memcon.read.contact_words import KINDS
from memcon.read.event_actors import NOBODY, Parties, by_place, joined, nominal_participants, owner_of, parties_of
from memcon.read.event_grammar import is_one_of, is_verb, object_of, prepositions, subject_of, verb_lemmas
from memcon.read.page import Page
from memcon.read.status_words import CANCEL

GONE = frozenset({"off", "cancelled", "canceled", "shelved", "dead"})
NEAR = 3
"""Sentences behind in which those who were to meet are looked for."""
DUE = frozenset({"due", "schedule", "plan", "expect", "set", "suppose", "mean", "be"})


def cancelled_contacts(page: Page) -> Iterator[tuple[Told, When]]:
    """The contacts called off, each with its day where the text gives one, in order of text."""
    for noun in page.words:
        if not page.readable(noun.idx):
            continue
        stays = _stays_away(page, noun)
        if stays is not None:
            yield stays
        kind = KINDS.get(noun.lemma_.lower())
        if kind is None or noun.pos_ not in ("NOUN", "PROPN"):
            continue
        verb = _called_off(noun)
        if verb is None:
            continue
        own = _sides(page, noun, verb)
        parties = two_sided(page, own) or _phrase(page, noun, verb) or _due(page, noun) or _beside(page, noun, own)
        if parties:
            sure = 0.6 if placed(page, parties) > 1 else 0.5
            told = Told(
                token=noun,
                kind=kind,
                parties=parties,
                status="done",
                encounter_status="cancelled",
                verb=verb,
                sure=sure,
            )
            yield told, _day(page, noun)


def _called_off(noun: Token) -> Token | None:
    """The verb or copula that says that it is off."""
    verb = noun.head
    if not is_verb(verb) or any(kid.dep_ == "neg" for kid in verb.children) != _falls(verb):
        return None
    if noun.dep_ in ("nsubj", "nsubjpass") and (noun.dep_ == "nsubj" or is_one_of(verb, CANCEL)):
        words = {kid.lower_ for kid in verb.children if kid.dep_ in ("advmod", "prt", "acomp", "prep", "oprd")}
        lemmas = set(verb_lemmas(verb))
        gone = verb.lemma_ == "be" and words & GONE
        passive = noun.dep_ == "nsubjpass" and lemmas & CANCEL
        if gone or passive or _falls(verb) or (lemmas & {"fall_through", "founder"}):
            return verb
    if noun.dep_ == "dobj" and is_one_of(verb, CANCEL):
        plain = verb.tag_ in ("VBD", "VBN", "VBZ") and not any(
            kid.dep_ == "aux" and kid.tag_ == "MD" for kid in verb.children
        )
        return verb if plain else None
    return None


def _falls(verb: Token) -> bool:
    """ "will not take place", "did not happen"; what "was not even taking place" was never to be."""
    if verb.tag_ == "VBG":
        return False
    named = verb.lemma_.lower() == "take" and any(kid.lower_ == "place" for kid in verb.children)
    negated = any(kid.dep_ == "neg" for kid in verb.children)
    return negated and (named or verb.lemma_.lower() in ("happen", "materialise", "materialize"))


def _sides(page: Page, noun: Token, verb: Token) -> Parties:
    found = [nominal_participants(page, noun), who(page, noun)]
    found += [who(page, other) for word, other in prepositions(noun) if word in ("of", "between", "with", "by", "to")]
    if noun.dep_ == "dobj":
        found.append(parties_of(page, subject_of(verb), owners=False))
    # "the visit to Saran of Norland's premier": the parse hangs the guest on the host
    found += [who(page, guest) for word, host in prepositions(noun) if word == "to"
              for under, guest in prepositions(host) if under in ("by", "of")]  # fmt: skip
    found.append(owner_of(page, noun))
    # "the State Visit to Saran" is no party of its own
    named = [one for one in found if one and all(may_meet(page, key) for key in one.actors)]
    if not named:
        return NOBODY
    sides = joined(named)
    there = destination(page, noun, states_of(page, sides)) if KINDS.get(noun.lemma_.lower()) == "visit" else NOBODY
    return joined([sides, there]) if there else sides


COMING = frozenset({"come", "travel", "fly", "go", "attend", "visit"})
HIDDEN = 0.4


def _stays_away(page: Page, verb: Token) -> tuple[Told, When] | None:
    """ "Rojas is not coming to Bern on Monday": hidden, unless another article tells of the visit."""
    if not is_verb(verb) or verb.lemma_.lower() not in COMING or not any(kid.dep_ == "neg" for kid in verb.children):
        return None
    helping = {kid.lower_ for kid in verb.children if kid.dep_ in ("aux", "auxpass")}
    if not helping & {"will", "is", "are"} or "to" in helping:
        return None
    guest = parties_of(page, subject_of(verb), owners=False)
    places = [noun for word, noun in prepositions(verb) if word in ("to", "in")]
    thing = object_of(verb)
    host = next((one for noun in (*places, *([thing] if thing else ())) if (one := by_place(page, noun))), NOBODY)
    parties = two_sided(page, joined([guest, host])) if guest and host else NOBODY
    when = _day(page, verb)
    if not parties or not when.dated:
        return None
    told = Told(token=verb, kind="visit", parties=parties, status="done", encounter_status="cancelled", verb=verb,
                sure=HIDDEN)  # fmt: skip
    return told, when


def _phrase(page: Page, noun: Token, verb: Token) -> Parties:
    """The two sides named between a visit and the verb that calls it off, whatever the parse makes of the phrase."""
    if KINDS.get(noun.lemma_.lower()) != "visit" or verb.i < noun.i:
        return NOBODY
    inside = page.mentions_in(Span(noun.idx + len(noun), verb.idx))[:20]
    named = {key: one.span for one in inside for key in one.actors if len(one.actors) == 1 and may_meet(page, key)}
    found = two_sided(page, Parties(actors=tuple(named), spans=tuple(named.values())))
    return found if len({side(page, key) for key in found.actors}) == 2 else NOBODY


def _due(page: Page, noun: Token) -> Parties:
    """Who was to meet, told behind it: "General Rama had been due to see Brigadier Orlov there"."""
    sentence = noun.sent
    for _ in range(NEAR):
        if sentence.end >= len(noun.doc):
            break
        sentence = noun.doc[sentence.end].sent
        if not {token.lemma_.lower() for token in sentence} & (DUE | {"would"}):
            continue
        for row in rows(page, sentence):
            return row
        for verb in sentence:
            if (
                is_verb(verb)
                and verb.tag_ == "VB"
                and verb.lemma_.lower() in ("see", "meet", "receive", "host", "join")
            ):
                subject = parties_of(page, subject_of(verb), owners=False)
                thing = parties_of(page, object_of(verb), owners=False)
                if subject and thing and (found := two_sided(page, joined([subject, thing]))):
                    return found
    return NOBODY


def _beside(page: Page, noun: Token, own: Parties) -> Parties:
    """The one other side that its sentence names, where its phrase tells of one only: "The visit of Norland's Rojas has
    been called off, the office of Saran's Lie announced"."""
    sides = {side(page, key) for key in own.actors}
    if len(sides) != 1:
        return NOBODY
    found: dict[str, Span] = {}
    for mention in page.mentions_in(Span(noun.sent.start_char, noun.sent.end_char))[:60]:
        for key in mention.actors:
            actor = page.actor_of.get(key)
            if actor is not None and actor.kind == "person" and actor.state and actor.state not in sides:
                found.setdefault(key, mention.span)
    others = {side(page, key) for key in found}
    more = Parties(actors=tuple(found), spans=tuple(found.values()))
    return two_sided(page, joined([own, more])) if len(others) == 1 else NOBODY


def _day(page: Page, noun: Token) -> When:
    """The day that it was planned for: in its phrase, else the one day to come that its sentence or the ones around it
    name; a day gone by is that of the calling off."""
    first, last = noun.left_edge.idx, noun.right_edge.idx + len(noun.right_edge)
    inside = [time for time in page.times if first <= time.span.start < last and time.when.dated]
    if inside:
        return _ahead(page, inside[0])
    printed = (page.article.published or "")[:10]
    sentence = noun.sent
    before = noun.doc[sentence.start - 1].sent if sentence.start else sentence
    after = noun.doc[sentence.end].sent if sentence.end < len(noun.doc) else sentence
    for words in (sentence, before, after):
        days = {
            time.when.edtf: time.when
            for time in page.times
            if words.start_char <= time.span.start < words.end_char
            and (time.when.days or 9) <= 2
            and (time.when.earliest or "") > printed
        }
        if len(days) == 1:
            return next(iter(days.values()))
    return UNDATED


def _ahead(page: Page, time: Time) -> When:
    """ "Friday's meeting" that is off lies in the week to come, however the tense of the clause dates its Friday."""
    printed = (page.article.published or "")[:10]
    when = time.when
    if len(printed) < 10 or when.basis != "relative" or not when.latest or when.latest >= printed or when.days != 1:
        return when
    if (date.fromisoformat(printed) - date.fromisoformat(when.latest)).days > 7:
        return when
    day = (date.fromisoformat(when.latest) + timedelta(days=7)).isoformat()
    return from_edtf(day, basis="relative")
