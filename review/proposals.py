"""A proposal's page, and the changes a reviewer makes there."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from classifiers.similar import Weights
from config.alphabet import alphabetical
from config.taxonomy import taxonomy
from intake.signatures import counted
from review import lists, staff
from review.access import EDITORS, STAFF, page
from review.acting import doing, proposal_of, remember, version
from review.assigning import suggested, targets
from review.desk import desk
from review.left_out import has_any
from review.letter import cuts_of, laid_out, scans_of, suggestion_of
from review.similar import similar_to, weights_at_work
from storage import bounces, decisions, outbox, pairs, queue, submissions, terms, threads
from storage import desk as colleagues
from storage.decisions import Judgement
from storage.pieces import text_of
from storage.records import Proposal, ProposalState

pages = Blueprint("proposals", __name__)


@page(pages, "/proposals/<int:number>", STAFF)
def proposal(number: int) -> str:
    """The wish inside its letter, what is suggested, what happened."""
    here, address = desk(), lists.from_query(request.args.get("list", ""))
    with here.store.change() as connection:
        found = proposal_of(connection, number)
        colleagues.be_present(connection, found.submission_id, current_user.id, here.clock())
    with here.store.ask() as connection:
        return show(connection, found, address)


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
        step = doing("confirmed" if confirming else "corrected")
        if not decisions.decide(connection, number, version(), judged, step):
            return show(connection, stood, address, refused=judged), 409
        remember(connection, [number])
        following = queue.after(connection, wanted, place) if confirming else number
    flash(gettext("Apstiprināts.") if confirming else gettext("Saglabāts."), "undo")
    if following is None:
        return redirect(f"{url_for('queue.listing')}?{address.query()}")
    return redirect(url_for("proposals.proposal", number=following, list=address.query()))


def show(connection: Connection, found: Proposal, address: lists.Address, refused: Judgement | None = None) -> str:
    """The page; `refused` is what could not be saved because somebody else was first."""
    letter = submissions.get(connection, found.submission_id)
    wishes = submissions.proposals_of(connection, letter.id)
    documents = submissions.documents_of(connection, letter.id)
    pieces, names = laid_out(letter, documents, threads.of(connection, letter.id), wishes), taxonomy()
    return render_template(
        "proposal.html",
        proposal=found,
        letter=letter,
        wishes=[one for one in wishes if one.merged_into is None],
        documents=documents,
        pieces=pieces,
        left_out=has_any(pieces),
        suggestion=suggestion_of(found),
        steps=_steps(connection, found),
        actors={"novads": gettext("Programma"), **staff.names_by_email(connection)},
        people=staff.names(connection),
        mails=outbox.of_submission(connection, letter.id),
        bounces=bounces.of_submission(connection, letter.id),
        dates=terms.of(connection, found.id),
        topics=list(names.topics),
        places=sorted(names.places, key=lambda one: alphabetical(names.places[one].lv)),
        sectors=list(names.sectors),
        address=address,
        refused=refused,
        following=_following(connection, found, address),
        others=colleagues.others_present(connection, letter.id, current_user.id, desk().clock()),
        notes=colleagues.notes_of(connection, found.id),
        similar=similar_to(connection, desk().shelf, found, _weights(connection)),
        declined=pairs.declined(connection, found.id),
        group=[one for one in _group(connection, found) if one.id != found.id],
        targets=targets(connection, desk().settings),
        suggested=suggested(desk().settings, found),
        can_undo=decisions.last_step(connection, found.id) is not None,
        cuts=cuts_of(found, text_of(connection, letter.id, found.piece)),
        scans=scans_of(documents),
        states=list(ProposalState),
        tracks=list(names.tracks),
        signed=counted(letter.own_text, [(one.filename, one.text) for one in documents]),
        own_sector=names.sector(found.topics[0], _moved(letter.call)) if found.topics else "",
    )


def _weights(connection: Connection) -> Weights:
    return weights_at_work(connection, desk().settings.classifier.model)


def _moved(call: str) -> dict[str, str]:
    """Topics that a call counts under another sector."""
    return next((one.sectors for one in desk().settings.call if one.id == call), {})


def _steps(connection: Connection, found: Proposal) -> list[decisions.Step]:
    """What happened to a proposal and to its letter, oldest first."""
    letter = decisions.steps(connection, found.submission_id, "submission")
    return sorted([*decisions.steps(connection, found.id), *letter], key=lambda step: step.id)


def _following(connection: Connection, found: Proposal, address: lists.Address) -> int | None:
    wanted = address.wanted(current_user.id, desk().today())
    return queue.after(connection, wanted, queue.place_of(connection, wanted, found.id))


def _group(connection: Connection, found: Proposal) -> list[Proposal]:
    numbers = colleagues.in_group(connection, found.group_id) if found.group_id else []
    return submissions.proposals_by_id(connection, numbers)


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
