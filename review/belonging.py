"""Doubts about who wrote what: letters that perhaps belong together, authors of forwarded ones, postal addresses."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask_babel import gettext
from flask_login import current_user
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from intake import attach
from notifications.links import checked
from review.access import EDITORS, STAFF, page
from review.desk import desk
from storage import answers, bounces, submissions, threads, worklog
from storage.records import Submission

pages = Blueprint("belonging", __name__)


@page(pages, "/hints/<int:number>", EDITORS, post=True)
def decide(number: int) -> Response:
    """Accept or refuse that a letter belongs to another."""
    here = desk()
    with here.store.change() as connection:
        try:
            threads.hint(connection, number)
        except LookupError:
            abort(404)
        if request.form.get("do") == "accept":
            attach.accept(connection, number, current_user.email, here.clock())
            flash(gettext("Vēstule pievienota agrākajam iesniegumam."))
        elif request.form.get("do") == "refuse":
            attach.refuse(connection, number, current_user.email, here.clock())
            flash(gettext("Atzīmēts, ka vēstules nav saistītas."))
    return redirect(url_for("answers.waiting"))


@page(pages, "/hints/<int:number>/part", EDITORS, post=True)
def part(number: int) -> Response:
    """Take an accepted hint back: the letter stands alone again, and the question with it."""
    here = desk()
    with here.store.change() as connection:
        try:
            done = attach.take_back(connection, number, current_user.email, here.clock())
        except LookupError:
            abort(404)
    if done:
        flash(gettext("Pievienošana atsaukta; vēstule atkal ir atsevišķa."))
    else:
        flash(gettext("Pievienošanu nevar atsaukt: tās priekšlikumi jau apvienoti ar citiem."), "error")
    return redirect(url_for("answers.waiting"))


@page(pages, "/letters/<int:number>/author", EDITORS, post=True)
def author(number: int) -> Response:
    """Say whose letter a colleague passed on."""
    here = desk()
    name, address = request.form.get("name", ""), request.form.get("address", "")
    with here.store.change() as connection:
        _known(connection, number)
        if "@" in address:
            attach.confirm_author(connection, here.settings, number, name, address, current_user.email, here.clock())
            flash(gettext("Autors apstiprināts; viņam tiek nosūtīts paziņojums par saņemšanu."))
    return redirect(url_for("answers.waiting"))


@page(pages, "/letters/<int:number>/addresses", EDITORS, post=True)
def addresses(number: int) -> Response:
    """Another way to reach an author: an address on paper, or a mail address that works again."""
    here = desk()
    with here.store.change() as connection:
        held = _known(connection, number)
        answers.set_postal_address(connection, number, request.form.get("postal_address", "").replace("\r\n", "\n"))
        if request.form.get("works_again"):
            bounces.revive(connection, held.reply_to or held.from_address)
        worklog.note(connection, here.clock(), current_user.email, "address changed", "submission", number)
    return redirect(url_for("answers.waiting"))


@page(pages, "/letters/<int:number>/received", EDITORS, post=True)
def received(number: int) -> Response:
    """Correct the day on which a letter on paper was handed in; its dates count from there."""
    here = desk()
    try:
        day = date.fromisoformat(request.form.get("day", ""))
    except ValueError:
        abort(400)
    with here.store.change() as connection:
        _known(connection, number)
        attach.received_on(connection, here.settings, number, day, current_user.email, here.clock())
    flash(gettext("Saņemšanas diena labota; termiņi pārrēķināti."))
    return redirect(url_for("answers.waiting"))


@page(pages, "/suggestions/<int:number>/<signature>", STAFF)
def suggestion(number: int, signature: str) -> Response:
    """A link of the digest: after sign-in it opens the proposal, where one key confirms; it changes nothing."""
    with desk().store.ask() as connection:
        key = worklog.key_if_made(connection, "messages")
    if key is None or not checked(key, number, signature):
        abort(404)
    return redirect(url_for("proposals.proposal", number=number) + "#judge")


def _known(connection: Connection, number: int) -> Submission:
    try:
        return submissions.get(connection, number)
    except LookupError:
        abort(404)
