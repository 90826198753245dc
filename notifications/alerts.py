"""Alerts: a mail at once when something stops working, one, and another when it works again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from config.settings import Settings
from notifications.mails import render
from notifications.outgoing import Draft, outgoing
from storage import alerts, outbox, worklog
from storage.records import Alert, NewOutgoing
from storage.store import Store

MEGABYTE = 1 << 20


class Alerts:
    """Watches polling, sending and the disk. `free_bytes` tells the free space of the data folder's disk."""

    def __init__(
        self,
        store: Store,
        settings: Settings,
        clock: Callable[[], datetime],
        free_bytes: Callable[[], int],
        staff: Callable[[Connection], Sequence[str]] = lambda connection: (),
    ) -> None:
        """`staff` gives the addresses that get alerts when the settings name none."""
        self.store, self.settings, self.clock = store, settings, clock
        self.free_bytes, self.staff = free_bytes, staff
        self._since = clock()

    def check(self) -> tuple[list[Alert], list[Alert]]:
        """Raise what is newly wrong, clear what is well again; returns (raised, cleared)."""
        now = self.clock()
        with self.store.change() as connection:
            wrong = dict(self._wrong(connection, now))
            standing = {one.name: one for one in alerts.standing(connection)}
            raised = [alerts.raise_one(connection, name, wrong[name], now) for name in wrong if name not in standing]
            cleared = [one for name, one in standing.items() if name not in wrong]
            for one in cleared:
                alerts.clear(connection, one.id, now)
            for one, recovered in (*((a, False) for a in raised), *((a, True) for a in cleared)):
                self._tell(connection, one, recovered, now)
        return raised, cleared

    def _wrong(self, connection: Connection, now: datetime) -> Iterator[tuple[str, str]]:
        told = self.settings.alerts
        limit = timedelta(minutes=told.poll_minutes)
        good = worklog.last_good_polls(connection)
        problems = {poll.mailbox: poll.problem for poll in worklog.last_polls(connection) if poll.problem}
        for source in self.settings.sources():
            since = good.get(source.name, self._since)
            if source.name not in problems:
                since = max(since, self._since)  # just started: the first poll is still to come
            if now - since > limit:
                why = problems.get(source.name, "pārbaude vispār nenotiek; vai programma darbojas?")
                yield f"poll:{source.name}", f"Pastkaste „{source.name}” nav pārbaudīta {told.poll_minutes} min.: {why}"
        waiting = outbox.oldest_waiting(connection)
        if waiting and now - waiting[0] > timedelta(minutes=told.sending_minutes) and self._sends():
            yield "sending", f"E-pasti netiek nosūtīti jau vairāk nekā {told.sending_minutes} min.: {waiting[1]}"
        free = self.free_bytes() // MEGABYTE
        if free < told.disk_megabytes:
            yield "disk", f"Diskā palicis maz brīvas vietas: {free} MB."

    def _sends(self) -> bool:
        return self.settings.general.mode != "observe" and bool(self.settings.smtp.host)

    def _tell(self, connection: Connection, alert: Alert, recovered: bool, now: datetime) -> None:
        named = self.settings.alerts.recipients or (*self.settings.digest.recipients, *self.staff(connection))
        if not self.settings.from_address():
            return
        for person in dict.fromkeys(address.lower() for address in named):
            outbox.add(connection, self._mail(connection, alert, recovered, person, now), now)

    def _mail(self, connection: Connection, alert: Alert, recovered: bool, person: str, now: datetime) -> NewOutgoing:
        row_key = f"alert:{alert.id}:{'cleared' if recovered else 'raised'}:{person}"
        zone = ZoneInfo(self.settings.general.timezone)
        facts: Mapping[str, object] = {
            "detail": alert.detail,
            "recovered": recovered,
            "since": f"{alert.raised_at.astimezone(zone):%d.%m.%Y. plkst. %H:%M}",
            "now": f"{now.astimezone(zone):%d.%m.%Y. plkst. %H:%M}",
            "url": self.settings.review.public_url,
        }
        subject = "Novads: atkal darbojas" if recovered else "Novads: nepieciešama rīcība"
        draft = Draft(
            key=row_key,
            kind="alert",
            to_address=person,
            subject=f"{subject} ({_short(alert)})",
            text=render("alert.txt", facts),
            html=render("alert.html", facts),
        )
        return outgoing(draft, self.settings, worklog.installation_key(connection, "messages"), now)


def _short(alert: Alert) -> str:
    name, _, which = alert.name.partition(":")
    return {"poll": f"pastkaste „{which}”", "sending": "sūtīšana", "disk": "disks"}.get(name, name)
