"""The staff's accounts, for the administrator: roles, departments, closing an account, ending its sessions."""

from __future__ import annotations

import secrets

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user
from sqlalchemy import select, update
from werkzeug.wrappers import Response

from review.access import ADMINISTRATORS, STAFF, Role, page
from review.desk import desk
from review.staff import accounts, add_user, forget_second_factor, set_roles, user_by_email
from storage import worklog
from storage.tables import users

pages = Blueprint("people", __name__)


@page(pages, "/staff", ADMINISTRATORS)
def listing() -> str:
    """All accounts."""
    here = desk()
    with here.store.ask() as connection:
        return render_template(
            "people.html", accounts=accounts(connection), every_role=list(Role), departments=here.settings.department
        )


@page(pages, "/staff", ADMINISTRATORS, post=True)
def add() -> Response:
    """A new account; its owner sets the password by "forgot password"."""
    here, email = desk(), request.form.get("email", "").strip().lower()
    chosen = _roles()
    if "@" not in email or not chosen:
        flash(gettext("Vajadzīga e-pasta adrese un vismaz viena loma."), "error")
        return redirect(url_for("people.listing"))
    with here.store.change() as connection:
        if user_by_email(connection, email):
            flash(gettext("Šāds konts jau ir."), "error")
            return redirect(url_for("people.listing"))
        name = request.form.get("name", "").strip()[:200] or email
        number = add_user(connection, email, name, None, chosen, here.clock(), request.form.get("department", ""))
        worklog.note(connection, here.clock(), current_user.email, "account added", "user", number)
    flash(gettext("Konts izveidots. Paroli lietotājs izvēlas pats, izmantojot „Aizmirsu paroli”."))
    return redirect(url_for("people.listing"))


@page(pages, "/staff/<int:number>", ADMINISTRATORS, post=True)
def change(number: int) -> Response:
    """New roles and department; an account that is closed, or loses a role, is signed out everywhere."""
    here = desk()
    with here.store.change() as connection:
        found = connection.execute(select(users).where(users.c.id == number)).one_or_none() or abort(404)
        active = request.form.get("active") == "yes" or number == current_user.id
        chosen = _roles() | ({Role.ADMINISTRATOR} if number == current_user.id else set())
        told = {"active": active, "department": request.form.get("department", "")[:100]}
        if number != current_user.id:
            told["fs_uniquifier"] = secrets.token_hex(32)
        connection.execute(update(users).where(users.c.id == number).values(**told))
        set_roles(connection, number, chosen)
        if request.form.get("reset_second_factor") == "yes":
            forget_second_factor(connection, found.email)
        worklog.note(connection, here.clock(), current_user.email, "account changed", "user", number)
    flash(gettext("Saglabāts: %(name)s.", name=found.name))
    return redirect(url_for("people.listing"))


@page(pages, "/account/sign-out-everywhere", STAFF, post=True)
def sign_out_everywhere() -> Response:
    """End all sessions of one's own account, this one too."""
    with desk().store.change() as connection:
        fresh = secrets.token_hex(32)
        connection.execute(update(users).where(users.c.id == current_user.id).values(fs_uniquifier=fresh))
    return redirect(url_for("security.login"))


def _roles() -> set[Role]:
    return {Role(one) for one in request.form.getlist("role") if one in list(Role)}
