"""Who acts where the subject does not name an actor: papers, bodies known by their place, crowds, "the kingdom".

"A note released in Bamako denounced Chad": Mali, for its paper speaks for it. "The palace in Rabat ruled it out":
Morocco. "Dockers in Lisbon took to the streets": people of Portugal. "Wine from Chile punished its rivals": nobody.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from memcon.read.event_actors import NOBODY, Parties, by_place, owner_of, parties_of
from memcon.read.event_frames import Frame
from memcon.read.event_grammar import child, children, prepositions, subject_of
from memcon.read.page import Page, span_of

DOCUMENTS = frozenset(
    "act amendment bill broadcast bulletin circular communique communiqué declaration decree directive dispatch "
    "document edict editorial law leaflet letter memo memorandum message note notice order ordinance paper pamphlet "
    "proclamation readout regulation report resolution ruling speech statement telegram treaty verdict cable".split()
)
"""Papers that speak and act for who issues them."""

BODIES = frozenset(
    "admiralty army authority cabinet chancellery coastguard command commission congress council court embassy "
    "government guard headquarters judge judiciary junta leadership legislature magistrate military ministry mission "
    "navy office official palace parliament police policeman presidency prosecutor regime secretariat senate "
    "station treasury tribunal troop force soldier administration diplomat minister garrison unit".split()
)
"""Bodies and people whose place tells whose they are: "the palace in Rabat"."""

CROWDS = frozenset({"crowd", "mob", "union", "throng", "congregation", "community", "youth", "people", "police"})
NOT_CROWDS = frozenset(
    "talk election day year week month thing word price market event place side rain flood wind fire plan rate".split()
)

REALMS = frozenset("kingdom emirate sultanate republic principality federation monarchy island".split())
"""Words for a state by its form, with "the": whichever state the sentence spoke of before."""

AGENTS = (
    BODIES
    | DOCUMENTS
    | CROWDS
    | frozenset(
        "activist admiral adviser advisor agency agent airforce airline alliance ally ambassador analyst "
        "archbishop artillery assembly attache aviation aircraft bank battalion battery battleship bishop "
        "board boat bomber border brigade bureau campaign candidate carrier chairman chancellor chargé chief "
        "city coalition colonel commander commando commissioner committee company consul consulate contingent "
        "convoy corps corvette counterpart coast crew cruiser customs delegate delegation democrat department "
        "deputy destroyer diplomacy director division drone embassy emissary emperor enterprise envoy "
        "executive expert exporter farmer faction fighter firm fisherman fleet flotilla foundation frigate "
        "front general governor group guardsman guerrilla gunboat gunman gunner hacker head helicopter "
        "howitzer importer infantry inspector institute insurgent intelligence interceptor jet jury justice "
        "king lawmaker lawyer leader legislator lieutenant lobby major majority manager manufacturer marine "
        "mediator member mercenary militant militia militiaman minelayer minesweeper missile monarch monarchy "
        "monitor movement negotiator nominee observer officer operator operative opposition organisation "
        "organization paramilitary paratrooper party patrol peacekeeper personnel pilot plane planner platoon "
        "policymaker politician pope premier president priest prince princess producer protester queen "
        "railway ranger rebel regiment regulator representative republican reservist rival rocket ruler "
        "scientist secessionist secretary senator separatist sergeant service serviceman shell ship "
        "shareholder side sniper society speaker spokesman spokesperson spokeswoman squad squadron staff "
        "state student submarine successor sultan supplier supporter tank taskforce team technician tribesman "
        "trooper union vessel vice-president vote voter warlord warplane warship wing worker youth fan "
        "striker marcher nurse docker trucker teacher doctor engineer firefighter medic rescuer paramedic "
        "exporter grower rabbi imam monk judge partisan bomb cyberspy spy source trawler coastguard cutter "
        "launch presidium politburo bloc federation confederation chamber club association league council "
        "clan tribe garrison column".split()
    )
)
"""People, bodies and units through which a state may act; of what else belongs to one ("catfish") it does not."""

INANIMATE = frozenset(
    "ash behaviour behavior beef cargo cold crop currency current cuisine culture debt demand disease drought dust "
    "economy epidemic export failure famine fashion film flood flu food football fruit glacier growth heat history "
    "import inflation invasion language locust market music order outbreak pandemic price product rain rate river sand "
    "sauce shortage smog smoke snow storm temperature tide tourism trade tradition unemployment virus water weather "
    "wheat wind wine winter yen".split()
)
"""What belongs to a state and does nothing on its behalf: "wine from Chile punished its rivals"."""

SPOKEN = frozenset({"THREATEN", "REQUEST", "ACCUSE", "REJECT", "AGREE", "SUPPORT", "CONCEDE", "SANCTION"})
"""Acts that take a will: goods and weather cannot do them."""


def acting_of(page: Page, frame: Frame) -> Parties:
    """Who acts by the subject of a frame's verb, found by what the subject names, owns, or where it stands."""
    verb = frame.anchor
    subject = subject_of(verb)
    if subject is None:
        return NOBODY
    found = parties_of(page, subject)
    if found.way == "owner" and frame.row.type in SPOKEN and lifeless(subject):
        return NOBODY
    if found.way == "owner" and not frame.row.subjects and not agentive(subject):
        return replace(found, way="thing")
    if found:
        return found
    lemma = subject.lemma_.lower()
    other = _serving(page, subject)
    if other:
        return other
    if lemma in DOCUMENTS:
        other = _issued_at(page, subject)
    elif lemma in BODIES or (_by_crowds(frame) and _crowd(subject)):
        other = at_place(page, subject) or (_through(page, verb) if _by_crowds(frame) else NOBODY)
    elif lemma in REALMS and child(subject, "det") is not None:
        other = _realm(page, subject)
    return other or found


def _serving(page: Page, noun: Token) -> Parties:
    """ "hackers working for the Iranian state", "men loyal to Chad": whom people serve acts through them."""
    for clause in noun.children:
        if clause.dep_ not in ("acl", "relcl", "amod") or clause.lemma_.lower() not in SERVING:
            continue
        for word, whom in prepositions(clause):
            served = parties_of(page, whom) or (by_place(page, whom) if word == "from" else NOBODY)
            if word in ("for", "to", "by", "of", "with", "from") and (found := served):
                return replace(found, confidence=min(found.confidence, 0.8), way="owner")
    return NOBODY


SERVING = frozenset(
    "fire launch work act fight loyal serve back arm pay hire sponsor direct allied link support run control".split()
)


def _by_crowds(frame: Frame) -> bool:
    return frame.row.type == "PROTEST" or frame.head.lemma_.lower() in ("boycott", "shun")


def agentive(subject: Token) -> bool:
    """Whether a noun names somebody or something that acts for a state: not its catfish or its carpenters."""
    lemma = subject.lemma_.lower()
    if subject.pos_ != "NOUN" or lemma in AGENTS or lemma.rsplit("-", 1)[-1] in AGENTS:
        return True
    inner = dict(prepositions(subject)).get("of")
    return inner is not None and (inner.pos_ == "PROPN" or inner.lemma_.lower() in AGENTS) and lemma not in INANIMATE


def lifeless(subject: Token) -> bool:
    """Whether a subject is a thing that has no will: goods, weather, prices."""
    return subject.lemma_.lower() in INANIMATE


def _crowd(noun: Token) -> bool:
    lemma = noun.lemma_.lower()
    return noun.pos_ == "NOUN" and (noun.tag_ == "NNS" or lemma in CROWDS) and lemma not in NOT_CROWDS


def at_place(page: Page, noun: Token) -> Parties:
    """The state of the place where a body or crowd is: "dockers in Lisbon", "the station at Nemuro"."""
    for word, place in prepositions(noun):
        if word in ("in", "at", "of", "from", "near") and (there := by_place(page, place)):
            return replace(there, confidence=min(there.confidence, 0.85), way="place")
    return NOBODY


def _through(page: Page, verb: Token) -> Parties:
    """ "Students marched through Lisbon": a crowd is of the place whose streets it takes to."""
    for word, place in prepositions(verb):
        if word in ("through", "across", "in") and (there := by_place(page, place)):
            return replace(there, confidence=min(there.confidence, 0.8), way="place")
    return NOBODY


def _issued_at(page: Page, paper: Token) -> Parties:
    """Whose paper it is: "a statement issued in Bamako", "a government order for the port of Chad"."""
    for clause in children(paper, "acl", "relcl"):
        found = parties_of(page, _agent(clause))
        if found:
            return found
        for word, place in prepositions(clause):
            if word in ("in", "from", "at") and (there := by_place(page, place)):
                return replace(there, confidence=min(there.confidence, 0.8), way="place")
    return at_place(page, paper)


def _agent(verb: Token) -> Token | None:
    by = child(verb, "agent")
    return child(by, "pobj") if by is not None else None


def _realm(page: Page, noun: Token) -> Parties:
    """The state of the nearest place or actor before "the kingdom" in its sentence."""
    for token in reversed(list(noun.doc[max(noun.sent.start, noun.i - 40) : noun.i])):
        if token.ent_type_ not in ("GPE", "NORP"):
            continue
        named = parties_of(page, token) or by_place(page, token)
        states = {page.actor_of[a].state if a in page.actor_of else a for a in named.actors}
        if len(states) == 1 and (state := next(iter(states))) is not None:
            return Parties(actors=(state,), spans=(span_of(noun),), confidence=0.75, way="place")
    return NOBODY


def by_its_paper(page: Page, frame: Frame, target: Parties) -> tuple[Parties, Parties]:
    """Source and target where a paper without an owner binds or strikes: the owner of its object acts.

    "An order that ends Chad's visa scheme for Mali": Chad on Mali; "the communique commits Chad to pay": Chad.
    """
    subject = subject_of(frame.anchor)
    if subject is None or subject.lemma_.lower() not in DOCUMENTS:
        return NOBODY, target
    if frame.head.lemma_.lower() in ("commit", "bind", "oblige"):
        return replace(target, way="owner") if target else NOBODY, NOBODY
    thing = frame.thing
    owner = owner_of(page, thing) if thing is not None else NOBODY
    if owner and target and owner.actors != target.actors:
        return owner, target
    return NOBODY, target


def vowing_speaker(page: Page, frame: Frame) -> Parties:
    """ "Togo told Chad that its gas would be cut off": who speaks makes the threat, where nobody else is named."""
    statement = page.statement_at(frame.head.idx)
    if statement is None or statement.speaker.actor is None or statement.speaker.span is None:
        return NOBODY
    return Parties(actors=(statement.speaker.actor,), spans=(statement.speaker.span,), confidence=0.85, way="speaker")
