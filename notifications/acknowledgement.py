"""The notice that a letter arrived: never that anything is approved, and it stops no clock."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from config.settings import Settings
from notifications.courtesy import courtesy
from notifications.identity import SUBJECT_MARK, subject_mark
from notifications.latvian import until_day
from notifications.mails import render
from notifications.outgoing import Draft, outgoing
from storage.records import NewOutgoing

EXCERPT = 120
"""Most characters of a wish that are repeated to its author."""
BULLET = re.compile(r"^\s*(?:\d{1,2}[.)]|[-–•*])\s+")
SUBJECT = "Saņēmām Jūsu vēstuli"
LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Understood:
    """One wish as told back to its author; `topic` and `places` are names, "" unless sure."""

    text: str
    topic: str = ""
    places: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What an acknowledgement says. `code` is "" for a letter that could not be read, `language` is the writer's.

    `belongs` says how it belongs to a submission that we had: "reply", "repeat", or "" for a new one."""

    row_key: str
    submission_id: int | None
    code: str
    to_address: str
    received_at: datetime
    understood: tuple[Understood, ...]
    answer_by: datetime | None
    their_message_id: str
    their_references: tuple[str, ...]
    belongs: str = ""
    language: str = ""


def excerpt(text: str) -> str:
    """At most 120 characters of a wish on one line, cut at a word, without links and the number it had in a list."""
    line = " ".join(LINK.sub("", BULLET.sub("", text)).split())
    if len(line) <= EXCERPT:
        return line
    return line[: EXCERPT - 1].rsplit(" ", 1)[0].rstrip(" ,;:-–") + "…"


def subject_of_theirs(subject: str) -> str:
    """A subject without what a reply carries on of ours: "" where it is our receipt's, else all but our mark."""
    return "" if SUBJECT in subject else SUBJECT_MARK.sub("", subject).strip()


def compose(receipt: Receipt, settings: Settings, key: bytes, now: datetime) -> NewOutgoing:
    """The outbox row of an acknowledgement; its Message-ID and bytes are fixed from here on."""
    wording = settings.acknowledgement
    zone = ZoneInfo(settings.general.timezone)
    subject = f"{SUBJECT} {subject_mark(key, receipt.code)}" if receipt.code else SUBJECT
    answer_date = ""
    if receipt.answer_by and wording.answer_date_wording:
        answer_date = wording.answer_date_wording.format(date=until_day(receipt.answer_by.astimezone(zone)))
    facts = {
        "subject": subject,
        "code": receipt.code,
        "belongs": receipt.belongs,
        "courtesy": courtesy(receipt.language, settings),
        "received_at": receipt.received_at.astimezone(zone),
        "understood": receipt.understood,
        "answer_date": answer_date,
        "contact": wording.contact,
        "privacy_notice": wording.privacy_notice,
        "municipality": settings.general.municipality,
    }
    draft = Draft(
        key=receipt.row_key,
        kind="acknowledgement",
        submission_id=receipt.submission_id,
        to_address=receipt.to_address,
        subject=subject,
        text=render("acknowledgement.txt", facts),
        html=render("acknowledgement.html", facts),
        reply_to_id=receipt.their_message_id,
        references=receipt.their_references,
    )
    return outgoing(draft, settings, key, now)
