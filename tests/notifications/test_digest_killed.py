"""One digest per person and week although the process that writes it is killed at random instants (SIGKILL)."""

from __future__ import annotations

import multiprocessing
import random
import signal
import time
from datetime import datetime, timedelta

import pytest
from filing import letters_of
from sqlalchemy import URL

from classifiers.people import mask
from config.mail_settings import Smtp
from config.settings import Digest, General, Settings
from notifications.digest import Digests
from notifications.week import due_week
from review.similar import together
from storage import outbox
from storage.store import Store

PEOPLE = ("anna@example.lv", "juris@example.lv", "rita@example.lv")
SETTINGS = Settings(
    general=General(mode="observe"), smtp=Smtp(from_address="novads@example.lv"), digest=Digest(recipients=PEOPLE)
)
CHANGES = ("2026-03-16", "2026-10-12")
"""Mondays two weeks before the clock goes forward, and back."""
PROCESSES = multiprocessing.get_context("fork")


def write(url: URL, now: datetime) -> None:
    """What the worker does at its turn, in a process of its own."""
    store = Store(url)
    Digests(store, SETTINGS, lambda: now, mask, together).write_due()
    store.close()


def killed_or_not(url: URL, now: datetime, after: float | None) -> bool:
    """Write what is due at `now`; killed after some seconds unless None. Returns whether it was killed at work."""
    process = PROCESSES.Process(target=write, args=(url, now))
    process.start()
    if after is not None:
        time.sleep(after)
        process.kill()
    process.join(60)
    assert process.exitcode in (0, -signal.SIGKILL), process.exitcode
    return process.exitcode != 0


def kill_for_weeks(store: Store, change: str, asked: int) -> None:
    """Ask some three times a week from two weeks before a clock change on, killed at random two times in three."""
    url, now = store.url, datetime.fromisoformat(f"{change}T09:00:00+00:00")
    letters_of(store, "anna@example.org", *("Lūdzu salabot ielu.",) * 3, at=now)
    store.close()
    fate, begun = random.Random(change), time.monotonic()
    killed_or_not(url, now, None)
    whole = time.monotonic() - begun
    kills, seen = 0, {due_week(now, SETTINGS).name}
    for _ in range(asked):
        now += timedelta(hours=fate.uniform(0, 100))
        kills += killed_or_not(url, now, fate.uniform(0, whole) if fate.random() < 0.66 else None)
        seen.add(due_week(now, SETTINGS).name)
    killed_or_not(url, now, None)
    with store.ask() as connection:
        keys = sorted(mail.key for mail in outbox.all_mails(connection))
    store.close()
    assert keys == sorted(f"digest:{person}:{week}" for person in PEOPLE for week in seen)
    assert kills >= asked // 10, f"only {kills} of {asked} were killed at work: this proves nothing"


@pytest.mark.parametrize("change", CHANGES)
def test_exactly_one_row_per_person_and_week_under_kills(store: Store, change: str) -> None:
    kill_for_weeks(store, change, asked=12)


@pytest.mark.soak
@pytest.mark.parametrize("change", CHANGES)
def test_exactly_one_row_per_person_and_week_under_many_kills(store: Store, change: str) -> None:
    kill_for_weeks(store, change, asked=150)
