"""What staff must look at, most urgent first: each a sentence with the page where it is mended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from config.settings import Settings
from notifications.latvian import counted
from storage import bounces, messages, outbox, queue, threads, worklog
from storage.records import MessageState, OutgoingState

SOON = timedelta(days=7)
UNSURE = ("view", "unsure")


@dataclass(frozen=True, slots=True)
class Matter:
    """A sentence, and the address of the page that shows what it counts."""

    text: str
    url: str


def attention(connection: Connection, now: datetime, settings: Settings) -> list[Matter]:
    """All that needs a person: the mailbox first, then deadlines, then doubts."""
    base = settings.review.public_url.rstrip("/")
    today = now.astimezone(ZoneInfo(settings.general.timezone)).date()
    found = (*_mailbox(connection), *_held(connection, settings), *_letters(connection, today))
    return [Matter(text, base + path) for text, path in found]


def _mailbox(connection: Connection) -> Iterator[tuple[str, str]]:
    for one in worklog.last_reconciliations(connection):
        if one.difference:
            told = counted(one.difference, "ziņa, kuras nav", "ziņas, kuru nav")
            yield f"Pastkastē „{one.mailbox}” ir {told} mūsu uzskaitē.", "/mailboxes"
    for poll in worklog.last_polls(connection):
        if poll.problem:
            yield f"Pastkastes „{poll.mailbox}” pārbaude neizdodas: {poll.problem}", "/mailboxes"
    if parked := messages.counts(connection)[MessageState.PARKED]:
        told = counted(parked, "vēstuli", "vēstules")
        yield f"{told} programma nespēja apstrādāt; atbildes termiņš rit.", "/messages/parked"
    if failed := outbox.counts(connection)[OutgoingState.FAILED]:
        yield f"{counted(failed, 'e-pastu', 'e-pastus')} neizdevās nosūtīt.", "/mails?state=failed"


def _held(connection: Connection, settings: Settings) -> Iterator[tuple[str, str]]:
    held = outbox.held_count(connection)
    if held and settings.general.mode != "observe":
        yield f"Aizturēti e-pasti iedzīvotājiem: {held}; jāizlemj, vai tos sūtīt.", "/mails?state=held"


def _letters(connection: Connection, today: date) -> Iterator[tuple[str, str]]:
    """Counted as the lists behind the links count."""
    late = queue.due_count(connection, None, today)
    soon = queue.due_count(connection, today, today + SOON)
    unsure = queue.counts(connection, [UNSURE])[UNSURE]
    doubtful, homeless = len(threads.open_hints(connection)), len(bounces.submissions_without_address(connection))
    if late:
        yield f"Nokavēts atbildes termiņš: {counted(late, 'priekšlikums', 'priekšlikumi')}.", "/queue?view=late"
    if soon:
        told = counted(soon, "priekšlikumu", "priekšlikumiem")
        yield f"Tuvāko septiņu dienu laikā jāatbild uz {told}.", "/queue?view=soon"
    if homeless:
        told = counted(homeless, "iesniedzējam", "iesniedzējiem")
        yield f"{told} mūsu e-pastu nevar piegādāt; vajadzīga cita adrese.", "/answers#homeless"
    if doubtful:
        told = counted(doubtful, "vēstule, kas, iespējams, pieder", "vēstules, kas, iespējams, pieder")
        yield f"{told} kādam agrākam iesniegumam.", "/answers#doubts"
    if unsure:
        told = counted(unsure, "priekšlikumam", "priekšlikumiem")
        yield f"{told} programma tēmu droši nezina.", "/queue?view=unsure"
