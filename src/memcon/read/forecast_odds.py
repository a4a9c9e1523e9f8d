"""Odds that somebody puts on an event: who, which event, how likely.

"Ruiz put the chance of a truce by May at no better than 30 per cent" yields the holder Ruiz, the claim `a truce by
May`, 0 to .3, that it will not come. "She gave it even odds" speaks of the forecast before it. A team's chance of
winning a cup, or a chance that nobody weighs, is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span as Words
from spacy.tokens import Token

from memcon.model.reading import Likelihood
from memcon.model.span import Span
from memcon.read.ask_content import condition_tokens, trimmed
from memcon.read.event_grammar import child, is_verb, subject_of
from memcon.read.forecast_nouns import happens
from memcon.read.forecast_words import Estimates, at, likelihood
from memcon.read.page import Page, span_of

NOUNS = frozenset(("chance", "odds", "odd", "likelihood", "probability"))
GIVING = frozenset(("put", "give", "rate", "set", "estimate", "place", "assess", "see", "reckon", "peg", "calculate"))
_NUMBERS = {name: i for i, name in enumerate("zero one two three four five six seven eight nine ten".split())}
_TENS = {
    "fifteen": 15, "twenty": 20, "twenty-five": 25, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "seventy-five": 75, "eighty": 80, "ninety": 90, "five": 5, "ten": 10,
}  # fmt: skip
_NUMBER = r"\d{1,3}(?:\.\d)?|one|two|three|four|five|six|seven|eight|nine|ten"
_BOUND = (
    r"(?P<bound>no (?:better|more|higher|greater) than|at (?:most|best)|less than|below|under|"
    r"at least|no less than|better than|more than|above|over|greater than|only|just|about|around|roughly|some)"
)
QUANTITY = re.compile(
    rf"\b(?:{_BOUND} )?(?:an? )?(?:(?P<part>{_NUMBER})(?: chances?)?"
    rf"[ -](?:in|out of)[ -](?:an? )?(?P<whole>{_NUMBER})\b"
    rf"|(?P<percent>\d{{1,3}}(?:\.\d)?|{'|'.join(sorted(_TENS, key=len, reverse=True))})(?: |-)?(?:per ?cent\b|%)"
    r"|(?P<half>even(?:s| (?=chance|odds|money|probability))|fifty-fifty|50-50|50/50|toss-up\b))",
    re.IGNORECASE,
)
UPPER = frozenset(("no better than", "no more than", "no higher than", "no greater than", "at most", "at best",
                   "less than", "below", "under"))  # fmt: skip
LOWER = frozenset(("at least", "no less than", "better than", "more than", "above", "over", "greater than"))
REACH = 60
"""Characters between the odds and the noun or verb that makes them odds."""
CLAUSES = frozenset(("and", "but", "he", "she", "they", "said", "while"))
"""What goes on after a comma that ends the claim."""
WON = frozenset("match game cup title tournament final league medal race playoff championship".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Odds:
    """Odds at one place. `claim` is None where they are put on the claim before ("gave it an even chance")."""

    outer: Token
    claim: Span | None
    holder: Token | None
    about: Token | None
    condition: Span | None
    likelihood: Likelihood
    expects: bool


def odds_in(page: Page, sentence: Words, table: Estimates) -> Iterator[Odds]:
    """The odds that a sentence gives; a percentage alone, or one of sport, is none."""
    text = sentence.text
    if not any(word in text for word in ("chance", "odds", "likelihood", "probability", "Chance", "Odds")):
        return
    for match in QUANTITY.finditer(text):
        span = Span(sentence.start_char + match.start(), sentence.start_char + match.end())
        noun = _noun_near(sentence, span)
        if noun is None:
            continue
        low, high = quantity_range(match)
        words = trimmed(page, _words_span(span, noun)).of(page.text)
        found = _odds(page, noun, span, Likelihood(words=words, range=(low, high)), low + high >= 0.9)
        if found is not None:
            yield found
            return
    for noun in sentence:
        estimate = at(noun, "noun", table) if noun.lemma_.lower() in NOUNS else None
        if estimate is not None and (one := _odds(page, noun, span_of(noun), likelihood(estimate), estimate.expects)):
            yield one
            return


def quantity_range(match: re.Match[str]) -> tuple[float, float]:
    """The probability range of one quantity: "one in three" (.28, .38), "no better than 30 per cent" (0, .3)."""
    if match["half"]:
        value = 0.5
    elif match["percent"]:
        value = min(1.0, float(_TENS.get(match["percent"].lower()) or match["percent"]) / 100)
    else:
        part, whole = _number(match["part"]), _number(match["whole"])
        value = min(1.0, part / whole) if whole else 0.0
    bound = (match["bound"] or "").lower()
    if bound in UPPER:
        return 0.0, round(value, 4)
    if bound in LOWER:
        return round(value, 4), 1.0
    return round(max(0.0, value - 0.05), 4), round(min(1.0, value + 0.05), 4)


def _number(text: str) -> float:
    return float(_NUMBERS.get(text.lower(), 0) or (text if text[:1].isdigit() else 0))


def _words_span(span: Span, noun: Token) -> Span:
    """The quantity, with the noun that follows it at once ("an even chance")."""
    return Span(span.start, max(span.end, noun.idx + len(noun))) if 0 <= noun.idx - span.end <= 2 else span


def _noun_near(sentence: Words, span: Span) -> Token | None:
    """The "chance" or "odds" that the quantity measures: in it, right after it, or before the "at" that leads to it."""
    for token in sentence:
        if token.lemma_.lower() not in NOUNS:
            continue
        if span.start <= token.idx < span.end or 0 <= token.idx - span.end <= 3:
            return token
        between = sentence.doc.text[token.idx + len(token) : span.start]
        if 0 < len(between) <= 200 and re.search(
            r"\b(?:at|to|is|are|was|were|as) (?:about |around |roughly )?$", between
        ):
            return token
    return None


def _odds(page: Page, noun: Token, span: Span, weight: Likelihood, expects: bool) -> Odds | None:
    giver = _giver(noun)
    given = child(giver, "dative") if giver is not None else None
    claim = _claim_span(page, noun, span)
    about: Token | None = None
    if giver is not None and giver.lemma_ in ("give", "see"):
        between = [t for t in giver.doc[giver.i + 1 : giver.sent.end] if t.idx < span.start]
        given = next((t for t in reversed(between) if t.pos_ in ("PROPN", "NOUN", "PRON")), None)
    if given is not None and given.lower_ in ("it", "that", "this") and claim is None:
        return Odds(outer=noun, claim=None, holder=_holder(giver), about=None, condition=None,
                    likelihood=weight, expects=expects)  # fmt: skip
    if given is not None and given.lower_ not in ("it", "that", "this"):
        about = given
    if claim is None and about is not None and giver is not None and giver.lemma_ in ("give", "see"):
        if not happens(about):
            return None
        claim, about = trimmed(page, span_of(about.left_edge, about)), None  # "gives a renewal one chance in five"
    if claim is None or any(token.lemma_.lower() in WON for token in page.tokens(claim)):
        return None
    if giver is None and noun.head.lemma_ == "have" and noun.dep_ == "dobj":
        about = child(noun.head, "nsubj")
    if giver is None and about is None and not _stated(noun, span):
        return None
    condition = condition_tokens(noun) or condition_tokens(noun.sent.root)
    held = trimmed(page, Span(condition[0].idx, condition[-1].idx + len(condition[-1]))) if condition else None
    if held is not None and held.overlaps(claim):
        claim = trimmed(page, Span(claim.start, held.start)) if held.start > claim.start else claim
    if claim.end - claim.start < 4:
        return None
    return Odds(outer=noun, claim=claim, holder=_holder(giver), about=about, condition=held,
                likelihood=weight, expects=expects)  # fmt: skip


def _stated(noun: Token, span: Span) -> bool:
    """Whether the odds are said to be so: "there is a one in three chance that", "the chance of N is 40 per cent"."""
    return noun.head.lemma_ in ("be", "remain", "stand", "see") or span.start > noun.idx


def _giver(noun: Token) -> Token | None:
    """The verb by which somebody gives the odds, if somebody does."""
    current = noun
    for _ in range(4):
        if is_verb(current):
            return current if current.lemma_.lower() in GIVING else None
        if current.head.i == current.i:
            return None
        current = current.head
    return None


def _holder(giver: Token | None) -> Token | None:
    """Who gives the odds: the verb's subject, else the name that begins its sentence ("Ruiz rated the chance")."""
    if giver is None:
        return None
    found = subject_of(giver)
    if found is None:
        found = next((t for t in reversed(giver.doc[giver.sent.start : giver.i]) if t.pos_ in ("PROPN", "PRON")), None)
    return found


def _claim_span(page: Page, noun: Token, span: Span) -> Span | None:
    """What the odds are of: after the noun's (or the quantity's) "that", "of", "for" or "to", up to what ends it."""
    doc, end = noun.doc, noun.sent.end
    first = next((i for i in range(noun.i + 1, min(noun.i + 9, end))
                  if doc[i].lower_ in ("that", "of", "for", "to") and _only_quantity(doc[noun.i + 1 : i], span)),
                 None)  # fmt: skip
    if first is None or first + 1 >= end:
        return None
    last = end
    for i in range(first + 1, end):
        token = doc[i]
        after = doc[min(i + 1, end - 1)].lower_
        closing = token.lower_ in (";", "–", "—", ".") or (token.lower_ == "," and after in CLAUSES)
        ahead = doc[first].idx < token.idx < span.start
        if closing or (ahead and token.idx >= span.start - 4 and token.lower_ in ("at", "is", "as", "to")):
            last = i
            break
        if token.idx >= span.start and span.start > doc[first].idx:
            last = i
            break
    if last > first + 1 and doc[last - 1].lower_ in ("at", "is", "as"):
        last -= 1
    words = [token for token in doc[first + 1 : last] if not token.is_space]
    words = _before_report(words)
    if not words:
        return None
    return trimmed(page, Span(words[0].idx, words[-1].idx + len(words[-1])))


def _only_quantity(words: Words, span: Span) -> bool:
    """Whether nothing stands between the noun and its "of" but the quantity itself."""
    return all(token.idx < span.end + 1 and token.idx >= span.start - 8 for token in words)


def _before_report(words: list[Token]) -> list[Token]:
    """The words before a trailing report (", said Ruiz")."""
    for index, token in enumerate(words):
        if token.lower_ == "," and any(
            t.lemma_ in ("say", "write", "tell", "add") for t in words[index + 1 : index + 8]
        ):
            return words[:index]
    return words


def odds_span(odds: Odds) -> Span:
    """The words of the odds: from who holds them to the end of the claim or quantity, within the sentence."""
    sentence = odds.outer.sent
    spans = [span_of(odds.outer)]
    spans += [odds.claim] if odds.claim is not None else []
    spans += [odds.condition] if odds.condition is not None else []
    spans += [span_of(odds.holder)] if odds.holder is not None else []
    match = QUANTITY.search(sentence.text)
    if match is not None:
        spans.append(Span(sentence.start_char + match.start(), sentence.start_char + match.end()))
    start, end = min(s.start for s in spans), max(s.end for s in spans)
    return Span(max(start, sentence.start_char), min(end, sentence.end_char))
