"""Sources side by side: a thread for each, so that one that hangs delays no other."""

from __future__ import annotations

import contextlib
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from queue import Empty, SimpleQueue
from threading import Event, Lock, Thread
from typing import TypeVar

from intake.mailbox.source import Source

T = TypeVar("T")
GLANCE_SECONDS = 0.5
"""How often who waits looks whether the program ends."""


class SideBySide:
    """Runs a job for each of many sources at once, never two for the same source."""

    def __init__(self) -> None:
        self._locks: dict[str, Lock] = defaultdict(Lock)
        self._closed = Event()

    def run(
        self, sources: Iterable[Source], job: Callable[[Source], T], seconds: float, *, wait_in_line: bool = False
    ) -> Iterator[T]:
        """Start `job`, which raises nothing, for each source; gives what it returns as it comes, for `seconds` at most.

        What takes longer goes on by itself. A source whose last job still runs is passed over, or with `wait_in_line`
        has this one after it.
        """
        done: SimpleQueue[T] = SimpleQueue()
        started = sum(self._start(self._locks[source.name], source, job, done, wait_in_line) for source in sources)
        return self._arriving(done, started, time.monotonic() + seconds)

    def is_busy(self, source: Source) -> bool:
        """Whether a job for the source still runs."""
        return self._locks[source.name].locked()

    def close(self) -> None:
        """Let nobody wait any longer."""
        self._closed.set()

    def _start(
        self, lock: Lock, source: Source, job: Callable[[Source], T], done: SimpleQueue[T], wait_in_line: bool
    ) -> bool:
        if not wait_in_line and not lock.acquire(blocking=False):
            return False

        def work() -> None:
            if wait_in_line:
                lock.acquire()
            try:
                result = job(source)
            finally:
                lock.release()
            done.put(result)

        # A daemon: a server that never speaks must not keep the program from ending.
        Thread(target=work, name=f"mailbox {source.name}", daemon=True).start()
        return True

    def _arriving(self, done: SimpleQueue[T], awaited: int, until: float) -> Iterator[T]:
        while awaited and time.monotonic() < until and not self._closed.is_set():
            with contextlib.suppress(Empty):
                yield done.get(timeout=min(GLANCE_SECONDS, max(0.0, until - time.monotonic())))
                awaited -= 1
