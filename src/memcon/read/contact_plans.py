"""Contacts to come that name no sides of their own: those of the contact told before them.

An invented example: after "Rama and Orlov met in Bern", the sentences "The next round will be held in June" and
"Prefects of both countries are to meet on Friday" tell of contacts to come between the two states.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span as Words
from spacy.tokens import Token

from memcon.model.reading import EncounterKind, Event, Time
from memcon.model.span import Span
from memcon.model.when import UNDATED, When
from memcon.read.contact_clauses import Told, destination, states_of
from memcon.read.contact_pairs import PLURALS
from memcon.read.contact_rows import sides, two_sided
from memcon.read.contact_words import ALL_KINDS, JOINT
from memcon.read.event_actors import NOBODY, Parties, joined, owner_of, parties_of
from memcon.read.event_grammar import is_verb, prepositions
from memcon.read.page import Page

_NOUNS: dict[str, EncounterKind] = {
    "round": "meeting", "meeting": "meeting", "talks": "meeting", "session": "meeting", "consultations": "meeting",
    "negotiations": "meeting", "conference": "conference", "forum": "conference", "summit": "summit", "call": "call",
    "agreement": "signing", "memorandum": "signing", "treaty": "signing", "accord": "signing", "contract": "signing",
    "protocol": "signing", "pact": "signing", "convention": "signing",
    "video conference": "video", "visit": "visit", "conversation": "call", "dinner": "meeting", "lunch": "meeting",
}  # fmt: skip
_HELD = sorted((noun for noun, kind in _NOUNS.items() if kind != "signing"), key=len, reverse=True)
_NOUN = rf"(?P<noun>video conference|{'|'.join(_HELD)})"
_PAPER = r"(?P<noun>agreement|memorandum|treaty|accord|contract|protocol|pact|convention)"
_ANEW = r"(?:second|third|\w{3,10}th|next|another|further|new|follow-up|ministerial|expert|technical|joint|return)"
_WILL = r"(?:will|would|is to|are to|is due|are due|is set|are set|is planned|are planned|is scheduled|is expected)"
_WHO = (
    r"(?:(?:foreign |interior |energy |trade |transport |finance |health |defence |defense |agriculture )?ministers"
    r"|prefects|experts|officials|delegations|technicians|envoys|negotiators|governors|commanders|teams|sides|two"
    r"|generals|engineers|mayors|deputies|working groups?|commissions?|committees?)"
)
_GAP = r"(?:[^\s.;]+ ){0,%d}?"
PLANS = tuple(
    re.compile(pattern.replace("_5_", _GAP % 5).replace("_9_", _GAP % 9))
    for pattern in (
        rf"\b(?P<cue>{_ANEW}) _5_{_NOUN}\b _9_{_WILL}\b",
        rf"\b{_WILL} _5_for (?:its|their|the|a) (?P<cue>{_ANEW}) {_NOUN}\b",
        rf"\b{_NOUN} _9_"
        r"(?P<cue>will take place|will be held|is to be held|is to take place|would be held|to be held)\b",
        rf"\b(?:agreed|agree|undertook|decided|promised|plan|plans|intend|want) to (?P<cue>hold|meet|convene|have) _5_"
        rf"(?:{_NOUN}|again)\b",
        rf"\bwill (?P<cue>send) _5_{_WHO} to\b",
        r"\b(?:will|would|is to) (?P<cue>return) (?:the|her|his|their|this) (?:\S+ )?(?P<noun>visit)\b",
        rf"\b(?:agreed|decided|undertook|plan|plans|intend|want|are) to (?P<cue>send) _9_to _5_{_NOUN}\b",
        rf"\b{_WHO}\b _5_(?:of both _5_|from both _5_)?(?:will|are to|are due to|would|shall) _5_"
        r"(?P<cue>meet|gather)\b",
        rf"\b(?P<cue>next) {_NOUN} , which\b",
        rf"\b(?:will|would|is to|are to) (?:host|hold|chair|organise|organize|convene) _5_(?P<cue>next) _5_{_NOUN}\b",
        rf"\b{_PAPER}s? (?:(?!with\b|by\b)[^\s.;]+ ){{0,9}}?{_WILL} (?:also )?(?:be )?(?P<cue>signed)\b",
        rf"\bagreed to (?P<cue>sign) _5_{_PAPER}\b",
        rf"\b{_PAPER} for (?P<cue>signature)\b",
        r"\bthere (?:will|is to) (?P<cue>be) another\b",
        r"\b(?:will|would|are to|want to|hope to) _5_(?P<cue>try|meet|talk|sit|speak|convene|gather) (?:down )?again\b",
    )
)
DENIED = frozenset("no not n't n’t never nor neither without whether refused".split())
SHOWN = 0.5
MOST = 3
"""Contacts to come that are drawn from one article in this way."""


def planned_contacts(page: Page, events: list[Event]) -> Iterator[tuple[Told, When]]:
    """The contacts to come whose sides are those of the contact told last, in order of text."""
    found = 0
    settled: dict[int, set[str]] = {}
    hidden: dict[int, set[str]] = {}
    for event in events:
        if event.encounter_kind and event.encounter_status == "planned" and _sides(page, event):
            kept = settled if event.confidence >= SHOWN else hidden
            kept.setdefault(page.token_at(event.trigger.start).sent.start, set()).add(event.encounter_kind)
    for sentence in page.parts:
        if found >= MOST or not page.readable(sentence[0].idx):
            continue
        there = settled.get(sentence.start, set())
        if there & {"meeting", "call", "video", "signing"}:
            continue
        words = [token for token in sentence if not token.is_space][:90]
        told = _plan(page, events, sentence, words) or _by_parse(page, events, sentence, words)
        if told is not None and sentence.start in hidden and (told[0].sure or 0.0) < SHOWN:
            continue
        if told is not None and (not there or told[0].apart):
            # beside a summit that is being prepared they may "agree to talk again"
            found += 1
            yield told


def _plan(page: Page, events: list[Event], sentence: Words, words: list[Token]) -> tuple[Told, When] | None:
    text = " ".join(token.lower_ for token in words) + " "
    for pattern in PLANS:
        match = pattern.search(text)
        if match is None:
            continue
        index = text.count(" ", 0, match.start("cue"))
        cue = words[index]
        if DENIED & {token.lower_ for token in words[_clause_start(words, index) : index + 8]}:
            continue
        parties = _last_sides(page, events, sentence.start_char, cue, same=_same_people(text))
        if parties:
            noun = match.groupdict().get("noun")
            before = _last(page, events, sentence.start_char)
            again = before.encounter_kind if before is not None else None
            kind = _NOUNS[noun] if noun else _once_more(cue, again)
            if noun == "conference" and again == "video":
                kind = "video"
            told = _coming(page, sentence, cue, kind, parties)
            # "the first ever to be held in Bern" is no plan, "to be held in May" is
            return told if told[1].dated or match["cue"] != "to be held" else None
    return None


def _clause_start(words: list[Token], index: int) -> int:
    """Where the words before a cue begin that may deny it: at most five, none before a comma or a "but"."""
    for start in range(index, max(0, index - 5), -1):
        if words[start - 1].lower_ in (",", ";", ":", "but", "and"):
            return start
    return max(0, index - 5)


def _by_parse(page: Page, events: list[Event], sentence: Words, words: list[Token]) -> tuple[Told, When] | None:
    """Those who met, or a contact by its noun, as subject of a verb that looks ahead: "The two will see each other
    again in May", "A further exchange is foreseen", "It was agreed that the group would be convened"."""
    for verb in words:
        if not is_verb(verb) or not _ahead(verb) or any(kid.dep_ == "neg" for kid in verb.children):
            continue
        subject = next((kid for kid in verb.children if kid.dep_ in ("nsubj", "nsubjpass")), None)
        if subject is None and verb.dep_ == "xcomp":
            # "reviewed the dam and agreed to meet again": the subject stands with the first of the two verbs
            above = verb.head.head if verb.head.dep_ == "conj" else verb.head
            heads = (verb.head, above)
            subjects = [kid for head in heads for kid in head.children if kid.dep_ in ("nsubj", "nsubjpass")]
            subject = subjects[0] if subjects else None
        if subject is None:
            continue
        lemma, noun = verb.lemma_.lower(), subject.lemma_.lower()
        if noun == "up" and subject.i > 1 and subject.doc[subject.i - 2].lower_ == "follow":
            noun = "follow-up"
        plural = subject.tag_ in ("NNS", "NNPS")
        people = subject.lower_ in ("they", "both", "two", "three", "four", "five") or (noun in PLURALS and plural)
        people = people or (plural and _anew(verb))
        people = people and not any(
            kid.dep_ in ("amod", "prep", "relcl") and kid.lower_ != "two" for kid in subject.children
        )
        mutual = lemma in JOINT | {"meet", "reconvene", "gather", "reassemble"} or (
            lemma == "see" and _each_other(verb)
        )
        held = noun in COMING and lemma in HOLDING
        own = _visit_of(page, subject) if held else NOBODY
        if own:
            return _coming(page, sentence, subject, "visit", own)
        if (people and mutual) or held:
            parties = _last_sides(page, events, sentence.start_char, verb, same=people or noun not in BODIES)
            if parties:
                before = _last(page, events, sentence.start_char)
                again = before.encounter_kind if before is not None else None
                kind = ALL_KINDS.get(noun, "meeting") if held else _once_more(verb, again)
                return _coming(page, sentence, verb, kind, parties)
    return None


def _visit_of(page: Page, noun: Token) -> Parties:
    """Guest and host of a visit that its noun names both of: "a return visit to Bern by Rojas is planned for May"."""
    if ALL_KINDS.get(noun.lemma_.lower()) != "visit":
        return NOBODY
    guests = [parties_of(page, other, owners=False) for word, other in prepositions(noun) if word in ("by", "of")]
    guests += [parties_of(page, other, owners=False) for host in noun.children if host.dep_ == "prep"
               for place in host.children for word, other in prepositions(place) if word == "by"]  # fmt: skip
    guest = next((one for one in (*guests, owner_of(page, noun)) if one), NOBODY)
    host = destination(page, noun, states_of(page, guest)) if guest else NOBODY
    return two_sided(page, joined([guest, host])) if host else NOBODY


SURE, OPEN = 0.55, 0.25
OCCASION = frozenset("in at on before after during by within ahead until".split())


def _coming(page: Page, sentence: Words, cue: Token, kind: EncounterKind, parties: Parties) -> tuple[Told, When]:
    """The contact to come; one without any time, place or occasion ("agreed to speak again") is hidden."""
    when = _when(page, sentence, cue)
    occasion = any(token.lower_ in OCCASION for token in cue.doc[cue.i + 1 : min(sentence.end, cue.i + 9)])
    sure = SURE if when.dated or occasion else OPEN
    told = Told(token=cue, kind=kind, parties=parties, status="planned", encounter_status="planned", sure=sure,
                apart=_anew(cue))  # fmt: skip
    return told, when


def _once_more(verb: Token, before: EncounterKind | None) -> EncounterKind:
    """The kind of "talk again" after a call, of "meet again" after a conference; else a meeting."""
    lemma = verb.lemma_.lower()
    if lemma in ("speak", "talk") and before in ("call", "video"):
        return before
    return before if lemma in ("meet", "gather", "convene") and before in ("conference", "summit") else "meeting"


def _anew(cue: Token) -> bool:
    """Whether it is to be one more of its kind ("talk again"), and not another that was named as to come before."""
    return any(token.lower_ == "again" for token in cue.doc[cue.i + 1 : cue.i + 4])


BODIES = frozenset({"group", "commission", "committee", "team", "expert"})
COMING = frozenset(ALL_KINDS) | BODIES | {"follow-up", "exchange", "round", "reunion", "return"}
HOLDING = frozenset("hold foresee plan schedule continue convene take resume follow expect set arrange reconvene "
                    "pencil open begin start".split())  # fmt: skip
AGREED = frozenset("agree plan intend hope decide undertake want expect schedule due set promise arrange".split())


def _ahead(verb: Token) -> bool:
    """Whether a verb looks ahead: "will meet", "are to meet", "agreed to meet", "is foreseen"."""
    auxiliaries = [kid for kid in verb.children if kid.dep_ in ("aux", "auxpass")]
    if any(kid.lower_ in ("will", "would", "shall", "'ll", "’ll") for kid in auxiliaries):
        return True
    if any(kid.lower_ == "to" for kid in auxiliaries) and verb.dep_ in ("xcomp", "ccomp", "advcl"):
        head = verb.head
        return head.lemma_.lower() in AGREED | {"be"} and not any(kid.dep_ == "neg" for kid in head.children)
    return verb.lemma_.lower() in ("foresee", "plan", "schedule", "pencil", "expect", "set") and any(
        kid.lower_ in ("is", "are") for kid in auxiliaries
    )


def _each_other(verb: Token) -> bool:
    after = [token.lower_ for token in verb.doc[verb.i + 1 : verb.i + 4]]
    return after[:2] in (["each", "other"], ["one", "another"])


def _same_people(text: str) -> bool:
    """Whether those who met are said to meet again, and not their experts or ministers."""
    return not re.search(rf"\b(?:ministerial|expert|technical|joint|{_WHO[3:-1]})\b", text) or "again" in text.split()


def _sides(page: Page, event: Event) -> bool:
    actors = (*event.source, *event.target)
    return bool(two_sided(page, Parties(actors=actors, spans=(event.trigger,) * len(actors))))


def _last(page: Page, events: list[Event], before: int) -> Event | None:
    """The contact that the article tells of before a place in the text, the first one; else the first of all."""
    told = [
        e
        for e in events
        if e.encounter_kind and e.encounter_status in ("held", "ongoing", "alleged") and _sides(page, e)
    ]
    earlier = [event for event in told if event.trigger.start < before and event.confidence >= 0.5]
    if earlier:
        # what the article opens with is what goes on, not what it mentions on the way
        return min(earlier, key=lambda event: event.trigger.start)
    return min(told, key=lambda event: event.trigger.start, default=None)


def _last_sides(page: Page, events: list[Event], before: int, cue: Token, *, same: bool) -> Parties:
    """The sides of the last contact: its people for "another call" or "agreed to meet again", else their states."""
    event = _last(page, events, before)
    if event is None:
        return Parties()
    keys = sides(page, event)
    states = [key for key in keys if key in page.lexicon.states]
    persons = tuple(dict.fromkeys((*event.source, *event.target)))
    actors = persons if same or len(states) < 2 else tuple(states)
    span = Span(cue.idx, cue.idx + len(cue))
    return Parties(actors=actors, spans=(span,) * len(actors))


def _when(page: Page, sentence: Words, cue: Token) -> When:
    """The time to come that the sentence gives, the first behind the word or else the last before it."""
    printed = page.article.published or ""
    times: list[Time] = [
        time
        for time in page.times
        if sentence.start_char <= time.span.start < sentence.end_char
        and time.type in ("DATE", "TIME")
        and time.when.dated
        and (time.when.latest or "") >= printed[:10]
    ]
    behind = [time for time in times if time.span.start > cue.idx]
    chosen = behind[:1] or times[-1:]
    return chosen[0].when if chosen else UNDATED
