"""Words that others bring: "what the clerk told him: …", "gave Oslo to understand …", "a clerk quoted by the Daily".

An invented example: of `"The Daily repeats what a clerk told it: the pier is shut"` the clerk speaks and `The Daily`
hosts it.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from memcon.model.span import Span
from memcon.read.attribution import Attribution
from memcon.read.attribution_cues import lemma_of
from memcon.read.attribution_owner import ending_before, owned_by, passive_of, speaks, subject_of
from memcon.read.attribution_verbs import source_of
from memcon.read.chain_words import CONTACTING, PUBLISHING, RELAYING, can_speak
from memcon.read.page import Page


def what_told(page: Page, attribution: Attribution, head: Token) -> Attribution | None:
    """ "passes on, from a broker, what the clerk told him: …": who hands on what another told."""
    home = page.sentence_at(head.idx)
    speaker = page.doc[attribution.speaker] if attribution.speaker is not None else None
    if home is None or speaker is None or attribution.hosts or not speaks(page, head):
        return None
    first = page.token_at(home.span.start).i
    what = next(
        (t for t in reversed(page.doc[max(first, speaker.left_edge.i - 2) : head.i]) if t.lower_ == "what"), None
    )
    if what is None:
        return None
    verb = next((t for t in reversed(page.doc[first : what.i]) if t.pos_ == "VERB"), None)
    known = verb is not None and (lemma_of(verb) in RELAYING | PUBLISHING)
    host = (subject_of(verb) or _before(verb)) if known and verb is not None else None
    if host is None or verb is None or host.i == speaker.i:
        return None
    givers = [o for c in page.doc[verb.i : what.i] if c.lower_ == "from" for o in c.children if o.dep_ == "pobj"]
    content = tuple(c for c in attribution.content if c.start > what.idx + len(what))
    hosts = tuple(t.i for t in (host, *(g for g in givers if can_speak(page, g))))
    return replace(attribution, content=content, hosts=hosts) if content else None


def gave(page: Page, attribution: Attribution, head: Token) -> Attribution | None:
    """ "gave Oslo to understand that …", "let it be known that …": who does so speaks."""
    light = head.head
    if head.lower_ not in ("understand", "know", "known", "believe") or lemma_of(light) not in ("give", "let", "lead"):
        return None
    if passive_of(light) is not None or (host := subject_of(light) or source_of(light)) is None:
        return None
    if (
        host.i > light.i
        or attribution.speaker == host.i
        or any(c.start <= host.idx < c.end for c in attribution.content)
    ):
        return None
    return owned_by(page, attribution, speaker=host, verb=light, content=attribution.content, hosts=())


def quoted_by(page: Page, attribution: Attribution, head: Token) -> Attribution | None:
    """ "According to a clerk quoted by the Daily, …", where the Daily is taken for the source."""
    host = page.doc[attribution.speaker] if attribution.speaker is not None else None
    if host is None or head.lower_ != "according" or host.dep_ != "pobj" or host.head.lower_ != "by":
        return None
    quoting = host.head.head
    speaker = quoting.head
    if quoting.tag_ != "VBN" or quoting.dep_ != "acl" or lemma_of(quoting) not in CONTACTING:
        return None
    if not head.i < speaker.i < host.i or not can_speak(page, speaker):
        return None
    source = Span(speaker.left_edge.idx, quoting.left_edge.idx).of(page.text).rstrip(" ,")
    span = Span(speaker.left_edge.idx, speaker.left_edge.idx + len(source))
    return replace(attribution, source=span, speaker=speaker.i, hosts=(host.i, *attribution.hosts))


def said_around(page: Page, attribution: Attribution, head: Token) -> Attribution | None:
    """ "The mayor said, according to the Daily, that …", where all is taken for the Daily's."""
    host = page.doc[attribution.speaker] if attribution.speaker is not None else None
    if host is None or len(attribution.content) < 2 or head.i < 2 or attribution.cue is None:
        return None
    if head.lower_ == "according":
        verb = head.nbor(-2) if head.nbor(-1).text in (",", "—", "–") else head.nbor(-1)
    elif attribution.cue.of(page.text).endswith(", according to"):
        verb = head
    else:
        return None
    subject = subject_of(verb) if verb.pos_ == "VERB" else None
    first = attribution.content[0]
    known = subject is not None and subject.i != host.i and speaks(page, verb)
    if subject is None or not known or not first.start <= subject.idx < first.end <= verb.idx:
        return None
    rest = tuple(c for c in attribution.content[1:] if c.start > host.idx)
    return owned_by(page, attribution, speaker=subject, verb=verb, content=rest, hosts=(host,)) if rest else None


def _before(verb: Token) -> Token | None:
    """The name right before a verb, where the parse hangs it elsewhere."""
    found = ending_before(verb)
    return found if found is not None and found.tag_ in ("NNP", "NNPS") else None
