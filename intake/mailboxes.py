"""All mailboxes and folders together: polled, compared and tidied side by side; what fails in one touches no other."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta

from config.events import event
from config.settings import Settings
from intake.mailbox.poll import Poller
from intake.mailbox.reconcile import reconcile
from intake.mailbox.side_by_side import SideBySide
from intake.mailbox.source import MailboxError, Source
from notifications.delivery import pause
from storage import sightings, worklog
from storage.records import PollResult, Reconciliation
from storage.store import StorageError, Store


class Mailboxes:
    """The sources of the settings, with the pauses of those that fail."""

    def __init__(
        self,
        store: Store,
        settings: Settings,
        sources: Sequence[Source],
        poller: Poller,
        clock: Callable[[], datetime],
    ) -> None:
        self.store, self.settings, self.sources = store, settings, sources
        self.poller, self.clock = poller, clock
        self._pauses: dict[str, datetime] = {}
        self._side_by_side = SideBySide()

    def poll(self) -> Iterator[list[PollResult]]:
        """Poll every source that is not pausing after failures (exponential back-off with jitter).

        Gives the results of each source as they come, and at the end those of sources that hang.
        """
        chosen = [source for source in self.sources if self._may_poll(source)]
        yield from self._side_by_side.run(chosen, self._poll, self._longest())
        for source in filter(self._side_by_side.is_busy, chosen):
            event("still polling", logging.WARNING, mailbox=source.name)
            yield self._failed(source, f"no end of the poll after {self._longest():.0f} s")

    def reconcile(self) -> list[Reconciliation]:
        """Compare every source with the records; a difference is an event."""
        arriving = self._side_by_side.run(self.sources, self._reconcile, self._longest(), wait_in_line=True)
        return [one for done in arriving for one in done]

    def move_handled(self) -> None:
        """Move handled messages where the settings say so."""
        chosen = [source for source in self.sources if source.move_to]
        for _ in self._side_by_side.run(chosen, self._move_all, self._longest()):
            pass  # waiting for them is all

    def close(self) -> None:
        """Wait no longer for sources that hang."""
        self._side_by_side.close()

    def _longest(self) -> float:
        """Seconds to wait for sources that hang: till the next round, which passes them over."""
        return self.settings.poll.minutes * 60

    def _may_poll(self, source: Source) -> bool:
        return source.name not in self._pauses or self.clock() >= self._pauses[source.name]

    def _poll(self, source: Source) -> list[PollResult]:
        results = self._failed(source, "cannot be polled, see the log")
        with self._told(source):
            results = self.poller.poll(source)
            for result in results:
                level = logging.WARNING if result.problem else logging.INFO
                event("polled", level, mailbox=result.mailbox, new=result.new, problem=result.problem[:200])
            self._pause_after(source, results)
        return results

    def _failed(self, source: Source, problem: str) -> list[PollResult]:
        now = self.clock()
        return [PollResult(source.name, folder, now, now, 0, 0, problem) for folder in source.folders]

    def _reconcile(self, source: Source) -> list[Reconciliation]:
        """What came since the last poll would be a difference for a whole day: so it is polled first."""
        self._poll(source)
        found: list[Reconciliation] = []
        with self._told(source):
            found, problems = reconcile(source, self.store, self.clock)
            for one in found:
                level = logging.ERROR if one.difference else logging.INFO
                event("reconciled", level, mailbox=one.mailbox, on_server=one.on_server, difference=one.difference)
            for problem in problems:
                event("not reconciled", logging.ERROR, mailbox=source.name, what=problem[:200])
        return found

    def _move_all(self, source: Source) -> None:
        with self._told(source):
            for folder in source.folders:
                self._move(source, folder)

    def _move(self, source: Source, folder: str) -> None:
        try:
            with source.open(folder, writable=True) as opened:
                standing = set(opened.uids())
                with self.store.ask() as connection:
                    handled = sightings.to_move(connection, source.name, folder, opened.uidvalidity)
                chosen = [uid for uid in handled if uid in standing]
                if chosen:
                    opened.move(chosen, source.move_to)
                with self.store.change() as connection:
                    sightings.moved(connection, source.name, folder, opened.uidvalidity, handled)
        except MailboxError as error:
            event("not moved", logging.WARNING, mailbox=source.name, what=str(error)[:200])

    def _pause_after(self, source: Source, results: Sequence[PollResult]) -> None:
        if not any(result.problem for result in results):
            self._pauses.pop(source.name, None)
            return
        with self.store.ask() as connection:
            failures = max(worklog.failures_in_a_row(connection, r.mailbox, r.folder) for r in results)
        longest = timedelta(minutes=self.settings.poll.backoff_minutes)
        self._pauses[source.name] = self.clock() + min(pause(failures), longest)

    @contextlib.contextmanager
    def _told(self, source: Source) -> Iterator[None]:
        """Whatever goes wrong with one source is told and touches no other."""
        try:
            yield
        except StorageError as error:
            event("storage failed", logging.ERROR, mailbox=source.name, what=str(error)[:200])
        except Exception as error:
            event("mailbox failed", logging.ERROR, mailbox=source.name, what=f"{type(error).__name__}: {error}"[:200])
