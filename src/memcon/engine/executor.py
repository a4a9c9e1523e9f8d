"""Runs the reading of batches of articles: in this process or in several; results come in order of input."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from typing import Protocol

from memcon.errors import MemconError, ReadingError
from memcon.link.rewording import readable, rewording_probability
from memcon.model.article import Article
from memcon.model.codec import from_json, to_json
from memcon.model.reading import Reading
from memcon.read.reader import Reader

MakeReader = Callable[[], Reader]
TRIES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One article and its reading, or the error that says why it has none."""

    article: Article
    reading: Reading | None = None
    error: ReadingError | None = None


class Executor(Protocol):
    """Anything that can read batches of articles; a cluster engine needs no more than this."""

    def run(self, batches: Iterable[list[Article]]) -> Iterator[list[Outcome]]:
        """Outcomes of each batch, batches and articles in order of input."""


def read_batch(reader: Reader, batch: list[Article]) -> list[Outcome]:
    """The outcomes of one batch; an article that breaks the reader costs its own reading and no other."""
    try:
        return [Outcome(article=a, reading=_weighed(r)) for a, r in zip(batch, reader.read(batch), strict=True)]
    except Exception as error:
        if len(batch) == 1:
            return [Outcome(article=batch[0], error=_reading_error(batch[0], error))]
        return [outcome for article in batch for outcome in read_batch(reader, [article])]


def _weighed(reading: Reading) -> Reading:
    """The reading with how probably a machine reworded the article: linking need not look at its words again."""
    return replace(reading, reworded=rewording_probability(readable(reading)))


def _reading_error(article: Article, error: Exception) -> ReadingError:
    if isinstance(error, MemconError):
        return ReadingError(error.message, source=article.given or article.id, place=error.place)
    message = f"could not be read: {type(error).__name__}: {error}"
    return ReadingError(message, source=article.given or article.id)


class Here:
    """Reads in this process."""

    def __init__(self, make_reader: MakeReader) -> None:
        self._make_reader = make_reader
        self._reader: Reader | None = None

    def run(self, batches: Iterable[list[Article]]) -> Iterator[list[Outcome]]:
        """Outcomes of each batch, in order."""
        for batch in batches:
            self._reader = self._reader or self._make_reader()
            yield read_batch(self._reader, batch)


class Processes:
    """Reads in `jobs` processes, each with its own models; a process that dies costs only its batch's time."""

    def __init__(self, make_reader: MakeReader, *, jobs: int) -> None:
        self._make_reader = make_reader
        self._jobs = jobs

    def run(self, batches: Iterable[list[Article]]) -> Iterator[list[Outcome]]:
        """Outcomes of each batch, in order; twice as many batches as processes are under way at once."""
        waiting: deque[tuple[list[Article], Future[bytes] | None]] = deque()
        source = iter(batches)
        pool = self._pool()
        try:
            while True:
                while len(waiting) < 2 * self._jobs and (batch := next(source, None)) is not None:
                    waiting.append((batch, pool.submit(_work, to_json(batch))))
                if not waiting:
                    return
                batch, future = waiting.popleft()
                try:
                    outcomes = _outcomes(batch, future.result() if future else b"")
                except BrokenProcessPool:
                    pool.shutdown(wait=False, cancel_futures=True)
                    pool = self._pool()
                    outcomes = self._again(batch)
                    waiting = deque((b, pool.submit(_work, to_json(b))) for b, _ in waiting)
                yield outcomes
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

    def _pool(self) -> ProcessPoolExecutor:
        from multiprocessing import get_context

        return ProcessPoolExecutor(
            max_workers=self._jobs, mp_context=get_context("spawn"), initializer=_start, initargs=(self._make_reader,)
        )

    def _again(self, batch: list[Article]) -> list[Outcome]:
        """Reads a batch whose process died, article by article, each in a fresh process if it must be."""
        outcomes: list[Outcome] = []
        for article in batch:
            for _ in range(TRIES):
                with self._pool() as pool:
                    try:
                        outcomes += _outcomes([article], pool.submit(_work, to_json([article])).result())
                        break
                    except BrokenProcessPool:
                        continue
            else:
                error = ReadingError("the reading process died of it", source=article.given or article.id)
                outcomes.append(Outcome(article=article, error=error))
        return outcomes


_reader: Reader | None = None


def _start(make_reader: MakeReader) -> None:
    global _reader
    _reader = make_reader()


def _work(batch: bytes) -> bytes:
    assert _reader is not None
    outcomes = read_batch(_reader, from_json(batch, list[Article]))
    return to_json([(o.reading, str(o.error.message) if o.error else None) for o in outcomes])


def _outcomes(batch: list[Article], answer: bytes) -> list[Outcome]:
    found = from_json(answer, list[tuple[Reading | None, str | None]])
    return [
        Outcome(
            article=article,
            reading=reading,
            error=ReadingError(words, source=article.given or article.id) if words else None,
        )
        for article, (reading, words) in zip(batch, found, strict=True)
    ]


def executor_for(make_reader: MakeReader, *, jobs: int) -> Executor:
    """Here for one job, Processes for more."""
    return Here(make_reader) if jobs <= 1 else Processes(make_reader, jobs=jobs)
