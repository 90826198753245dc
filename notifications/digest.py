"""The weekly digest: exactly one row per person and ISO week, a missed week made up for once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from config.settings import Settings
from config.taxonomy import taxonomy
from notifications.acknowledgement import bounce_address, excerpt, first_state
from notifications.identity import message_id, token
from notifications.mails import Envelope, build, render
from storage import messages, outbox, submissions, worklog
from storage.records import MessageState, NewOutgoing, OutgoingState, Proposal, Submission
from storage.store import Store

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Week:
    """One ISO week: its name ("2026-W47"), and its start and end as aware times."""

    name: str
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Line:
    """A proposal in the digest: masked text, place names, address of its page."""

    text: str
    places: str
    url: str


@dataclass(frozen=True, slots=True)
class TopicPart:
    """The new proposals of one topic."""

    name: str
    proposals: tuple[Line, ...]


class Digests:
    """Writes the digests that are due into the outbox. `mask` takes personal data out of a text."""

    def __init__(
        self,
        store: Store,
        settings: Settings,
        clock: Callable[[], datetime],
        mask: Callable[[str], str],
        recipients: Callable[[Connection], Sequence[str]] = lambda connection: (),
    ) -> None:
        """`recipients` gives the addresses of staff beside those in the settings."""
        self.store, self.settings, self.clock, self.mask, self.recipients = store, settings, clock, mask, recipients

    def write_due(self) -> int:
        """Write this week's digest for everyone who has none yet; returns how many were written."""
        week = due_week(self.clock(), self.settings)
        if not self.settings.digest.enabled or week is None or not self.settings.from_address():
            return 0
        return self.write(week)

    def write(self, week: Week) -> int:
        """Write the digest of a week; a second call adds nothing."""
        with self.store.change() as connection:
            people = dict.fromkeys((*self.settings.digest.recipients, *self.recipients(connection)))
            return sum(self._write_one(connection, week, person) for person in people)

    def _write_one(self, connection: Connection, week: Week, person: str) -> bool:
        row_key = f"digest:{person.lower()}:{week.name}"
        key = worklog.installation_key(connection, "messages")
        sender, now = self.settings.from_address(), self.clock()
        envelope = Envelope(
            from_name=self.settings.smtp.from_name,
            from_address=sender,
            to_address=person,
            subject=f"Priekšlikumi: nedēļas apskats {week.name}",
            message_id=message_id(key, row_key, sender.rpartition("@")[2]),
            date=now.astimezone(ZoneInfo(self.settings.general.timezone)),
        )
        facts = self._facts(connection, week)
        mark = token(key, row_key)
        row = NewOutgoing(
            key=row_key,
            kind="digest",
            submission_id=None,
            to_address=person,
            envelope_from=bounce_address(self.settings, mark),
            message_id=envelope.message_id,
            token=mark,
            content=build(envelope, render("digest.txt", facts), render("digest.html", facts)),
            state=first_state(self.settings),
        )
        return outbox.add(connection, row, now)

    def _facts(self, connection: Connection, week: Week) -> dict[str, object]:
        rows = [
            (submission, proposal)
            for submission, proposal in submissions.received_between(connection, week.start, week.end)
            if proposal.kind == "proposal"
        ]
        zone = ZoneInfo(self.settings.general.timezone)
        last = (week.end - timedelta(minutes=1)).astimezone(zone)
        return {
            "week": f"{week.name[:4]}. gada {int(week.name[-2:])}. nedēļa",
            "span": f"{week.start.astimezone(zone):%d.%m.%Y.}–{last:%d.%m.%Y.}",
            "attention": attention(connection, self.clock()),
            "topics": self._by_topic(rows),
            "places": _by_place(rows),
            "url": self.settings.review.public_url,
        }

    def _by_topic(self, rows: Sequence[tuple[Submission, Proposal]]) -> list[TopicPart]:
        parts: dict[str, list[Line]] = {}
        for _, proposal in rows:
            name = taxonomy().topics[proposal.topics[0]].lv if proposal.topics else "Tēma nav noteikta"
            places = ", ".join(taxonomy().places[place].lv for place in proposal.places) or "vieta nav noteikta"
            url = f"{self.settings.review.public_url}/proposals/{proposal.id}"
            parts.setdefault(name, []).append(Line(excerpt(self.mask(proposal.text)), places, url))
        return [
            TopicPart(name, tuple(lines)) for name, lines in sorted(parts.items(), key=lambda p: (-len(p[1]), p[0]))
        ]


def due_week(now: datetime, settings: Settings) -> Week | None:
    """The ISO week before the latest moment at which a digest was due; the zone's clock changes do not matter."""
    zone = ZoneInfo(settings.general.timezone)
    local = now.astimezone(zone)
    monday = local.date() - timedelta(days=local.weekday())
    day = monday + timedelta(days=DAYS.index(settings.digest.weekday))
    moment = datetime.combine(day, time(settings.digest.hour, settings.digest.minute), zone)
    if local < moment:
        monday -= timedelta(days=7)
    start = datetime.combine(monday - timedelta(days=7), time(0), zone)
    end = datetime.combine(monday, time(0), zone)
    year, number, _ = start.isocalendar()
    return Week(f"{year}-W{number:02d}", start.astimezone(UTC), end.astimezone(UTC))


def attention(connection: Connection, now: datetime) -> list[str]:
    """What staff must look at, most urgent first, each a sentence."""
    lines = [
        f"Pastkastē {one.mailbox} ir {one.difference} ziņas, kuru nav mūsu uzskaitē."
        for one in worklog.last_reconciliations(connection)
        if one.difference
    ]
    lines += [
        f"Pastkastes {poll.mailbox} pārbaude neizdevās: {poll.problem}"
        for poll in worklog.last_polls(connection)
        if poll.problem
    ]
    parked = messages.counts(connection)[MessageState.PARKED]
    failed = outbox.counts(connection)[OutgoingState.FAILED]
    unsure, late = submissions.needing_attention(connection, now)
    told = (
        (parked, "Neapstrādātas vēstules"),
        (late, "Nokavēts atbildes termiņš"),
        (unsure, "Nedroši klasificēti priekšlikumi"),
        (failed, "Nenosūtīti e-pasti"),
    )
    return lines + [f"{words}: {number}." for number, words in told if number]


def _by_place(rows: Sequence[tuple[Submission, Proposal]]) -> list[tuple[str, int]]:
    counted = Counter(taxonomy().places[place].lv for _, proposal in rows for place in proposal.places)
    return sorted(counted.items(), key=lambda item: (-item[1], item[0]))
