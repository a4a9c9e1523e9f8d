"""Forecasts: who foretells what, how surely, until when, and on what condition.

"Bolivia is unlikely to agree if prices fall, two traders said" yields the holder two traders, the claim
`Bolivia agree`, that it will not, "unlikely" (.20 to .45 by ICD 203) and the condition `if prices fall`.
A plan, wish, threat, promise or schedule ("will visit on Friday") is none, nor is a "would" or a question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Token

from memcon.model.identify import stable_id
from memcon.model.reading import Forecast, Holder, Statement
from memcon.model.span import Reason, Span, hull
from memcon.model.when import When
from memcon.read.ask_content import (
    SENTENCE,
    Content,
    clause_content,
    lemmas,
    noun_content,
    prose,
    tellers_of,
    without_report,
)
from memcon.read.ask_idioms import said_to_another
from memcon.read.event_actors import parties_of
from memcon.read.event_figurative import under_media
from memcon.read.event_grammar import is_verb
from memcon.read.event_times import published
from memcon.read.forecast_base import ARRANGED, Claim
from memcon.read.forecast_claims import claims_of
from memcon.read.forecast_holders import holder_of, named_by
from memcon.read.forecast_horizon import horizon_in, horizon_of
from memcon.read.forecast_judged import JUDGED, foreseen
from memcon.read.forecast_nouns import noun_claims
from memcon.read.forecast_odds import Odds, odds_in, odds_span
from memcon.read.forecast_score import score_of
from memcon.read.forecast_trim import up_to, without_view
from memcon.read.forecast_weight import SEEN
from memcon.read.forecast_words import Estimates, estimates, likelihood
from memcon.read.page import Page, len_of, span_of
from memcon.read.tellers import Teller

CONDITION_MARKS = frozenset(("if", "unless", "whether", "once", "when", "until", "before", "after", "because"))
QUALIFIER = re.compile(
    r"(?:never|not|n['’]t|probably|likely|almost|nearly|certainly|very|possibly|perhaps|still|also)\s+", re.IGNORECASE
)
THEN = re.compile(r"\b(?:by|before|until) then\b", re.IGNORECASE)
AFFAIRS = re.compile(
    r"\b(?:deal|talks?|ceasefire|truce|wars?|treaty|pact|accord|agreement|sanctions?|elections?|vote|summit|visit|meeting|"
    r"call|embass\w+|ministers?|presidents?|leaders?|troops?|borders?|peace|coup|invasion|government|governments|attack)\b",
    re.IGNORECASE,
)
"""Words of affairs of state: odds on what names no actor and has none of these are the weather's or the market's."""
NEAR = 240
"""Characters within which "by then" and "gave it an even chance" speak of the forecast before."""
LONG_SUBJECT = 60
BESIDE = re.compile(
    r"(?P<think>, (?:I|we) (?:think|believe|suspect|expect|bet|wager|reckon|predict|fear)\b)|"
    r"\b(?:sooner or later|before long|in the end|eventually|mark my words)\b",
    re.IGNORECASE,
)
"""What stands beside a "will" and makes it a forecast."""
PAST_YEAR = re.compile(r"\b(?:1[0-9]\d\d|20\d\d)\b")


def find_forecasts(page: Page) -> tuple[Forecast, ...]:
    """All forecasts of the article in order of their words, each clause once."""
    table = estimates(page.lexicon)
    best: dict[int, Forecast] = {}
    weighed = list(_weighed(page, table))
    told = tellers_of(page)
    for token in prose(page):
        for claim in (*claims_of(token, table), *noun_claims(token)):
            teller = _teller_of(told, claim)
            forecast = _forecast(page, _told(claim, teller), teller) if page.readable(token.idx) else None
            if forecast is None:
                continue
            known = best.get(claim.verb.i)
            if known is None or forecast.confidence > known.confidence:
                best[claim.verb.i] = forecast
    plain = [one for one in best.values() if not any(o.claim and o.claim.overlaps(_span(one)) for o in weighed)]
    found = [*plain, *_put(page, weighed, plain)]
    found += _foreseen(page, table, found, told)
    found.sort(key=lambda f: (f.evidence[0].span, f.id))
    return tuple(_then(one, found[:index]) for index, one in enumerate(found))


def _foreseen(
    page: Page, table: Estimates, found: Sequence[Forecast], told: Mapping[int, Teller]
) -> Iterator[Forecast]:
    """What only the trained heads see foretold."""
    for one in foreseen(page, table, [_span(other) for other in found]):
        forecast = _forecast(page, one.claim, _teller_of(told, one.claim))
        if forecast is not None:
            yield replace(forecast, holder=one.holder) if one.holder is not None else forecast


def _teller_of(told: Mapping[int, Teller], claim: Claim) -> Teller | None:
    teller = told.get(claim.verb.sent.start_char)
    return teller if teller is not None and teller.claim.start <= claim.verb.idx < teller.claim.end else None


def _told(claim: Claim, teller: Teller | None) -> Claim:
    """The claim, surer under somebody who foretells it, turned round under one who doubts it."""
    if claim.rule == "will" and not claim.under and (lead := BESIDE.search(claim.verb.sent.text)) is not None:
        claim = replace(claim, score=max(claim.score, 0.75 if lead["think"] else 0.7))
    if teller is None or claim.under or not (teller.foretells or teller.doubts):
        return claim
    if claim.rule not in ("will", "never", "would"):
        strong = claim.rule in ("set", "poised", "bound", "likely", "unlikely", "sure", "certain") and teller.strong
        return replace(claim, score=max(claim.score, 0.85)) if strong else claim
    lemma = claim.verb.lemma_.lower()
    score = 0.85 if teller.strong or teller.doubts else 0.75 if lemma not in ARRANGED else 0.6
    return replace(claim, score=max(claim.score, score), under=True, negated=claim.negated != teller.doubts, past=False)


def _span(forecast: Forecast) -> Span:
    return forecast.evidence[0].span


def _weighed(page: Page, table: Estimates) -> Iterator[Odds]:
    for sentence in page.parts:
        if len(sentence) <= SENTENCE and page.readable(sentence.start_char) and not under_media(sentence.root):
            yield from odds_in(page, sentence, table)


def _put(page: Page, weighed: Iterable[Odds], plain: Sequence[Forecast]) -> Iterator[Forecast]:
    """The forecasts that odds make; odds on "it" take the claim of the forecast just before."""
    for odds in weighed:
        span = odds_span(odds)
        before = [one for one in plain if 0 <= span.start - _span(one).end <= NEAR]
        if odds.claim is None and not before:
            continue
        statement = page.statement_at(odds.outer.idx)
        holder = named_by(page, odds.holder, statement) or Holder()
        lead = max(before, key=_span) if odds.claim is None else None
        if lead is not None:
            yield replace(
                lead, id=stable_id("for", page.article.id, list(span), lead.claim), holder=holder,
                expects=odds.expects, likelihood=odds.likelihood, when=_when(page, statement),
                statement=statement.id if statement is not None else None, confidence=0.7,
                evidence=page.evidence(span), reasons=(Reason(name="odds on the claim before", weight=0.7),),
            )  # fmt: skip
        elif odds.claim is not None:
            yield _on_odds(page, odds, _unreported(page, odds.claim), span, holder, statement)


REPORTED = re.compile(
    r",[”\"]? (?:[\w'’.-]+ ){1,8}?(?:says?|said|thinks?|writes?|wrote|estimates?|reckons?|believes?|argues?|predicts?|"
    r"calculates?|judges?|holds?|finds?|forecasts?)$"
)


def _unreported(page: Page, claim: Span) -> Span:
    """A claim without ", the risk firm estimates" at its end."""
    match = REPORTED.search(claim.of(page.text)[-120:])
    if match is None:
        return claim
    return Span(claim.start, claim.end - (match.end() - match.start()))


def _on_odds(page: Page, odds: Odds, claim: Span, span: Span, holder: Holder, statement: Statement | None) -> Forecast:
    about = parties_of(page, odds.about, owners=False)
    actors = dict.fromkeys(about.actors)
    for mention in page.mentions_in(claim):
        actors.update(dict.fromkeys(mention.actors))
    times = [time.span for time in page.times if claim.covers(time.span)]
    words = lemmas(t for t in page.tokens(claim) if not any(s.start <= t.idx < s.end for s in times))
    text = claim.of(page.text)
    if odds.about is not None:
        name = page.mention_of(odds.about)
        whole = name is not None and name.span.end <= odds.about.idx + len(odds.about)
        text = f"{(name.span if name is not None and whole else span_of(odds.about)).of(page.text)} {text}"
    between = len({a.state for a in page.actor_of.values() if a.state}) > 1 and holder != Holder()
    score = 0.8 if actors else 0.6 if between or AFFAIRS.search(text) else 0.45
    return Forecast(
        id=stable_id("for", page.article.id, list(span), text),
        article=page.article.id,
        holder=holder,
        claim=text,
        expects=odds.expects,
        actors=tuple(actors),
        subject=words,
        condition=odds.condition.of(page.text) if odds.condition is not None else None,
        horizon=horizon_in(page, claim),
        likelihood=odds.likelihood,
        when=_when(page, statement),
        statement=statement.id if statement is not None else None,
        confidence=score,
        evidence=page.evidence(span),
        reasons=(Reason(name="odds", weight=score),),
    )


def _then(forecast: Forecast, earlier: Sequence[Forecast]) -> Forecast:
    """The forecast; "by then" is the day of the one before it."""
    if forecast.horizon.dated or not THEN.search(forecast.claim):
        return forecast
    last = next((one for one in reversed(earlier) if one.horizon.dated), None)
    near = last is not None and _span(forecast).start - _span(last).end <= NEAR
    return replace(forecast, horizon=last.horizon) if last is not None and near else forecast


def _forecast(page: Page, claim: Claim, teller: Teller | None = None) -> Forecast | None:
    judged = claim.rule == JUDGED
    if not judged and (_supposed(claim) or _asked(claim)):
        return None
    bare = claim.verb.pos_ not in ("NOUN", "PROPN") or claim.rule not in ("expect", JUDGED)
    content = clause_content(page, claim.verb, also=(claim.outer,)) if bare else noun_content(page, claim.verb)
    if content is None:
        return None
    content = up_to(page, without_view(page, without_report(page, content, teller)), teller)
    statement = page.statement_at(claim.verb.idx)
    wished = statement is not None and _wished(page, statement)
    if not judged and (wished or (under_media(claim.verb) and teller is None)):
        return None
    if _history(page, claim) or (claim.rule == "expect" and said_to_another(page, claim.outer)):
        return None  # "told Chad that it expects the men to be freed" asks
    if claim.past and not (statement is not None and _told_past(page, statement, content)):
        return None
    holder, holding = holder_of(page, claim, statement)
    if teller is not None and (teller.foretells or teller.doubts or holder == Holder()):
        named = named_by(page, teller.head, statement)
        if named is not None:
            holder, holding = named, teller.phrase
    subject = parties_of(page, claim.subject)
    horizon = horizon_of(page, claim, content)
    score, reasons = score_of(
        page,
        claim,
        statement,
        holder,
        subject,
        dated=horizon.earliest != horizon.latest,
        on_a_day=_on_a_day(horizon, content.text(page)),
    )
    if judged:
        score, reasons = claim.score, (Reason(name=SEEN, weight=claim.score),)
    if score <= 0:
        return None
    text = _claim_text(page, claim, content)
    actors = dict.fromkeys(subject.actors)
    for mention in page.mentions_in(content.span):
        actors.update(dict.fromkeys(mention.actors))
    span = _evidence_span(claim, content, holding)
    words = _bare_words(content)
    return Forecast(
        id=stable_id("for", page.article.id, list(span), text),
        article=page.article.id,
        holder=holder,
        claim=text,
        expects=claim.expects,
        actors=tuple(actors),
        subject=words,
        condition=content.condition.of(page.text) if content.condition is not None else None,
        horizon=horizon,
        likelihood=likelihood(claim.estimate, negated=claim.negated),
        when=_when(page, statement),
        statement=statement.id if statement is not None else None,
        confidence=round(score, 4),
        evidence=page.evidence(span),
        reasons=reasons,
    )


def _on_a_day(horizon: When, text: str) -> bool:
    return horizon.days == 1 or re.search(r"\bon the \d{1,2}(?:st|nd|rd|th)\b", text) is not None


def _bare_words(content: Content) -> tuple[str, ...]:
    return tuple(word for word in content.subject if word not in ("soon", "never", "anytime"))


def _supposed(claim: Claim) -> bool:
    """Whether the claim is itself only a condition, an aim or a hypothesis."""
    for verb in (claim.verb, claim.outer):
        for kid in verb.children:
            if kid.dep_ in ("mark", "advmod") and kid.i < verb.i and kid.lower_ in CONDITION_MARKS:
                if kid.lower_ in ("whether", "if") and verb.head.lemma_.lower() == "doubt":
                    continue  # "doubts whether Chad will pay"
                return True
            if kid.dep_ == "aux" and kid.lower_ in ("would", "'d", "’d") and not (claim.past or claim.rule in SHIFTED):
                return True
            if kid.dep_ == "mark" and kid.lower_ == "so":
                return True
    head = claim.outer.head
    if claim.outer.dep_ in ("ccomp", "xcomp") and is_verb(head) and head.lemma_ in NO_CLAIM:
        return True
    if claim.outer.dep_ == "ccomp" and claim.rule not in ("will", "never") and head.lemma_ in ("hope", "wish", "want"):
        return True
    return claim.outer.dep_ == "relcl" and claim.rule in ("may", "might", "could", "will") and not claim.under


SHIFTED = frozenset(("would", "sure", "doubt", "likely", "unlikely", "probable", "improbable", "certain"))


def _history(page: Page, claim: Claim) -> bool:
    """Whether a "would" is told of another time ("in 1938 he was certain that the treaty would hold")."""
    if not any(k.lower_ in ("would", "'d", "’d") for k in claim.verb.children) or page.article.published is None:
        return False
    year = int(page.article.published[:4])
    return any(int(found[0]) < year - 1 for found in PAST_YEAR.finditer(claim.verb.sent.text))


def _told_past(page: Page, statement: Statement, content: Content) -> bool:
    """Whether a report in the past turned "will" into this "would": none in direct speech, none of what was not so."""
    if statement.mode == "direct" or not statement.cue:
        return False
    if content.condition is not None and any(t.lower_ in ("were", "had") for t in page.tokens(content.condition)):
        return False
    cue = [token for span in statement.cue for token in page.tokens(span)]
    return any(token.tag_ in ("VBD", "VBN") or token.lower_ == "according" for token in cue)


def _wished(page: Page, statement: Statement) -> bool:
    """Whether the words that report it say a hope, promise or threat."""
    return any(token.lemma_.lower() in WISHING for span in statement.cue for token in page.tokens(span))


WISHING = frozenset("hope wish want promise pledge vow guarantee threaten assure swear demand plan".split())
NO_CLAIM = frozenset(
    "hope wish want promise pledge vow ensure guarantee threaten assure confirm announce swear insist "
    "demand plan decide agree ask wonder pray sure see make commit declare order propose require".split()
)


def _asked(claim: Claim) -> bool:
    sentence = claim.outer.sent
    last = next(
        (token for token in reversed(list(sentence)) if not token.is_space and token.text not in "\"'”’)"), None
    )
    return last is not None and last.text == "?"


def _claim_text(page: Page, claim: Claim, content: Content) -> str:
    """The bare event: who, and the verb phrase without its "will" or "to", in the article's words."""
    text = _without_time(page, content)
    while (match := QUALIFIER.match(text)) is not None:
        text = text[match.end() :]
    if claim.subject is None:
        return text
    phrase = _short_subject(page, claim.subject)
    name = phrase.of(page.text)
    return f"{name} {text}" if len_of(phrase) <= LONG_SUBJECT and not phrase.overlaps(content.span) else text


def _without_time(page: Page, content: Content) -> str:
    """The content without the time at its end, which is the horizon ("sign the pact | before the summer")."""
    last = max((t.span for t in page.times if content.span.start < t.span.start and t.span.end == content.span.end),
               default=None)  # fmt: skip
    if last is None:
        return content.text(page)
    before = page.text[content.span.start : last.start]
    kept = re.sub(
        r"[\s,]*(?:\b(?:by|before|until|till|within|in|on|at|during|for|past|beyond|after|from|the)\s*){0,3}$",
        "",
        before,
    )
    return kept if len(kept.split()) > 1 else content.text(page)


def _short_subject(page: Page, noun: Token) -> Span:
    mention = page.mention_of(noun)
    if mention is not None and mention.span.end >= noun.idx + len(noun):
        return mention.span
    if noun.pos_ == "PRON":
        return span_of(noun)
    left = [kid for kid in noun.subtree if kid.i <= noun.i and noun.i - kid.i <= 6]
    return span_of(min(left, key=lambda token: token.i), noun)


def _evidence_span(claim: Claim, content: Content, holding: Span | None) -> Span:
    sentence = claim.outer.sent
    spans = [span_of(claim.outer), span_of(claim.verb), content.span]
    if claim.subject is not None:
        spans.append(span_of(claim.subject))
    if content.condition is not None:
        spans.append(content.condition)
    if holding is not None:
        spans.append(holding)
    inside = [s for s in spans if sentence.start_char <= s.start and s.end <= sentence.end_char]
    return hull(inside or [span_of(claim.verb)])


def _when(page: Page, statement: Statement | None) -> When:
    return statement.when if statement is not None and statement.when.dated else published(page)
