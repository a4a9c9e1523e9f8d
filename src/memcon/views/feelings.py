"""The feeling that an outlet's own sentences show toward the states of a story, with the words that weigh most in it.

Of "Peru's reckless generals shelled the harbour" the head gives negative .97 toward Peru; `reckless` and `shelled`
weigh most. Only sentences in the outlet's own voice are read, none with a word of what a source said.

The head's accuracy (`bench/sentiment.py`) is for whole sentences; the words are those that push its linear reading most
and are an aid to the eye, tested by nobody.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from memcon.encoder.readouts import Votes
from memcon.encoder.values import EncoderInput
from memcon.link.similarity import NEGATIONS, STOPWORDS
from memcon.model.reading import Reading
from memcon.record import Record
from memcon.views.naming import labels_for

HEAD = "feeling"
AUTHOR = "author"
"""The speaker's name of what an article says in its own voice."""
NEAR = 60
"""Characters on each side of a name that are near it, as in training."""
SURE = 0.7
"""Share of a feeling from which a sentence is shown."""
RIGHT = (("US political news", 0.86), ("own sentences about states", 1.0))
"""Of the sentences shown at this share, how many people judge so, by set: bench/sentiment.py."""
TARGETS = 4
READ = 40
"""Sentences of one article that are read at most, from its beginning."""
SHOWN = 6
WORDS = 3
LONGEST = 700
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_PLAIN = STOPWORDS | NEGATIONS | frozenset("also either even however just only perhaps still such though yet".split())


class Heads(Protocol):
    """What a model with heads gives of texts."""

    def votes(self, texts: Sequence[EncoderInput]) -> list[Votes | None]:
        """The votes of the heads over each text, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Felt:
    """A sentence with a feeling toward a state: `parts` are its text, in turn plain and one of the weightiest words."""

    start: int
    end: int
    toward: str
    feeling: str
    share: float
    parts: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feelings:
    """One article: for each target how many sentences were read, and how many are negative and positive."""

    article: str
    counts: tuple[tuple[int, int, int], ...]
    felt: tuple[Felt, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryFeelings:
    """The articles of a story beside each other; `targets` are the names of the states most named."""

    targets: tuple[str, ...]
    articles: tuple[Feelings, ...]


def story_feelings(record: Record, articles: Sequence[str], model: Heads) -> StoryFeelings:
    """The feelings in the own sentences of the articles toward the states that they name most."""
    readings = [found for key in articles if (found := record.reading(key)) is not None]
    states = _states(record, readings)
    named = Counter(states[m.actor] for r in readings for m in r.mentions if m.actor in states)
    targets = [key for key, _ in sorted(named.items(), key=lambda item: (-item[1], item[0]))[:TARGETS]]
    names = labels_for(record, {"actors": targets})
    called = {key: names.actor(key) for key in targets}
    return StoryFeelings(
        targets=tuple(called.values()), articles=tuple(_feelings(r, targets, states, called, model) for r in readings)
    )


def _states(record: Record, readings: Iterable[Reading]) -> dict[str | None, str]:
    """The state that each actor named stands for."""
    keys = {m.actor for reading in readings for m in reading.mentions if m.actor}
    found = record.several(keys)
    return {key: value["state"] for key, (kind, value) in found.items() if kind == "actors" and value["state"]}


def _feelings(
    reading: Reading, targets: Sequence[str], states: Mapping[str | None, str], called: Mapping[str, str], model: Heads
) -> Feelings:
    counts = {key: [0, 0, 0] for key in targets}
    felt: list[Felt] = []
    for start, end, toward, span in _asked(reading, targets, states):
        text = reading.article.text[start:end]
        (votes,) = model.votes([EncoderInput(text=text, sentences=[(0, len(text))])])
        if votes is None:
            continue
        feeling, share, weights = read_feeling(votes, text, span)
        counts[toward][0] += 1
        if feeling != "neutral" and share >= SURE:
            counts[toward][1 if feeling == "negative" else 2] += 1
            felt.append(
                Felt(start=start, end=end, toward=called[toward], feeling=feeling, share=share,
                     parts=tuple(_parts(text, span, weights)))
            )  # fmt: skip
    best = sorted(sorted(felt, key=lambda f: (-f.share, f.start))[:SHOWN], key=lambda f: f.start)
    return Feelings(
        article=reading.article.id,
        counts=tuple((n, negative, positive) for n, negative, positive in counts.values()),
        felt=tuple(best),
        more=len(felt) - len(best),
    )


def _asked(
    reading: Reading, targets: Sequence[str], states: Mapping[str | None, str]
) -> Iterator[tuple[int, int, str, tuple[int, int]]]:
    """(start, end, state, place of its first name) of the outlet's own sentences that name a target."""
    said = [span for s in reading.statements if s.speaker.name != AUTHOR for span in s.content]
    own = [
        s for s in reading.sentences
        if s.voice != "reported" and s.span.end - s.span.start <= LONGEST
        and not any(span.start < s.span.end and s.span.start < span.end for span in said)
    ]  # fmt: skip
    mentions = sorted((m for m in reading.mentions if states.get(m.actor) in targets), key=lambda m: m.span.start)
    for sentence in own[:READ]:
        seen: set[str] = set()
        for mention in mentions:
            if sentence.span.start <= mention.span.start and mention.span.end <= sentence.span.end:
                state = states[mention.actor]
                if state not in seen:
                    seen.add(state)
                    at = sentence.span.start
                    yield at, sentence.span.end, state, (mention.span.start - at, mention.span.end - at)


def read_feeling(votes: Votes, text: str, target: tuple[int, int]) -> tuple[str, float, list[tuple[int, int, float]]]:
    """(feeling, its share, (start, end, weight) of the pieces) that a sentence shows toward the name at `target`.

    A piece's weight is what it adds to the feeling's logit over that of neutral: the head is linear in the mean of each
    pool's pieces, so that the weights of all add up to the logit less the bias.
    """
    pools = pools_of(text, target)
    shares = votes.share(HEAD, pools, otherwise=(0, len(text)))
    feeling = max(shares, key=lambda name: (shares[name], name), default="neutral")
    if feeling == "neutral":
        return feeling, shares.get(feeling, 0.0), []
    head = votes.readouts.heads[HEAD]
    this, plain = head.classes.index(feeling), head.classes.index("neutral")
    weights = np.zeros(len(votes.start))
    for pool, columns in head.columns.items():
        pieces = sorted(votes.touching(pools.get(pool, ())) or votes.touching(((0, len(text)),)))
        if pieces and pool != "target":
            part = votes.numbers[pieces, columns].astype(np.float64)
            weights[pieces] += (part[:, this] - part[:, plain]) / len(pieces)
    found = zip(votes.start.tolist(), votes.end.tolist(), weights.tolist(), strict=True)
    return feeling, shares[feeling], list(found)


def pools_of(text: str, target: tuple[int, int]) -> dict[str, Sequence[tuple[int, int]]]:
    """The target, what stands near before and after it, and the whole sentence."""
    start, end = target
    return {
        "target": (target,),
        "before": ((max(0, start - NEAR), start),) if start else (),
        "after": ((end, min(len(text), end + NEAR)),) if end < len(text) else (),
        "sentence": ((0, len(text)),),
    }


def _parts(text: str, target: tuple[int, int], weights: Sequence[tuple[int, int, float]]) -> Iterator[tuple[str, bool]]:
    words = []
    for found in _WORD.finditer(text):
        inside = [weight for start, end, weight in weights if start < found.end() and found.start() < end]
        named = found.start() < target[1] and target[0] < found.end()
        capital = found[0][0].isupper() and found.start() > 0
        if inside and sum(inside) > 0 and not named and not capital and found[0].casefold() not in _PLAIN:
            words.append((sum(inside), found.start(), found.end()))
    words.sort(key=lambda word: (-word[0], word[1]))
    best = [word for word in words[:WORDS] if word[0] >= words[0][0] / 3]
    at = 0
    for _, start, end in sorted(best, key=lambda word: word[1]):
        yield text[at:start], False
        yield text[start:end], True
        at = end
    yield text[at:], False
