"""A proposal's page, and the changes a reviewer makes there."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, abort, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from config.taxonomy import taxonomy
from intake.letters import read_letter
from review import lists, staff
from review.access import EDITORS, STAFF, page
from review.desk import desk
from review.html import framed
from review.letter import laid_out, suggestion_of
from storage import decisions, messages, outbox, queue, submissions
from storage.decisions import Judgement
from storage.records import Proposal

pages = Blueprint("proposals", __name__)


@page(pages, "/proposals/<int:number>", STAFF)
def proposal(number: int) -> str:
    """The wish inside its letter, what is suggested, what happened."""
    with desk().store.ask() as connection:
        return show(connection, proposal_of(connection, number), lists.from_query(request.args.get("list", "")))


@page(pages, "/proposals/<int:number>", EDITORS, post=True)
def save(number: int) -> Response | tuple[str, int]:
    """Keep what stands in the form; confirm it when asked, and go on to the next of the list."""
    here, address = desk(), lists.from_query(request.form.get("list", ""))
    confirming = request.form.get("do") == "confirm"
    with here.store.change() as connection:
        stood = proposal_of(connection, number)
        wanted = address.wanted(current_user.id, here.today())
        place = queue.place_of(connection, wanted, number)
        judged = judged_by_form(stood)
        judged = decisions.confirmed(judged, current_user.email) if confirming else judged
        action = "confirmed" if confirming else "corrected"
        version = request.form.get("version", 0, int)
        if not decisions.decide(connection, number, version, judged, action, current_user.email, here.clock()):
            return show(connection, stood, address, refused=judged), 409
        following = queue.after(connection, wanted, place) if confirming else number
    flash(gettext("Apstiprināts.") if confirming else gettext("Saglabāts."))
    if following is None:
        return redirect(f"{url_for('queue.listing')}?{address.query()}")
    return redirect(url_for("proposals.proposal", number=following, list=address.query()))


@page(pages, "/letters/<int:number>/original", STAFF)
def original(number: int) -> Response:
    """The sender's HTML as it looks, inert, for a frame; the plain text where there is none."""
    here = desk()
    with here.store.ask() as connection:
        letter = submissions.get(connection, number)
        sha256 = messages.get(connection, letter.message_id).sha256
    read = read_letter(here.originals.read(sha256))
    return make_response(*framed(read.html or plain_html(read.text)))


def plain_html(text: str) -> str:
    """Plain text as HTML."""
    from markupsafe import escape

    return "".join(f"<p>{escape(part)}</p>".replace("\n", "<br>") for part in text.split("\n\n"))


def proposal_of(connection: Connection, number: int) -> Proposal:
    """The proposal of an address, or 404."""
    try:
        return submissions.proposal(connection, number)
    except LookupError:
        abort(404)


def show(connection: Connection, found: Proposal, address: lists.Address, refused: Judgement | None = None) -> str:
    """The page; `refused` is what could not be saved because somebody else was first."""
    letter = submissions.get(connection, found.submission_id)
    wishes = submissions.proposals_of(connection, letter.id)
    documents = submissions.documents_of(connection, letter.id)
    names = taxonomy()
    return render_template(
        "proposal.html",
        proposal=found,
        letter=letter,
        wishes=[one for one in wishes if one.merged_into is None],
        documents=documents,
        pieces=laid_out(letter, documents, wishes),
        suggestion=suggestion_of(found),
        steps=decisions.steps(connection, found.id),
        actors=staff.names_by_email(connection),
        people=staff.names(connection),
        mails=outbox.of_submission(connection, letter.id),
        topics=list(names.topics),
        places=sorted(names.places, key=lambda one: names.places[one].lv),
        sectors=list(names.sectors),
        address=address,
        refused=refused,
        own_sector=names.sector(found.topics[0]) if found.topics else "",
    )


def judged_by_form(stood: Proposal) -> Judgement:
    """What the form says, over what stood; ids it does not know are left out."""
    form, names, judged = request.form, taxonomy(), decisions.judgement_of(stood)
    kind, sector = form.get("kind", stood.kind), form.get("sector", stood.sector)
    topics = tuple(dict.fromkeys(one for one in form.getlist("topic") if one in names.topics))
    places = tuple(sorted({one for one in form.getlist("place") if one in names.places}))
    return replace(
        judged,
        kind=kind if kind in names.kinds else stood.kind,
        topics=topics,
        places=places,
        sector=sector if sector in names.sectors else "",
    )
