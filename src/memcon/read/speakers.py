"""Who a source phrase stands for: the actor and the name behind "the envoy", "he", "who", "Li and her deputy".

An invented example: in `"Ann Day met reporters. She said talks went on."` the speaker's span is `She`, the name
`Ann Day`, when the mentions say so.
"""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Token

from memcon.model.actor import Party
from memcon.model.span import Span
from memcon.read.actor_words import words_of
from memcon.read.attribution_spans import phrase
from memcon.read.chain_words import can_speak, is_text
from memcon.read.issuer import first_person_of, holder_at_home, issuer_of
from memcon.read.page import Page, span_of
from memcon.read.papers import issuer_of_paper

_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_FIRST = frozenset({"i", "we", "me", "us", "my", "our"})
_LONGEST_NAME = 80
_OPENING = 30
_SEATS = frozenset({"the president", "the prime minister"})
_LEADING = re.compile(r"^(?:the|a|an|his|her|their|its|our|my|both|one|some)\s+(?!of\b)", re.IGNORECASE)
_BESIDE = re.compile(r",\s(?:in|on|at|by|with|after|before|during|via|through|speaking|citing|quoting)\s")
"""What a comma and a preposition set behind a name tells of the saying, not of who speaks."""

UNNAMED = "unnamed"
AUTHOR = "author"


def party_of(page: Page, span: Span | None, head: Token | None) -> Party:
    """The party behind a phrase: resolved through the mentions, else by its own words; `unnamed` for no phrase."""
    if span is None or head is None:
        return Party(name=UNNAMED, span=span)
    noun = antecedent(head)
    joint = [t for t in _conjuncts(noun) if noun is not head or span.start <= t.idx < span.end]
    if len(joint) > 1:
        return _joint_party(page, span, joint)
    paper = issuer_of_paper(page, noun)
    if paper is not None:
        return _putting_out(page, span, paper)
    resolved = _resolved(page, noun)
    if resolved is not None:
        return Party(actor=resolved[0], name=resolved[1], span=span, members=resolved[2])
    words = span.of(page.text)
    if noun is head and words.casefold() in _SEATS and (holder := holder_at_home(page, words)) is not None:
        return replace(holder, span=span)
    if head.lower_ in _FIRST:
        issuer = first_person_of(page) if head.lower_ in ("i", "me", "my") else issuer_of(page)
        return replace(issuer, span=span) if issuer is not None else Party(name=AUTHOR, span=span)
    if noun.pos_ == "PROPN" and (named := _own_name(page, noun)):
        return Party(name=named, span=span)
    if noun is head and (called := _called(page, span)):
        return Party(name=called, span=span)
    body = body_before(page, head) if noun is head else None
    if body is not None:
        return replace(party_of(page, phrase(page, body) or span_of(body), body), span=span)
    earlier = subject_before(page, head) if head.lower_ in ("they", "he", "she", "it") else None
    if earlier is not None:
        return replace(party_of(page, phrase(page, earlier) or span_of(earlier), earlier), span=span)
    words = span.of(page.text) if noun is head else page.text[noun.left_edge.idx : noun.idx + len(noun)]
    return Party(name=plain_name(words), span=span)


def subject_before(page: Page, pronoun: Token) -> Token | None:
    """The subject of the sentence before, where a pronoun that nothing resolves opens the next one and fits it."""
    home = page.sentence_at(pronoun.idx)
    last = page.sentence_before(pronoun.idx)
    if home is None or last is None or not home.span.start <= pronoun.idx <= home.span.start + _OPENING:
        return None
    subjects = [
        t for t in page.tokens(last.span)
        if t.dep_ in ("nsubj", "nsubjpass") and t.head.dep_ == "ROOT" and t.pos_ in ("NOUN", "PROPN")
    ]  # fmt: skip
    if len(subjects) != 1:
        return None
    if pronoun.lower_ in ("he", "she") and (met := _met_by(page, subjects[0])) is not None:
        return met
    if pronoun.lower_ == "it":
        return subjects[0] if _no_person(page, subjects[0]) else None
    if not can_speak(page, subjects[0]):
        return None
    plural = subjects[0].tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in subjects[0].children)
    return subjects[0] if plural == (pronoun.lower_ == "they") else None


def body_before(page: Page, noun: Token) -> Token | None:
    """The organisation that a bare "the group", "the charity" stands for: the subject of the sentence before."""
    the = [c for c in noun.children if c.i < noun.i]
    bare = len(the) == 1 and the[0].lower_ == "the" and not any(c.dep_ in ("prep", "appos", "acl", "relcl")
                                                               for c in noun.children)  # fmt: skip
    if noun.tag_ != "NN" or noun.lower_ not in _BODIES or not bare:
        return None
    last = page.sentence_before(noun.idx)
    if last is None:
        return None
    subjects = [t for t in page.tokens(last.span) if t.dep_ in ("nsubj", "nsubjpass") and t.head.dep_ == "ROOT"]
    mentions = [page.mention_of(t) for t in subjects]
    actors = [page.actor_of.get(m.actor or "") for m in mentions if m is not None]
    if len(subjects) != 1 or not actors or actors[0] is None or subjects[0].pos_ != "PROPN":
        return None
    return subjects[0] if actors[0].kind == "organisation" else None


_BODIES = frozenset(
    "group body organisation organization institution office charity movement carrier exporter watchdog bloc alliance "
    "union party firm company agency regulator lender producer airline operator association federation council "
    "committee commission ministry embassy mission department headquarters institute bank insurer utility miner "
    "maker shipper supplier refiner panel court think-tank coalition front militia faction".split()
)
"""Words that a second sentence has for an organisation named in the first."""


def _met_by(page: Page, subject: Token) -> Token | None:
    """Whom an outlet met in the sentence before: "The Courier spoke to the skipper. He said …"."""
    mention = page.mention_of(subject)
    actor = page.actor_of.get(mention.actor or "") if mention is not None else None
    if actor is None or actor.kind != "outlet":
        return None
    near = [*subject.head.children, *(g for c in subject.head.children if c.dep_ == "prep" for g in c.children)]
    return next((t for t in near if t.dep_ in ("dobj", "pobj") and t.pos_ in ("NOUN", "PROPN")
                 and can_speak(page, t)), None)  # fmt: skip


def _no_person(page: Page, token: Token) -> bool:
    """Whether "it" may stand for a singular noun that can speak: a paper, a body, an outlet."""
    mention = page.mention_of(token)
    actor = page.actor_of.get(mention.actor or "") if mention is not None else None
    if token.tag_ not in ("NN", "NNP") or token.ent_type_ == "PERSON" or (actor is not None and actor.kind == "person"):
        return False
    human = words_of(page.lexicon).title(token.lower_) is not None
    return is_text(token) or (can_speak(page, token) and not human)


def _putting_out(page: Page, span: Span, issuer: Token) -> Party:
    """Who put out the paper that a phrase names, under the phrase's span."""
    known = _resolved(page, issuer)
    if known is not None:
        return Party(actor=known[0], name=known[1], span=span, members=known[2])
    named = _own_name(page, issuer) if issuer.pos_ == "PROPN" else None
    return Party(name=named or plain_name((phrase(page, issuer) or span_of(issuer)).of(page.text)), span=span)


def _own_name(page: Page, noun: Token) -> str | None:
    """The first and last name in front of which titles and trades stand ("co-author Professor Ann Day" is Ann Day)."""
    if noun.ent_type_ != "PERSON":
        return None
    first = noun.i
    while first > 0 and noun.doc[first - 1].ent_type_ == "PERSON" and noun.doc[first - 1].pos_ == "PROPN":
        first -= 1
    words = page.text[noun.doc[first].idx : noun.idx + len(noun)]
    return " ".join(words.split()) if first < noun.i and noun.i - first <= 3 else None


def _called(page: Page, span: Span) -> str | None:
    """The one full name set right behind a trade ("co-author Professor Ann Day of Oslo"); None for others' names."""
    tokens = page.tokens(span)
    if not tokens:
        return None
    named = [e for e in page.doc[tokens[0].i : tokens[-1].i + 1].ents if e.label_ == "PERSON" and len(e) > 1]
    if len(named) != 1 or named[0].start - tokens[0].i > _TRADE:
        return None
    leading = page.doc[tokens[0].i : named[0].start]
    after = page.doc[min(len(page.doc) - 1, named[0].end)]
    if after.text in ("'s", "’s") or any(t.pos_ in ("ADP", "VERB", "CCONJ", "PART") or t.text == "," for t in leading):
        return None
    words = list(named[0])
    while len(words) > 2 and words[0].lower_.rstrip(".") in _ADDRESSES:
        words.pop(0)
    return page.text[words[0].idx : words[-1].idx + len(words[-1])]


_TRADE = 7
_ADDRESSES = frozenset("professor prof dr mr mrs ms sir dame lord lady reverend rev judge".split())


def _resolved(page: Page, token: Token) -> tuple[str | None, str, tuple[str, ...]] | None:
    """(actor id, name, members of a plural) of the mention that a token heads; None when there is none or nobody is
    known to be meant."""
    mention = page.mention_of(token)
    if mention is None:
        return None
    if mention.actor is not None and mention.actor in page.actor_of:
        return mention.actor, page.actor_of[mention.actor].name, ()
    members = tuple(a for a in mention.members if a in page.actor_of)
    return (None, _listed([page.actor_of[a].name for a in members]), members) if members else None


def _joint_party(page: Page, span: Span, tokens: list[Token]) -> Party:
    names: list[str] = []
    members: list[str] = []
    for token in tokens:
        resolved = _resolved(page, token)
        start = token.left_edge.idx
        names.append(resolved[1] if resolved else plain_name(page.text[start : token.idx + len(token)]))
        if resolved is not None:
            members += [resolved[0]] if resolved[0] else resolved[2]
    return Party(name=_listed(list(dict.fromkeys(names))), span=span, members=tuple(dict.fromkeys(members)))


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _conjuncts(token: Token) -> list[Token]:
    found, current = [token], token
    for _ in range(5):
        following = next(
            (c for c in current.children if c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN", "PRON")), None
        )
        if following is None:
            break
        found.append(following)
        current = following
    return found


def antecedent(head: Token) -> Token:
    """The noun that a relative pronoun stands for; any other token is its own."""
    if head.lower_ not in _RELATIVE:
        return head
    verb = head
    for _ in range(4):
        if verb.dep_ in ("relcl", "acl"):
            return verb.head
        verb = verb.head
    return head


def plain_name(words: str) -> str:
    """A phrase as a name: white space single, no article before it, not longer than a line."""
    name = " ".join(words.split())
    if len(name) > _LONGEST_NAME:
        name = re.split(r",|\s(?:who|which|that|whose|from|at|familiar|close)\s", name)[0][:_LONGEST_NAME]
    name = _BESIDE.split(name)[0] or name
    shorter = _LEADING.sub("", name)
    for possessive in ("'s", "’s"):
        shorter = shorter.removesuffix(possessive)
    return (shorter or name).strip(" ,;:") or UNNAMED


def is_pronoun(page: Page, span: Span | None) -> bool:
    """Whether a source phrase is a bare pronoun."""
    tokens = page.tokens(span) if span is not None else []
    return len(tokens) == 1 and tokens[0].pos_ == "PRON"
