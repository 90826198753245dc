"""What residents are told about their proposals: drafts, released letters, ready-made texts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from storage.records import Answer, AnswerKind, AnswerText, Letter, NewAnswer
from storage.submissions import OPEN_STATES
from storage.tables import answer_texts, answers, letters, proposals, submissions

_ANSWER = [answers.c[name] for name in Answer.__dataclass_fields__]
_LETTER = [letters.c[name] for name in Letter.__dataclass_fields__]
_TEXT = [answer_texts.c[name] for name in AnswerText.__dataclass_fields__]


def write(connection: Connection, new: NewAnswer, actor: str, at: datetime) -> int:
    """Keep a draft; the former draft of the same kind about the same proposal gives way. Returns its id."""
    former = (answers.c.proposal_id == new.proposal_id) & (answers.c.kind == new.kind) & answers.c.letter_id.is_(None)
    connection.execute(delete(answers).where(former))
    done = connection.execute(insert(answers).values(**asdict(new), written_by=actor, written_at=at))
    assert done.inserted_primary_key is not None
    number: int = done.inserted_primary_key[0]
    return number


def drop(connection: Connection, answer: int) -> None:
    """Throw a draft away; a released answer stays."""
    connection.execute(delete(answers).where(answers.c.id == answer, answers.c.letter_id.is_(None)))


def of_proposals(connection: Connection, chosen: Collection[int]) -> list[Answer]:
    """All answers to some proposals, drafts and released ones, oldest first."""
    found = connection.execute(select(*_ANSWER).where(answers.c.proposal_id.in_(chosen)).order_by(answers.c.id))
    return [_answer(row) for row in found]


def drafts(connection: Connection, chosen: Collection[int] | None = None) -> list[Answer]:
    """What waits for release, about some proposals or all, oldest first."""
    asked = select(*_ANSWER).where(answers.c.letter_id.is_(None)).order_by(answers.c.id)
    if chosen is not None:
        asked = asked.where(answers.c.proposal_id.in_(chosen))
    return [_answer(row) for row in connection.execute(asked)]


def put_into(connection: Connection, chosen: Collection[int], letter: int) -> bool:
    """Mark drafts as released in a letter; False when one of them was released meanwhile."""
    change = update(answers).where(answers.c.id.in_(chosen), answers.c.letter_id.is_(None)).values(letter_id=letter)
    return connection.execute(change).rowcount == len(chosen)


def add_letter(
    connection: Connection,
    *,
    key: str,
    kind: str,
    submission: int,
    to_name: str,
    to_address: str,
    subject: str,
    text: str,
    html: str,
    actor: str,
    at: datetime,
) -> int:
    """Keep a released letter; a second one with the same key is refused by the database (StorageError)."""
    done = connection.execute(
        insert(letters).values(
            key=key,
            kind=kind,
            submission_id=submission,
            to_name=to_name,
            to_address=to_address,
            subject=subject,
            text=text,
            html=html,
            created_at=at,
            created_by=actor,
        )
    )
    assert done.inserted_primary_key is not None
    number: int = done.inserted_primary_key[0]
    return number


def sent_as(connection: Connection, letter: int, mail: int) -> None:
    """The letter leaves as this mail of the outbox."""
    connection.execute(update(letters).where(letters.c.id == letter).values(outbox_id=mail))


def letter(connection: Connection, chosen: int) -> Letter:
    """One released letter by id. Raises LookupError."""
    row = connection.execute(select(*_LETTER).where(letters.c.id == chosen)).one_or_none()
    if row is None:
        raise LookupError(f"no letter {chosen}")
    return Letter(**row._mapping)


def letters_of(connection: Connection, submission: int) -> list[Letter]:
    """The released letters about one submission, oldest first."""
    found = connection.execute(select(*_LETTER).where(letters.c.submission_id == submission).order_by(letters.c.id))
    return [Letter(**row._mapping) for row in found]


def to_print(connection: Connection) -> list[Letter]:
    """Released letters that go by post and were not printed yet."""
    asked = select(*_LETTER).where(letters.c.outbox_id.is_(None), letters.c.printed_at.is_(None))
    return [Letter(**row._mapping) for row in connection.execute(asked.order_by(letters.c.id))]


def printed(connection: Connection, chosen: Collection[int], at: datetime) -> None:
    """These letters were printed."""
    connection.execute(update(letters).where(letters.c.id.in_(chosen)).values(printed_at=at))


def open_in_call(connection: Connection, call: str) -> list[int]:
    """Open proposals of a call to which neither an interim nor a final answer was released or drafted."""
    told = select(answers.c.proposal_id).where(answers.c.kind != AnswerKind.OUTCOME)
    asked = (
        select(proposals.c.id)
        .join(submissions)
        .where(submissions.c.call == call, proposals.c.kind == "proposal", proposals.c.state.in_(OPEN_STATES))
        .where(proposals.c.id.not_in(told))
    )
    return list(connection.scalars(asked.order_by(proposals.c.id)))


def set_postal_address(connection: Connection, submission: int, address: str) -> None:
    """Where letters on paper go, as it stands on the envelope, line by line."""
    connection.execute(update(submissions).where(submissions.c.id == submission).values(postal_address=address))


def texts(connection: Connection) -> list[AnswerText]:
    """The ready-made texts that staff wrote, by name."""
    return [AnswerText(**row._mapping) for row in connection.execute(select(*_TEXT).order_by(answer_texts.c.name))]


def save_text(connection: Connection, new: AnswerText) -> int:
    """Keep a ready-made text, in place of the one with the same name; returns its id."""
    remove_text(connection, new.name)
    done = connection.execute(insert(answer_texts).values(**asdict(new)))
    assert done.inserted_primary_key is not None
    number: int = done.inserted_primary_key[0]
    return number


def remove_text(connection: Connection, name: str) -> bool:
    """Forget a ready-made text; False when there is none of this name."""
    return connection.execute(delete(answer_texts).where(answer_texts.c.name == name)).rowcount == 1


def _answer(row: Row[Any]) -> Answer:
    return Answer(**{**row._mapping, "kind": AnswerKind(row.kind)})
