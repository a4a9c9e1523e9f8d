"""What the calibration knows of an event: how its sides were found, what carries it, in whose voice it is told.

"Chad shelled Mali" has `source named` and `target named`; a passive without "by" has `no source`.
"""

from __future__ import annotations

from collections.abc import Sequence

from memcon.model.actor import Actor
from memcon.read.event_confidence import OF_A_WORK, OFFICIAL
from memcon.read.event_figurative import told_of_a_work
from memcon.read.event_frames import Frame
from memcon.read.event_slots import Arguments
from memcon.read.page import Page

NEEDS_TARGET = frozenset({"CONSULT", "COOPERATE", "AID", "SANCTION"})


def signs_of(page: Page, frame: Frame, arguments: Arguments, *, negated: bool) -> tuple[str, ...]:
    """What the calibration knows of an event: how its sides were found, what carries it, in whose voice."""
    source, target = arguments.source, arguments.target
    signs = [f"source {source.way}" if source else "no source"]
    none = "no target, none needed" if frame.row.type in ALONE else "no target"
    signs.append(f"target {target.way}" if target else none)
    if not target and frame.row.type in NEEDS_TARGET:
        signs.append("target needed")
    if arguments.how == "clause":
        signs.append("target of a clause")
    if frame.nominal:
        signs.append("noun" if frame.verb is None else "noun of a light verb")
    if frame.row.objects:
        signs.append("verb and object")
    if not political(page, (*source.actors, *target.actors)):
        signs.append("no public actor")
    elif frame.row.type == "CONSULT" and not all(
        political(page, (actor,)) for actor in (*source.actors, *target.actors)
    ):
        signs.append("private side")
    if negated:
        signs.append("not done")
    if frame.row.type in SHOWN and told_of_a_work(page.text, frame.head.idx):
        signs.append(OF_A_WORK)
    sentence = page.sentence_at(frame.head.idx)
    if (sentence is not None and (sentence.voice == "opinion" or sentence.opinion >= 0.5)) or page.article.kind in (
        "column",
        "analysis",
    ):
        signs.append("opinion")
    return tuple(signs)


def told_signs(page: Page, kind: str, status: str, source: Sequence[str], target: Sequence[str]) -> tuple[str, ...]:
    """What an act is and between whom: its type and status, who its sides are, whether they are of one state."""
    signs = [f"type {kind}", f"status {status}"]
    if page.article.kind == "official":
        signs.append(OFFICIAL)
    states = []
    for side, actors in (("source", source), ("target", target)):
        known = [page.actor_of.get(name) for name in actors]
        signs += sorted({f"{side} {_sort(actor)}" for actor in known}) or [f"{side} nobody"]
        states.append({actor.state if actor is not None else name for name, actor in zip(actors, known, strict=True)})
    whole = len({state for side in states for state in side if state})
    signs.append(f"states {min(whole, 3)}")
    if all(states) and states[0] == states[1]:
        signs.append("of one state")
    return tuple(signs)


PUBLIC = frozenset({"GOV", "MIL", "IGO", "LEG", "JUD", "COP", "SPY"})


def _sort(actor: Actor | None) -> str:
    """Which sort of actor it is: a state, somebody in office, a private person, a public body, a group."""
    if actor is None:
        return "state"
    if actor.kind == "person":
        return "official" if actor.office else "person"
    if actor.kind == "group":
        return "group of a state" if actor.state else "group"
    if actor.kind == "organisation":
        return "public body" if actor.sector in PUBLIC else "body"
    return actor.kind


ALONE = frozenset({"MOBILIZE", "PROTEST"})
"""Acts that often aim at nobody who is named."""

SHOWN = frozenset({"ASSAULT", "MOBILIZE", "COERCE", "CONSULT", "SUPPORT", "AGREE", "THREATEN", "RETREAT", "REJECT"})
"""What films, novels and matches show."""

PRIVATE = frozenset({None, "CVL", "MED", "BUS", "UNK", "EDU", "LAB", "AGR", "CRM", "HLH"})


UNIFORMED = frozenset(
    "agents commandos forces gendarmes guards gunners guns jets marines officers paratroopers police patrols "
    "peacekeepers rangers sailors soldiers squad troops warships ships destroyers frigates officials diplomats "
    "lawmakers negotiators ministers".split()
)


def political(page: Page, actors: tuple[str, ...]) -> bool:
    """Whether any of the actors is a state, holds an office or belongs to a public body or armed group."""
    for name in actors:
        actor = page.actor_of.get(name)
        if actor is None or actor.kind == "state" or actor.office is not None or actor.sector not in PRIVATE:
            return True
        if actor.kind == "group" and actor.state is not None and set(actor.name.lower().split()) & UNIFORMED:
            return True
    return False
