"""Who asks and who is asked of the states named around a word of asking, by where the grammar puts each of them.

An invented example: "A plea by the Tuvaluan minister for pumps lay on the desk in Majuro" has the cue `plea`; Tuvalu
hangs on it by "by", the Marshall Islands stand after it under "in". What each such place says of its role is weighed as
fitted on asks of our own (training/fit_ask_sides.py); the pair of states that is likeliest as a whole is taken.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log

from spacy.tokens import Doc, Token

from memcon.lexicon.lexicon import Lexicon
from memcon.model.span import Span
from memcon.read.event_actors import NOBODY, Parties
from memcon.read.event_pairs import state_of
from memcon.read.page import Page

ASKER, ASKED, NEITHER = "asker", "asked", "neither"
ROLES = (ASKER, ASKED, NEITHER)
DEEPEST = 40
MOST = 14
"""Mentions that are weighed; more stand only in lists."""
LEAST = 0.2
"""Probability of a role below which nobody has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where one mention of a state's people stands: `signs` of its place, and of whom it is."""

    state: str
    parties: Parties
    signs: tuple[str, ...]
    inside: bool
    """Whether it stands in the sentence of the cue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Who asks, who is asked, and how surely each (0..1)."""

    asker: Parties = NOBODY
    asked: Parties = NOBODY
    asker_share: float = 0.0
    asked_share: float = 0.0


def standings(page: Page, window: Span, cue: Token, thing: Span | None) -> list[Standing]:
    """The mentions of people of one state in a window of text and whoever says the cue, each with its signs."""
    found = []
    sentence = Span(int(cue.sent.start_char), int(cue.sent.end_char))
    for mention in page.mentions_in(window)[:MOST]:
        state = state_of(page, mention)
        if state is None:
            continue
        head = head_of(page.doc, mention.span)
        known = page.actor_of[mention.actors[0]]
        signs = place_signs(head, cue, thing)
        signs += [f"is {known.kind}", f"is {mention.form}" if mention.form == "pronoun" else "is named"]
        parties = Parties(
            actors=mention.actors, spans=(mention.span,) * len(mention.actors), confidence=mention.confidence
        )
        found.append(Standing(state=state, parties=parties, signs=tuple(signs), inside=sentence.covers(mention.span)))
    statement = page.statement_at(cue.idx)
    if statement is not None:
        heard = [(statement.speaker.actor, "says it"), *((one.actor, "is told it") for one in statement.addressees)]
        for actor, sign in heard:
            known_actor = page.actor_of.get(actor or "")
            if known_actor is None or known_actor.state is None or known_actor.kind == "outlet":
                continue
            parties = Parties(actors=(known_actor.id,), spans=(statement.speaker.span or Span(cue.idx, cue.idx + 1),))
            signs = [sign, f"{sign}, {statement.mode}", f"is {known_actor.kind}"]
            found.append(Standing(state=known_actor.state, parties=parties, signs=tuple(signs), inside=True))
    return found


def head_of(doc: Doc, span: Span) -> Token:
    """The word of a span on which the others hang."""
    found = doc.char_span(*span, alignment_mode="expand")
    assert found is not None
    return found.root


def place_signs(head: Token, cue: Token, thing: Span | None) -> list[str]:
    """Where a word stands, seen from the cue: the relation that joins them, order, whether in the thing asked."""
    order = "before" if head.i < cue.i else "after"
    if head.sent.start != cue.sent.start:
        return [f"sentence {order}", f"sentence {order}, {_plain(head)}"]
    signs = [order]
    if thing is not None and thing.start <= head.idx < thing.end:
        signs += ["in the thing", f"in the thing, {_plain(head)}"]
    up = _chain(cue)
    above = {token.i: depth for depth, token in enumerate(up)}
    down = [head]
    while down[-1].i not in above and down[-1].head.i != down[-1].i and len(down) < DEEPEST:
        down.append(down[-1].head)
    joint = down[-1]
    if joint.i not in above:
        return [*signs, "unjoined"]
    depth = above[joint.i]
    branch = [_plain(token) for token in down[:-1]]
    first = branch[-1] if branch else "self"
    height = "cue" if depth == 0 else _upward(up[:depth])
    nominal = "noun" if cue.pos_ in ("NOUN", "PROPN") else "verb"
    signs += [f"{nominal} {height}: {first}", f"{height}: {first}", f"own place: {_plain(head)}"]
    if len(branch) > 1:
        signs += [f"{height}: {first}, deeper", f"{height}: {first} > {branch[0]}"]
    passive = any(kid.dep_ in ("nsubjpass", "auxpass") for kid in joint.children)
    if passive:
        signs.append(f"{height}: {first}, passive")
    return signs


def _plain(token: Token) -> str:
    """The relation of a word to its head, a preposition's noun by the preposition."""
    if token.dep_ == "pobj":
        return f"pobj {token.head.lower_}" if token.head.lower_ in PREPOSITIONS else "pobj"
    if token.dep_ in ("prep", "dative", "agent") and token.lower_ in PREPOSITIONS:
        return f"prep {token.lower_}"
    return str(token.dep_)


PREPOSITIONS = frozenset("to from of by with on for in at into against before between through towards toward".split())


def _upward(path: Sequence[Token]) -> str:
    """How the cue hangs under the word that joins it to another."""
    return f"above by {path[-1].dep_}"


def _chain(token: Token) -> list[Token]:
    chain = [token]
    while chain[-1].head.i != chain[-1].i and len(chain) < DEEPEST:
        chain.append(chain[-1].head)
    return chain


def sides_of(found: Sequence[Standing], form: str, lexicon: Lexicon) -> Sides:
    """The likeliest two of different states as asker and asked; nobody where no place speaks for anybody."""
    weights = _weights(lexicon)
    if not weights or not found:
        return Sides()
    shares = [roles_of((*one.signs, f"form {form}"), weights) for one in found]
    best: tuple[float, int | None, int | None] = (0.0, None, None)
    places: list[int | None] = [None, *range(len(found))]
    for left in places:
        for right in places:
            if left is not None and right is not None and found[left].state == found[right].state:
                continue
            score = _gain(shares, left, ASKER) + _gain(shares, right, ASKED)
            if score > best[0] + 1e-9:
                best = (score, left, right)
    _, left, right = best
    return Sides(
        asker=found[left].parties if left is not None else NOBODY,
        asked=found[right].parties if right is not None else NOBODY,
        asker_share=round(shares[left][ASKER], 4) if left is not None else 0.0,
        asked_share=round(shares[right][ASKED], 4) if right is not None else 0.0,
    )


def _gain(shares: Sequence[Mapping[str, float]], place: int | None, role: str) -> float:
    return log(max(shares[place][role], 1e-6) / LEAST) if place is not None else 0.0


def roles_of(signs: Sequence[str], weights: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """The probability of each role of a mention with these signs."""
    logits = {role: sum(weights[sign][role] for sign in ("bias", *signs) if sign in weights) for role in ROLES}
    top = max(logits.values())
    parts = {role: exp(value - top) for role, value in logits.items()}
    total = sum(parts.values())
    return {role: part / total for role, part in parts.items()}


@lru_cache(maxsize=8)
def _weights(lexicon: Lexicon) -> Mapping[str, Mapping[str, float]]:
    """What each sign speaks for each role."""
    return {row["sign"]: {role: float(row[role]) for role in ROLES} for row in lexicon.table("ask_sides")}
