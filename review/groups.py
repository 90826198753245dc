"""A group of similar proposals: every author's words beside each other, and one answer for all."""

from __future__ import annotations

from flask import Blueprint, abort, render_template

from review import staff
from review.access import STAFF, page
from review.desk import desk
from storage import answers, submissions, threads

pages = Blueprint("groups", __name__)


@page(pages, "/groups/<int:number>", STAFF)
def group(number: int) -> str:
    """All proposals of a group with their letters, and what was answered."""
    with desk().store.ask() as connection:
        members = submissions.in_group(connection, number) or abort(404)
        return render_template(
            "group.html",
            number=number,
            members=[(one, threads.present(connection, one.submission_id)) for one in members],
            told=[one for one in answers.of_proposals(connection, [m.id for m in members]) if one.letter_id],
            people=staff.names(connection),
        )
