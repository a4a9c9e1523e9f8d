"""The words that make an ask and those that answer one, from the lexicon's `asks` and `answers` tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from memcon.lexicon.lexicon import Lexicon
from memcon.model.reading import AnswerKind, AskForm


@dataclass(frozen=True, slots=True, kw_only=True)
class AskWord:
    """A verb or noun that asks: how its complements stand (`frame`), the form of ask, how sure it is."""

    frame: str
    form: AskForm
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerWord:
    """A verb that answers; `frame`: noun (done with the ask), alone, respond, act (to do it), give."""

    frame: str
    kind: AnswerKind
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AskWords:
    """Both tables by lemma; `things` may be asked of another state, `idle` objects make an offer none."""

    verbs: Mapping[str, tuple[AskWord, ...]]
    nouns: Mapping[str, AskWord]
    things: frozenset[str]
    idle: frozenset[str]
    answers: Mapping[str, tuple[AnswerWord, ...]]


@lru_cache(maxsize=4)
def ask_words(lexicon: Lexicon) -> AskWords:
    """The tables of a lexicon, read once."""
    verbs: dict[str, tuple[AskWord, ...]] = {}
    nouns: dict[str, AskWord] = {}
    listed: dict[str, set[str]] = {"thing": set(), "idle": set()}
    for row in lexicon.table("asks"):
        if row["part"] in listed:
            listed[row["part"]].add(row["word"])
            continue
        word = AskWord(frame=row["class"], form=cast(AskForm, row["form"]), score=float(row["score"]))
        if row["part"] == "verb":
            verbs[row["word"]] = (*verbs.get(row["word"], ()), word)
        else:
            nouns[row["word"]] = word
    answers: dict[str, tuple[AnswerWord, ...]] = {}
    for row in lexicon.table("answers"):
        answer = AnswerWord(frame=row["class"], kind=cast(AnswerKind, row["kind"]), score=float(row["score"]))
        answers[row["word"]] = (*answers.get(row["word"], ()), answer)
    return AskWords(
        verbs=verbs,
        nouns=nouns,
        things=frozenset(listed["thing"]),
        idle=frozenset(listed["idle"]),
        answers=answers,
    )
