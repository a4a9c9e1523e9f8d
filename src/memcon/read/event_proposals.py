"""Acts that no row of the dictionary knows, proposed by trained heads where a clause joins two states.

An invented example: "Kuwait threw Djibouti a lifeline on Sunday" has no row for "threw a lifeline". Its pair of states
joins at `threw`, with Kuwait as the subject; the head `act` takes the words for AID, the head `real` for something that
has happened: AID of KWT to DJI. In "the two states' rivers" nothing is joined by a clause, and nothing is proposed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from memcon.encoder.readouts import Votes
from memcon.read.event_actors import Parties
from memcon.read.event_figurative import against_nature, by_accident, by_nature
from memcon.read.event_frames import Frame
from memcon.read.event_grammar import child, is_verb, verb_above
from memcon.read.event_pairs import (
    LONGEST,
    Pairing,
    Pools,
    Side,
    branch,
    pairings,
    real_share,
    relation,
    sides_in,
    state_of,
)
from memcon.read.event_slots import Arguments
from memcon.read.event_stack import HARSH
from memcon.read.event_types import RETREATING, YIELD
from memcon.read.page import Page
from memcon.read.status import reality_of
from memcon.read.status_words import FAIL, SPEECH
from memcon.read.triggers import Trigger, load_triggers

PROPOSED = "proposed"
"""The kind of the row that stands for what the heads propose."""

LEAST_SHARE, LEAST_REAL = 0.35, 0.3
"""Below these nothing is proposed: what might be said of such pairs is nearly always wrong."""

LEAST_BESIDE = 0.5
"""What `real` must be where no clause joins both sides."""

TURNED = 0.6
"""The share from which the head `turn` decides who acts where the grammar does not say it."""

ACTING = frozenset({"nsubj", "agent", "nsubjpass"})
REACHED = frozenset({"dobj", "dative", "prep", "agent", "nsubj", "nsubjpass", "xcomp", "ccomp", "attr", "acomp", "oprd",
                     "prt", "advmod"})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """An act between two states: a frame that stands for it, its sides, and what the heads say.

    `signs` are what its confidence is reckoned from (event_confidence.weigh_proposal), but for its status, of which
    `status` has the head's shares.
    """

    frame: Frame
    arguments: Arguments
    signs: Mapping[str, float]
    status: Mapping[str, float]

    @property
    def sure(self) -> float:
        """The certainty of the less sure mention of the two."""
        return min(self.arguments.source.confidence, self.arguments.target.confidence)


def proposals_of(page: Page, sentence: DocSpan, taken: Collection[frozenset[str]]) -> Iterator[Proposal]:
    """The acts that the heads see between pairs of states of a sentence that no event in `taken` is about."""
    if page.votes is None:
        return
    told: set[tuple[int, int]] = set()
    edges = int(sentence.start_char), int(sentence.end_char)
    for pair in pairings(page, sentence):
        states = frozenset({pair.source.state, pair.target.state})
        acting = (pair.source.span.start, pair.apex.i)
        if acting in told or not all(acts_in_public(page, side) for side in (pair.source, pair.target)):
            continue
        joined = joined_by_clause(page, pair)
        if not joined and not told_beside(page, pair):
            continue
        told.add(acting)
        if any(states <= others for others in taken):
            continue
        votes = page.votes.of(edges)
        if votes is None:
            return
        found = _heard(page, pair, votes, edges, joined=joined, sentence=sentence)
        if found is not None:
            yield found


def _heard(
    page: Page,
    pair: Pairing,
    votes: Votes,
    edges: tuple[int, int],
    *,
    joined: bool,
    sentence: DocSpan | None = None,
) -> Proposal | None:
    """The act that the heads see between two sides, if any; with `sentence` it is read with the next one as well."""
    pools = {**pair.pools, "source": (pair.source.span,), "target": (pair.target.span,)}
    real = votes.share("real", pools, otherwise=edges).get("yes", 0.0)
    if real < (LEAST_REAL if joined else LEAST_BESIDE):
        return None
    shares = votes.share("act", pools, otherwise=edges)
    kind = max(sorted(shares), key=lambda root: shares[root], default="")
    if not kind or shares[kind] < LEAST_SHARE or (joined and not _fits(page, pair, kind)):
        return None
    if sentence is not None:
        real = real_share(page, votes, sentence, pools, further=True) or real
    if real < LEAST_REAL:
        return None
    if not joined and votes.share("turn", pools, otherwise=edges).get("turned", 0.0) >= TURNED:
        pair = replace(pair, source=pair.target, target=pair.source)
    return Proposal(
        frame=_frame(pair, kind),
        arguments=_sides(pair),
        signs={
            "act": shares[kind],
            "real": real,
            "beside": float(not joined),
            "alone": float(two_alone(page, pair.source, pair.target)),
        },
        status=votes.share("status", pools, otherwise=edges),
    )


def across_of(page: Page, first: DocSpan, second: DocSpan, taken: Collection[frozenset[str]]) -> Iterator[Proposal]:
    """The acts that the heads see told over two sentences, between states of which neither sentence has an act.

    "The tent that Chad's pilots had asked for stood by noon. Mali's sappers had put it up, and took no money."
    """
    if page.votes is None or len(first) + len(second) > LONGEST:
        return
    edges = int(first.start_char), int(second.end_char)
    for one, other in pairs_across(page, first, second):
        if not two_alone(page, one, other) or not all(told_as_fact(page, side) for side in (one, other)):
            continue
        if any({one.state, other.state} <= states for states in taken):
            continue
        votes = page.votes.of(edges)
        if votes is None:
            return
        best: Proposal | None = None
        for sentence in (first, second):
            pools = _pools_across(one, other, sentence, edges)
            pair = Pairing(source=one, target=other, apex=sentence.root, pools=pools)
            found = _heard(page, pair, votes, edges, joined=False)
            if found is not None and (best is None or found.signs["act"] > best.signs["act"]):
                best = replace(found, signs={**found.signs, "across": 1.0})
        if best is not None:
            yield best


def two_alone(page: Page, one: Side, other: Side) -> bool:
    """Whether the article names no other state than these two: then an act told over two sentences is theirs."""
    states = {state for mention in page.mentions if (state := state_of(page, mention)) is not None}
    return states <= {one.state, other.state}


def pairs_across(page: Page, first: DocSpan, second: DocSpan) -> list[tuple[Side, Side]]:
    """Pairs of public sides of two states, one in each of two sentences, where neither names both; nearest mentions."""
    before, after = (
        [side for side in sides_in(page, sentence) if acts_in_public(page, side)] for sentence in (first, second)
    )
    states = [{side.state for side in sides} for sides in (before, after)]
    if not all(states) or len(states[0] | states[1]) != 2 or any(len(held) > 1 for held in states):
        return []
    return [(before[-1], after[0])] if before[-1].state != after[0].state else []


def _pools_across(one: Side, other: Side, sentence: DocSpan, edges: tuple[int, int]) -> Pools:
    root = sentence.root
    told = (root, *(kid for kid in root.children if not kid.is_punct))
    words = tuple((token.idx, token.idx + len(token)) for token in told)
    between = ((one.span.end, other.span.start),) if other.span.start - one.span.end > 1 else ()
    apex = ((root.idx, root.idx + len(root)),)
    return {"between": between, "path": apex, "clause": words, "apex": apex, "sentence": (edges,)}


def told_beside(page: Page, pair: Pairing) -> bool:
    """Whether the words that join two sides, which no clause has as its subject and object, may tell an act of both.

    An act told by a noun, a passive without its agent, a state for which a town, a people or a fleet stands.
    """
    if _not_done(pair.apex) or _refuses_ill(page, pair.apex):
        return False
    return not any(_at_place(page, side) for side in (pair.source, pair.target)) or is_verb(pair.apex)


def joined_by_clause(page: Page, pair: Pairing) -> bool:
    """Whether one side is the subject or agent of the clause that joins both, the other within that clause."""
    if not is_verb(pair.apex):
        return False
    if _not_done(pair.apex) or _refuses_ill(page, pair.apex) or not _near(page, pair):
        return False
    first, second = relation(page.doc, pair.source.span, pair.apex), relation(page.doc, pair.target.span, pair.apex)
    return (first in ACTING and second in REACHED) or (second in ACTING and first in REACHED)


BORNE = frozenset("face suffer undergo endure survive fear await receive need want seem remember".split())
"""Verbs whose subject does nothing: "facing attacks from"."""


def told_as_fact(page: Page, side: Side) -> bool:
    """Whether the clause that names a side is told as a fact: who stands in an open question does nothing elsewhere."""
    found = page.doc.char_span(*side.span, alignment_mode="expand")
    verb = verb_above(found.root) if found is not None and len(found) else None
    return verb is None or reality_of(verb).status in ("done", "ongoing")


def _refuses_ill(page: Page, apex: Token) -> bool:
    """ "Declined to blame", "refuses to threaten": who does not do a harsh thing turns nobody down."""
    inner = child(apex, "xcomp", "advcl") if apex.lemma_.lower() in FAIL else None
    rows = load_triggers(page.lexicon).verbs.get(inner.lemma_.lower(), ()) if inner is not None else ()
    return any(row.type in ILL for row in rows)


ILL = frozenset({*HARSH, "ACCUSE", "REJECT"})

UNDONE = frozenset({"avoid", "refrain", "forget", "hesitate", "neglect", "fail"})
"""Verbs that say of the act below them that it did not come to pass."""


def _not_done(apex: Token) -> bool:
    """Whether the word that joins two sides tells that nothing was done: "faced", "refrained", "stopped short of"."""
    lemma = apex.lemma_.lower()
    short = lemma in ("stop", "fall") and any(kid.lower_ == "short" for kid in apex.children)
    short = short or any(
        kid.lower_ == "within" and any(word.dep_ == "pcomp" for word in islice(kid.subtree, 12))
        for kid in apex.children
    )
    return lemma in BORNE or lemma in UNDONE or short or by_accident(apex) or by_nature(apex)


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
    if _at_place(page, pair.source) or (kind == "MOBILIZE" and against_nature(pair.apex)):
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
    verb = pair.apex if is_verb(pair.apex) else verb_above(pair.apex)
    return Frame(row=Trigger(kind=PROPOSED, type=named(kind, pair.apex)), head=pair.apex, verb=verb)


def named(kind: str, word: Token) -> str:
    """The PLOVER type of a head's root: what it calls YIELD is RETREAT where the words tell of deeds on the ground."""
    if kind != YIELD:
        return kind
    told = {token.lemma_.lower() for token in (word, *word.children)}
    return "RETREAT" if told & RETREATING else "CONCEDE"
