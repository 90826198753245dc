"""Runs one round of the worker and kills itself (SIGKILL) at a commit point, or after some milliseconds.

Arguments: settings file, name of the commit point or "-", which time it is passed, milliseconds or 0.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import threading
from collections import Counter
from pathlib import Path

from cli.building import settings_of, worker_of
from config.events import log_to_stderr


def main(file: str, point: str, times: int, milliseconds: int) -> None:
    """Work one round, or die in it."""
    log_to_stderr()
    passed: Counter[str] = Counter()

    def passing(name: str) -> None:
        passed[name] += 1
        if name == point and passed[name] == times:
            os.kill(os.getpid(), signal.SIGKILL)

    settings = settings_of(argparse.Namespace(settings=Path(file)))
    with worker_of(settings) as worker:
        for part in (worker.mailboxes.poller, worker.road, worker.postman):
            part.passing = passing
        worker.owner = "worker"  # the next process takes the lease over at once, as after the lease's end
        if milliseconds:
            threading.Timer(milliseconds / 1000, os.kill, (os.getpid(), signal.SIGKILL)).start()
        worker.round()
        if milliseconds:
            os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
