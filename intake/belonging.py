"""Where a letter belongs: surely to a submission we have, perhaps to one, or to nobody yet.

Sure are only a reply to a mail of ours by its signed Message-ID, or our signed mark in the subject, each from the same
sender; and the same letter sent again. All that is weaker is a hint for staff and joins nothing by itself.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from config.settings import Settings
from intake.letters.reply_marks import header_label, is_forward_subject
from intake.stations import Document, Letter, Reading
from notifications.identity import marked_codes, own_message_ids
from storage import outbox, submissions, threads
from storage.codes import find_codes
from storage.records import ReasonKind, Remark, Submission

REPEATED_WITHIN = timedelta(days=14)
SEARCHED_FOR_CODES = 20_000
"""Characters of a letter's own words that are searched for quoted codes."""
ADDRESS = re.compile(r"[\w.+%'=-]{1,64}@[\w.-]{1,190}\w")
_SENDER_LINES = 60


@dataclass(frozen=True, slots=True)
class Author:
    """Whom a forwarded header names as its sender."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Perhaps:
    """A submission that a letter may belong to, and why."""

    submission: int
    reason: Remark


@dataclass(frozen=True, slots=True)
class Belonging:
    """`submission` is sure, by `how`: "reply" or "repeat"; `author` is suggested for a colleague's forward."""

    submission: int | None = None
    how: str = ""
    hints: tuple[Perhaps, ...] = ()
    author: Author | None = None
    wishes: tuple[str, ...] = ()
    """Texts of the proposals that the sure submission holds already."""


NOWHERE = Belonging()


def find(
    connection: Connection, key: bytes, reading: Reading, received_at: datetime, trusted: bool, settings: Settings
) -> Belonging:
    """Where a letter belongs; `trusted` is False when our mail server says that the sender is forged."""
    letter = reading.letter
    author = forwarded_author(letter, settings)
    hints = [] if author else list(_replies(connection, key, letter))
    for one, sure in hints:
        if sure and trusted and not is_forward_subject(letter.subject):
            return _sure(connection, one.submission, "reply")
    if same := _repeated(connection, reading, received_at):
        return _sure(connection, same, "repeat")
    weaker = [one for one, _ in hints] + list(_quoted(connection, letter))
    return Belonging(hints=tuple({one.submission: one for one in reversed(weaker)}.values()), author=author)


def forwarded_author(letter: Letter, settings: Settings) -> Author | None:
    """Whom a colleague's forward names as sender in its quoted header; None for anybody else's letter."""
    domain = letter.from_address.lower().rpartition("@")[2]
    if domain not in settings.staff_domains() or not is_forward_subject(letter.subject):
        return None
    for line in letter.text.splitlines()[:_SENDER_LINES]:
        found = ADDRESS.search(line)
        if found and header_label(line) == "from" and found[0].lower() not in settings.own_addresses():
            name = line[: found.start()].partition(":")[2]
            return Author(name.strip(" \t\"'<[(*\xa0").removesuffix("mailto:").strip(" <["), found[0].lower())
    return None


def _sure(connection: Connection, submission: int, how: str) -> Belonging:
    held = tuple(one.text for one in submissions.proposals_of(connection, submission))
    return Belonging(submission, how, wishes=held)


def _replies(connection: Connection, key: bytes, letter: Letter) -> Iterator[tuple[Perhaps, bool]]:
    """What the letter answers by signed Message-ID or signed subject; whether the sender is the one we wrote to."""
    quoted = " ".join((letter.in_reply_to, *reversed(letter.references)))
    for own in own_message_ids(key, quoted):
        mail = outbox.by_message_id(connection, own)
        if mail and mail.submission_id:
            held = threads.present(connection, mail.submission_id)
            same = _is_sender(letter, held) or letter.from_address.lower() == mail.to_address.lower()
            yield Perhaps(held.id, _why(ReasonKind.ANSWERS_OURS(), letter, same)), same
    for code in marked_codes(key, letter.subject):
        found = submissions.by_code(connection, code)
        if found:
            held = threads.present(connection, found.id)
            same = _is_sender(letter, held)
            yield Perhaps(held.id, _why(ReasonKind.OUR_MARK(), letter, same)), same


def _why(reason: Remark, letter: Letter, same: bool) -> Remark:
    if is_forward_subject(letter.subject):
        return ReasonKind.BUT_FORWARDED(reason=reason)
    return reason if same else ReasonKind.BUT_FROM_ANOTHER(reason=reason)


def _quoted(connection: Connection, letter: Letter) -> Iterator[Perhaps]:
    """Weak signs: a quoted code, an answer to a letter that is itself a resident's."""
    for code in find_codes(f"{letter.subject}\n{letter.own_text[:SEARCHED_FOR_CODES]}"):
        if found := submissions.by_code(connection, code):
            yield Perhaps(threads.present(connection, found.id).id, ReasonKind.CODE_NAMED(code=code))
    for found_id in threads.by_their_ids(connection, {letter.in_reply_to, *letter.references} - {""}):
        yield Perhaps(threads.present(connection, found_id).id, ReasonKind.CONTINUES())


def _repeated(connection: Connection, reading: Reading, received_at: datetime) -> int | None:
    """The submission that holds the same words and files from the same sender of the last days."""
    letter = reading.letter
    if not letter.from_address:
        return None
    content = _content(letter.subject, letter.own_text, [doc.sha256 for doc in _documents(reading)])
    for one in threads.from_address(connection, letter.from_address, received_at - REPEATED_WITHIN):
        files = [doc.sha256 for doc in submissions.documents_of(connection, one.id)]
        if _content(one.subject, one.own_text, files) == content:
            return threads.present(connection, one.id).id
    return None


def _documents(reading: Reading) -> Iterator[Document]:
    for document in reading.documents:
        yield from document.walk()


def _content(subject: str, text: str, files: list[str]) -> str:
    words = " ".join(f"{subject} {text}".casefold().split())
    return hashlib.sha256("\n".join((words, *sorted(files))).encode()).hexdigest()


def _is_sender(letter: Letter, held: Submission) -> bool:
    return letter.from_address.lower() in {held.from_address.lower(), held.reply_to.lower()} - {""}
