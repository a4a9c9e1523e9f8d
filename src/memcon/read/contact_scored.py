"""Contacts by the weight of their signs, in sentences in which no rule found one with two sides.

An invented example: "Ana Rojas put the kava question to Saran's Per Lie over tea in Bern on Friday" gives a meeting of
Rojas and Lie, as sure as the table of signs makes it; below one half it stays hidden, and joins what other articles
tell of the same two in the same days.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as Words
from spacy.tokens import Token

from memcon.model.reading import EncounterKind, Event
from memcon.read.contact_clauses import JOURNEYS, Told
from memcon.read.contact_pairs import Pair, likelihood, pairs_of
from memcon.read.contact_rows import placed
from memcon.read.contact_scenes import barred
from memcon.read.contact_words import ALL_KINDS, APART, LINES, ONTO, SURE_HALF, SURE_OPEN, VIDEO
from memcon.read.event_actors import Parties
from memcon.read.event_figurative import in_sport, under_media
from memcon.read.event_grammar import is_verb, object_of, verb_above
from memcon.read.page import Page
from memcon.read.status import reality_of

LEAST = 0.15
"""Likelihoods below this are no line at all."""
CONCRETE = frozenset(
    {"noun of contact", "verb of contact", "verb of sealing", "noun of result", "a past day", "by wire", "counterpart"}
)
"""Signs of something that took place, of which there must be one."""
SHOWN = 0.5
MOST_SURE = 0.7
WIRED = LINES | {"videolink", "videoconference", "teleconference", "zoom", "screen"}
SIGNED = frozenset({"sign", "initial", "ink", "seal", "countersign"})


def scored_contacts(page: Page, events: list[Event]) -> Iterator[Told]:
    """At most one contact a sentence, of the likeliest two and whoever is as likely to have been with them."""
    settled = {
        page.token_at(event.trigger.start).sent.start: {*event.source, *event.target}
        for event in events
        if event.encounter_kind is not None and len({*event.source, *event.target}) > 1
    }
    for sentence in page.parts:
        if not page.readable(sentence[0].idx):
            continue
        found = _scored(page, sentence)
        if found is None or {found[0].one.actor, found[0].other.actor} <= settled.get(sentence.start, set()):
            continue
        pair, sure, parties = found
        cue = _cue(sentence, pair)
        if under_media(cue) or in_sport(cue):
            continue
        verb = verb_above(cue, steps=8)
        if _ruled_out(cue, verb, pair):
            continue
        most = (SURE_OPEN, SURE_HALF, MOST_SURE)[min(2, placed(page, parties))]
        if not CONCRETE & pair.signs.keys() or (verb is not None and verb.tag_ in ("VBZ", "VBP") and not _noun(cue)):
            # "Rojas and Lie need each other": what holds between two is nothing that took place
            most = LEAST
            if any(e.encounter_kind and {pair.one.actor, pair.other.actor} <= {*e.source, *e.target} for e in events):
                continue
        past = verb is not None and verb.tag_ == "VBD" and reality_of(verb).status == "done"
        yield Told(token=cue, kind=_kind(sentence, cue), parties=parties, verb=verb, sure=min(most, sure),
                   status="done" if past else None, encounter_status="held" if past else None)  # fmt: skip


WRITTEN = frozenset(
    "letter message cable note telegram statement tweet post article remark appeal threat reply".split()
)


def _ruled_out(cue: Token, verb: Token | None, pair: Pair) -> bool:
    """What the signs see no difference in: "no call between A and B", "received a letter from B", "spoke of B",
    "called B a liar", and two who say or welcome something each by himself."""
    if _noun(cue) and cue.pos_ == "NOUN" and barred(cue):
        return True
    if verb is None:
        return False
    lemma = verb.lemma_.lower()
    thing = object_of(verb)
    if is_verb(cue) and thing is not None and thing.lemma_.lower() in WRITTEN:
        return True
    behind = pair.other.token.dep_ == "pobj" and pair.other.token.head.lower_ in ("of", "about", "against", "like")
    above = pair.other.token.head.head
    if behind and (above.i == verb.i or above.ent_type_ in ("DATE", "TIME")):
        return True
    if not is_verb(cue):
        return False
    apart = {"by wire", "noun of contact", "other behind with", "taken up"} & pair.signs.keys()
    return (lemma in APART and not apart) or lemma in ("call", "welcome")


def _noun(cue: Token) -> bool:
    return cue.lemma_.lower() in ALL_KINDS


def _scored(page: Page, sentence: Words) -> tuple[Pair, float, Parties] | None:
    pairs = [(likelihood(page, pair), pair) for pair in pairs_of(page, sentence)]
    if not pairs:
        return None
    sure, best = max(pairs, key=lambda found: (found[0], -found[1].one.span.start, -found[1].other.span.start))
    if sure < LEAST:
        return None
    held = {best.one.actor: best.one.span, best.other.actor: best.other.span}
    for score, pair in sorted(pairs, key=lambda found: (-found[0], found[1].one.span, found[1].other.span)):
        if score >= SHOWN and (pair.one.actor in held) != (pair.other.actor in held):
            new = pair.other if pair.one.actor in held else pair.one
            if new.person:
                held[new.actor] = new.span
    return best, sure, Parties(actors=tuple(held), spans=tuple(held.values()))


def _cue(sentence: Words, pair: Pair) -> Token:
    """The word that tells of the contact: a noun of contact, else the verb that joins the two, else the root."""
    nouns = [t for t in sentence if t.lemma_.lower() in ALL_KINDS and t.pos_ == "NOUN"
             and t.dep_ not in ("compound", "amod", "nmod")]  # fmt: skip
    if nouns:
        return min(nouns, key=lambda t: (abs(t.i - pair.other.token.i), t.i))
    above = [pair.one.token]
    while above[-1].head.i != above[-1].i and len(above) < 40:
        above.append(above[-1].head)
    held = {t.i for t in above}
    current = pair.other.token
    for _ in range(40):
        if current.i in held and is_verb(current):
            return current
        if current.head.i == current.i:
            break
        current = current.head
    verbs = [t for t in above if is_verb(t)]
    return verbs[0] if verbs else sentence.root


def _kind(sentence: Words, cue: Token) -> EncounterKind:
    words = {token.lower_ for token in sentence} | {token.lemma_.lower() for token in sentence}
    if words & (VIDEO | {"videolink", "videoconference", "teleconference", "zoom"}):
        return "video"
    if words & WIRED & LINES and words & {"by", "on", "over", "phone", "telephone"} and not words & {"line"}:
        return "call"
    lemma = cue.lemma_.lower()
    if lemma in SIGNED or (words & {"sign", "signature", "signing", "initial"}):
        return "signing"
    if lemma in ALL_KINDS:
        return ALL_KINDS[lemma]
    if lemma in JOURNEYS:
        return JOURNEYS[lemma]
    return ONTO.get(lemma, "meeting")
