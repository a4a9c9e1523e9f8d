"""Who asks and who is asked where the clause of asking does not say: speaker, addressee, the other at the table.

"We ask for divers", said by a Chilean to a Peruvian, is Chile asking Peru; "200 megawatts of Nepali power" asks Nepal.
"""

from __future__ import annotations

from spacy.tokens import Token

from memcon.model.span import Span
from memcon.read.ask_drafts import Draft
from memcon.read.ask_scene import counterpart, is_counterpart
from memcon.read.event_actors import NOBODY, Parties, parties_of
from memcon.read.event_grammar import child, is_verb
from memcon.read.page import Page

FIRST_PERSON = frozenset(("we", "i", "us", "our", "my", "me"))


def is_official(page: Page, actor: str) -> bool:
    """Whether an actor speaks for a state or body of states, no paper, company or school."""
    found = page.actor_of.get(actor)
    if found is None or found.kind == "outlet" or found.sector in ("MED", "CVL", "EDU", "BUS"):
        return False
    return found.kind in ("state", "organisation") or found.state is not None


def state_at(page: Page, actor: str) -> str | None:
    """The state of an actor of the article, None where it has none."""
    found = page.actor_of.get(actor)
    return found.state or (actor if found is not None and found.kind == "state" else None) if found else None


def body_asked(page: Page, draft: Draft) -> bool:
    """Whether a body of states is asked, whose name may have a word of sport ("the Arab League")."""
    known = [page.actor_of.get(actor) for actor in draft.asked.actors]
    return any(one is not None and one.kind == "organisation" and one.sector in ("IGO", "GOV") for one in known)


def across_table(page: Page, draft: Draft, asker: Parties) -> Parties:
    """The other at the table, for an ask whose clause names nobody who is asked."""
    noun = child(draft.trigger, "dobj", "dative") if draft.trigger.pos_ == "VERB" else None
    if draft.trigger.lemma_.lower() in DOMESTIC or (draft.asked.unresolved is not None and not is_counterpart(noun)):
        return draft.asked.without(asker.actors)
    if noun is not None and draft.frame in ("appeal", "invite", "warn") and not is_counterpart(noun):
        inside = draft.content is not None and draft.content.span.start <= noun.idx < draft.content.span.end
        if not inside:
            return draft.asked.without(asker.actors)  # "urged all parties": somebody else is asked
    named = _meant(page, draft).without(asker.actors) or _whose(page, draft, asker)
    found = named or counterpart(page, draft.trigger, asker)
    return found or draft.asked.without(asker.actors)


def _whose(page: Page, draft: Draft, asker: Parties) -> Parties:
    """The one other state whose thing is asked for ("200 megawatts of Nepali hydropower")."""
    if draft.content is None or draft.form not in ("request", "demand"):
        return NOBODY
    own = {state_at(page, actor) for actor in asker.actors}
    found: dict[str, Span] = {}
    for mention in page.mentions_in(draft.content.span):
        word = page.token_at(mention.span.start)
        known = page.actor_of.get(mention.actor or "")
        if known is None or known.kind != "state" or known.id in own:
            continue
        if word.dep_ not in ("amod", "compound", "poss"):
            return NOBODY
        found[known.id] = mention.span
    if len(found) != 1:
        return NOBODY
    ((actor, span),) = found.items()
    return Parties(actors=(actor,), spans=(span,), confidence=0.85)


def thanked(page: Page, draft: Draft, asker: Parties) -> Parties:
    """Whom the verb before has as its object: "thanked Chad and proposed a ferry" proposes to Chad."""
    head = draft.trigger.head
    if draft.trigger.dep_ != "conj" or not is_verb(head) or draft.trigger.pos_ != "VERB":
        return NOBODY
    whom = child(head, "dobj", "dative")
    summoned = head.lemma_.lower() in ("summon", "call", "receive", "recall") and draft.frame in ("demand", "appeal")
    if draft.frame not in ("offer", "promise") and not summoned:
        return NOBODY
    return parties_of(page, whom, owners=summoned).without(asker.actors)


def _meant(page: Page, draft: Draft) -> Parties:
    """Whom a wished-for call or meeting is to be with."""
    words = page.tokens(draft.content.span) if draft.content is not None else []
    if not words or not any(t.lemma_ in ("call", "meeting", "talk", "talks", "summit", "audience") for t in words[:4]):
        return NOBODY
    noun = next((child(t, "pobj") for t in words if t.lower_ == "with" and t.dep_ == "prep"), None)
    return parties_of(page, noun)


DOMESTIC = frozenset(
    ("order", "instruct", "command", "tell", "require", "recommend", "advocate", "call", "seek", "need")
)
"""What one does to one's own, or to the world: never taken to mean the other at the table."""


def just_before(page: Page, verb: Token) -> Parties:
    """The name right before a finite verb, where a dateline has upset the parse ("Rabat – Yun today urged")."""
    for token in reversed(verb.doc[max(verb.sent.start, verb.i - 5) : verb.i]):
        if token.pos_ in ("ADV", "AUX") or token.ent_type_ in ("DATE", "TIME") or token.lower_ in ("on", "today"):
            continue
        mention = page.mention_of(token)
        known = page.actor_of.get(mention.actor) if mention is not None and mention.actor else None
        if mention is None or known is None or known.kind not in ("person", "state"):
            break
        return Parties(actors=mention.actors, spans=(mention.span,), confidence=mention.confidence * 0.9)
    return Parties()


def spoken_for(page: Page, asker: Parties, trigger: Token) -> Parties:
    """The asker; "we" and "I" inside a statement are its speaker."""
    pronoun = asker.unresolved or (asker.spans[0] if asker.spans else None)
    if pronoun is None or pronoun.of(page.text).lower() not in FIRST_PERSON:
        return asker
    statement = page.statement_at(trigger.idx)
    if statement is None or statement.speaker.actor is None:
        return asker
    return Parties(actors=(statement.speaker.actor,), spans=(pronoun,), confidence=0.9)


def addressed(page: Page, draft: Draft, asker: Parties) -> Parties:
    """The asked; "you" is whom the statement is addressed to, and a threat's "if X does" is meant for X."""
    asked = draft.asked
    if asked:
        return asked
    statement = page.statement_at(draft.trigger.idx)
    if statement is not None and asked.unresolved is not None and asked.unresolved.of(page.text).lower() == "you":
        actors = tuple(party.actor for party in statement.addressees if party.actor)
        return Parties(actors=actors, spans=(asked.unresolved,) * len(actors), confidence=0.9)
    if draft.form == "invitation" and draft.content is not None:
        for mention in page.mentions_in(Span(draft.trigger.idx, draft.content.span.start)):
            known = page.actor_of.get(mention.actor or "")
            if known is not None and known.kind == "person" and known.id not in asker.actors:
                return Parties(actors=(known.id,), spans=(mention.span,), confidence=mention.confidence * 0.9)
    if draft.form == "warning" and draft.content is not None and draft.content.condition is not None:
        for mention in page.mentions_in(draft.content.condition):
            known = page.actor_of.get(mention.actor or "")
            if known is not None and known.kind == "state" and known.id not in asker.actors:
                return Parties(
                    actors=mention.actors, spans=(mention.span,) * len(mention.actors), confidence=0.85, direct=False
                )
    return asked


def no_outlets(page: Page, parties: Parties) -> Parties:
    """The parties without papers and stations."""
    outlets = tuple(
        actor for actor in parties.actors if (known := page.actor_of.get(actor)) is not None and known.kind == "outlet"
    )
    return parties.without(outlets) if outlets else parties
