"""How often one may knock: sign-in and resets by address, search by account. Beside the lock of a guessed account.

Sign-ins and resets are counted in the database, so that several web processes count together; searches in the memory
of each process, which they protect. A town's whole staff may share one address, so the limits leave room for them.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Flask, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import current_user
from limits.storage import Storage
from sqlalchemy.exc import SQLAlchemyError

from review.desk import EXTENSION, Desk
from storage import knocks

SIGN_IN = "30 per minute"
RESET = "10 per hour"
SEARCH = "60 per minute"


class Knocks(Storage):
    """The counts of `limits` as rows of our database."""

    STORAGE_SCHEME = ["novads"]  # noqa: RUF012 # declared as list[str] by limits, and no ClassVar

    def __init__(self, uri: str = "", wrap_exceptions: bool = False, *, desk: Desk, **options: Any) -> None:
        """Over the store and the clock of a desk."""
        super().__init__(uri, wrap_exceptions, **options)
        self.desk = desk

    @property
    def base_exceptions(self) -> type[Exception]:
        """What the database may raise."""
        return SQLAlchemyError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count more under a key, for `expiry` seconds from the first."""
        with self.desk.store.change() as connection:
            return knocks.add(connection, key[:255], amount, timedelta(seconds=expiry), self.desk.clock())

    def get(self, key: str) -> int:
        """How many are counted under a key."""
        with self.desk.store.ask() as connection:
            return knocks.number(connection, key[:255], self.desk.clock())

    def get_expiry(self, key: str) -> float:
        """When the window of a key ends, in seconds since 1970."""
        with self.desk.store.ask() as connection:
            return knocks.ends_at(connection, key[:255], self.desk.clock()).timestamp()

    def check(self) -> bool:
        """Whether the database answers."""
        self.get("")
        return True

    def reset(self) -> int | None:
        """Forget all counts."""
        with self.desk.store.change() as connection:
            knocks.forget(connection)
        return None

    def clear(self, key: str) -> None:
        """Forget the count of a key."""
        with self.desk.store.change() as connection:
            knocks.forget(connection, key[:255])


def install(application: Flask) -> None:
    """Put the limits before the views; what is over them answers 429."""
    here = application.extensions[EXTENSION]
    door = Limiter(_who, app=application, storage_uri="novads://", storage_options={"desk": here})
    views: dict[str, Any] = application.view_functions
    for endpoint, limit in (
        ("security.login", SIGN_IN),
        ("security.two_factor_token_validation", SIGN_IN),
        ("security.forgot_password", RESET),
    ):
        views[endpoint] = door.limit(limit, methods=["POST"])(views[endpoint])
    searches = Limiter(_who, app=application, storage_uri="memory://")
    guarded = views["queue.listing"]
    views["queue.listing"] = searches.limit(SEARCH, exempt_when=lambda: not request.args.get("q"))(guarded)


def _who() -> str:
    """The account, or the address before the door."""
    known = current_user.is_authenticated
    return f"account {current_user.id}" if known else f"address {get_remote_address()}"
