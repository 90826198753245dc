"""What the scheduled worker does, job by job; each asks "what is due?" and can be run at any time, twice or never."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from config.events import event
from config.settings import Settings
from intake.mailbox.poll import Poller
from intake.mailbox.reconcile import reconcile
from intake.mailbox.source import MailboxError, Source
from intake.road import Road
from notifications.alerts import Alerts
from notifications.delivery import Postman, pause
from notifications.digest import Digests
from storage import messages, worklog
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
        sources: Sequence[Source],
        poller: Poller,
        road: Road,
        postman: Postman,
        digests: Digests,
        alerts: Alerts,
        clock: Callable[[], datetime],
        owner: str,
    ) -> None:
        """`owner` names this process in the lease."""
        self.store, self.settings, self.sources = store, settings, sources
        self.poller, self.road, self.postman = poller, road, postman
        self.digests, self.alerts = digests, alerts
        self.clock, self.owner = clock, owner
        self._pauses: dict[str, datetime] = {}
        self._renew_at = clock()
        self._polling = threading.Lock()

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
            polled = self.poll()
            self.road.process_waiting(done=lambda message: self._keep_leading())
        except StorageError as error:
            event("storage failed", logging.ERROR, what=str(error)[:200])
        else:
            self.move_handled()
        self.deliver()
        return polled

    def poll(self) -> list[PollResult]:
        """Poll every source that is not pausing after failures (exponential back-off with jitter)."""
        with self._polling:
            return [result for source in self.sources if self._may_poll(source) for result in self._poll(source)]

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
        found: list[Reconciliation] = []
        for source in self.sources:
            with self._polling:  # else what came since the last poll would be a difference for a whole day
                self._poll(source)
                done, problems = reconcile(source, self.store, self.clock)
            found += done
            for one in done:
                level = logging.ERROR if one.difference else logging.INFO
                event("reconciled", level, mailbox=one.mailbox, on_server=one.on_server, difference=one.difference)
            for problem in problems:
                event("not reconciled", logging.ERROR, mailbox=source.name, what=problem[:200])
        return found

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
        if self.settings.general.mode == "observe":
            return
        for source in self.sources:
            if source.move_to:
                for folder in source.folders:
                    self._move(source, folder)

    def _move(self, source: Source, folder: str) -> None:
        try:
            with source.open(folder, writable=True) as opened:
                standing = set(opened.uids())
                with self.store.ask() as connection:
                    handled = messages.to_move(connection, source.name, folder, opened.uidvalidity)
                chosen = [uid for uid in handled if uid in standing]
                if chosen:
                    opened.move(chosen, source.move_to)
                with self.store.change() as connection:
                    messages.moved(connection, source.name, folder, opened.uidvalidity, handled)
        except MailboxError as error:
            event("not moved", logging.WARNING, mailbox=source.name, what=str(error)[:200])

    def _keep_leading(self) -> None:
        """Renew the lease in the middle of a long round."""
        if self.clock() >= self._renew_at and self.leads():
            self._renew_at = self.clock() + timedelta(seconds=LEASE_SECONDS / 4)

    def _may_poll(self, source: Source) -> bool:
        return source.name not in self._pauses or self.clock() >= self._pauses[source.name]

    def _poll(self, source: Source) -> list[PollResult]:
        results = self.poller.poll(source)
        for result in results:
            level = logging.WARNING if result.problem else logging.INFO
            event("polled", level, mailbox=result.mailbox, new=result.new, problem=result.problem[:200])
        self._pause_after(source, results)
        return results

    def _pause_after(self, source: Source, results: Sequence[PollResult]) -> None:
        if not any(result.problem for result in results):
            self._pauses.pop(source.name, None)
            return
        with self.store.ask() as connection:
            failures = max(worklog.failures_in_a_row(connection, r.mailbox, r.folder) for r in results)
        longest = timedelta(minutes=self.settings.poll.backoff_minutes)
        self._pauses[source.name] = self.clock() + min(pause(failures), longest)
