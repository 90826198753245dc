"""The model that comes with the program, loaded once."""

import pytest

from classifiers.pipeline import Classifier, load


@pytest.fixture(scope="session")
def classifier() -> Classifier:
    return load()
