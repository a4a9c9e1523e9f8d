"""The way of somebody's words told in sentences beside them: "The Daily had it from a clerk", "In it a man says …".

An invented example: `"“No boats,” the mayor is said to have shouted. The story comes from a clerk, who told it to the
Courier."` gives the mayor's words the chain [`the Courier`, `a clerk`].
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from memcon.model.actor import Party
from memcon.model.span import Span
from memcon.read.attribution_cues import lemma_of
from memcon.read.attribution_heads import head_of
from memcon.read.attribution_relayed import holder_of
from memcon.read.attribution_spans import phrase
from memcon.read.chain_words import CARRIED, CONTACTING, HEARING, PUBLISHING, RELAYING, SPEECH_NOUNS, VESSELS, can_speak
from memcon.read.hosts import distinct, handing_on, same_party
from memcon.read.outlet_names import by_role, media
from memcon.read.page import Page
from memcon.read.speakers import antecedent, party_of, subject_before
from memcon.read.via import Told

_MESSAGES = SPEECH_NOUNS | frozenset(
    "story news rumour rumor account tale report version information detail exchange anecdote quotation quote".split()
)
_GETTING = frozenset({"have", "get", "receive", "obtain", "take"}) | HEARING
_ORIGIN = frozenset({"come", "stem", "originate", "derive"})
_TELLING = frozenset({"tell", "give", "pass", "relay", "confide", "leak", "hand"})
_SPREADING = (CARRIED | PUBLISHING) - {"see", "have", "leak", "give", "provide", "show"}
_WRITING = frozenset({"send", "write", "sign", "address", "post", "dictate"})
_ANSWERING = frozenset({"reply", "answer", "respond", "say", "retort", "shrug", "concede"})
_PRONOUNS = frozenset({"he", "she", "they"})
_OBJECTS = ("dobj", "obj", "pobj", "dative")
_TALKING = frozenset({"speak", "talk", "chat", "sit", "appear"})
_TALKS = frozenset({"interview", "conversation"})
_ASKED = 220
_AFTER = 2
_BACK = 45
_POINTING = frozenset({"the", "this", "that", "these", "those", "both"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """Who handled the words, from whom they came, and which outlets were told."""

    handler: Token | None
    givers: tuple[Token, ...]
    hearers: tuple[Token, ...]


def told_again(page: Page, entries: Sequence[Told]) -> list[Told]:
    """The entries with the links that neighbouring sentences add to their chains."""
    found = [_from_paper(page, _followed(page, _read_out(page, _of_paper(page, entry)))) for entry in entries]
    return [_answered(page, _interviewed(page, entry)) for entry in found]


def _followed(page: Page, entry: Told) -> Told:
    """The chain lengthened by what the next sentences say of the words' way."""
    if entry.attribution.pattern == "turn" or not page.sentences:
        return entry
    end = max(span.end for span in entry.attribution.parts)
    later = [s for s in page.sentences if s.span.start >= end][:_AFTER]
    for sentence in later:
        if "\n\n" in page.text[end : sentence.span.start]:
            break
        frames = [f for t in page.tokens(sentence.span) if (f := _frame(page, t)) is not None]
        if not frames:
            break
        for frame in frames:
            entry = _joined(page, entry, frame)
    return entry


def _joined(page: Page, entry: Told, frame: _Frame) -> Told:
    def parties(tokens: Sequence[Token]) -> list[Party]:
        return [p for t in tokens for p in handing_on(page, t)]

    links = [
        *parties(frame.hearers),
        *parties([frame.handler] if frame.handler is not None else []),
        *parties([g for g in frame.givers if g.pos_ != "PRON"]),
    ]
    fresh = [p for p in links if not any(same_party(p, k) for k in (*entry.via, entry.speaker))]
    return replace(entry, via=distinct([*fresh, *entry.via], but=(entry.speaker,)))


def _frame(page: Page, verb: Token) -> _Frame | None:
    """The roles around a predicate whose theme is words told before."""
    if verb.pos_ not in ("VERB", "AUX"):
        return None
    lemma = lemma_of(verb)
    theme = next((c for c in verb.children if c.dep_ in ("dobj", "obj", "nsubjpass", "nsubj") and _is_message(c)), None)
    if theme is None:
        return None
    givers, hearers = _under(page, verb, ("from",)), _under(page, verb, ("to",))
    outlets = tuple(t for t in hearers if media(page, t))
    if theme.dep_ == "nsubj":
        return _Frame(handler=None, givers=givers, hearers=()) if lemma in _ORIGIN and givers else None
    handler = _handler(page, verb, passive=theme.dep_ == "nsubjpass")
    if handler is None:
        return None
    if lemma in _GETTING and (givers or (media(page, handler) and lemma in HEARING)):
        return _Frame(handler=handler, givers=givers, hearers=())
    if lemma in _TELLING and outlets and can_speak(page, handler):
        return _Frame(handler=handler, givers=(), hearers=outlets)
    if lemma in _SPREADING and media(page, handler):
        return _Frame(handler=handler, givers=givers, hearers=())
    return None


def _is_message(token: Token) -> bool:
    if token.lower_ == "it":
        return True
    pointed = any(c.lower_ in _POINTING and c.dep_ in ("det", "predet") for c in token.children)
    owned = any(c.dep_ == "poss" and c.lower_ in ("his", "her", "their", "its") for c in token.children)
    told = any(c.dep_ in ("acl", "relcl", "ccomp") for c in token.children)
    return token.lemma_.lower() in _MESSAGES and (pointed or owned) and not told


def _handler(page: Page, verb: Token, *, passive: bool) -> Token | None:
    if passive:
        agents = _under(page, verb, ("by",))
        return agents[0] if agents else None
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    found = antecedent(subject) if subject is not None else None
    return found if found is not None and (can_speak(page, found) or media(page, found)) else None


def _under(page: Page, verb: Token, prepositions: tuple[str, ...]) -> tuple[Token, ...]:
    hosts = (verb, *(c for c in verb.children if c.dep_ in ("dobj", "obj")))
    return tuple(
        o for h in hosts for c in h.children
        if c.dep_ in ("prep", "agent", "dative") and c.lower_ in prepositions
        for o in c.children if o.dep_ == "pobj" and (can_speak(page, o) or media(page, o))
    )  # fmt: skip


def _of_paper(page: Page, entry: Told) -> Told:
    """ "She forwarded an email that a colleague sent. “…,” it begins.": who wrote speaks, who passed it on hosts."""
    attribution = entry.attribution
    head = page.doc[attribution.speaker] if attribution.speaker is not None else None
    if head is None or head.lower_ != "it" or entry.speaker.actor is not None or attribution.source is None:
        return entry
    noun = next(_nouns_before(page, head, VESSELS), None)
    if noun is None or noun.dep_ not in ("dobj", "obj", "attr", "nsubj", "nsubjpass"):
        return entry
    sent = next((c for c in noun.children if c.dep_ == "relcl" and lemma_of(c) in _WRITING), None)
    author = next((c for c in sent.children if c.dep_ == "nsubj"), None) if sent is not None else None
    author = author if author is not None else holder_of(page, noun, noun.head)
    found = handing_on(page, author) if author is not None and author.pos_ != "PRON" else []
    if not found:
        return entry
    passed = noun.dep_ in ("dobj", "obj") and lemma_of(noun.head) in RELAYING | PUBLISHING
    host = _handler(page, noun.head, passive=False) if passed else None
    links = handing_on(page, host) if host is not None and host.pos_ != "PRON" else []
    speaker = replace(found[0], span=attribution.source)
    return replace(entry, speaker=speaker, via=distinct([*links, *entry.via], but=(speaker,)))


def _interviewed(page: Page, entry: Told) -> Told:
    """ "Two herders were interviewed by the Kite. They say …", "The Kite spoke to two herders. Both say that …": the
    outlet that the first of the chain met just before."""
    first = entry.via[0] if entry.via else entry.speaker
    head = head_of(page, first.span) if first.span is not None else None
    met = _met_before(page, head) if head is not None else None
    if head is None or met is None:
        return entry
    links = _met_by(page, met)
    if not links:
        return entry
    if head.lower_ not in _PRONOUNS and (span := phrase(page, met)) is not None:
        # "Both" and "all three" say nothing of who they are.
        named = replace(party_of(page, span, met), span=first.span)
        entry = replace(entry, via=(named, *entry.via[1:])) if entry.via else replace(entry, speaker=named)
    return replace(entry, via=distinct([*links, *entry.via], but=(entry.speaker,)))


def _met_before(page: Page, head: Token) -> Token | None:
    """Whom the sentence before tells of that "he", "she", "they", "both" or "all three" stands for."""
    if head.lower_ in _PRONOUNS:
        return subject_before(page, head)
    last = page.sentence_before(head.idx)
    bare = all(c.lower_ in ("all", "the", "both") for c in head.children)
    if last is None or not bare or not (head.lower_ in ("both", "all", "each") or head.tag_ == "CD"):
        return None
    plural = (t for t in page.tokens(last.span) if t.tag_ in ("NNS", "NNPS", "CD") and t.dep_ in _OBJECTS)
    return next((t for t in plural if _asking(page, t) is not None), None)


def _met_by(page: Page, met: Token) -> list[Party]:
    """The outlets that somebody met, spoke to or was asked by."""
    asker = _asking(page, met)
    if asker is not None:
        return handing_on(page, asker)
    verb = met.head
    passive = met.dep_ == "nsubjpass" and lemma_of(verb) in CONTACTING
    if passive:
        return [p for t in _by_role(page, verb, ("by",)) for p in handing_on(page, t)]
    talks = [verb] if lemma_of(verb) in _TALKING else []
    objects = [o for c in (verb, *(c for c in verb.children if c.dep_ == "prep")) for o in c.children]
    talks += [o for o in objects if o.dep_ in _OBJECTS and o.lemma_.lower() in _TALKS]
    if met.dep_ != "nsubj" or not talks:
        return []
    given = [c for c in verb.children if c.dep_ == "dative" and c.pos_ != "ADP" and media(page, c)]
    met_with = [t for talk in talks for t in _by_role(page, talk, ("to", "with", "on", "for"))]
    return [p for t in (*given, *met_with) for p in handing_on(page, t)]


def _answered(page: Page, entry: Told) -> Told:
    """ "The Courier asked Ann Day what … “Nothing,” she replied.": the outlet whose question is answered."""
    attribution = entry.attribution
    verb = page.doc[attribution.head] if attribution.head is not None else None
    home = page.sentence_at(attribution.start)
    if verb is None or home is None or entry.via or lemma_of(verb) not in _ANSWERING or attribution.pattern == "turn":
        return entry
    before = page.tokens(Span(max(0, home.span.start - _ASKED), home.span.start))
    within = [c for c in verb.children if c.dep_ == "advcl"]
    for asking in (*within, *reversed([t for t in before if t.pos_ == "VERB"])):
        if lemma_of(asking) not in ("ask", "question", "press"):
            continue
        asker = next((c for c in asking.children if c.dep_ == "nsubj" and by_role(page, c)), None)
        if asker is None:
            return entry
        links = handing_on(page, asker)
        own = same_party(links[0], entry.speaker)
        return entry if own else replace(entry, via=distinct(links, but=(entry.speaker,)))
    return entry


def _asking(page: Page, met: Token) -> Token | None:
    """The outlet that spoke to somebody or asked him in the sentence before, the words here being his answer."""
    verb = met.head.head if met.dep_ == "pobj" else met.head
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    asked = met.dep_ in ("dobj", "obj", "pobj", "dative") and lemma_of(verb) in CONTACTING | {"speak", "talk"}
    return subject if asked and subject is not None and subject.i != met.i and media(page, subject) else None


def _by_role(page: Page, verb: Token, prepositions: tuple[str, ...]) -> tuple[Token, ...]:
    hung = [c for c in verb.children if c.dep_ in ("prep", "agent", "dative") and c.lower_ in prepositions]
    return tuple(o for c in hung for o in c.children if o.dep_ == "pobj" and (media(page, o) or by_role(page, o)))


def _read_out(page: Page, entry: Told) -> Told:
    """ "It was a message from Oslo, and he read it out: “…”": the sender speaks, the reader hands on."""
    attribution = entry.attribution
    verb = page.doc[attribution.head] if attribution.head is not None else None
    if verb is None or attribution.hosts or lemma_of(verb) not in RELAYING:
        return entry
    objects = [c for c in verb.children if c.dep_ in ("dobj", "obj") and c.i > verb.i]
    if not any(c.lower_ in ("it", "this", "them") for c in objects):
        return entry
    for noun in _nouns_before(page, verb, SPEECH_NOUNS | VESSELS):
        holder = holder_of(page, noun, noun.head)
        party = handing_on(page, holder) if holder is not None and holder.pos_ != "PRON" else []
        if holder is not None and party and not same_party(party[0], entry.speaker):
            source = party[0].span or attribution.source
            own = replace(attribution, source=source, speaker=holder.i, hosts=(verb.i,))
            speaker = party_of(page, source, holder)
            return replace(entry, attribution=own, speaker=speaker, via=distinct([*entry.via, entry.speaker]))
    return entry


def _nouns_before(page: Page, verb: Token, words: frozenset[str]) -> Iterator[Token]:
    for i in range(verb.i - 1, max(-1, verb.i - _BACK), -1):
        if "\n\n" in page.doc[i].text:
            return
        if page.doc[i].pos_ in ("NOUN", "PROPN") and page.doc[i].lemma_.lower() in words:
            yield page.doc[i]


def _from_paper(page: Page, entry: Told) -> Told:
    """ "The channel has put up a recording. In it a man says …": who published what the words stand in."""
    attribution = entry.attribution
    verb = page.doc[attribution.head] if attribution.head is not None else None
    home = page.sentence_at(verb.idx) if verb is not None else None
    if verb is None or home is None or attribution.pattern == "turn":
        return entry
    inside = next((t for t in page.tokens(home.span) if _points_back(t) and t.i < verb.i), None)
    if inside is None or any(c.start <= inside.idx < c.end for c in attribution.content):
        return entry
    words = VESSELS if inside.lower_ in ("it", "them") else frozenset({inside.lemma_.lower()}) & VESSELS
    for noun in _nouns_before(page, page.token_at(home.span.start), words):
        put_out = lemma_of(noun.head) in PUBLISHING or (
            lemma_of(noun.head) == "put" and any(c.lower_ in ("up", "out") for c in noun.head.children)
        )
        if noun.dep_ not in ("dobj", "obj") or not put_out:
            continue
        publisher = _handler(page, noun.head, passive=False)
        links = handing_on(page, publisher) if publisher is not None and publisher.pos_ != "PRON" else []
        return replace(entry, via=distinct([*links, *entry.via], but=(entry.speaker,)))
    return entry


def _points_back(token: Token) -> bool:
    """Whether a word stands for a paper or recording named before: "in it", "on the recording"."""
    if token.dep_ != "pobj" or token.head.lower_ not in ("in", "on"):
        return False
    the = any(c.lower_ in ("the", "this", "that") for c in token.children) and not any(
        c.dep_ in ("acl", "relcl", "prep") for c in token.children
    )
    return token.lower_ in ("it", "them") or (the and token.lemma_.lower() in VESSELS)
