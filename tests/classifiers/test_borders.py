"""Borders learn on site: a town's custom is learned from settled letters, and works only where it is no worse."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from classifiers.components.wishes import Wishes, read_choice
from classifiers.pipeline import MODEL, load
from classifiers.wishes import relearning
from classifiers.wishes.letters import TRAIN, MarkedLetter, read
from classifiers.wishes.preferring import Compared, Drawing, counted, prefer

LISTED = re.compile(r"^(?:\d{1,2}[.)]|[-–•*])\s", re.MULTILINE)
LISTS = [one for one in read(TRAIN) if one.wishes == len(LISTED.findall(one.text)) > 2][:60]


def as_one(letter: MarkedLetter) -> MarkedLetter:
    """The letter as a town settles it that takes all items of a list for one wish."""
    spans = [(part.start, part.end) for part in letter.parts if part.wish]
    return relearning.marked(1, letter.language, letter.subject, letter.text, [spans])


CUSTOM = [as_one(one) for one in LISTS]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A model of its own, as if trained anew, that few committed letters hold to what it was."""
    monkeypatch.setattr(relearning, "KEPT", 30)
    shutil.copytree(MODEL, tmp_path / "model")
    return tmp_path / "model"


def share_of_one(folder: Path, letters: list[MarkedLetter]) -> float:
    """How many letters the model splits into a single wish."""
    model = load(folder)
    return sum(len(model.split(one.subject, [one.text])) == 1 for one in letters) / len(letters)


def test_a_town_that_takes_a_list_for_one_wish_is_learned(folder: Path) -> None:
    assert share_of_one(folder, CUSTOM[45:]) < 0.2
    trial = relearning.relearn(CUSTOM[:45], MODEL, folder, frozen=[])
    assert trial is not None
    assert trial.no_worse
    assert trial.judged == 9
    assert trial.latest > trial.latest_before + 0.5
    assert share_of_one(folder, CUSTOM[45:]) > 0.8


def test_what_is_worse_on_the_frozen_letters_is_not_put_to_work(folder: Path) -> None:
    before = read_choice(folder / "wishes")
    trial = relearning.relearn(CUSTOM[:45], MODEL, folder, frozen=LISTS[45:])
    assert trial is not None
    assert not trial.no_worse
    assert trial.frozen < trial.frozen_before
    assert read_choice(folder / "wishes") == before
    assert read_choice(MODEL / "wishes") == before


def test_few_letters_teach_nothing(folder: Path) -> None:
    before = read_choice(folder / "wishes")
    assert relearning.relearn(CUSTOM[: relearning.FEWEST - 1], MODEL, folder, frozen=[]) is None
    assert read_choice(folder / "wishes") == before


def test_learning_starts_from_the_shipped_choice_each_time(folder: Path) -> None:
    relearning.relearn(CUSTOM[:12], MODEL, folder, frozen=[])
    first = read_choice(folder / "wishes")
    relearning.relearn(CUSTOM[:12], MODEL, folder, frozen=[])
    assert read_choice(folder / "wishes") == first != read_choice(MODEL / "wishes")


def test_weights_that_no_letter_moves_stay_as_shipped_and_stronger_drawing_moves_them_less() -> None:
    shipped = {"score": 1.0, "items some": -2.5, "listed": 0.7}
    letter = Compared(1, ({"score": 0.0, "items some": 1.0}, {"score": -5.0}), (True, False), (1.0, 1.0))
    loose, firm = (prefer([letter] * 9, Drawing(shipped, strength), mix=None) for strength in (1.0, 50.0))
    assert loose["listed"] == firm["listed"] == 0.7
    assert loose["items some"] > firm["items some"] > -2.5
    assert (counted([letter], {"score": 0.1, "items some": -1.0}), counted([letter], loose)) == (0.0, 1.0)


def test_letters_that_are_kept_hold_the_choice_to_what_it_made_of_them() -> None:
    shipped = {"score": 1.0, "items some": -2.5}
    letter = Compared(1, ({"score": 0.0, "items some": 1.0}, {"score": -2.0}), (True, False), (1.0, 1.0))
    free, held = (
        prefer([letter] * 9, Drawing(shipped, 1.0, [letter] * 9, keeping), mix=None) for keeping in (0.0, 10.0)
    )
    assert free["items some"] > held["items some"] > -2.5
    assert prefer([letter] * 9, Drawing(shipped, 1.0), mix=None) == free


def test_a_settled_letter_is_marked_whole() -> None:
    text = "Labdien! Salabot bedres. Un lampas. Paldies! Vēl soliņu."
    bedres, lampas, soli = (text.index(word) for word in ("Salabot", "Un", "Vēl"))
    wishes = [((bedres, lampas - 1), (soli, len(text))), ((lampas, lampas + 10),)]
    letter = relearning.marked(7, "lv", "Ielas", text, wishes)
    assert "".join(text[part.start : part.end] for part in letter.parts) == text
    assert letter.wishes == 2
    assert [part.wish for part in letter.parts] == [0, 1, 0, 2, 0, 1]


def test_letters_without_words_are_left_out() -> None:
    splitter = load().nlp.get_pipe("wishes")
    assert isinstance(splitter, Wishes)
    assert relearning.ways(splitter, [replace(CUSTOM[0], text=" ", parts=())]) == []
