"""For the registry: letters not registered yet, saved all at once, and the records system's numbers read back."""

from __future__ import annotations

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext
from flask_login import current_user
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from review.access import REGISTRARS, page
from review.desk import Desk, desk
from review.export import exported
from review.numbers import TableError, match, rows_of
from storage import submissions, worklog

pages = Blueprint("registry", __name__, url_prefix="/registry")
SHOWN = 25
"""Letters shown, and saved in one file: each has a PDF to be made."""


@page(pages, "", REGISTRARS)
def letters() -> str:
    """The newest letters without a registration number, and the form for the numbers."""
    with desk().store.ask() as connection:
        return _page(connection)


@page(pages, "/letters.zip", REGISTRARS)
def export() -> Response:
    """The letters that the page shows, a folder for each."""
    here = desk()
    with here.store.ask() as connection:
        chosen = submissions.unregistered(connection, SHOWN)
        data = exported(connection, chosen, here)
    with here.store.change() as connection:
        for one in chosen:
            worklog.note(connection, here.clock(), current_user.email, "exported", "submission", one.id)
    answer = make_response(data, {"Content-Type": "application/zip"})
    answer.headers["Content-Disposition"] = f'attachment; filename="vestules-{here.today()}.zip"'
    return answer


@page(pages, "/numbers", REGISTRARS, post=True)
def numbers() -> Response | str | tuple[str, int]:
    """Read numbers back from a table; a letter that has another number keeps it unless that was ticked."""
    here, file = desk(), request.files.get("table")
    try:
        rows = rows_of(file.read() if file else b"")
    except TableError:
        told = gettext("Tabulā vajadzīga kolonna „code” (vai „kods”) un kolonna „registration_number” (vai „numurs”).")
        with here.store.ask() as connection:
            return _page(connection, fault=told), 422
    with here.store.change() as connection:
        found = match(connection, rows)
        replacing = request.form.get("replace") == "yes"
        chosen = (*found.new, *found.other) if replacing else found.new
        for letter, number in chosen:
            _register(connection, here, letter.id, number)
    flash(ngettext("Ierakstīts %(num)s numurs.", "Ierakstīti %(num)s numuri.", len(chosen)))
    with here.store.ask() as connection:
        left = () if replacing else found.other
        if left or found.unknown:
            return _page(connection, left=left, unknown=found.unknown)
    return redirect(url_for("registry.letters"))


def _register(connection: Connection, here: Desk, letter: int, number: str) -> None:
    submissions.register(connection, letter, number)
    worklog.note(connection, here.clock(), current_user.email, "registered", "submission", letter)


def _page(connection: Connection, fault: str = "", **told: object) -> str:
    waiting = submissions.unregistered(connection, SHOWN)
    first = {one.id: submissions.proposals_of(connection, one.id)[:1] for one in waiting}
    return render_template("registry.html", letters=waiting, first=first, fault=fault, shown=SHOWN, **told)
