"""Linking after corrections, beside the pages: a correction is kept and shown at once, what hangs on it follows.

Three lines rejected within two seconds on a record where linking takes long are linked once, when the analyst pauses.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager

from memcon.errors import MemconError
from memcon.ingest import Settings, relink
from memcon.record import Record

LONG = 2.0
"""Seconds of work that linking may take to be begun at once; where it took longer it waits for a pause."""
PAUSE = 1.2
CLOCK = time.thread_time
"""What linking costs is counted in work, not in waiting for other work of the machine."""
LARGE = 200
"""Articles from which linking is expected to take long, until it was seen to be quick."""
SHORT = 0.8
"""Seconds that the answer to a correction waits for linking, where it takes no longer than `LONG`."""
LONGEST = 3_600.0


class Linker:
    """Links the record anew after corrections, in a thread of its own while there is something to link.

    `changing` opens the record for writing, waiting at most so many seconds; `size`: its articles. Answers wait for
    linking `patience` seconds, as long as it takes with None.
    """

    def __init__(
        self,
        changing: Callable[[float], AbstractContextManager[Record]],
        settings: Settings,
        *,
        size: int,
        patience: float | None = SHORT,
    ) -> None:
        self._changing = changing
        self._settings = settings
        self._took = 0.0 if size < LARGE else 2 * LONG
        self._patience = patience
        self._asked = 0
        self._running = False
        self._lock = threading.Lock()
        self._linked = threading.Event()
        self._linked.set()
        self.failed = ""

    @property
    def pending(self) -> bool:
        """Whether corrections are kept that the lines do not show yet."""
        return not self._linked.is_set()

    @property
    def asked(self) -> int:
        """How many corrections there were: what was worked out before the last is of no use."""
        return self._asked

    def soon(self) -> None:
        """Links what was corrected: at once, or after a pause where the last time took long."""
        with self._lock:
            self._asked += 1
            self._linked.clear()
            if not self._running:
                self._running = True
                threading.Thread(target=self._run, daemon=True).start()

    def wait(self) -> bool:
        """Waits until all is linked, no longer than patience lasts; says whether it is."""
        if self._patience is None:
            return self._linked.wait(LONGEST)
        return self._linked.wait(self._patience if self._took <= LONG else 0)

    def finish(self) -> None:
        """Waits until all is linked, before the server ends."""
        self._linked.wait(LONGEST)

    def _run(self) -> None:
        while True:
            asked = self._after_a_pause()
            start = CLOCK()
            try:
                with self._changing(LONGEST) as record:
                    relink(record, self._settings)
                self.failed = ""
            except MemconError as error:
                self.failed = error.message
            except Exception as error:
                self.failed = f"an error in memcon ({type(error).__name__})"
                self._end()
                raise
            self._took = CLOCK() - start
            with self._lock:
                if self._asked == asked:
                    self._running = False
                    self._linked.set()
                    return

    def _after_a_pause(self) -> int:
        asked = self._asked
        while self._took > LONG and self._patience is not None:
            time.sleep(PAUSE)
            if self._asked == asked:
                break
            asked = self._asked
        return asked

    def _end(self) -> None:
        with self._lock:
            self._running = False
            self._linked.set()
