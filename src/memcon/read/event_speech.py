"""The status of an act that somebody tells of: their own act stays done, another's is alleged.

"We have signed the pact, Gabon's foreign minister said" done; "Togo says Gabon's troops crossed" alleged;
"Gabon denied that its troops crossed" denied. A statement that is itself denied denies what it says.
"""

from __future__ import annotations

from dataclasses import replace

from memcon.model.reading import EventStatus, Statement
from memcon.read.event_actors import Parties, parties_of
from memcon.read.event_arguments import Arguments
from memcon.read.event_frames import Frame
from memcon.read.event_grammar import CLIMB, child, governor, is_verb, subject_of
from memcon.read.event_stack import REQUEST_MODES
from memcon.read.page import Page
from memcon.read.status import NEGATED, Reality
from memcon.read.status_words import SPEECH

MUTUAL = frozenset({"CONSULT", "COOPERATE", "SUPPORT", "AGREE", "AID"})
TOLD = frozenset({"done", "ongoing"})


def status_in_speech(
    page: Page, frame: Frame, arguments: Arguments, reality: Reality, statement: Statement | None, *, accused: bool
) -> EventStatus:
    """The contract's status for a frame of this reality, in this statement (None: the article's own voice)."""
    status = reality.status
    if status == NEGATED:
        return "denied"
    if accused and status in TOLD:
        return "alleged"
    if status not in TOLD:
        return status  # type: ignore[return-value]
    if statement is not None:
        if statement.denied:
            return "denied"
        tellers = _tellers(page, statement)
        return status if _own_act(page, frame, arguments, tellers) else "alleged"  # type: ignore[return-value]
    tellers_found = _grammatical_speaker(page, frame)
    if tellers_found is None or _own_act(page, frame, arguments, tellers_found):
        return status  # type: ignore[return-value]
    return "alleged"


def speech_of(page: Page, frame: Frame) -> Statement | None:
    """The statement an act is told in; none where the telling word itself takes the act for granted.

    "Oslo condemned Mali's raid": the raid is the article's, only the condemning is Oslo's.
    """
    statement = page.statement_at(frame.head.idx)
    if statement is None or not frame.nominal or frame.verb is not None:
        return statement
    verb, _ = governor(frame.head)
    granted = verb is not None and any(span.start <= verb.idx < span.end for span in statement.cue)
    return None if granted and verb is not None and verb.lemma_.lower() in GRANTING else statement


GRANTING = frozenset(
    "condemn denounce criticise criticize praise welcome deplore regret mourn defend support slam decry blast applaud "
    "oppose support lament hail discuss address raise mention forget forgive recall remember mark".split()
)
"""Verbs whose object is taken to have happened, whoever is their subject."""

DEONTIC = frozenset({"must", "should", "ought"})


def demanded_of(
    page: Page, frame: Frame, arguments: Arguments, reality: Reality
) -> tuple[Frame, Arguments, Reality] | None:
    """ "Chad said Mali must free the crew": a REQUEST of the speaker to whoever must; None when nobody says so."""
    if reality.by is None or reality.by.lower_ not in DEONTIC or not is_verb(frame.anchor):
        return None
    statement = page.statement_at(frame.head.idx)
    speaker = statement.speaker.actor if statement is not None else None
    if speaker is None or statement is None or speaker in arguments.source.actors or not arguments.source:
        return None
    span = statement.speaker.span or frame.trigger
    asker = Parties(actors=(speaker,), spans=(span,), confidence=0.9, way="speaker")
    row = replace(frame.row, type="REQUEST", mode=REQUEST_MODES.get(frame.row.type, "change"), encounter=None)
    return replace(frame, row=row), Arguments(source=asker, target=arguments.source, how="clause"), Reality()


def _tellers(page: Page, statement: Statement) -> tuple[str, ...]:
    """Who speaks; for a speaker with no actor of its own, whom it belongs to ("its army said")."""
    if statement.speaker.actor is not None:
        return (statement.speaker.actor,)
    if statement.speaker.span is None:
        return ()
    tokens = page.tokens(statement.speaker.span)
    inside = {token.i for token in tokens}
    return parties_of(page, next((token for token in tokens if token.head.i not in inside), None)).actors


def _own_act(page: Page, frame: Frame, arguments: Arguments, tellers: tuple[str, ...]) -> bool:
    """Whether a teller belongs to a side whose act this is (either side of a mutual one)."""
    sides = {_state(page, actor) for actor in arguments.source.actors}
    if frame.row.type in MUTUAL:
        sides |= {_state(page, actor) for actor in arguments.target.actors}
    return any(_state(page, teller) in sides for teller in tellers)


def _state(page: Page, actor: str) -> str:
    known = page.actor_of.get(actor)
    return (known.state or actor) if known is not None else actor


def _grammatical_speaker(page: Page, frame: Frame) -> tuple[str, ...] | None:
    """Who says it by the parse alone, where no statement covers the trigger; None: the article does."""
    current = frame.anchor
    for _ in range(CLIMB):
        head = current.head
        if head.i == current.i:
            return None
        if current.dep_ in ("ccomp", "parataxis") and head.lemma_.lower() in SPEECH:
            subject = subject_of(head)
            return parties_of(page, subject).actors if subject is not None else ()
        if current.dep_ in ("relcl", "advcl") or current.dep_ in ("nsubj", "nsubjpass"):
            return None
        if any(kid.dep_ == "parataxis" and kid.lemma_.lower() in SPEECH for kid in head.children):
            teller = next(kid for kid in head.children if kid.dep_ == "parataxis")
            speaker = child(teller, "nsubj")
            return parties_of(page, speaker).actors if speaker is not None else ()
        current = head
    return None
