"""Where a source says that accounts differ: "the readouts differed", "contradicting the ministry's statement".

Invented examples: `"The two ministries described the call differently."` and `"The Oslo readout made no mention of
fish, unlike the Bergen account."` each yield one reported difference; `"The plans differ in cost."` yields none:
plans are not accounts.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from memcon.model.reading import Event, ReportedDifference, Sentence
from memcon.model.span import Span
from memcon.read.page import Page
from memcon.read.reported_pairs import Halves, pairs_told_apart

_ACCOUNT = (
    r"(?:readouts?|read-outs?|accounts?|versions?|statements?|transcripts?|descriptions?|summar(?:y|ies)|reports?"
    r"|communiqu[eé]s?|bulletins?|minutes|notes verbales?|press releases?|translations?|narratives?|recollections?"
    r"|testimon(?:y|ies)|claims?|remarks)"
)
_TOLD = (
    r"(?:portray|describ|present|depict|characteri[sz]|interpret|summari[sz]|recount|report|frame|render"
    r"|paraphras)\w{0,4}"
)
_SURE, _LIKELY = 0.75, 0.6
_PATTERNS: tuple[tuple[re.Pattern[str], float], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), confidence)
    for pattern, confidence in (
        (rf"\b{_TOLD}\b[^.!?]{{1,100}}?\b(?:differently|in (?:very |quite )?different (?:ways|terms))\b", _SURE),
        (rf"\b{_ACCOUNT}\b[^.!?]{{0,80}}?\b(?:differ(?:ed|s)?|diverge[ds]?|conflict(?:ed|s)?"
         r"|var(?:y|ied)(?! (?:between|from|by)\b)"
         r"|clash(?:ed|es)?"
         r"|did not match|do not match|didn['’]t match|don['’]t match|were at odds|are at odds"
         r"|did not agree)\b", _SURE),
        (rf"\b(?:conflicting|contradictory|differing|diverging|divergent|competing|discrepan\w+"
         r"|(?:very |quite )?different)"
         rf" {_ACCOUNT}\b", _SURE),
        (rf"\bdiscrepanc(?:y|ies)\b[^.!?]{{0,60}}?\b{_ACCOUNT}\b", _SURE),
        (rf"\bcontradict(?:s|ed|ing|ory to)?\b[^.!?]{{0,60}}?\b{_ACCOUNT}\b", _SURE),
        (rf"\b(?:in contrast (?:to|with)|contrast(?:s|ed|ing) (?:sharply )?with|at odds with|unlike"
         r"|differ(?:s|ed|ing) from)"
         rf"\b[^.!?]{{0,60}}?\b{_ACCOUNT}\b", _LIKELY),
        (rf"\b{_ACCOUNT}\b[^.!?]{{0,60}}?\b(?:made no mention|did not mention|didn['’]t mention|omitted"
         r"|left out|did not refer"
         rf"|does not mention|makes no mention)\b[^.!?]{{0,120}}?\b(?:unlike|while|whereas|but|although|though|which)\b"
         rf"[^.!?]{{0,80}}?\b{_ACCOUNT}\b", _SURE),
        (r"\b(?:each|both|the two|the) (?:sides?|parties|governments?|ministries|capitals)\b[^.!?]{0,60}?"
         rf"\b{_TOLD}\b[^.!?]{{0,20}}?\b(?:a |an )?(?:very |quite )?different\b", _SURE),
        (rf"\b(?:neither|none of the) (?:\w+ )?{_ACCOUNT}\b[^.!?]{{0,30}}?"
         r"\b(?:verified|confirmed|checked|corroborated|substantiated)\b", _LIKELY),
        (rf"\b(?:disput|reject|contest|challeng|den)(?:e[sd]?|ied|ies|ing|s|ed)\b[^.!?]{{0,50}}?['’]s {_ACCOUNT}\b",
         _LIKELY),
        (rf"\b(?:when |if )?asked about [^.!?]{{0,50}}?['’]s {_ACCOUNT}, (?:disputed|denied|rejected|contradicted)\b",
         _SURE),
        (rf"['’]s {_ACCOUNT}\b[^.!?]{{0,40}}?\b(?:disputed|denied|rejected|contradicted) (?:it|that|this|them)\b",
         _LIKELY),
        (rf"\b(?:{_ACCOUNT}|text|note|one)\b[^.!?]{{0,60}}?\b(?:made|makes|had|has|contain(?:s|ed)) no"
         r" (?:mention|word|reference)\b", _LIKELY),
        (rf"\bnot a word\b[^.!?]{{0,60}}?\b(?:{_ACCOUNT}|text|note)\b"
         rf"|\b(?:{_ACCOUNT}|text|note)\b[^.!?]{{0,40}}?\bnot a word\b", _LIKELY),
        (rf"\b(?:final |joint )?(?:{_ACCOUNT}|text)\b[^.!?]{{0,80}}?\b(?:leaves?|left) [^.!?]{{1,40}}? out\b", _LIKELY),
        (r"\b(?:read-?outs?|statements?|communiqu[eé]s?|text|note|summary|version)\b[^.!?]{0,30}?"
         r"\b(?:(?:did|does) not|didn['’]t|doesn['’]t) (?:mention|refer to)\b", _LIKELY),
        (r"\btwo (?:versions|accounts|readings) of\b", _LIKELY),
        (rf"\btwo (?:{_ACCOUNT}|texts|notes)\b[^.!?]{{0,60}}?\b(?:part ways|disagree|part company|differ)\b", _SURE),
        (rf"['’]s (?:{_ACCOUNT}|note|text)\b[^.!?]{{0,90}}?,? (?:while|whereas|but) [A-Z]\w+['’]s\b", _SURE),
        (rf"['’]s (?:\w+ )?(?:{_ACCOUNT}|note|text|count|tally|minutes|figure|bulletin|release)\b[^.!?]{{0,160}}?"
         r"\b[A-Z][\w-]+['’]s(?= (?:as|had|has|have|is|are|was|were|it|they|on|in|by|to|at|only|merely|does|did|say"
         r"|puts?|gives?|says|said|counts?|speaks|spoke|makes?|calls?|called|mentions?|names?|lists?|describes?|dwells|avoids"
         r"|avoided|[\d“\"])|[,.;](?: |$)|$)", _SURE),
        (rf"\b(?:{_ACCOUNT}|text|note|one)\b[^.!?]{{0,40}}?\b(?:has nothing on|had nothing on|is silent (?:on|about)"
         r"|passes? over|passed over)\b", _LIKELY),
        (rf"\b(?:is|are|was|were) not mentioned in the [^.!?]{{0,40}}?\b{_ACCOUNT}\b", _LIKELY),
        (rf"\b(?:missing|absent|omitted) from\b[^.!?]{{0,40}}?\b{_ACCOUNT}\b", _LIKELY),
    )
)  # fmt: skip
_SPEAKING = re.compile(rf"\b{_ACCOUNT}\b|\b{_TOLD}\b|['’]s (?:\w+ )?(?:note|text|count|tally|release)\b", re.IGNORECASE)
_CONTACT = re.compile(
    r"\b(?:call|conversation|meeting|talks|summit|visit|encounter|exchange|phone|video)\b", re.IGNORECASE
)


def find_reported_differences(page: Page) -> tuple[ReportedDifference, ...]:
    """The sentences in which the article or one of its sources says that accounts differ, in order."""
    found = []
    halves = dict(pairs_told_apart(page))
    for index, sentence in enumerate(page.sentences):
        pair = halves.get(index)
        confidence = _confidence(page, sentence)
        if pair is not None:
            found.append(_told_apart(page, pair, confidence or _LIKELY))
        elif confidence is not None:
            found.append(_difference(page, sentence.span, confidence))
    return tuple(found)


def _told_apart(page: Page, pair: Halves, confidence: float) -> ReportedDifference:
    """Two sides' tellings set beside each other, in one sentence or in two."""
    whole = Span(pair.left.start, pair.right.end)
    left, right = (" ".join(half.of(page.text).split()).strip(" ,;.") for half in (pair.left, pair.right))
    return replace(_difference(page, whole, confidence), halves=(left, right))


def _confidence(page: Page, sentence: Sentence) -> float | None:
    start, end = sentence.span
    if end - start <= 1_500 and two_numbers(page.text, sentence.span) is not None:
        return _SURE if page.text[end - 1] != "?" else None
    if end - start > 1_500 or not _SPEAKING.search(page.text, start, end):
        return None
    hits = [confidence for pattern, confidence in _PATTERNS if pattern.search(page.text, start, end)]
    if not hits or page.text[end - 1] == "?":
        return None
    # Accounts of a contact between parties are meant, not any two reports in the world.
    near = _CONTACT.search(page.text, start, end) is not None or len(_parties(page, sentence.span)) >= 2
    near = near or (_PAPER.search(page.text, start, end) is not None and _event_near(page, sentence.span) is not None)
    return max(hits) if near else round(max(hits) - 0.2, 4)


_CLAIMED = (
    r"(?:said|says|claim(?:s|ed)|insist(?:s|ed)(?: on)?|put|maintain(?:s|ed)|announced|stated|spoke of|reported"
    r"|counted|gave)"
)
_NUMBER = (
    r"(?P<{0}>\d+(?:[.,]\d+){{0,4}}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty"
    r"|sixty|seventy|eighty|ninety)"
)
_TWO_NUMBERS = re.compile(
    rf"\b[A-Z]\w+[^.!?;]{{0,40}}? {_CLAIMED}\b[^.!?]{{0,80}}?\b{_NUMBER.format('one')}(?![\w-])[^.!?]{{0,60}}?"
    rf"[,;]? (?:while|whereas|but|and) (?:the )?[A-Z]\w+[^.!?;]{{0,40}}? {_CLAIMED}\b[^.!?]{{0,60}}?"
    rf"\b{_NUMBER.format('two')}(?![\w-])"
)
_BY_NOTE = (
    r"(?:by|in|according to) the [A-Z]?\w+ "
    r"(?:note|count|text|readout|version|figures?|side|statement|one|ministry|list)"
)
_NUMBERS_BY = re.compile(
    rf"\b{_NUMBER.format('one')}(?: [a-z-]+){{0,3}} {_BY_NOTE},? (?:and|but|while|against)(?: [a-z-]+){{0,2}} "
    rf"{_NUMBER.format('two')}(?: [a-z-]+){{0,3}} {_BY_NOTE}"
)
_CONTRASTED = re.compile(r"\b(?:while|whereas|but)\b|\bfigures?\b|\bnumbers?\b")


def two_numbers(text: str, sentence: Span) -> tuple[str, str] | None:
    """The two numbers that a sentence has two sides give of one thing ("Oslo said 40 days, while Bergen insisted on
    30"); None where it does not."""
    noted = _NUMBERS_BY.search(text, *sentence)
    if noted is not None and noted["one"] != noted["two"]:
        return noted["one"], noted["two"]
    found = _TWO_NUMBERS.search(text, *sentence)
    if found is None or found["one"] == found["two"] or not _CONTRASTED.search(text, *sentence):
        return None
    # the second number leaves its unit out, or repeats it
    first = re.match(r" (\w+)", text[found.end("one") : sentence.end])
    second = re.match(r" (\w+)", text[found.end("two") : sentence.end])
    if second is not None and first is not None and second[1] != first[1] and second[1].isalpha():
        return None
    return found["one"], found["two"]


def _difference(page: Page, span: Span, confidence: float) -> ReportedDifference:
    event = _event_near(page, span)
    spans = (span, *((event.trigger,) if event is not None else ()))
    return ReportedDifference(
        summary=" ".join(span.of(page.text).split()),
        parties=_parties(page, span),
        encounter_trigger=event.trigger if event is not None else None,
        confidence=confidence,
        evidence=page.evidence(*dict.fromkeys(spans)),
    )


def _parties(page: Page, span: Span) -> tuple[str, ...]:
    """Who is said to tell it differently: the actors of the sentence that can have an account, in order of mention."""
    ids = [actor for mention in page.mentions_in(span) for actor in mention.actors if actor in page.actor_of]
    holders = {s.speaker.actor for s in page.statements if any(span.covers(c) for c in s.cue)}
    outlets = {a for a in ids if page.actor_of[a].kind == "outlet"}
    tellers = [a for a in ids if a not in outlets and not (a in holders and _only_tells(page, a, span))]
    return tuple(dict.fromkeys(tellers))


def _only_tells(page: Page, actor: str, span: Span) -> bool:
    """Whether an actor of the sentence is only its source ("the institute wrote that the ministries ...")."""
    inside = [s for s in page.statements if any(span.covers(c) for c in s.cue)]
    return any(actor in {p.actor for p in s.via} for s in inside) or any(
        s.speaker.actor == actor and any(_SPEAKING.search(page.text, c.start, c.end) for c in s.content) for s in inside
    )


def _event_near(page: Page, span: Span) -> Event | None:
    """The contact whose accounts are meant: the nearest one told of in the sentence or before it."""
    contacts = [e for e in page.events if e.encounter_kind is not None and e.trigger.start < span.end]
    unsaid = _UNSAID.search(page.text, *span)
    if unsaid is not None:
        # "made no mention of a visit": the visit is what was left out, not what the accounts are of
        contacts = [e for e in contacts if not (unsaid.start() < e.trigger.start < span.end)]
    near = [e for e in contacts if span.start - e.trigger.start <= 1_500]
    if _REMARKS.search(page.text, *span):
        talks = [e for e in contacts if e.encounter_kind in _TALKS and _fresh(page, e)]
        near = talks or near
    return max(near, key=lambda e: (e.trigger.start, e.id), default=None)


_PAPER = re.compile(r"\b(?:communiqu[eé]|read-?out|joint statement|final (?:text|document|statement))\b", re.IGNORECASE)
_UNSAID = re.compile(r"\b(?:no mention of|not mention|no reference to|not refer to|no word of|not a word of)\b")
_REMARKS = re.compile(r"\b(?:remarks|statements?|speech(?:es)?|comments|words)\b", re.IGNORECASE)
_TALKS = frozenset({"call", "video", "meeting", "summit", "conference"})


def _fresh(page: Page, event: Event) -> bool:
    """Whether a contact was held in the days before print: what remarks at it are told as news."""
    printed = (page.article.published or "")[:10]
    if event.status not in ("done", "ongoing") or not event.when.latest or len(printed) < 10:
        return False
    return 0 <= (date.fromisoformat(printed) - date.fromisoformat(event.when.latest)).days <= 10
