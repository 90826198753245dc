"""One's own account, and the language of the pages."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, flash, redirect, render_template, request, send_from_directory, url_for
from flask_babel import gettext
from flask_login import current_user
from markdown_it import MarkdownIt
from sqlalchemy import update
from werkzeug.wrappers import Response

from config.taxonomy import taxonomy
from review.access import STAFF, page
from review.desk import desk
from storage import desk as colleagues
from storage.tables import users

pages = Blueprint("account", __name__)
GUIDE = Path(__file__).parent.parent / "docs" / "staff-guide"


@page(pages, "/account", STAFF)
def account() -> str:
    """Name, roles, language, password, second factor."""
    with desk().store.ask() as connection:
        mine = [view for view in colleagues.views_for(connection, current_user.id) if view.user_id == current_user.id]
    names = taxonomy()
    places = sorted(names.places, key=lambda one: names.places[one].lv)
    return render_template("account.html", saved=mine, topics=list(names.topics), places=places)


@page(pages, "/account/digest", STAFF, post=True)
def digest() -> Response:
    """Choose the topics and places of one's weekly digest; none chosen means all."""
    names, form = taxonomy(), request.form
    told = {
        "topics": " ".join(one for one in names.topics if one in form.getlist("topic")),
        "places": " ".join(one for one in names.places if one in form.getlist("place")),
    }
    with desk().store.change() as connection:
        connection.execute(update(users).where(users.c.id == current_user.id).values(told))
    flash(gettext("Nedēļas apskata izvēle saglabāta."))
    return redirect(url_for("account.account"))


@page(pages, "/account/language", STAFF, post=True)
def language() -> Response:
    """Take Latvian or English."""
    chosen = "en" if request.form.get("language") == "en" else "lv"
    with desk().store.change() as connection:
        connection.execute(update(users).where(users.c.id == current_user.id).values(language=chosen))
    return redirect(url_for("account.account"))


@page(pages, "/help", STAFF)
def guide() -> str:
    """The staff guide, from docs/."""
    text = (GUIDE / "rokasgramata.md").read_text(encoding="utf-8")
    told = MarkdownIt("js-default").render(text).replace('src="', f'src="{url_for("account.guide")}/')
    return render_template("guide.html", guide=told)


@page(pages, "/help/<name>.png", STAFF)
def picture(name: str) -> Response:
    """A picture of the guide."""
    return send_from_directory(GUIDE, f"{name}.png")
