"""The extractor process: hostile pages and feeds are parsed apart, within bounds of time and memory."""

from __future__ import annotations

import atexit
import json
import os
import queue
import struct
import subprocess
import sys
import threading
import time
from functools import cache
from typing import IO, Any

from memcon.errors import FormatError

MEMORY = 4 << 30
# The child starts as the parent runs: same interpreter, same search path; it must not import the caller's main module.
_START = "import json,sys; sys.path[:]=json.loads(sys.argv[1]); from memcon.sources.extractor import serve; serve()"


class _Died(Exception):
    pass


class _Slow(Exception):
    pass


class Extractor:
    """Hands work to one child process, started when first needed, ended and replaced when it hangs or dies."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def call(
        self, task: str, data: bytes, *, seconds: float, source: str, place: str | None = None, **fields: Any
    ) -> Any:
        """The answer of `task` ("page", "fragment" or "feed"); FormatError if it hung, died or failed over `data`."""
        head = json.dumps({"task": task, **fields}).encode()
        with self._lock:
            try:
                answer = self._exchange(head, data, seconds)
            except _Slow:
                self.close()
                raise FormatError(f"took over {seconds:g} s to parse", source=source, place=place) from None
            except (_Died, OSError):
                self.close()
                raise FormatError("brought the parser down", source=source, place=place) from None
            except BaseException:
                self.close()  # interrupted: the answer to come would be taken for the next one's
                raise
        if "error" in answer:
            raise FormatError(f"cannot be parsed ({answer['error']})", source=source, place=place)
        return answer["value"]

    def _exchange(self, head: bytes, data: bytes, seconds: float) -> dict[str, Any]:
        child = self._running()
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(struct.pack(">QQ", len(head), len(data)) + head)
        child.stdin.write(data)
        child.stdin.flush()
        deadline = time.monotonic() + seconds
        (size,) = struct.unpack(">Q", self._read(child.stdout, 8, deadline))
        answer: dict[str, Any] = json.loads(self._read(child.stdout, size, deadline))
        return answer

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self._child = subprocess.Popen(
                [sys.executable, "-X", "utf8", "-c", _START, json.dumps(sys.path)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            assert self._child.stdout is not None
            self._read(self._child.stdout, 1, time.monotonic() + 60)
        return self._child

    def _read(self, pipe: IO[bytes], size: int, deadline: float) -> bytes:
        # A thread waits, for not every system can wait on a pipe with a time limit; the child's end ends it.
        answers: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        threading.Thread(target=lambda: answers.put(pipe.read(size)), daemon=True).start()
        try:
            found = answers.get(timeout=max(0.001, deadline - time.monotonic()))
        except queue.Empty:
            raise _Slow from None
        if len(found) < size:
            raise _Died
        return found

    def close(self) -> None:
        """End the child process, whatever it does."""
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue


@cache
def _extractor_of(_process: int) -> Extractor:
    # By process id: after a fork the pipes of the parent's child are not ours to use.
    found = Extractor()
    atexit.register(found.close)
    return found


def extractor() -> Extractor:
    """The extractor of this process."""
    return _extractor_of(os.getpid())


def serve() -> None:
    """Answer tasks from standard input until it ends; run in the child process."""
    pipe_in, pipe_out = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not mix with the answers
    _bound_memory()
    import trafilatura  # noqa: F401  so that the time of a task is its own

    pipe_out.write(b"+")
    pipe_out.flush()
    while len(sizes := pipe_in.read(16)) == 16:
        head, data = (pipe_in.read(size) for size in struct.unpack(">QQ", sizes))
        answer = json.dumps(_answer(json.loads(head), data)).encode()
        pipe_out.write(struct.pack(">Q", len(answer)) + answer)
        pipe_out.flush()


def _bound_memory() -> None:
    try:
        import resource
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard == resource.RLIM_INFINITY or hard > MEMORY:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, hard))


def _answer(head: dict[str, Any], data: bytes) -> dict[str, Any]:
    try:
        return {"value": _do(head, data)}
    except RecursionError:
        return {"error": "it is nested too deeply"}
    except MemoryError:
        return {"error": "it takes too much memory"}
    except Exception as error:  # whatever a hostile page sets off in the parsers is that page's fault alone
        return {"error": type(error).__name__}


def _do(head: dict[str, Any], data: bytes) -> Any:
    from memcon.sources.extraction import extract_fragment, extract_page, parse_feed

    if head["task"] == "page":
        return extract_page(data, url=head["url"], charset=head["charset"])
    if head["task"] == "fragment":
        return extract_fragment(data.decode("utf-8", "replace"), url=head["url"])
    return parse_feed(data)
