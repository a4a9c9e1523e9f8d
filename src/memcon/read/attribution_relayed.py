"""Words that are named by a noun, and handed on: "relayed a warning from the clerk that …", "let Oslo know that …".

An invented example: of `"The envoy repeated the ministry's claim that talks failed"` the speaker is `the ministry`,
the content `that talks failed`, and `The envoy` hosts it.
"""

from __future__ import annotations

from spacy.tokens import Token

from memcon.model.span import Span
from memcon.read.attribution import Attribution
from memcon.read.attribution_cues import lemma_of
from memcon.read.attribution_owner import (
    between,
    ending_before,
    left_of,
    opens_with_that,
    owned_by,
    same_actor,
    whole,
)
from memcon.read.attribution_spans import clean, phrase
from memcon.read.attribution_verbs import source_of
from memcon.read.chain_words import ASCRIBING, CARRIED, RELAYING, SHOWING, SPEECH_NOUNS, VIEWS, can_speak, is_text
from memcon.read.outlet_names import media
from memcon.read.page import Page, span_of


def relayed(page: Page, attribution: Attribution, head: Token) -> Attribution | None:
    """ "relayed a warning from the clerk that …", "repeated the clerk's claim that …"."""
    if head.pos_ == "NOUN":
        noun, verb = head, head.head
    else:
        verb = head
        noun = next((c for c in verb.children if c.dep_ in ("dobj", "obj") and _is_word(c)), head)
    if not _is_word(noun) or noun.dep_ not in ("dobj", "obj"):
        return None
    host, holder = source_of(verb), holder_of(page, noun, verb)
    if host is None or holder is None or same_actor(page, host, holder) or not _hands_on(page, verb, host):
        return None
    by = holder.head.head if holder.head.dep_ == "agent" and holder.head.head.dep_ == "acl" else holder.head
    content = left_of(page, attribution.content, [between(noun.left_edge, noun), between(by, holder)])
    content = tuple(c for c in content if page.token_at(c.start).dep_ != "cc" or page.quotations_at(c))
    if not content:
        return None
    return owned_by(page, attribution, speaker=holder, verb=noun, content=content, hosts=(host,))


def _hands_on(page: Page, verb: Token, host: Token) -> bool:
    """Whether a verb with somebody's words as its object hands them on; a paper or outlet that prints them does too."""
    lemma = lemma_of(verb)
    return lemma in RELAYING or (lemma in SHOWING | CARRIED and (is_text(host) or media(page, host)))


def _is_word(token: Token) -> bool:
    return token.pos_ == "NOUN" and (token.lemma_.lower() in SPEECH_NOUNS or token.lower_ in SPEECH_NOUNS)


def holder_of(page: Page, noun: Token, verb: Token) -> Token | None:
    """Whose words a noun names: "the clerk's", "from the clerk", "by the clerk", "Turkish"."""
    for child in noun.children:
        if child.dep_ == "poss" and can_speak(page, child):
            return child
    for preposition in (*noun.children, *verb.children):
        if preposition.dep_ in ("prep", "agent") and preposition.lower_ in ("from", "by") and preposition.i > verb.i:
            found = next((c for c in preposition.children if c.dep_ == "pobj"), None)
            if found is not None and can_speak(page, found):
                return found
    for child in noun.children:
        agents = [c for c in child.children if c.dep_ == "agent"] if child.dep_ == "acl" and child.tag_ == "VBN" else []
        made = next((o for a in agents for o in a.children if o.dep_ == "pobj" and can_speak(page, o)), None)
        if made is not None:
            return made
    for child in noun.children:
        if child.dep_ in ("amod", "compound", "nmod") and child.i < noun.i and child.text[:1].isupper():
            mention = page.mention_of(child)
            if mention is not None and (mention.actor is not None or mention.members):
                return child
    return None


def ascribed(page: Page, attribution: Attribution, head: Token) -> Attribution | None:
    """ "ascribed to the clerk the remark that …", "To the clerk the Daily ascribes the words: “…”"."""
    made = _ascribed(page, head) if head.pos_ == "VERB" and lemma_of(head) in ASCRIBING else None
    if made is None or made.speaker is None:
        return None
    hosts = [page.doc[i] for i in made.hosts]
    return owned_by(page, attribution, speaker=page.doc[made.speaker], verb=head, content=made.content, hosts=hosts)


def viewed(page: Page, attribution: Attribution, head: Token) -> Attribution | None:
    """ "The clerk's version is that …", "That … is the reading of the clerk"."""
    if head.pos_ != "NOUN" or head.lemma_.lower() not in VIEWS:
        return None
    made = _view(page, head)
    if made is None or made.speaker is None:
        return None
    return owned_by(page, attribution, speaker=page.doc[made.speaker], verb=head, content=made.content, hosts=())


def _view(page: Page, noun: Token) -> Attribution | None:
    holder = next((c for c in noun.children if c.dep_ == "poss" and can_speak(page, c)), None)
    of = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ in ("of", "from", "in")), None)
    named = next((c for c in of.children if c.dep_ == "pobj" and can_speak(page, c)), None) if of is not None else None
    speaker = holder or named
    content = _viewed_content(page, noun)
    source = phrase(page, speaker) if speaker is not None else None
    if content is None or source is None or speaker is None or source.overlaps(content):
        return None
    return Attribution(source=source, cue=span_of(noun), content=(content,), pattern="noun that", strength=0.8,
                       head=noun.i, speaker=speaker.i)  # fmt: skip


def _viewed_content(page: Page, noun: Token) -> Span | None:
    """The clause that a noun of view is said to be: "is that …", or "That … is" before it."""
    if noun.dep_ == "attr" and noun.head.lemma_ == "be":
        before = next((c for c in noun.head.children if c.dep_ in ("csubj", "nsubj", "ccomp") and c.i < noun.i), None)
        return clean(page.text, whole(before)) if before is not None and opens_with_that(before) else None
    sentence = page.sentence_at(noun.idx)
    if sentence is not None and (said := _such(page, noun, sentence.span)) is not None:
        return said
    end = sentence.span.end if sentence is not None else noun.idx
    for i in range(noun.i + 1, min(len(page.doc) - 1, noun.i + _NEAR)):
        token, that = page.doc[i], page.doc[i + 1]
        if token.idx >= end or token.text in (";", ":"):
            return None
        if token.lemma_ == "be" and token.pos_ in ("AUX", "VERB") and that.lower_ == "that" and that.dep_ == "mark":
            clause = whole(that.head)
            return clean(page.text, Span(that.idx, max(clause.end, that.idx + 4)))
        if token.pos_ in ("VERB", "AUX") and _in_aside(token, noun) is False:
            return None
    return None


def _such(page: Page, noun: Token, home: Span) -> Span | None:
    """ "The fee is gone: such is the view of the clerk": what stands before the colon or dash."""
    be = noun.head
    such = next((c for c in be.children if c.i < be.i and c.lower_ in ("such", "that", "this", "so")), None)
    if be.lemma_ != "be" or noun.dep_ not in ("nsubj", "attr") or noun.i < be.i or such is None or such.i < 3:
        return None
    mark = such.nbor(-1)
    if mark.text not in (":", "—", "–", ";") or mark.idx < home.start:
        return None
    return clean(page.text, Span(home.start, mark.idx))


_NEAR = 26


def _in_aside(token: Token, noun: Token) -> bool:
    """Whether a verb between a noun and its "is" belongs to an aside ("as the clerk tells it") or a relative clause."""
    current = token
    for _ in range(6):
        if current.dep_ in ("relcl", "acl", "advcl") or any(c.dep_ == "mark" for c in current.children):
            return True
        if current.head.i == current.i or current.head.i == noun.i:
            break
        current = current.head
    return False


def named_words(page: Page) -> list[Attribution]:
    """Quotations that a noun leads in: "The minister's answer: “…”", "the agency carried her words: “…”"."""
    found = []
    for quotation in page.quotations:
        if quotation.depth or quotation.scare or not page.readable(quotation.outer.start):
            continue
        colon = page.token_at(max(0, quotation.outer.start - 1))
        while colon.i > 0 and colon.is_space:
            colon = colon.nbor(-1)
        if colon.text != ":" or "\n" in page.text[colon.idx : quotation.outer.start]:
            continue
        made = _led_in(page, colon, quotation.outer)
        if made is not None:
            found.append(made)
    return found


def _led_in(page: Page, colon: Token, content: Span) -> Attribution | None:
    for i in range(colon.i - 1, max(-1, colon.i - _NEAR), -1):
        noun = page.doc[i]
        if noun.text in (".", "!", "?", ";", "”", '"') or "\n" in noun.text:
            return None
        if noun.pos_ == "NOUN" and (_is_word(noun) or noun.lemma_.lower() in VIEWS):
            break
    else:
        return None
    speaker = next((c for c in noun.children if c.dep_ == "poss"), None)
    source = phrase(page, speaker) if speaker is not None else None
    if speaker is None or source is None or not (can_speak(page, speaker) or speaker.lower_ in ("his", "her", "their")):
        return None
    hosts: tuple[int, ...] = ()
    if noun.dep_ in ("dobj", "obj"):
        host = source_of(noun.head)
        if lemma_of(noun.head) not in RELAYING or host is None or same_actor(page, host, speaker):
            return None
        hosts = (host.i,)
    return Attribution(source=source, cue=span_of(noun), content=(content,), pattern="quote", strength=0.8,
                       head=noun.i, speaker=speaker.i, hosts=hosts)  # fmt: skip


def views(page: Page) -> list[Attribution]:
    """What is told to be somebody's view, version or reading."""
    found = [_view(page, t) for t in page.words if t.pos_ == "NOUN" and t.lemma_.lower() in VIEWS]
    return [made for made in found if made is not None]


def inner_words(page: Page) -> list[Attribution]:
    """Reports that hang on no verb of saying: "repeated the clerk's claim that …", "let Oslo know that …"."""
    found = []
    for token in page.words:
        if token.lower_ in ("know", "known") and token.dep_ in ("ccomp", "xcomp") and lemma_of(token.head) == "let":
            made = _let_known(page, token)
        elif token.pos_ == "NOUN" and token.dep_ in ("dobj", "obj") and lemma_of(token.head) in RELAYING:
            made = _noun_relayed(page, token)
        elif lemma_of(token) in ASCRIBING and token.pos_ == "VERB":
            made = _ascribed(page, token)
        else:
            continue
        if made is not None:
            found.append(made)
    return found


def let_known(page: Page) -> list[Attribution]:
    """What somebody lets another know: "let Oslo know that …"."""
    found = [_let_known(page, t) for t in page.words if t.lower_ in ("know", "known") and lemma_of(t.head) == "let"]
    return [made for made in found if made is not None]


def _let_known(page: Page, know: Token) -> Attribution | None:
    speaker = source_of(know.head)
    speaker = speaker if speaker is None or speaker.i < know.head.i else None
    source = phrase(page, speaker) if speaker is not None else None
    that = next((t for t in page.doc[know.i + 1 : know.i + 12] if t.lower_ == "that" and t.dep_ == "mark"), None)
    content = clean(page.text, Span(that.idx, whole(that.head).end)) if that is not None else None
    if source is None or speaker is None or content is None:
        return None
    return Attribution(source=source, cue=span_of(know), content=(content,), pattern="clause", strength=0.85,
                       head=know.i, speaker=speaker.i)  # fmt: skip


def _noun_relayed(page: Page, noun: Token) -> Attribution | None:
    if not _is_word(noun):
        return None
    clause = next((c for c in (*noun.children, *noun.head.children) if c.i > noun.i and opens_with_that(c)), None)
    content = clean(page.text, whole(clause)) if clause is not None else None
    if content is None:
        return None
    bare = Attribution(source=None, cue=span_of(noun), content=(content,), pattern="noun that", strength=0.6,
                       head=noun.i)  # fmt: skip
    return relayed(page, bare, noun)


def _ascribed_to(verb: Token) -> Token | None:
    """To whom words are ascribed: behind "to", or the object of "credits … with"."""
    if lemma_of(verb) == "credit":
        return next((c for c in verb.children if c.dep_ in ("dobj", "obj")), None)
    to = next((c for c in verb.children if c.dep_ in ("prep", "dative") and c.lower_ == "to"), None)
    return next((c for c in to.children if c.dep_ == "pobj"), None) if to is not None else None


def _credited(verb: Token) -> Token | None:
    """The noun whose that-clause somebody is credited with ("with the observation that …")."""
    objects = [c for c in verb.children if c.dep_ in ("dobj", "obj")]
    nouns = [n for h in (verb, *objects) for c in h.children if c.lower_ == "with" for n in c.children
             if n.dep_ == "pobj"]  # fmt: skip
    return next((n for n in nouns if any(opens_with_that(c) for c in n.children)), None)


def _ascribed(page: Page, verb: Token) -> Attribution | None:
    """ "ascribed to the clerk the remark that …", "To the clerk the Daily ascribes the words: “…”"."""
    speaker = _ascribed_to(verb)
    host = source_of(verb) if verb.dep_ != "acl" else None
    host = host or ending_before(verb)
    if speaker is None or host is None or not can_speak(page, speaker):
        return None
    sentence = page.sentence_at(verb.idx)
    after = max(verb.idx, speaker.idx)
    end = sentence.span.end if sentence is not None else after
    quoted = [q.outer for q in page.quotations if q.depth == 0 and verb.idx < q.outer.start and q.outer.start < end + 4]
    noun = next((t for t in page.tokens(Span(after, end)) if _is_word(t)), None)
    noun = noun or _credited(verb)
    that = noun.nbor(1) if noun is not None and noun.i + 1 < len(page.doc) else None
    if that is not None and that.lower_ == "that":
        clause = whole(that.head)
        span = Span(that.idx, clause.end if that.dep_ == "mark" and clause.end <= end else end)
    elif quoted:
        span = quoted[0]
    else:
        return None
    content, source = clean(page.text, span), phrase(page, speaker)
    if content is None or source is None or source.overlaps(content):
        return None
    return Attribution(source=source, cue=span_of(verb), content=(content,), pattern="clause", strength=0.85,
                       head=verb.i, speaker=speaker.i, hosts=(host.i,))  # fmt: skip
