"""One poll: what stands in a folder and is not known is kept on our disk, then recorded. It reads nothing yet."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from email.header import decode_header, make_header
from email.parser import BytesHeaderParser
from email.utils import parseaddr

from sqlalchemy import Connection

from intake.mailbox.source import Arrival, Limits, MailboxError, OpenFolder, Source
from storage import messages, sightings, worklog
from storage.originals import Originals
from storage.records import Fetched, PollResult, Sighting
from storage.store import Store, in_turn

RECONNECTS = 8
"""Fresh connections one poll of a folder may take; each failure halves the batch."""
HEADER_LIMIT = 256 << 10

Clock = Callable[[], datetime]
Passing = Callable[[str], None]
"""Called with the name of each commit point as it is passed; tests kill the process there."""


def pass_by(name: str) -> None:
    """What happens at a commit point outside tests: nothing."""


class Poller:
    """Brings new messages of a source into our records."""

    def __init__(
        self, store: Store, originals: Originals, limits: Limits, clock: Clock, passing: Passing = pass_by
    ) -> None:
        """`clock` gives the present as an aware time."""
        self.store, self.originals, self.limits, self.clock, self.passing = store, originals, limits, clock, passing
        self._stuck: dict[tuple[str, str], set[str]] = {}

    def poll(self, source: Source) -> list[PollResult]:
        """Poll every folder; a folder that fails is a result with its problem. Raises StorageError only."""
        return [self._poll_folder(source, folder) for folder in source.folders]

    def _poll_folder(self, source: Source, folder: str) -> PollResult:
        started = self.clock()
        brought, known, problem = 0, 0, ""
        limits, stuck = self.limits, set[str]()
        for _ in range(RECONNECTS):
            try:
                new, known = self._bring_in(source, folder, limits, stuck)
                brought += new
                problem = ""
                break
            except _InterruptedError as cut:
                brought += cut.brought
                problem = str(cut.cause)
                if not cut.asked:
                    break
                if len(cut.asked) == 1:
                    stuck.update(cut.asked)
                limits = replace(limits, batch_messages=max(1, min(limits.batch_messages, len(cut.asked)) // 2))
        self._stuck[source.name, folder] = stuck
        if stuck:
            problem = f"cannot be fetched: UID {', '.join(sorted(stuck))}"
        result = PollResult(source.name, folder, started, self.clock(), brought, known, problem)
        with self.store.change() as connection:
            worklog.add_poll(connection, result)
        return result

    def _bring_in(self, source: Source, folder: str, limits: Limits, stuck: set[str]) -> tuple[int, int]:
        brought = 0
        try:
            with source.open(folder) as opened:
                with self.store.ask() as connection:
                    known = sightings.known_uids(connection, source.name, folder, opened.uidvalidity)
                standing = opened.uids()
                new = self._in_turn(source, folder, [uid for uid in standing if uid not in known and uid not in stuck])
                for group in _groups(new, limits.batch_messages):
                    brought += self._keep_all(source, folder, opened, group, limits)
                return brought, len(standing) - len(new)
        except MailboxError as error:
            raise _InterruptedError(error, brought, []) from error
        except _InterruptedError as cut:
            raise _InterruptedError(cut.cause, brought + cut.brought, cut.asked) from cut

    def _in_turn(self, source: Source, folder: str, new: Sequence[str]) -> list[str]:
        """What could not be fetched last time comes last, so that several such messages never bar the way."""
        last_time = self._stuck.get((source.name, folder), set())
        return sorted(new, key=lambda uid: uid in last_time)

    def _keep_all(self, source: Source, folder: str, opened: OpenFolder, uids: Sequence[str], limits: Limits) -> int:
        """One transaction for a group, when its originals are on the disk; a cut loses nothing that was kept."""
        kept: list[Fetched] = []
        try:
            for arrival in opened.fetch(uids, limits):
                sighting = Sighting(source.name, folder, opened.uidvalidity, arrival.uid)
                kept.append(self.keep(sighting, arrival))
                self.passing("original kept")
        except MailboxError as error:
            raise _InterruptedError(error, self.record(kept), list(uids)) from error
        new = self.record(kept)
        self.passing("messages recorded")
        return new

    def keep(self, sighting: Sighting, arrival: Arrival) -> Fetched:
        """Put an arrival's bytes on the disk, to survive a power cut."""
        original = self.originals.put(arrival.pieces)
        now = self.clock()
        received_at = min(arrival.received_at or now, now)  # a server's wrong clock moves no deadline into the future
        return Fetched(sighting, original, received_at, arrival.size, arrival.problem)

    def record(self, kept: Sequence[Fetched]) -> int:
        """Record kept messages in one transaction; returns how many are new."""
        if not kept:
            return 0
        with self.store.change() as connection:
            in_turn(connection, messages.RECEIVING)  # else one letter in two mailboxes would be new to both
            return sum(self._record(connection, fetched) for fetched in kept)

    def _record(self, connection: Connection, fetched: Fetched) -> bool:
        """Whether the message is new; one over the limit will wait parked, with its headers."""
        path = self.originals.path(fetched.original.sha256)
        with path.open("rb") as file:
            start = file.read(HEADER_LIMIT)
            body_at = _header_end(start)
            file.seek(body_at)
            body_sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        headers = BytesHeaderParser().parsebytes(start[:body_at])
        number, new = sightings.receive(
            connection,
            fetched.sighting,
            sha256=fetched.original.sha256,
            body_sha256=body_sha256,
            size=fetched.size_on_server,
            message_id=_one_line(headers.get("Message-ID")),
            subject=_read(lambda told: str(make_header(decode_header(told))), headers.get("Subject")),
            from_address=_read(lambda told: parseaddr(told)[1], headers.get("From")),
            received_at=fetched.received_at,
            now=self.clock(),
        )
        if new and fetched.problem:
            sightings.mark_over_limit(connection, number, fetched.problem)
        elif not new and not fetched.problem:
            sightings.complete(connection, number, fetched.original.sha256, body_sha256)
        return new


class _InterruptedError(Exception):
    """A fetch was cut: what was brought in before, and which UIDs were asked for when it happened."""

    def __init__(self, cause: MailboxError, brought: int, asked: list[str]) -> None:
        super().__init__(str(cause))
        self.cause, self.brought, self.asked = cause, brought, asked


def _groups(uids: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """Between groups what was brought in stays, whatever happens to the next."""
    return (uids[start : start + size] for start in range(0, len(uids), size))


def _header_end(start: bytes) -> int:
    ends = [end + len(mark) for mark in (b"\r\n\r\n", b"\n\n") if (end := start.find(mark)) >= 0]
    return min(ends, default=len(start))


def _one_line(value: object) -> str:
    return " ".join(str(value or "").split())[:900].replace("\0", "")


def _read(how: Callable[[str], str], value: object) -> str:
    """A first reading of a header, shown for messages that cannot be processed; the line as it stands where it fails.

    The standard library raises many things here (RecursionError, HeaderParseError), and no message may stop a poll.
    """
    line = _one_line(value)
    try:
        return _one_line(how(line))
    except Exception:
        return line
