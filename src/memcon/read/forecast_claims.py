"""Where a sentence foretells: the claim's verb, which way it points, and the words that say how surely.

"Peru is unlikely to sign" yields sign, will not, "unlikely"; "Chad will never agree" agree, will not; "Oslo will host
talks on Friday" nothing: that is a schedule. Nor are wishes, promises, threats and "would" forecasts.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from memcon.read.event_grammar import child, is_passive, is_verb
from memcon.read.forecast_base import (
    ARRANGED,
    SURE,
    UNWILLED,
    WILL,
    WOULD,
    Claim,
    adverb_on,
    infinitive_under,
    negation,
    subject_in,
    under_prediction,
)
from memcon.read.forecast_weighed import (
    adjective_of,
    chance_of,
    doubt_of,
    expected_of,
    hard_to_see,
    may_be,
    sure_of,
    to_be_expected,
    weighed_chance,
)
from memcon.read.forecast_words import Estimates, at

CHANCES = frozenset(
    "chance chances odds likelihood possibility prospect prospects probability hope hopes danger question".split()
)


def claims_of(token: Token, table: Estimates) -> Iterator[Claim]:
    """The foretellings that a word makes."""
    lower = token.lower_
    if lower in WILL and token.dep_ == "aux":
        yield from _will(token.head, table)
    elif lower == "going" and (act := _going_to(token)) is not None:
        yield from _will(token, table, act=act)
    elif lower in WOULD and token.dep_ == "aux":
        yield from _backshifted(token.head, table)
    elif token.pos_ in ("ADJ", "VERB") and lower in SURE and at(token, "adjective", table) is None:
        yield from sure_of(token)
    elif token.pos_ == "NOUN" and token.lemma_.lower() == "doubt":
        yield from doubt_of(token, table)
    elif token.pos_ in ("ADJ", "VERB", "ADV") and (estimate := at(token, "adjective", table)) is not None:
        yield from adjective_of(token, estimate)
    elif token.pos_ == "NOUN" and lower in CHANCES:
        yield from chance_of(token, table)
        yield from weighed_chance(token)
    elif lower in ("see", "imagine", "picture", "envisage") and token.pos_ == "VERB":
        yield from hard_to_see(token)
    elif lower in ("may", "might", "could") and token.dep_ == "aux":
        yield from may_be(token, table)
    elif token.pos_ == "VERB" and table.find("verb", token.lemma_.lower()) is not None:
        yield from expected_of(token)
        yield from to_be_expected(token)


def _going_to(token: Token) -> Token | None:
    """The verb of "is (not) going to sell"."""
    if not any(k.dep_ == "aux" and k.lower_ in ("is", "are", "'s", "’s", "'re", "’re", "am") for k in token.children):
        return None
    return next((k for k in token.children if k.dep_ == "xcomp" and is_verb(k)
                 and any(i.lower_ == "to" for i in k.children)), None)  # fmt: skip


def _will(verb: Token, table: Estimates, *, act: Token | None = None) -> Iterator[Claim]:
    """What a "will" (or the "going" of "is going to", then with its `act`) foretells."""
    if not is_verb(verb):
        return
    if act is not None:
        yield from _will_do(verb, act, table)
        return
    if verb.lemma_ == "be" and any(k.dep_ == "acomp" and table.find("adjective", k.lower_) for k in verb.children):
        return
    estimate, negated = adverb_on(verb, table), negation(verb)
    if estimate is not None and estimate.words.endswith(" not"):
        negated = False
    particle = child(verb, "prt")
    lemma = f"{verb.lemma_.lower()}_{particle.lower_}" if particle is not None else verb.lemma_.lower()
    never = any(kid.lower_ == "never" for kid in verb.children)
    alone = lemma == verb.lemma_.lower()
    unwilled = lemma in UNWILLED and not (alone and is_passive(verb))
    unwilled = unwilled or (not alone and verb.lemma_.lower() in UNWILLED and lemma not in ARRANGED)
    predicted = under_prediction(verb, table)
    score = 0.45
    if predicted is not None:
        score = 0.85
        if not predicted.expects:
            negated = not negated
    elif estimate is not None or never or (negated and _any_time_soon(verb)):
        score = 0.75
    elif unwilled or (verb.lemma_ in ("continue", "last", "end", "begin") and _thing_subject(verb)):
        score = 0.62
    elif lemma in ARRANGED:
        score = 0.3
    able = (
        next((k for k in verb.children if k.dep_ == "acomp" and k.lower_ in ("able", "unable")), None)
        if verb.lemma_ == "be"
        else None
    )
    act = infinitive_under(able) if able is not None else None
    yield Claim(
        verb=act if act is not None else verb,
        outer=verb,
        subject=subject_in(verb),
        rule="never" if never else "will",
        negated=negated != (act is not None and able is not None and able.lower_ == "unable"),
        estimate=estimate,
        score=score,
        under=predicted is not None,
    )


def _will_do(verb: Token, act: Token, table: Estimates) -> Iterator[Claim]:
    """ "Is not going to sell": as "will not sell"."""
    predicted, negated = under_prediction(verb, table), negation(verb)
    if predicted is not None and not predicted.expects:
        negated = not negated
    lemma = act.lemma_.lower()
    score = 0.85 if predicted is not None else 0.62 if lemma in UNWILLED else 0.3 if lemma in ARRANGED else 0.45
    yield Claim(
        verb=act, outer=verb, subject=subject_in(verb), rule="will", negated=negated, estimate=adverb_on(verb, table),
        score=score, under=predicted is not None,
    )  # fmt: skip


def _backshifted(verb: Token, table: Estimates) -> Iterator[Claim]:
    """A "would" of reported speech with a word of prediction: "predicted that it would sink", "would probably sink".

    A "would have" or a "would" without such a word is a supposition, and none; that somebody reports it in the past
    is checked where the claim becomes a forecast (`past`).
    """
    if not is_verb(verb) or any(k.dep_ == "aux" and k.lower_ in ("have", "'ve", "’ve") for k in verb.children):
        return
    if verb.lemma_ in ("like", "love", "prefer", "hate"):
        return
    estimate, predicted, negated = adverb_on(verb, table), under_prediction(verb, table), negation(verb)
    if estimate is None and predicted is None:
        return
    if estimate is not None and estimate.words.endswith(" not"):
        negated = False
    if predicted is not None and not predicted.expects:
        negated = not negated
    yield Claim(
        verb=verb, outer=verb, subject=subject_in(verb), rule="would", negated=negated, estimate=estimate,
        score=0.85 if predicted is not None else 0.75, past=predicted is None, under=predicted is not None,
    )  # fmt: skip


def _thing_subject(verb: Token) -> bool:
    """Whether the subject is a thing that goes on by itself ("the exodus will continue")."""
    own = child(verb, "nsubj")
    return own is not None and own.pos_ == "NOUN" and own.ent_type_ == "" and own.lemma_ not in ARRANGED_THINGS


ARRANGED_THINGS = frozenset(
    "talk meeting summit visit session conference event trial hearing tour ceremony exercise drill minister president "
    "leader official delegation government team side party company court work effort cooperation support vote "
    "election".split()
)


def _any_time_soon(verb: Token) -> bool:
    return any(
        token.lower_ == "soon" and token.nbor(-1).lower_ in ("anytime", "time") for token in verb.subtree if token.i
    )
