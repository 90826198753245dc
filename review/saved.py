"""Lists kept under a name, for oneself or for all."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from review import lists
from review.access import STAFF, page
from review.desk import desk
from storage import desk as colleagues

pages = Blueprint("saved", __name__)


@page(pages, "/views", STAFF, post=True)
def save() -> Response:
    """Keep the list under a name."""
    address = lists.from_query(request.form.get("list", ""))
    name = " ".join(request.form.get("name", "").split())[:60]
    if name:
        with desk().store.change() as connection:
            shared = request.form.get("shared") == "yes"
            colleagues.save_view(connection, current_user.id, name, address.query(), shared)
        flash(gettext("Skats saglabāts: %(name)s.", name=name))
    return redirect(f"{url_for('queue.listing')}?{address.query()}")


@page(pages, "/views/<int:number>/remove", STAFF, post=True)
def remove(number: int) -> Response:
    """Forget one's own saved list."""
    with desk().store.change() as connection:
        colleagues.remove_view(connection, current_user.id, number)
    return redirect(url_for("account.account"))
