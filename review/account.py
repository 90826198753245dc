"""One's own account, and the language of the pages."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, abort, redirect, render_template, request, send_from_directory, session, url_for
from flask_babel import get_locale
from flask_login import current_user
from markdown_it import MarkdownIt
from werkzeug.wrappers import Response

from review.access import STAFF, page
from review.desk import desk
from review.digests import fields
from review.staff import reader, speak
from storage import desk as colleagues

pages = Blueprint("account", __name__)
GUIDE = Path(__file__).parent.parent / "docs" / "staff-guide"
GUIDES = {"lv": "rokasgramata.md", "en": "guide.md"}


@page(pages, "/account", STAFF)
def account() -> str:
    """Name, roles, language, password, second factor."""
    with desk().store.ask() as connection:
        mine = [view for view in colleagues.views_for(connection, current_user.id) if view.user_id == current_user.id]
        _, held = reader(connection, current_user.id) or abort(404)
    return render_template("account.html", saved=mine, **fields(held))


@page(pages, "/account/language", STAFF, post=True)
def language() -> Response:
    """Take Latvian or English."""
    with desk().store.change() as connection:
        speak(connection, current_user.id, _wanted())
    return redirect(url_for("account.account"))


@pages.post("/language")
def language_at_the_door() -> Response:
    """Take Latvian or English before signing in; the account that comes in by this browser keeps it."""
    session["language"] = session["language_chosen"] = _wanted()
    return redirect(url_for("security.login", next=request.form.get("next") or None))


def _wanted() -> str:
    return "en" if request.form.get("language") == "en" else "lv"


@page(pages, "/help", STAFF)
def guide() -> str:
    """The staff guide in the language of the page, from docs/."""
    text = (GUIDE / GUIDES[str(get_locale())]).read_text(encoding="utf-8")
    told = MarkdownIt("js-default").render(text).replace('src="', f'src="{url_for("account.guide")}/')
    return render_template("guide.html", guide=told)


@page(pages, "/help/<name>.png", STAFF)
def picture(name: str) -> Response:
    """A picture of the guide."""
    return send_from_directory(GUIDE, f"{name}.png")
