"""The worker's jobs against a real Dovecot: one leader, back-off, moving after filing, reconciliation."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from dovecot import PASSWORD, Dovecot
from letters_for_tests import letter
from sqlalchemy import delete

from classifiers.people import mask
from classifiers.pipeline import MODEL, load
from config.mail_settings import Mailbox, Smtp
from config.settings import General, Settings
from intake.documents import DocumentReader
from intake.mailbox.imap import ImapMailbox
from intake.mailbox.poll import Poller
from intake.mailbox.source import Limits
from intake.mailboxes import Mailboxes
from intake.road import Road
from intake.worker import Worker
from notifications.alerts import Alerts
from notifications.delivery import Postman
from notifications.digest import Digests
from notifications.smtp import conversation
from review.similar import together
from storage import messages, worklog
from storage.originals import Originals
from storage.store import StorageError, Store
from storage.tables import sightings

START = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
Build = Callable[..., Worker]


class Clock:
    now = START

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def user(dovecot: Dovecot) -> str:
    name = f"w{uuid.uuid4().hex[:12]}"
    dovecot.deliver(name, [letter(number) for number in range(4)])
    dovecot.deliver(name, [], folder="Done")
    return name


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def build(dovecot: Dovecot, user: str, embedded: Store, clock: Clock, tmp_path: Path) -> Build:
    def worker(mode: str = "observe", owner: str = "one", port: int = dovecot.port, move_to: str = "") -> Worker:
        box = Mailbox(
            name="town",
            address="novads@example.lv",
            host="127.0.0.1",
            port=port,
            security="plain",
            username=user,
            password=PASSWORD,
            move_to=move_to,
            timeout_seconds=3,
        )
        told = Settings(
            general=General.model_validate({"mode": mode}),
            mailbox=(box,),
            smtp=Smtp(host="127.0.0.1", port=1, security="plain"),
        )
        originals = Originals(tmp_path / "originals")
        return Worker(
            store=embedded,
            settings=told,
            mailboxes=Mailboxes(
                embedded, told, [ImapMailbox(box)], Poller(embedded, originals, Limits(), clock), clock
            ),
            road=Road(embedded, originals, told, DocumentReader(None), load(MODEL), clock),
            postman=Postman(embedded, told, lambda: conversation(told.smtp), clock),
            digests=Digests(embedded, told, clock, mask, together),
            alerts=Alerts(embedded, told, clock, lambda: 1 << 40),
            clock=clock,
            owner=owner,
        )

    return worker


def standing(dovecot: Dovecot, user: str, folder: str) -> int:
    client = dovecot.client(user)
    told = client.select_folder(folder, readonly=True)
    return int(told[b"EXISTS"])


def test_observing_writes_nothing_to_the_mailbox(build: Build, dovecot: Dovecot, user: str, embedded: Store) -> None:
    build(mode="observe", move_to="Done").round()
    assert (standing(dovecot, user, "INBOX"), standing(dovecot, user, "Done")) == (4, 0)
    with embedded.ask() as connection:
        assert messages.counts(connection)["filed"] == 4


def test_handled_messages_are_moved_when_told_so(build: Build, dovecot: Dovecot, user: str, embedded: Store) -> None:
    worker = build(mode="live", move_to="Done")
    with embedded.change() as connection:
        connection.execute(delete(sightings))
    worker.round()
    assert (standing(dovecot, user, "INBOX"), standing(dovecot, user, "Done")) == (0, 4)
    worker.round()
    assert standing(dovecot, user, "Done") == 4


def test_parked_messages_stay_where_people_see_them(
    build: Build, dovecot: Dovecot, user: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("intake.packed.read_letter", lambda raw: 1 / 0)
    build(mode="live", move_to="Done").round()
    assert (standing(dovecot, user, "INBOX"), standing(dovecot, user, "Done")) == (4, 0)


def test_only_the_leader_works(build: Build, embedded: Store) -> None:
    first, second = build(owner="one"), build(owner="two")
    assert first.leads()
    assert second.round() == []
    assert second.reconcile() == []
    first.stop()
    assert second.round() != []


def test_a_failing_mailbox_is_left_in_peace_for_longer_and_longer(build: Build, clock: Clock) -> None:
    worker = build(port=1)
    [result] = worker.poll()
    assert result.problem
    pauses = []
    for _ in range(4):
        began = clock.now
        while not worker.poll():
            clock.now += timedelta(seconds=10)
        pauses.append(clock.now - began)
    assert pauses[0] > timedelta(0)
    assert pauses[3] > 2 * pauses[0]
    assert pauses[3] <= timedelta(minutes=60)


def test_what_came_since_the_last_poll_is_no_difference(build: Build, dovecot: Dovecot, user: str) -> None:
    worker = build()
    worker.round()
    dovecot.deliver(user, [letter(9)])
    [told] = worker.reconcile()
    assert (told.on_server, told.difference, told.waiting) == (5, 0, 1)


def test_a_full_disk_stops_no_mail_that_is_due(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    worker = build()
    delivered: list[int] = []

    def full(source: object) -> None:
        raise StorageError("No space left on device")

    monkeypatch.setattr(worker.mailboxes.poller, "poll", full)
    monkeypatch.setattr(worker, "deliver", lambda: delivered.append(1))
    [told] = worker.round()
    assert told.problem
    assert delivered == [1]


def test_reconciliation_tells_a_difference(build: Build, embedded: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    worker = build()
    worker.round()
    [fine] = worker.reconcile()
    assert (fine.on_server, fine.filed, fine.difference) == (4, 4, 0)
    with embedded.change() as connection:
        connection.execute(delete(sightings).where(sightings.c.uid == "2"))
    monkeypatch.setattr(worker.mailboxes.poller, "poll", lambda source: [])
    [missing] = worker.reconcile()
    assert missing.difference == 1
    with embedded.ask() as connection:
        assert worklog.last_reconciliations(connection) == [missing]


def test_a_job_that_was_late_is_made_up_for_once_and_never_runs_twice_at_a_time(build: Build) -> None:
    from cli.run import schedule

    scheduler = schedule(build(), Settings())
    scheduler.start(paused=True)
    jobs = {job.id: job for job in scheduler.get_jobs()}
    scheduler.shutdown()
    assert set(jobs) >= {"round", "deliver", "digest", "reconcile"}
    assert all(job.coalesce and job.max_instances == 1 and job.misfire_grace_time >= 3600 for job in jobs.values())
