"""Who may see which page: every address names its roles, and an address without them does not start."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Any

from flask import Blueprint, Flask, abort, current_app, request
from flask_login import current_user
from werkzeug.wrappers import Response


class Role(StrEnum):
    """What a member of staff may do."""

    READER = "reader"
    """Looks; changes nothing."""
    REVIEWER = "reviewer"
    """Confirms, corrects, assigns."""
    PUBLISHER = "publisher"
    """Looks, and decides what becomes public."""
    REGISTRY = "registry"
    """Keeps registration numbers, exports letters for the records system."""
    ADMINISTRATOR = "administrator"
    """All of it, and the staff's accounts."""


STAFF = frozenset(Role)
EDITORS = frozenset({Role.REVIEWER, Role.ADMINISTRATOR})
REGISTRARS = frozenset({Role.REGISTRY, Role.ADMINISTRATOR})
CLERKS = EDITORS | REGISTRARS
RELEASERS = frozenset({Role.PUBLISHER, Role.ADMINISTRATOR})
"""Who writes does not release: two pairs of eyes, unless an administrator is both."""
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
WITHOUT_SIGN_IN = ("static", "security.", "fs_static", "health", "account.language_at_the_door")
"""Endpoints before the door: sign-in itself and its language, the stylesheet, and whether we are alive."""

View = Callable[..., Any]


def page(blueprint: Blueprint, rule: str, roles: frozenset[Role], post: bool = False) -> Callable[[View], View]:
    """Put a function at an address, for signed-in people with one of `roles` only; `post` for what changes things."""

    def put(view: View) -> View:
        methods = ["POST"] if post else ["GET"]
        blueprint.add_url_rule(rule, view.__name__, guarded(view, roles), methods=methods)
        return view

    return put


def guarded(view: View, roles: frozenset[Role]) -> View:
    """A view behind the door: sign-in first, then one of the roles, else 403."""

    @wraps(view)
    def behind_the_door(**arguments: Any) -> Any:
        if not current_user.is_authenticated:
            return unauthenticated()
        if not may(roles):
            abort(403)
        return view(**arguments)

    behind_the_door.roles = roles  # type: ignore[attr-defined] # as PEP 232 allows; mypy knows no attributes of functions
    return behind_the_door


def may(roles: frozenset[Role]) -> bool:
    """Whether the person who asks has one of these roles."""
    return any(role.name in roles for role in getattr(current_user, "roles", ()))


def roles_of(application: Flask, endpoint: str) -> frozenset[Role] | None:
    """Who may see an endpoint; None for what stands before the door."""
    found: frozenset[Role] | None = getattr(application.view_functions[endpoint], "roles", None)
    return found


def check_all_guarded(application: Flask) -> None:
    """Raise LookupError when an address forgot to say who may see it."""
    for rule in application.url_map.iter_rules():
        if roles_of(application, rule.endpoint) is None and not rule.endpoint.startswith(WITHOUT_SIGN_IN):
            raise LookupError(f"{rule.rule} does not say who may see it")


def unauthenticated() -> Response:
    """The way to the sign-in page and back."""
    login: Response = current_app.login_manager.unauthorized()  # type: ignore[attr-defined] # put there by Flask-Login
    return login if request.method == "GET" else abort(401)
