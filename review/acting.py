"""What every change in the pages shares: who acts, what is refused, where it goes on, what can be taken back."""

from __future__ import annotations

from collections.abc import Sequence

from flask import abort, flash, redirect, request, session, url_for
from flask_babel import gettext
from flask_login import current_user
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from classifiers.search import search_keys
from review import lists
from review.desk import desk
from storage import queue_index, submissions
from storage.decisions import Doing
from storage.records import Proposal

LAST = "last"
MOST_TAKEN_BACK = 100


def doing(action: str) -> Doing:
    """The step that the person who asks takes now."""
    return Doing(action, current_user.email, desk().clock())


def proposal_of(connection: Connection, number: int) -> Proposal:
    """The proposal of an address, or 404."""
    try:
        return submissions.proposal(connection, number)
    except LookupError:
        abort(404)


def version() -> int:
    """The version the form was made from."""
    return request.form.get("version", 0, int)


def told(done: bool, message: str) -> bool:
    """Say what became of a change; hands `done` through."""
    if done:
        flash(message)
    else:
        flash(
            gettext(
                "Kāds cits tikmēr saglabāja izmaiņas, tāpēc Jūsu darbība nav izdarīta. Pārbaudiet un mēģiniet vēlreiz."
            ),
            "error",
        )
    return done


def back_to(number: int) -> Response:
    """The proposal's page again, in the list it was opened from."""
    address = lists.from_query(request.form.get("list", ""))
    return redirect(url_for("proposals.proposal", number=number, list=address.query()))


def remember(connection: Connection, chosen: Sequence[int]) -> None:
    """Keep what was changed last, so that one key takes it back."""
    found = submissions.proposals_by_id(connection, chosen[:MOST_TAKEN_BACK])
    session[LAST] = [(one.id, one.version) for one in found]


def last_changed() -> list[tuple[int, int]]:
    """(Proposal, version after the change) of what was changed last by this person."""
    return [(int(number), int(version)) for number, version in session.get(LAST, [])]


def forget() -> None:
    """There is nothing to take back any more."""
    session.pop(LAST, None)


def find_anew(connection: Connection, chosen: Sequence[int]) -> None:
    """Write the search keys of proposals whose text changed."""
    for one in submissions.proposals_by_id(connection, chosen):
        letter = submissions.get(connection, one.submission_id)
        keys = search_keys(one.text, letter.subject, letter.from_name, letter.from_address)
        queue_index.set_keys(connection, one.id, keys)
