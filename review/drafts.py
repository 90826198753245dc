"""Drafting answers: the form for a proposal or a group, the interim answer for a call, drafts thrown away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from config.deadlines import Deadlines, Received, deadlines
from notifications import answers as domain
from notifications.answer_texts import FIELDS, check_finished, standard_texts
from notifications.answers import Said
from notifications.faults import TextError
from review.access import EDITORS, page
from review.desk import desk
from review.remarks import told
from storage import answers, bounces, submissions, terms, threads
from storage.records import Answer, AnswerKind, AnswerText, Bounce, Decision, Proposal, Remark, Submission, Term

pages = Blueprint("drafts", __name__)


@dataclass(frozen=True, slots=True)
class About:
    """A proposal to be answered with its letter, every date it had, and what became of former mails about it."""

    proposal: Proposal
    letter: Submission
    dates: tuple[Term, ...]
    law: Deadlines
    bounces: tuple[Bounce, ...]
    told: tuple[Answer, ...]


@page(pages, "/answers/new", EDITORS)
def form() -> str:
    """The form of a draft about the proposals in the address."""
    with desk().store.ask() as connection:
        return _form(connection, _chosen(connection, request.args.getlist("proposal", int)))


@page(pages, "/answers/new", EDITORS, post=True)
def write() -> Response | tuple[str, int]:
    """Keep the draft; what is wrong with it is told above the form."""
    here = desk()
    try:
        with here.store.change() as connection:
            chosen = _chosen(connection, request.form.getlist("proposal", int))
            ids, said = [one.id for one in chosen], _said()
            check_finished(said.text)
            domain.write(connection, here.settings, ids, said, current_user.email, here.clock())
    except TextError as error:
        with here.store.ask() as connection:
            return _form(connection, chosen, error.fault), 422
    flash(gettext("Melnraksts saglabāts. Tas netiek izsūtīts, kamēr to neapstiprina izsūtīšanai."))
    return redirect(url_for("answers.waiting"))


@page(pages, "/answers/interim", EDITORS, post=True)
def interim() -> Response:
    """Draft the interim answer for every open proposal of a call."""
    here = desk()
    call, day = request.form.get("call", ""), _day("new_day")
    if day is None or call not in {one.id for one in here.settings.call}:
        flash(gettext("Jānorāda vākšana un diena, līdz kurai pieņems lēmumu."), "error")
        return redirect(url_for("answers.waiting"))
    try:
        with here.store.change() as connection:
            check_finished(words := request.form.get("text", ""))
            made = domain.interim_for_call(
                connection, here.settings, call, words, day, current_user.email, here.clock()
            )
    except TextError as error:
        flash(told(error.fault), "error")
    else:
        flash(gettext("Sagatavoti starpatbilžu melnraksti: %(count)s.", count=len(made)))
    return redirect(url_for("answers.waiting"))


@page(pages, "/answers/drafts/<int:number>/drop", EDITORS, post=True)
def drop(number: int) -> Response:
    """Throw a draft away."""
    with desk().store.change() as connection:
        answers.drop(connection, number)
    return redirect(url_for("answers.waiting"))


def _said() -> Said:
    form = request.form
    kinds = {one.value: one for one in AnswerKind}
    decision = form.get("decision", "")
    return Said(
        kind=kinds.get(form.get("kind", ""), AnswerKind.ANSWER),
        text=form.get("text", "").replace("\r\n", "\n"),
        decision=decision if decision in {one.value for one in Decision} else "",
        budget_year=form.get("budget_year", type=int),
        budget_line=form.get("budget_line", "").strip(),
        institution=form.get("institution", "").strip(),
        new_day=_day("new_day"),
    )


def _day(name: str) -> date | None:
    try:
        return date.fromisoformat(request.form.get(name, ""))
    except ValueError:
        return None


def _chosen(connection: Connection, numbers: list[int]) -> list[Proposal]:
    """The proposals of an address, each with the others of its group; 404 where one is unknown."""
    found: dict[int, Proposal] = {}
    for number in numbers:
        try:
            one = submissions.proposal(connection, number)
        except LookupError:
            abort(404)
        found |= {each.id: each for each in submissions.in_group(connection, one.group_id)} | {one.id: one}
    return list(found.values()) or abort(404)


def _form(connection: Connection, chosen: list[Proposal], fault: Remark | None = None) -> str:
    return render_template(
        "answers/write.html",
        chosen=[_about(connection, one) for one in chosen],
        texts=_texts(connection),
        fields=FIELDS,
        decisions=[one.value for one in Decision],
        kinds=[one.value for one in AnswerKind],
        told=request.form or _ready(connection),
        fault=fault,
    )


def _about(connection: Connection, proposal: Proposal) -> About:
    letter = threads.present(connection, proposal.submission_id)
    received = Received(letter.received_at, proposal.kind, letter.channel, letter.track, letter.call)
    return About(
        proposal,
        letter,
        tuple(terms.of(connection, proposal.id)),
        deadlines(received, desk().settings),
        tuple(bounces.of_submission(connection, letter.id)),
        tuple(one for one in answers.of_proposals(connection, [proposal.id]) if one.letter_id),
    )


def _ready(connection: Connection) -> dict[str, str]:
    """The ready-made text named in the address, as the form's first content."""
    name = request.args.get("ready", "")
    found = next((one for one in _texts(connection) if one.name == name), None)
    return {"kind": found.kind, "decision": found.decision, "text": found.text} if found else {}


def _texts(connection: Connection) -> list[AnswerText]:
    """The staff's own texts, then those of the program whose name they did not take."""
    own = answers.texts(connection)
    names = {one.name for one in own}
    return [*own, *(one for one in standard_texts() if one.name not in names)]
