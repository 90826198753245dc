"""Messages that are in no list of proposals: parked ones with the error, ignored ones with the rule."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
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
