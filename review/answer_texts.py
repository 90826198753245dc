"""Ready-made texts of answers: listed, written and checked on a real letter before they are kept."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from config.deadlines import Received, deadlines
from notifications import answers as domain
from notifications.answer_letters import Composed
from notifications.answer_texts import FIELDS, check, standard_texts
from notifications.answers import Said
from notifications.faults import FaultKind, TextError
from review.access import RELEASERS, STAFF, page
from review.desk import Desk, desk
from storage import answers, queue, submissions, threads, worklog
from storage.queue import Wanted
from storage.records import AnswerKind, AnswerText, Decision, Proposal, Remark

pages = Blueprint("answer_texts", __name__, url_prefix="/answer-texts")
LOOKED_AT = 50
LONGEST_NAME = 100
SAMPLE = "paraugs"
"""Stands for the budget line and the institution in a preview."""


@page(pages, "", STAFF)
def listing() -> str:
    """All ready-made texts: the staff's own first, then those that come with the program."""
    with desk().store.ask() as connection:
        own = answers.texts(connection)
    names = {one.name for one in own}
    return render_template(
        "answers/texts.html", own=own, standard=[one for one in standard_texts() if one.name not in names]
    )


@page(pages, "/edit", RELEASERS)
def form() -> str:
    """The form of a text: one's own, one that comes with the program (saved as one's own), or an empty one."""
    with desk().store.ask() as connection:
        own = {one.name: one for one in answers.texts(connection)}
    name = request.args.get("name", "")
    known = {one.name: one for one in standard_texts()} | own
    told = known.get(name) or AnswerText("", AnswerKind.ANSWER, "", "")
    return _form(told, former=name if name in own else "")


@page(pages, "/edit", RELEASERS, post=True)
def save() -> Response | str | tuple[str, int]:
    """Keep a text, or show it in a real letter first; what is wrong with it is told above the form."""
    here, told, former = desk(), _told(), request.form.get("former", "")
    try:
        if request.form.get("do") == "preview":
            return _form(told, former, letter=_in_a_letter(here, told))
        with here.store.change() as connection:
            number = _keep(connection, told, former)
            worklog.note(connection, here.clock(), current_user.email, "answer text saved", "answer text", number)
    except TextError as error:
        return _form(told, former, fault=error.fault), 422
    flash(gettext("Teksts saglabāts: %(name)s.", name=told.name))
    return redirect(url_for("answer_texts.listing"))


@page(pages, "/remove", RELEASERS, post=True)
def remove() -> Response:
    """Forget one of the staff's own texts; letters written with it stay as they are."""
    here, name = desk(), request.form.get("name", "")
    with here.store.change() as connection:
        if answers.remove_text(connection, name):
            worklog.note(connection, here.clock(), current_user.email, "answer text removed", "answer text", 0)
            flash(gettext("Teksts dzēsts: %(name)s.", name=name))
    return redirect(url_for("answer_texts.listing"))


def _told() -> AnswerText:
    form = request.form
    kind, decision = form.get("kind", ""), form.get("decision", "")
    return AnswerText(
        name=" ".join(form.get("name", "").split())[:LONGEST_NAME],
        kind=kind if kind in list(AnswerKind) else AnswerKind.ANSWER,
        decision=decision if decision in list(Decision) else "",
        text=form.get("text", "").replace("\r\n", "\n").strip(),
    )


def _keep(connection: Connection, told: AnswerText, former: str) -> int:
    """Keep a text in place of its former self. Raises TextError."""
    if not told.name or not told.text:
        raise TextError(FaultKind.NOTHING_WRITTEN())
    check(told.text)
    if told.name != former and told.name in {one.name for one in answers.texts(connection)}:
        raise TextError(FaultKind.NAME_TAKEN())
    answers.remove_text(connection, former)
    return answers.save_text(connection, told)


def _in_a_letter(here: Desk, told: AnswerText) -> Composed:
    """The letter an author would get with this text, drafted and taken back. Raises TextError."""
    check(told.text)
    with here.store.change() as connection, connection.begin_nested() as tried:
        chosen = _sample(connection)
        if chosen is None:
            raise TextError(FaultKind.NOTHING_TO_SHOW())
        said = _said(connection, here, told, chosen)
        domain.write(connection, here.settings, [chosen.id], said, current_user.email, here.clock())
        letters = domain.preview(connection, here.settings, [chosen.id], here.clock()).letters
        tried.rollback()
    if not letters:
        raise TextError(FaultKind.CANNOT_BE_SHOWN())
    return letters[0]


def _sample(connection: Connection) -> Proposal | None:
    """A proposal of the letter with the code in the form, else the newest one with topic, place and address."""
    if code := request.form.get("code", "").strip().upper():
        held = submissions.by_code(connection, code)
        found = submissions.proposals_of(connection, held.id) if held else []
        if not found:
            raise TextError(FaultKind.NO_SUCH_LETTER(code=code))
        return found[0]
    newest = queue.all_ids(connection, Wanted((("kind", "proposal"),)), LOOKED_AT)
    known = sorted(submissions.proposals_by_id(connection, newest), key=lambda one: -one.id)
    whole = (one for one in known if one.topics and one.places and _has_address(connection, one))
    return next(whole, known[0] if known else None)


def _has_address(connection: Connection, proposal: Proposal) -> bool:
    held = threads.present(connection, proposal.submission_id)
    return bool((held.reply_to or held.from_address) and not held.author_address)


def _said(connection: Connection, here: Desk, told: AnswerText, chosen: Proposal) -> Said:
    held = threads.present(connection, chosen.submission_id)
    law = deadlines(Received(held.received_at, chosen.kind, held.channel, held.track, held.call), here.settings)
    last = law.extended.at.astimezone(here.zone).date()
    return Said(
        kind=AnswerKind(told.kind),
        text=told.text,
        decision=told.decision,
        budget_year=last.year + 1,
        budget_line=SAMPLE,
        institution=SAMPLE,
        new_day=last,
    )


def _form(told: AnswerText, former: str, letter: Composed | None = None, fault: Remark | None = None) -> str:
    return render_template(
        "answers/text.html",
        told=told,
        former=former,
        letter=letter,
        fault=fault,
        fields=FIELDS,
        kinds=list(AnswerKind),
        decisions=list(Decision),
        code=request.form.get("code", ""),
    )
