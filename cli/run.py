"""`novads run`: the scheduled worker and the staff's pages, together or one of them."""

from __future__ import annotations

import argparse
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from config.settings import Settings
    from intake.worker import Worker

GRACE_SECONDS = 3600
"""A job that was due while the machine slept is still done, once."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `novads run`."""
    from cli.building import settings_argument

    settings_argument(parser)
    parser.add_argument("--only", choices=("worker", "web"), help="run one part; the other runs in another process")


def run(options: argparse.Namespace) -> int:
    """Work until SIGTERM or Ctrl-C."""
    from cli.building import settings_of
    from config.events import log_to_stderr

    log_to_stderr()
    settings = settings_of(options)
    stopping = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stopping.set())
    with ExitStack() as running:
        if options.only != "web":
            running.enter_context(_working(settings, options.settings))
        if options.only != "worker":
            running.enter_context(_pages(settings))
        stopping.wait()
    return 0


@contextmanager
def _working(settings: Settings, told: Path | None) -> Iterator[None]:
    from cli.building import worker_of
    from cli.learn import in_own_process

    with worker_of(settings) as worker:
        scheduler = schedule(worker, settings)

        def learn() -> None:
            if worker.leads():
                worker.road.classifier = in_own_process(settings, worker.store, told, worker.road.classifier)

        scheduler.add_job(learn, "cron", id="learn", hour=settings.classifier.learn_hour)
        scheduler.start()
        try:
            yield
        finally:
            worker.mailboxes.close()
            scheduler.shutdown(wait=True)


@contextmanager
def _pages(settings: Settings) -> Iterator[None]:
    from cli.building import clock, open_store, originals_of
    from cli.pages import serving
    from config.events import event

    store = open_store(settings)
    with serving(settings, store, originals_of(settings), clock) as address:
        event("pages", address=address)
        yield
    store.close()


def schedule(worker: Worker, settings: Settings) -> Any:
    """An APScheduler that is a clock only: every job asks what is due, and what was done is in our tables.

    Weekdays are named, never numbered: APScheduler counts Monday as 0, cron as 1.
    """
    from apscheduler.schedulers.background import BackgroundScheduler
    from apscheduler.triggers.cron import CronTrigger
    from apscheduler.triggers.interval import IntervalTrigger

    zone = settings.general.timezone
    scheduler = BackgroundScheduler(
        timezone=zone, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": GRACE_SECONDS}
    )

    def add(name: str, job: Callable[[], object], trigger: object, **more: object) -> None:
        scheduler.add_job(job, trigger, id=name, **more)

    from cli.building import clock

    add("round", worker.round, IntervalTrigger(minutes=settings.poll.minutes, timezone=zone), next_run_time=clock())
    add("deliver", worker.deliver_if_leading, IntervalTrigger(seconds=30, timezone=zone))
    add("digest", worker.digest, IntervalTrigger(minutes=5, timezone=zone), next_run_time=clock())
    add("alert", worker.alert, IntervalTrigger(minutes=1, timezone=zone))
    add("reconcile", worker.reconcile, CronTrigger(hour=settings.poll.reconcile_hour, timezone=zone))
    return scheduler
