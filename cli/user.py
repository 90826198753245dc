"""`novads user`: the staff's accounts from the command line; the first administrator is made here."""

from __future__ import annotations

import argparse
import getpass
import sys


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `novads user`."""
    from cli.building import settings_argument

    settings_argument(parser)
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    add = actions.add_parser("add", help="make an account; asks for the password, or reads it from standard input")
    add.add_argument("email")
    add.add_argument("--name", default="", help="name as shown to colleagues")
    add.add_argument("--role", action="append", default=[], help="reader, reviewer, publisher, registry, administrator")
    add.add_argument("--department", default="", help="id of the department")
    reset = actions.add_parser("reset-second-factor", help="let somebody set up a new second factor")
    reset.add_argument("email")


def run(options: argparse.Namespace) -> int:
    """Make or mend an account; 1 when it cannot be done."""
    return {"add": _add, "reset-second-factor": _reset}[options.action](options)


def _add(options: argparse.Namespace) -> int:
    from cli.building import clock, open_store, settings_of
    from review.access import Role
    from review.passwords import SHORTEST, hashed
    from review.staff import add_user, user_by_email

    wrong = [role for role in options.role if role not in list(Role)]
    if wrong or not options.role or "@" not in options.email:
        print(f"give an address and --role, one of: {', '.join(Role)}", file=sys.stderr)
        return 1
    password = _password()
    if len(password) < SHORTEST:
        print(f"the password needs at least {SHORTEST} characters", file=sys.stderr)
        return 1
    store = open_store(settings_of(options))
    with store.change() as connection:
        if user_by_email(connection, options.email):
            print(f"{options.email} has an account already", file=sys.stderr)
            return 1
        chosen = [Role(role) for role in options.role]
        name = options.name or options.email
        add_user(connection, options.email, name, hashed(password), chosen, clock(), options.department)
    print(f"{options.email}: {', '.join(options.role)}")
    return 0


def _reset(options: argparse.Namespace) -> int:
    from cli.building import open_store, settings_of
    from review.staff import forget_second_factor

    with open_store(settings_of(options)).change() as connection:
        done = forget_second_factor(connection, options.email)
    print("done" if done else f"{options.email} has no account", file=sys.stdout if done else sys.stderr)
    return 0 if done else 1


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    first = getpass.getpass("Password: ")
    return first if getpass.getpass("Again: ") == first else ""
