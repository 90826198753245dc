"""Training anew: the latest rows judge, a worse model is told, the new one has an id of its own."""

from dataclasses import replace
from pathlib import Path

import pytest

from classifiers import examples, relearning
from classifiers.pipeline import MODEL, load

ROWS = [one for one in examples.read(examples.TRAIN) if one.kind == "proposal" and one.hand == "a"]


def test_the_latest_fifth_judges_and_does_not_train() -> None:
    learned, latest = relearning.parted(ROWS[:50])
    assert (len(learned), list(latest)) == (40, ROWS[40:50])
    assert relearning.parted(ROWS[:3]) == (ROWS[:3], [])


@pytest.mark.parametrize(
    ("frozen", "latest", "no_worse"), [(0.8, 0.7, True), (0.797, 0.7, True), (0.78, 0.9, False), (0.9, 0.69, False)]
)
def test_worse_on_either_set_is_worse(frozen: float, latest: float, no_worse: bool) -> None:
    assert relearning.Trial(0.8, frozen, 0.7, latest, 20).no_worse is no_worse


@pytest.mark.timeout(300)
def test_a_model_trained_anew_works_under_its_own_name(tmp_path: Path) -> None:
    given = examples.read(examples.TRAIN)[::24]
    confirmed = [replace(one, hand="site") for one in ROWS[:10]]
    trial = relearning.relearn(confirmed, MODEL, tmp_path / "new", "7", given, examples.read(examples.TEST)[::10])
    new = load(tmp_path / "new")
    assert new.model_id == load().model_id + "+7" == new.classify("", "Lūdzu salabot bedres.").model_id
    assert trial.judged == 2
    assert new.split("", ["Lūdzu salabot bedres ielā."])[0].text.startswith("Lūdzu")
    least = relearning.most_instructive(new, ROWS[:12], 3)
    margins = {one.id: new.classify(one.subject, one.text).margin for one in ROWS[:12]}
    assert [margins[one.id] for one in least] == sorted(margins.values())[:3]
