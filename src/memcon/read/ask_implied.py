"""Asks that only their refusal tells of: "refused to approve the pipeline", "would not open its airspace".

Who asked is whoever the refused thing was for, or the one it vexed ("aggravated Moscow by refusing"); where the
text names nobody the asker stays empty and the ask below .5.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from memcon.model.identify import stable_id
from memcon.model.reading import Answer, Ask
from memcon.model.span import Reason, Span, hull
from memcon.read.ask_content import Content, clause_content, prose
from memcon.read.channels import channel_of
from memcon.read.event_actors import NOBODY, Parties, parties_of
from memcon.read.event_frames import Frame
from memcon.read.event_grammar import child, is_passive, is_verb, object_of, subject_of
from memcon.read.event_times import when_of
from memcon.read.page import Page, span_of
from memcon.read.status import reality_of
from memcon.read.triggers import Trigger

ANSWER_TRIGGER = Trigger(kind="verb", type="AGREE")


def implied_asks(page: Page, asks: Sequence[Ask]) -> list[tuple[Ask, Token]]:
    """Asks that only their refusal tells of: "refused to approve the pipeline", "would not open its airspace"."""
    found = []
    for verb in prose(page):
        if verb.pos_ != "VERB" or not page.readable(verb.idx):
            continue
        refused = _refused(page, verb)
        if refused is None:
            continue
        agent, content, sure = refused
        if any(
            share_state(page, agent.actors, ask.asked or agent.actors) and set(ask.subject) & set(content.subject)
            for ask in asks
        ):
            continue
        asker = _beneficiary(page, verb, content, agent)
        found.append((_implied(page, verb, agent, asker, content, sure), verb))
    return found


def _refused(page: Page, verb: Token) -> tuple[Parties, Content, float] | None:
    if verb.lemma_ in ("refuse", "decline") and reality_of(verb).status not in ("possible", "planned", "denied"):
        if any(kid.dep_ == "neg" for kid in verb.children):
            return None
        clause = next((k for k in verb.children if k.dep_ == "xcomp" and is_verb(k)), None)
        wanted = clause is not None and clause.lemma_.lower() in GRANTING
        agent = parties_of(page, subject_of(verb))
        content = clause_content(page, clause) if clause is not None and wanted else None
        return (agent, content, 0.75) if agent and agent.direct and content else None
    if verb.lemma_.lower() not in GRANTING or is_passive(verb):
        return None
    helpers = {kid.lower_ for kid in verb.children if kid.dep_ == "aux"}
    letting = verb.lemma_.lower() in ("let", "allow", "permit")
    if not any(kid.dep_ == "neg" for kid in verb.children):
        return None
    if not helpers & ({"would", "wo", "will", "did"} if letting else {"would", "wo", "will"}):
        return None
    subject = child(verb, "nsubj")
    agent = parties_of(page, subject)
    known = page.actor_of.get(agent.actors[0]) if len(agent.actors) == 1 else None
    content = clause_content(page, verb)
    whom = _let_do(verb) if letting else None
    if (
        known is None
        or content is None
        or (object_of(verb) is None and whom is None)
        or not (known.kind == "state" or known.state)
    ):
        return None
    bare = tuple(lemma for lemma in content.subject)
    start = content.span.start
    if page.token_at(start).dep_ == "neg":
        content = replace(content, span=Span(page.token_at(start).nbor().idx, content.span.end))
    return agent, replace(content, subject=bare), 0.7 if whom is not None else 0.6


GRANTING = frozenset(
    "open send provide give supply allow let permit approve sign join withdraw lift ease extradite "
    "release recognise recognize deliver sell grant host receive ratify pay return halt stop cease "
    "condemn impose support back transfer hand lend share accept admit cut suspend ban apologise "
    "apologize publish disclose negotiate deploy contribute vote endorse".split()
)


def _beneficiary(page: Page, verb: Token, content: Content, agent: Parties) -> Parties:
    """Who the refused thing was for: the one it vexed, or to or for whom it would have been."""
    if verb.lemma_.lower() in ("let", "allow", "permit") and (whom := _let_do(verb)) is not None:
        found = parties_of(page, whom).without(agent.actors)
        if found:
            return found
    head = verb.head.head if verb.dep_ == "pcomp" else None
    if head is not None and is_verb(head):
        vexed = parties_of(page, child(head, "dobj"), owners=False).without(agent.actors)
        if vexed:
            return vexed
    for token in page.tokens(content.span):
        if token.dep_ == "dative" and token.pos_ in ("PROPN", "NOUN", "PRON"):
            found = parties_of(page, token, owners=False).without(agent.actors)
            if found:
                return found
        if (
            token.lower_ in ("to", "for")
            and token.dep_ in ("prep", "dative")
            and (noun := child(token, "pobj")) is not None
        ):
            found = parties_of(page, noun).without(agent.actors)
            if found:
                return found
    return NOBODY


def _let_do(verb: Token) -> Token | None:
    """Who is not let do something: "would not let the Chadian lorries pass"."""
    for kid in verb.children:
        if kid.dep_ in ("ccomp", "xcomp") and kid.i > verb.i and (inner := child(kid, "nsubj")) is not None:
            return inner
    return child(verb, "dobj")


def _implied(page: Page, verb: Token, agent: Parties, asker: Parties, content: Content, sure: float) -> Ask:
    span = hull(
        [
            span_of(verb),
            content.span,
            *(s for s in agent.spans[:1] if s.start >= verb.sent.start_char and s.end <= verb.sent.end_char),
        ]
    )
    reality = reality_of(verb)
    when, _ = when_of(page, Frame(row=ANSWER_TRIGGER, head=verb, verb=verb), reality)
    statement = page.statement_at(verb.idx)
    answer = Answer(
        kind="refused",
        when=when,
        evidence=page.evidence(span),
        confidence=round(sure, 4),
        reasons=(Reason(name="the refusal that tells of the ask", weight=sure),),
    )
    return Ask(
        id=stable_id("ask", page.article.id, list(span), "implied"),
        article=page.article.id,
        asker=asker.actors,
        asked=agent.actors,
        what=content.text(page),
        subject=content.subject,
        channel=channel_of(page.token_at(content.span.start), "REQUEST", page.lexicon),
        form="request",
        condition=content.condition.of(page.text) if content.condition else None,
        answers=(answer,),
        status="refused",
        statement=statement.id if statement is not None else None,
        confidence=round(sure * agent.confidence * (0.95 if asker else 0.6), 4),
        evidence=page.evidence(span),
        reasons=(
            Reason(name="implied by a refusal", weight=sure),
            Reason(name="asker from context" if asker else "asker unknown", weight=0.95 if asker else 0.6),
        ),
    )


def share_state(page: Page, left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether they share an actor or a state (Seoul answers for its minister)."""
    if set(left) & set(right):
        return True
    return bool(_states(page, left) & _states(page, right))


def _states(page: Page, actors: tuple[str, ...]) -> set[str]:
    found = set()
    for actor in actors:
        known = page.actor_of.get(actor)
        if known is not None:
            found.add(known.state or (actor if known.kind == "state" else ""))
    return found - {""}
