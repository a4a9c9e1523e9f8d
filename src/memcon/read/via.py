"""Through whom somebody's words reached the article: outlets told, agencies quoting, reports of reports.

An invented example: `"The Daily reported that diplomats said the pact was dead."` has the speaker `diplomats` and
the chain [`The Daily`]; `"Analysts told the Daily that …"` the speaker `Analysts` and the same chain.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from memcon.model.actor import Party
from memcon.model.span import Span
from memcon.read.addressees import addressees_of
from memcon.read.attribution import Attribution
from memcon.read.attribution_cues import lemma_of
from memcon.read.attribution_handed import handed_on
from memcon.read.attribution_spans import clean, subtract
from memcon.read.chain_words import MEDIA_NOUNS, can_speak, is_no_one, is_text
from memcon.read.citing import PASSES_ON, cited_in, citing
from memcon.read.hosts import audience_of, distinct, handing_on, hosts_beside, stands_for_outlet
from memcon.read.issuer import labelled_party
from memcon.read.nested import said_by
from memcon.read.outlet_names import by_role, is_outlet, media, told_as_one, writes_for_one
from memcon.read.page import Page
from memcon.read.report_within import reports, tells_on
from memcon.read.span_index import SpanIndex
from memcon.read.speakers import AUTHOR, UNNAMED, is_pronoun, party_of
from memcon.read.stance import is_denied
from memcon.read.wills_within import agreeing, hands_wills, hears, of_one_side, wills

_LEFT_OVER = 5
_OPENS = 12
"""Characters: room for "that", a time, an article before a report that opens a content."""

_CONFIDING = frozenset({"tell", "confide", "complain", "explain", "admit", "insist", "confirm"})
_DEEPEST = 6
_EARLIER = 300
_HOSTED = 160
_BEFORE = 3
_JOINTS = frozenset({"that", "as", "and", "by", "is", "to", "what", "was", "how", "which"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An attribution with its parties: who speaks, through whom, to whom. `via` is outermost first."""

    attribution: Attribution
    speaker: Party
    via: tuple[Party, ...] = ()
    addressees: tuple[Party, ...] = ()


def told(page: Page, attributions: Sequence[Attribution], inner: Sequence[Attribution]) -> list[Told]:
    """One entry an innermost speaker. `inner` are attributions that may stand inside the content of others."""
    handed = [handed_on(page, a) for a in attributions]
    cited = {t.i for a in handed if a.head is not None for t in citing(page, page.doc[a.head], a)}
    hosted: dict[int, list[Attribution]] = {}
    for attribution in handed:
        for host in attribution.hosts:
            hosted.setdefault(host, []).append(attribution)
    found = [_told(page, a) for a in handed if a.head not in cited and not _hollow(page, a, hosted)]
    within = [handed_on(page, a) for a in inner]
    told_on = [tells_on(page, a) and reports(page, a) for a in within]
    nested = [_told(page, a) for a, yes in zip(within, told_on, strict=True) if yes]
    rest = agreeing(within, [not yes for yes in told_on])
    willed = [_told(page, a) for a in rest if wills(page, a)]
    return _unfolded(page, found, nested, willed)


def _hollow(page: Page, attribution: Attribution, hosted: Mapping[int, Sequence[Attribution]]) -> bool:
    """Whether a content is no more than a joint ("that") or the one whose words another attribution tells."""
    words = [t for span in attribution.content[:3] for t in page.tokens(span) if not t.is_punct]
    if all(t.lower_ in _JOINTS for t in words):
        return True
    if attribution.speaker is None or len(attribution.content) != 1:
        return False
    told = hosted.get(attribution.speaker, ())
    return any(o.source is not None and o.source.covers(attribution.content[0]) for o in told)


def _told(page: Page, attribution: Attribution) -> Told:
    labelled = (
        labelled_party(page, attribution.source) if attribution.pattern == "turn" and attribution.source else None
    )
    speaker = labelled or party_of(page, attribution.source, _head(page, attribution))
    addressees = addressees_of(page, attribution)
    passing = not _commands(page, attribution)
    through = [passing and _passes(page, p, token) for p, token in addressees]
    outlets = [o for (_, token), yes in zip(addressees, through, strict=True) if yes for o in handing_on(page, token)]
    outlets += [o for _, token in addressees for medium in audience_of(page, token) for o in handing_on(page, medium)]
    others = tuple(p for (p, token), yes in zip(addressees, through, strict=True) if not yes and not _vague(p, token))
    hosts = [p for i in attribution.hosts for p in handing_on(page, page.doc[i])]
    hosts += _source_of_outlet(page, attribution)
    told = Told(attribution=attribution, speaker=speaker, via=(*hosts, *outlets), addressees=others)
    whole = _through_hosts(page, told)
    spans = {p.span for p in told.addressees}
    carried = tuple(p for p in whole.via if p not in told.via and (is_outlet(page, p) or p.span in spans))
    return replace(whole, addressees=distinct(list(told.addressees), but=carried))


def _passes(page: Page, party: Party, token: Token) -> bool:
    """Whether who is spoken to hands words on: an outlet, by name or as "the station", and who writes for one."""
    by_trade = stands_for_outlet(page, token) or writes_for_one(token) or _told_name(page, token)
    return is_outlet(page, party, token) or media(page, token) or by_trade


def _source_of_outlet(page: Page, attribution: Attribution) -> list[Party]:
    """ "Kommersant's source in the ministry says": whose informant speaks."""
    head = _head(page, attribution)
    if head is None or head.lemma_.lower() not in ("source", "interlocutor", "informant", "contact"):
        return []
    owners = [c for c in head.children if (c.dep_ == "poss" and by_role(page, c))
              or (c.dep_ in ("compound", "nmod", "amod") and media(page, c))]  # fmt: skip
    return [p for c in owners for p in handing_on(page, c)]


def _told_name(page: Page, token: Token) -> bool:
    """Whether an unknown name that somebody "told" something is an outlet's; also "readers of the Kite"."""
    verb = token.head.head if token.dep_ == "pobj" else token.head
    return lemma_of(verb) in _CONFIDING and told_as_one(page, token)


def _commands(page: Page, attribution: Attribution) -> bool:
    """Whether whoever is spoken to is told to do something: an outlet is no channel then ("told X to go")."""
    verb = page.doc[attribution.head] if attribution.head is not None else None
    if verb is None:
        return False
    return any(
        c.dep_ in ("xcomp", "ccomp") and c.tag_ == "VB" and c.i > verb.i
        and any(g.lower_ == "to" and g.dep_ == "aux" for g in c.children)
        for c in verb.children
    )  # fmt: skip


def _vague(party: Party, token: Token) -> bool:
    """Whether a pronoun as addressee stands for nobody known."""
    return party.actor is None and token.pos_ == "PRON" and party.name.lower() == token.lower_


def _head(page: Page, attribution: Attribution) -> Token | None:
    return page.doc[attribution.speaker] if attribution.speaker is not None else None


def _through_hosts(page: Page, told: Told) -> Told:
    """The chain lengthened by "X, citing officials, reported", "in remarks carried by X", "as X tells it"."""
    attribution = told.attribution
    if attribution.head is None:
        return told
    verb = page.doc[attribution.head]
    cited = cited_in(page, verb, attribution) if not _commands(page, attribution) else None
    if cited is not None:
        span, head, content = cited
        own = replace(attribution, source=span, speaker=head.i, content=content)
        told = replace(told, attribution=own, speaker=party_of(page, span, head), via=(*told.via, told.speaker))
    beside = hosts_beside(page, verb, told.attribution)
    return replace(told, via=distinct([*beside, *told.via], but=(told.speaker,)))


def _unfolded(page: Page, outer: Sequence[Told], inner: Sequence[Told], willed: Sequence[Told]) -> list[Told]:
    """The attributions with the reports inside their contents taken out, each with the chain through which it came;
    what others want, plan or believe by them stands beside them."""
    result: list[Told] = []
    pending = list(outer)
    wishes = SpanIndex(entry.attribution.cue or entry.attribution.content[0] for entry in willed)
    index = SpanIndex(entry.attribution.cue or entry.attribution.content[0] for entry in inner)
    depth = 0
    while pending and depth < _DEEPEST:
        found: list[Told] = []
        for entry in pending:
            near = sorted({i for content in said_by(page, entry.attribution) for i in index.meeting(content)})
            inside = _directly_inside(page, entry, [inner[i] for i in near])
            result += _left_over(page, entry, inside) if inside else [entry]
            result += _willed(page, entry, wishes, willed) if not inside else []
            found += inside
        pending = found
        depth += 1
    return _gone_on(page, _unique([*result, *pending]))


def _willed(page: Page, outer: Told, index: SpanIndex, willed: Sequence[Told]) -> list[Told]:
    """What others want, plan or believe by the words of one who hands it on."""
    if outer.attribution.pattern == "turn" or not hands_wills(page, outer.attribution, outer.speaker, outer.via):
        return []
    near = sorted({i for content in said_by(page, outer.attribution) for i in index.meeting(content)})
    others = [willed[i] for i in near if not of_one_side(page, outer.speaker, willed[i].speaker)]
    return _directly_inside(page, outer, others)


def _unique(entries: Sequence[Told]) -> list[Told]:
    """One entry an attribution, the one with the longest chain."""
    best: dict[tuple[object, ...], Told] = {}
    for entry in entries:
        key = (entry.attribution.cue, entry.attribution.content)
        if key not in best or len(entry.via) > len(best[key].via):
            surer = key in best and best[key].attribution.score is not None and entry.attribution.score is None
            best[key] = replace(entry, attribution=best[key].attribution) if surer else entry
    return sorted(_told_once(best.values()), key=lambda t: (t.attribution.start, t.attribution.content))


def _told_once(entries: Iterable[Told]) -> list[Told]:
    """The entries without those whose words another of the same cue and source has too, and more."""
    kept: dict[object, list[Told]] = {}
    for entry in entries:
        same = kept.setdefault(entry.attribution.source, [])
        at = next((i for i, last in enumerate(same) if _one_telling(last.attribution, entry.attribution)), None)
        if at is None:
            same.append(entry)
        else:
            same[at] = max(
                same[at], entry, key=lambda t: (len(t.via), _size(t.attribution), t.attribution.score or 0.0)
            )
    return [entry for same in kept.values() for entry in same]


def _one_telling(left: Attribution, right: Attribution) -> bool:
    """Whether two attributions of one source share words of their cues, or have none, and of their contents."""
    cues = left.cue.overlaps(right.cue) if left.cue is not None and right.cue is not None else left.cue == right.cue
    return cues and any(a.overlaps(b) for a in left.content for b in right.content)


def _size(attribution: Attribution) -> int:
    return sum(span.end - span.start for span in attribution.content)


def _gone_on(page: Page, entries: Sequence[Told]) -> list[Told]:
    """The entries, "…, saying that" behind a report within words given to who speaks in that report."""
    inner = {e.attribution.head: e for e in entries if e.via and e.attribution.head is not None}
    found = []
    for entry in entries:
        verb = page.doc[entry.attribution.head] if entry.attribution.head is not None else None
        hung = verb is not None and verb.tag_ == "VBG" and verb.dep_ == "advcl" and verb.head.i < verb.i
        above = inner.get(verb.head.i) if verb is not None and hung else None
        if above is None or above.speaker == entry.speaker or entry.via or not entry.attribution.lent:
            found.append(entry)
            continue
        own = replace(entry.attribution, source=above.attribution.source, speaker=above.attribution.speaker)
        found.append(replace(entry, attribution=own, speaker=above.speaker, via=above.via))
    return found


def _directly_inside(page: Page, outer: Told, inner: Sequence[Told]) -> list[Told]:
    """The reports that stand in the content of `outer`, outermost ones only, the chain set."""
    if outer.attribution.kind not in PASSES_ON and not hears(page, outer.attribution, outer.speaker):
        return []
    if outer.attribution.pattern == "turn":
        return [replace(e, via=_chain(page, outer, e)) for e in _in_turn(page, outer, inner)]
    if is_denied(page, outer.attribution) or _untold(page, outer.attribution):
        return []
    chosen: list[Told] = []
    for entry in inner:
        parts = entry.attribution.parts
        pieces = said_by(page, outer.attribution) or outer.attribution.content
        outer = _of_another(page, outer, entry)
        held = all(any(_within(c, part, entry) for c in pieces) for part in parts)
        if not held or entry.attribution.cue == outer.attribution.cue or _same(page, outer, entry):
            continue
        if not _carries(pieces, entry.attribution):
            continue
        if any(content.covers(part) for other in chosen for content in other.attribution.content for part in parts[:1]):
            continue
        chosen.append(replace(entry, via=_chain(page, outer, entry)))
    return chosen


def _of_another(page: Page, outer: Told, inner: Told) -> Told:
    """Who puts a clause into another's sentence by a pronoun is not that other: "The mayor, she recalled, rose …"."""
    head, source = _head(page, outer.attribution), inner.attribution.source
    if head is None or source is None or head.lower_ not in ("he", "she") or not _same(page, outer, inner):
        return outer
    home = page.sentence_at(head.idx)
    if home is None or not source.end <= head.idx <= source.end + _BEFORE or inner.attribution.start < home.span.start:
        return outer
    for mention in reversed(page.mentions_in(Span(max(0, home.span.start - _EARLIER), home.span.start))):
        actor = page.actor_of.get(mention.actor or "")
        if actor is not None and actor.kind == "person" and actor.id != inner.speaker.actor:
            return replace(outer, speaker=Party(actor=actor.id, name=actor.name, span=outer.speaker.span))
    return outer


def _in_turn(page: Page, outer: Told, inner: Sequence[Told]) -> list[Told]:
    """What a speaker of a talk reports of known others, outermost reports only."""
    chosen: list[Told] = []
    for entry in inner:
        attribution = entry.attribution
        head = _head(page, attribution)
        if head is None or attribution.pattern not in ("clause", "quote", "according", "around"):
            continue
        if head.lower_ in _OURSELVES:
            continue
        relative = head.tag_ in ("WP", "WDT") and " " in entry.speaker.name
        known = entry.speaker.actor is not None or relative or (head.pos_ != "PRON" and can_speak(page, head))
        if not known or entry.speaker.name.lower() in _ANYBODY or _same(page, outer, entry):
            continue
        if not any(all(c.covers(part) for part in attribution.parts) for c in outer.attribution.content):
            continue
        if not any(c.covers(attribution.parts[0]) for o in chosen for c in o.attribution.content):
            chosen.append(entry)
    return chosen


_OURSELVES = frozenset({"i", "we", "you", "me", "us", "one"})
_ANYBODY = frozenset("people everybody everyone somebody someone anybody anyone folks one critics others".split())


def _untold(page: Page, attribution: Attribution) -> bool:
    """Whether the outer words were not said: "would not say whether …", "nobody has told …"."""
    head = page.doc[attribution.head] if attribution.head is not None else None
    if head is None:
        return False
    speaker = page.doc[attribution.speaker] if attribution.speaker is not None else None
    return any(c.dep_ == "neg" for c in head.children) or (speaker is not None and is_no_one(speaker))


def _within(content: Span, part: Span, entry: Told) -> bool:
    """Whether a part of a report lies in a content; its source may stand right before ("the envoy, | said ...")."""
    before = part == entry.attribution.source and 0 <= content.start - part.end <= _BEFORE
    return content.covers(part) or before


def _carries(pieces: Sequence[Span], inner: Attribution) -> bool:
    """Whether a report is what the pieces say, and no aside in them: it opens them or makes up most of them."""
    hull = _hull(inner)
    before = sum(max(0, min(p.end, hull.start) - p.start) for p in pieces)
    inside = sum(max(0, min(p.end, hull.end) - max(p.start, hull.start)) for p in pieces)
    return before <= _OPENS or inside * 2 >= sum(p.end - p.start for p in pieces)


def _chain(page: Page, outer: Told, entry: Told) -> tuple[Party, ...]:
    head = _head(page, outer.attribution)
    paper = head is not None and (is_text(head) or head.lemma_.lower() in MEDIA_NOUNS)
    teller = handing_on(page, head) if head is not None and paper else [outer.speaker]
    before = [p for p in (*outer.via, *teller) if p.name not in (UNNAMED, AUTHOR)]
    return distinct([*before, *entry.via], but=(entry.speaker,))


def _same(page: Page, outer: Told, inner: Told) -> bool:
    """Whether both are the same speaker; a pronoun that nothing resolves is taken for the outer speaker's own."""
    if outer.speaker.name == inner.speaker.name or (outer.speaker.actor and outer.speaker.actor == inner.speaker.actor):
        return True
    source = inner.attribution.source
    unresolved = source is not None and inner.speaker.name.lower() == source.of(page.text).lower()
    return inner.speaker.actor is None and unresolved and is_pronoun(page, source)


def _left_over(page: Page, outer: Told, inside: Sequence[Told]) -> list[Told]:
    """The outer attribution, whole, when its content says more than the reports in it; else nothing."""
    if outer.attribution.pattern == "turn":
        return [outer]
    holes = [hole for entry in inside for hole in _holes(page, entry.attribution)]
    spans = [clean(page.text, part) for part in subtract(outer.attribution.content, holes)]
    return [outer] if any(s is not None and _is_clause(page, s) for s in spans) else []


def _holes(page: Page, attribution: Attribution) -> list[Span]:
    """What a report takes out of the words around it: all of its hull, but for a predicate that comes before its own
    ("the mayor knew of the plan and | thought it folly")."""
    hull = _with_hosts(page, attribution)
    verb = page.doc[attribution.head] if attribution.head is not None else None
    source = attribution.source
    first = verb
    while first is not None and first.dep_ == "conj" and first.head.pos_ in ("VERB", "AUX") and first.head.i < first.i:
        first = first.head
    if verb is None or first is None or first.i == verb.i or source is None or not source.end <= first.idx < verb.idx:
        return [hull]
    return [Span(hull.start, source.end), Span(verb.idx, hull.end)]


def _with_hosts(page: Page, attribution: Attribution) -> Span:
    """The hull of a report and of those in it who hand it on."""
    hull = _hull(attribution)
    starts = [page.doc[i].left_edge.idx for i in attribution.hosts]
    head = page.doc[attribution.head] if attribution.head is not None else None
    starts += [c.left_edge.idx for c in (head.children if head is not None else ()) if c.dep_ == "nsubjpass"]
    near = [start for start in starts if hull.start - start < _HOSTED]
    return Span(min([hull.start, *near]), hull.end)


def _hull(attribution: Attribution) -> Span:
    return Span(min(s.start for s in attribution.parts), max(s.end for s in attribution.parts))


def _is_clause(page: Page, span: Span) -> bool:
    tokens = page.tokens(span)
    return len(tokens) >= _LEFT_OVER and any(t.pos_ in ("VERB", "AUX") for t in tokens)
