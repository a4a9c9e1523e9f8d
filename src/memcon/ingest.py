"""Joins sources, reading, linking and the record: build, read, decide, relink."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from memcon.engine import Outcome, executor_for
from memcon.errors import ConflictError, InputError, UsageError
from memcon.model.article import Article
from memcon.model.codec import from_plain
from memcon.model.decision import Decision, Verdict
from memcon.model.kinds import KINDS
from memcon.model.reading import Reading
from memcon.model.span import Evidence
from memcon.sources import TakeSettings, take

if TYPE_CHECKING:
    from memcon.read.reader import Reader
    from memcon.record import Record
    from memcon.record.articles import Known

BATCH = 16
LANGUAGES = ("en", None)
LINK_VERSION = "6"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a run works. `reader`: one of `READERS`; where its model file is missing, the next of them reads.

    `jobs`: processes that read. `lexicon`: a folder of the user's own lexicon files, or None.
    """

    reader: str = "fast"
    jobs: int = 1
    lexicon: Path | None = None
    sources: TakeSettings = field(default_factory=TakeSettings)


@dataclass(slots=True)
class Tally:
    """How a build went, counted as it goes; `expected` articles in all, when that can be known."""

    expected: int | None = None
    taken: int = 0
    fresh: int = 0
    unread: int = 0
    refused: list[InputError] = field(default_factory=list)


Watch = Callable[[Tally], None]
Notice = Callable[[str], None]


READERS = ("accurate", "fast", "rules")
"""Most thorough first: the large model, the small one, no model."""


MEANING = ("meaning",)
"""The model whose heads weigh the types of acts, beside whichever reads who says what."""


SECOND: Mapping[str, Sequence[str]] = {"accurate": ("fast",), "fast": (), "rules": ()}
"""What reads once more what somebody says: the large model reads each word once, the small one costs a sixth of it."""


def _silent(_: object) -> None:
    """Nothing said."""


def make_reader(settings: Settings) -> Reader:
    """The reader that the settings name, its models loaded."""
    from memcon.lexicon import load_lexicon
    from memcon.read.parse import load_pipeline
    from memcon.read.reader import Reader

    lexicon = load_lexicon(settings.lexicon)
    meaning = _first_of(MEANING) if settings.reader != "rules" else None
    encoder = _encoder(settings.reader)
    second = _first_of(SECOND[settings.reader])
    if second and encoder and second.version == encoder.version:
        second = None
    return Reader(nlp=load_pipeline(), lexicon=lexicon, encoder=encoder, meaning=meaning, second=second)


def _encoder(name: str) -> Any:
    return None if name == "rules" else _first_of(READERS[READERS.index(name) : -1])


def _first_of(names: Sequence[str]) -> Any:
    """The first of these models whose file is there; None where none is."""
    from memcon.encoder import load
    from memcon.errors import ModelMissing

    for known in names:
        try:
            return load(known)
        except ModelMissing:
            continue
    return None


def read(
    paths: Iterable[str], settings: Settings, *, stdin: Any = None, notice: Notice = _silent
) -> Iterator[Outcome | InputError]:
    """Readings of what `paths` name, in input order; inputs that are refused come as their errors."""
    executor = executor_for(partial(make_reader, settings), jobs=settings.jobs)
    for group in _groups(take(paths, settings.sources, stdin=stdin, notice=notice)):
        articles = [item for item in group if isinstance(item, Article) and item.language in LANGUAGES]
        outcomes = iter(next(executor.run([articles]))) if articles else iter(())
        for item in group:
            if isinstance(item, InputError):
                yield item
            elif item.language in LANGUAGES:
                yield next(outcomes)
            else:
                yield Outcome(article=item, reading=Reading(article=item, reader=""))


def _groups(taken: Iterable[Any]) -> Iterator[list[Article | InputError]]:
    items = (found.article or found.refused for found in taken)
    while group := list(islice(items, BATCH)):
        yield group


def build(
    paths: Sequence[str],
    record: Record,
    settings: Settings,
    *,
    stdin: Any = None,
    watch: Watch | None = None,
    notice: Notice = _silent,
) -> Tally:
    """Takes articles in, reads those that are new, links; gives back how it went. What was kept stays kept."""
    tally, watch = Tally(), watch or _silent
    executor = executor_for(partial(make_reader, settings), jobs=settings.jobs)
    version = reader_version(settings)
    fresh = _fresh(take(paths, settings.sources, stdin=stdin, notice=notice), record, version, tally)
    for outcomes in executor.run(_readable(fresh, record, tally, watch)):
        record.put([_kept(outcome, tally) for outcome in outcomes])
        watch(tally)
    relink(record, settings)
    return tally


def _kept(outcome: Outcome, tally: Tally) -> tuple[Article, Reading | None, str]:
    tally.fresh += 1
    if outcome.error is None:
        return outcome.article, outcome.reading, "read"
    tally.unread += 1
    tally.refused.append(outcome.error)
    return outcome.article, None, outcome.error.message


def _fresh(taken: Iterable[Any], record: Record, version: str, tally: Tally) -> Iterator[Article]:
    """Articles that the record does not hold as they are; refusals and conflicts go into the tally."""
    seen: dict[str, str] = {}
    for group in _groups(taken):
        present = record.known([item.id for item in group if isinstance(item, Article)])
        for item in group:
            if isinstance(item, InputError):
                tally.refused.append(item)
                continue
            tally.taken += 1
            known = present.get(item.id)
            before = known.sha256 if known else seen.get(item.id)
            if before not in (None, item.sha256):
                tally.refused.append(_conflict(item))
                continue
            if item.id in seen or (known and _unchanged(known, item, version)):
                continue
            seen[item.id] = item.sha256
            yield _merged(item, known.article) if known else item


def _conflict(article: Article) -> ConflictError:
    return ConflictError(f"the id {article.id!r} already names another text; the first is kept", source=article.given)


def _unchanged(known: Known, article: Article, version: str) -> bool:
    same: bool = _merged(article, known.article) == replace(known.article, text=article.text, given=article.given)
    return same and (known.reader == version or known.read != "read")


def _merged(article: Article, known: Article) -> Article:
    """The same text with what both copies know of it; where they differ the smaller wording stands, in any order."""
    fields = ("title", "outlet", "url", "published", "language", "source_sha256")
    values: dict[str, Any] = {name: _either(getattr(article, name), getattr(known, name)) for name in fields}
    values["kind"] = _either(*(a.kind if a.kind != "unknown" else None for a in (article, known))) or "unknown"
    return replace(article, **values)


def _either(a: str | None, b: str | None) -> str | None:
    return min(a, b) if a is not None and b is not None else a if a is not None else b


def _readable(fresh: Iterable[Article], record: Record, tally: Tally, watch: Watch) -> Iterator[list[Article]]:
    """Batches of articles in a language that can be read; the others are kept unread."""
    batch: list[Article] = []
    for article in fresh:
        if article.language not in LANGUAGES:
            tally.fresh += 1
            tally.unread += 1
            record.put([(article, None, f"language {article.language!r} is not read")])
            watch(tally)
            continue
        batch.append(article)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def reader_version(settings: Settings) -> str:
    """The version of the reader that the settings name, found without loading its models."""
    from memcon.lexicon import load_lexicon
    from memcon.read.version import VERSION

    return f"{VERSION}/{_encoder_version(settings.reader)}/{load_lexicon(settings.lexicon).version}"


def _encoder_version(name: str) -> str:
    if name == "rules":
        return "rules"
    from memcon.encoder import version_of

    found = (version_of(known) for known in READERS[READERS.index(name) : -1])
    first = next((version for version in found if version), "rules")
    second = [version for known in SECOND[name] if (version := version_of(known)) and version != first]
    meaning = version_of(MEANING[0])
    return "+".join([first, *second, *([meaning] if meaning else [])])


def relink(record: Record, settings: Settings, *, force: bool = False) -> bool:
    """Links what changed since the last linking (all with `force`); says whether anything did."""
    from memcon.lexicon import load_lexicon
    from memcon.relink import relink as link_anew

    return link_anew(record, load_lexicon(settings.lexicon), LINK_VERSION, force=force)


def rehearse(record: Record, settings: Settings) -> None:
    """Has loaded what linking needs, that the first correction need not wait for it; nothing is kept."""
    from memcon.lexicon import load_lexicon
    from memcon.relink import rehearse as link_some

    link_some(record, load_lexicon(settings.lexicon))


def decide(
    record: Record,
    settings: Settings,
    verdict: Verdict,
    target: str,
    *,
    field: str | None = None,
    value: str | None = None,
    note: str | None = None,
    author: str | None = None,
) -> Decision:
    """Keeps an analyst's decision on a line and links anew; UsageError when it cannot apply."""
    decision = keep_decision(record, settings, verdict, target, field=field, value=value, note=note, author=author)
    relink(record, settings)
    return decision


def keep_decision(
    record: Record,
    settings: Settings,
    verdict: Verdict,
    target: str,
    *,
    field: str | None = None,
    value: str | None = None,
    note: str | None = None,
    author: str | None = None,
) -> Decision:
    """Keeps an analyst's decision on a line, which the next linking applies; UsageError when it cannot apply."""
    kind, line = found_line(record, target)
    if kind in ("articles", "decisions") or (kind == "relations" and verdict in ("merge", "split", "set")):
        raise UsageError(f"{target} is one of the {kind}; there is nothing to {verdict} in it")
    other = found_line(record, value) if verdict == "merge" and value else None
    if other and other[0] != kind:
        raise UsageError(f"{target} is one of the {kind}, {value} one of the {other[0]}: they cannot be one")
    if other and other[1]["id"] == line["id"]:
        raise UsageError(f"{target} and {value} are the same line")
    if verdict == "set":
        _validate(record, settings, kind, field, value)
    decision = Decision(
        id="", verdict=verdict, kind=kind, target=line["id"], field=field,
        value=other[1]["id"] if other else value, note=note, author=author or whoami(),
        made_at=datetime.now(UTC).isoformat(timespec="microseconds"),
        evidence=_evidence(line), members=members_of(record, kind, line), signature=_signature(kind, line),
        other_evidence=_evidence(other[1]) if other else (),
        other_members=members_of(record, kind, other[1]) if other else (),
    )  # fmt: skip
    return record.decide(decision)


def _validate(record: Record, settings: Settings, kind: str, field: str | None, value: str | None) -> None:
    from memcon.lexicon import load_lexicon
    from memcon.link.fields import convert
    from memcon.relink import KnownActors

    convert(kind, field or "", value or "", KnownActors(record, load_lexicon(settings.lexicon)))


def _signature(kind: str, line: dict[str, Any]) -> str:
    from memcon.link.decided import signature

    return signature(_typed(kind, line))


def _typed(kind: str, line: dict[str, Any]) -> Any:
    return from_plain({k: v for k, v in line.items() if k != "rejected"}, KINDS[kind].type)


def _evidence(line: dict[str, Any]) -> tuple[Evidence, ...]:
    return from_plain(line.get("evidence", []), tuple[Evidence, ...])


def members_of(record: Record, kind: str, line: dict[str, Any]) -> tuple[str, ...]:
    """Ids of the single-article lines behind a line: what a decision holds on to."""
    if kind == "encounters":
        events = [record.line(key) for account in line["accounts"] for key in account["events"]]
        return tuple(sorted({m for e in events if e for m in (e[1].get("members") or [e[1]["id"]])}))
    if kind == "copies":
        return tuple(sorted((line["left"], line["right"])))
    if kind == "stories":
        return tuple(line["articles"])
    return tuple(line.get("members") or [line["id"]])


def found_line(record: Record, line_id: str) -> tuple[str, dict[str, Any]]:
    """(kind, object) of an id, or of its successor where an earlier build gave it; UsageError if there is neither."""
    found = record.line(line_id)
    if found is not None:
        return found
    former = record.successor(line_id)
    if former and former[1]:
        successor = record.line(former[1])
        if successor:
            return successor
    raise UsageError(f"the record has no line with the id {line_id!r}")


def withdraw(record: Record, settings: Settings, decision_id: str) -> None:
    """Withdraws a decision, dated now, and links anew."""
    keep_withdrawal(record, decision_id)
    relink(record, settings)


def keep_withdrawal(record: Record, decision_id: str) -> None:
    """Withdraws a decision, dated now, which the next linking heeds; UsageError when none stands under this id."""
    if not record.withdraw(decision_id, at=datetime.now(UTC).isoformat(timespec="microseconds")):
        raise UsageError(f"there is no standing decision {decision_id!r}; `memcon decide list` shows them")


def whoami() -> str:
    """The name that decisions are signed with: the login name."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "analyst"
