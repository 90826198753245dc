"""Nothing is lost and nothing done twice: real Dovecot, real SMTP, and a process killed at every commit point."""

from __future__ import annotations

import random
import subprocess
import sys
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sink as smtp_sink
from conftest import free_port
from dovecot import Dovecot
from installation import settings_file
from letters_for_tests import letter, out_of_office
from sqlalchemy import func, select, update

from cli.main import main
from storage.store import Store
from storage.tables import messages, outbox, proposals, submissions

ROOT = Path(__file__).parents[2]
POINTS = (
    "original kept",
    "messages recorded",
    "attempt counted",
    "filing begun",
    "filed",
    "dot to be sent",
    "dot answered",
    "sending recorded",
)
AFTER_THE_DOT = {"dot to be sent", "dot answered"}
LETTERS = 6


@pytest.fixture
def sink() -> Iterator[smtp_sink.Sink]:
    with smtp_sink.running(free_port()) as made:
        yield made


@pytest.fixture
def installed(dovecot: Dovecot, sink: smtp_sink.Sink, tmp_path: Path) -> Path:
    """A settings file of an installation whose mailbox holds six letters and one out-of-office reply."""
    user = f"k{uuid.uuid4().hex[:12]}"
    dovecot.deliver(user, [*map(letter, range(LETTERS)), out_of_office(1)])
    return settings_file(dovecot, sink, tmp_path, user)


def work(file: Path, point: str = "-", times: int = 1, milliseconds: int = 0) -> int:
    """One round in a process of its own; returns how it ended (-9: killed)."""
    driver = Path(__file__).with_name("killed_worker.py")
    command = [sys.executable, str(driver), str(file), point, str(times), str(milliseconds)]
    return subprocess.run(command, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, capture_output=True, timeout=540).returncode


def let_time_pass(file: Path) -> None:
    """Make every mail due now, as if its pause were over."""
    store = Store(f"sqlite:///{file.parent}/data/novads.sqlite")
    with store.change() as connection:
        connection.execute(update(outbox).values(next_try_at=datetime.now(UTC) - timedelta(seconds=1)))
    store.close()


def check(file: Path, sink: smtp_sink.Sink, repeats_allowed: int = 0, letters: int = LETTERS) -> None:
    """One submission, one outgoing row and one Message-ID per letter; the sink saw each, repeats only where allowed."""
    store = Store(f"sqlite:///{file.parent}/data/novads.sqlite")
    with store.ask() as connection:
        states = [*connection.scalars(select(messages.c.state))]
        assert states == ["filed"] * (letters + 1)
        assert connection.scalar(select(func.count()).select_from(submissions)) == letters + 1
        lists = len(range(0, letters, 5))
        assert connection.scalar(select(func.count()).select_from(proposals)) == letters + 2 * lists + 1
        rows = connection.execute(select(outbox.c.message_id, outbox.c.state)).all()
    store.close()
    assert len(rows) == letters
    assert {row.state for row in rows} == {"sent"}
    seen = sink.message_ids()
    assert set(seen) == {row.message_id for row in rows}
    assert sum(seen.values()) - len(seen) <= repeats_allowed


@pytest.mark.parametrize("point", POINTS)
def test_killed_at_a_commit_point_and_started_again(installed: Path, sink: smtp_sink.Sink, point: str) -> None:
    assert work(installed, point, times=1 if point == "messages recorded" else 3) == -9, (
        "the process did not pass this point"
    )
    assert work(installed) == 0
    if point in AFTER_THE_DOT:
        let_time_pass(installed)
        assert work(installed) == 0
    check(installed, sink, repeats_allowed=point in AFTER_THE_DOT)


@pytest.mark.soak
def test_killed_at_random_instants(dovecot: Dovecot, sink: smtp_sink.Sink, tmp_path: Path) -> None:
    letters = 60
    user = f"k{uuid.uuid4().hex[:12]}"
    dovecot.deliver(user, [*map(letter, range(letters)), out_of_office(1)])
    file = settings_file(dovecot, sink, tmp_path, user)
    chance = random.Random(20261122)
    for _ in range(50):
        work(file, milliseconds=chance.randrange(5, 1500))
        let_time_pass(file)
    for _ in range(3):
        assert work(file) == 0
        let_time_pass(file)
    assert main(["retry", "--settings", str(file)]) == 0, "a letter at which the kills struck thrice was parked"
    assert work(file) == 0
    check(file, sink, repeats_allowed=50, letters=letters)


@pytest.mark.timeout(600)
def test_five_hundred_letters_once_through(dovecot: Dovecot, sink: smtp_sink.Sink, tmp_path: Path) -> None:
    user = f"k{uuid.uuid4().hex[:12]}"
    dovecot.deliver(user, [*map(letter, range(499)), out_of_office(1)])
    file = settings_file(dovecot, sink, tmp_path, user)
    assert work(file) == 0
    check(file, sink, letters=499)
