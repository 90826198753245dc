"""Letters made of drafts: one to each author, with all their proposals, by mail in their thread or to be printed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from config.settings import Settings
from notifications.acknowledgement import excerpt
from notifications.courtesy import courtesy
from notifications.faults import FaultKind
from notifications.latvian import day, listed
from notifications.mails import render
from storage import bounces, submissions, threads
from storage.records import Answer, AnswerKind, Proposal, Remark, Submission
from storage.submissions import OPEN_STATES

TOGETHER = "answer"
"""Final answers of all kinds stand in one letter; each other kind is a letter of its own."""
DECISIONS = {
    "included": "iekļauts budžetā",
    "later": "paredzēts vēlāk",
    "rejected": "nav atbalstīts",
    "forwarded": "pārsūtīts",
    "taken note of": "pieņemts zināšanai",
    "duplicate": "izskatīts kopā ar līdzīgiem priekšlikumiem",
}


@dataclass(frozen=True, slots=True)
class Item:
    """One proposal in a letter: its author's words, the decision in a line ("" for none), the explanation."""

    wish: str
    decision: str
    text: str


@dataclass(frozen=True, slots=True)
class Composed:
    """A letter ready to leave. `by_mail` is False for one to be printed; `key` is unique for its drafts."""

    key: str
    kind: str
    by_mail: bool
    to_name: str
    to_address: str
    submission_id: int
    subject: str
    text: str
    html: str
    answers: tuple[Answer, ...]

    @property
    def mark(self) -> str:
        """Tells the letter that somebody looked at from one with other words or for another address."""
        told = "\0".join((self.key, self.to_name, self.to_address, self.subject, self.text))
        return hashlib.sha256(told.encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Problem:
    """A draft that cannot leave, and why."""

    proposal_id: int
    submission_id: int
    code: str
    fault: Remark


@dataclass(frozen=True, slots=True)
class _Draft:
    answer: Answer
    proposal: Proposal
    held: Submission


def compose(
    connection: Connection, drafts: Iterable[Answer], settings: Settings, now: datetime
) -> tuple[list[Composed], list[Problem]]:
    """One letter to each author and kind of letter, and the drafts whose author cannot be reached."""
    parcels: dict[tuple[str, str], list[_Draft]] = {}
    problems = []
    for answer in drafts:
        proposal = submissions.proposal(connection, answer.proposal_id)
        draft = _Draft(answer, proposal, threads.present(connection, proposal.submission_id))
        address, fault = _address(connection, draft.held)
        if fault:
            problems.append(Problem(proposal.id, draft.held.id, draft.held.code, fault))
        else:
            parcels.setdefault((address.lower(), _kind(answer)), []).append(draft)
    return [_letter(connection, kind, held, settings, now) for (_, kind), held in parcels.items()], problems


def _kind(answer: Answer) -> str:
    alone = (AnswerKind.INTERIM, AnswerKind.EXTENSION, AnswerKind.OUTCOME)
    return answer.kind.value if answer.kind in alone else TOGETHER


def _address(connection: Connection, held: Submission) -> tuple[str, Remark | None]:
    """(The mail address, or the postal one where there is no mail, why neither can be used)."""
    if held.author_address:
        return "", FaultKind.AUTHOR_UNCONFIRMED()
    mail = held.reply_to or held.from_address
    if mail and not bounces.is_dead(connection, mail):
        return mail, None
    if held.postal_address.strip():
        return held.postal_address, None
    return "", FaultKind.DEAD_ADDRESS() if mail else FaultKind.NO_ADDRESS()


def _letter(connection: Connection, kind: str, drafts: list[_Draft], settings: Settings, now: datetime) -> Composed:
    drafts.sort(key=lambda one: (one.held.received_at, one.proposal.position))
    latest = drafts[-1].held
    address, _ = _address(connection, latest)
    by_mail = "@" in address and "\n" not in address
    zone = ZoneInfo(settings.general.timezone)
    letters = {one.held.id: one.held for one in drafts}
    items = [Item(excerpt(one.proposal.text), _decision(one.answer), one.answer.text) for one in drafts]
    shared = items[0].text if len({item.text for item in items}) == 1 and kind != TOGETHER else ""
    facts = {
        "kind": kind,
        "items": [Item(item.wish, item.decision, "") for item in items] if shared else items,
        "shared": shared,
        "letters": [(one.code, day(one.received_at.astimezone(zone))) for one in letters.values()],
        "waiting": _waiting(connection, letters, drafts) if kind == TOGETHER else (),
        "courtesy": courtesy(latest.language, settings),
        "contact": settings.acknowledgement.contact,
        "municipality": settings.general.municipality,
        "signed_by": settings.letters.signed_by,
        "address_lines": latest.postal_address.strip().splitlines(),
        "letterhead": settings.letters.letterhead.splitlines(),
        "to_name": latest.from_name,
        "today": now.astimezone(zone),
        "listed": listed,
    }
    return Composed(
        key=f"letter:{kind}:{min(one.answer.id for one in drafts)}",
        kind=kind,
        by_mail=by_mail,
        to_name=latest.from_name,
        to_address=address,
        submission_id=latest.id,
        subject=_subject(latest),
        text=render("answer.txt", facts),
        html=render("answer.html" if by_mail else "answer_print.html", facts),
        answers=tuple(one.answer for one in drafts),
    )


def _subject(held: Submission) -> str:
    """The sender's own subject as a reply has it: mail programs keep a thread together by it."""
    bare = " ".join(held.subject.split())
    if not bare:
        return f"Atbilde uz Jūsu iesniegumu {held.code}"
    return bare if bare.lower().startswith("re:") else f"Re: {bare}"


def _decision(answer: Answer) -> str:
    told = DECISIONS.get(answer.decision, "")
    if answer.decision == "included" and answer.budget_year:
        return f"iekļauts {answer.budget_year}. gada budžetā"
    if answer.decision == "later" and answer.budget_year:
        return f"paredzēts {answer.budget_year}. gadā"
    if answer.decision == "forwarded" and answer.institution:
        return f"pārsūtīts; adresāts – {answer.institution}"
    return told


def _waiting(connection: Connection, letters: dict[int, Submission], drafts: Sequence[_Draft]) -> tuple[str, ...]:
    """The author's other proposals in these letters that are not answered yet."""
    told = {one.proposal.id for one in drafts}
    rest = [one for held in letters for one in submissions.proposals_of(connection, held) if one.id not in told]
    waiting = [one for one in rest if one.kind == "proposal" and one.state in OPEN_STATES and one.merged_into is None]
    return tuple(excerpt(one.text) for one in waiting)
