"""Who was at a signing: those who signed, for whom, and who stood by.

An invented example: "The accord was signed in Bern by Minister Orlov and by the Saran envoy, Rama, in the presence of
Okoye." gives a signing of Orlov, Rama and Okoye; "Orlov signed for Norland and Rama for Saran" names two of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from spacy.tokens import Token

from memcon.model.span import Span
from memcon.read.contact_clauses import Told
from memcon.read.contact_rows import rows, two_sided
from memcon.read.event_actors import NOBODY, Parties, joined, parties_of
from memcon.read.event_figurative import under_media
from memcon.read.event_grammar import is_passive, is_verb, object_of, prepositions, subject_of
from memcon.read.page import Page

SIGN = frozenset({"sign", "ink", "initial", "seal", "conclude"})
PAPER = frozenset(
    "agreement accord deal treaty pact memorandum document protocol contract text declaration communique communiqué "
    "charter convention truce ceasefire".split()
)
PRONOUNS = frozenset({"it", "they", "which", "that"})
BESIDE = 3
"""Sentences after a signing that may still tell who else was there."""
MOST = 70


def signings(page: Page) -> Iterator[Told]:
    """The signings told of with signers of their own, in order of text, each with all that are named as there."""
    for verb in page.words:
        if verb.lemma_.lower() not in SIGN or not is_verb(verb) or not page.readable(verb.idx):
            continue
        if any(kid.dep_ == "neg" for kid in verb.children) or under_media(verb):
            continue
        signers = _by(page, verb) if is_passive(verb) and _is_paper(verb) else _for(page, verb) or _joint(page, verb)
        if signers:
            yield Told(token=verb, kind="signing", parties=joined([signers, _present(page, verb)]))


def _joint(page: Page, verb: Token) -> Parties:
    """ "Norland and Saran signed a treaty", "They signed on Friday": subjects of two states at least."""
    if is_passive(verb) or verb.tag_ not in ("VBD", "VBN", "VBZ"):
        return NOBODY
    thing = object_of(verb)
    if thing is not None and not _is_paper(verb):
        return NOBODY
    subject = subject_of(verb)
    found = parties_of(page, subject, owners=False)
    if subject is not None and not two_sided(page, found):
        first, last = subject.left_edge.idx, subject.right_edge.idx
        for row in rows(page, verb.sent):
            if all(first <= span.start <= last for span in row.spans):
                return row
        named = [m for m in page.mentions_in(Span(first, verb.idx)) if len(m.actors) == 1]
        states = {m.actors[0]: m.span for m in named if m.form == "name" and m.actors[0] in page.lexicon.states}
        found = Parties(actors=tuple(states), spans=tuple(states.values()))
    return two_sided(page, found)


def _is_paper(verb: Token) -> bool:
    noun = object_of(verb)
    return noun is not None and (noun.lemma_.lower() in PAPER or noun.lower_ in PRONOUNS)


def _by(page: Page, verb: Token) -> Parties:
    """All whom "by ... and by ..." names."""
    found = []
    for token in islice(verb.subtree, MOST):
        if token.lower_ == "by" and token.i > verb.i and token.dep_ in ("agent", "prep", "conj"):
            found += [parties_of(page, kid) for kid in token.children if kid.dep_ == "pobj"]
    return joined([one for one in found if one]) if found else NOBODY


def _for(page: Page, verb: Token) -> Parties:
    """ "Orlov signed for Norland and Rama for Saran": each who signs for a state."""
    if verb.lemma_.lower() not in ("sign", "initial") or is_passive(verb):
        return NOBODY
    found = []
    for word in verb.sent:
        if word.lower_ != "for" or word.i < verb.i:
            continue
        signer = _person_before(page, word, verb)
        if signer and _before_state(page, word):
            found.append(signer)
    return joined(found) if found else NOBODY


def _before_state(page: Page, word: Token) -> bool:
    """Whether a state's name follows the word."""
    for token in word.doc[word.i + 1 : word.i + 3]:
        mention = page.mention_of(token)
        if mention is not None and mention.actors:
            return all(page.actor_of[key].kind == "state" for key in mention.actors if key in page.actor_of)
    return False


def _person_before(page: Page, word: Token, verb: Token) -> Parties:
    """The person named right before "for", or the subject of the verb that it follows."""
    before = word.doc[word.i - 1] if word.i else None
    if before is not None and before.i == verb.i:
        return parties_of(page, subject_of(verb), owners=False)
    mention = page.mention_of(before) if before is not None else None
    people = [a for a in (mention.actors if mention else ()) if a in page.actor_of]
    people = [a for a in people if page.actor_of[a].kind == "person"]
    if mention is None or not people:
        return NOBODY
    return Parties(actors=tuple(people), spans=(mention.span,) * len(people))


def _present(page: Page, verb: Token) -> Parties:
    """Those in whose presence it was signed, its witnesses, and who is said beside it to have looked on."""
    found = [_presence(page, token) for token in verb.sent]
    sentence = verb.sent
    for _ in range(BESIDE):
        if sentence.end >= len(verb.doc):
            break
        sentence = verb.doc[sentence.end].sent
        for token in sentence:
            if token.lemma_.lower() in ("look", "watch", "preside", "witness", "sign") and is_verb(token):
                found.append(_looking_on(page, token))
    return joined([one for one in found if one]) if any(found) else NOBODY


def _presence(page: Page, token: Token) -> Parties:
    lower = token.lower_
    if lower == "presence":
        return joined([p for word, noun in prepositions(token) if word == "of" and (p := parties_of(page, noun))])
    if lower in ("witness", "witnesses") and token.dep_ == "pobj" and token.head.lower_ == "as":
        # "with Okoye as witness": the names stand between "with" and "as"
        start = max(token.sent.start, token.i - 24)
        marks = [t.i for t in token.doc[start : token.i] if t.lower_ == "with"]
        names = token.doc[marks[-1] + 1 : token.head.i] if marks else ()
        return _people(page, names)
    return NOBODY


def _people(page: Page, tokens: object) -> Parties:
    found = []
    for token in tokens:  # type: ignore[attr-defined]
        mention = page.mention_of(token)
        if mention is None or token.dep_ in ("compound", "amod", "nmod"):
            continue
        people = tuple(a for a in mention.actors if a in page.actor_of and page.actor_of[a].kind != "outlet")
        if people:
            found.append(Parties(actors=people, spans=(mention.span,) * len(people)))
    return joined(found) if found else NOBODY


def _looking_on(page: Page, verb: Token) -> Parties:
    lemma = verb.lemma_.lower()
    following = verb.doc[verb.i + 1].lower_ if verb.i + 1 < len(verb.doc) else ""
    if any(kid.dep_ in ("neg", "aux") for kid in verb.children):
        return NOBODY
    if lemma == "sign":
        beside = following in ("beside", "alongside", "for", "too", "as") or object_of(verb) is None
        own = _for(page, verb)
        return joined([p for p in (own, _subject(page, verb)) if p]) if beside else NOBODY
    if lemma in ("look", "watch") and following != "on":
        return NOBODY
    return _subject(page, verb)


def _subject(page: Page, verb: Token) -> Parties:
    found = parties_of(page, subject_of(verb), owners=False)
    known = [page.actor_of.get(key) for key in found.actors]
    able = all(actor is not None and actor.kind in ("person", "state", "organisation") for actor in known)
    return found if found and able else NOBODY
