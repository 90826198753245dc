"""`novads learn` from the shell: what learned models are there, and one step back."""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert

from classifiers import relearning
from classifiers.pipeline import MODEL, load, model_id
from classifiers.wishes import relearning as splitting
from classifiers.wishes.letters import TEST, MarkedLetter, read
from cli import building
from storage import decisions, learning, submissions, wishes
from storage.decisions import Doing, judgement_of
from storage.records import NewMatter, NewSubmission, Suggested
from storage.store import Store
from storage.tables import messages

AT = datetime(2026, 11, 3, 9, tzinfo=UTC)


@pytest.fixture
def learn(learn_with: Callable[[str], Callable[..., int]]) -> Callable[..., int]:
    """The command in an empty data folder."""
    return learn_with("")


def learned(folder: Path, base: str) -> Path:
    """A model as if trained here of `base` and put to work."""
    place = folder / "data" / "models" / base
    shutil.copytree(MODEL, place)
    store = Store(f"sqlite:///{folder / 'data' / 'novads.sqlite'}")
    store.migrate()
    with store.change() as connection:
        number = learning.add_model(connection, f"{base}+20261103090000", str(place), [], {"frozen": 0.8}, AT)
        learning.settle(connection, number, "no worse", AT)
    store.close()
    return place


def at_work(folder: Path) -> Path:
    settings = building.settings_of(argparse.Namespace(settings=folder / "novads.toml"))
    store = building.open_store(settings)
    try:
        return building.model_folder(settings, store)
    finally:
        store.close()


def test_a_learned_model_works_until_it_is_taken_back(
    learn: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = learned(tmp_path, model_id())
    assert at_work(tmp_path) == place
    assert learn("--list") == 0
    assert "at work: no worse; frozen 0.8" in capsys.readouterr().out
    assert learn("--back") == 0
    assert at_work(tmp_path) == MODEL
    assert learn("--back") == 1
    assert "there is no step back" in capsys.readouterr().out


def test_a_model_of_an_older_release_is_listed_and_does_not_work(
    learn: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    learned(tmp_path, "novads-0.1.0")
    assert at_work(tmp_path) == MODEL
    assert learn("--list") == 0
    assert "not at work: no worse" in capsys.readouterr().out
    assert learn("--back") == 1


def test_nothing_is_trained_before_people_confirmed_enough(
    learn: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert learn("--if-due") == 0
    assert "0 new confirmed proposals; training starts at" in capsys.readouterr().out
    assert learn() == 1


def filed(folder: Path, letters: int) -> None:
    """So many letters with a list, of which a person merged the items into one wish and confirmed it."""
    store = Store(f"sqlite:///{folder / 'data' / 'novads.sqlite'}")
    store.migrate()
    with store.change() as connection:
        for number in range(letters):
            add_list(connection, number)
    store.close()


def listing(number: int) -> tuple[str, list[str]]:
    """A letter with a list, and its items."""
    items = [f"{place}. Lūdzu salabot {what} Liepu ielā {number}.\n" for place, what in enumerate(WISHED, 1)]
    return "Labdien!\n\n" + "".join(items), items


def each_alone(number: int) -> MarkedLetter:
    """Such a letter in which each item is a wish."""
    text, items = listing(number)
    return splitting.marked(
        number, "lv", "Ielas", text, [[(text.index(one), text.index(one) + len(one))] for one in items]
    )


def add_list(connection: Connection, number: int) -> None:
    text, items = listing(number)
    digest = sha256(text.encode()).hexdigest()
    told = {"sha256": digest, "body_sha256": digest, "size": 1, "mailbox": "m", "state": "filed"}
    asked = insert(messages).values(received_at=AT, first_seen_at=AT, attempts=0, **told).returning(messages.c.id)
    letter = NewSubmission(
        channel="mail", call="", track="budget", language="lv", subject="Ielas", own_text=text, received_at=AT,
        due_at=None, due_reason=(), problems=(), from_name="", from_address="", reply_to="", quoted_text="",
        suppressed_by="", suppressed_reason="",
    )  # fmt: skip
    read = Suggested("proposal", ("roads",), (), 0.5, True, "novads-1", "{}")
    matters = [NewMatter("body", text.index(item), text.index(item) + len(item), item, read) for item in items]
    held = submissions.add(connection, connection.execute(asked).scalar_one(), letter, "KEK", 2026)
    first, *others = submissions.add_matters(connection, held.id, matters)
    assert wishes.join(connection, first, 1, others, Doing("merged", "anna@example.lv", AT))
    wanted = decisions.confirmed(judgement_of(submissions.proposal(connection, first)), "anna@example.lv")
    assert decisions.decide(connection, first, 2, wanted, Doing("confirmed", "anna@example.lv", AT))


WISHED = ("ietvi", "laternas", "soliņus")


Town = Callable[[float, list[MarkedLetter]], None]


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    """A town with settled letters and the frozen letters that are given. Its topics are trained in no time: they are
    those at work, with the share on the frozen texts that is given."""

    def filled(topics: float, frozen: list[MarkedLetter]) -> None:
        def trained(_: object, work: Path, output: Path, version: str) -> relearning.Trial:
            relearning.as_it_is(work, output, version)
            return relearning.Trial(0.8, topics, 0.8, 0.8, 4)

        monkeypatch.setattr(relearning, "relearn", trained)
        monkeypatch.setattr(splitting, "read", lambda folder: frozen if folder == TEST else read(folder))
        monkeypatch.setattr(splitting, "KEPT", 10)
        filed(tmp_path, 20)

    return filled


def wishes_of_a_list(folder: Path) -> int:
    text = "Labdien!\n\n1. Lūdzu salabot ietvi.\n2. Lūdzu salabot laternas.\n3. Lūdzu salabot soliņus.\n"
    return len(load(folder).split("Ielas", [text]))


@pytest.mark.parametrize(("topics", "told"), [(0.7, "topics worse than those"), (0.8, "topics no worse")])
def test_borders_go_to_work_apart_from_topics(
    learn: Callable[..., int], town: Town, tmp_path: Path, capsys: pytest.CaptureFixture[str], topics: float, told: str
) -> None:
    town(topics, [])
    assert learn() == 0
    assert told in capsys.readouterr().out
    learned_here = at_work(tmp_path)
    assert learned_here.parent == tmp_path / "data" / "models"
    assert (wishes_of_a_list(MODEL), wishes_of_a_list(learned_here)) == (3, 1)
    assert learn("--list") == 0
    listed = capsys.readouterr().out
    assert "borders no worse on the frozen set and the latest" in listed
    assert "borders_latest_before 0.0 borders_latest 1.0 borders_judged 4" in listed
    assert learn("--back") == 0
    assert at_work(tmp_path) == MODEL


@pytest.mark.parametrize(("topics", "works"), [(0.7, False), (0.8, True)])
def test_worse_borders_stay_while_topics_may_go_to_work(
    learn: Callable[..., int],
    town: Town,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    topics: float,
    works: bool,
) -> None:
    town(topics, [each_alone(number) for number in range(100, 112)])
    assert learn() == 0
    assert "borders worse than those at work" in capsys.readouterr().out
    assert (at_work(tmp_path) != MODEL) is works
    assert wishes_of_a_list(at_work(tmp_path)) == 3
    assert len(list((tmp_path / "data" / "models").iterdir())) == works
