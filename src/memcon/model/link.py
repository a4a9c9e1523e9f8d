"""What linking makes of many readings: encounters, differences, copies, relations, stories."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from memcon.model.actor import Actor
from memcon.model.reading import Ask, EncounterKind, Event, Forecast, Place, Statement
from memcon.model.span import Evidence, Reason, Span
from memcon.model.when import UNDATED, When

EncounterStatus = Literal["held", "ongoing", "planned", "cancelled", "alleged", "denied"]
Aspect = Literal["date", "place", "participants", "number", "outcome", "claim", "wording", "omission"]
CopyKind = Literal["duplicate", "near", "quoted", "reworded", "translated"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What an account tells in its own voice that another account tells too: the claim they share, the characters."""

    claim: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What one article says of one encounter: ids of its statements and events, and what it tells without a speaker
    that another account of the encounter says or tells too."""

    article: str
    statements: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    told: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Encounter:
    """States in contact at one time, whoever tells of it."""

    id: str
    kind: EncounterKind
    status: EncounterStatus
    participants: tuple[str, ...]
    when: When = UNDATED
    place: Place | None = None
    accounts: tuple[Account, ...] = ()
    independent: int = 1
    confidence: float = 0.5
    evidence: tuple[Evidence, ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a difference: its value, who holds it, the characters; a silent side has no evidence."""

    value: str | None
    articles: tuple[str, ...]
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Where accounts do not agree. `weight` (0..1) says how much it matters."""

    id: str
    encounter: str | None
    aspect: Aspect
    basis: Literal["observed", "reported"]
    summary: str
    sides: tuple[Side, ...]
    weight: float = 0.5
    confidence: float = 0.5
    evidence: tuple[Evidence, ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CopySpan:
    """The same passage in both articles; `left` None when the original is not in the pile."""

    left: Span | None
    right: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A passage that `right` took from `left` (article ids; `left` may be an outlet's name)."""

    id: str
    kind: CopyKind
    left: str
    right: str
    spans: tuple[CopySpan, ...]
    score: float
    confidence: float = 0.5
    evidence: tuple[Evidence, ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How a pair of states stood in one month on one channel, on the PLOVER scale -10..+10.

    `weight` counts reports: each act once for each origin that tells of it. `level` is the mean of the stretch of
    months that this one lies in, `change` by how many points that stretch differs from the one before, in the
    month that begins it and else None; `trend` is the lean of the last twelve months in points a year, None for
    fewer than four months with a line.
    """

    id: str
    between: tuple[str, str]
    period: str
    channel: str
    line: Literal["words", "deeds"]
    events: tuple[str, ...]
    independent_events: int
    score: float
    low: float
    high: float
    weight: int = 1
    level: float | None = None
    trend: float | None = None
    change: float | None = None
    confidence: float = 0.5
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Articles that tell of the same happenings, for browsing."""

    id: str
    title: str
    articles: tuple[str, ...]
    when: When = UNDATED
    confidence: float = 0.5
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleLinks:
    """What linking found about one article."""

    article: str
    origin: str
    story: str | None = None
    machine_reworded: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """The whole outcome of linking, each tuple sorted by id."""

    actors: tuple[Actor, ...] = ()
    articles: tuple[ArticleLinks, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    encounters: tuple[Encounter, ...] = ()
    differences: tuple[Difference, ...] = ()
    asks: tuple[Ask, ...] = ()
    forecasts: tuple[Forecast, ...] = ()
    copies: tuple[Copy, ...] = ()
    relations: tuple[Relation, ...] = ()
    stories: tuple[Story, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptProfile:
    """What linking keeps of an actor id of readings, as JSON: what articles say of it, and who it is joined with.

    `shown` is the joined actor before decisions on it, kept under its own id only. `decided`: no article names it.
    """

    told: str
    joined: str
    shown: str | None
    decided: bool
