"""The month's proposals from whose review the model would learn most, those that still wait for it."""

from __future__ import annotations

from flask import Blueprint, render_template
from sqlalchemy import Connection

from review.access import STAFF, page
from review.desk import Desk, desk
from storage import learning, submissions
from storage.records import Proposal, ProposalState

pages = Blueprint("marked", __name__)


@page(pages, "/marked", STAFF)
def month() -> str:
    """The list, most instructive first."""
    here = desk()
    with here.store.ask() as connection:
        return render_template("marked.html", proposals=waiting(connection, here))


def waiting(connection: Connection, here: Desk) -> list[Proposal]:
    """What `novads learn` marked this month and nobody has reviewed yet, most instructive first."""
    chosen = learning.marked(connection, f"{here.today():%Y-%m}")
    found = {one.id: one for one in submissions.proposals_by_id(connection, chosen)}
    ranked = (found[one] for one in chosen if one in found)
    return [one for one in ranked if one.state is ProposalState.TO_REVIEW and one.merged_into is None]
