"""Alerts: one mail when something stops, one when it works again, none in between."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from config.mail_settings import Mailbox, Smtp
from config.settings import Alerts as Limits
from config.settings import General, Settings
from notifications.alerts import Alerts
from storage import outbox, worklog
from storage.records import NewOutgoing, PollResult
from storage.store import Store

START = datetime(2026, 11, 23, 6, tzinfo=UTC)
SETTINGS = Settings(
    general=General(mode="live"),
    mailbox=(Mailbox(name="town", address="novads@example.lv", host="127.0.0.1", username="novads"),),
    smtp=Smtp(host="127.0.0.1"),
    alerts=Limits(recipients=("it@example.lv",)),
)


class Watch:
    """The alerts over a clock and a disk that the test turns."""

    def __init__(self, store: Store) -> None:
        self.store, self.now, self.free = store, START, 1 << 40
        self.alerts = Alerts(store, SETTINGS, lambda: self.now, lambda: self.free)

    def after(self, minutes: int) -> list[str]:
        """The subjects of the mails that are new after some minutes."""
        self.now += timedelta(minutes=minutes)
        with self.store.ask() as connection:
            known = {mail.id for mail in outbox.all_mails(connection)}
        self.alerts.check()
        self.alerts.check()
        with self.store.ask() as connection:
            return [mail.key for mail in outbox.all_mails(connection) if mail.id not in known]

    def poll(self, problem: str = "") -> None:
        with self.store.change() as connection:
            worklog.add_poll(connection, PollResult("town", "INBOX", self.now, self.now, 0, 0, problem))


def test_a_mailbox_not_polled_is_told_once_and_once_when_it_recovers(store: Store) -> None:
    watch = Watch(store)
    watch.poll()
    assert watch.after(29) == []
    assert watch.after(2) == ["alert:1:raised:it@example.lv"]
    watch.poll("the password was refused")
    assert watch.after(60) == []
    watch.poll()
    assert watch.after(1) == ["alert:1:cleared:it@example.lv"]
    assert watch.after(1) == []


def test_a_restart_forgets_no_failing_mailbox_and_waits_for_the_first_poll(store: Store) -> None:
    watch = Watch(store)
    assert watch.after(10) == [], "just started"
    watch.poll("no such host")
    watch.alerts = Alerts(store, SETTINGS, lambda: watch.now, lambda: watch.free)
    assert watch.after(31) == ["alert:1:raised:it@example.lv"]


def test_a_full_disk_and_mails_that_do_not_leave(store: Store) -> None:
    watch = Watch(store)
    watch.poll()
    watch.free = 10 << 20
    assert watch.after(1) == ["alert:1:raised:it@example.lv"]
    watch.free = 1 << 40
    assert watch.after(1) == ["alert:1:cleared:it@example.lv"]
    with store.change() as connection:
        outbox.add(
            connection, NewOutgoing("k", "answer", None, "a@example.org", "", "<k@x>", "t", b"x", "live"), watch.now
        )
        outbox.put_off(connection, outbox.by_message_id(connection, "<k@x>").id, "no route", watch.now)  # type: ignore[union-attr] # added above
    watch.poll()
    assert watch.after(20) == []
    watch.poll()
    assert watch.after(12) == ["alert:2:raised:it@example.lv"]
