"""Asks: requests, demands, offers, invitations, promises and warnings, with the answers the same article gives.

"Quito asked Lima to reopen the bridge, but Peru declined" yields one request, asker Ecuador, asked Peru,
`reopen the bridge`, answered refused. "Oslo would not open its airspace" is a refusal whose asker is unsaid: the
ask stands below .5 until one is known. "Asked a question", "demand for oil", "offers a glimpse" are no asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Token

from memcon.model.identify import stable_id
from memcon.model.reading import Ask
from memcon.model.span import Reason, Span
from memcon.model.when import When
from memcon.read.answers import with_answers
from memcon.read.ask_content import clause_content, prose, tellers_of, without_report
from memcon.read.ask_drafts import Draft
from memcon.read.ask_frames import drafts_of
from memcon.read.ask_idioms import idiom_drafts
from memcon.read.ask_implied import implied_asks, share_state
from memcon.read.ask_joined import FAMILIES, SOON, Found, joined, says_nothing
from memcon.read.ask_judged import Passage, passages
from memcon.read.ask_more import more_drafts
from memcon.read.ask_people import (
    across_table,
    addressed,
    body_asked,
    is_official,
    just_before,
    no_outlets,
    spoken_for,
    state_at,
    thanked,
)
from memcon.read.ask_proposed import JUDGED, completed, proposals, twins
from memcon.read.ask_scene import imagined
from memcon.read.ask_slots import slot_drafts
from memcon.read.ask_turns import turned_drafts
from memcon.read.ask_weight import weighed
from memcon.read.ask_words import AskWords, ask_words
from memcon.read.channels import channel_of
from memcon.read.event_actors import Parties, parties_of
from memcon.read.event_figurative import in_sport
from memcon.read.event_frames import Frame
from memcon.read.event_grammar import child, is_verb, verb_lemmas
from memcon.read.event_times import when_of
from memcon.read.page import Page, span_of
from memcon.read.status import Reality, reality_of
from memcon.read.tellers import Teller
from memcon.read.triggers import Trigger

NOTHING = frozenset(("patience", "understanding", "forgiveness", "comment", "pardon", "silence", "calm", "time"))
"""What is asked of anybody, and is no ask between states."""
EMPTY = frozenset(
    ("act", "move", "respond", "step", "proceed", "continue", "try", "start", "soon", "quick", "careful", "action")
)
UNSAID = 0.45
"""The confidence of an ask whose thing is nowhere said: kept for linking, and not shown."""
ANY_TRIGGER = Trigger(kind="verb", type="REQUEST")


def find_asks(page: Page) -> tuple[Ask, ...]:
    """All asks of the article in order of their words, each thing asked once, answered as far as it says."""
    words = ask_words(page.lexicon)
    told = tellers_of(page)
    found: list[Found] = []
    for draft in _drafts(page, words):
        one = _found(page, _bare(page, draft, told))
        if one is not None:
            found.append(_of_the_last(page, one, draft, found))
    seen = passages(page)
    told_once = joined(page, _with_proposed(page, found, seen))
    told_once += [
        Found(ask=weighed(page, ask, "refusal", seen, None), trigger=trigger, frame="refusal")
        for ask, trigger in implied_asks(page, [one.ask for one in told_once])
    ]
    asks = with_answers(page, [(one.ask, one.trigger) for one in told_once], words)
    asks = [replace(ask, confidence=min(ask.confidence, UNSAID)) if says_nothing(ask) else ask for ask in asks]
    return tuple(sorted(asks, key=lambda ask: (ask.evidence[0].span, ask.id)))


def _with_proposed(page: Page, found: Sequence[Found], seen: Sequence[Passage]) -> list[Found]:
    """What rules found, weighed and completed by what the heads see, and what only these see."""
    left = proposals(page, seen, found)
    out: list[Found] = []
    for one in found:
        own = [proposal for proposal in left if twins(one, proposal)]
        twin = next((p for p in own if FAMILIES[p.draft.form] == FAMILIES[one.ask.form]), None)
        one = completed(page, one, twin) if twin is not None else one
        out.append(replace(one, ask=weighed(page, one.ask, one.frame, seen, twin)))
        left = [proposal for proposal in left if proposal not in own]
    for proposal in left:
        new = _found(page, proposal.draft)
        if new is not None:
            before = [one for one in out if 0 < new.trigger.idx - one.trigger.idx < SOON]
            out.append(replace(new, ask=weighed(page, new.ask, new.frame, seen, proposal, after=bool(before))))
    return sorted(out, key=lambda one: one.trigger.i)


def _bare(page: Page, draft: Draft, told: Mapping[int, Teller]) -> Draft:
    """The draft without the report at its sentence's end in what is asked."""
    teller = told.get(draft.trigger.sent.start_char)
    if draft.content is None or teller is None or not teller.claim.start <= draft.trigger.idx < teller.claim.end:
        return draft
    return replace(draft, content=without_report(page, draft.content, teller))


def _drafts(page: Page, words: AskWords) -> Iterator[Draft]:
    verbs, nouns = (frozenset(word.split("_")[0] for word in table) for table in (words.verbs, words.nouns))
    for token in prose(page):
        if token.pos_ in ("VERB", "NOUN", "PROPN", "ADJ"):
            if not page.readable(token.idx):
                continue
            known = words.nouns.keys() if token.pos_ != "VERB" else words.verbs.keys()
            likely = token.lemma_.lower() in (nouns if token.pos_ != "VERB" else verbs)
            asking = likely and any(lemma in known for lemma in verb_lemmas(token))
            made = list(drafts_of(page, token, words)) if asking else []
            if token.pos_ == "VERB" and not _filled(made):
                made = list(turned_drafts(page, token, words)) or made
            if not _filled(made):
                made = _better(made, list(slot_drafts(page, token, words)))
            if not _filled(made):
                made = _better(made, list(idiom_drafts(page, token)))
            yield from made or more_drafts(page, token)
        elif token.tag_ == "MD" and page.readable(token.idx):
            draft = _modal_demand(page, token) if token.lower_ in ("must", "should") else None
            if draft is not None:
                yield draft
            else:
                yield from idiom_drafts(page, token)


def _filled(drafts: Iterable[Draft]) -> bool:
    return any(one.asker and one.asked and one.content for one in drafts)


def _better(made: list[Draft], slots: list[Draft]) -> list[Draft]:
    """The drafts that fill more of asker, asked and content; those of the parse where both fill as many."""

    def filled(drafts: list[Draft]) -> int:
        return max((bool(one.asker) + bool(one.asked) + bool(one.content) for one in drafts), default=0)

    return slots if filled(slots) > filled(made) else made


def _modal_demand(page: Page, modal: Token) -> Draft | None:
    """ "Chad must pay", said by somebody of another state: a demand; "should" a request."""
    verb = modal.head
    statement = page.statement_at(modal.idx)
    if statement is None or statement.speaker.actor is None or not is_verb(verb):
        return None
    subject = child(verb, "nsubj")
    asked = parties_of(page, subject, owners=False)
    speaker = page.actor_of.get(statement.speaker.actor)
    if subject is None or not asked or speaker is None or not is_official(page, speaker.id):
        return None
    if any(state_at(page, one) in (None, speaker.state) for one in asked.actors):
        return None
    content = clause_content(page, verb)
    if content is None or verb.lemma_ in ("be", "have", "know", "remember", "understand") or len(content.subject) < 2:
        return None
    span = statement.speaker.span or span_of(modal)
    return Draft(
        trigger=modal,
        verb=verb,
        form="demand" if modal.lower_ == "must" else "request",
        asker=Parties(actors=(speaker.id,), spans=(span,)),
        asked=asked,
        content=content,
        score=0.68 if modal.lower_ == "must" else 0.55,
        frame="modal",
    )


def _found(page: Page, draft: Draft) -> Found | None:
    """The ask of a draft, or None when it is negated, supposed, or nobody's."""
    if imagined(page, draft.trigger) or (in_sport(draft.trigger) and not body_asked(page, draft)):
        return None
    subject = set(draft.content.subject) if draft.content is not None else set()
    if subject and subject <= NOTHING and draft.form == "request":
        return None
    asker = spoken_for(page, draft.asker, draft.trigger)
    if not asker and asker.unresolved is None and draft.trigger.tag_ in ("VBD", "VBZ", "VBP"):
        asker = just_before(page, draft.trigger)
    asked = addressed(page, draft, asker)
    asked = asked.without(asker.actors) if asker and draft.frame != "agreed" else asked
    if not asked and draft.frame not in ("want", "offer", "promise") and asker and asker.direct:
        asked = across_table(page, draft, asker)
    if not asked and asker:
        asked = thanked(page, draft, asker)
    asker, asked = no_outlets(page, asker), no_outlets(page, asked)
    reality = _reality(draft)
    sure = _sureness(draft, reality)
    if (
        sure == 0.0
        or not (asker or asked)
        or (not asked and not asker.direct and draft.frame != "invite" and draft.content is None)
    ):
        return None
    confidence, reasons = _confidence(draft, asker, asked, sure)
    if (why := _aside(page, draft, asker, asked)) is not None:
        confidence, reasons = min(confidence, UNSAID), (*reasons, Reason(name=why, weight=UNSAID))
    what = draft.content.text(page) if draft.content is not None else span_of(draft.trigger).of(page.text)
    span = _evidence_span(draft)
    statement = page.statement_at(draft.trigger.idx)
    condition = draft.content.condition.of(page.text) if draft.content is not None and draft.content.condition else None
    start = draft.content.span.start if draft.content is not None else draft.trigger.idx
    ask = Ask(
        id=stable_id("ask", page.article.id, list(span), draft.form),
        article=page.article.id,
        asker=asker.actors,
        asked=asked.actors,
        what=what,
        subject=draft.content.subject if draft.content is not None else (draft.trigger.lemma_.lower(),),
        channel=channel_of(page.token_at(start), "REQUEST", page.lexicon),
        form=draft.form,
        condition=condition,
        when=_when(page, draft, reality),
        statement=statement.id if statement is not None else None,
        confidence=confidence,
        evidence=page.evidence(span),
        reasons=reasons,
    )
    return Found(ask=ask, trigger=draft.trigger, frame=draft.frame)


YEAR = re.compile(r"\b(?:1[0-9]\d\d|20\d\d)\b")
LONG_AGO = 25
"""Years before print from which an ask is history."""


def _aside(page: Page, draft: Draft, asker: Parties, asked: Parties) -> str | None:
    """Why an ask is not to be shown: of long ago, of one's own government, of guests who are nobody known."""
    printed = page.article.published
    years = [int(found[0]) for found in YEAR.finditer(draft.trigger.sent.text)]
    if printed is not None and printed[:4].isdigit() and years and max(years) < int(printed[:4]) - LONG_AGO:
        return "told of long ago"
    if (
        draft.asked
        and set(draft.asked.actors) <= set(asker.actors)
        and not asked
        and draft.form in ("request", "demand")
    ):
        return "asked of one's own"
    guest = child(draft.trigger, "dobj") if draft.frame == "invite" and draft.trigger.pos_ == "VERB" else None
    if guest is not None and not asked and guest.pos_ == "NOUN" and asker.way == "owner":
        return "guests who are nobody known"
    return None


def _reality(draft: Draft) -> Reality:
    if draft.verb.i == draft.trigger.i and draft.trigger.pos_ in ("NOUN", "PROPN"):
        return Reality()
    return reality_of(draft.verb, draft.trigger if draft.trigger.i != draft.verb.i else None)


def _sureness(draft: Draft, reality: Reality) -> float:
    """How surely the asking itself happened: 0 when it did not."""
    if draft.frame in ("want", "modal"):
        return 0.0 if _denied(draft.verb) else 1.0
    if draft.frame in ("told after", JUDGED):
        return 1.0
    if draft.trigger.pos_ == "VERB" and _denied(draft.trigger):
        return 0.0
    if draft.trigger.pos_ == "VERB" and any(
        k.lower_ in ("could", "might", "may", "should", "must") for k in draft.trigger.children
    ):
        return 0.0
    return {"done": 1.0, "ongoing": 1.0, "alleged": 0.9, "planned": 0.55, "possible": 0.5}.get(reality.status, 0.6)


def _denied(verb: Token) -> bool:
    return any(kid.dep_ == "neg" or kid.lower_ == "never" for kid in verb.children)


def _confidence(draft: Draft, asker: Parties, asked: Parties, sure: float) -> tuple[float, tuple[Reason, ...]]:
    reasons = [Reason(name=f"{draft.frame}: {draft.trigger.lemma_.lower()}", weight=draft.score)]
    value = draft.score * sure
    if sure < 1.0:
        reasons.append(Reason(name="the asking itself is not certain", weight=sure))
    if not asker:
        value *= 0.55
        reasons.append(Reason(name="asker unknown", weight=0.55))
    else:
        value *= (1 + asker.confidence) / 2
        if not asker.direct and draft.trigger.pos_ == "VERB":
            value *= 0.6
            reasons.append(Reason(name="the asker is only named beside the subject", weight=0.6))
    if not asked:
        value *= 0.75
        reasons.append(Reason(name="asked unknown", weight=0.75))
    else:
        value *= (1 + asked.confidence) / 2
    if draft.content is not None and set(draft.content.subject) <= EMPTY:
        value *= 0.7
        reasons.append(Reason(name="says little of what is asked", weight=0.7))
    if draft.content is None:
        value *= 0.85
        reasons.append(Reason(name="thing asked unknown", weight=0.85))
    if draft.trigger.lemma_.lower() in ("order", "instruct", "command") and not asked:
        value *= 0.7
        reasons.append(Reason(name="an order to one's own", weight=0.7))
    return round(min(value, 0.95), 4), tuple(reasons)


def _evidence_span(draft: Draft) -> Span:
    """From the asker or the asking word to the end of what is asked, within the sentence."""
    sentence = draft.trigger.sent
    spans = [span_of(draft.trigger), *draft.asker.spans[:1], *draft.asked.spans[:1]]
    if draft.content is not None:
        spans.append(draft.content.span)
        if draft.content.condition is not None:
            spans.append(draft.content.condition)
    inside = [s for s in spans if sentence.start_char <= s.start and s.end <= sentence.end_char]
    inside = inside or [span_of(draft.trigger)]
    return Span(min(s.start for s in inside), max(s.end for s in inside))


def _when(page: Page, draft: Draft, reality: Reality) -> When:
    when, _ = when_of(page, Frame(row=ANY_TRIGGER, head=draft.verb, verb=draft.verb), reality)
    if when.dated:
        return when
    statement = page.statement_at(draft.trigger.idx)
    return statement.when if statement is not None else when


def _of_the_last(page: Page, one: Found, draft: Draft, found: list[Found]) -> Found:
    """The ask with whom the last ask of the same asker was of, where "it" would be the asker's own state."""
    words = {span.of(page.text).lower() for span in draft.asked.spans} | (
        {draft.asked.unresolved.of(page.text).lower()} if draft.asked.unresolved is not None else set()
    )
    own = not one.ask.asked or share_state(page, one.ask.asker, one.ask.asked)
    if not own or not words & {"it", "them", "him", "her"}:
        return one
    for other in reversed(found):
        if one.trigger.idx - other.trigger.idx > SOON:
            break
        if other.ask.asked and share_state(page, one.ask.asker, other.ask.asker):
            sure = max(one.ask.confidence, round(other.ask.confidence * 0.95, 4))
            return replace(one, ask=replace(one.ask, asked=other.ask.asked, confidence=sure))
    return one
