"""How often one may knock: sign-in and resets by address, search by account. Beside the lock of a guessed account.

Counts are kept in the memory of the process: they slow a guesser or a runaway program down, and lose nothing of
weight at a restart. A town's whole staff may share one address, so the limits leave room for them.
"""

from __future__ import annotations

from typing import Any

from flask import Flask, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import current_user

SIGN_IN = "30 per minute"
RESET = "10 per hour"
SEARCH = "60 per minute"


def install(application: Flask) -> None:
    """Put the limits before the views; what is over them answers 429."""
    limiter = Limiter(key_func=_who, app=application, storage_uri="memory://")
    views: dict[str, Any] = application.view_functions
    for endpoint, limit in (
        ("security.login", SIGN_IN),
        ("security.two_factor_token_validation", SIGN_IN),
        ("security.forgot_password", RESET),
    ):
        views[endpoint] = limiter.limit(limit, methods=["POST"])(views[endpoint])
    guarded = views["queue.listing"]
    views["queue.listing"] = limiter.limit(SEARCH, exempt_when=lambda: not request.args.get("q"))(guarded)


def _who() -> str:
    """The account, or the address before the door."""
    known = current_user.is_authenticated
    return f"account {current_user.id}" if known else f"address {get_remote_address()}"
