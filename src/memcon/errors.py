"""The one tree of memcon's errors; each names the input it concerns and the place in it."""

from __future__ import annotations


class MemconError(Exception):
    """Anything that memcon refuses or cannot do, in words for the analyst.

    `source` names the input (a path, URL or article id), `place` the line, column or field in it.
    """

    def __init__(self, message: str, *, source: str | None = None, place: str | None = None) -> None:
        self.message = message
        self.source = source
        self.place = place
        super().__init__(message)

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.source, self.place) if part)
        return f"{where}: {self.message}" if where else self.message

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.message, self.source, self.place))


def _rebuild(kind: type[MemconError], message: str, source: str | None, place: str | None) -> MemconError:
    return kind(message, source=source, place=place)


class UsageError(MemconError):
    """The call itself is wrong: unknown kind, id, field or value (exit status 2)."""


class InputError(MemconError):
    """One input is refused; the rest of the run goes on (exit status 1)."""


class FormatError(InputError):
    """The bytes are not what their name or type says (broken JSON line, binary file, bad archive)."""


class TooLargeError(InputError):
    """The input is over a stated limit."""


class FetchError(InputError):
    """A URL was not fetched: refused by rule (private address, robots.txt) or by the network."""


class ManifestError(InputError):
    """A manifest.csv names a missing or outside file, or lacks its columns."""


class ConflictError(InputError):
    """One id was given to two different texts."""


class ReadingError(InputError):
    """One article could not be read; it is kept with the reason."""


class RecordError(MemconError):
    """The record cannot be used; it is unchanged (exit status 3)."""


class RecordMissing(RecordError):
    """There is no record at this path."""


class RecordLocked(RecordError):
    """Another process is writing the record, or the file cannot be written."""


class RecordDamaged(RecordError):
    """The file is not a record, or its content contradicts itself."""


class RecordTooNew(RecordError):
    """A newer memcon wrote this record."""


class DiskFull(RecordError):
    """There was no room to write; what was committed before is kept."""


class LexiconError(MemconError):
    """A lexicon data file is broken; names the file and the row."""


class ModelMissing(MemconError):
    """A model file is absent or is not the one that this version was shipped with."""
