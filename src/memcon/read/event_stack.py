"""Stacked words: "agreed to supply" is an agreement, "refused to meet" a rejection, "called for talks" a request.

The outer word gives the type, the inner one what it is about: the mode, and the target where the outer names none.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from memcon.read.event_frames import Frame
from memcon.read.event_grammar import CLIMB, child, joined_above
from memcon.read.status import NEGATED, Reality

ABSORBING = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN", "CONCEDE"})
KIND = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
HARSH = frozenset({"SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "PROTEST", "THREATEN"})
MATERIAL_FUTURE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "RETREAT", "CONCEDE"})
PROMISING = frozenset({"vow", "pledge", "promise", "ready", "prepared", "willing"})
REQUEST_MODES = {"CONSULT": "meet", "AID": "assist", "COOPERATE": "assist", "SUPPORT": "assist", "AGREE": "assist",
                 "RETREAT": "yield", "CONCEDE": "yield"}  # fmt: skip
COMPLEMENTS = frozenset({"xcomp", "ccomp", "dobj", "pobj", "prep", "pcomp", "acl", "conj", "dative", "attr", "acomp",
                        "advcl",
                         "nsubjpass", "oprd"})  # fmt: skip
REFUSALS = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})


OBJECT_PREPS = frozenset({"for", "to", "of", "on", "upon", "against", "into", "from", "with", "about", "over"})
"""Prepositions that bring what an act is about; "during talks" and "in a meeting" tell only where it fell."""


VOICED = frozenset({"REQUEST", "ACCUSE", "REJECT", "SUPPORT", "PROTEST"})
"""What a demonstration is for: its topic, no act of its own (PLOVER manual, PROTEST)."""


def outer_of(frame: Frame, heads: dict[int, Frame]) -> Frame | None:
    """The frame whose complement this one stands in, None when it stands on its own."""
    current: Token = frame.anchor if frame.verb is not None else frame.head
    for _ in range(CLIMB):
        head, dep = current.head, current.dep_
        if head.i == current.i or dep not in COMPLEMENTS or joined_above(current) is not None:
            return None
        outer = heads.get(head.i)
        if (
            dep in ("advcl", "xcomp", "acl")
            and outer is not None
            and outer.row.type == "PROTEST"
            and frame.row.type in VOICED
        ):
            return outer
        if dep == "advcl" and not any(kid.lower_ == "to" and kid.dep_ == "aux" for kid in current.children):
            return None
        if dep == "nsubjpass" and head.i not in heads:
            return None
        if dep == "prep" and head.i in heads and not (current.lower_ in OBJECT_PREPS and current.i > head.i):
            return None
        outer = heads.get(head.i)
        if outer is not None and outer is not frame:
            if dep == "conj":
                if child(current, "nsubj", "nsubjpass") is not None:
                    return None
            elif (
                outer.row.type in ABSORBING
                or outer.row.type in ("ACCUSE", "SUPPORT")
                or (outer.nominal and outer.row.type == "CONSULT" == frame.row.type and dep == "acl")
            ):
                return outer
        current = head
    return None


def beneath(outer: Frame, inner: list[Frame]) -> Frame | None:
    """The inner frame that says what the outer one is about: the first that follows it, else the first."""
    later = [frame for frame in inner if frame.head.i > outer.head.i]
    return (later or inner)[0] if inner else None


def stacked(outer: Frame, inner: Frame | None) -> Frame:
    """The outer frame with the type and mode that its complement gives it."""
    row = outer.row
    if inner is None:
        return outer
    kind, mode = row.type, row.mode
    lemma = outer.head.lemma_.lower()
    if kind == "REJECT" and not inner.nominal and inner.row.type in (*HARSH, "ACCUSE", "REJECT"):
        return replace(outer, row=replace(row, type="NONE"))
    if kind == "AGREE" and inner.row.type in HARSH and lemma in PROMISING:
        kind, mode = "THREATEN", None
    elif kind in ("REQUEST", "REJECT"):
        mode = REQUEST_MODES.get(inner.row.type, "change" if kind == "REQUEST" else mode)
    if kind == "CONCEDE" and lemma in ("allow", "permit", "let", "authorise", "authorize") and inner.row.type in HARSH:
        return outer
    return replace(outer, row=replace(row, type=kind, mode=mode))


def retyped(frame: Frame, reality: Reality) -> tuple[Frame, Reality]:
    """What PLOVER calls an act not yet done: future kindness is AGREE, kindness that will not be done is REJECT."""
    row = frame.row
    if reality.status == "planned" and row.type in (*MATERIAL_FUTURE, *HARSH) and _unless(frame.anchor):
        return replace(frame, row=replace(row, type="THREATEN", mode=None, encounter=None)), reality
    if reality.status == "planned" and row.type in MATERIAL_FUTURE:
        return replace(frame, row=replace(row, type="AGREE", mode=None)), reality
    if reality.status == "planned" and row.type in ("ASSAULT", "SANCTION", "COERCE", "MOBILIZE") and reality.vowed:
        return replace(frame, row=replace(row, type="THREATEN", mode=None, score=row.score * 0.85)), reality
    if reality.status == NEGATED and reality.wish and row.type in REFUSALS:
        mode = REQUEST_MODES.get(row.type)
        changed = replace(frame, row=replace(row, type="REJECT", mode=mode, encounter=None, score=row.score * 0.75))
        return changed, Reality(by=reality.by)
    return frame, reality


def _unless(verb: Token) -> bool:
    """Whether the act is made to hang on what another does: "will pull out unless"."""
    return any(
        kid.dep_ == "advcl" and any(m.dep_ == "mark" and m.lower_ == "unless" for m in kid.children)
        for kid in verb.children
    )
