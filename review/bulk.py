"""Many at once: confirm, topic, assignment, state; all sure ones, shown before it is done; and taking it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext
from flask_login import current_user
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from config.taxonomy import taxonomy
from review import lists
from review.access import EDITORS, page
from review.acting import doing, find_anew, forget, last_changed, remember
from review.assigning import addresses, target_of_form
from review.desk import Desk, desk
from review.signin import queue_mail
from storage import decisions, queue, submissions, wishes
from storage.decisions import Judgement, judgement_of, with_fields
from storage.records import Proposal, ProposalState

pages = Blueprint("bulk", __name__)
MOST = 100
Change = Callable[[Proposal], Judgement]


@page(pages, "/queue/sure", EDITORS)
def sure() -> str:
    """What "confirm all sure ones" would do, before it is done."""
    here, address = desk(), lists.read(request.args)
    with here.store.ask() as connection:
        listed = replace(address.wanted(current_user.id, here.today()), order=queue.Order.NEWEST)
        percent = round(here.settings.classifier.sure_confidence * 100)
        wanted = replace(listed, facets=(*listed.facets, ("view", "review"), ("sure", "yes")), sure_from=percent)
        found = queue.page(connection, replace(wanted, facets=tuple(dict.fromkeys(wanted.facets))), limit=MOST)
    return render_template("sure.html", address=address, page=found, percent=percent)


@page(pages, "/queue/many", EDITORS, post=True)
def many() -> Response:
    """Do one thing to all that are ticked; what somebody else changed meanwhile is left alone and named."""
    here, address = desk(), lists.from_query(request.form.get("list", ""))
    chosen = [_ticked(one) for one in request.form.getlist("chosen")][:MOST]
    with here.store.change() as connection:
        action, change = _change(connection, here)
        done = [number for number, version in chosen if _do(connection, number, version, action, change)]
        _notify(connection, here, action, done)
        remember(connection, done)
    if done:
        flash(ngettext("Izdarīts: %(num)s priekšlikums.", "Izdarīts: %(num)s priekšlikumi.", len(done)), "undo")
    if len(done) < len(chosen):
        left = len(chosen) - len(done)
        flash(gettext("Neskarti palika %(n)s: tos tikmēr mainīja kāds cits.", n=left), "error")
    return redirect(f"{url_for('queue.listing')}?{address.query()}")


@page(pages, "/queue/undo", EDITORS, post=True)
def undo() -> Response:
    """Take back what this person did last, one or many."""
    address = lists.from_query(request.form.get("list", ""))
    suggest = desk().again.ready()
    with desk().store.change() as connection:
        step = doing(decisions.UNDONE)
        done = [one for one, at in last_changed() if wishes.undo(connection, one, at, step, suggest)]
        find_anew(connection, done)
    forget()
    flash(ngettext("Atsaukts: %(num)s priekšlikums.", "Atsaukts: %(num)s priekšlikumi.", len(done)))
    if len(done) == 1:
        return redirect(url_for("proposals.proposal", number=done[0], list=address.query()))
    return redirect(f"{url_for('queue.listing')}?{address.query()}")


def _ticked(told: str) -> tuple[int, int]:
    number, _, version = told.partition(":")
    if not (number.isdecimal() and version.isdecimal()):
        abort(400)
    return int(number), int(version)


def _change(connection: Connection, here: Desk) -> tuple[str, Change]:
    """(Name of the step, what it makes of a proposal), as the form's button says."""
    form, names = request.form, taxonomy()
    asked, topic, kind = form.get("do"), form.get("topic", ""), form.get("kind", "")
    if asked == "topic" and topic in names.topics:
        return "corrected", lambda one: replace(judgement_of(one), topics=_first(topic, one.topics))
    if asked == "kind" and kind in names.kinds:
        anew = {"kind": kind, "state": ProposalState.TO_REVIEW, "confirmed_by": ""}
        return "corrected", lambda one: with_fields(judgement_of(one), anew)
    if asked == "assign":
        given = target_of_form(connection, here)
        to = {"assignee_id": given.assignee_id, "department": given.department}
        return "assigned", lambda one: with_fields(judgement_of(one), to)
    if asked != "confirm":
        abort(400)
    return "confirmed", lambda one: decisions.confirmed(judgement_of(one), current_user.email)


def _first(topic: str, stood: Sequence[str]) -> tuple[str, ...]:
    return (topic, *(one for one in stood[1:] if one != topic))


def _do(connection: Connection, number: int, version: int, action: str, change: Change) -> bool:
    found = submissions.proposals_by_id(connection, [number])
    return bool(found) and decisions.decide(connection, number, version, change(found[0]), doing(action))


def _notify(connection: Connection, here: Desk, action: str, done: Sequence[int]) -> None:
    """One mail for a whole assignment."""
    if action != "assigned" or not done:
        return
    target = target_of_form(connection, here)
    if target.assignee_id == current_user.id:
        return
    link = f"{here.settings.review.public_url.rstrip('/')}/queue?view=mine"
    words = ngettext(
        "%(name)s Jums nodeva %(num)s priekšlikumu.",
        "%(name)s Jums nodeva %(num)s priekšlikumus.",
        len(done),
        name=current_user.name,
    )
    for address in addresses(connection, here.settings, target):
        key = f"assigned:{here.clock().timestamp()}:{address}"
        queue_mail(
            connection,
            here,
            key,
            address,
            gettext("Jums nodoti priekšlikumi"),
            f"{words}\n\n{link}\n",
            f"<p>{words}</p><p><a href='{link}'>{link}</a></p>",
        )
