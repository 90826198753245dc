"""The pipeline from text to verdict, with the model that comes with the program."""

from pathlib import Path

import pytest

from classifiers.pipeline import Classifier, ModelError, load


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return load()


def test_what_must_be_done_leads_over_where(classifier: Classifier) -> None:
    verdict = classifier.classify("", "Bedres pie bērnudārza Ķekavā, Gaismas ielā, lūdzu salabojiet asfaltu!")
    assert verdict.kind == "proposal"
    assert verdict.topics[0].id == "roads"
    assert verdict.places == ("kekava",)
    assert verdict.streets == ("Gaismas iela",)
    assert "Bedres" in verdict.reasons[0].words


def test_the_ground_gives_a_place_only_where_the_wish_has_none(classifier: Classifier) -> None:
    assert classifier.classify("", "Vajag laternas.", ground="Rakstu no Baldones.").places == ("baldone",)
    assert classifier.classify("", "Vajag laternas Mellupos.", ground="Rakstu no Baldones.").places == ("mellupi",)


@pytest.mark.parametrize(
    ("text", "language"),
    [("Lūdzu laternas", "lv"), ("ludzu salabojiet ielu", "lv"), ("Прошу фонари", "ru"), ("Please fix the lamps", "en")],
)
def test_language(classifier: Classifier, text: str, language: str) -> None:
    assert classifier.classify("", text).language == language


def test_an_empty_text_has_a_verdict(classifier: Classifier) -> None:
    assert classifier.classify("", "").unsure


def test_no_model_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="novads train"):
        load(tmp_path)
