"""Who said what: attributions joined across sentences, their speakers resolved, as statements.

An invented example: `"“We are ready,” the envoy told reporters. “It is time.”"` gives one statement: speaker
`the envoy`, addressee `reporters`, mode direct, content `We are ready,` and `It is time.`
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from memcon.model.actor import Party
from memcon.model.identify import stable_id
from memcon.model.reading import Statement
from memcon.model.span import Span
from memcon.read.attribution import Attribution
from memcon.read.attribution_owner import owned_by
from memcon.read.attribution_phrases import phrase_attributions
from memcon.read.attribution_quotes import speech_quotations
from memcon.read.attribution_relayed import let_known, named_words, views
from memcon.read.attribution_roles import role_attributions
from memcon.read.attribution_rules import inner_attributions, rule_attributions
from memcon.read.attribution_score import confidence_of
from memcon.read.attribution_turns import turn_attributions
from memcon.read.issuer import first_person_of, issued_sentences, issuer_of, speaks_alone, speaks_for_issuer
from memcon.read.leads import led_in
from memcon.read.nested import nested_attributions
from memcon.read.page import Page
from memcon.read.received import handed_nouns, received
from memcon.read.running import going_on
from memcon.read.span_index import SpanIndex
from memcon.read.stance import hedge_of, is_denied
from memcon.read.statement_content import bounded, mode_of, verbatim
from memcon.read.statement_time import time_of
from memcon.read.told_again import told_again
from memcon.read.via import Told, told

RULES = "rules"


def find_statements(page: Page, *, unfold: bool = True) -> tuple[Statement, ...]:
    """The statements of an article in order of their content, one an innermost speaker.

    `unfold` False: reports inside somebody's words stay there, as in data sets that know no nesting.
    """
    statements = [s for entry in entries_of(page, unfold=unfold) for s in _statements(page, entry)]
    statements += _issued(page, [span for s in statements for span in s.content])
    unique = {s.id: s for s in sorted(statements, key=lambda s: s.confidence)}
    return tuple(sorted(unique.values(), key=lambda s: (s.content[0].start, s.content, s.id)))


def entries_of(page: Page, *, unfold: bool = True) -> list[Told]:
    """The attributions of an article with their parties, in text order; not yet scored."""
    turns = turn_attributions(page)
    found = _marked(page) if page.roles else _by_rules(page)
    spoken = SpanIndex(part for turn in turns for part in turn.parts)
    found = [a for a in found if not any(True for _ in spoken.meeting(a.cue or a.content[0]))]
    if page.article.kind == "official":
        found = [a for a in found if a.source is None or not speaks_for_issuer(a.source.of(page.text))]
    inner = _inside(page, found) if unfold else []
    return going_on(page, told_again(page, told(page, [*turns, *found], inner)))


def _inside(page: Page, found: Sequence[Attribution]) -> list[Attribution]:
    """The reports that may stand inside the contents of attributions."""
    handed = [made for a in found for made in handed_nouns(page, a)]
    got = received(page)
    nested = [_from_giver(page, a, got) for a in nested_attributions(page, found)]
    return [*handed, *got, *nested, *inner_attributions(page)]


def _by_rules(page: Page) -> list[Attribution]:
    """The rules' attributions, and what a colon leads in where they have none."""
    found = rule_attributions(page)
    taken = SpanIndex(span for a in found for span in a.content)
    led = [a for a in led_in(page) if not any(True for c in a.content for _ in taken.meeting(c))]
    return sorted([*found, *led], key=lambda a: (a.start, a.content[0].start))


def _marked(page: Page) -> list[Attribution]:
    """The attributions of an encoder's spans, and the rules' for quotations beside a reporting clause that it passed
    over."""
    got = [*received(page), *let_known(page)]
    found = [_from_giver(page, a, got) for a in role_attributions(page)]
    taken = SpanIndex(span for a in found for span in a.content)
    cues = SpanIndex(a.cue for a in found if a.cue is not None)
    found += [
        a for a in (*views(page), *named_words(page), *got, *_without_verb(page))
        if page.readable(a.start)
        and not any(True for c in a.parts for _ in taken.meeting(c))
        and not any(True for c in a.parts for _ in cues.meeting(c))
    ]  # fmt: skip
    taken = SpanIndex(span for a in found for span in a.content)
    missed = [q.inner for q in speech_quotations(page) if not any(True for _ in taken.meeting(q.inner))]
    missed += [s for s in _orphans(page) if not any(True for _ in taken.meeting(s))]
    if not missed:
        return sorted(found, key=lambda a: (a.start, a.content[0].start))
    spoken = SpanIndex(missed)
    quoted = [
        a for a in rule_attributions(page)
        if a.source is not None and a.cue is not None
        and any(True for c in a.content for _ in spoken.meeting(c))
        and not any(True for c in a.content for _ in taken.meeting(c))
    ]  # fmt: skip
    return sorted([*found, *quoted], key=lambda a: (a.start, a.content[0].start))


def _without_verb(page: Page) -> list[Attribution]:
    """What no verb of saying reports: led in by a colon, or told "by X's account"."""
    return [*led_in(page), *(a for a in phrase_attributions(page) if a.cue and a.cue.of(page.text)[:1] not in "Aa")]


def _from_giver(page: Page, attribution: Attribution, got: Sequence[Attribution]) -> Attribution:
    """The attribution with who gave the words as its source, where an encoder marked who got them."""
    for made in got:
        if made.head is None or made.head != attribution.head or made.source is None or made.speaker is None:
            continue
        apart = not any(made.source.overlaps(c) for c in attribution.content)
        if attribution.speaker == made.speaker or not apart:
            continue
        hosts = [page.doc[i] for i in made.hosts]
        return owned_by(page, attribution, speaker=page.doc[made.speaker], verb=page.doc[made.head],
                        content=attribution.content, hosts=hosts)  # fmt: skip
    return attribution


def _orphans(page: Page) -> list[Span]:
    """The contents that an encoder marked."""
    return [Span(r.start, r.end) for r in page.roles if r.role == "content" and page.readable(r.start)]


def _statements(page: Page, entry: Told) -> list[Statement]:
    """The statement of one entry; several when its content is too much to be one."""
    attribution = entry.attribution
    return [
        _statement(page, replace(entry, attribution=replace(attribution, content=content)))
        for content in bounded(page, attribution)
    ]


def _statement(page: Page, entry: Told) -> Statement:
    attribution = entry.attribution
    content = verbatim(page, attribution.content)
    confidence, reasons = confidence_of(page, entry)
    cue = (attribution.cue,) if attribution.cue is not None else ()
    parts = tuple(span for span in (attribution.source, *cue, *content) if span is not None)
    return Statement(
        id=_id(page, content, entry.speaker),
        article=page.article.id,
        speaker=entry.speaker,
        content=content,
        cue=cue,
        via=_without_own(page, _with_block(page, attribution, entry.via), entry.speaker),
        addressees=entry.addressees,
        mode=mode_of(page, content),
        denied=is_denied(page, attribution),
        hedge=hedge_of(page, attribution),
        when=time_of(page, attribution),
        reader=RULES if attribution.pattern != "roles" else page.reader,
        confidence=confidence,
        evidence=page.evidence(*dict.fromkeys(parts)),
        reasons=reasons,
    )


def _id(page: Page, content: Sequence[Span], speaker: Party) -> str:
    return stable_id("st", page.article.id, [list(span) for span in content], speaker.name)


def _with_block(page: Page, attribution: Attribution, via: tuple[Party, ...]) -> tuple[Party, ...]:
    """The chain with the outlet that the passage was taken from before it."""
    block = page.block_at(attribution.start)
    if block is None or block.kind != "quoted" or not block.outlet:
        return via
    outlet = page.lexicon.outlet(block.outlet)
    party = Party(actor=_actor(page, block.outlet) or (outlet.id if outlet else None), name=block.outlet)
    known = any(p.name.casefold() == party.name.casefold() or (p.actor and p.actor == party.actor) for p in via)
    return via if known else (party, *via)


def _actor(page: Page, name: str) -> str | None:
    return next((a.id for a in page.actors if a.kind == "outlet" and a.name.casefold() == name.casefold()), None)


def _without_own(page: Page, via: tuple[Party, ...], speaker: Party) -> tuple[Party, ...]:
    """The chain without the article's own outlet and the speaker, without doubles."""
    own = page.article.outlet
    known = page.lexicon.outlet(own) if own else None
    names = {n.casefold() for n in (own, known.name if known else None) if n}
    kept: list[Party] = []
    for party in via:
        if party.name.casefold() in names or any(party.name == k.name for k in (*kept, speaker)):
            continue
        kept.append(party)
    return tuple(kept)


def _issued(page: Page, taken: list[Span]) -> list[Statement]:
    """What the issuer of an official text says in its own sentences."""
    issuer = issuer_of(page)
    if issuer is None:
        return []
    person = first_person_of(page) or issuer
    speakers = [(s, person if speaks_alone(s.span.of(page.text)) else issuer) for s in issued_sentences(page, taken)]
    return [
        Statement(
            id=_id(page, (sentence.span,), speaker),
            article=page.article.id,
            speaker=speaker,
            content=(sentence.span,),
            mode=mode_of(page, (sentence.span,)),
            confidence=0.75,
            evidence=page.evidence(sentence.span),
        )
        for sentence, speaker in speakers
    ]
