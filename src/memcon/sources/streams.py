"""Files opened without ever blocking on them, unpacked and read within bounds."""

from __future__ import annotations

import errno
import gzip
import io
import os
import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from memcon.errors import FormatError, InputError, TooLargeError

CHUNK = 1 << 16
BUFFER = 1 << 18  # how far a format or encoding is looked for
# Text shrinks 3 to 10 times in gzip, repetitive tables 50; a bomb some 1,000 times.
MAX_RATIO = 200
RATIO_FROM = 50_000_000

_KINDS = (
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)
_REASONS = {
    errno.ENOENT: "does not exist",
    errno.EACCES: "may not be read",
    errno.EPERM: "may not be read",
    errno.ELOOP: "is a symbolic link that leads round in a circle",
    errno.ENOTDIR: "does not exist",
    errno.ENAMETOOLONG: "is too long for a file name",
}


def shown(path: str | os.PathLike[str]) -> str:
    """The path for messages and records, bytes that are no UTF-8 written as escapes."""
    try:
        text = os.fsencode(path).decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:
        text = str(path)
    return visible(text)


def visible(text: str) -> str:
    """The words with what a terminal would obey, or UTF-8 cannot hold, written as escapes."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def refusal(error: OSError | ValueError, path: str) -> InputError:
    """The named error of a failed system call on `path`."""
    if isinstance(error, ValueError):
        return InputError("is no possible file name", source=shown(path))
    reason = _REASONS.get(error.errno or 0, f"cannot be read: {error.strerror or error}")
    if error.errno == errno.ENOENT and os.path.islink(path):
        reason = "is a symbolic link to nothing"
    return InputError(reason, source=shown(path))


@contextmanager
def opened(path: str) -> Iterator[BinaryIO]:
    """The open bytes of a regular file; InputError if it is none (a pipe or device is never waited for)."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as error:
        raise refusal(error, path) from None
    with open(handle, "rb", buffering=BUFFER) as file:
        mode = os.fstat(handle).st_mode
        if not stat.S_ISREG(mode):
            raise InputError(f"is {_kind(mode)}, not a file", source=shown(path))
        yield file


def _kind(mode: int) -> str:
    return next((words for test, words in _KINDS if test(mode)), "a folder" if stat.S_ISDIR(mode) else "something else")


@dataclass
class _Unpacked(io.RawIOBase):
    """A gzip stream that stops with a named error when it is damaged or grows like a bomb."""

    packed: BinaryIO
    source: str

    def __post_init__(self) -> None:
        self._gzip = gzip.GzipFile(fileobj=self.packed, mode="rb")
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._gzip.read1(len(buffer))
        except EOFError:
            raise FormatError("is a gzip file that ends too soon", source=self.source, place=self._place()) from None
        except (zlib.error, gzip.BadGzipFile):
            raise FormatError("is no gzip file, or a damaged one", source=self.source, place=self._place()) from None
        self._given += len(data)
        if self._given > RATIO_FROM and self._given > MAX_RATIO * max(1, self.packed.tell()):
            raise TooLargeError(
                f"grows more than {MAX_RATIO} times when unpacked", source=self.source, place=self._place()
            )
        buffer[: len(data)] = data
        return len(data)

    def _place(self) -> str:
        return f"byte {self._given} unpacked"


def unpacked(packed: BinaryIO, *, source: str) -> BinaryIO:
    """The bytes inside a gzip stream, as a stream; damage and bombs are named errors while it is read."""
    return cast(BinaryIO, io.BufferedReader(_Unpacked(packed, source), BUFFER))


def peek(stream: BinaryIO, size: int) -> tuple[bytes, BinaryIO]:
    """The first bytes of a stream, and a stream that still has them."""
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(Any, stream), BUFFER)
    return buffered.peek(size)[:size], cast(BinaryIO, buffered)


def read_whole(stream: BinaryIO, *, limit: int, source: str) -> bytes:
    """All bytes of a stream; TooLargeError as soon as there are more than `limit`."""
    size = _size(stream)
    if size is not None and size > limit:
        raise TooLargeError(f"is {size:,} bytes, over the limit of {limit:,}", source=source)
    found = bytearray()
    while chunk := stream.read(min(CHUNK * 16, limit + 1 - len(found))):
        found += chunk
        if len(found) > limit:
            raise TooLargeError(f"is over the limit of {limit:,} bytes", source=source)
    return bytes(found)


def _size(stream: BinaryIO) -> int | None:
    """What is left of a plain file, None for anything else."""
    raw = getattr(stream, "raw", stream)
    if not isinstance(raw, io.FileIO):
        return None
    return max(0, os.fstat(raw.fileno()).st_size - stream.tell())


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a stream with its end. `whole` False: it was over the limit, `data` is its head alone."""

    number: int
    data: bytes
    whole: bool = True


def lines_of(stream: BinaryIO, *, limit: int) -> Iterator[Line]:
    """The lines of a stream, ended by LF; of a line over `limit` bytes only the head is kept in memory."""
    number = 0
    while data := stream.readline(limit + 1):
        number += 1
        whole = len(data) <= limit or data.endswith(b"\n")
        head, more = data, data
        while not whole and more and not more.endswith(b"\n"):
            more = stream.readline(CHUNK * 16)
        yield Line(number=number, data=head if whole else head[:limit], whole=whole)
