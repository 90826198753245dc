"""The weekly digest: exactly one row per person and ISO week, a missed week made up for once."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import Connection

from config.settings import Reader, Settings
from notifications.chart import draw
from notifications.digest_facts import Facts, Together, gather
from notifications.latvian import counted
from notifications.mails import Picture, render
from notifications.outgoing import Draft, outgoing
from notifications.week import Week, due_weeks
from storage import outbox, weekly, worklog
from storage.store import Store

CHART = "chart@novads"
OFF = "off"
"""The day of who wants no digest."""


class Digests:
    """Writes the digests that are due into the outbox.

    `mask` takes personal data out of a text; `together` tells which proposals of a week ask for the same.
    """

    def __init__(
        self,
        store: Store,
        settings: Settings,
        clock: Callable[[], datetime],
        mask: Callable[[str], str],
        together: Together,
        readers: Callable[[Connection], Sequence[Reader]] = lambda connection: (),
    ) -> None:
        """`readers` gives the staff beside those in the settings; a choice in the settings stands above their own."""
        self.store, self.settings, self.clock, self.readers = store, settings, clock, readers
        self.mask, self.together = mask, together

    def write_due(self) -> int:
        """Write the digests that are due for everyone who has none yet; returns how many were written."""
        if not self.settings.digest.enabled or not self.settings.from_address():
            return 0
        now = self.clock()
        with self.store.change() as connection:
            return sum(self._write_due(connection, reader, now) for reader in self._people(connection))

    def write(self, week: Week) -> int:
        """Write the digest of one week for everyone; a second call adds nothing."""
        with self.store.change() as connection:
            return sum(self._write(connection, week, reader, self.clock()) for reader in self._people(connection))

    def preview(self, week: Week, person: str) -> tuple[bytes, str]:
        """The digest of a week as a person gets it: the whole mail, and its HTML with the chart inside."""
        with self.store.ask() as connection:
            facts = self._facts(connection, week, self._reader(person, self.readers(connection)))
            return outgoing(_draft(facts, person), self.settings, b"preview", self.clock()).content, html_of(facts)

    def _people(self, connection: Connection) -> list[Reader]:
        """Who gets digests, each once; whoever wants none is left out."""
        staff = self.readers(connection)
        addresses = (*self.settings.digest.recipients, *(reader.address for reader in staff))
        people = (self._reader(person, staff) for person in dict.fromkeys(map(str.lower, addresses)))
        return [reader for reader in people if reader.day != OFF]

    def _reader(self, person: str, staff: Sequence[Reader]) -> Reader:
        """What is chosen for an address: the settings first, then the staff's own choice, else everything."""
        known = (one for one in (*self.settings.reader, *staff) if one.address.lower() == person.lower())
        return next(known, Reader(address=person)).model_copy(update={"address": person})

    def _write_due(self, connection: Connection, reader: Reader, now: datetime) -> int:
        weeks = due_weeks(now, weekly.last_digest(connection, reader.address), self.settings, reader.day)
        return sum(self._write(connection, week, reader, now) for week in weeks)

    def _write(self, connection: Connection, week: Week, reader: Reader, now: datetime) -> bool:
        draft = _draft(self._facts(connection, week, reader), reader.address)
        secret = worklog.installation_key(connection, "messages")
        return outbox.add(connection, outgoing(draft, self.settings, secret, now), now)

    def _facts(self, connection: Connection, week: Week, reader: Reader) -> Facts:
        return gather(connection, week, reader, self.clock(), self.mask, self.together, self.settings)


def _draft(facts: Facts, person: str) -> Draft:
    told = {"facts": facts, "chart": f"cid:{CHART}"}
    return Draft(
        key=f"digest:{person}:{facts.week.name}",
        kind="digest",
        to_address=person,
        subject=subject_of(facts),
        text=render("digest.txt", told),
        html=render("digest.html", told),
        pictures=(Picture(CHART, draw(facts.bars)),),
    )


def subject_of(facts: Facts) -> str:
    """What a reader sees before opening: the week, how many are new, and whether something is wrong."""
    new = counted(facts.count, "jauns priekšlikums", "jauni priekšlikumi") if facts.count else "jaunu priekšlikumu nav"
    attention = "; jāpievērš uzmanība" if facts.attention else ""
    return f"Nedēļas apskats, {facts.week.number}. nedēļa: {new}{attention}"


def html_of(facts: Facts) -> str:
    """The HTML part for a browser: the chart stands in it instead of beside it."""
    chart = "data:image/png;base64," + base64.b64encode(draw(facts.bars)).decode()
    return render("digest.html", {"facts": facts, "chart": chart})
