"""`novads learn` in an installation of the test's own."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.main import main

Learn = Callable[..., int]


@pytest.fixture
def learn_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Learn]:
    """The command beside an empty data folder, by the settings beyond it."""

    def made(settings: str) -> Learn:
        told = tmp_path / "novads.toml"
        told.write_text(f'[general]\ndata_folder = "{tmp_path / "data"}"\n{settings}')
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr(os, "nice", lambda _: 0)  # it runs in the tests' own process, which goes on after it
        return lambda *options: main(["learn", *options])

    return made
