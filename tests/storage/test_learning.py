"""What is learned from: only what a person confirmed and nobody erased; models go to work and one step back."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert, update

from storage import decisions, learning, submissions
from storage.records import NewMatter, NewSubmission, Suggested
from storage.store import Store
from storage.tables import messages, proposals

BASE = "novads-0.8.0"
NOW = datetime(2026, 11, 3, 9, tzinfo=UTC)
DOING = decisions.Doing("confirmed", "anna@example.lv", NOW)
SUBMISSION = dict.fromkeys(
    ("from_name", "from_address", "reply_to", "quoted_text", "suppressed_by", "suppressed_reason"), ""
)


def file(store: Store, texts: list[str]) -> list[int]:
    """One letter with a proposal per text; their ids."""
    told = {"sha256": "a" * 64, "body_sha256": "b" * 64, "size": 1, "mailbox": "m", "state": "filed"}
    letter = NewSubmission(
        channel="mail", call="", track="budget", language="lv", subject="Ielas", own_text="\n".join(texts),
        received_at=NOW, due_at=None, due_reason=(), problems=(), **SUBMISSION,
    )  # fmt: skip
    read = Suggested("proposal", ("roads",), ("kekava",), 0.5, True, "novads-1", "{}")
    matters = [NewMatter("body", 0, len(text), text, read) for text in texts]
    with store.change() as connection:
        done = connection.execute(
            insert(messages).values(received_at=NOW, first_seen_at=NOW, attempts=0, **told).returning(messages.c.id)
        )
        filed = submissions.add(connection, done.scalar_one(), letter, "KEK", 2026)
        return submissions.add_matters(connection, filed.id, matters)


def confirm(store: Store, chosen: int) -> None:
    with store.change() as connection:
        stood = submissions.proposal(connection, chosen)
        wanted = decisions.confirmed(decisions.judgement_of(stood), "anna@example.lv")
        assert decisions.decide(connection, chosen, stood.version, wanted, DOING)


def learned_from(store: Store) -> list[str]:
    with store.ask() as connection:
        return [matter.text for _, matter in learning.confirmed(connection)]


def train(store: Store, name: str, at: datetime, base: str = BASE) -> int:
    with store.change() as connection:
        rows = [matter.id for _, matter in learning.confirmed(connection)]
        model = learning.add_model(connection, f"{base}+{name}", "/" + name, rows, {"frozen": 0.8}, at)
        learning.settle(connection, model, "no worse", at)
    return model


def at_work(store: Store, base: str = BASE) -> str:
    with store.ask() as connection:
        model = learning.at_work(connection, base)
    return model.name.removeprefix(f"{base}+") if model else ""


def test_only_what_a_person_confirmed_trains(store: Store) -> None:
    first, _ = file(store, ["Salabot bedres.", "Uzlikt lampas."])
    assert learned_from(store) == []
    confirm(store, first)
    assert learned_from(store) == ["Salabot bedres."]


def test_an_erased_text_trains_no_more_and_makes_training_due(store: Store) -> None:
    chosen = file(store, ["Salabot bedres.", "Uzlikt lampas."])
    for one in chosen:
        confirm(store, one)
    train(store, "one", NOW)
    with store.change() as connection:
        assert learning.new_since_training(connection) == 0
        connection.execute(update(proposals).where(proposals.c.id == chosen[0]).values(text=""))
        assert learning.new_since_training(connection) == 1
    assert learned_from(store) == ["Uzlikt lampas."]


def test_one_step_back_puts_the_model_before_to_work(store: Store) -> None:
    train(store, "one", NOW)
    train(store, "two", NOW + timedelta(days=1))
    names = [at_work(store)]
    for _ in range(2):
        with store.change() as connection:
            learning.step_back(connection, BASE, "admin@example.lv", NOW + timedelta(days=2))
        names.append(at_work(store))
    assert names == ["two", "one", ""]
    with store.change() as connection:
        assert learning.step_back(connection, BASE, "admin@example.lv", NOW) is None
        assert [model.scores for model in learning.all_models(connection)] == [{"frozen": 0.8}] * 2


def test_a_model_learned_by_an_older_release_works_no_more_and_is_learned_anew(store: Store) -> None:
    train(store, "one", NOW)
    assert (at_work(store), at_work(store, "novads-0.9.0")) == ("one", "")
    with store.change() as connection:
        assert [learning.outlived(connection, base) for base in (BASE, "novads-0.9.0")] == [False, True]
        assert learning.step_back(connection, "novads-0.9.0", "admin@example.lv", NOW) is None
    train(store, "two", NOW + timedelta(days=1), "novads-0.9.0")
    assert (at_work(store), at_work(store, "novads-0.9.0")) == ("one", "two")
    with store.ask() as connection:
        assert not learning.outlived(connection, "novads-0.9.0")


def test_nothing_learned_is_not_outlived(store: Store) -> None:
    with store.ask() as connection:
        assert not learning.outlived(connection, BASE)


def test_a_model_that_was_not_put_to_work_does_not_work(store: Store) -> None:
    with store.change() as connection:
        model = learning.add_model(connection, f"{BASE}+worse", "/worse", [], {"frozen": 0.1}, NOW)
        learning.settle(connection, model, "worse than the one at work", None)
    assert at_work(store) == ""


@pytest.mark.parametrize("again", [[], [9]])
def test_a_month_is_marked_once(store: Store, again: list[int]) -> None:
    chosen = file(store, ["Salabot bedres.", "Uzlikt lampas."])
    with store.change() as connection:
        learning.mark(connection, "2026-11", chosen[::-1], NOW)
        learning.mark(connection, "2026-11", again, NOW)
        assert learning.marked(connection, "2026-11") == chosen[::-1]
        assert {matter.id for _, matter in learning.unconfirmed(connection, 10)} == set(chosen)
