"""What people say of two proposals: kept with who and when, taken back with the group, and learned from."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from filing import letters_of
from sqlalchemy import insert, update

from storage import decisions, learning, pairs, submissions
from storage.store import Store
from storage.tables import proposals, users

BASE = "novads-0.8.0"
NOW = datetime(2026, 11, 3, 9, tzinfo=UTC)
ANNA = "anna@example.lv"


@pytest.fixture
def three(store: Store) -> list[int]:
    """Three proposals; their ids."""
    return letters_of(store, "ilze@example.org", "Salabot bedres.", "Aizlāpīt bedres.", "Uzlikt lampas.")


def say(store: Store, one: int, other: int, relation: str, at: datetime = NOW) -> None:
    with store.change() as connection:
        pairs.relate(connection, one, other, relation, ANNA, at)


def put(store: Store, chosen: int, group: int | None) -> None:
    """Put a proposal into a group, or out of any."""
    with store.change() as connection:
        stood = submissions.proposal(connection, chosen)
        wanted = replace(decisions.judgement_of(stood), group_id=group)
        assert decisions.decide(connection, chosen, stood.version, wanted, decisions.Doing("grouped", ANNA, NOW))


def learned_from(store: Store) -> list[tuple[str, str, bool]]:
    with store.ask() as connection:
        return [(one.first.text, one.second.text, one.same) for one in pairs.compared(connection)]


def learn(store: Store, name: str, at: datetime) -> None:
    with store.change() as connection:
        model = learning.add_likeness(connection, f"{BASE}+likeness.{name}", "{}", {"frozen": 0.8}, at)
        pairs.keep_learned(connection, model, pairs.compared(connection))
        learning.settle(connection, model, "no worse", at)


def new(store: Store) -> int:
    with store.ask() as connection:
        return pairs.new_since_learning(connection)


def test_both_answers_are_learned_from_oldest_first(store: Store, three: list[int]) -> None:
    first, second, third = three
    put(store, first, first)
    put(store, second, first)
    say(store, third, first, pairs.DIFFERENT, NOW + timedelta(hours=1))
    say(store, second, first, pairs.SAME)
    say(store, second, third, pairs.RELATED)
    assert learned_from(store) == [
        ("Salabot bedres.", "Aizlāpīt bedres.", True),
        ("Salabot bedres.", "Uzlikt lampas.", False),
    ]


def test_who_takes_a_proposal_out_of_its_group_takes_the_answer_back(store: Store, three: list[int]) -> None:
    first, second, _ = three
    put(store, first, first)
    put(store, second, first)
    say(store, first, second, pairs.SAME)
    with store.ask() as connection:
        assert pairs.related_to(connection, second) == {first: pairs.SAME}
    put(store, second, None)
    assert learned_from(store) == []
    with store.ask() as connection:
        assert pairs.related_to(connection, second) == {}


def test_what_is_called_different_within_one_group_teaches_nothing(store: Store, three: list[int]) -> None:
    first, second, _ = three
    put(store, first, first)
    put(store, second, first)
    say(store, first, second, pairs.DIFFERENT)
    assert learned_from(store) == []


def test_an_erased_or_joined_proposal_takes_its_pairs_out_and_makes_learning_due(
    store: Store, three: list[int]
) -> None:
    first, second, third = three
    say(store, first, third, pairs.DIFFERENT)
    say(store, second, third, pairs.DIFFERENT)
    learn(store, "one", NOW)
    assert new(store) == 0
    with store.change() as connection:
        connection.execute(update(proposals).where(proposals.c.id == first).values(text=""))
    assert (len(learned_from(store)), new(store)) == (1, 1)
    with store.change() as connection:
        assert [one.proposal.id for one in pairs.declined(connection, third)] == [second], "the erased is not shown"
        connection.execute(update(proposals).where(proposals.c.id == second).values(merged_into=third))
    assert (learned_from(store), new(store)) == ([], 2)


def test_a_changed_answer_is_a_new_one(store: Store, three: list[int]) -> None:
    first, second, _ = three
    say(store, first, second, pairs.DIFFERENT)
    learn(store, "one", NOW)
    put(store, first, first)
    put(store, second, first)
    say(store, first, second, pairs.SAME)
    assert new(store) == 2, "the old answer is gone, another is there"
    with store.change() as connection:
        pairs.unrelate(connection, second, first)
    assert new(store) == 1


def test_who_declined_and_when_is_told(store: Store, three: list[int]) -> None:
    first, _, third = three
    with store.change() as connection:
        told = {"email": ANNA, "name": "Anna Kalniņa", "fs_uniquifier": "a", "create_datetime": NOW}
        connection.execute(insert(users).values(told))
    say(store, third, first, pairs.DIFFERENT)
    with store.ask() as connection:
        found = pairs.declined(connection, first)
        assert [(one.proposal.id, one.decided_by, one.decided_at) for one in found] == [(third, "Anna Kalniņa", NOW)]
        assert pairs.different_among(connection, three) == {(first, third)}
        assert pairs.different_among(connection, three[:2]) == frozenset()


def test_likeness_and_texts_learn_and_step_back_each_on_their_own(store: Store, three: list[int]) -> None:
    say(store, three[0], three[2], pairs.DIFFERENT)
    with store.change() as connection:
        model = learning.add_model(connection, f"{BASE}+one", "/one", [], {}, NOW)
        learning.settle(connection, model, "no worse", NOW)
    learn(store, "two", NOW + timedelta(days=1))

    def at_work(part: str) -> str | None:
        with store.ask() as connection:
            found = learning.at_work(connection, BASE, (part,))
        return found.name.removeprefix(BASE) if found else None

    assert (at_work(learning.TEXTS), at_work(learning.LIKENESS)) == ("+one", "+likeness.two")
    with store.ask() as connection:
        assert not learning.outlived(connection, BASE, learning.LIKENESS)
        assert learning.outlived(connection, "novads-0.9.0", learning.LIKENESS)
    with store.change() as connection:
        taken = learning.step_back(connection, BASE, ANNA, NOW)
        assert taken is not None
        assert taken.part == learning.LIKENESS
    assert (at_work(learning.TEXTS), at_work(learning.LIKENESS)) == ("+one", None)
    learn(store, "three", NOW + timedelta(days=2))
    with store.change() as connection:
        learning.step_back(connection, BASE, ANNA, NOW, (learning.TEXTS,))
        assert learning.step_back(connection, BASE, ANNA, NOW, (learning.TEXTS,)) is None
    assert (at_work(learning.TEXTS), at_work(learning.LIKENESS)) == (None, "+likeness.three")
