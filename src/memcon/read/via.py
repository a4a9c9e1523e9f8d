"""Through whom somebody's words reached the article: outlets told, agencies quoting, reports of reports.

An invented example: `"The Daily reported that diplomats said the pact was dead."` has the speaker `diplomats` and
the chain [`The Daily`]; `"Analysts told the Daily that …"` the speaker `Analysts` and the same chain.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from memcon.model.actor import Party
from memcon.model.span import Span
from memcon.read.addressees import addressees_of
from memcon.read.attribution import Attribution
from memcon.read.attribution_cues import lemma_of
from memcon.read.attribution_spans import clean, phrase, subtract
from memcon.read.attribution_verbs import EAGER, quoting_verb
from memcon.read.issuer import labelled_party
from memcon.read.page import Page
from memcon.read.span_index import SpanIndex
from memcon.read.speakers import AUTHOR, UNNAMED, is_pronoun, party_of

_PASSES_ON = frozenset({"say", "write", "show"})
_INNER = frozenset({"say", "write", "show"})
_CARRIED = frozenset({"carry", "quote", "cite", "publish", "report", "air", "broadcast", "release", "post", "relay",
                      "obtain", "see", "print", "run"})  # fmt: skip
_NOT_YET = frozenset(
    {"will", "would", "should", "could", "might", "may", "must", "can", "shall", "'ll", "’ll", "'d", "to"}
)
_LEFT_OVER = 5
_OPENS = 12
"""Characters: room for "that", a time, an article before a report that opens a content."""

_DEEPEST = 6
_BEFORE = 3
_TEXTS = frozenset(
    "report study poll survey document statement data figures letter cable memo readout transcript communique "
    "communiqué article editorial paper book assessment analysis audit inquiry investigation review research email "
    "note dispatch newspaper daily agency message post tweet filing indictment ruling bulletin record intelligence "
    "dossier index".split()
)
_QUALITIES = (
    "ence",
    "ance",
    "ness",
    "ity",
    "ency",
    "ment",
    "sion",
    "tion",
    "ship",
    "ism",
    "ing",
    "ure",
    "ces",
    "ities",
)
_BODIES = ("government", "administration", "organisation", "organization", "parliament", "department", "delegation",
           "commission", "institution", "federation", "corporation", "opposition", "association", "foundation",
    "king",
    "presidency",
           "coalition", "mission", "embassy", "authority", "authorities", "publication", "regiment", "union",
           "community", "majority", "minority", "leadership", "alliance", "being", "audience")  # fmt: skip
_SURE = 0.45


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An attribution with its parties: who speaks, through whom, to whom. `via` is outermost first."""

    attribution: Attribution
    speaker: Party
    via: tuple[Party, ...] = ()
    addressees: tuple[Party, ...] = ()


def told(page: Page, attributions: Sequence[Attribution], inner: Sequence[Attribution]) -> list[Told]:
    """One entry an innermost speaker. `inner` are attributions that may stand inside the content of others."""
    citing = {t.i for a in attributions if a.head is not None for t in _citing(page.doc[a.head], a, page)}
    found = [_told(page, a) for a in attributions if a.head not in citing]
    nested = [_told(page, a) for a in inner if a.kind in _INNER and _reports(page, a)]
    return _unfolded(page, found, nested)


def _told(page: Page, attribution: Attribution) -> Told:
    labelled = (
        labelled_party(page, attribution.source) if attribution.pattern == "turn" and attribution.source else None
    )
    speaker = labelled or party_of(page, attribution.source, _head(page, attribution))
    addressees = addressees_of(page, attribution)
    outlets = tuple(_as_outlet(page, p) for p, token in addressees if is_outlet(page, p, token))
    others = tuple(p for p, token in addressees if not is_outlet(page, p, token) and not _vague(p, token))
    told = Told(attribution=attribution, speaker=speaker, via=outlets, addressees=others)
    return _through_carriers(page, told)


def _vague(party: Party, token: Token) -> bool:
    """Whether a pronoun as addressee stands for nobody known."""
    return party.actor is None and token.pos_ == "PRON" and party.name.lower() == token.lower_


def _head(page: Page, attribution: Attribution) -> Token | None:
    return page.doc[attribution.speaker] if attribution.speaker is not None else None


def is_outlet(page: Page, party: Party, token: Token | None = None) -> bool:
    """Whether a party is a newspaper, agency or broadcaster, by its actor or by its name in the lexicon."""
    actor = page.actor_of.get(party.actor) if party.actor else None
    if actor is not None:
        return actor.kind == "outlet"
    if token is not None and token.pos_ != "PROPN":
        return False
    return party.name != UNNAMED and page.lexicon.outlet(party.name) is not None


def _as_outlet(page: Page, party: Party) -> Party:
    """The party under the outlet's own name and id, when the lexicon knows it by the words used."""
    if party.actor is not None:
        return party
    outlet = page.lexicon.outlet(party.name)
    return Party(actor=outlet.id, name=outlet.name, span=party.span) if outlet is not None else party


def _through_carriers(page: Page, told: Told) -> Told:
    """The chain lengthened by "quoted by X", "in remarks carried by X", "X, citing officials, reported"."""
    attribution = told.attribution
    if attribution.head is None:
        return told
    verb = page.doc[attribution.head]
    cited = _cited(page, verb, attribution)
    if cited is not None:
        span, head = cited
        source = party_of(page, span, head)
        attribution = replace(attribution, source=span, speaker=head.i)
        told = replace(told, attribution=attribution, speaker=source, via=(told.speaker, *told.via))
    quoting = quoting_verb(verb)
    if quoting is not None:
        subject = next((c for c in quoting.children if c.dep_ == "nsubj"), None) or _agent(quoting)
        party = _party(page, subject) if subject is not None else None
        return replace(told, via=(_as_outlet(page, party), *told.via)) if party is not None else told
    carriers = [_as_outlet(page, p) for t in _carriers(page, verb, attribution) if (p := _party(page, t)) is not None]
    return replace(told, via=(*carriers, *told.via)) if carriers else told


def _agent(verb: Token) -> Token | None:
    agents = [c for c in verb.children if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by")]
    return next((o for a in agents for o in a.children if o.dep_ == "pobj"), None)


def _party(page: Page, token: Token) -> Party | None:
    span = phrase(page, token)
    return party_of(page, span, token) if span is not None else None


def _cited(page: Page, verb: Token, attribution: Attribution) -> tuple[Span, Token] | None:
    """Whom the source cites for the content ("X, citing two officials, reported"), as (span, head)."""
    for token in _citing(verb, attribution, page):
        named = next((c for c in token.children if c.dep_ in ("dobj", "obj", "pobj")), None)
        span = phrase(page, named) if named is not None else None
        if named is not None and span is not None and not any(c.overlaps(span) for c in attribution.content):
            return span, named
    return None


def _citing(verb: Token, attribution: Attribution, page: Page) -> list[Token]:
    """The participles "citing" and "quoting" that hang on a reporting verb or on its source."""
    if attribution.kind not in _PASSES_ON or lemma_of(verb) in ("cite", "quote"):
        return []
    hosts = [verb, *((page.doc[attribution.speaker],) if attribution.speaker is not None else ())]
    return [
        child
        for host in hosts
        for child in host.children
        if lemma_of(child) in ("cite", "quote") and child.tag_ == "VBG"
        and child.dep_ in ("advcl", "acl", "prep", "dep", "conj")
    ]  # fmt: skip


def _carriers(page: Page, verb: Token, attribution: Attribution) -> list[Token]:
    """Outlets that carried the words: "as quoted by X", "in remarks published by X", "in an interview with X"."""
    found = []
    speaker = page.doc[attribution.speaker] if attribution.speaker is not None else None
    for host in (verb, speaker):
        if host is None:
            continue
        for token in _below(host, attribution):
            if lemma_of(token) in _CARRIED and token.tag_ == "VBN":
                agents = [c for c in token.children if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by")]
                found += [o for a in agents for o in a.children if o.dep_ == "pobj" and _named_outlet(page, o)]
            elif token.dep_ == "prep" and token.lower_ in ("with", "to", "on", "in"):
                found += [o for o in token.children if o.dep_ == "pobj" and _named_outlet(page, o)]
    return list(dict.fromkeys(found))


def _below(host: Token, attribution: Attribution) -> list[Token]:
    """The tokens under `host`, four levels deep, outside the content."""
    found: list[Token] = []
    level = [host]
    for _ in range(4):
        level = [c for t in level for c in t.children if not any(s.start <= c.idx < s.end for s in attribution.content)]
        found += level
    return sorted(found, key=lambda t: t.i)


def _named_outlet(page: Page, token: Token) -> bool:
    if token.pos_ != "PROPN":
        return False
    party = _party(page, token)
    return party is not None and is_outlet(page, party, token)


def _reports(page: Page, attribution: Attribution) -> bool:
    """Whether an attribution tells of words that were said by a named other, not of words to come."""
    if attribution.source is None or attribution.head is None or attribution.strength < _SURE:
        return False
    if not _can_speak(page, attribution):
        return False
    verb = page.doc[attribution.head]
    if attribution.pattern == "according":
        return True
    if verb.dep_ == "xcomp" and verb.head.lower_ in EAGER:
        return True
    if verb.tag_ == "VB":
        return False
    modal = any(c.lower_ in _NOT_YET and c.dep_ == "aux" for c in verb.children)
    host = verb.head if verb.dep_ in ("xcomp", "conj") else verb
    return not modal and not any(c.lower_ in _NOT_YET and c.dep_ == "aux" for c in host.children)


def _can_speak(page: Page, attribution: Attribution) -> bool:
    """Whether the source of a report in somebody's words is a person, a body or a text, and no thing or quality."""
    head = _head(page, attribution)
    if head is None:
        return False
    if head.pos_ in ("PRON", "PROPN") or head.lower_ in _TEXTS or head.lemma_.lower() in _TEXTS:
        return True
    mention = page.mention_of(head)
    if mention is not None and (mention.actor is not None or mention.members):
        return True
    return (attribution.kind != "show" and not head.lower_.endswith(_QUALITIES)) or head.lower_.endswith(_BODIES)


def _unfolded(page: Page, outer: Sequence[Told], inner: Sequence[Told]) -> list[Told]:
    """The attributions with the reports inside their contents taken out, each with the chain through which it came."""
    result: list[Told] = []
    pending = list(outer)
    index = SpanIndex(entry.attribution.cue or entry.attribution.content[0] for entry in inner)
    depth = 0
    while pending and depth < _DEEPEST:
        found: list[Told] = []
        for entry in pending:
            near = sorted({i for content in entry.attribution.content for i in index.meeting(content)})
            inside = _directly_inside(page, entry, [inner[i] for i in near])
            result += _left_over(page, entry, inside) if inside else [entry]
            found += inside
        pending = found
        depth += 1
    return _unique([*result, *pending])


def _unique(entries: Sequence[Told]) -> list[Told]:
    """One entry an attribution, the one with the longest chain."""
    best: dict[tuple[object, ...], Told] = {}
    for entry in entries:
        key = (entry.attribution.cue, entry.attribution.content)
        if key not in best or len(entry.via) > len(best[key].via):
            best[key] = entry
    return sorted(best.values(), key=lambda t: (t.attribution.start, t.attribution.content))


def _directly_inside(page: Page, outer: Told, inner: Sequence[Told]) -> list[Told]:
    """The reports that stand in the content of `outer`, outermost ones only, the chain set."""
    if outer.attribution.kind not in _PASSES_ON or outer.attribution.pattern == "turn":
        return []
    chosen: list[Told] = []
    for entry in inner:
        parts = entry.attribution.parts
        held = [c for c in outer.attribution.content if all(_within(c, part, entry) for part in parts)]
        if not held or entry.attribution.cue == outer.attribution.cue or _same(page, outer, entry):
            continue
        if not _carries(held[0], entry.attribution):
            continue
        if any(content.covers(part) for other in chosen for content in other.attribution.content for part in parts[:1]):
            continue
        chosen.append(replace(entry, via=_chain(outer, entry)))
    return chosen


def _within(content: Span, part: Span, entry: Told) -> bool:
    """Whether a part of a report lies in a content; its source may stand right before ("the envoy, | said ...")."""
    before = part == entry.attribution.source and 0 <= content.start - part.end <= _BEFORE
    return content.covers(part) or before


def _carries(content: Span, inner: Attribution) -> bool:
    """Whether a report is what the content says, and no aside in it: it opens the content or makes up most of it."""
    hull = _hull(inner)
    return hull.start - content.start <= _OPENS or (hull.end - hull.start) * 2 >= content.end - content.start


def _chain(outer: Told, entry: Told) -> tuple[Party, ...]:
    names = {party.name for party in entry.via}
    before = tuple(p for p in (*outer.via, outer.speaker) if p.name not in names and p.name not in (UNNAMED, AUTHOR))
    return (*before, *entry.via)


def _same(page: Page, outer: Told, inner: Told) -> bool:
    """Whether both are the same speaker; a pronoun that nothing resolves is taken for the outer speaker's own."""
    if outer.speaker.name == inner.speaker.name or (outer.speaker.actor and outer.speaker.actor == inner.speaker.actor):
        return True
    return inner.speaker.actor is None and is_pronoun(page, inner.attribution.source)


def _left_over(page: Page, outer: Told, inside: Sequence[Told]) -> list[Told]:
    """The outer attribution, whole, when its content says more than the reports in it; else nothing."""
    holes = [_hull(entry.attribution) for entry in inside]
    spans = [clean(page.text, part) for part in subtract(outer.attribution.content, holes)]
    return [outer] if any(s is not None and _is_clause(page, s) for s in spans) else []


def _hull(attribution: Attribution) -> Span:
    return Span(min(s.start for s in attribution.parts), max(s.end for s in attribution.parts))


def _is_clause(page: Page, span: Span) -> bool:
    tokens = page.tokens(span)
    return len(tokens) >= _LEFT_OVER and any(t.pos_ in ("VERB", "AUX") for t in tokens)
