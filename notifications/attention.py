"""What staff must look at, most urgent first: each a sentence with the page where it is mended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from config.settings import Settings
from notifications.latvian import counted
from storage import bounces, messages, outbox, submissions, threads, worklog
from storage.records import MessageState, OutgoingState

SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Matter:
    """A sentence, and the address of the page that shows what it counts."""

    text: str
    url: str


def attention(connection: Connection, now: datetime, settings: Settings) -> list[Matter]:
    """All that needs a person: the mailbox first, then deadlines, then doubts."""
    base = settings.review.public_url.rstrip("/")
    return [Matter(text, base + path) for text, path in (*_mailbox(connection), *_letters(connection, now))]


def _mailbox(connection: Connection) -> Iterator[tuple[str, str]]:
    for one in worklog.last_reconciliations(connection):
        if one.difference:
            told = counted(one.difference, "ziņa, kuras nav", "ziņas, kuru nav")
            yield f"Pastkastē „{one.mailbox}” ir {told} mūsu uzskaitē.", "/"
    for poll in worklog.last_polls(connection):
        if poll.problem:
            yield f"Pastkastes „{poll.mailbox}” pārbaude neizdodas: {poll.problem}", "/"
    if parked := messages.counts(connection)[MessageState.PARKED]:
        yield f"{counted(parked, 'vēstule', 'vēstules')} programma nespēja apstrādāt; termiņš tām rit.", "/"
    if failed := outbox.counts(connection)[OutgoingState.FAILED]:
        yield f"{counted(failed, 'e-pastu', 'e-pastus')} neizdevās nosūtīt.", "/mails"


def _letters(connection: Connection, now: datetime) -> Iterator[tuple[str, str]]:
    late = len(submissions.due_before(connection, now))
    soon = len(submissions.due_before(connection, now + SOON, start=now))
    unsure, _ = submissions.needing_attention(connection, now)
    doubtful, homeless = len(threads.open_hints(connection)), len(bounces.submissions_without_address(connection))
    if late:
        yield f"Nokavēts atbildes termiņš: {counted(late, 'priekšlikums', 'priekšlikumi')}.", "/"
    if soon:
        yield f"Tuvāko septiņu dienu laikā jāatbild uz {counted(soon, 'priekšlikumu', 'priekšlikumiem')}.", "/"
    if homeless:
        told = counted(homeless, "iesniedzējam", "iesniedzējiem")
        yield f"{told} mūsu e-pastu nevar piegādāt; vajadzīga cita adrese.", "/mails"
    if doubtful:
        told = counted(doubtful, "vēstule, kas, iespējams, pieder", "vēstules, kas, iespējams, pieder")
        yield f"{told} kādam agrākam iesniegumam.", "/"
    if unsure:
        told = counted(unsure, "priekšlikumam", "priekšlikumiem")
        yield f"{told} programma tēmu droši nezina.", "/"
