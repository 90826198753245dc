"""The child process that reads foreign files: kept between them, limited in memory and time, replaced when it fails."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, field
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from threading import Lock, Thread

from intake.documents.content import Content
from intake.documents.limits import Limits
from intake.documents.wire import receive_content, send_attachment
from intake.stations import Attachment
from storage.records import ProblemKind

START_SECONDS = 30.0
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


@dataclass(frozen=True, slots=True)
class _Running:
    process: subprocess.Popen[bytes]
    pipe: Connection


@dataclass(slots=True)
class Child:
    """Answers one file at a time; safe to call from several threads."""

    limits: Limits
    module: str = "intake.documents.worker"
    _running: _Running | None = None
    _lock: Lock = field(default_factory=Lock)

    def read(self, attachment: Attachment) -> Content:
        """What the file holds; a time-out or the end of the process is a problem of the content."""
        with self._lock:
            fresh = self._running is None
            running = self._running or self._start()
            self._running = running
            content = self._answer(running, attachment, START_SECONDS if fresh else 0.0)
            if content is None:
                self._stop()
                return Content(problems=(ProblemKind.TIMED_OUT(seconds=self.limits.seconds),))
            return content

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._stop()

    def _answer(self, running: _Running, attachment: Attachment, extra: float) -> Content | None:
        """The process's answer, its end as a problem, or None for a time-out."""
        deadline = time.monotonic() + self.limits.seconds + extra
        # In a thread of its own: a process that hangs empties no pipe.
        Thread(target=_send, args=(running.pipe, attachment), daemon=True).start()
        try:
            if not running.pipe.poll(max(0.0, deadline - time.monotonic())):
                return None
            return receive_content(running.pipe)
        except (EOFError, OSError):
            problem = ProblemKind.READER_ENDED(how=_ending(running.process))
        except (ValueError, KeyError, TypeError):
            problem = ProblemKind.NO_ANSWER()
        self._stop()
        return Content(problems=(problem,))

    def _start(self) -> _Running:
        ours, theirs = Pipe()
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-m", self.module, str(theirs.fileno()), json.dumps(asdict(self.limits))],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,  # readers chatter there; what matters comes as an answer
            start_new_session=True,  # so that a program it started ends with it
            env={**ONE_THREAD, "PATH": os.defpath, "LC_ALL": "C.UTF-8", "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        theirs.close()
        return _Running(process, ours)

    def _stop(self) -> None:
        running, self._running = self._running, None
        if running is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(running.process.pid, signal.SIGKILL)
        running.process.wait()
        running.pipe.close()


def _send(pipe: Connection, attachment: Attachment) -> None:
    with contextlib.suppress(OSError, ValueError):  # the answer, or its absence, tells
        send_attachment(pipe, attachment)


def _ending(process: subprocess.Popen[bytes]) -> str:
    try:
        status = process.wait(5)
    except subprocess.TimeoutExpired:
        return "it closed its pipe"
    return signal.Signals(-status).name if status < 0 else f"status {status}"
