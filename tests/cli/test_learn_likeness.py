"""`novads learn` and the likeness: from the pairs that people judged, listed, taken back, and only when it is due."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path

import pytest
from filing import letters_of
from sqlalchemy import update

from classifiers.similar import SHIPPED, Weights, frozen
from review.similar import weights_at_work
from storage import pairs
from storage.store import Store
from storage.tables import proposals

AT = datetime(2026, 11, 3, 9, tzinfo=UTC)
HOLES = [f"Lūdzu salabot bedres {street} ielā, pēc lietus tur stāv ūdens." for street in ("Liepu", "Kļavu", "Ošu")]
BUSES = [f"Vajag autobusu uz {place} arī vakarā." for place in ("skolu", "staciju", "slimnīcu", "tirgu", "kapiem")]

FROZEN = ("Lūdzu uzstādīt soliņus Titurgas ezera krastā Baložos.", "Jaunsilā vajadzīga autobusa pieturas nojume.")


@pytest.fixture
def learn(
    learn_with: Callable[[str], Callable[..., int]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., int]:
    """The command in an installation that learns from ten new answers on.

    Its frozen pairs are alike by any weights: whether the real ones bear the same answers hangs on the model shipped.
    """
    told = tmp_path / "frozen.txt"
    told.write_text("\n\n".join(f"lv {wish}\nlv {wish} Paldies!" for wish in FROZEN), encoding="utf-8")
    monkeypatch.setattr(frozen, "TEST", told)
    return learn_with("[classifier]\nlearn_after = 10\n")


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Store]:
    """A store with letters of which people said what is the same."""
    (tmp_path / "data").mkdir()
    store = Store(f"sqlite:///{tmp_path / 'data' / 'novads.sqlite'}")
    store.migrate()
    yield store
    store.close()


def answered(store: Store) -> list[int]:
    """28 answers: the holes are one wish, each bus is another one; the proposals' ids."""
    chosen = letters_of(store, "ilze@example.org", *HOLES, *BUSES)
    with store.change() as connection:
        connection.execute(update(proposals).where(proposals.c.id.in_(chosen[:3])).values(group_id=chosen[0]))
        for number, (one, other) in enumerate(combinations(chosen, 2)):
            same = one in chosen[:3] and other in chosen[:3]
            at = AT + timedelta(minutes=number)
            pairs.relate(connection, one, other, pairs.SAME if same else pairs.DIFFERENT, "anna@example.lv", at)
    return chosen


def working(store: Store) -> Weights:
    with store.ask() as connection:
        return weights_at_work(connection)


def test_answers_teach_the_likeness_and_one_step_back_is_one_command(
    learn: Callable[..., int], town: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    answered(town)
    assert learn("--if-due") == 0
    told = capsys.readouterr().out
    assert "no worse on the frozen pairs and the latest" in told
    assert "training starts at" in told, "nothing is confirmed: the texts learn nothing"
    learned = working(town)
    assert learned != SHIPPED
    assert learn("--list") == 0
    assert "likeness  at work: no worse" in capsys.readouterr().out
    assert learn("--if-due") == 0
    assert "0 new answers" in capsys.readouterr().out
    assert learn("--back", "texts") == 1
    assert learn("--back") == 0
    assert "at work: what came with the program" in capsys.readouterr().out
    assert working(town) == SHIPPED


def test_erased_proposals_make_learning_due_and_are_learned_from_no_more(
    learn: Callable[..., int], town: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    chosen = answered(town)
    learn("--if-due")
    with town.change() as connection:
        connection.execute(update(proposals).where(proposals.c.id.in_(chosen[3:5])).values(text=""))
    capsys.readouterr()
    learn("--if-due")
    assert "judged 3" in capsys.readouterr().out, "a fifth of the 15 answers left"


def test_few_answers_teach_nothing_yet(
    learn: Callable[..., int], town: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    one, other = letters_of(town, "ilze@example.org", *HOLES[:2])
    with town.change() as connection:
        pairs.relate(connection, one, other, pairs.DIFFERENT, "anna@example.lv", AT)
    assert learn("--if-due") == 0
    assert "1 new answers same or different; the likeness learns from 10 on" in capsys.readouterr().out
    assert working(town) == SHIPPED
