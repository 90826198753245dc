"""What a weekly digest is about and when it comes: one's own choice, and an administrator's for anybody."""

from __future__ import annotations

from typing import Any, cast, get_args

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext, lazy_gettext
from flask_login import current_user
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from config.alphabet import alphabetical
from config.settings import DigestDay, Reader, Settings
from config.taxonomy import taxonomy
from review.access import ADMINISTRATORS, STAFF, page
from review.desk import desk
from review.staff import choose_digest, reader
from storage import worklog

pages = Blueprint("digests", __name__)
DAYS = {
    "mon": lazy_gettext("pirmdienās"),
    "tue": lazy_gettext("otrdienās"),
    "wed": lazy_gettext("trešdienās"),
    "thu": lazy_gettext("ceturtdienās"),
    "fri": lazy_gettext("piektdienās"),
    "sat": lazy_gettext("sestdienās"),
    "sun": lazy_gettext("svētdienās"),
}


@page(pages, "/account/digest", STAFF, post=True)
def own() -> Response:
    """Choose one's own digest; no topic or place chosen means all."""
    with desk().store.change() as connection:
        choose_digest(connection, current_user.id, _chosen(current_user.email))
    flash(gettext("Nedēļas apskata izvēle saglabāta."))
    return redirect(url_for("account.account"))


@page(pages, "/staff/<int:number>/digest", ADMINISTRATORS)
def of_person(number: int) -> str:
    """The digest of a member of staff."""
    with desk().store.ask() as connection:
        name, held = _found(connection, number)
    return render_template("digest.html", number=number, name=name, **fields(held))


@page(pages, "/staff/<int:number>/digest", ADMINISTRATORS, post=True)
def choose(number: int) -> Response:
    """Choose the digest of a member of staff."""
    here = desk()
    with here.store.change() as connection:
        name, held = _found(connection, number)
        choose_digest(connection, number, _chosen(held.address))
        worklog.note(connection, here.clock(), current_user.email, "account changed", "user", number)
    flash(gettext("Saglabāts: %(name)s.", name=name))
    return redirect(url_for("people.listing"))


def fields(held: Reader) -> dict[str, Any]:
    """What the form shows: what is chosen, and what may be."""
    names = taxonomy()
    return {
        "reader": held,
        "topics": list(names.topics),
        "places": sorted(names.places, key=lambda one: alphabetical(names.places[one].lv)),
        "days": DAYS,
        "usual_day": DAYS[desk().settings.digest.weekday],
        "fixed": fixed(desk().settings, held),
    }


def fixed(settings: Settings, held: Reader) -> bool:
    """Whether the settings file chooses for this person, whatever the pages say."""
    return any(one.address.lower() == held.address.lower() for one in settings.reader)


def _found(connection: Connection, number: int) -> tuple[str, Reader]:
    return reader(connection, number) or abort(404)


def _chosen(address: str) -> Reader:
    form, names = request.form, taxonomy()
    day = form.get("day", "")
    return Reader(
        address=address,
        topics=tuple(one for one in names.topics if one in form.getlist("topic")),
        places=tuple(one for one in names.places if one in form.getlist("place")),
        day=cast(DigestDay, day) if day in get_args(DigestDay) else "",
    )
