"""A letter's papers: the original inert, attachments, scans page by page, the registration number, the export."""

from __future__ import annotations

import hashlib
import mimetypes
from dataclasses import replace
from urllib.parse import quote

from flask import Blueprint, abort, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user
from markupsafe import escape
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from config.taxonomy import taxonomy
from intake import attach
from intake.packed import open_letter
from intake.stations import Attachment, Letter
from review import lists
from review.access import CLERKS, REGISTRARS, STAFF, page
from review.desk import desk
from review.export import exported
from review.html import framed
from review.pictures import picture
from storage import desk as colleagues
from storage import messages, submissions, worklog
from storage.records import StoredDocument, Submission

pages = Blueprint("letters", __name__, url_prefix="/letters/<int:number>")


@page(pages, "/original", STAFF)
def original(number: int) -> Response:
    """The sender's HTML as it looks, inert, for a frame; the plain text where there is none."""
    read = _letter(number)
    return make_response(*framed(read.html or _plain_html(read.text)))


@page(pages, "/documents/<int:document>", STAFF)
def document(number: int, document: int) -> Response:
    """An attachment, to be saved and never shown by the browser: it is a stranger's file."""
    found, attachment = _attachment(number, document)
    answer = make_response(attachment.data)
    answer.headers["Content-Type"] = "application/octet-stream"
    name = quote(found.filename or f"pielikums-{document}{mimetypes.guess_extension(found.content_type) or ''}")
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


@page(pages, "/documents/<int:document>/pages/<int:sheet>.png", STAFF)
def sheet(number: int, document: int, sheet: int) -> Response:
    """A page of a scan as a picture, made in a process of its own."""
    _, attachment = _attachment(number, document)
    drawn = picture(attachment.data, sheet)
    if drawn is None:
        abort(404)
    return make_response(drawn, {"Content-Type": "image/png", "Cache-Control": "private, max-age=86400"})


@page(pages, "/presence", STAFF)
def presence(number: int) -> str:
    """Who else has this letter open; asking says that one has it open oneself."""
    here = desk()
    with here.store.change() as connection:
        _submission(connection, number)
        colleagues.be_present(connection, number, current_user.id, here.clock())
        others = colleagues.others_present(connection, number, current_user.id, here.clock())
    return render_template("_presence.html", others=others)


@page(pages, "/registration", REGISTRARS, post=True)
def registration(number: int) -> Response:
    """Keep the records system's registration number beside our code."""
    here, told = desk(), " ".join(request.form.get("registration_number", "").split())[:100]
    with here.store.change() as connection:
        _submission(connection, number)
        submissions.register(connection, number, told)
        worklog.note(connection, here.clock(), current_user.email, "registered", "submission", number)
    flash(gettext("Reģistrācijas numurs saglabāts."))
    return _back(number)


@page(pages, "/collective", CLERKS, post=True)
def collective(number: int) -> Response:
    """Keep the track, and of a collective letter how many signed it and who speaks for them."""
    here, form = desk(), request.form
    track, signed = form.get("track", ""), form.get("take") or form.get("signatures", "").strip()
    if track not in taxonomy().tracks or (signed and not (signed.isdecimal() and len(signed) < 7)):
        flash(gettext("Parakstu skaits jāraksta ar cipariem."), "error")
        return _back(number)
    speaker = " ".join(form.get("representative", "").split())[:200]
    with here.store.change() as connection:
        held, count = _submission(connection, number), int(signed) if signed else None
        wanted = replace(held, track=track, signatures=count, representative=speaker)
        attach.on_track(connection, here.settings, wanted, current_user.email, here.clock())
    flash(gettext("Ziņas par vēstuli saglabātas."))
    return _back(number)


@page(pages, "/export.zip", STAFF)
def export(number: int) -> Response:
    """The letter as a folder for the records system: EML, readable PDF, attachments, metadata as CSV."""
    here = desk()
    with here.store.change() as connection:
        letter = _submission(connection, number)
        data = exported(connection, [letter], here)
        worklog.note(connection, here.clock(), current_user.email, "exported", "submission", number)
    answer = make_response(data, {"Content-Type": "application/zip"})
    answer.headers["Content-Disposition"] = f'attachment; filename="{letter.code}.zip"'
    return answer


def _submission(connection: Connection, number: int) -> Submission:
    try:
        return submissions.get(connection, number)
    except LookupError:
        abort(404)


def _letter(number: int) -> Letter:
    here = desk()
    with here.store.ask() as connection:
        sha256 = messages.get(connection, _submission(connection, number).message_id).sha256
    return open_letter(here.originals.read(sha256), here.documents)


def _attachment(number: int, document: int) -> tuple[StoredDocument, Attachment]:
    """A filed document with its bytes, found inside its container where it came in one; 404 when there is none."""
    with desk().store.ask() as connection:
        _submission(connection, number)
        filed = [one for one in submissions.documents_of(connection, number) if one.number == document]
    if not filed:
        abort(404)
    files = desk().documents.files(_letter(number).attachments)
    found = next((one for one in files if hashlib.sha256(one.data).hexdigest() == filed[0].sha256), None)
    return filed[0], found or abort(404)


def _back(number: int) -> Response:
    address = lists.from_query(request.form.get("list", ""))
    with desk().store.ask() as connection:
        first = submissions.proposals_of(connection, number)[:1]
    at = request.form.get("proposal", first[0].id if first else 0, int)
    return redirect(url_for("proposals.proposal", number=at, list=address.query()))


def _plain_html(text: str) -> str:
    return "".join(f"<p>{escape(part)}</p>".replace("\n", "<br>") for part in text.split("\n\n"))
