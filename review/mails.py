"""Outgoing mails, readable in the browser as the resident sees them."""

from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from flask import Blueprint, abort, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from notifications.held import may_release
from review.access import RELEASERS, STAFF, page
from review.desk import desk
from review.html import framed
from storage import outbox, worklog
from storage.records import Outgoing, OutgoingState

pages = Blueprint("mails", __name__)
NEWEST = 200


@page(pages, "/mails", STAFF)
def listing() -> str:
    """The newest mails of ours, in the state of the address or in any."""
    asked = request.args.get("state", "")
    state = OutgoingState(asked) if asked in list(OutgoingState) else None
    with desk().store.ask() as connection:
        found = [(mail, parsed(mail)) for mail in outbox.all_mails(connection, NEWEST, state)]
        mode = desk().settings.general.mode
        free = {mail.id for mail, _ in found if may_release(mail, mode)} if state is OutgoingState.HELD else set()
        return render_template("mails.html", mails=found, counts=outbox.counts(connection), state=state, free=free)


@page(pages, "/mails/<int:number>", STAFF)
def mail(number: int) -> str:
    """One mail: its headers, its text, and the HTML in a frame."""
    found = _mail(number)
    told = parsed(found)
    may = may_release(found, desk().settings.general.mode)
    return render_template("mail.html", mail=found, told=told, text=_part(told, "plain"), may_release=may)


@page(pages, "/mails/<int:number>/html", STAFF)
def html(number: int) -> Response:
    """The HTML part as the recipient sees it, inert."""
    return make_response(*framed(_part(parsed(_mail(number)), "html"), own=True))


@page(pages, "/mails/decide", RELEASERS, post=True)
def decide() -> Response:
    """Send the ticked mails that the mode kept from their residents, or say that they shall not leave."""
    here, sending = desk(), request.form.get("do") == "send"
    with here.store.change() as connection:
        chosen = filter(None, (outbox.by_id(connection, number) for number in request.form.getlist("mail", int)))
        decided = sum(_decided(connection, one, sending) for one in chosen)
    told = gettext("Izsūtāmās vēstules: %(count)s.", count=decided)
    flash(told if sending else gettext("Nolemts nesūtīt: %(count)s.", count=decided))
    return redirect(url_for("mails.listing", state=OutgoingState.HELD.value))


def _decided(connection: Connection, mail: Outgoing, sending: bool) -> bool:
    """Whether the decision holds: nobody took it before, and the mode lets a mail out."""
    here = desk()
    mode, now = here.settings.general.mode, here.clock()
    if sending:
        done = may_release(mail, mode) and outbox.release(connection, mail.id, mode, now)
    else:
        done = outbox.drop(connection, mail.id)
    if done:
        action = "mail released" if sending else "mail dropped"
        worklog.note(connection, now, current_user.email, action, "mail", mail.id)
    return done


def parsed(mail: Outgoing) -> EmailMessage:
    """A mail's bytes as a message."""
    told = message_from_bytes(mail.content, policy=default)
    assert isinstance(told, EmailMessage)
    return told


def _mail(number: int) -> Outgoing:
    with desk().store.ask() as connection:
        found = outbox.by_id(connection, number)
    return found or abort(404)


def _part(told: EmailMessage, kind: str) -> str:
    body = told.get_body((kind,))
    return str(body.get_content()) if body else ""
