"""Training: the same data give the same bytes, and what is saved is what is loaded."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from classifiers import examples, fitting, training
from classifiers.components.topics import Topics
from classifiers.components.wishes import Wishes
from classifiers.examples import Example
from classifiers.novads import component
from classifiers.pipeline import MODEL, Text, load
from classifiers.wishes import letters
from classifiers.wishes.training import Reader

pytestmark = pytest.mark.timeout(400)  # a training takes some ten seconds of a core, more on a busy machine


@pytest.fixture(scope="module")
def sample() -> list[Example]:
    """Fifteen texts of each hand and some of every kind."""
    rows = examples.read(examples.TRAIN)
    few = [row for hand in sorted({row.hand for row in rows}) for row in [r for r in rows if r.hand == hand][:15]]
    return few + [row for row in rows if row.kind != "proposal"][:60]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("trained")


@pytest.fixture(scope="module")
def trained(sample: list[Example], folder: Path) -> training.Trained:
    """What the sample teaches, saved in `folder`."""
    return training.train(sample, folder)


def test_the_same_data_give_the_same_bytes(
    sample: list[Example], folder: Path, trained: training.Trained, tmp_path: Path
) -> None:
    training.train(sample, tmp_path)
    files = sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    assert len(files) > 10
    assert all((folder / path).read_bytes() == (tmp_path / path).read_bytes() for path in files)


def test_what_is_saved_is_what_is_loaded(folder: Path, trained: training.Trained) -> None:
    text = "Bedres mūsu ielā, lūdzu asfaltu"
    assert load(folder).classify_with_scores(Text("", text))[1] == pytest.approx(trained.nlp(text).cats)


def test_letters_are_read_by_what_saw_nothing_of_their_hand(
    sample: list[Example], folder: Path, trained: training.Trained
) -> None:
    nlp, held_out = load(folder).nlp, trained.held_out
    assert sorted(hand for one in held_out for hand in one.hands) == sorted({row.hand for row in sample})
    reader = Reader(Wishes(nlp), held_out)
    topics = component(nlp, "topics", Topics)
    whole = topics.linear
    for letter in {one.hand: one for one in letters.read(letters.TRAIN)}.values():
        reader.read(letter)
        assert topics.linear is next(one.topics for one in held_out if f"letters-{letter.hand}" in one.hands)
        assert topics.linear is not whole
    reader.read(replace(letter, hand="site"))
    assert topics.linear is whole


def test_test_texts_are_not_among_the_training_texts() -> None:
    train = {row.text for row in examples.read(examples.TRAIN)}
    assert not [row.id for row in examples.read(examples.TEST) if row.text in train]


def test_the_model_is_small() -> None:
    assert sum(path.stat().st_size for path in MODEL.rglob("*") if path.is_file()) < 5_000_000


def test_a_hand_stands_in_one_fold() -> None:
    hands = ["a"] * 50 + ["b"] * 30 + ["c"] * 20 + ["d", "e", "f"] * 10
    folds = training.folds_by_hand(hands).tolist()
    assert all(len({fold for fold, one in zip(folds, hands, strict=True) if one == hand}) == 1 for hand in set(hands))
    assert len(set(folds)) == training.FOLDS


def test_a_second_topic_is_told_by_its_own_score() -> None:
    """Where the second topic belongs its score is high, whatever the first one's lead."""
    chance = np.random.default_rng(0)
    scores = chance.normal(-2.0, 0.3, size=(400, 4))
    scores[:, 0] = 3.0
    belongs = np.arange(400) % 2 == 0
    scores[belongs, 1] = 1.5
    targets = np.zeros((400, 4))
    targets[:, 0], targets[belongs, 1] = 1.0, 0.4
    weights = fitting.further(scores, targets)
    assert weights["second"] > 0
    told = [weights["bias"] + weights["second"] * score for score in (1.5, -1.5)]
    assert told[0] > 0 > told[1]


def test_without_second_topics_none_is_told() -> None:
    weights = fitting.further(np.array([[2.0, 1.0], [1.0, 2.0]]), np.eye(2))
    assert weights["bias"] + weights["first"] + weights["second"] < 0
