"""Wishes of one letter cut, joined and added by people: no word is lost, and two people come one after the other."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from threading import Barrier

import pytest
from filing import letters_of
from sqlalchemy import Connection, update

from storage import answers, decisions, joining, pieces, queue, submissions, wishes
from storage.decisions import Doing, judgement_of
from storage.records import AnswerKind, NewAnswer, NewMatter, Proposal, ProposalState, Suggested
from storage.store import Store
from storage.tables import submissions as letters

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


def test_what_somebody_joined_meanwhile_is_joined_to_no_other_wish(store: Store) -> None:
    first, second, third = letters_of(store, ANNA, BEDRES, LAMPAS, SOLI)
    join(store, first, second)
    for number, other in ((third, second), (second, third), (second, first)):
        with store.change() as connection:
            version = submissions.proposal(connection, number).version
            assert not wishes.join(connection, number, version, [other], Doing("merged", JANIS, NOW))
    assert now(store, third).text == SOLI
    assert now(store, second).merged_into == first


TALE = "Vakaros pie skolas ir tumšs."
WHOLE = f"{TALE} {BEDRES} {SOLI} {LAMPAS}"


def matters(*texts: str, of: str = WHOLE) -> list[NewMatter]:
    """A matter for each of some words of a letter."""
    read = Suggested("proposal", ("lighting",), (), 0.5, True, "test", "{}")
    return [NewMatter("body", of.index(one), of.index(one) + len(one), one, read) for one in texts]


def add(store: Store, beside: int, *texts: str, version: int = 0) -> int | None:
    with store.change() as connection:
        version = version or submissions.proposal(connection, beside).version
        return wishes.add(connection, beside, version, matters(*texts), Doing("added", ANNA, NOW))


def take_back(store: Store, number: int) -> bool:
    with store.change() as connection:
        version = submissions.proposal(connection, number).version
        return wishes.undo(connection, number, version, Doing("undone", ANNA, NOW))


def standing(store: Store) -> list[str]:
    """The words of all wishes that are not joined to another, and that the queue shows as many."""
    with store.ask() as connection:
        found = [one for one in submissions.proposals_of(connection, 1) if one.merged_into is None]
        assert sorted(queue.all_ids(connection, queue.Wanted((("view", "all"),)), 9)) == [one.id for one in found]
    return [one.text for one in found]


def told(store: Store, number: int) -> list[tuple[str, str]]:
    with store.ask() as connection:
        return [(step.actor, step.action) for step in decisions.steps(connection, number)]


def test_words_outside_all_wishes_become_one_and_are_left_out_again(store: Store) -> None:
    first, _ = letters_of(store, ANNA, BEDRES, LAMPAS, text=WHOLE)
    before = now(store, first)
    added = add(store, first, TALE)
    assert added is not None
    new = now(store, added)
    assert (new.text, new.topics, new.state, new.confirmed_by) == (TALE, ("lighting",), ProposalState.TO_REVIEW, "")
    assert told(store, added) == told(store, first) == [(ANNA, "added")]
    assert standing(store) == [BEDRES, LAMPAS, TALE]
    assert take_back(store, first)
    assert standing(store) == [BEDRES, LAMPAS]
    assert replace(now(store, first), version=before.version) == before
    again = add(store, first, TALE)
    assert again not in (None, added), "what was taken back can be added again"


def test_words_that_stand_apart_are_one_wish(store: Store) -> None:
    first, _ = letters_of(store, ANNA, BEDRES, LAMPAS, text=WHOLE)
    assert add(store, first, TALE, SOLI) is not None
    assert standing(store) == [BEDRES, LAMPAS, f"{TALE}\n{SOLI}"]
    assert take_back(store, first)
    assert standing(store) == [BEDRES, LAMPAS]


def test_words_of_a_wish_an_old_page_or_an_erased_letter_add_nothing(store: Store) -> None:
    first, _ = letters_of(store, ANNA, BEDRES, LAMPAS, text=WHOLE)
    assert add(store, first, f"{TALE} {BEDRES}") is None
    assert add(store, first, TALE, version=7) is None
    with store.change() as connection:
        connection.execute(update(letters).values(own_text=""))
    assert add(store, first, TALE) is None
    assert standing(store) == [BEDRES, LAMPAS]


@pytest.mark.parametrize("work", ["confirmed", "answered"])
def test_a_wish_that_somebody_works_on_stays_added(store: Store, work: str) -> None:
    first, _ = letters_of(store, ANNA, BEDRES, LAMPAS, text=WHOLE)
    added = add(store, first, TALE)
    assert added is not None
    with store.change() as connection:
        if work == "confirmed":
            wanted = decisions.confirmed(judgement_of(submissions.proposal(connection, added)), JANIS)
            assert decisions.decide(connection, added, 2, wanted, Doing("confirmed", JANIS, NOW))
        else:
            draft = NewAnswer(added, AnswerKind.INTERIM, "", "Izvērtēsim.", None, "", "", None)
            answers.write(connection, draft, JANIS, NOW)
    assert not take_back(store, first)
    assert standing(store) == [BEDRES, LAMPAS, TALE]
    if work == "confirmed":
        assert take_back(store, added)
        assert take_back(store, first), "once nobody works on it any more"


def test_what_was_made_of_a_joined_letter_goes_back_with_it(store: Store) -> None:
    letters_of(store, ANNA, SOLI)
    first, second = letters_of(store, ANNA, f"{BEDRES} {SOLI}", LAMPAS, text=f"{BEDRES} {SOLI} {TALE} {LAMPAS}")
    letter = now(store, first).submission_id
    with store.change() as connection:
        moved = joining.join(connection, letter, 1)
    with store.change() as connection:
        cut_off = wishes.cut(connection, first, 1, len(BEDRES), Doing("split", ANNA, NOW))
    with store.change() as connection:
        (new,) = matters(TALE, of=f"{BEDRES} {SOLI} {TALE} {LAMPAS}")
        new = replace(new, piece=now(store, second).piece)
        added = wishes.add(connection, second, 1, [new], Doing("added", ANNA, NOW))
    assert take_back(store, second)
    with store.change() as connection:
        assert joining.part(connection, letter, moved)
        found = submissions.proposals_of(connection, letter)
        assert [one.id for one in found] == [first, second, cut_off, added]
        assert {pieces.text_of(connection, one.submission_id, one.piece)[one.start : one.end] for one in found} == {
            BEDRES, LAMPAS, SOLI, "",
        }  # fmt: skip


def at_once(store: Store, change: Callable[[Connection, int], int | None], *chosen: int) -> list[int | None]:
    """What a change gives that two people make in transactions begun together, each on one of `chosen`."""
    together = Barrier(2)

    def one(number: int) -> int | None:
        with store.change() as connection:
            submissions.proposal(connection, number)
            together.wait()
            return change(connection, number)

    with ThreadPoolExecutor(2) as people:
        return list(people.map(one, chosen))


def test_of_two_people_who_add_the_same_words_beside_two_wishes_one_does(served: Store) -> None:
    def adding(connection: Connection, beside: int) -> int | None:
        return wishes.add(connection, beside, 1, matters(TALE), Doing("added", ANNA, NOW))

    done = at_once(served, adding, *letters_of(served, ANNA, BEDRES, LAMPAS, text=WHOLE))
    assert done.count(None) == 1
    assert standing(served) == [BEDRES, LAMPAS, TALE]


def test_of_two_people_who_cut_one_wish_at_once_one_does(served: Store) -> None:
    def cutting(connection: Connection, only: int) -> int | None:
        return wishes.cut(connection, only, 1, len(BEDRES), Doing("split", ANNA, NOW))

    (only,) = letters_of(served, ANNA, f"{BEDRES} {LAMPAS}")
    done = at_once(served, cutting, only, only)
    assert done.count(None) == 1
    assert standing(served) == [BEDRES, LAMPAS]
