"""Outgoing mails, readable in the browser as the resident sees them."""

from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from flask import Blueprint, abort, make_response, render_template, request
from werkzeug.wrappers import Response

from review.access import STAFF, page
from review.desk import desk
from review.html import framed
from storage import outbox
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
        return render_template("mails.html", mails=found, counts=outbox.counts(connection), state=state)


@page(pages, "/mails/<int:number>", STAFF)
def mail(number: int) -> str:
    """One mail: its headers, its text, and the HTML in a frame."""
    found = _mail(number)
    told = parsed(found)
    return render_template("mail.html", mail=found, told=told, text=_part(told, "plain"))


@page(pages, "/mails/<int:number>/html", STAFF)
def html(number: int) -> Response:
    """The HTML part as the recipient sees it, inert."""
    return make_response(*framed(_part(parsed(_mail(number)), "html"), own=True))


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
