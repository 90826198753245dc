"""Answers: written as drafts, previewed as letters, released by a person; one letter to each author.

`write` -> `preview` -> `release`. Nothing leaves before `release`, and what was released once never leaves again: a
draft belongs to exactly one letter, in the transaction that queues that letter.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from config.deadlines import Received, deadlines, end_of
from config.settings import Settings
from config.taxonomy import taxonomy
from notifications.answer_letters import Composed, Problem, compose
from notifications.answer_texts import fill
from notifications.faults import FaultKind, TextError
from notifications.latvian import day, short_day, until_day
from notifications.outgoing import Draft, outgoing
from storage import answers, decisions, outbox, submissions, terms, threads, worklog
from storage.records import (
    Answer,
    AnswerKind,
    NewAnswer,
    Proposal,
    ProposalState,
    ReasonKind,
    Submission,
    Term,
)

FINAL = (AnswerKind.ANSWER, AnswerKind.FORWARDED, AnswerKind.TAKEN_NOTE_OF)
NEW_DATE = {AnswerKind.INTERIM: "interim", AnswerKind.EXTENSION: "extension"}


@dataclass(frozen=True, slots=True)
class Said:
    """What is to be told about each of some proposals; `text` may hold {fields}, `new_day` is the new last day."""

    kind: AnswerKind
    text: str
    decision: str = ""
    budget_year: int | None = None
    budget_line: str = ""
    institution: str = ""
    new_day: date | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """The letters as they would leave, and the drafts that could not: no address, or it is dead."""

    letters: tuple[Composed, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Released:
    """Ids of the letters that are on their way, the drafts that stayed, how many letters changed after being seen."""

    letters: tuple[int, ...]
    problems: tuple[Problem, ...]
    changed: int = 0


def write(
    connection: Connection, settings: Settings, proposals: Collection[int], said: Said, actor: str, now: datetime
) -> list[int]:
    """Draft the same words about one proposal or a whole group; returns the drafts' ids.

    Raises TextError when a field is unknown or empty, or a new date is missing or beyond what the law allows.
    """
    made = []
    for number in proposals:
        proposal = submissions.proposal(connection, number)
        held = threads.present(connection, proposal.submission_id)
        _check_date(said, proposal, held, settings)
        new = NewAnswer(
            proposal_id=number,
            kind=said.kind,
            decision=said.decision,
            text=fill(said.text, fields(proposal, held, said, settings)),
            budget_year=said.budget_year,
            budget_line=said.budget_line,
            institution=said.institution,
            new_due_at=end_of(said.new_day, settings) if said.new_day else None,
        )
        made.append(answers.write(connection, new, actor, now))
        worklog.note(connection, now, actor, "answer drafted", "proposal", number, {"kind": said.kind.value})
        if said.kind in FINAL and proposal.state is not ProposalState.ANSWERED:
            _to_state(connection, proposal, ProposalState.DECIDED, "decided", actor, now)
    return made


def interim_for_call(
    connection: Connection, settings: Settings, call: str, text: str, decision_by: date, actor: str, now: datetime
) -> list[int]:
    """Draft the interim answer for every open proposal of a call that has no answer yet; returns the proposals' ids."""
    year = next(one.budget_year for one in settings.call if one.id == call)
    chosen = answers.open_in_call(connection, call)
    said = Said(AnswerKind.INTERIM, text, budget_year=year, new_day=decision_by)
    write(connection, settings, chosen, said, actor, now)
    return chosen


def preview(connection: Connection, settings: Settings, proposals: Collection[int] | None, now: datetime) -> Preview:
    """The letters that releasing the drafts about these proposals (None: all) would send; nothing is changed."""
    letters, problems = compose(connection, answers.drafts(connection, proposals), settings, now)
    return Preview(tuple(letters), tuple(problems))


def release(
    connection: Connection,
    settings: Settings,
    proposals: Collection[int] | None,
    actor: str,
    now: datetime,
    seen: Collection[str] | None = None,
) -> Released:
    """Send the drafts about these proposals: one letter to each author, each answer once, by whoever presses first.

    `seen` are the marks of the letters that `actor` looked at: any other stays (None: all were). The caller has checked
    that `actor` may release. Raises RuntimeError, and nothing happens, when somebody released
    one of them at the same moment.
    """
    letters, problems = compose(connection, answers.drafts(connection, proposals), settings, now)
    known = [one for one in letters if seen is None or one.mark in seen]
    sent = tuple(_release(connection, settings, one, actor, now) for one in known)
    return Released(sent, tuple(problems), len(letters) - len(known))


def fields(proposal: Proposal, held: Submission, said: Said, settings: Settings) -> dict[str, str]:
    """The values of the fields of a ready-made text for one proposal; "" where there is none."""
    names, zone = taxonomy(), ZoneInfo(settings.general.timezone)
    return {
        "kods": held.code,
        "saņemts": day(held.received_at.astimezone(zone)),
        "tēma": names.topics[proposal.topics[0]].lv if proposal.topics else "",
        "vieta": ", ".join(names.places[place].lv for place in proposal.places),
        "gads": str(said.budget_year or ""),
        "rinda": said.budget_line,
        "iestāde": said.institution,
        "termiņš": until_day(said.new_day) if said.new_day else "",
        "pašvaldība": settings.general.municipality,
    }


def _check_date(said: Said, proposal: Proposal, held: Submission, settings: Settings) -> None:
    if said.kind not in NEW_DATE:
        return
    if said.new_day is None:
        raise TextError(FaultKind.NO_NEW_DATE())
    if said.kind is AnswerKind.EXTENSION:
        facts = Received(held.received_at, proposal.kind, held.channel, held.track, held.call)
        last = deadlines(facts, settings).extended.at.astimezone(ZoneInfo(settings.general.timezone)).date()
        if said.new_day > last:
            raise TextError(FaultKind.DATE_TOO_LATE(code=held.code, day=short_day(last)))


def _release(connection: Connection, settings: Settings, letter: Composed, actor: str, now: datetime) -> int:
    number = answers.add_letter(
        connection,
        key=letter.key,
        kind=letter.kind,
        submission=letter.submission_id,
        to_name=letter.to_name,
        to_address=letter.to_address,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        actor=actor,
        at=now,
    )
    if not answers.put_into(connection, [one.id for one in letter.answers], number):
        raise RuntimeError("somebody else released one of these answers at the same moment")
    if letter.by_mail:
        answers.sent_as(connection, number, _queue(connection, settings, letter, now))
    for one in letter.answers:
        _follow(connection, one, actor, now)
        worklog.note(connection, now, actor, "answer released", "proposal", one.proposal_id, {"letter": number})
    return number


def _queue(connection: Connection, settings: Settings, letter: Composed, now: datetime) -> int:
    thread = threads.their_ids(connection, letter.submission_id)
    ours = [one.message_id for one in outbox.of_submission(connection, letter.submission_id)]
    draft = Draft(
        key=letter.key,
        kind="answer",
        submission_id=letter.submission_id,
        to_address=letter.to_address,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        reply_to_id=thread[-1] if thread else "",
        references=(*thread[:1], *ours, *thread[1:]),
        automatic=False,
    )
    new = outgoing(draft, settings, worklog.installation_key(connection, "messages"), now)
    outbox.add(connection, new, now)
    queued = outbox.by_message_id(connection, new.message_id)
    assert queued is not None
    return queued.id


def _follow(connection: Connection, answer: Answer, actor: str, now: datetime) -> None:
    """What a released answer changes: the state, or the date, both the old and the new one kept."""
    if answer.kind in FINAL:
        proposal = submissions.proposal(connection, answer.proposal_id)
        _to_state(connection, proposal, ProposalState.ANSWERED, "answered", actor, now)
    elif answer.kind in NEW_DATE and answer.new_due_at:
        kind = NEW_DATE[answer.kind]
        reason = {"interim": ReasonKind.INTERIM(), "extension": ReasonKind.EXTENSION()}[kind]
        terms.change(connection, Term(answer.proposal_id, kind, answer.new_due_at, (reason,), now, actor))


def _to_state(
    connection: Connection, proposal: Proposal, state: ProposalState, action: str, actor: str, now: datetime
) -> None:
    wanted = replace(decisions.judgement_of(proposal), state=state)
    doing = decisions.Doing(action, actor, now)
    if not decisions.decide(connection, proposal.id, proposal.version, wanted, doing):
        raise RuntimeError(f"somebody changed proposal {proposal.id} at the same moment")
