"""Answers and the letters that carry them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class AnswerKind(StrEnum):
    """What a letter to a resident says about a proposal."""

    ANSWER = "answer"
    """The decision with its explanation."""
    INTERIM = "interim"
    """It will be weighed with the budget; decision by a date."""
    EXTENSION = "extension"
    """More time is needed, until a date, and why."""
    FORWARDED = "forwarded"
    """Sent on to the institution it concerns, or where to write instead."""
    TAKEN_NOTE_OF = "taken note of"
    """Closed without an answer on the merits."""
    OUTCOME = "outcome"
    """What became of it: the budget is adopted, the work is done."""


@dataclass(frozen=True, slots=True)
class NewAnswer:
    """What is to be told about one proposal; nothing leaves before it is released."""

    proposal_id: int
    kind: AnswerKind
    decision: str
    text: str
    budget_year: int | None
    budget_line: str
    institution: str
    new_due_at: datetime | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What is or was told about one proposal: a draft until `letter_id` names the letter it was released in."""

    id: int
    proposal_id: int
    kind: AnswerKind
    decision: str
    text: str
    budget_year: int | None
    budget_line: str
    institution: str
    new_due_at: datetime | None
    written_at: datetime
    written_by: str
    letter_id: int | None


@dataclass(frozen=True, slots=True)
class Letter:
    """A released letter to one author as it went out: by mail when `outbox_id` is set, else to be printed."""

    id: int
    key: str
    kind: str
    submission_id: int
    outbox_id: int | None
    to_name: str
    to_address: str
    subject: str
    text: str
    html: str
    created_at: datetime
    created_by: str
    printed_at: datetime | None


@dataclass(frozen=True, slots=True)
class AnswerText:
    """A ready-made text with {fields} for one kind of answer and decision."""

    name: str
    kind: str
    decision: str
    text: str
