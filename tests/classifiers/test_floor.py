"""The floor under the figures, on texts that trained and tuned nothing; `novads evaluate` prints them all."""

import pytest

from classifiers import evaluation, examples
from classifiers.evaluation import Case
from classifiers.pipeline import Classifier


@pytest.fixture(scope="module")
def measured(classifier: Classifier) -> list[Case]:
    return evaluation.cases(classifier, examples.read(examples.TEST))


@pytest.fixture(scope="module")
def proposals(measured: list[Case]) -> list[Case]:
    return [case for case in measured if case.example.kind == "proposal"]


def test_topics(proposals: list[Case]) -> None:
    assert evaluation.primary(proposals) > 0.8
    assert evaluation.micro_f1(proposals) > 0.8
    assert evaluation.macro_f1(proposals) > 0.8
    assert evaluation.top_three(proposals) > 0.95


@pytest.mark.parametrize(("style", "floor"), [("indirect", 0.75), ("misleading", 0.75), ("no_diacritics", 0.8)])
def test_topics_of_hard_texts(proposals: list[Case], style: str, floor: float) -> None:
    assert evaluation.primary([case for case in proposals if case.example.style == style]) > floor


def test_topics_by_a_voice_never_met(proposals: list[Case]) -> None:
    assert not [row for row in examples.read(examples.TRAIN) if row.hand == "t"]
    assert evaluation.primary([case for case in proposals if case.example.hand == "t"]) > 0.85


def test_what_is_not_unsure_is_right_more_often(proposals: list[Case]) -> None:
    certain = evaluation.sure(proposals)
    assert len(certain) > 0.55 * len(proposals)
    assert evaluation.primary(certain) > 0.92


def test_no_proposal_is_lost(measured: list[Case]) -> None:
    lost = [case for case in measured if case.example.kind == "proposal" and case.verdict.kind == "noise"]
    assert len(lost) <= 1
    assert evaluation.kind_f1(measured) > 0.91


def test_places(measured: list[Case]) -> None:
    true, suggested, labelled = evaluation.place_counts([c for c in measured if c.example.kind != "noise"])
    assert true / suggested > 0.97
    assert true / labelled > 0.95


def test_language(measured: list[Case]) -> None:
    assert sum(case.example.language == case.verdict.language for case in measured) > 0.99 * len(measured)


def test_the_report_has_every_part(measured: list[Case]) -> None:
    lines = "\n".join(evaluation.report(measured))
    for part in (
        "primary topic by style",
        "kind: macro F1",
        "places: precision",
        "calibration",
        "coverage",
        "per topic",
    ):
        assert part in lines
