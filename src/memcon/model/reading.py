"""What memcon finds in one article; every line with its span, confidence and evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from memcon.model.actor import Actor, Mention, Party
from memcon.model.article import Article
from memcon.model.span import Evidence, Reason, Span
from memcon.model.when import UNDATED, When

BlockKind = Literal["body", "heading", "byline", "caption", "furniture", "quoted"]
Voice = Literal["reported", "factual", "opinion"]
EventStatus = Literal["done", "ongoing", "planned", "possible", "denied", "alleged"]
EncounterKind = Literal["call", "video", "meeting", "visit", "summit", "conference", "signing"]
AskForm = Literal["request", "demand", "offer", "invitation", "promise", "warning"]
AnswerKind = Literal["granted", "partly", "refused", "deferred", "ignored", "denied"]

EVENT_TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
CHANNELS = (
    "military", "economic", "energy", "technology", "diplomatic",
    "legal", "humanitarian", "information", "territorial", "other",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A run of the text by its role on the page. `outlet` names who a `quoted` block was taken from."""

    span: Span
    kind: BlockKind
    outlet: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence and whose voice it is in; `opinion` is the probability that it is the author's judgement."""

    span: Span
    voice: Voice = "factual"
    opinion: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A time expression with its TIMEX3 type and value (ISO-TimeML) and the days it stands for."""

    span: Span
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    when: When = UNDATED


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something happened; only `name` is sure."""

    name: str
    state: str | None = None
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Somebody is reported to say, write, think or want something.

    `via` is the chain through which it reached the article, outermost first, the article's own outlet
    left out. `subjects` are the noun phrases of the content. `reader` names what wrote the line (rules, fast, ...).
    """

    id: str
    article: str
    speaker: Party
    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    via: tuple[Party, ...] = ()
    addressees: tuple[Party, ...] = ()
    mode: Literal["direct", "indirect", "mixed"] = "indirect"
    denied: bool = False
    hedge: str | None = None
    when: When = UNDATED
    claim: str | None = None
    subjects: tuple[str, ...] = ()
    verbatim: bool = True
    reader: str = "rules"
    confidence: float = 0.5
    evidence: tuple[Evidence, ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One actor does something to or with another, typed by PLOVER 2021.

    `encounter_kind` is set when the act is a contact of the participants (a call, a meeting, a signing):
    linking makes encounters of these. `members` are the ids of the single-article events that a linked
    event joins; `independent` counts the origins behind them.
    `source_spans`/`target_spans` run beside `source`/`target`.
    """

    id: str
    article: str
    type: str
    source: tuple[str, ...]
    target: tuple[str, ...] = ()
    source_spans: tuple[Span, ...] = ()
    target_spans: tuple[Span, ...] = ()
    mode: str | None = None
    channel: str = "other"
    status: EventStatus = "done"
    statement: str | None = None
    when: When = UNDATED
    place: Place | None = None
    trigger: Span
    encounter_kind: EncounterKind | None = None
    encounter_status: str | None = None
    absent: tuple[str, ...] = ()
    independent: int = 1
    members: tuple[str, ...] = ()
    confidence: float = 0.5
    evidence: tuple[Evidence, ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """A line that was seen but not written, and why ("pronoun not resolved")."""

    kind: str
    span: Span
    quote: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the other said or did about an ask."""

    kind: AnswerKind
    when: When = UNDATED
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 0.5
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One actor wants another to do something; in an offer, promise or warning the asker makes it.

    `what` is the bare thing asked, in the article's words; `subject` its lemmas, for linking.
    """

    id: str
    article: str
    asker: tuple[str, ...]
    asked: tuple[str, ...]
    what: str
    subject: tuple[str, ...] = ()
    channel: str = "other"
    form: AskForm = "request"
    condition: str | None = None
    when: When = UNDATED
    answers: tuple[Answer, ...] = ()
    status: str = "open"
    statement: str | None = None
    members: tuple[str, ...] = ()
    confidence: float = 0.5
    evidence: tuple[Evidence, ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who holds a forecast; the article's own voice is the name "author" with no actor."""

    actor: str | None = None
    name: str = "author"


@dataclass(frozen=True, slots=True, kw_only=True)
class Likelihood:
    """Words of estimative language and the probability range a published table gives them."""

    words: str | None = None
    range: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """A claim about what will happen. `expects` False: that it will not.

    `actors` are those the claim is about, `subject` its lemmas, for finding the outcome.
    """

    id: str
    article: str
    holder: Holder
    claim: str
    expects: bool = True
    actors: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    condition: str | None = None
    horizon: When = UNDATED
    likelihood: Likelihood = Likelihood()
    outcome: Literal["true", "false", "open", "unclear"] = "open"
    resolved_by: tuple[Evidence, ...] = ()
    when: When = UNDATED
    statement: str | None = None
    members: tuple[str, ...] = ()
    confidence: float = 0.5
    evidence: tuple[Evidence, ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedDifference:
    """A source says that accounts differ; linking turns it into a difference with basis `reported`.

    `halves` are the words for each of the two sides, where the text sets them beside each other.
    """

    summary: str
    parties: tuple[str, ...]
    encounter_trigger: Span | None = None
    confidence: float = 0.5
    evidence: tuple[Evidence, ...] = ()
    halves: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was found in one article. Spans are into `article.text`.

    `reworded` is the probability (0..1) that a machine reworded it, None where nobody has looked.
    """

    article: Article
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[Time, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    asks: tuple[Ask, ...] = ()
    forecasts: tuple[Forecast, ...] = ()
    reported_differences: tuple[ReportedDifference, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    reader: str = ""
    reworded: float | None = None
