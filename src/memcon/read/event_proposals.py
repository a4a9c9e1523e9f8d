"""Acts that no row of the dictionary knows, proposed by trained heads where a clause joins two states.

An invented example: "Kuwait threw Djibouti a lifeline on Sunday" has no row for "threw a lifeline". Its pair of states
joins at `threw`, with Kuwait as the subject; the head `act` takes the words for AID, the head `real` for something that
has happened: AID of KWT to DJI. In "the two states' rivers" nothing is joined by a clause, and nothing is proposed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from memcon.read.event_actors import Parties
from memcon.read.event_frames import Frame
from memcon.read.event_grammar import is_verb
from memcon.read.event_pairs import Pairing, Side, branch, pairings, relation
from memcon.read.event_slots import Arguments
from memcon.read.event_types import RETREATING, YIELD
from memcon.read.page import Page
from memcon.read.status_words import SPEECH
from memcon.read.triggers import Trigger

PROPOSED = "proposed"
"""The kind of the row that stands for what the heads propose."""

LEAST_SHARE, LEAST_REAL = 0.35, 0.3
"""Below these nothing is proposed: what might be said of such pairs is nearly always wrong."""

ACTING = frozenset({"nsubj", "agent", "nsubjpass"})
REACHED = frozenset({"dobj", "dative", "prep", "agent", "nsubj", "nsubjpass", "xcomp", "ccomp", "attr", "acomp", "oprd",
                     "prt", "advmod"})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """An act between two states: a frame that stands for it, its sides, and the shares of the two heads."""

    frame: Frame
    arguments: Arguments
    share: float
    real: float


def proposals_of(page: Page, sentence: DocSpan, taken: Collection[frozenset[str]]) -> Iterator[Proposal]:
    """The acts that the heads see between pairs of states of a sentence that no event in `taken` is about."""
    if page.votes is None:
        return
    told: set[tuple[int, int]] = set()
    for pair in pairings(page, sentence):
        states = frozenset({pair.source.state, pair.target.state})
        acting = (pair.source.span.start, pair.apex.i)
        if acting in told or not joined_by_clause(page, pair):
            continue
        told.add(acting)
        if any(states <= others for others in taken):
            continue
        edges = int(sentence.start_char), int(sentence.end_char)
        votes = page.votes.of(edges)
        if votes is None:
            return
        shares = votes.share("act", pair.pools, otherwise=edges)
        real = votes.share("real", pair.pools, otherwise=edges).get("yes", 0.0)
        if not shares:
            return
        kind = max(sorted(shares), key=lambda root: shares[root])
        if shares[kind] < LEAST_SHARE or real < LEAST_REAL or not _fits(page, pair, kind):
            continue
        yield Proposal(frame=_frame(pair, kind), arguments=_sides(pair), share=shares[kind], real=real)


def joined_by_clause(page: Page, pair: Pairing) -> bool:
    """Whether one side is the subject or agent of the clause that joins both, the other within that clause."""
    if not is_verb(pair.apex):
        return False
    if not all(acts_in_public(page, side) for side in (pair.source, pair.target)):
        return False
    if pair.apex.lemma_.lower() in BORNE or not _near(page, pair):
        return False
    first, second = relation(page.doc, pair.source.span, pair.apex), relation(page.doc, pair.target.span, pair.apex)
    return (first in ACTING and second in REACHED) or (second in ACTING and first in REACHED)


BORNE = frozenset("face suffer undergo endure survive fear await receive need want seem remember".split())
"""Verbs whose subject does nothing: "facing attacks from"."""

ASIDE = frozenset({"advcl", "relcl", "acl", "parataxis", "csubj", "appos"})
"""Relations by which a phrase tells of something beside its clause."""

NAMING = frozenset("nsubj nsubjpass agent pobj prep compound poss amod nmod conj dobj".split())
"""Relations by which a phrase names who acts."""


def _near(page: Page, pair: Pairing) -> bool:
    """Whether the one who acts is named by the subject itself and the other stands in no clause aside.

    What somebody says of another in a clause of its own is not what the one does to the other.
    """
    source, target = branch(page.doc, pair.source.span, pair.apex), branch(page.doc, pair.target.span, pair.apex)
    if not set(source) <= NAMING or set(target) & ASIDE:
        return False
    return "ccomp" not in target or pair.apex.lemma_.lower() not in SPEECH


def acts_in_public(page: Page, side: Side) -> bool:
    """Whether a side is a state, a body or a group of its people, or somebody in office: no private person."""
    return all(
        actor.kind != "person" or actor.office is not None
        for name in side.actors
        if (actor := page.actor_of.get(name)) is not None
    )


MUTUAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
AT_A_PLACE = MUTUAL | {"ASSAULT", "MOBILIZE", "COERCE", "AID", "PROTEST"}
"""What is done in a state may be done to it; words to its address are not told by "in"."""


def _fits(page: Page, pair: Pairing, kind: str) -> bool:
    """Whether the way the sides hang on the clause goes with the type: one subject for both, or a mere place.

    What two do together in the simple present is a state of affairs: "Laos and Vietnam share a border".
    """
    first, second = relation(page.doc, pair.source.span, pair.apex), relation(page.doc, pair.target.span, pair.apex)
    if first == second and first in ACTING:
        return kind in MUTUAL and pair.apex.tag_ not in ("VBP", "VBZ")
    if _at_place(page, pair.source):
        return False
    return kind in AT_A_PLACE or not _at_place(page, pair.target)


def _at_place(page: Page, side: Side) -> bool:
    found = page.doc.char_span(*side.span, alignment_mode="expand")
    if found is None or not len(found):
        return False
    return found.root.dep_ == "pobj" and found.root.head.lower_ in ("in", "at", "near")


def _sides(pair: Pairing) -> Arguments:
    return Arguments(source=_party(pair.source), target=_party(pair.target), how="proposed")


def _party(side: Side) -> Parties:
    return Parties(actors=side.actors, spans=(side.span,) * len(side.actors), confidence=side.confidence)


def _frame(pair: Pairing, kind: str) -> Frame:
    return Frame(row=Trigger(kind=PROPOSED, type=named(kind, pair.apex)), head=pair.apex, verb=pair.apex)


def named(kind: str, word: Token) -> str:
    """The PLOVER type of a head's root: what it calls YIELD is RETREAT where the words tell of deeds on the ground."""
    if kind != YIELD:
        return kind
    told = {token.lemma_.lower() for token in (word, *word.children)}
    return "RETREAT" if told & RETREATING else "CONCEDE"
