"""What the scheduled worker does, job by job; each asks "what is due?" and can be run at any time, twice or never."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from config.events import event
from config.settings import Settings
from intake.mailboxes import Mailboxes
from intake.road import Road
from notifications.alerts import Alerts
from notifications.delivery import Postman
from notifications.digest import Digests
from storage import worklog
from storage.records import PollResult, Reconciliation
from storage.store import StorageError, Store

LEASE = "worker"
LEASE_SECONDS = 900


class Worker:
    """All jobs over the same parts; only the holder of the lease does anything."""

    def __init__(
        self,
        store: Store,
        settings: Settings,
        mailboxes: Mailboxes,
        road: Road,
        postman: Postman,
        digests: Digests,
        alerts: Alerts,
        clock: Callable[[], datetime],
        owner: str,
    ) -> None:
        """`owner` names this process in the lease."""
        self.store, self.settings, self.mailboxes = store, settings, mailboxes
        self.road, self.postman = road, postman
        self.digests, self.alerts = digests, alerts
        self.clock, self.owner = clock, owner
        self._renew_at = clock()

    def leads(self) -> bool:
        """Take or keep the lease; False while another process holds it."""
        with self.store.change() as connection:
            now = worklog.database_clock(connection)  # one clock for all machines that want the lease
            return worklog.take_lease(connection, LEASE, self.owner, now, LEASE_SECONDS) is not None

    def stop(self) -> None:
        """Give the lease back, so that the next process begins at once."""
        with self.store.change() as connection:
            worklog.give_lease_back(connection, LEASE, self.owner)

    def round(self) -> list[PollResult]:
        """Poll, process what is waiting, move what is handled, send what is due."""
        if not self.leads():
            event("another process leads")
            return []
        polled: list[PollResult] = []
        try:
            for results in self.mailboxes.poll():
                polled += results
                self._process()
            self._process()
        except StorageError as error:
            event("storage failed", logging.ERROR, what=str(error)[:200])
        else:
            self.move_handled()
        self.deliver()
        return polled

    def poll(self) -> list[PollResult]:
        """Poll every source that is not pausing after failures (exponential back-off with jitter), side by side."""
        return [result for results in self.mailboxes.poll() for result in results]

    def deliver(self) -> int:
        """Send what is due; returns how many mails the server took."""
        sent, problem = self.postman.deliver()
        if problem:
            event("sending failed", logging.WARNING, what=problem[:200])
        if sent:
            event("mails sent", count=sent)
        return sent

    def deliver_if_leading(self) -> int:
        """Send what is due unless another process leads."""
        return self.deliver() if self.leads() else 0

    def reconcile(self) -> list[Reconciliation]:
        """Compare all mailboxes with the records; a difference is an event."""
        if not self.leads():
            return []
        return self.mailboxes.reconcile()

    def digest(self) -> int:
        """Write the digests that are due; returns how many are new."""
        return self.digests.write_due() if self.leads() else 0

    def alert(self) -> None:
        """Tell staff at once what stopped working, and what works again."""
        if not self.leads():
            return
        raised, cleared = self.alerts.check()
        for one in raised:
            event("alert", logging.ERROR, name=one.name, what=one.detail[:200])
        for one in cleared:
            event("recovered", name=one.name)

    def move_handled(self) -> None:
        """Move handled messages where the settings say so; in mode observe nothing is written to a mailbox."""
        if self.settings.general.mode != "observe":
            self.mailboxes.move_handled()

    def _keep_leading(self) -> None:
        """Renew the lease in the middle of a long round."""
        if self.clock() >= self._renew_at and self.leads():
            self._renew_at = self.clock() + timedelta(seconds=LEASE_SECONDS / 4)

    def _process(self) -> None:
        self.road.process_waiting(done=lambda message: self._keep_leading())
