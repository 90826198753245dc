"""`novads learn` from the shell: what learned models are there, and one step back."""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from classifiers.pipeline import MODEL, model_id
from cli import building
from cli.main import main
from storage import learning
from storage.store import Store

AT = datetime(2026, 11, 3, 9, tzinfo=UTC)


@pytest.fixture
def learn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """The command in an empty data folder."""
    told = tmp_path / "novads.toml"
    told.write_text(f'[general]\ndata_folder = "{tmp_path / "data"}"\n')
    monkeypatch.chdir(tmp_path)
    return lambda *options: main(["learn", *options])


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
