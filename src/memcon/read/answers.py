"""Answers that an article gives to the asks in it, and the asks that only a refusal tells of.

"Lima rejected the demand" answers Quito's demand with refused; "made no mention of a visit" answers an invitation
with ignored; "Oslo refused to open its airspace to Vienna" implies that Vienna asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from memcon.model.reading import Answer, Ask
from memcon.model.span import Evidence, Reason, hull
from memcon.read.answer_verbs import Replying, replies_in
from memcon.read.ask_content import lemmas, noun_content
from memcon.read.ask_implied import ANSWER_TRIGGER, share_state
from memcon.read.ask_words import AskWords
from memcon.read.event_actors import NOBODY, parties_of
from memcon.read.event_frames import Frame
from memcon.read.event_grammar import child, prepositions
from memcon.read.event_times import when_of
from memcon.read.page import Page, span_of
from memcon.read.status import reality_of

FORM_NOUNS = {
    "request": {"request", "call", "appeal", "plea", "bid", "petition"},
    "demand": {"demand", "ultimatum", "call", "request", "condition"},
    "offer": {"offer", "proposal", "plan", "suggestion"},
    "invitation": {"invitation", "invite"},
    "promise": {"promise", "pledge"},
    "warning": {"warning", "threat", "ultimatum"},
}  # fmt: skip
ANSWERED = 0.6
VISITS = frozenset(("visit", "trip", "invitation", "travel", "journey", "tour"))
VERDICTS = frozenset(("decision", "ruling", "answer", "verdict", "vote"))
STOPPING = frozenset(("refrain", "stop", "cease", "halt", "avoid", "abandon", "end", "not"))
ENDING = frozenset(("halt", "suspend", "stop", "end", "cease", "withdraw", "leave", "condemn"))
LOOSE = frozenset(("plan", "condition", "call", "bid"))
"""Nouns of asks that far from one most often are of another matter."""
FEW = 2
FAR = 8000
NEAR = 1200
"""Characters after an ask within which "the request" or a bare "declined" still speaks of it."""


def with_answers(page: Page, asks: Sequence[tuple[Ask, Token]], words: AskWords) -> list[Ask]:
    """The asks with the answers found for each, in text order, and the status of the last."""
    heads = frozenset(ask.subject[0] for ask, _ in asks if ask.subject)
    replies = list(replies_in(page, words, heads)) if asks else []
    out = []
    for ask, trigger in asks:
        answers = [
            _answer(page, reply, score) for reply in replies if (score := _fits(page, ask, trigger, reply, asks)) > 0
        ]
        answers = sorted((*ask.answers, *answers), key=lambda a: (a.when.earliest or "", a.evidence[0].span))
        answers = _distinct(answers)
        answers = [answer for answer in answers if answer.confidence >= 0.5]
        ask = _named_by_answer(page, ask, trigger, replies)
        if ask.asker and ask.asked and any(answer.confidence >= 0.75 for answer in answers):
            ask = replace(ask, confidence=max(ask.confidence, ANSWERED))
        out.append(replace(ask, answers=tuple(answers), status=answers[-1].kind if answers else "open"))
    return out


def _named_by_answer(page: Page, ask: Ask, trigger: Token, replies: Sequence[Replying]) -> Ask:
    """A bare "invitation" named by what the answer leaves out ("made no mention of a visit to Hanoi")."""
    if ask.form != "invitation" or ask.subject != (trigger.lemma_.lower(),):
        return ask
    for reply in replies:
        thing = reply.thing
        if (
            reply.frame == "mention"
            and thing is not None
            and thing.lemma_ in VISITS
            and share_state(page, reply.agent.actors, ask.asked)
        ):
            content = noun_content(page, thing)
            if content is not None:
                return replace(ask, what=content.text(page), subject=content.subject)
    return ask


def _distinct(answers: list[Answer]) -> list[Answer]:
    kept: list[Answer] = []
    for answer in answers:
        if not any(answer.evidence[0].span.overlaps(other.evidence[0].span) for other in kept):
            kept.append(answer)
    return kept


def _fits(page: Page, ask: Ask, trigger: Token, reply: Replying, asks: Sequence[tuple[Ask, Token]]) -> float:
    """How surely the reply answers the ask (0: it does not)."""
    if reply.verb.i == trigger.i or (reply.clause is not None and reply.clause.is_ancestor(trigger)):
        return 0.0
    if any(e.span.start <= reply.verb.idx < e.span.end for e in ask.evidence) and trigger.is_ancestor(reply.verb):
        return 0.0
    if (
        trigger.pos_ == "VERB"
        and trigger.is_ancestor(reply.verb)
        and reply.frame != "alone"
        and not _relative(reply.verb, trigger)
    ):
        return 0.0
    if reply.frame == "alone" and trigger.is_ancestor(reply.verb) and not _relative(reply.verb, trigger):
        return 0.0
    answering = ask.asker if ask.form == "promise" else ask.asked
    who = share_state(page, reply.agent.actors, answering)
    if ask.asked and answering and reply.agent and not who:
        return _by_noun_alone(page, ask, trigger, reply, asks)
    if share_state(page, reply.agent.actors, ask.asker) and not who:
        return 0.0
    known = reply.agent and answering
    if reply.frame == "silent":
        return _unheard(page, ask, trigger, reply, asks)
    distance = reply.verb.idx - trigger.idx
    same_sentence = reply.verb.sent.start == trigger.sent.start
    about = _about(page, ask, trigger, reply)
    if reply.frame == "noun":
        return reply.score * (1.0 if known else 0.8) if about and (distance > -400) else 0.0
    if not -400 < reply.verb.idx - trigger.idx < FAR:
        return 0.0
    if ask.form == "promise" and (reply.frame != "give" or reply.thing is None):
        return 0.0
    if reply.frame in ("act", "give", "mention"):
        if reply.frame == "give" and ask.form in ("invitation", "warning", "offer") and reply.kind == "granted":
            return 0.0
        if not about or not known or (distance < -400):
            return 0.0
        return reply.score
    if reply.frame in ("alone", "respond"):
        if (
            reply.thing is not None and reply.frame == "alone" and reply.thing.i > reply.verb.i
        ) or reply.clause is not None:
            return 0.0
        if not known or not 0 < distance < NEAR or not _latest(page, ask, trigger, reply, asks):
            return 0.0
        near = same_sentence or reply.verb.sent.start <= trigger.sent.end
        if reply.frame == "respond" and _of_comment(reply.verb):
            return 0.0
        return reply.score * (1.0 if near else 0.6)
    return 0.0


def _unheard(page: Page, ask: Ask, trigger: Token, reply: Replying, asks: Sequence[tuple[Ask, Token]]) -> float:
    """Silence after an ask: on its noun ("the plea"), or on the last ask before ("no reply came")."""
    thing, distance = reply.thing, reply.verb.idx - trigger.idx
    bare = thing is None or thing.pos_ == "PRON"
    if not 0 < distance < NEAR or ask.form in ("promise", "warning"):
        return 0.0
    if any(trigger.i < other.i < reply.verb.i and one.form != "warning" for one, other in asks if one.id != ask.id):
        return 0.0
    if bare:
        return reply.score * 0.9
    return reply.score if _about(page, ask, trigger, reply) else 0.0


def _by_noun_alone(page: Page, ask: Ask, trigger: Token, reply: Replying, asks: Sequence[tuple[Ask, Token]]) -> float:
    """The noun alone ("the leader accepted the invitation"), where one such ask stands and not its asker speaks."""
    thing = reply.thing
    if (
        reply.frame != "noun"
        or thing is None
        or thing.lemma_.lower() not in FORM_NOUNS[ask.form]
        or child(thing, "poss") is not None
    ):
        return 0.0
    rivals = [one for one, _ in asks if one.form == ask.form]
    if (
        len(rivals) > 1
        or share_state(page, reply.agent.actors, ask.asker)
        or not 0 < reply.verb.idx - trigger.idx < NEAR // 3
    ):
        return 0.0
    return reply.score * 0.65


def _relative(verb: Token, trigger: Token) -> bool:
    """Whether the reply is told in a relative or coordinate clause of the ask's own clause."""
    current = verb
    for _ in range(8):
        if current.i == trigger.i:
            return False
        if current.dep_ in ("relcl", "conj", "parataxis"):
            return True
        current = current.head
    return False


def _of_comment(verb: Token) -> bool:
    """The press's own request for comment is no ask between states."""
    return any(token.lemma_ == "comment" for token in verb.doc[verb.i : verb.i + 9])


def _latest(page: Page, ask: Ask, trigger: Token, reply: Replying, asks: Sequence[tuple[Ask, Token]]) -> bool:
    """Whether no other ask to the same stands between."""
    return not any(
        trigger.i < other.i < reply.verb.i and share_state(page, one.asked, ask.asked)
        for one, other in asks
        if one.id != ask.id
    )


def _about(page: Page, ask: Ask, trigger: Token, reply: Replying) -> bool:
    """Whether what the reply speaks of is the ask's noun ("the demand", "it") or the thing asked."""
    thing = reply.thing
    if thing is not None:
        if thing.i == trigger.i:
            return True
        if thing.lemma_ in VERDICTS:
            thing = next((noun for word, noun in prepositions(thing) if word in ("on", "about", "over")), thing)
        if thing.lemma_.lower() in LOOSE and not -400 < thing.idx - trigger.idx < NEAR:
            return False
        if thing.lemma_.lower() in FORM_NOUNS[ask.form] and reply.frame not in ("give", "act"):
            owner = parties_of(page, child(thing, "poss")) if child(thing, "poss") is not None else NOBODY
            return not owner or bool(share_state(page, owner.actors, ask.asker))
        if (
            reply.frame == "mention"
            and ask.form == "invitation"
            and thing.lemma_ in VISITS
            and ask.subject == (trigger.lemma_.lower(),)
        ):
            return True
        if reply.frame == "give" and reply.verb.lemma_.lower() in ENDING - set(ask.subject):
            return False  # who suspends talks grants no talks
        if reply.frame == "give" and set(ask.subject[:1]) & STOPPING:
            return reply.verb.lemma_.lower() == ask.subject[0] and reply.verb.dep_ not in ("pcomp", "xcomp")
        if ask.form == "promise" and (reply.frame == "noun" or reply.verb.lemma_ == "accept"):
            return False  # "accept an honour" answers no promise in which the word stands
        if _same_thing(ask, trigger, thing):
            return reply.frame != "give" or reply.verb.dep_ not in ("pcomp", "acl", "csubj")
        if reply.frame == "give" and any(_same_thing(ask, trigger, noun) for _, noun in prepositions(reply.verb)):
            return True
    if reply.frame == "give":
        return (
            reply.verb.lemma_.lower() in ask.subject
            and (len(ask.subject) == 1 if thing is None else bool(set(lemmas(thing.subtree)) & set(ask.subject)))
            and not trigger.is_ancestor(reply.verb)
        )
    if reply.frame == "act" and reply.clause is not None:
        own = [token for token in reply.clause.subtree if token.pos_ != "PROPN" and _of_clause(token, reply.clause)]
        common = set(lemmas(own)) & set(ask.subject)
        return len(common) >= min(2, len(ask.subject)) or reply.clause.lemma_.lower() in ask.subject
    return False


def _of_clause(token: Token, verb: Token) -> bool:
    """Whether a word stands in the clause of this verb itself, not in one below or beside it."""
    return token.i == verb.i or next((above.i for above in token.ancestors if above.pos_ == "VERB"), -1) == verb.i


def _same_thing(ask: Ask, trigger: Token, noun: Token) -> bool:
    if trigger.dep_ == "relcl" and trigger.head.i == noun.i:
        return True
    if noun.pos_ != "NOUN" or noun.lemma_.lower() not in ask.subject:
        return False
    # of a thing told at length one word in common far away says nothing: "health" of risks and of a pledge of cover
    near = noun.sent.start == trigger.sent.start or 0 < noun.idx - trigger.idx < NEAR
    return near or len(ask.subject) <= FEW or len(set(lemmas(noun.subtree)) & set(ask.subject)) > 1


def _answer(page: Page, reply: Replying, score: float) -> Answer:
    when, _ = when_of(page, Frame(row=ANSWER_TRIGGER, head=reply.verb, verb=reply.verb), reality_of(reply.verb))
    return Answer(
        kind=reply.kind,
        when=when,
        evidence=_evidence(page, reply),
        confidence=round(min(score, 0.95), 4),
        reasons=(Reason(name=f"{reply.frame}: {reply.verb.lemma_.lower()}", weight=round(score, 4)),),
    )


def _evidence(page: Page, reply: Replying) -> tuple[Evidence, ...]:
    sentence = reply.verb.sent
    spans = [span_of(reply.verb), *reply.agent.spans[:1]]
    if reply.thing is not None:
        spans.append(span_of(reply.thing))
    if reply.clause is not None:
        last = max(reply.clause.subtree, key=lambda token: token.i)
        spans.append(span_of(reply.clause, last))
    inside = [s for s in spans if sentence.start_char <= s.start and s.end <= sentence.end_char]
    return page.evidence(hull(inside or [span_of(reply.verb)]))
