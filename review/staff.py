"""The staff's accounts: Flask-Security's user and role over our tables, and the questions asked of them."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask_security import RoleMixin, SQLAlchemySessionUserDatastore, UserMixin
from sqlalchemy import Connection, insert, select, update
from sqlalchemy.orm import DeclarativeBase, relationship, scoped_session, sessionmaker

from config.settings import Reader
from review.access import Role
from storage.store import Store
from storage.tables import metadata, roles, roles_users, users

FAILURES_BEFORE_LOCK = 5
LOCKED_FOR = timedelta(minutes=15)


class _Mapped(DeclarativeBase):
    metadata = metadata


class StaffRole(_Mapped, RoleMixin):
    """A role as Flask-Security wants it."""

    __table__ = roles


class User(_Mapped, UserMixin):
    """A member of staff as Flask-Security wants one."""

    __table__ = users
    roles = relationship(StaffRole, secondary=roles_users, lazy="joined")


class Accounts(SQLAlchemySessionUserDatastore):
    """Flask-Security's datastore; a question ends its transaction, so that a page never holds the database."""

    def __init__(self, store: Store) -> None:
        """Over a store's engine, one session per thread."""
        super().__init__(scoped_session(sessionmaker(store.engine, expire_on_commit=False)), User, StaffRole)

    def find_user(self, *arguments: Any, **wanted: Any) -> User | None:
        """One user by the given attributes."""
        found = super().find_user(*arguments, **wanted)
        self.db.session.commit()
        assert found is None or isinstance(found, User)
        return found


def add_user(
    connection: Connection,
    email: str,
    name: str,
    password: str | None,
    wanted: Iterable[Role],
    now: datetime,
    department: str = "",
) -> int:
    """A new account with its roles; `password` is a hash, None until its owner sets one. Returns its id."""
    done = connection.execute(
        insert(users).values(
            email=email.strip().lower(),
            name=name,
            password=password,
            active=True,
            fs_uniquifier=secrets.token_hex(32),
            department=department,
            create_datetime=now,
        )
    )
    assert done.inserted_primary_key is not None
    number: int = done.inserted_primary_key[0]
    set_roles(connection, number, wanted)
    return number


def set_roles(connection: Connection, user: int, wanted: Iterable[Role]) -> None:
    """Give an account exactly these roles."""
    known = {row.name: row.id for row in connection.execute(select(roles))}
    connection.execute(roles_users.delete().where(roles_users.c.user_id == user))
    for role in sorted(set(wanted)):
        if role not in known:
            done = connection.execute(insert(roles).values(name=role))
            assert done.inserted_primary_key is not None
            known[role] = done.inserted_primary_key[0]
        connection.execute(insert(roles_users).values(user_id=user, role_id=known[role]))


def names(connection: Connection) -> dict[int, str]:
    """Everybody's name by id."""
    return {row.id: row.name or row.email for row in connection.execute(select(users).order_by(users.c.name))}


def names_by_email(connection: Connection) -> dict[str, str]:
    """Everybody's name by e-mail address: actors of the trail."""
    return {row.email: row.name or row.email for row in connection.execute(select(users))}


def user_by_email(connection: Connection, email: str) -> Any:
    """The row of an account, or None."""
    return connection.execute(select(users).where(users.c.email == email.strip().lower())).one_or_none()


def recipients(connection: Connection) -> list[str]:
    """Addresses of everybody who works here: they get the weekly digest."""
    return list(connection.scalars(select(users.c.email).where(users.c.active).order_by(users.c.email)))


def readers(connection: Connection) -> list[Reader]:
    """Everybody who works here as a reader of the digest, with the topics, places and day chosen for each."""
    asked = select(users).where(users.c.active).order_by(users.c.email)
    return [_reader(row) for row in connection.execute(asked)]


def reader(connection: Connection, user: int) -> tuple[str, Reader] | None:
    """(Name, what is chosen for their digest) of one account; None where there is none."""
    row = connection.execute(select(users).where(users.c.id == user)).one_or_none()
    return (row.name, _reader(row)) if row else None


def speak(connection: Connection, user: int, language: str) -> None:
    """Keep the language of an account's pages, "lv" or "en"."""
    connection.execute(update(users).where(users.c.id == user).values(language=language))


def choose_digest(connection: Connection, user: int, chosen: Reader) -> None:
    """Keep which topics and places a digest is about, and on which day it comes."""
    told = {"topics": " ".join(chosen.topics), "places": " ".join(chosen.places), "digest_day": chosen.day}
    connection.execute(update(users).where(users.c.id == user).values(told))


def _reader(row: Any) -> Reader:
    return Reader(
        address=row.email, topics=tuple(row.topics.split()), places=tuple(row.places.split()), day=row.digest_day
    )


def is_locked(connection: Connection, user: int, now: datetime) -> bool:
    """Whether sign-in is barred for a while after failures."""
    until = connection.scalars(select(users.c.locked_until).where(users.c.id == user)).one()
    return until is not None and until > now


def failed(connection: Connection, user: int, now: datetime) -> None:
    """Count a wrong password; after five the account is barred for a quarter of an hour."""
    made = connection.scalars(select(users.c.failures).where(users.c.id == user)).one() + 1
    lock = {"failures": 0, "locked_until": now + LOCKED_FOR} if made >= FAILURES_BEFORE_LOCK else {"failures": made}
    connection.execute(update(users).where(users.c.id == user).values(**lock))


def succeeded(connection: Connection, user: int) -> None:
    """Forget the failures."""
    connection.execute(update(users).where(users.c.id == user).values(failures=0, locked_until=None))


def forget_second_factor(connection: Connection, email: str) -> bool:
    """Let somebody set up a new one; False for an unknown address."""
    there = users.c.email == email.strip().lower()
    done = connection.execute(update(users).where(there).values(tf_primary_method=None, tf_totp_secret=None))
    return done.rowcount == 1


@dataclass(frozen=True, slots=True)
class Account:
    """An account as the administrator sees it."""

    id: int
    email: str
    name: str
    active: bool
    department: str
    has_second_factor: bool
    roles: frozenset[str]


def accounts(connection: Connection) -> list[Account]:
    """All accounts by name."""
    held: dict[int, set[str]] = {}
    for row in connection.execute(select(roles_users.c.user_id, roles.c.name).join(roles)):
        held.setdefault(row.user_id, set()).add(row.name)
    return [
        Account(
            row.id,
            row.email,
            row.name,
            row.active,
            row.department,
            bool(row.tf_primary_method),
            frozenset(held.get(row.id, ())),
        )
        for row in connection.execute(select(users).order_by(users.c.name))
    ]
