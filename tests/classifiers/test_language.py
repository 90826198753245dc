"""The language guess on short fictional sentences, with and without diacritics."""

import pytest

from classifiers.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Lūdzu salabojiet ielu pie skolas.", "lv"),
        ("Ludzu salabojiet ielu pie skolas", "lv"),
        ("Прошу починить дорогу у школы.", "ru"),
        ("Please repair the road near the school.", "en"),
        ("12345 --", ""),
    ],
)
def test_the_language_of_a_sentence(text: str, language: str) -> None:
    assert language_of(text) == language
