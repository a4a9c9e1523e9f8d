"""Forecasts: who foretells what, how surely, until when, and on what condition.

"Bolivia is unlikely to agree if prices fall, two traders said" yields the holder two traders, the claim
`Bolivia agree`, that it will not, "unlikely" (.20 to .45 by ICD 203) and the condition `if prices fall`.
A plan, wish, threat, promise or schedule ("will visit on Friday") is none, nor is a "would" or a question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from spacy.tokens import Token

from memcon.model.identify import stable_id
from memcon.model.reading import Forecast, Holder, Statement, Time
from memcon.model.span import Reason, Span, hull
from memcon.model.when import UNDATED, When, day_range
from memcon.read.ask_content import SENTENCE, Content, clause_content, lemmas, noun_content, prose
from memcon.read.event_actors import Parties, parties_of
from memcon.read.event_figurative import under_media
from memcon.read.event_grammar import child, is_verb, subject_of
from memcon.read.event_times import published
from memcon.read.forecast_claims import PREDICTING, UNWILLED, Claim, claims_of
from memcon.read.forecast_odds import Odds, odds_in, odds_span
from memcon.read.forecast_words import Estimates, estimates, likelihood
from memcon.read.page import Page, len_of, span_of
from memcon.read.time_calendar import add_days, shift

CONDITION_MARKS = frozenset(("if", "unless", "whether", "once", "when", "until", "before", "after", "because"))
FIRST_PERSON = frozenset(("i", "we", "us"))
GENERIC = frozenset(("you", "one", "it", "this", "that", "there", "he", "she", "they", "who", "which", "what"))
QUALIFIER = re.compile(
    r"(?:never|not|n['’]t|probably|likely|almost|nearly|certainly|very|possibly|perhaps|still|also)\s+", re.IGNORECASE
)
LENGTH = re.compile(r"P(\d{1,3}|X)([DWMY])")
SOME = {"D": ("D", 14), "W": ("W", 8), "M": ("M", 12), "Y": ("Y", 5)}
"""How far "within days", "within weeks" and the like are read at the most."""
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


def find_forecasts(page: Page) -> tuple[Forecast, ...]:
    """All forecasts of the article in order of their words, each clause once."""
    table = estimates(page.lexicon)
    best: dict[int, Forecast] = {}
    weighed = list(_weighed(page, table))
    for token in prose(page):
        for claim in claims_of(token, table):
            forecast = _forecast(page, claim) if page.readable(token.idx) else None
            if forecast is None:
                continue
            known = best.get(claim.verb.i)
            if known is None or forecast.confidence > known.confidence:
                best[claim.verb.i] = forecast
    plain = [one for one in best.values() if not any(o.claim and o.claim.overlaps(_span(one)) for o in weighed)]
    found = sorted([*plain, *_put(page, weighed, plain)], key=lambda f: (f.evidence[0].span, f.id))
    return tuple(_then(one, found[:index]) for index, one in enumerate(found))


def _span(forecast: Forecast) -> Span:
    return forecast.evidence[0].span


def _weighed(page: Page, table: Estimates) -> Iterator[Odds]:
    for sentence in page.doc.sents:
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
        holder = _named(page, odds.holder, statement) or Holder()
        lead = max(before, key=_span) if odds.claim is None else None
        if lead is not None:
            yield replace(
                lead, id=stable_id("for", page.article.id, list(span), lead.claim), holder=holder,
                expects=odds.expects, likelihood=odds.likelihood, when=_when(page, statement),
                statement=statement.id if statement is not None else None, confidence=0.7,
                evidence=page.evidence(span), reasons=(Reason(name="odds on the claim before", weight=0.7),),
            )  # fmt: skip
        elif odds.claim is not None:
            yield _on_odds(page, odds, odds.claim, span, holder, statement)


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
    score = 0.8 if actors else 0.6 if AFFAIRS.search(text) else 0.45
    return Forecast(
        id=stable_id("for", page.article.id, list(span), text),
        article=page.article.id,
        holder=holder,
        claim=text,
        expects=odds.expects,
        actors=tuple(actors),
        subject=words,
        condition=odds.condition.of(page.text) if odds.condition is not None else None,
        horizon=_horizon_in(page, claim),
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


def _forecast(page: Page, claim: Claim) -> Forecast | None:
    if _supposed(claim) or _asked(claim):
        return None
    content = clause_content(page, claim.verb, also=(claim.outer,))
    if content is None:
        return None
    statement = page.statement_at(claim.verb.idx)
    if (statement is not None and _wished(page, statement)) or under_media(claim.verb):
        return None
    if claim.past and not (statement is not None and _told_past(page, statement, content)):
        return None
    holder, holding = _holder(page, claim, statement)
    subject = parties_of(page, claim.subject)
    score, reasons = _score(page, claim, statement, holder, subject)
    if score <= 0:
        return None
    named = _claim_text(page, claim, content)
    actors = dict.fromkeys(subject.actors)
    for mention in page.mentions_in(content.span):
        actors.update(dict.fromkeys(mention.actors))
    span = _evidence_span(claim, content, holding)
    words = _bare_words(content)
    return Forecast(
        id=stable_id("for", page.article.id, list(span), named),
        article=page.article.id,
        holder=holder,
        claim=named,
        expects=claim.expects,
        actors=tuple(actors),
        subject=words,
        condition=content.condition.of(page.text) if content.condition is not None else None,
        horizon=_horizon(page, claim, content),
        likelihood=likelihood(claim.estimate, negated=claim.negated),
        when=_when(page, statement),
        statement=statement.id if statement is not None else None,
        confidence=round(score, 4),
        evidence=page.evidence(span),
        reasons=reasons,
    )


def _bare_words(content: Content) -> tuple[str, ...]:
    return tuple(word for word in content.subject if word not in ("soon", "never", "anytime"))


def _supposed(claim: Claim) -> bool:
    """Whether the claim is itself only a condition, an aim or a hypothesis."""
    for verb in (claim.verb, claim.outer):
        for kid in verb.children:
            if kid.dep_ in ("mark", "advmod") and kid.i < verb.i and kid.lower_ in CONDITION_MARKS:
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
    return claim.outer.dep_ == "relcl" and claim.rule in ("may", "might", "could", "will")


SHIFTED = frozenset(("would", "sure", "doubt", "likely", "unlikely", "probable", "improbable", "certain"))


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


def _holder(page: Page, claim: Claim, statement: Statement | None) -> tuple[Holder, Span | None]:
    """Who foretells: the subject of the predicting verb, the speaker of the statement, else the author."""
    verb = claim.verb.head if claim.outer.i == claim.verb.i else claim.outer
    predicting = verb if is_verb(verb) and verb.lemma_.lower() in PREDICTING else None
    if predicting is not None and not (claim.outer.i == predicting.i and child(predicting, "nsubjpass") is not None):
        source = subject_of(predicting)
        named = _named(page, source, statement)
        if source is not None and named is not None:
            return named, _short_phrase(page, source)
    elif claim.rule in ("sure", "doubt"):
        source = child(claim.outer if is_verb(claim.outer) else claim.outer.head, "nsubj", "nsubjpass")
        named = _named(page, source, statement)
        if source is not None and named is not None:
            return named, _short_phrase(page, source)
    told = statement is not None and (statement.speaker.actor or statement.speaker.name != "unnamed")
    if statement is not None and told and not _only_foretold(claim, statement):
        return Holder(actor=statement.speaker.actor, name=statement.speaker.name), None
    source = _according_to(claim.outer)
    if source is not None:
        parties, phrase = parties_of(page, source, owners=False), _short_phrase(page, source)
        actor = parties.actors[0] if len(parties.actors) == 1 else None
        return Holder(
            actor=actor, name=page.actor_of[actor].name if actor in page.actor_of and actor else phrase.of(page.text)
        ), phrase
    return Holder(), None


def _only_foretold(claim: Claim, statement: Statement) -> bool:
    """ "Li is unlikely to agree": whose act is foretold does not foretell it, though his agreeing is his statement."""
    span, subject = statement.speaker.span, subject_of(claim.verb) or subject_of(claim.outer)
    if span is None or subject is None:
        return False
    return span.start <= subject.idx < span.end and claim.outer.idx < min(c.start for c in statement.content)


SOMEBODY = frozenset(
    "analyst expert diplomat trader scholar negotiator lawyer observer economist researcher adviser broker historian "
    "commentator officer professor strategist banker insider academic critic investor".split()
)


def _teller(statement: Statement | None) -> Holder | None:
    if statement is None or (statement.speaker.actor is None and statement.speaker.name == "unnamed"):
        return None
    return Holder(actor=statement.speaker.actor, name=statement.speaker.name)


def _named(page: Page, source: Token | None, statement: Statement | None) -> Holder | None:
    """The holder that a subject names; "I" is who speaks, else the author; None where it names nobody."""
    if source is None:
        return _teller(statement)
    if source.lower_ in FIRST_PERSON:
        return _teller(statement) or Holder()
    parties = parties_of(page, source, owners=False)
    if source.lower_ in GENERIC and not (source.lower_ in ("he", "she", "they", "who") and parties):
        return _teller(statement)
    phrase = _short_phrase(page, source)
    actor = parties.actors[0] if len(parties.actors) == 1 else None
    if source.lemma_.lower() in SOMEBODY and actor in page.actor_of and page.actor_of[actor].kind != "person":
        actor = None  # "one analyst in Muscat" is not Oman
    name = page.actor_of[actor].name if actor is not None and actor in page.actor_of else phrase.of(page.text)
    return Holder(actor=actor, name=name)


def _according_to(verb: Token) -> Token | None:
    """The source of "According to X, ..." in the claim's sentence."""
    sentence = verb.sent
    for token in sentence:
        if token.lower_ == "according" and token.i + 2 < sentence.end and token.nbor().lower_ == "to":
            for kid in token.nbor().children:
                if kid.dep_ == "pobj":
                    return kid
    return None


def _short_phrase(page: Page, noun: Token) -> Span:
    mention = page.mention_of(noun)
    if mention is not None:
        return mention.span
    content = noun_content(page, noun)
    return content.span if content is not None else span_of(noun)


def _score(
    page: Page, claim: Claim, statement: Statement | None, holder: Holder, subject: Parties
) -> tuple[float, tuple[Reason, ...]]:
    value = claim.score
    reasons = [Reason(name=f"rule {claim.rule}", weight=claim.score)]
    pronoun = claim.subject.lower_ if claim.subject is not None else ""
    if pronoun in FIRST_PERSON:
        return 0.0, ()
    own = _own(page, holder, subject)
    willed = claim.verb.lemma_.lower() not in UNWILLED
    if own and claim.rule in ("will", "never", "expect"):
        reasons.append(Reason(name="the holder's own act: a plan or promise", weight=0.4))
        value *= 0.4 if willed else 0.7
    elif statement is not None and claim.rule == "will" and willed and claim.score < 0.6:
        reasons.append(Reason(name="told of another's act", weight=1.1))
        value *= 1.1 if _foreign(page, holder, subject) else 0.85
    if pronoun in ("that", "this", "it", "there") and not subject and claim.score < 0.7:
        value *= 0.7
        reasons.append(Reason(name="what it is about is unsaid", weight=0.7))
    if claim.subject is None or (
        pronoun in GENERIC and not subject and pronoun not in ("that", "this", "it", "they", "he", "she")
    ):
        value *= 0.6
        reasons.append(Reason(name="who or what is unclear", weight=0.6))
    if not subject and not any(True for _ in page.mentions_in(span_of(claim.verb.sent[0], claim.verb.sent[-1]))):
        value *= 0.8
        reasons.append(Reason(name="no actor", weight=0.8))
    if claim.rule == "will" and page.article.kind == "official" and (statement is None or not statement.cue):
        value *= 0.6
        reasons.append(Reason(name="an issuer's own announcement", weight=0.6))
    elif statement is None and claim.rule == "will" and not _argued(page):
        value *= 0.9
    return min(value, 0.95), tuple(reasons)


def _argued(page: Page) -> bool:
    return page.article.kind in ("column", "analysis")


def _own(page: Page, holder: Holder, subject: Parties) -> bool:
    if holder.actor is None:
        return False
    mine = page.actor_of.get(holder.actor)
    if holder.actor in subject.actors:
        return True
    if mine is None or mine.sector not in ("GOV", "MIL", None) or mine.state is None:
        return False
    return any(
        (known := page.actor_of.get(actor)) is not None and known.state == mine.state for actor in subject.actors
    )


def _foreign(page: Page, holder: Holder, subject: Parties) -> bool:
    return bool(subject.actors) and not _own(page, holder, subject)


def _claim_text(page: Page, claim: Claim, content: Content) -> str:
    """The bare event: who, and the verb phrase without its "will" or "to", in the article's words."""
    text = content.text(page)
    while (match := QUALIFIER.match(text)) is not None:
        text = text[match.end() :]
    if claim.subject is None:
        return text
    phrase = _short_subject(page, claim.subject)
    name = phrase.of(page.text)
    return f"{name} {text}" if len_of(phrase) <= LONG_SUBJECT and not phrase.overlaps(content.span) else text


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


def _horizon(page: Page, claim: Claim, content: Content) -> When:
    """The days in which the claim is to come true: of its clause's time; "by" and "before" from the day of print."""
    return _horizon_in(
        page,
        Span(min(claim.outer.idx, content.span.start), max(content.span.end, claim.outer.idx + len(claim.outer))),
    )


def _horizon_in(page: Page, clause: Span) -> When:
    start = published(page)
    for time in page.times:
        if not clause.start <= time.span.start < clause.end or _other_calendar(page, time):
            continue
        if time.value == "FUTURE_REF" and start.earliest is not None:
            return When(earliest=start.earliest, basis="relative")
        if time.type == "DURATION" and (length := _within(page, time, start)) is not None:
            return length
        if not time.when.dated:
            continue
        found = _until(page, time, start)
        if found is not None:
            return found
    return UNDATED


def _other_calendar(page: Page, time: Time) -> bool:
    """Whether a "New Year" is the lunar or another one, whose day the words do not give."""
    token = page.token_at(time.span.start)
    return token.i > 0 and token.nbor(-1).lower_ in ("lunar", "chinese", "persian", "iranian", "orthodox", "jewish")


def _within(page: Page, time: Time, start: When) -> When | None:
    """ "Within a year": from the day of print so long."""
    token = page.token_at(time.span.start)
    match = LENGTH.fullmatch(time.value)
    if (
        match is None
        or start.earliest is None
        or start.latest is None
        or not token.i
        or not (token.nbor(-1).lower_ in ("within", "in", "inside") or _running_out(token))
    ):
        return None
    unit, number = SOME[match[2]] if match[1] == "X" else (match[2], int(match[1]))
    end = shift(date.fromisoformat(start.latest), unit, number)
    return day_range(date.fromisoformat(start.earliest), end, basis="relative")


def _running_out(token: Token) -> bool:
    """ "Before the two months are up": a stretch that has begun and that something is to happen in."""
    around = [other.lower_ for other in token.doc[max(0, token.i - 2) : token.i + 6]]
    return "before" in around[:2] and any(word in around for word in ("up", "over", "out", "end"))


def _next_year(when: When) -> When:
    """The same days a year later."""
    if when.earliest is None or when.latest is None:
        return UNDATED
    first, last = (shift(date.fromisoformat(day), "Y", 1) for day in (when.earliest, when.latest))
    return day_range(first, last, basis=when.basis)


def _until(page: Page, time: Time, start: When) -> When | None:
    when = time.when
    if when.latest is None or time.value == "PRESENT_REF":
        return None
    before = page.token_at(time.span.start)
    lead = before.nbor(-1).lower_ if before.i else ""
    if start.earliest is not None and when.latest < start.earliest:
        if lead not in ("by", "before", "until") or re.search(r"\d{4}|last", time.span.of(page.text)):
            return None
        when = _next_year(when)  # no forecast is of the June that has been
    if when.latest is None or (start.earliest is not None and when.latest < start.earliest):
        return None
    if lead in ("by", "before", "until", "till", "within") and start.earliest is not None:
        latest = date.fromisoformat(when.latest)
        ending = any(token.lower_ in ("end", "close") for token in page.tokens(time.span))
        if lead == "before" and not ending and when.earliest and start.earliest < when.earliest:
            latest = add_days(date.fromisoformat(when.earliest), -1)
        return day_range(date.fromisoformat(start.earliest), latest, basis=when.basis)
    return when
