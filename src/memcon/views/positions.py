"""What an actor has said on a recurring subject, in time order, with its shifts and contradictions.

`Oslo will never give up its neutrality` in 2021 and `Oslo will give up its neutrality` in 2022 are two statements of
Norway on `neutrality`; the second is a shift from the first. Subjects are no fixed list: they are the noun phrases that
recur in an actor's statements across articles of different origins.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from statistics import fmean
from typing import Any, Literal

from memcon.link.polarity import turned
from memcon.link.similarity import stem, stems
from memcon.model.identify import stable_id
from memcon.model.when import from_edtf
from memcon.read.subject_words import GENERIC
from memcon.record import Filter, Record
from memcon.views.rows import Names

Line = Mapping[str, Any]
Key = tuple[str, ...]
"""A subject by the stems of its words: `nuclear weapons` and `a nuclear weapon` are one."""
FEWEST = 2
"""Origins, and different claims, in which an actor says something of a subject at least."""
SHIFT = 30
"""Days after which the opposite of what was said is a shift; before, the two contradict each other."""
MOST = 60
"""Statements of one subject that are compared with each other."""
LONGEST = 25
"""Stems of a statement from which it says too much to exclude another."""
COMMON, MANY = 0.2, 40
"""Share of all speakers' statements from which a subject says nothing of a position, in a record of so many."""
OFFICIAL = frozenset({"GOV", "MIL"})
_GENERAL = GENERIC | frozenset(map(stem, GENERIC))
_CONDITIONS = frozenset({"if", "unless", "whether"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Two statements that exclude each other: a `shift` where the second is a month or more later, else a
    `contradiction`. `likeness` (0..1) is how alike they are apart from that."""

    kind: Literal["shift", "contradiction"]
    earlier: str
    later: str
    likeness: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """One statement of a position: its id, who said it, when (EDTF; `basis` as in a `when`), its words.

    What several articles report alike is one saying, in the words of the surest; `articles` are all of them.
    """

    statement: str
    speaker: str
    article: str
    articles: tuple[str, ...]
    when: str | None
    basis: str
    said: str
    claim: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """What an actor has said on a subject; a state's position is what the state and its officials said."""

    id: str
    actor: str
    subject: str
    sayings: tuple[Saying, ...]
    turns: tuple[Turn, ...]
    origins: int
    confidence: float
    evidence: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    line: Line
    saying: Saying
    day: str
    origin: str
    subjects: Mapping[Key, str]
    stems: frozenset[str]


def positions(
    record: Record, wanted: Filter, *, subject: str | None = None, limit: int | None = None
) -> list[Position]:
    """The positions of the actors that pass the filter, the best witnessed first.

    With `subject` those on it alone; where it does not recur, whatever an actor said with its words. With `limit`
    from so many of the latest statements: those of the actors asked for and, of a state, of whoever belongs to it.
    """
    lines = [line for line in _statements(record, wanted, limit) if line["speaker"]["actor"] and not line["denied"]]
    actors = _with_states(record, (line["speaker"]["actor"] for line in lines))
    lines = [line for line in lines if _speaks(actors, line, wanted)]
    heads = record.heads({line["article"] for line in lines})
    said = [_said(line, heads[line["article"]]) for line in lines if line["article"] in heads]
    common = _common(said)
    found: list[Position] = []
    for actor, own in sorted(_by_actor(said, actors).items()):
        names = _names(actor, actors)
        if subject is None:
            found += _recurring(actor, own, without=common | names)
        else:
            found += _on(actor, own, subject)
    found = _without_echoes(found)
    return sorted(found, key=lambda p: (-p.origins, -len(p.sayings), p.actor, p.subject))


def _statements(record: Record, wanted: Filter, limit: int | None) -> list[dict[str, Any]]:
    """The statements that pass, by date: all of them, or the latest; of actors found by the index of who speaks."""
    asked = _asked(wanted)
    if asked:
        return record.of_actors("statements", asked, ("speaker",), wanted, limit=limit)
    if limit is None:
        return record.lines("statements", wanted)
    return record.page("statements", wanted, limit=limit, order="newest")[::-1]


def _asked(wanted: Filter) -> frozenset[str]:
    return wanted.actor if wanted.actor is not None else frozenset().union(*(wanted.between or ()))


def _with_states(record: Record, keys: Iterable[str]) -> dict[str, Line]:
    """The actors by id, and the states that they belong to."""
    found = {key: value for key, (_, value) in record.several(keys).items()}
    states = {str(actor["state"]) for actor in found.values() if actor.get("state")} - found.keys()
    return found | {key: value for key, (_, value) in record.several(states).items()}


def _without_echoes(found: Sequence[Position]) -> list[Position]:
    """The positions without those of a state in which only one of its officials spoke: the official's own says it."""
    own = {frozenset(s.statement for s in p.sayings) for p in found if {s.speaker for s in p.sayings} == {p.actor}}
    return [
        p for p in found
        if {s.speaker for s in p.sayings} == {p.actor} or frozenset(s.statement for s in p.sayings) not in own
    ]  # fmt: skip


def _speaks(actors: Mapping[str, Line], line: Line, wanted: Filter) -> bool:
    """Whether the speaker is asked for: the filter lets through whoever was spoken to, too."""
    speaker, asked = line["speaker"]["actor"], _asked(wanted)
    return not asked or speaker in asked or (actors.get(speaker) or {}).get("state") in asked


def _said(line: Line, head: Line) -> _Said:
    content = {tuple(span) for span in line["content"]}
    words = " … ".join(row["quote"] for row in line["evidence"] if tuple(row["span"]) in content)
    dated = bool(line["when"]["edtf"]) and line["when"]["basis"] != "publication"
    edtf = line["when"]["edtf"] if dated else head["published"]
    saying = Saying(
        statement=line["id"], speaker=line["speaker"]["actor"], article=line["article"],
        articles=(line["article"],), when=edtf,
        basis=line["when"]["basis"] if dated else "publication", said=words, claim=line["claim"] or line["id"],
        confidence=line["confidence"],
    )  # fmt: skip
    subjects = {_key(part): part for phrase in line.get("subjects") or () for part in _parts(phrase)}
    return _Said(
        line=line, saying=saying, day=_first_day(edtf), origin=head["origin"], subjects=subjects,
        stems=frozenset(stems(words)),
    )  # fmt: skip


def _key(subject: str) -> Key:
    return tuple(stem(word) for word in subject.casefold().split())


def _parts(phrase: str) -> Iterator[str]:
    """A phrase and the shorter ones at its end: `nuclear arms control` is about arms control, too; names stay whole."""
    yield phrase
    words = phrase.split()
    if phrase == phrase.lower():
        for start in range(1, len(words)):
            if start < len(words) - 1 or not {words[-1], stem(words[-1])} & _GENERAL:
                yield " ".join(words[start:])


def _first_day(edtf: str | None) -> str:
    try:
        return from_edtf(edtf or "", basis="stated").earliest or ""
    except ValueError:
        return ""


def _by_actor(said: Sequence[_Said], actors: Mapping[str, Line]) -> dict[str, list[_Said]]:
    """What each actor said, and of each state what it and its officials said."""
    found: dict[str, list[_Said]] = defaultdict(list)
    for one in said:
        speaker = one.saying.speaker
        actor = actors.get(speaker) or {}
        if actor.get("kind") != "group":  # "experts" of two articles are not the same people
            found[speaker].append(one)
        state = actor.get("state")
        if state and state != speaker and (actor.get("sector") in OFFICIAL or actor.get("kind") == "state"):
            found[state].append(one)
    return {
        actor: sorted({one.saying.statement: one for one in own}.values(), key=_in_time)
        for actor, own in found.items()
        # of a state that only one of its officials spoke for, the official's own line says all
        if any(o.saying.speaker == actor for o in own) or len({o.saying.speaker for o in own}) > 1
    }


def _in_time(one: _Said) -> tuple[str, str]:
    return one.day or "9999", one.saying.statement


def _names(actor: str, actors: Mapping[str, Line]) -> frozenset[Key]:
    """Names of the actor and its state: to speak of oneself is no subject."""
    state = (actors.get(actor) or {}).get("state") or actor
    found = [actors[key] for key in (actor, state) if key in actors]
    return frozenset(_key(name) for value in found if "aliases" in value for name in (value["name"], *value["aliases"]))


def _common(said: Sequence[_Said]) -> frozenset[Key]:
    if len(said) < MANY:
        return frozenset()
    counts = Counter(key for one in said for key in one.subjects)
    return frozenset(key for key, count in counts.items() if count > COMMON * len(said))


def _recurring(actor: str, own: Sequence[_Said], *, without: frozenset[Key]) -> Iterator[Position]:
    groups: dict[Key, list[_Said]] = defaultdict(list)
    for one in own:
        for key in one.subjects.keys() - without:
            if one.stems - set(key):  # to name a thing is to say nothing of it
                groups[key].append(one)
    kept: dict[frozenset[str], Key] = {}
    for key in sorted(groups):
        group = groups[key]
        if len({o.origin for o in group}) >= FEWEST and len({o.saying.claim for o in group}) >= FEWEST:
            same = frozenset(o.saying.statement for o in group)
            # of subjects in the very same statements the longest says most
            kept[same] = max(kept.get(same, ()), key, key=lambda k: (len(k), len("".join(k)), k))
    for key in sorted(kept.values()):
        yield _position(actor, _worded(key, groups[key]), groups[key])


def _worded(key: Key, group: Sequence[_Said]) -> str:
    """The wording of a subject that most of its statements have, of several the shortest."""
    counts = Counter(one.subjects[key] for one in group)
    return min(counts, key=lambda words: (-counts[words], len(words), words))


def _on(actor: str, own: Sequence[_Said], subject: str) -> Iterator[Position]:
    """The actor's position on a subject as a user words it."""
    words = frozenset(stems(subject)) or frozenset({subject.casefold()})
    group = [one for one in own if words < one.stems]
    if group:
        yield _position(actor, " ".join(subject.split()), group)


def _position(actor: str, subject: str, group: Sequence[_Said]) -> Position:
    claims = _claims(group)
    return Position(
        id=stable_id("po", actor, subject.casefold()),
        actor=actor,
        subject=subject,
        sayings=tuple(one.saying for one in claims),
        turns=tuple(_turns(subject, claims[:MOST])),
        origins=len({one.origin for one in group}),
        confidence=round(fmean(one.saying.confidence for one in claims), 4),
        evidence=tuple(row for one in group for row in one.line["evidence"] if _content(one.line, row)),
    )


def _claims(group: Sequence[_Said]) -> list[_Said]:
    """One of each claim, the surest, in order of time; it knows the articles of the others."""
    claims: dict[str, list[_Said]] = defaultdict(list)
    for one in group:
        claims[one.saying.claim].append(one)
    found: list[_Said] = []
    for same in claims.values():
        best = min(same, key=lambda o: (-o.saying.confidence, *_in_time(o)))
        articles = tuple(dict.fromkeys([best.saying.article, *sorted(o.saying.article for o in same)]))
        found.append(replace(best, saying=replace(best.saying, articles=articles)))
    return sorted(found, key=_in_time)


def _content(line: Line, row: Line) -> bool:
    return list(row["span"]) in [list(span) for span in line["content"]]


def _turns(subject: str, group: Sequence[_Said]) -> Iterator[Turn]:
    """Pairs of statements, in time order, of which one denies what the other says of the subject."""
    about = frozenset(stems(subject))
    for one, other in combinations(group, 2):
        likeness = _excluded(one, other, about)
        if likeness is not None:
            days = _apart(one.day, other.day)
            yield Turn(
                kind="shift" if days is not None and days >= SHIFT else "contradiction", earlier=one.saying.statement,
                later=other.saying.statement, likeness=round(likeness, 4),
            )  # fmt: skip


def _excluded(one: _Said, other: _Said, about: frozenset[str]) -> float | None:
    if one.saying.claim == other.saying.claim or not about & one.stems & other.stems:
        return None
    if one.saying.article == other.saying.article or max(len(one.stems), len(other.stems)) > LONGEST:
        return None  # an author who sets two sayings side by side has ordered them; long ones say many things
    return turned(one.saying.said, other.saying.said) if _conditional(one) == _conditional(other) else None


def _conditional(one: _Said) -> bool:
    return bool(_CONDITIONS & set(one.saying.said.casefold().split()))


def _apart(one: str, other: str) -> int | None:
    return abs((date.fromisoformat(other) - date.fromisoformat(one)).days) if one and other else None


POSITION_COLUMNS = ("actor", "subject", "when", "speaker", "source", "said", "turn", "statement", "confidence")


def position_rows(found: Iterable[Position], names: Names) -> Iterator[dict[str, Any]]:
    """One row a statement, in order of positions and time; `turn` names the statement that it turns from."""
    for position in found:
        turns: dict[str, list[str]] = defaultdict(list)
        for turn in position.turns:
            turns[turn.later].append(f"{turn.kind} ({turn.earlier})")
        for saying in position.sayings:
            yield {
                "actor": names.actor(position.actor),
                "subject": position.subject,
                "when": f"{saying.when} (print)" if saying.basis == "publication" and saying.when else saying.when,
                "speaker": names.actor(saying.speaker),
                "source": names.articles(saying.articles),
                "said": saying.said,
                "turn": "; ".join(turns[saying.statement]),
                "statement": saying.statement,
                "confidence": saying.confidence,
            }
