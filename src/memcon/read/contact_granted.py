"""Contacts that a text takes for granted: whoever has a host is a guest, whoever is told something in a town is there.

Invented examples: "Ana Rojas spent two hours in Bern. Her host, Lars Lie of Saran, called it useful" gives a meeting of
Rojas and Lie; so does "Rojas told Lie in Bern on Friday that the ferry would stay". "Rojas told Lie in a letter" gives
none, nor does "the host of the talk show".
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from memcon.model.reading import Event
from memcon.model.span import Span
from memcon.read.contact_clauses import Told
from memcon.read.contact_days import past_day_near
from memcon.read.contact_rows import may_meet, placed, side, two_sided
from memcon.read.contact_scenes import settled_sentences
from memcon.read.contact_scored import WRITTEN
from memcon.read.contact_words import SURE_HALF, SURE_OPEN, SURE_SCENE, SURE_WEAK
from memcon.read.event_actors import NOBODY, Parties, by_place
from memcon.read.event_figurative import in_sport, under_media
from memcon.read.event_grammar import is_verb, object_of, root_before, subject_of, verb_above
from memcon.read.page import Page, span_of

HOSTS = frozenset({"host", "hostess", "guest", "visitor"})
TOLD = frozenset({"tell", "assure", "inform", "promise", "remind", "brief"})
"""Verbs of saying something to somebody's face; whom one asks, urges or warns may be far away."""
AFAR = WRITTEN | {"email", "wire", "interview", "broadcast", "parliament", "viewer", "show", "podcast", "radio"}


def granted_contacts(page: Page, events: list[Event]) -> Iterator[Told]:
    """Such contacts in sentences that tell of none yet, at most one a sentence, in order of text."""
    settled = settled_sentences(page, events)
    for token in page.words:
        if token.sent.start in settled or not page.readable(token.idx):
            continue
        found = _hosted(page, token) or _told(page, token)
        if found is not None and not under_media(found.token) and not in_sport(found.token):
            settled.add(token.sent.start)
            yield found


def _hosted(page: Page, noun: Token) -> Told | None:
    """ "her host, Lars Lie", "Lie's guest, Ana Rojas": the two that the word stands between."""
    if noun.lemma_.lower() not in HOSTS or noun.tag_ not in ("NN", "NNP"):
        return None
    owner = next((kid for kid in noun.children if kid.dep_ == "poss"), None)
    other = _person(page, noun) or _named_behind(page, noun)
    one = _person(page, owner)
    if owner is not None and other is not None and (one is None or one[0] == other[0]):
        # "Her host, Lars Lie": the pronoun is never he who is the host
        one = _subject_before(page, owner)
    parties = _two(page, one, other) if owner is not None else NOBODY
    if not parties:
        return None
    sure = (SURE_OPEN, SURE_HALF, SURE_SCENE)[min(2, placed(page, parties))]
    fresh = past_day_near(page, noun.idx)
    return Told(token=noun, kind="meeting", parties=parties, verb=verb_above(noun), status="done",
                encounter_status="held", sure=sure if fresh else SURE_WEAK)  # fmt: skip


def _told(page: Page, verb: Token) -> Told | None:
    """ "told Lie in Bern on Friday": to somebody's face where place and day are given, hidden where only the day is."""
    if not is_verb(verb) or verb.lemma_.lower() not in TOLD or verb.tag_ != "VBD":
        return None
    if {token.lemma_.lower() for token in verb.sent[:90]} & AFAR or any(kid.dep_ == "neg" for kid in verb.children):
        return None
    if not past_day_near(page, verb.idx):
        return None
    said = next((s for s in page.statements if any(c.start <= verb.idx < c.end for c in s.cue)), None)
    if said is not None and len(said.addressees) == 1 and not said.denied:
        pair = [(one.actor, one.span) for one in (said.speaker, said.addressees[0])]
        named = [(key, span) if key is not None and span is not None else None for key, span in pair]
    else:
        named = [_person(page, subject_of(verb)), _person(page, object_of(verb))]
    parties = _two(page, named[0], named[1])
    if not parties:
        return None
    town = _in_town(page, verb)
    return Told(token=verb, kind="meeting", parties=parties, verb=verb, status="done", encounter_status="held",
                sure=SURE_HALF if town else SURE_WEAK)  # fmt: skip


def _in_town(page: Page, verb: Token) -> bool:
    """Whether a place stands between a verb of saying and what is said, wherever the parse hangs it."""
    for word in verb.doc[verb.i + 1 : min(verb.sent.end, verb.i + 16)]:
        if word.lower_ == "that":
            return False
        if word.lower_ == "in" and any(kid.dep_ == "pobj" and by_place(page, kid) for kid in word.children):
            return True
    return False


Named = tuple[str, Span] | None


def _two(page: Page, one: Named, other: Named) -> Parties:
    """Two persons of different sides as parties; nobody where either is missing or none can meet."""
    if one is None or other is None or not all(may_meet(page, key) for key, _ in (one, other)):
        return NOBODY
    people = all((actor := page.actor_of.get(key)) is not None and actor.kind == "person" for key, _ in (one, other))
    if not people or side(page, one[0]) == side(page, other[0]):
        return NOBODY
    return two_sided(page, Parties(actors=(one[0], other[0]), spans=(one[1], other[1])))


def _person(page: Page, token: Token | None) -> Named:
    """The one person that a word stands for."""
    mention = page.mention_of(token) if token is not None else None
    if token is None or mention is None or len(mention.actors) != 1:
        return None
    actor = page.actor_of.get(mention.actors[0])
    return (mention.actors[0], span_of(token)) if actor is not None and actor.kind == "person" else None


def _subject_before(page: Page, token: Token) -> Named:
    """The person who is the subject of the sentence before."""
    root = root_before(token)
    return _person(page, subject_of(root)) if root is not None and is_verb(root) else None


def _named_behind(page: Page, noun: Token) -> Named:
    """The person named right behind a word: "her guest, Ana Rojas of Norland"."""
    for word in noun.doc[noun.i + 1 : noun.i + 6]:
        if is_verb(word) or word.text in (";", "."):
            return None
        found = _person(page, word)
        if found is not None:
            return found
    return None
