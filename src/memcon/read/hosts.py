"""Who hands words on from beside them: "in remarks carried by X", "as X tells it", "in X's account", "if X is right".

An invented example: beside the verb of `"As Oslo tells it, the envoy said in a video aired by TV Five that …"` stand
`Oslo`, outermost, and `TV Five`.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from memcon.model.actor import Party
from memcon.model.span import Span
from memcon.read.attribution import Attribution
from memcon.read.attribution_cues import lemma_of
from memcon.read.attribution_spans import phrase
from memcon.read.attribution_verbs import source_of
from memcon.read.carriers import carriers
from memcon.read.chain_words import (
    ACCOUNTS,
    CARRIED,
    CONTACTING,
    HEARING,
    HOLDING,
    MEDIA_NOUNS,
    PUBLISHING,
    VESSELS,
    can_speak,
    is_text,
)
from memcon.read.outlet_names import as_outlet, by_role, media, name_of_medium
from memcon.read.page import Page
from memcon.read.speakers import UNNAMED, antecedent, party_of

_TELLING = frozenset({"tell", "have", "relay", "recount", "render", "report", "describe", "put"})
_BELIEVING = frozenset({"believe", "trust"})
_GAP = 140
_BACK = 90
_SAYING_WHICH = frozenset({"amod", "compound", "poss", "nmod", "appos", "acl", "relcl", "prep", "nummod"})
_REACH = 600
"""Characters: a sentence may be a whole table, and its words are gone through for every statement in it."""


def hosts_beside(page: Page, verb: Token, attribution: Attribution) -> list[Party]:
    """Those who hand on what a verb reports, told outside its content, outermost first."""
    found = [
        *_according_first(page, verb, attribution),
        *_put_in(page, verb),
        *_as_told(page, verb, attribution),
        *_believed(page, verb, attribution),
    ]
    found += [*_in_accounts(page, verb, attribution), *_in_vessel(page, verb)]
    found += _printed(page, attribution)
    carried = [p for t in carriers(page, verb, attribution) for p in _one(page, t)]
    asked = [p for p in carried if any(_stands_in(p, teller) for teller in found)]
    return [*asked, *found, *(p for p in carried if p not in asked)]


def _stands_in(party: Party, other: Party) -> bool:
    """Whether a party is named within the phrase of another ("people who were interviewed by the Daily")."""
    return party.span is not None and other.span is not None and other.span.covers(party.span) and party != other


def handing_on(page: Page, token: Token) -> list[Party]:
    """A host as the parties it stands for: a paper's issuer or who has it where they are named, else the paper."""
    if not is_text(token) or can_speak_by_name(page, token) or name_of_medium(token) is not None:
        return _one(page, token)
    readers, having = [], []
    for child in token.children:
        if child.dep_ == "relcl" and any(c.lower_ in ("from", "of") for c in child.children):
            reader = next((c for c in child.children if c.dep_ == "nsubj"), None)
            readers += [] if reader is None or not can_speak(page, reader) else _one(page, reader)
        if child.dep_ == "acl" and child.tag_ == "VBN" and lemma_of(child) in CARRIED:
            having += [p for o in _agents(child) if can_speak(page, o) for p in _one(page, o)]
    readers = readers or _reading_behind(page, token)
    holder = _owner(page, token)
    own = having or ([] if holder is None else _one(page, holder)) or _one(page, token)
    return [*readers, *own]


def _agents(verb: Token) -> list[Token]:
    """Who does what a participle tells: "carried by the Daily"."""
    agents = [c for c in verb.children if c.dep_ in ("agent", "prep") and c.lower_ == "by"]
    return [o for a in agents for o in a.children if o.dep_ == "pobj"]


def audience_of(page: Page, token: Token) -> list[Token]:
    """The outlet whose "listeners", "readers" or "viewers" were spoken to."""
    if token.lemma_.lower() not in _AUDIENCES:
        return []
    of = [o for c in token.children if c.lower_ in ("of", "on") for o in c.children if o.dep_ == "pobj"]
    return [o for o in (*of, *(c for c in token.children if c.dep_ == "poss")) if by_role(page, o)]


_AUDIENCES = frozenset({"listener", "reader", "viewer", "audience", "subscriber", "follower"})


def can_speak_by_name(page: Page, token: Token) -> bool:
    """Whether a word for a paper names an actor here ("the Daily")."""
    mention = page.mention_of(token)
    return token.pos_ == "PROPN" or (mention is not None and mention.actor is not None and mention.form == "name")


def _reading_behind(page: Page, token: Token) -> list[Party]:
    """ "…, from which the clerk read": who reads from a paper named last before the relative clause."""
    doc, last = page.doc, token.right_edge.i
    for i in range(token.i + 1, min(last + 1, len(doc) - 1)):
        if doc[i].lower_ in ("from", "of") and doc[i + 1].tag_ in ("WDT", "WP"):
            reader = next((c for c in doc[i].head.children if c.dep_ == "nsubj"), None)
            return _one(page, reader) if reader is not None and can_speak(page, reader) else []
    return []


def _owner(page: Page, token: Token) -> Token | None:
    """Whose a paper or an account is: "X's account", "the account of X", "the Serbian account", "a note from X"."""
    for child in token.children:
        if child.dep_ == "poss" and child.pos_ != "PRON" and can_speak(page, child):
            return child
    for child in token.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in ("of", "from", "by") and child.i > token.i:
            named = next((c for c in child.children if c.dep_ == "pobj"), None)
            sent = token.lemma_.lower() in _SENT and named is not None and named.ent_type_ == "GPE"
            if named is not None and named.lemma_.lower() not in _OCCASIONS and can_speak(page, named) and not sent:
                return named
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in ("in", "on") and token.lemma_.lower() in ACCOUNTS:
            printed = next((c for c in child.children if c.dep_ == "pobj" and by_role(page, c)), None)
            if printed is not None:
                return printed
    for child in token.children:
        if child.dep_ in ("amod", "compound", "nmod") and child.i < token.i and child.text[:1].isupper():
            mention = page.mention_of(child)
            if mention is not None and mention.actor is not None:
                return child
    return None


_SENT = frozenset({"dispatch", "report", "footage", "record"})
"""What is sent "from" a town is not the town's."""

_OCCASIONS = frozenset({"meeting", "session", "call", "hearing", "committee", "conference", "summit", "conversation",
                        "council", "plenary", "talk", "court", "panel"})  # fmt: skip


def _one(page: Page, token: Token) -> list[Party]:
    span = phrase(page, token)
    if span is None:
        return []
    meant = _named_before(page, token)
    if meant is not None:
        return [replace(p, span=span) for p in _one(page, meant)]
    name = name_of_medium(token)
    if name is not None:
        own = Span(name[0].idx, name[-1].idx + len(name[-1]))
        party = as_outlet(page, party_of(page, own, name[-1]))
        return [replace(party, name=own.of(page.text) if party.actor is None else party.name, span=span)]
    party = as_outlet(page, party_of(page, span, token))
    return [] if party.name == UNNAMED or (party.actor is None and token.pos_ == "PRON") else [party]


def stands_for_outlet(page: Page, token: Token) -> bool:
    """Whether a plain word for an outlet stands for one named before ("he told the station")."""
    return _named_before(page, token) is not None


def _named_before(page: Page, token: Token) -> Token | None:
    """The outlet that "the station", "the paper" stands for: the last one named before; None for other words."""
    bare = all(c.lower_ in ("the", "that", "this") or c.dep_ not in _SAYING_WHICH for c in token.children)
    the = any(c.lower_ in ("the", "that", "this") for c in token.children)
    if token.lemma_.lower() not in MEDIA_NOUNS or token.pos_ != "NOUN" or not (bare and the):
        return None
    if name_of_medium(token) is not None:
        return None
    for i in range(token.i - 1, max(-1, token.i - _BACK), -1):
        if page.doc[i].pos_ == "PROPN" and page.doc[i].dep_ != "compound" and media(page, page.doc[i]):
            return page.doc[i]
    return None


def _according_first(page: Page, verb: Token, attribution: Attribution) -> list[Party]:
    """ "According to the Daily, the mayor said …": who opens the sentence that another speaks in."""
    sentence = page.sentence_at(verb.idx)
    source = attribution.source
    if sentence is None or source is None or attribution.head is None or verb.lower_ == "according":
        return []
    first = page.token_at(sentence.span.start)
    if first.lower_ != "according" or first.i + 1 >= len(page.doc) or attribution.start <= first.idx:
        return []
    teller = next((t for t in page.doc[first.i + 2 : first.i + 14] if t.text == "," or t.pos_ == "VERB"), None)
    if teller is None or teller.text != "," or source.start < teller.idx or source.start - teller.idx > _GAP:
        return []
    named = next((t for t in reversed(page.doc[first.i + 2 : teller.i]) if t.pos_ in ("PROPN", "NOUN")), None)
    if named is None or not (can_speak(page, named) or media(page, named) or is_text(named)):
        return []
    span = Span(page.doc[first.i + 2].idx, named.idx + len(named))
    if not all(t.pos_ in ("PROPN", "NOUN", "ADJ", "DET", "PUNCT", "NUM") for t in page.tokens(span)):
        return []
    return [as_outlet(page, party_of(page, span, named))]


def _put_in(page: Page, verb: Token) -> list[Party]:
    """ "The mayor, the Daily reports, has promised …": who tells the sentence in a clause put into it."""
    found: list[Party] = []
    for child in verb.children:
        if child.dep_ != "parataxis" or child.tag_ not in ("VBD", "VBZ", "VBP") or lemma_of(child) not in _REPORTING:
            continue
        tellers = [c for c in child.children if c.dep_ == "nsubj" and c.i < verb.i]
        inside = child.i > 0 and child.i < verb.i and not any(c.dep_ in ("ccomp", "dobj") for c in child.children)
        if tellers and inside and tellers[-1].pos_ in ("NOUN", "PROPN"):
            found += _one(page, tellers[-1])
    return found


_REPORTING = frozenset("report write say note reveal claim announce learn add state confirm".split())


def _as_told(page: Page, verb: Token, attribution: Attribution) -> list[Party]:
    """ "as X tells it", "as X relayed it to the Daily", "as reported by X"."""
    found: list[Party] = []
    for token in _clause_words(page, verb, attribution):
        if token.lower_ != "as" or (token.head.pos_ != "VERB" and token.head.dep_ != "advcl"):
            continue
        telling = token.head
        if telling.i <= token.i or lemma_of(telling) not in _TELLING | HEARING | _REPORTING or telling.tag_ == "VBG":
            continue
        objects = [c for c in telling.children if c.dep_ in ("dobj", "obj")]
        teller = next((c for c in telling.children if c.dep_ == "nsubj" and c.i > token.i), None)
        if teller is None and telling.i == token.i + 2 and verb.doc[token.i + 1].pos_ in ("PROPN", "NOUN"):
            teller = verb.doc[token.i + 1]
        if teller is None or teller.i in (attribution.speaker, *attribution.hosts):
            continue
        learnt = lemma_of(telling) in HEARING and can_speak(page, teller) and teller.pos_ != "PRON"
        printed = not objects and media(page, teller)
        if learnt or printed:
            found += [p for o in (teller, *_from(page, telling)) for p in _one(page, o)]
        elif any(o.lower_ == "it" for o in objects) and can_speak(page, teller):
            outlets = [o for c in telling.children if c.lower_ == "to" for o in c.children if media(page, o)]
            found += [p for o in (*outlets, teller) for p in _one(page, o)]
    return found


def _from(page: Page, verb: Token) -> list[Token]:
    """From whom a verb of hearing has it."""
    return [o for c in verb.children if c.dep_ == "prep" and c.lower_ in ("from", "through")
            for o in c.children if o.dep_ == "pobj" and (can_speak(page, o) or o.pos_ == "PROPN")]  # fmt: skip


def _believed(page: Page, verb: Token, attribution: Attribution) -> list[Party]:
    """ "if X is to be believed", "if one is to believe X"."""
    found: list[Party] = []
    for token in _clause_words(page, verb, attribution):
        if lemma_of(token) not in _BELIEVING or token.pos_ != "VERB":
            continue
        top = token
        while top.dep_ in ("xcomp", "conj", "ccomp") and top.head.i < top.i:
            top = top.head
        if not any(c.lower_ == "if" for c in (*top.children, *token.children)):
            continue
        passive = token.tag_ == "VBN"
        subject = next((c for t in (token, top) for c in t.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        named = subject if passive else next((c for c in token.children if c.dep_ in ("dobj", "obj")), None)
        if named is not None and (can_speak(page, named) or is_text(named)):
            found += handing_on(page, named)
    return found


def _in_accounts(page: Page, verb: Token, attribution: Attribution) -> list[Party]:
    """ "in X's account", "by the account of X", "in the Serbian version"."""
    found: list[Party] = []
    for token in _clause_words(page, verb, attribution):
        if token.dep_ != "prep" or token.lower_ not in ("in", "by", "on", "under"):
            continue
        for noun in token.children:
            if noun.dep_ == "pobj" and noun.lemma_.lower() in ACCOUNTS | {"word", "version"}:
                owner = _owner(page, noun)
                if owner is not None and owner.i not in (attribution.speaker, *attribution.hosts):
                    found += _one(page, owner)
    return found


def _in_vessel(page: Page, verb: Token) -> list[Party]:
    """ "broadcast a recording on which the envoy says …": who published the paper that the words stand in."""
    top = verb
    while top.dep_ in ("xcomp", "conj", "ccomp") and top.head.i < top.i and top.head.pos_ in ("VERB", "AUX"):
        top = top.head
    if top.dep_ != "relcl" or top.head.lemma_.lower() not in VESSELS:
        return []
    inside = any(c.tag_ in ("WDT", "WP") or c.lower_ == "where" for p in top.children for c in (p, *p.children)
                 if p.lower_ in ("in", "on", "where", "during"))  # fmt: skip
    noun = top.head
    if not inside:
        return []
    if noun.dep_ in ("dobj", "obj") and lemma_of(noun.head) in PUBLISHING | HOLDING:
        publisher = source_of(noun.head)
        return _one(page, publisher) if publisher is not None and can_speak(page, publisher) else []
    return []


def _printed(page: Page, attribution: Attribution) -> list[Party]:
    """ "prints a letter from the consul, who complains …": who put out the paper of which the speaker is the writer."""
    head = page.doc[attribution.speaker] if attribution.speaker is not None else None
    writer = antecedent(head) if head is not None and head.tag_ in ("WP", "WDT") else None
    while writer is not None and writer.dep_ == "appos" and writer.head.i < writer.i:
        writer = writer.head
    if writer is not None and writer.dep_ in ("dobj", "obj") and lemma_of(writer.head) in CONTACTING:
        asker = next((c for c in writer.head.children if c.dep_ == "nsubj"), None)
        return _one(page, asker) if asker is not None and media(page, asker) else []
    if writer is None or writer.dep_ != "pobj" or writer.head.lower_ not in ("from", "by", "of"):
        return []
    paper = writer.head.head
    if paper.pos_ == "VERB" and paper.i < writer.i:
        paper = next((c for c in paper.children if c.dep_ in ("dobj", "obj")), paper)
    printed = paper.dep_ in ("dobj", "obj") and lemma_of(paper.head) in _PRINTING
    if not printed or paper.lemma_.lower() not in VESSELS:
        return []
    publisher = next((c for c in paper.head.children if c.dep_ == "nsubj"), None)
    return _one(page, publisher) if publisher is not None and can_speak(page, publisher) else []


_PRINTING = PUBLISHING | HOLDING | {"quote", "cite", "report"}


def _clause_words(page: Page, verb: Token, attribution: Attribution) -> list[Token]:
    """The words of a verb's sentence outside the content, the source and other quotations."""
    sentence = page.sentence_at(verb.idx)
    if sentence is None:
        return []
    near = Span(max(sentence.span.start, verb.idx - _REACH), min(sentence.span.end, verb.idx + _REACH))
    words = [t for t in page.tokens(near) if t.lower_ in _SIGNS or lemma_of(t) in _BELIEVING]
    return [t for t in words if not _held(attribution, t) or _leads(attribution, t)]


_SIGNS = frozenset({"as", "in", "by", "on", "under"})


def _held(attribution: Attribution, token: Token) -> bool:
    return any(s.start <= token.idx < s.end for s in attribution.content)


def _leads(attribution: Attribution, token: Token) -> bool:
    """Whether a word stands in a first or last piece of content that is an aside of its own, not in the main piece."""
    pieces = attribution.content
    return len(pieces) > 1 and any(s.start <= token.idx < s.end and s.end - s.start < 45 for s in pieces)


def same_party(left: Party, right: Party) -> bool:
    """Whether two parties are one, by actor or by name."""
    return bool(left.actor and left.actor == right.actor) or left.name.casefold() == right.name.casefold()


def distinct(parties: list[Party], *, but: tuple[Party, ...] = ()) -> tuple[Party, ...]:
    """The parties without doubles and without those of `but`, the order kept."""
    kept: list[Party] = []
    for party in parties:
        if not any(same_party(party, other) for other in (*kept, *but)):
            kept.append(party)
    return tuple(kept)
