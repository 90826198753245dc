"""Worker processes with limits: each job ends with an answer, a time-out or a crash, and none harms another."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from threading import Lock

from intake.pages.jobs import Job, encode
from intake.pages.settings import PageSettings
from storage.records import ProblemKind, Remark

START_SECONDS = 30.0
ONE_THREAD = {"OMP_THREAD_LIMIT": "1", "OPENBLAS_NUM_THREADS": "1"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job: the worker's answer, or the problem that kept it from answering."""

    answer: bytes = b""
    problem: Remark | None = None


@dataclass(slots=True)
class Worker:
    """A child process and the pipe to it; `deadline` is the monotonic time by which its answer is due."""

    process: subprocess.Popen[bytes]
    pipe: Connection
    index: int = -1
    deadline: float = 0.0

    def stop(self) -> None:
        """End the process at once and free what it held."""
        self.process.kill()
        self.process.wait()
        self.pipe.close()


@dataclass(slots=True)
class WorkerPool:
    """Keeps up to `settings.workers` processes alive between calls; safe to call from several threads."""

    settings: PageSettings
    module: str = "intake.pages.worker"
    idle: list[Worker] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    def run(self, jobs: Sequence[Job], done: Callable[[int], None] = lambda _: None) -> list[Outcome]:
        """The outcome of each job, in the jobs' order; `done` hears how many are finished.

        What is not begun within `settings.file_seconds` has that as its problem.
        """
        with self.lock:
            waiting, busy = deque(enumerate(jobs)), list[Worker]()
            closing = time.monotonic() + self.settings.file_seconds
            outcomes = [Outcome()] * len(jobs)
            try:
                while waiting or busy:
                    if time.monotonic() < closing:
                        self._hand_out(waiting, busy)
                    else:
                        self._give_up(waiting, outcomes)
                    for worker in self._await(busy):
                        busy.remove(worker)
                        outcomes[worker.index] = self._outcome(worker)
                        done(len(jobs) - len(waiting) - len(busy))
            finally:
                for worker in busy:
                    worker.stop()
            return outcomes

    def close(self) -> None:
        """End all worker processes."""
        with self.lock:
            while self.idle:
                self.idle.pop().stop()

    def _hand_out(self, waiting: deque[tuple[int, Job]], busy: list[Worker]) -> None:
        while waiting and len(busy) < self.settings.workers:
            fresh = not self.idle
            worker = self._start() if fresh else self.idle.pop()
            worker.index, job = waiting.popleft()
            worker.deadline = time.monotonic() + self.settings.page_seconds + (START_SECONDS if fresh else 0.0)
            busy.append(worker)
            try:
                worker.pipe.send_bytes(encode(job))
            except OSError:  # it died while idle: its outcome says so
                worker.deadline = 0.0

    def _give_up(self, waiting: deque[tuple[int, Job]], outcomes: list[Outcome]) -> None:
        problem = ProblemKind.NOT_BEGUN(seconds=self.settings.file_seconds)
        while waiting:
            outcomes[waiting.popleft()[0]] = Outcome(problem=problem)

    def _await(self, busy: list[Worker]) -> list[Worker]:
        if not busy:
            return []
        nearest = min(worker.deadline for worker in busy)
        ready = wait([worker.pipe for worker in busy], max(0.0, nearest - time.monotonic()))
        now = time.monotonic()
        return [worker for worker in busy if worker.pipe in ready or worker.deadline <= now]

    def _outcome(self, worker: Worker) -> Outcome:
        try:
            if worker.pipe.poll():
                answer = worker.pipe.recv_bytes()
                self.idle.append(worker)
                return Outcome(answer)
            problem = ProblemKind.TIMED_OUT(seconds=self.settings.page_seconds)
        except (EOFError, OSError):
            problem = ProblemKind.READER_ENDED(how=_ending(worker.process))
        worker.stop()
        return Outcome(problem=problem)

    def _start(self) -> Worker:
        ours, theirs = Pipe()
        options = json.dumps(asdict(self.settings), default=str)
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-m", self.module, str(theirs.fileno()), options],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,  # the engine chatters there; what matters comes as an answer
            env={**ONE_THREAD, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        theirs.close()
        return Worker(process, ours)


def _ending(process: subprocess.Popen[bytes]) -> str:
    status = process.wait()
    return signal.Signals(-status).name if status < 0 else f"status {status}"
