"""Forecasts: who foretells what, how surely, until when, and on what condition.

"Bolivia is unlikely to agree if prices fall, two traders said" yields the holder two traders, the claim
`Bolivia agree`, that it will not, "unlikely" (.20 to .45 by ICD 203) and the condition `if prices fall`.
A plan, wish, threat, promise or schedule ("will visit on Friday") is none, nor is a "would" or a question.
"""

from __future__ import annotations

import re
from datetime import date

from spacy.tokens import Token

from memcon.model.identify import stable_id
from memcon.model.reading import Forecast, Holder, Statement, Time
from memcon.model.span import Reason, Span, hull
from memcon.model.when import UNDATED, When, day_range
from memcon.read.ask_content import Content, clause_content, noun_content, prose
from memcon.read.event_actors import Parties, parties_of
from memcon.read.event_grammar import child, is_verb, subject_of
from memcon.read.event_times import published
from memcon.read.forecast_claims import PREDICTING, UNWILLED, Claim, claims_of
from memcon.read.forecast_words import estimates, likelihood
from memcon.read.page import Page, len_of, span_of
from memcon.read.time_calendar import add_days, shift

CONDITION_MARKS = frozenset(("if", "unless", "whether", "once", "when", "until", "before", "after", "because"))
FIRST_PERSON = frozenset(("i", "we", "us"))
GENERIC = frozenset(("you", "one", "it", "this", "that", "there", "he", "she", "they", "who", "which", "what"))
QUALIFIER = re.compile(
    r"(?:never|not|n['’]t|probably|likely|almost|nearly|certainly|very|possibly|perhaps|still|also)\s+", re.IGNORECASE
)
LENGTH = re.compile(r"P(\d{1,3})([DWMY])")
LONG_SUBJECT = 60


def find_forecasts(page: Page) -> tuple[Forecast, ...]:
    """All forecasts of the article in order of their words, each clause once."""
    table = estimates(page.lexicon)
    best: dict[int, Forecast] = {}
    for token in prose(page):
        for claim in claims_of(token, table):
            forecast = _forecast(page, claim) if page.readable(token.idx) else None
            if forecast is None:
                continue
            known = best.get(claim.verb.i)
            if known is None or forecast.confidence > known.confidence:
                best[claim.verb.i] = forecast
    return tuple(sorted(best.values(), key=lambda f: (f.evidence[0].span, f.id)))


def _forecast(page: Page, claim: Claim) -> Forecast | None:
    if _supposed(claim) or _asked(claim):
        return None
    content = clause_content(page, claim.verb, also=(claim.outer,))
    if content is None:
        return None
    statement = page.statement_at(claim.verb.idx)
    if statement is not None and _wished(page, statement):
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
            if kid.dep_ == "aux" and kid.lower_ in ("would", "'d", "’d"):
                return True
            if kid.dep_ == "mark" and kid.lower_ == "so":
                return True
    head = claim.outer.head
    if claim.outer.dep_ in ("ccomp", "xcomp") and is_verb(head) and head.lemma_ in NO_CLAIM:
        return True
    if claim.outer.dep_ == "ccomp" and claim.rule not in ("will", "never") and head.lemma_ in ("hope", "wish", "want"):
        return True
    return claim.outer.dep_ == "relcl" and claim.rule in ("may", "might", "could", "will")


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
        if source is not None and source.lower_ not in GENERIC:
            parties = parties_of(page, source, owners=False)
            phrase = _short_phrase(page, source)
            actor = parties.actors[0] if len(parties.actors) == 1 else None
            name = page.actor_of[actor].name if actor in page.actor_of and actor is not None else phrase.of(page.text)
            return Holder(actor=actor, name=name), phrase
    if statement is not None:
        return Holder(actor=statement.speaker.actor, name=statement.speaker.name), None
    source = _according_to(claim.outer)
    if source is not None:
        parties, phrase = parties_of(page, source, owners=False), _short_phrase(page, source)
        actor = parties.actors[0] if len(parties.actors) == 1 else None
        return Holder(
            actor=actor, name=page.actor_of[actor].name if actor in page.actor_of and actor else phrase.of(page.text)
        ), phrase
    return Holder(), None


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
    clause = Span(min(claim.outer.idx, content.span.start), max(content.span.end, claim.outer.idx + len(claim.outer)))
    start = published(page)
    for time in page.times:
        if not clause.covers(time.span):
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


def _within(page: Page, time: Time, start: When) -> When | None:
    """ "Within a year": from the day of print so long."""
    token = page.token_at(time.span.start)
    match = LENGTH.fullmatch(time.value)
    if (
        match is None
        or start.earliest is None
        or start.latest is None
        or not token.i
        or token.nbor(-1).lower_ not in ("within", "in")
    ):
        return None
    end = shift(date.fromisoformat(start.latest), match[2], int(match[1]))
    return day_range(date.fromisoformat(start.earliest), end, basis="relative")


def _until(page: Page, time: Time, start: When) -> When | None:
    if time.when.latest is None or time.value == "PRESENT_REF":
        return None
    if start.earliest is not None and time.when.latest < start.earliest:
        return None
    before = page.token_at(time.span.start)
    lead = before.nbor(-1).lower_ if before.i else ""
    if (
        lead in ("by", "before", "until", "till", "within")
        and start.earliest is not None
        and start.earliest <= time.when.latest
    ):
        latest = date.fromisoformat(time.when.latest)
        if lead == "before" and time.when.earliest is not None and start.earliest < time.when.earliest:
            latest = add_days(date.fromisoformat(time.when.earliest), -1)
        return day_range(date.fromisoformat(start.earliest), latest, basis=time.when.basis)
    return time.when
