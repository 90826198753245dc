"""A later message joined to the submission it belongs to, and what a person decides about doubtful ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from config.settings import Settings
from intake import filing as rows
from intake.belonging import Belonging
from intake.stations import Reading
from notifications import acknowledgement
from notifications.acknowledgement import Receipt
from storage import decisions, joining, messages, outbox, submissions, terms, threads, worklog
from storage.records import FollowUp, Message, NewMatter, Submission, Term

MOVED = {"interim", "extension"}
"""Kinds of dates that a released letter has told a resident."""


def attach(
    connection: Connection,
    message: Message,
    reading: Reading,
    belonging: Belonging,
    kind: str,
    matters: Sequence[NewMatter],
) -> Submission:
    """Keep a message under the submission it surely belongs to, with its new matters; returns that submission.

    A machine's reply and the same letter once more bring no matters; they stand in the thread. No date is changed.
    """
    assert belonging.submission is not None
    held, letter = belonging.submission, reading.letter
    told = "auto" if kind == "auto" else belonging.how
    if told == "reply":
        position, number = threads.next_numbers(connection, held)
        documents = [replace(one, number=one.number + number) for one in rows.new_documents(reading.documents)]
        submissions.add_documents(connection, held, documents)
        submissions.add_matters(connection, held, [_renamed(one, message.id, number) for one in matters], position)
    threads.add(
        connection,
        FollowUp(
            submission_id=held,
            message_id=message.id,
            kind=told,
            received_at=message.received_at,
            from_name=letter.from_name,
            from_address=letter.from_address,
            subject=letter.subject,
            own_text=letter.own_text,
            quoted_text=letter.quoted_text,
        ),
    )
    messages.file(connection, message.id, held)
    return submissions.get(connection, held)


def accept(connection: Connection, hint: int, actor: str, now: datetime) -> int | None:
    """Join a submission to the one it perhaps belongs to; returns that one, None when somebody decided before."""
    if not threads.decide(connection, hint, "accepted", actor, now):
        return None
    found = threads.hint(connection, hint)
    one = threads.present(connection, found.submission_id)
    other = threads.present(connection, found.other_id)
    if one.id != other.id:
        moved = joining.join(connection, one.id, other.id)
        told = {"to": other.id, "moved": asdict(moved)}
        worklog.note(connection, now, actor, "joined", "submission", one.id, {"about": told})
    return other.id


def take_back(connection: Connection, hint: int, actor: str, now: datetime) -> bool:
    """Part a submission from the one it was joined to by a hint, which is a question again.

    False when nobody joined it, or its wishes were since merged with others.
    """
    found = threads.hint(connection, hint)
    one = submissions.get(connection, found.submission_id)
    steps = [step for step in decisions.steps(connection, one.id, "submission") if step.action == "joined"]
    moved = steps[-1].about.get("moved") if steps else None
    if one.joined_to is None or moved is None or not joining.part(connection, one.id, joining.Moved(**moved)):
        return False
    threads.reopen(connection, hint)
    worklog.note(connection, now, actor, "parted", "submission", one.id, {"about": {"from": one.joined_to}})
    return True


def refuse(connection: Connection, hint: int, actor: str, now: datetime) -> None:
    """They do not belong together."""
    if threads.decide(connection, hint, "refused", actor, now):
        found = threads.hint(connection, hint)
        worklog.note(connection, now, actor, "not joined", "submission", found.submission_id, {"to": found.other_id})


def confirm_author(
    connection: Connection, settings: Settings, submission: int, name: str, address: str, actor: str, now: datetime
) -> None:
    """A person says whose letter a colleague passed on: answers go there, and the author hears that it arrived."""
    held = submissions.get(connection, submission)
    passed_on = held.forwarded_by or held.from_address
    threads.set_author(connection, submission, name.strip(), address.strip().lower(), passed_on)
    worklog.note(connection, now, actor, "author confirmed", "submission", submission)
    if settings.acknowledgement.enabled and address.strip():
        receipt = Receipt(
            row_key=f"acknowledgement:author:{submission}",
            submission_id=submission,
            code=held.code,
            to_address=address.strip().lower(),
            received_at=held.received_at,
            understood=(),
            answer_by=held.due_at,
            their_message_id="",
            their_references=(),
        )
        key = worklog.installation_key(connection, "messages")
        outbox.add(connection, acknowledgement.compose(receipt, settings, key, now), now)


def received_on(
    connection: Connection, settings: Settings, submission: int, day: date, actor: str, now: datetime
) -> None:
    """A person says on which day a letter on paper was handed in: all its law's dates count from there anew."""
    held = submissions.get(connection, submission)
    at = datetime.combine(day, time(12), ZoneInfo(settings.general.timezone))
    for one in submissions.proposals_of(connection, submission):
        law = rows.due_again(held, one.kind, at, settings)
        terms.change(connection, Term(one.id, "received", law.at, law.reason, now, actor))
    threads.set_received(connection, submission, at)
    worklog.note(connection, now, actor, "day of receipt corrected", "submission", submission)


def on_track(connection: Connection, settings: Settings, wanted: Submission, actor: str, now: datetime) -> None:
    """A person says on which track a letter is, how many signed it and who speaks for them.

    A new track counts the law's dates anew, but for matters whose date an interim answer or an extension has moved.
    """
    held = submissions.get(connection, wanted.id)
    submissions.set_collective(connection, wanted)
    for one in submissions.proposals_of(connection, held.id) if wanted.track != held.track else ():
        law = rows.due_again(wanted, one.kind, held.received_at, settings)
        if law.at != one.due_at and not {term.kind for term in terms.of(connection, one.id)} & MOVED:
            terms.change(connection, Term(one.id, "track", law.at, law.reason, now, actor))
    changed = [name for name, value in asdict(wanted).items() if value != getattr(held, name)]
    if changed:
        worklog.note(connection, now, actor, "collective", "submission", held.id, {"fields": changed})


def _renamed(matter: NewMatter, message: int, number: int) -> NewMatter:
    """The piece's name among those of the whole submission: the message for a body, the moved number for a document."""
    name = f"message:{message}" if matter.piece == "body" else str(int(matter.piece) + number)
    return replace(matter, piece=name)
