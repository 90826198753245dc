"""Remarks: every kind tells its sentence, and comes back from the database as it went in."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command

from notifications.faults import FaultKind
from storage import messages as kept
from storage.records import ProblemKind, ReasonKind, Remark, sentences
from storage.records.remarks import RemarkKind, dumps, loads
from storage.store import Store, alembic_config

ROOT = Path(__file__).parents[2]
FOLDERS = ("config", "intake", "notifications", "review", "storage")


def made(kinds: type[RemarkKind]) -> Iterator[tuple[str, RemarkKind, set[str]]]:
    """(Where, the kind, the names of its fields) of every remark that the sources make."""
    for path in (one for folder in FOLDERS for one in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).startswith(f"{kinds.__name__}."):
                kind = kinds[ast.unparse(node.func).split(".")[1]]
                yield f"{path.name}:{node.lineno}", kind, {str(one.arg) for one in node.keywords}


@pytest.mark.parametrize(
    ("kinds", "alone"),
    [
        (ProblemKind, {"SAID", "IN_RUSSIAN", "IN_ENGLISH", "IN_FOREIGN_LANGUAGE"}),
        (ReasonKind, {"SAID", "WORKING_DAYS", "DAYS", "MONTHS"}),
        (FaultKind, set()),
    ],
)
def test_every_kind_is_made_with_the_fields_of_its_sentence(kinds: type[RemarkKind], alone: set[str]) -> None:
    said = list(made(kinds))
    for where, kind, names in said:
        assert names == fields_of(kind), where
    assert {kind.name for _, kind, _ in said} | alone == set(kinds.__members__), "a kind that nobody gives"


def fields_of(kind: RemarkKind) -> set[str]:
    """The names of the fields that a kind's sentence tells."""
    found: set[str] = set()

    class Asked(dict[str, int]):
        def __missing__(self, name: str) -> int:
            found.add(name)
            return 1

    assert kind.english % Asked()
    fields = set(found)
    assert not kind.plural or (kind.plural % Asked() and found == fields)
    return found


def test_a_remark_inside_another_is_told_in_its_sentence() -> None:
    locked = ProblemKind.ON_PAGE(page=2, problem=ProblemKind.TIMED_OUT(seconds=0.5))
    assert sentences([locked, ProblemKind.LOCKED(), locked]) == "page 2: not read within 0.5 s; locked by a password"


@pytest.mark.parametrize(
    "remark",
    [
        ProblemKind.LOCKED(),
        ProblemKind.TIMED_OUT(seconds=2.5),
        ProblemKind.IN_FILE(file="š\0\udcff.p7s", problem=ProblemKind.DAMAGED(format="S/MIME")),
        ReasonKind.DUE(date=date(2026, 11, 22)),
        ReasonKind.BUT_FORWARDED(reason=ReasonKind.WORKING_DAYS(n=10)),
    ],
)
def test_remarks_come_back_as_they_went(remark: Remark) -> None:
    assert loads(dumps([remark, remark]), type(remark.kind)) == (remark, remark)
    assert dumps([]) == ""
    assert loads("", ProblemKind) == ()


OLD_MESSAGE = sa.text(
    "INSERT INTO messages (id, sha256, body_sha256, size, mailbox, received_at, state, stage, error, attempts,"
    " first_seen_at) VALUES (1, 'a', 'b', 1, 'town', :now, 'parked', 'read', 'the file is empty', 1, :now)"
)


def emptied(store: Store) -> None:
    """Leave a migrated database without any table."""
    with store.change() as connection:
        if store.is_sqlite:
            connection.exec_driver_sql("PRAGMA writable_schema = ON")
            connection.exec_driver_sql("DELETE FROM sqlite_master")
            connection.exec_driver_sql("PRAGMA writable_schema = RESET")
        else:
            connection.exec_driver_sql("DROP SCHEMA public CASCADE")
            connection.exec_driver_sql("CREATE SCHEMA public")


def test_sentences_written_down_before_stay_readable(store: Store) -> None:
    emptied(store)
    with store.change() as connection:
        command.upgrade(alembic_config(connection), "0009")
        connection.execute(OLD_MESSAGE, {"now": "2026-11-22 08:00:00"})
    store.migrate()
    with store.change() as connection:
        assert kept.get(connection, 1).problems == (ProblemKind.SAID(words="the file is empty"),)
        new = (ProblemKind.IN_FILE(file="š\0.xml", problem=ProblemKind.TIMED_OUT(seconds=0.5)), ProblemKind.LOCKED())
        kept.park(connection, 1, "read", new, None)
        assert kept.get(connection, 1).problems == new
