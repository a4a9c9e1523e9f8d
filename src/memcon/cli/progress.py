"""Progress on stderr: a bar with count, rate and time on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from memcon.errors import DiskFull, UsageError

if TYPE_CHECKING:
    from memcon.ingest import Tally

SECONDS = 10.0


@contextmanager
def watching() -> Iterator[Callable[[Tally], None]]:
    """A function to be called with the tally as work goes on."""
    if not sys.stderr.isatty():
        yield _plain()
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(), TextColumn("left"), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=None, rate="")
        started = time.monotonic()

        def watch(tally: Tally) -> None:
            rate = tally.fresh / max(time.monotonic() - started, 0.001)
            progress.update(task, completed=tally.fresh, total=tally.expected, rate=f"{rate:.1f} articles/s")

        yield watch


def _plain() -> Callable[[Tally], None]:
    started = last = time.monotonic()

    def watch(tally: Tally) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= SECONDS:
            last = now
            rate = tally.fresh / (now - started)
            left = f", about {(tally.expected - tally.fresh) / rate:.0f} s left" if tally.expected and rate else ""
            print(f"{tally.fresh} articles read, {rate:.1f} a second{left}", file=sys.stderr, flush=True)

    return watch


@contextmanager
def output(path: Path | None) -> Iterator[TextIO]:
    """Standard output, or a file that takes its place only when everything is written."""
    if path is None:
        yield sys.stdout
        return
    part = path.with_name(path.name + ".part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            yield file
        part.replace(path)
    except FileNotFoundError as error:
        raise UsageError("its folder does not exist", source=str(path)) from error
    except OSError as error:
        raise DiskFull(f"cannot be written: {error.strerror}", source=str(path)) from error
    finally:
        part.unlink(missing_ok=True)


def put(path: Path, data: bytes) -> None:
    """Writes a file whole or not at all."""
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except FileNotFoundError as error:
        raise UsageError("its folder does not exist", source=str(path)) from error
    except OSError as error:
        raise DiskFull(f"cannot be written: {error.strerror}", source=str(path)) from error
    finally:
        part.unlink(missing_ok=True)
