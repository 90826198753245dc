"""Answers that wait: the letters as they would leave, their release, letters on paper, doubts about who wrote."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from flask import Blueprint, abort, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from notifications import answers as domain
from notifications.answer_texts import standard_texts
from notifications.print import PrintError, pdf
from review.access import EDITORS, RELEASERS, STAFF, page
from review.desk import desk
from review.html import framed
from storage import answers, bounces, submissions, threads
from storage.records import AnswerKind, Hint, Submission

pages = Blueprint("answers", __name__)

SHOWN_FOR = timedelta(days=14)
"""How long a joined letter can be taken back from the page."""
MOST_HOMELESS = 100


@dataclass(frozen=True, slots=True)
class Doubt:
    """A letter that perhaps belongs to another, with both."""

    hint: Hint
    letter: Submission
    other: Submission


@page(pages, "/answers", STAFF)
def waiting() -> str:
    """What waits: letters to release, letters to print, doubts about who wrote what."""
    here = desk()
    with here.store.ask() as connection:
        seen = domain.preview(connection, here.settings, None, here.clock())
        return render_template(
            "answers/waiting.html",
            letters=seen.letters,
            problems=seen.problems,
            to_print=answers.to_print(connection),
            doubts=_doubts(connection, threads.open_hints(connection)),
            accepted=_doubts(connection, threads.accepted_hints(connection, here.clock() - SHOWN_FOR)),
            homeless=_homeless(connection),
            forwarded=submissions.with_suggested_author(connection),
            calls=here.settings.call,
            interim=next(one.text for one in standard_texts() if one.kind == AnswerKind.INTERIM),
        )


@page(pages, "/answers/drafts/<int:number>/html", STAFF)
def draft_html(number: int) -> Response:
    """A letter as its reader will see it, by one of its drafts."""
    here = desk()
    with here.store.ask() as connection:
        letters = domain.preview(connection, here.settings, None, here.clock()).letters
    found = (one for one in letters if number in {answer.id for answer in one.answers})
    return make_response(*framed((next(found, None) or abort(404)).html, own=True))


@page(pages, "/answers/release", RELEASERS, post=True)
def release() -> Response:
    """Send the letters as they were seen; a person with that right stands behind it."""
    here = desk()
    proposals = request.form.getlist("proposal", int)
    with here.store.change() as connection:
        seen = request.form.getlist("seen")
        done = domain.release(connection, here.settings, proposals, current_user.email, here.clock(), seen)
    flash(gettext("Izsūtāmās vēstules: %(count)s.", count=len(done.letters)))
    if done.changed:
        flash(gettext("Kāds vēstuli pa to laiku mainīja. Apskatiet to vēlreiz un tad izsūtiet."), "error")
    return redirect(url_for("answers.waiting"))


@page(pages, "/answers/letters/<int:number>.pdf", STAFF)
def paper(number: int) -> Response:
    """A released letter for the printer."""
    with desk().store.ask() as connection:
        try:
            letter = answers.letter(connection, number)
        except LookupError:
            abort(404)
    try:
        made = make_response(pdf(letter))
    except PrintError as error:
        return make_response((str(error), 503))
    made.headers["Content-Type"] = "application/pdf"
    made.headers["Content-Disposition"] = f'inline; filename="atbilde-{number}.pdf"'
    return made


@page(pages, "/answers/printed", EDITORS | RELEASERS, post=True)
def printed() -> Response:
    """These letters are in their envelopes."""
    here = desk()
    with here.store.change() as connection:
        answers.printed(connection, request.form.getlist("letter", int), here.clock())
    return redirect(url_for("answers.waiting"))


def _doubts(connection: Connection, hints: list[Hint]) -> list[Doubt]:
    return [
        Doubt(one, submissions.get(connection, one.submission_id), threads.present(connection, one.other_id))
        for one in hints
    ]


def _homeless(connection: Connection) -> list[tuple[Submission, int | None]]:
    """Letters whose author no mail reaches, each with its first proposal."""
    found = submissions.by_ids(connection, bounces.submissions_without_address(connection)[:MOST_HOMELESS])
    first = {one.id: submissions.proposals_of(connection, one.id)[:1] for one in found}
    return [(one, first[one.id][0].id if first[one.id] else None) for one in sorted(found, key=lambda one: one.id)]
