"""Wishes of one letter cut, joined and added by people: no word is lost, and two people come one after the other."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

from filing import letters_of

from storage import submissions, wishes
from storage.decisions import Doing
from storage.records import Proposal
from storage.store import Store

NOW = datetime(2026, 11, 3, 9, tzinfo=UTC)
ANNA, JANIS = "anna@example.lv", "janis@example.lv"
BEDRES, LAMPAS, SOLI = "Salabot bedres.", "Uzlikt lampas.", "Nolikt soliņus."


def now(store: Store, number: int) -> Proposal:
    with store.ask() as connection:
        return submissions.proposal(connection, number)


def join(store: Store, number: int, *others: int) -> None:
    with store.change() as connection:
        version = submissions.proposal(connection, number).version
        assert wishes.join(connection, number, version, others, Doing("merged", ANNA, NOW))


def test_what_was_joined_before_comes_along(store: Store) -> None:
    first, second, third = letters_of(store, ANNA, BEDRES, LAMPAS, SOLI)
    join(store, second, third)
    join(store, first, second)
    assert now(store, first).text == f"{BEDRES}\n{LAMPAS}\n{SOLI}"


def test_of_two_people_who_cut_one_wish_at_once_one_does(served: Store) -> None:
    (only,) = letters_of(served, ANNA, f"{BEDRES} {LAMPAS}")
    together = Barrier(2)

    def cut(who: str) -> int | None:
        with served.change() as connection:
            submissions.proposal(connection, only)
            together.wait()
            return wishes.cut(connection, only, 1, len(BEDRES), Doing("split", who, NOW))

    with ThreadPoolExecutor(2) as people:
        done = list(people.map(cut, (ANNA, JANIS)))
    assert done.count(None) == 1
    with served.ask() as connection:
        assert [one.text for one in submissions.proposals_of(connection, now(served, only).submission_id)] == [
            BEDRES,
            LAMPAS,
        ]
