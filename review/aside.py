"""Messages that are in no list of proposals: parked ones with the error, ignored ones with the rule."""

from __future__ import annotations

from flask import Blueprint, abort, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from review.access import ADMINISTRATORS, STAFF, page
from review.desk import desk
from storage import messages, worklog
from storage.records import MessageState

pages = Blueprint("aside", __name__)
SHOWN = {"parked": MessageState.PARKED, "ignored": MessageState.IGNORED}


@page(pages, "/messages/<state>", STAFF)
def listing(state: str) -> str:
    """All parked or all ignored messages, newest first."""
    with desk().store.ask() as connection:
        found = messages.in_state(connection, SHOWN.get(state) or abort(404), 200)
    return render_template("messages.html", state=state, messages=found)


@page(pages, "/mailboxes", STAFF)
def mailboxes() -> str:
    """How the last poll of every folder went, and the last comparison with our records."""
    with desk().store.ask() as connection:
        compared = {(one.mailbox, one.folder): one for one in worklog.last_reconciliations(connection)}
        return render_template("mailboxes.html", polls=worklog.last_polls(connection), compared=compared)


@page(pages, "/messages/<int:number>/letter.eml", STAFF)
def letter(number: int) -> Response:
    """A message byte for byte, to be saved and opened in a mail program: nobody else has read it."""
    here = desk()
    with here.store.ask() as connection:
        try:
            sha256 = messages.get(connection, number).sha256
        except LookupError:
            abort(404)
    answer = make_response(here.originals.read(sha256))
    answer.headers["Content-Type"] = "application/octet-stream"
    answer.headers["Content-Disposition"] = f'attachment; filename="vestule-{number}.eml"'
    return answer


@page(pages, "/messages/retry", ADMINISTRATORS, post=True)
def retry() -> Response:
    """Put parked messages back on the road; the worker takes them up at its next round."""
    here = desk()
    with here.store.change() as connection:
        number = request.form.get("message", 0, int)
        messages.retry(connection, [number])
        worklog.note(connection, here.clock(), current_user.email, "retried", "message", number)
    flash(gettext("Vēstule tiks lasīta vēlreiz."))
    return redirect(url_for("aside.listing", state="parked"))
