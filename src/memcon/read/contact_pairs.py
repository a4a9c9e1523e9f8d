"""How likely a sentence that names two sides tells of a contact between them: signs weighed, no wording required.

An invented example: in "The levees came up when Ana Rojas put her maps before Saran's Lie over tea in Bern on Friday"
no verb is one of meeting. Two persons of two states stand as subject and behind a preposition of one clause told as
past, with a day and a town, and the next sentence begins "The two". The table of weights
(lexicon/data/contact_weights.csv, fitted by training/fit_contacts.py) makes a probability of such signs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Span as Words
from spacy.tokens import Token

from memcon.lexicon.weighing import rate, weights_of
from memcon.model.span import Span
from memcon.read.contact_rows import may_meet, side
from memcon.read.contact_words import ALL_KINDS, JOINT, ONTO
from memcon.read.event_grammar import is_passive, is_verb
from memcon.read.noun_phrases import SPEECH
from memcon.read.page import Page

MOST_WORDS = 90
MOST_SIDES = 8
FAR = 9
COUNTERPARTS = frozenset(
    "counterpart colleague host guest visitor caller homologue interlocutor opposite partner hostess".split()
)
SEALING = frozenset("sign agree settle decide approve endorse adopt initial conclude reach strike seal finalise "
                    "finalize hammer thrash bargain resolve".split())  # fmt: skip
RESULTS = frozenset("agreement accord deal treaty pact settlement compromise bargain understanding memorandum truce "
                    "declaration protocol communique communiqué".split())  # fmt: skip
TOGETHER = frozenset({"together", "jointly", "alongside", "opposite", "privately", "separately", "face"})
HOSTILE = frozenset(
    "accuse attack blame condemn criticise criticize denounce reject rebuff sentence arrest jail kill threaten warn "
    "dismiss insult mock sanction expel beat defeat trade slam oppose fight bomb strike sue charge suspect".split()
)
DISTANT = frozenset(
    "congratulate support back praise hail succeed replace follow compare describe call name think believe want expect "
    "say vote elect appoint resign face write quote cite know like love fear hope owe report comment tweet post "
    "mourn recall remember".split()
)
"""What one does about another without meeting."""
PLURALS = frozenset(
    "minister president leader premier man woman side party pair two delegation official envoy head diplomat sides "
    "government country chancellor statesman negotiator".split()
)
AGAIN = frozenset(ALL_KINDS) | {"exchange", "round", "agenda", "hour", "discussion", "joint", "communique", "encounter"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """Somebody or some state named in a sentence who can be a side of a contact."""

    actor: str
    side: str
    span: Span
    token: Token
    person: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two presences of two sides and the signs of a contact between them, each with its value."""

    one: Presence
    other: Presence
    signs: Mapping[str, float]


def pairs_of(page: Page, sentence: Words) -> Iterator[Pair]:
    """The pairs of sides that a sentence names, in order: of persons, or of a person and a foreign state."""
    here = presences(page, sentence)
    people = [one for one in here if one.person]
    if len({one.side for one in people}) > 1:
        here = people
    elif not people:
        return
    around = _around(page, sentence)
    for index, one in enumerate(here):
        for other in here[index + 1 :]:
            if one.side != other.side and (one.person or other.person):
                yield Pair(one=one, other=other, signs=_signs(page, one, other, here, around))


def presences(page: Page, sentence: Words) -> list[Presence]:
    """Who is named in a sentence as one who could meet, each once; a state only where it is no mere modifier."""
    found: dict[str, Presence] = {}
    for mention in page.mentions_in(Span(sentence.start_char, sentence.end_char))[:60]:
        if mention.form in ("pronoun", "demonym") or len(mention.actors) != 1:
            continue
        (key,) = mention.actors
        if key in found or not may_meet(page, key):
            continue
        token = page.token_at(max(mention.span.start, mention.span.end - 1))
        token = next((t for t in page.tokens(mention.span) if _heads(t, mention.span)), token)
        actor = page.actor_of.get(key)
        person = actor is not None and actor.kind == "person"
        if not person and (token.dep_ in ("poss", "compound", "amod", "nmod") or _where(token)):
            continue
        found[key] = Presence(actor=key, side=side(page, key), span=mention.span, token=token, person=person)
    return sorted(found.values(), key=lambda one: one.span)[:MOST_SIDES]


def _heads(token: Token, span: Span) -> bool:
    return not (span.start <= token.head.idx < span.end) or token.head.i == token.i


PLACING = frozenset({"in", "at", "near", "into", "from", "across", "via", "outside"})


def _where(token: Token) -> bool:
    return token.dep_ == "pobj" and token.head.lower_ in PLACING


def _around(page: Page, sentence: Words) -> dict[str, float]:
    """The signs that a sentence and the one behind it give to any pair in it."""
    signs: dict[str, float] = {}
    tokens = sentence[:MOST_WORDS]
    lemmas = [token.lemma_.lower() for token in tokens]
    if any(lemma in ALL_KINDS and token.pos_ in ("NOUN", "PROPN") for lemma, token in zip(lemmas, tokens, strict=True)):
        signs["noun of contact"] = 1.0
    if any(lemma in RESULTS for lemma in lemmas):
        signs["noun of result"] = 1.0
    if COUNTERPARTS & set(lemmas):
        signs["counterpart"] = 1.0
    if TOGETHER & set(lemmas):
        signs["together"] = 1.0
    if any(token.lower_ in ("phone", "telephone", "video", "videolink", "line") for token in tokens):
        signs["by wire"] = 1.0
    inside = [t for t in page.times if sentence.start_char <= t.span.start < sentence.end_char]
    printed = (page.article.published or "9999")[:10]
    if any((days := t.when.days) is not None and days <= 3 and (t.when.latest or "9999") <= printed for t in inside):
        signs["a past day"] = 1.0
    if any(token.dep_ == "pobj" and token.head.lower_ in ("in", "at") and token.ent_type_ in ("GPE", "FAC", "LOC")
           for token in tokens):  # fmt: skip
        signs["a place"] = 1.0
    first = next((page.doc[i] for i in range(len(page.doc)) if page.readable(page.doc[i].idx)), page.doc[0])
    if sentence.start_char - first.idx < 400:
        signs["early"] = 1.0
    if sentence.end < len(page.doc) and _comes_back(page.doc[sentence.end].sent):
        signs["taken up"] = 1.0
    return signs


def _comes_back(sentence: Words) -> bool:
    """Whether a sentence speaks of two named before, or of what they had: "The two ...", "The talks lasted ..."."""
    words = [token.lower_ for token in sentence[:8]]
    if not words:
        return False
    if words[0] in ("they", "both") or words[:2] in (["the", "two"], ["the", "pair"], ["the", "sides"]):
        return True
    first = next((t for t in sentence[:8] if t.dep_ in ("nsubj", "nsubjpass")), None)
    if first is None or not any(kid.lower_ in ("the", "their", "both", "that", "this") for kid in first.children):
        return False
    lemma = first.lemma_.lower()
    return lemma in AGAIN or (lemma in PLURALS and first.tag_ in ("NNS", "NNPS"))


def _signs(
    page: Page, one: Presence, other: Presence, here: list[Presence], around: Mapping[str, float]
) -> dict[str, float]:
    signs = dict(around)
    path, top = _path(one.token, other.token)
    if not path:
        signs["apart"] = 1.0
    verbs = [token for token in path if is_verb(token)]
    lemmas = {token.lemma_.lower() for token in path}
    signs["steps"] = min(len(path), FAR) / FAR
    signs["verbs between"] = min(len(verbs), 4) / 4
    for name, words in (("verb of contact", JOINT | set(ONTO) | {"call", "encounter"}), ("verb of sealing", SEALING),
                        ("verb of speech", SPEECH), ("noun on the way", set(ALL_KINDS))):  # fmt: skip
        if lemmas & words:
            signs[name] = 1.0
    signs |= _roles(one, other, top)
    verb = top if top is not None and is_verb(top) else (verbs[0] if verbs else None)
    if verb is not None:
        if verb.tag_ in ("VBD", "VBN"):
            signs["past"] = 1.0
        if any(kid.dep_ == "neg" for kid in verb.children):
            signs["negated"] = 1.0
        if any(kid.tag_ == "MD" for kid in verb.children):
            signs["modal"] = 1.0
        if is_passive(verb):
            signs["passive"] = 1.0
    told, heard = page.statement_at(one.span.start), page.statement_at(other.span.start)
    if heard is not None and told is None and heard.speaker.actor == one.actor:
        signs["one says of the other"] = 1.0
    elif told is not None and heard is None and told.speaker.actor == other.actor:
        signs["one says of the other"] = 1.0
    elif told is not None and heard is not None:
        signs["both in speech"] = 1.0
    if one.person and other.person:
        signs["two persons"] = 1.0
    signs |= _verb_sign(verb)
    for presence in (one, other):
        actor = page.actor_of.get(presence.actor)
        if presence.person and actor is not None and actor.state is None:
            signs["state unknown"] = signs.get("state unknown", 0.0) + 0.5
        if presence.person and actor is not None and (actor.sector in ("GOV", "MIL") or actor.office):
            signs["official"] = signs.get("official", 0.0) + 0.5
    if signs.get("state unknown") == 1.0:
        signs["both states unknown"] = 1.0
    if len(here) > 3:
        signs["crowd"] = 1.0
    return signs


def _verb_sign(verb: Token | None) -> dict[str, float]:
    """The class of the verb at which both meet: of hostile or of distant acts (by PLOVER's own verbs), of feeling."""
    if verb is None:
        return {}
    lemma = verb.lemma_.lower()
    if lemma in HOSTILE:
        return {"hostile verb": 1.0}
    if lemma in DISTANT:
        return {"distant verb": 1.0}
    return {}


def _path(one: Token, other: Token) -> tuple[list[Token], Token | None]:
    """The words that join two words in the parse without themselves, and the one at which both meet."""
    up = [one]
    while up[-1].head.i != up[-1].i and len(up) < 40:
        up.append(up[-1].head)
    place = {token.i: index for index, token in enumerate(up)}
    down = [other]
    while down[-1].i not in place:
        if down[-1].head.i == down[-1].i or len(down) > 40:
            return [], None
        down.append(down[-1].head)
    top = down[-1]
    between = [*up[: place[top.i] + 1], *reversed(down[:-1])]
    return [token for token in between if token.i not in (one.i, other.i)] or [top], top


def _roles(one: Presence, other: Presence, top: Token | None) -> dict[str, float]:
    """How both hang in their clause: joined by "and", subject and object, subject and "with"."""
    if top is None:
        return {}
    if top.i in (one.token.i, other.token.i):
        lower = other if top.i == one.token.i else one
        if lower.token.dep_ == "conj" or (lower.token.head.dep_ == "conj"):
            subject = top.dep_ in ("nsubj", "nsubjpass", "conj", "ROOT", "appos")
            return {"side by side": 1.0} | ({"as subjects": 1.0} if subject else {})
        return {"one under the other": 1.0}
    found: dict[str, float] = {}
    if one.token.head.i == top.i and one.token.dep_ in ("nsubj", "nsubjpass"):
        found["first is subject"] = 1.0
        if other.token.dep_ in ("dobj", "dative", "iobj") and other.token.head.i == top.i:
            found["other is object"] = 1.0
        if other.token.dep_ == "pobj":
            word = other.token.head.lower_
            if word in ("with", "to", "from", "by", "for", "of", "before", "alongside", "between", "on", "against"):
                found[f"other behind {word}"] = 1.0
    return found


def likelihood(page: Page, pair: Pair) -> float:
    """The probability (0..1) that the sentence tells of a contact of the two, held, planned or denied."""
    weights = weights_of(page.lexicon, "contact_weights")
    total = weights.get("always", -9.0) + sum(weights.get(name, 0.0) * value for name, value in pair.signs.items())
    return round(rate(total), 4)
