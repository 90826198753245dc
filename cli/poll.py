"""`novads poll`: one round of the worker, now."""

from __future__ import annotations

import argparse
import sys


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `novads poll`."""
    from cli.building import settings_argument

    settings_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Poll, file, send; 1 when a mailbox could not be polled or another process leads."""
    from cli.building import settings_of, worker_of
    from config.events import log_to_stderr

    log_to_stderr()
    settings = settings_of(options)
    with worker_of(settings) as worker:
        polled = worker.round()
    for result in polled:
        print(f"{result.mailbox} {result.folder}: {result.problem or f'{result.new} new, {result.known} known'}")
    if not polled:
        none = "another process is at work" if settings.sources() else "no mailbox is set; see [[mailbox]]"
        print(f"novads poll: nothing was polled: {none}", file=sys.stderr)
    return 0 if polled and not any(result.problem for result in polled) else 1
