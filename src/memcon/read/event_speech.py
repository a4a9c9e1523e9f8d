"""The status of an act that somebody tells of: their own act stays done, another's is alleged.

"We have signed the pact, Gabon's foreign minister said" done; "Togo says Gabon's troops crossed" alleged;
"Gabon denied that its troops crossed" denied. A statement that is itself denied denies what it says.
What a speaker takes for granted ("since Togo invaded", "condemned the raid"), what somebody confirms, and what those
on the spot report of peaceful acts stands as told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from memcon.model.actor import Actor
from memcon.model.reading import EventStatus, Statement
from memcon.read.actor_home import home_state
from memcon.read.event_actors import Parties, parties_of
from memcon.read.event_frames import Frame
from memcon.read.event_grammar import CLIMB, child, governor, is_verb, prepositions, subject_of
from memcon.read.event_issuer import issuer_states
from memcon.read.event_slots import Arguments
from memcon.read.event_sources import at_place
from memcon.read.event_stack import HARSH, REQUEST_MODES
from memcon.read.page import Page
from memcon.read.status import NEGATED, Reality
from memcon.read.status_clauses import infinitive
from memcon.read.status_words import GLAD, SPEECH

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
        claimed = bool(_cue_lemmas(page, statement) & CLAIMING) or statement.hedge is not None
        granted = presupposed(frame) or _condemned(frame) or _judged_within(frame)
        if not claimed and (granted or _known_of(frame, arguments, statement)):
            return status  # type: ignore[return-value]
        if statement.denied:
            return "denied"
        stands = _own_act(page, frame, arguments, _tellers(page, statement)) or _own_operation(page, frame, statement)
        stands = stands or _of_its_own(page, statement) or _at_home(page, arguments, statement)
        stands = stands or _with_the_teller(frame, statement)
        stands = stands or (not claimed and _vouched(page, frame, arguments, statement))
        return status if stands else "alleged"  # type: ignore[return-value]
    speaker = _grammatical_speaker(frame)
    if speaker is None or _own_act(page, frame, arguments, parties_of(page, speaker).actors):
        return status  # type: ignore[return-value]
    said_by = speaker.lemma_.lower()
    if speaker.lower_ in WATCHING:
        return status  # type: ignore[return-value]
    tellers = [known for actor in parties_of(page, speaker).actors if (known := page.actor_of.get(actor)) is not None]
    if said_by in SHOWING or (frame.row.type in PUBLIC and not _of_the_harmed(page, arguments, tellers)):
        return status  # type: ignore[return-value]
    trusted = said_by in REPORTING | ON_THE_SPOT or (said_by in BODIES and not parties_of(page, speaker))
    return status if trusted and frame.row.type not in FORCEFUL else "alleged"  # type: ignore[return-value]


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


def presupposed(frame: Frame) -> bool:
    """Whether an act is taken for granted by whoever speaks: "after Togo invaded", "since the attack"."""
    current = frame.anchor
    for _ in range(CLIMB):
        head = current.head
        if current.dep_ == "advcl" and any(
            kid.dep_ in ("mark", "advmod") and kid.lower_ in ("after", "since", "when", "once", "as", "while")
            for kid in current.children
        ):
            return not _ahead(head)
        if current.i == frame.head.i and frame.nominal and named_as_occasion(current):
            return frame.verb is None and not _ahead(governor(head)[0] or head)
        if current.dep_ in ("pobj", "pcomp") and _backward(head):
            verb, _ = governor(head)
            return verb is None or not _ahead(verb)
        if head.i == current.i or current.dep_ in ("ccomp", "relcl", "parataxis", "nsubj", "nsubjpass"):
            return False
        current = head
    return False


OCCASION = frozenset({"during", "at", "throughout", "amid"})
"""What names the occasion of something told: "denied that the dam was raised during talks" denies no talks."""


def named_as_occasion(noun: Token) -> bool:
    """Whether a noun only names the occasion of what its clause tells, which may be denied without it."""
    return noun.dep_ == "pobj" and noun.head.lower_ in OCCASION


def _backward(prep: Token) -> bool:
    """ "after", "following", "in response to"."""
    if prep.lower_ in ("after", "following", "since", "amid", "despite"):
        return True
    return prep.lower_ in ("to", "for") and prep.head.lower_ in ("response", "reaction", "retaliation", "revenge")


def _ahead(verb: Token) -> bool:
    """Whether a clause tells of what is to come or might: then nothing in it is granted."""
    return any(kid.dep_ == "aux" and (kid.tag_ == "MD" or kid.lower_ in ("'ll", "to")) for kid in verb.children)


def _condemned(frame: Frame) -> bool:
    """ "We condemn Togo's raid", "thanked Togo for its aid": an act that is judged has happened."""
    if not frame.nominal or frame.verb is not None:
        return False
    verb, way = governor(frame.head)
    return verb is not None and way in ("dobj", "nsubjpass", "for") and verb.lemma_.lower() in JUDGING


def _judged_within(frame: Frame) -> bool:
    """ "Glad of the help that Chad gave", "welcome the project run by Mali": what is judged kindly is granted.

    The act stands in a clause that says which thing is meant, or is the reason of a feeling.
    """
    current = frame.anchor
    aside = False
    for _ in range(CLIMB):
        head = current.head
        if head.i == current.i:
            return False
        if current.dep_ == "pcomp" and head.lower_ == "for" and head.head.lemma_.lower() in KIND:
            return True
        if current.dep_ in ("ccomp", "advcl", "xcomp") and not aside:
            return head.lemma_.lower() in GLAD and not infinitive(current) and not _ahead(frame.anchor)
        if current.dep_ in ("relcl", "acl") and not infinitive(current):
            aside = True
        elif current.dep_ not in ("prep", "pobj", "conj", "appos", "dobj", "compound"):
            return False
        if aside and (is_verb(head) or head.pos_ == "ADJ"):
            kindly = head.lemma_.lower() in GLAD | KIND
            return kindly and not _ahead(head) and not _ahead(frame.anchor)
        current = head
    return False


KIND = frozenset("welcome praise applaud hail thank commend appreciate salute acknowledge recognise recognize".split())

JUDGING = frozenset(
    "condemn denounce deplore regret mourn welcome praise applaud hail lament thank commend appreciate decry".split()
)

CLAIMING = frozenset({"claim", "allege", "accuse", "purport", "insist", "speculate", "suspect", "fear", "believe"})
CONFIRMING = frozenset(
    "confirm acknowledge admit concede recall verify regret remember find discover establish document prove".split()
)
ON_THE_SPOT = frozenset(
    "organiser organisers organizer organizers police witness witnesses resident residents observer observers "
    "authorities officials rescuers monitors firefighters medics".split()
)
"""Who tells of what they saw or kept order at."""


def _cue_lemmas(page: Page, statement: Statement) -> set[str]:
    return {token.lemma_.lower() for span in statement.cue for token in page.tokens(span)}


def _vouched(page: Page, frame: Frame, arguments: Arguments, statement: Statement) -> bool:
    """Whether the teller confirms the act, saw it, reports it for a living, or blames nobody by telling it."""
    if _cue_lemmas(page, statement) & CONFIRMING:
        return True
    harsh = frame.row.type in HARSH - {"PROTEST"}
    tellers = [known for actor in _tellers(page, statement) if (known := page.actor_of.get(actor)) is not None]
    words = statement.speaker.name.lower().split()
    if not arguments.source and harsh and not frame.nominal:
        return True
    if any(teller.kind == "outlet" for teller in tellers) or (words and words[-1] in REPORTING):
        return frame.row.type not in FORCEFUL
    if any(teller.sector == "IGO" for teller in tellers) or set(statement.speaker.name.split()) & MONITORS:
        return True
    if set(words) & WATCHING and not (tellers and _of_the_harmed(page, arguments, tellers)):
        return True
    if not tellers and set(words) & BODIES:
        return frame.row.type not in FORCEFUL
    if not any(teller.state for teller in tellers) and frame.row.type not in DISPUTED:
        return True
    if frame.row.type in PUBLIC and not _of_the_harmed(page, arguments, tellers):
        return True
    if words and words[-1] in ON_THE_SPOT:
        accused = {_state(page, actor) for actor in arguments.source.actors}
        return not harsh or not tellers or all(not t.state or t.state in accused for t in tellers)
    theirs = {_state(page, actor) for actor in arguments.target.actors}
    return (
        not harsh and frame.row.type not in ("ACCUSE", "REJECT") and any((t.state or t.id) in theirs for t in tellers)
    )


def _of_the_harmed(page: Page, arguments: Arguments, tellers: Sequence[Actor]) -> bool:
    """Whether who tells it is of the side that the act was done to."""
    theirs = {_state(page, actor) for actor in arguments.target.actors}
    return any((teller.state or teller.id) in theirs for teller in tellers)


PUBLIC = frozenset(
    {"CONSULT", "AGREE", "SUPPORT", "CONCEDE", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "PROTEST", "SANCTION"}
)
"""Acts done before the world: who tells of them reports, unless it is the side they were aimed at."""

SHOWING = frozenset("clip video footage photograph photo picture image record log data recording radar".split())
"""What shows an act rather than tells of it."""

WATCHING = frozenset(
    "monitors observers inspectors investigators rescuers coastguard coastguards residents villagers organisers "
    "cooperative pathologists examiners surveyors auditors eyewitnesses survivors harbourmaster harbormaster".split()
)
"""Who was there, inquired or kept the books."""

BODIES = frozenset({"ministry", "government", "presidency", "army", "military", "embassy", "cabinet", "office"})
"""Bodies that speak for the side a text is about when it does not say whose they are."""

FORCEFUL = frozenset({"ASSAULT", "THREATEN"})

DISPUTED = FORCEFUL | {"COERCE", "ACCUSE", "REJECT"}
"""Of these a teller who belongs to no known state is not believed without more."""

MONITORS = frozenset({"UN", "U.N.", "Nations", "OSCE", "IAEA", "OPCW", "Amnesty", "ICRC"})
"""Words in the names of those who inquire and take no side."""

REPORTING = frozenset({"agency", "newspaper", "broadcaster", "magazine", "television", "radio", "media", "tv", "daily"})

CONCRETE = frozenset(
    "attack invasion strike airstrike killing assassination bombing shooting raid visit meeting summit agreement "
    "aggression onslaught bombardment shelling occupation crackdown siege offensive withdrawal annexation "
    "arrest war protest demonstration ceasefire evacuation ban sanction embargo".split()
)
"""Acts that a definite noun takes for granted, and that are no mere judgement of what somebody does."""


def _known_of(frame: Frame, arguments: Arguments, statement: Statement) -> bool:
    """ "Mali's envoy said the invasion had failed": a definite act of the public record, whatever is said of it."""
    noun = frame.head
    if not frame.nominal or frame.verb is not None or noun.lemma_.lower() not in CONCRETE:
        return False
    determiner = child(noun, "det", "poss")
    if determiner is None or determiner.lower_ in ("a", "an", "any", "no", "another", "some", "every", "each"):
        return False
    return statement.mode != "direct" or frame.row.type not in HARSH or not arguments.source


def _own_operation(page: Page, frame: Frame, statement: Statement) -> bool:
    """ "The minister said the rebel was killed in an army operation": the teller's side did it."""
    if frame.nominal or child(frame.anchor, "nsubjpass") is None or child(frame.anchor, "agent") is not None:
        return False
    ours = {_state(page, teller) for teller in _tellers(page, statement)}
    for word, noun in prepositions(frame.anchor):
        if word in ("in", "during") and noun.lemma_.lower() in ("operation", "raid", "strike", "airstrike", "mission"):
            return any(_state(page, actor) in ours for actor in parties_of(page, noun).actors)
    return False


def _with_the_teller(frame: Frame, statement: Statement) -> bool:
    """ "The help that Chad gave us": who was given to, or acted along with others, knows what was done."""
    if frame.row.type in HARSH:
        return False
    hosts = (frame.head, frame.anchor, *(token for token in (frame.thing,) if token is not None))
    ours = [kid for host in hosts for kid in host.children if kid.lower_ in FIRST]
    ours += [noun for host in hosts for word, noun in prepositions(host) if noun.lower_ in FIRST]
    return statement.mode == "direct" and bool(ours)


FIRST = frozenset({"we", "us", "our", "me", "i", "my"})


def _of_its_own(page: Page, statement: Statement) -> bool:
    """ "Bolivia signed, its negotiator said": who belongs to "it" speaks for it."""
    span = statement.speaker.span
    tokens = page.tokens(span) if span is not None else []
    if not tokens or statement.speaker.actor is not None:
        return False
    return tokens[0].lower_ in ("its", "their", "his", "her") and statement.mode != "direct"


OWN_BODIES = BODIES | frozenset(
    "forces force navy naval guard guards coastguard spokesman spokeswoman spokesperson official officials officer "
    "command staff police marines".split()
)
"""Bodies and offices that a dateline makes those of its state."""


def _at_home(page: Page, arguments: Arguments, statement: Statement) -> bool:
    """ "AMMAN - Jordanian aircraft bombed a depot, the armed forces said": whoever did it tells it at home."""
    words = set(statement.speaker.name.lower().split())
    tellers = [known for actor in _tellers(page, statement) if (known := page.actor_of.get(actor)) is not None]
    if not words & OWN_BODIES or any(teller.state for teller in tellers):
        return False
    home = home_state(page)
    return home is not None and home in {_state(page, actor) for actor in arguments.source.actors}


ENVOYS = frozenset({"embassy", "consulate", "mission", "commission", "ambassador", "consul"})
"""Bodies and people who are at a place for another state."""

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
    """Who speaks; for a speaker with no actor of its own, whom it belongs to ("its army said") or who issued it."""
    if statement.speaker.actor is not None:
        return (statement.speaker.actor,)
    issuers = issuer_states(page, statement)
    if issuers:
        return issuers
    if statement.speaker.span is None:
        return ()
    tokens = page.tokens(statement.speaker.span)
    inside = {token.i for token in tokens}
    head = next((token for token in tokens if token.head.i not in inside), None)
    found = parties_of(page, head).actors
    if found or head is None or head.lemma_.lower() in ENVOYS:
        return found
    return at_place(page, head).actors


def _own_act(page: Page, frame: Frame, arguments: Arguments, tellers: tuple[str, ...]) -> bool:
    """Whether a teller belongs to a side whose act this is (either side of a mutual one)."""
    sides = {_state(page, actor) for actor in arguments.source.actors}
    if frame.row.type in MUTUAL:
        sides |= {_state(page, actor) for actor in arguments.target.actors}
    return any(_state(page, teller) in sides for teller in tellers)


def _state(page: Page, actor: str) -> str:
    known = page.actor_of.get(actor)
    return (known.state or actor) if known is not None else actor


def _grammatical_speaker(frame: Frame) -> Token | None:
    """Who says it by the parse alone, where no statement covers the trigger; None: the article does."""
    current = frame.anchor
    for _ in range(CLIMB):
        head = current.head
        if head.i == current.i:
            return None
        if current.dep_ in ("ccomp", "parataxis") and head.lemma_.lower() in SPEECH:
            return subject_of(head) or head
        if current.dep_ in ("relcl", "advcl") or current.dep_ in ("nsubj", "nsubjpass"):
            return None
        teller = next((k for k in head.children if k.dep_ == "parataxis" and k.lemma_.lower() in SPEECH), None)
        if teller is not None:
            return child(teller, "nsubj") or teller
        current = head
    return None
