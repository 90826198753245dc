"""What people call the same or different teaches the likeness: little by little, and never for the worse."""

from __future__ import annotations

from dataclasses import asdict, replace

import pytest

from classifiers.similar import SHIPPED, Described, Likeness, Weights
from classifiers.similar.learning import Answer, fit, joined, right
from classifiers.similar.nouns import Said
from classifiers.similar.relearning import Trial, relearn
from classifiers.similar.weights import Evidence, Where, from_json

ALIKE = Evidence(words=0.4, ideas=0.7, topics=1.0, where=Where.SAME, matters=1.0)
DOUBTFUL = replace(ALIKE, words=0.1, ideas=0.45, matters=0.5)
LAMPS = Described(1, "Baložos Uzvaras prospektā nedeg laternas", ("lighting",), ("balozi",))
AGAIN = Described(2, "Lūdzu salabot laternas, Uzvaras prospekts ir tumšs", ("lighting",), ("balozi",))
BOOKS = Described(3, "Baldones bibliotēkai vajag jaunas bērnu grāmatas", ("culture",), ("baldone",))
HOURS = Described(4, "Baldones bibliotēkai vajadzētu strādāt arī sestdienās", ("culture",), ("baldone",))
GOOD = Trial(0.8, 0.8, 0.9, 0.9, 0.6, 0.6, 10)


def answers(same: int, different: int) -> list[Answer]:
    return [Answer(ALIKE, True)] * same + [Answer(DOUBTFUL, False)] * different


def moved(weights: Weights) -> float:
    before, after = asdict(SHIPPED), asdict(weights)
    return float(sum(abs(after[name] - before[name]) for name in before))


def test_no_answer_moves_nothing() -> None:
    assert fit([]) == SHIPPED


def test_ten_answers_move_little_and_a_hundred_more() -> None:
    ten, hundred = fit(answers(5, 5)), fit(answers(50, 50))
    assert 0 < abs(ten.alike - SHIPPED.alike) < 0.08
    assert moved(hundred) > 1.5 * moved(ten)


def test_what_is_often_called_different_is_suggested_no_more_and_the_same_still_is() -> None:
    assert joined(SHIPPED, DOUBTFUL)
    learned = fit(answers(50, 50))
    assert not joined(learned, DOUBTFUL)
    assert joined(learned, ALIKE)


def test_what_is_often_called_the_same_is_suggested_from_then_on() -> None:
    faint = replace(ALIKE, words=0.05, ideas=0.3, topics=0.8)
    assert not joined(SHIPPED, faint)
    assert joined(fit([Answer(faint, True)] * 100), faint)


def test_learned_weights_stay_shares_and_are_kept_as_they_are() -> None:
    learned = fit(answers(3, 90))
    assert learned.words + learned.ideas + learned.topics == pytest.approx(1)
    assert all(0 < value < 1 for value in asdict(learned).values())
    assert from_json(learned.to_json()) == learned


def test_a_group_never_reaches_into_another_place_whatever_is_learned() -> None:
    elsewhere = replace(ALIKE, where=Where.OTHER)
    assert not joined(fit([Answer(elsewhere, True)] * 200), elsewhere)


def test_a_wrong_suggestion_counts_more_than_a_missed_one() -> None:
    only = Weights(alike=0.99)
    assert right(SHIPPED, answers(1, 1)) == pytest.approx(1 / 4)
    assert right(only, answers(1, 1)) == pytest.approx(3 / 4)
    assert right(SHIPPED, []) == 1


def test_evidence_is_what_a_query_weighs() -> None:
    index = Likeness((LAMPS, AGAIN, BOOKS, HOURS))
    for weights in (SHIPPED, Weights(words=0.8, ideas=0.1, topics=0.1)):
        index.weights = weights
        found = next(one for one in index.query(AGAIN) if one.id == LAMPS.id)
        assert weights.score(index.evidence(AGAIN, LAMPS.id)) == pytest.approx(found.score)
    index.weights = Weights(alike=0.99)
    assert not index.group(AGAIN)


@pytest.mark.parametrize(
    ("trial", "works"),
    [
        (GOOD, True),
        (replace(GOOD, frozen=0.79), False),
        (replace(GOOD, latest=0.59), False),
        (replace(GOOD, first=0.89), True),
        (replace(GOOD, first=0.85), False),
        (replace(GOOD, frozen=0.9, latest=0.7), True),
    ],
)
def test_new_weights_work_only_when_no_worse(trial: Trial, works: bool) -> None:
    assert trial.no_worse == works


def test_the_latest_fifth_judges_and_does_not_teach() -> None:
    taught = [Said(BOOKS, HOURS, same=False)] * 40

    def plain(number: int, text: str, language: str) -> Described:
        return Described(number, text, (), (), language)

    town = (LAMPS, AGAIN)
    learned, trial = relearn([*taught, *[Said(LAMPS, AGAIN, same=True)] * 10], town, SHIPPED, plain)
    contrary, judged = relearn([*taught, *[Said(LAMPS, AGAIN, same=False)] * 10], town, SHIPPED, plain)
    assert learned == contrary != SHIPPED
    assert trial.judged == 10
    assert {trial.latest_before, judged.latest_before} == {0, 1}
    assert 0 < trial.frozen <= 1
    assert 0 < trial.first <= 1
