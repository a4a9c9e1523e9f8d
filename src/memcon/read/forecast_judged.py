"""Forecasts that no rule finds, proposed by the trained heads: which sentence foretells, what, who, and which way.

An invented example: "Don't hold your breath for a Togolese apology" has no word of likelihood. The head `forecast` says
yes, that of its claim marks `a Togolese apology`; "n't" outside the claim turns it round: it is not expected. What the
words around a claim say of its direction is weighed as fitted (training/fit_forecast_direction.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from memcon.encoder.readouts import Votes
from memcon.lexicon.lexicon import Lexicon
from memcon.lexicon.weighing import weights_of
from memcon.model.reading import Holder
from memcon.model.span import Span
from memcon.read.ask_judged import best_head, runs, weight_of, word_shares
from memcon.read.event_grammar import is_verb
from memcon.read.event_pairs import states_in
from memcon.read.forecast_base import Claim, subject_in
from memcon.read.forecast_words import Estimate, Estimates, at
from memcon.read.page import Page

JUDGED = "judged"
LEAST, LEAST_WORD = 0.5, 0.35
LONGEST, SHORTEST = 90, 5
KINDS = ("adverb", "adjective", "noun", "verb")


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """A claim that the heads see, whoever they take for its holder, and how surely it foretells."""

    claim: Claim
    holder: Holder | None
    share: float


def foretelling(page: Page, span: Span) -> float | None:
    """How likely a sentence foretells something, by the head; None without one."""
    votes = page.votes.of((span.start, span.end)) if page.votes is not None and page.votes.knows("forecast") else None
    share = votes.share("forecast", {"sentence": (span,)}, otherwise=span) if votes is not None else {}
    return share.get("yes")


def foreseen(page: Page, table: Estimates, taken: Sequence[Span]) -> list[Foreseen]:
    """A claim of each sentence that the heads take for a forecast and no rule did; in order."""
    found = []
    words = frozenset().union(*(table.ends(kind) for kind in (*KINDS, "modal")))
    for sentence in page.parts:
        span = Span(int(sentence.start_char), int(sentence.end_char))
        if not SHORTEST <= len(sentence) <= LONGEST or not page.readable(span.start):
            continue
        if not _may_foretell(page, sentence, span, words):
            continue
        if any(span.overlaps(other) for other in taken):
            continue
        share = foretelling(page, span)
        if share is None:
            return []
        one = _seen(page, sentence, span, share, table) if share >= LEAST else None
        if one is not None:
            found.append(one)
    return found


def _may_foretell(page: Page, sentence: DocSpan, span: Span, words: frozenset[str]) -> bool:
    """Whether it pays to ask the head: one on two states, or on one with a modal or a word of likelihood."""
    states = states_in(page, span)
    if len(states) != 1:
        return len(states) > 1
    return any(token.tag_ == "MD" or token.lower_ in words for token in sentence)


def _seen(page: Page, sentence: DocSpan, span: Span, share: float, table: Estimates) -> Foreseen | None:
    votes = page.votes.of((span.start, span.end)) if page.votes is not None else None
    if votes is None:
        return None
    tokens = [token for token in sentence if not token.is_space]
    claims = word_shares(votes, span, "forecast_claim", tokens)
    stretch = max(runs(claims, LEAST_WORD), key=lambda run: (round(weight_of(claims, run), 6), run), default=None)
    if stretch is None:
        return None
    head = best_head(page, tokens, claims, stretch, whole=True)
    if head is None:
        return None
    inside = {token.i for token in tokens[stretch[0] : stretch[1]]}
    estimate = _estimate(tokens, inside, table)
    expected = expects(direction_signs(tokens, inside, head, table), page.lexicon)
    claim = Claim(
        verb=head, outer=head, subject=subject_in(head) if is_verb(head) else None, rule=JUDGED, negated=False,
        estimate=Estimate(
            words=estimate.words if estimate else "", kind="judged", range=estimate.range if estimate else None,
            expects=expected,
        ),
        score=share, under=True,
    )  # fmt: skip
    return Foreseen(claim=claim, holder=_holder(page, tokens, votes, span, inside), share=share)


def _holder(page: Page, tokens: Sequence[Token], votes: Votes, span: Span, inside: set[int]) -> Holder | None:
    """Who foretells by the head: somebody named, or words such as "two traders"; None where it sees nobody."""
    shares = word_shares(votes, span, "forecast_holder", tokens)
    shares = [0.0 if token.i in inside else share for token, share in zip(tokens, shares, strict=True)]
    stretch = max(runs(shares, 0.5), key=lambda run: (round(weight_of(shares, run), 6), run), default=None)
    if stretch is None:
        return None
    words = page.doc[tokens[stretch[0]].i : tokens[stretch[1] - 1].i + 1]
    mention = page.mention_of(words.root)
    known = page.actor_of.get(mention.actor or "") if mention is not None else None
    if known is not None:
        return Holder(actor=known.id, name=known.name)
    statement = page.statement_at(words.root.idx)
    if words.root.pos_ == "PRON" and statement is not None and statement.speaker.actor is not None:
        return Holder(actor=statement.speaker.actor, name=statement.speaker.name)
    return Holder(name=words.text.strip(' ,;:"“”')) if words.root.pos_ in ("NOUN", "PROPN") else None


def _estimate(tokens: Sequence[Token], inside: set[int], table: Estimates) -> Estimate | None:
    """The first words of likelihood beside the claim."""
    for token in tokens:
        for kind in KINDS:
            if token.i not in inside and (found := at(token, kind, table)) is not None:
                return found
    return None


def direction_signs(tokens: Sequence[Token], inside: set[int], head: Token, table: Estimates) -> list[str]:
    """What around (and in) a claim may say that it is not expected: denials, likelihood, the words themselves."""
    found = []
    for token in tokens:
        lemma = token.lemma_.lower()
        denied = token.dep_ == "neg" or lemma in DENIALS
        if token.i in inside:
            if denied:
                found.append("denied inside" if token.head.i == head.i else "denied deeper inside")
            continue
        if denied:
            found.append("denied beside it")
        for kind in KINDS:
            if (estimate := at(token, kind, table)) is not None:
                found.append("likely beside it" if estimate.expects else "unlikely beside it")
        if token.pos_ in ("VERB", "NOUN", "ADJ", "ADV", "ADP", "SCONJ") and token.ent_type_ == "":
            found.append(f"lemma {lemma}")
    if "denied beside it" in found and any(sign.startswith("unlikely") for sign in found):
        found.append("denied and unlikely")
    return sorted(set(found))


DENIALS = frozenset("not n't n’t never no nobody nothing none neither nor hardly scarcely few little".split())


def expects(signs: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a claim with these signs is expected to come true."""
    weights = weights_of(lexicon, "forecast_direction")
    return sum(weights.get(sign, 0.0) for sign in ("bias", *signs)) >= 0
