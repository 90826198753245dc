"""What an administrator may give wrongly, command by command: one sentence that says what, and no traceback."""

from __future__ import annotations

import io
import sqlite3
from pathlib import Path

import pytest

from cli.main import main

SETTINGS = """
[general]
data_folder = "data"
[[folder]]
name = "in"
path = "in"
"""


@pytest.fixture(autouse=True)
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "novads.toml").write_text(SETTINGS)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["retry", "999"], "there is no message 999"),
        (["evaluate", "--data", "gone"], "gone: no .jsonl file of labelled texts"),
        (["evaluate", "--model", "gone"], "no model in gone"),
        (["train", "--data", "gone", "--output", "made"], "gone: no .jsonl file of labelled texts"),
        (["read", "--files-from", "gone"], "gone: No such file"),
        (["digest", "--preview", "--out", "novads.toml/x"], "novads.toml"),
    ],
)
def test_what_is_not_there_is_named(words: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 1
    assert told in capsys.readouterr().err


def test_a_model_that_is_not_there(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO('{"text": "Lūdzu salabot ceļu."}\n'))
    assert main(["classify", "--jsonl", "--model", "gone"]) == 1
    assert "no model in gone" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("DIGEST__RECIPIENTS", '["anna"]', "digest.recipients.1: 'anna' is no address"),
        ("ALERTS__RECIPIENTS", '["a@example.lv", "b@c@d"]', "alerts.recipients.2: 'b@c@d' is no address"),
        ("GENERAL__REDIRECT_TO", "Anna <a@example.lv>", "general.redirect_to: 'Anna <a@example.lv>' is no address"),
        ("SMTP__FROM_ADDRESS", "novads @example.lv", "smtp.from_address: 'novads @example.lv' is no address"),
        ("GENERAL__DATABASE_URL", "mysql://x", "general.database_url: an address that begins with"),
    ],
)
def test_addresses_in_the_settings_are_checked(
    name: str, value: str, told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(f"NOVADS_{name}", value)
    with pytest.raises(SystemExit, match="2"):
        main(["status"])
    assert told in capsys.readouterr().err


def test_a_message_that_is_not_parked_is_not_taken_up_again(
    installed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import os
    import time

    path = installed / "in" / "1.eml"
    path.write_bytes(b"From: a@example.org\r\nSubject: x\r\n\r\nLabdien!\r\n")
    os.utime(path, (time.time() - 60,) * 2)
    main(["poll"])
    assert main(["retry", "1"]) == 1
    assert "message 1 is filed, not parked" in capsys.readouterr().err


def test_nothing_to_poll_is_told(installed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (installed / "novads.toml").write_text('[general]\ndata_folder = "data"\n')
    assert main(["poll"]) == 1
    assert "no mailbox is set" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["status", "poll", "retry", "doctor"])
def test_a_database_of_a_newer_version_or_of_something_else_is_told(
    command: str, installed: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["status"])
    with sqlite3.connect(installed / "data" / "novads.sqlite") as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    assert main([command]) == 1
    assert "of a newer version of the program" in "".join(capsys.readouterr())
    (installed / "other.sqlite").write_text("no database at all, but long enough to be looked at as one\n" * 30)
    monkeypatch.setenv("NOVADS_GENERAL__DATABASE_URL", "sqlite:///other.sqlite")
    assert main([command]) == 1
    assert "file is not a database" in "".join(capsys.readouterr())
