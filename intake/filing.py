"""From a reading and a `Filing` to the rows that are stored."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from classifiers.people import mask
from classifiers.verdicts import Verdict, Wish
from config.settings import Settings
from config.taxonomy import taxonomy
from config.working_days import add_working_days
from intake.decide import Filing
from intake.stations import Document, Reading
from notifications.acknowledgement import Understood, excerpt
from storage.records import NewDocument, NewMatter, NewSubmission

ANSWER_WORKING_DAYS = 10


def due(received_at: datetime, settings: Settings) -> tuple[datetime, str]:
    """End of the tenth working day after receipt (Law on Submissions, section 5 as of 1 March 2026), and why."""
    zone = ZoneInfo(settings.general.timezone)
    received = received_at.astimezone(zone).date()
    last: date = add_working_days(received, ANSWER_WORKING_DAYS)
    why = f"received {received:%a %d %b %Y}, {ANSWER_WORKING_DAYS} working days"
    return datetime.combine(last, time(23, 59, 59), zone).astimezone(UTC), why


def new_submission(
    reading: Reading, filing: Filing, channel: str, language: str, received_at: datetime, settings: Settings
) -> NewSubmission:
    """The submission's row."""
    letter = reading.letter
    due_at, why = due(received_at, settings)
    return NewSubmission(
        channel=channel,
        call=filing.call,
        track=filing.track,
        language=language,
        from_name=letter.from_name,
        from_address=letter.from_address,
        reply_to=filing.answer_to,
        subject=letter.subject,
        own_text=letter.own_text,
        quoted_text=letter.quoted_text,
        received_at=received_at,
        due_at=due_at,
        due_reason=why,
        suppressed_by=filing.acknowledge.rule,
        suppressed_reason="" if filing.acknowledge.allowed else filing.acknowledge.reason,
        problems="\n".join(letter.problems),
    )


def new_documents(documents: tuple[Document, ...]) -> Iterator[NewDocument]:
    """The documents' rows, numbered as in `Reading.pieces()`."""
    flat = [deep for document in documents for deep in document.walk()]
    for number, one in enumerate(flat):
        pages = [{name: value for name, value in asdict(page).items() if name != "words"} for page in one.pages]
        signed = [
            {**asdict(mark), "signed_at": mark.signed_at and mark.signed_at.isoformat()} for mark in one.signed_by
        ]
        yield NewDocument(
            number=number,
            filename=one.filename,
            content_type=one.content_type,
            size=one.size,
            sha256=one.sha256,
            text=one.text,
            problem=one.problem,
            pages=json.dumps(pages, ensure_ascii=False),
            signed_by=json.dumps(signed, ensure_ascii=False),
        )


def new_matters(
    reading: Reading, wishes: tuple[Wish, ...], verdicts: tuple[Verdict, ...], kind: str
) -> Iterator[NewMatter]:
    """The rows of the wishes; in machine mail everything is of kind "auto", whatever it says."""
    pieces = reading.pieces()
    for wish, verdict in zip(wishes, verdicts, strict=True):
        yield NewMatter(
            kind="auto" if kind == "auto" else verdict.kind,
            piece=pieces[wish.piece].source,
            start=wish.start,
            end=wish.end,
            text=wish.text,
            topics=tuple(score.id for score in verdict.topics),
            places=verdict.places,
            confidence=verdict.confidence,
            unsure=verdict.unsure,
            model_id=verdict.model_id,
            suggestion=json.dumps(asdict(verdict), ensure_ascii=False),
        )


def understood(
    wishes: tuple[Wish, ...], verdicts: tuple[Verdict, ...], filing: Filing, settings: Settings
) -> tuple[Understood, ...]:
    """What the acknowledgement tells back: proposals only, topic and place only when sure, no personal data."""
    if not filing.tell_understood or filing.kind != "proposal":
        return ()
    names = taxonomy()
    told = []
    for wish, verdict in zip(wishes, verdicts, strict=True):
        if verdict.kind != "proposal":
            continue
        sure = not verdict.unsure and verdict.confidence >= settings.classifier.sure_confidence
        topic = names.topics[verdict.topics[0].id].lv if sure and verdict.topics else ""
        places = ", ".join(names.places[place].lv for place in verdict.places) if sure else ""
        told.append(Understood(excerpt(mask(wish.text)), topic, places))
    return tuple(told)
