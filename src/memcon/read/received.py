"""Words told from the side of who got them: "learned from X that", "had been given to understand by X that".

An invented example: of `"The mayor has it from two clerks that the bridge is shut."` the clerks speak, the content is
`the bridge is shut`, and `The mayor` hosts it; so of `"The mayor had been assured by two clerks that …"`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from memcon.model.span import Span
from memcon.read.attribution import Attribution
from memcon.read.attribution_cues import cues_of, lemma_of
from memcon.read.attribution_owner import ending_before
from memcon.read.attribution_spans import clean, phrase
from memcon.read.chain_words import HEARING, MEDIA_NOUNS, RELAYING, SPEECH_NOUNS, can_speak
from memcon.read.page import Page, span_of
from memcon.read.speakers import antecedent

_GETTING = frozenset({"have", "get", "receive", "take", "obtain"})
_REACHING = frozenset({"reach", "come", "get", "arrive"})
_PASSED = frozenset({"pass", "hand", "send", "give", "put", "bring", "convey"})
_FROM = frozenset({"from", "through", "by", "via"})
_SPOKEN = frozenset({"say", "write"})
_WORDS = frozenset({"it", "word", "this", "news", "confirmation", "information"})
_OURS = frozenset({"it", "we", "us", "i"})
_NEAR = 24
_REACH = 14
_ASIDE = frozenset({",", "—", "–"})


def received(page: Page) -> list[Attribution]:
    """The attributions of predicates whose subject got somebody's words, in text order."""
    found = []
    for verb in page.words:
        if verb.pos_ not in ("VERB", "AUX") or not page.readable(verb.idx):
            continue
        made = _received(page, verb)
        if made is not None:
            found.append(made)
    return _innermost(found)


def _innermost(found: Sequence[Attribution]) -> list[Attribution]:
    """Those of one content made one: who "had it from" another speaks no more, but hosts."""
    kept = []
    for one in found:
        above = [a for a in found if a is not one and a.content == one.content and a.speaker in one.hosts]
        below = [a for a in found if a is not one and a.content == one.content and one.speaker in a.hosts]
        if not below:
            kept.append(replace(one, hosts=(*(h for a in above for h in a.hosts), *one.hosts)))
    return kept


def _received(page: Page, verb: Token) -> Attribution | None:
    giver = _giver(page, verb)
    if giver is None:
        return None
    receiver = _receiver(page, verb)
    content = _clause_after(page, verb, giver)
    source = phrase(page, giver)
    if content is None or source is None:
        return None
    if source.overlaps(content):
        source = clean(page.text, Span(source.start, content.start)) if source.start < content.start else None
    if source is None or (receiver is not None and receiver.i == giver.i):
        return None
    passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children)
    hosts = (receiver.i,) if receiver is not None and not passive and receiver.lower_ not in _OURS else ()
    return Attribution(source=source, cue=span_of(verb), content=(content,), pattern="clause", strength=0.85,
                       head=verb.i, speaker=giver.i, hosts=hosts)  # fmt: skip


def _giver(page: Page, verb: Token) -> Token | None:
    """Whose words the subject got: behind "from" after verbs of hearing and getting, behind "by" after passives."""
    lemma = lemma_of(verb)
    passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children)
    if lemma in _REACHING and _brought(verb) is not None:
        return _named(page, [verb, *(c for c in verb.children if c.dep_ in ("dobj", "obj"))], frozenset({"from"}))
    if passive:
        told = _understood(verb)
        kind = cues_of(page.lexicon).kinds.get(f"verb:{lemma}")
        put = lemma == "put" and any(c.dep_ == "nsubjpass" and c.lower_ == "it" for c in verb.children)
        if told is None and kind not in _SPOKEN and not put:
            return None
        return _named(page, [verb, *([told] if told is not None else [])], frozenset({"by"}))
    if lemma in HEARING or (lemma in _GETTING and _gets_words(verb)):
        objects = [c for c in verb.children if c.dep_ in ("dobj", "obj")]
        return _named(page, [verb, *objects], _FROM)
    return None


def _brought(verb: Token) -> Token | None:
    """The "word" of "word has reached the Daily from Oslo that …"; None where no words come to anybody."""
    return next((c for c in verb.children if c.dep_ == "nsubj" and c.lemma_.lower() in _WORDS | SPEECH_NOUNS), None)


def _understood(verb: Token) -> Token | None:
    """The "understand" or "know" of "was given to understand", "was made to believe"."""
    return next((c for c in verb.children if c.i > verb.i and lemma_of(c) in ("understand", "know", "believe")
                 and lemma_of(verb) in ("give", "make", "let", "lead")), None)  # fmt: skip


def _gets_words(verb: Token) -> bool:
    return any(c.dep_ in ("dobj", "obj") and c.i > verb.i and (c.lower_ in _WORDS or c.lemma_.lower() in SPEECH_NOUNS)
               for c in verb.children)  # fmt: skip


def _named(page: Page, hosts: list[Token], prepositions: frozenset[str]) -> Token | None:
    for host in hosts:
        for child in host.children:
            if child.dep_ in ("prep", "agent") and child.lower_ in prepositions and child.i > host.i:
                named = next((c for c in child.children if c.dep_ == "pobj"), None)
                if named is not None and can_speak(page, named) and named.lower_ not in ("it", "us", "me"):
                    return named
    return None


def _receiver(page: Page, verb: Token) -> Token | None:
    if _brought(verb) is not None and lemma_of(verb) in _REACHING:
        to = [o for c in verb.children if c.lower_ == "to" for o in c.children if c.dep_ == "prep"]
        objects = [c for c in (*verb.children, *to) if c.dep_ in ("dobj", "obj", "pobj")]
        return next((c for c in objects if can_speak(page, c) or c.lemma_.lower() in MEDIA_NOUNS), None)
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None and verb.dep_ in ("conj", "xcomp", "advcl") and verb.head.pos_ in ("VERB", "AUX"):
        subject = next((c for c in verb.head.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    found = antecedent(subject) if subject is not None else ending_before(verb)
    return found if found is not None and can_speak(page, found) else None


def _clause_after(page: Page, verb: Token, giver: Token) -> Span | None:
    """The that-clause behind the giver: to where its words end by the parse, or else the sentence does."""
    home = page.sentence_at(verb.idx)
    if home is None:
        return None
    start = max(verb.i, giver.i)
    for token in page.doc[start + 1 : start + _NEAR]:
        if token.idx >= home.span.end or token.text in (";", "“", '"'):
            return None
        if token.text == ":":
            return _led_in(page, token, home.span.end)
        if token.lower_ == "that" and token.i + 1 < len(page.doc) and _opens(token):
            return clean(page.text, Span(token.idx, _clause_end(page, token, home.span.end)))
        if token.tag_ in ("VBD", "VBZ", "VBP") and token.head.i < verb.i and token.dep_ in ("ROOT", "conj", "ccomp"):
            return None
    return None


def _led_in(page: Page, colon: Token, end: int) -> Span | None:
    """The clause that a colon leads in: "word reached the Daily from a clerk: …"."""
    span = clean(page.text, Span(colon.idx + 1, end))
    return span if span is not None and any(t.tag_ in ("VBD", "VBZ", "VBP") for t in page.tokens(span)) else None


def _opens(that: Token) -> bool:
    """Whether "that" opens a clause of content and none about the giver ("from a clerk that had left")."""
    before = that.nbor(-1)
    if before.pos_ == "CCONJ":
        return False
    if before.text in _ASIDE or before.lower_ in ("namely", "understand") or that.dep_ == "mark":
        return True
    return that.nbor(1).pos_ in ("DET", "PROPN", "PRON", "NOUN", "ADJ") and that.tag_ in ("IN", "DT", "WDT")


def _clause_end(page: Page, that: Token, end: int) -> int:
    """Where the clause ends: at a report put behind it (", the Daily notes"), or with the sentence."""
    stop = end
    for token in page.doc[that.i + 1 :]:
        if token.idx >= end:
            break
        follows = token.text in _ASIDE and token.i + 2 < len(page.doc)
        if follows and _is_report(page, token.nbor(1), end):
            stop = token.idx
            break
    return stop


def _is_report(page: Page, first: Token, end: int) -> bool:
    """Whether the rest of a sentence is who reports it: a name and a verb of saying, little more."""
    kinds = cues_of(page.lexicon).kinds
    rest = [t for t in page.doc[first.i : first.i + _REACH] if t.idx < end and not t.is_punct]
    verb = next((t for t in rest if t.tag_ in ("VBD", "VBZ", "VBP")), None)
    if verb is None or kinds.get(f"verb:{lemma_of(verb)}") not in _SPOKEN:
        return False
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    done = not any(t.pos_ in ("VERB", "AUX") or t.lower_ == "that" for t in rest if t.i > verb.i)
    return subject is not None and first.i <= subject.i < verb.i and done


def handed_nouns(page: Page, attribution: Attribution) -> Iterator[Attribution]:
    """ "passed on a message from Oslo | …": the second piece of what is told are the words that the first one names."""
    if len(attribution.content) < 2:
        return
    for here, there in zip(attribution.content, attribution.content[1:], strict=False):
        for noun in page.tokens(here):
            if noun.pos_ != "NOUN" or noun.lemma_.lower() not in SPEECH_NOUNS or noun.dep_ == "nsubj":
                continue
            verb = noun.head.head if noun.head.pos_ == "ADP" else noun.head
            speaker = _named(page, [noun, verb], frozenset({"from", "of"})) if verb.pos_ == "VERB" else None
            host = next((c for c in verb.children if c.dep_ == "nsubj"), None)
            if speaker is None or host is None or lemma_of(verb) not in RELAYING | _PASSED or speaker.i == host.i:
                continue
            source = phrase(page, speaker)
            if source is None or not here.covers(Span(speaker.idx, speaker.idx + 1)):
                continue
            source = Span(max(source.start, here.start), min(source.end, here.end))
            yield Attribution(source=source, cue=span_of(noun), content=(there,), pattern="noun that", strength=0.85,
                              head=noun.i, speaker=speaker.i, hosts=(host.i,))  # fmt: skip
