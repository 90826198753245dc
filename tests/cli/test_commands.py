"""The commands as an administrator types them."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from letters_for_tests import letter
from sqlalchemy import update

from cli.main import COMMANDS, main
from storage.store import Store
from storage.tables import polls

ROOT = Path(__file__).parents[2]


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder of an installation that reads a folder of .eml files."""
    (tmp_path / "in").mkdir()
    (tmp_path / "novads.toml").write_text(
        '[[folder]]\nname = "in"\npath = "in"\naddress = "novads@example.lv"\n'
        '[smtp]\nfrom_address = "novads@example.lv"\n[ocr]\nenabled = false\n'
    )
    monkeypatch.chdir(tmp_path)
    for name in ("NOVADS_SETTINGS", "NOVADS_GENERAL__MODE"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def drop(folder: Path, number: int) -> None:
    path = folder / "in" / f"{number}.eml"
    path.write_bytes(letter(number))
    import os

    os.utime(path, (time.time() - 60,) * 2)


def test_help_names_every_command_and_loads_nothing_heavy() -> None:
    script = (
        "import sys; from cli.main import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "print([name for name in ('spacy', 'sqlalchemy', 'pydantic', 'numpy', 'flask') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.rstrip().endswith("[]")
    for name in COMMANDS:
        assert re.search(rf"^ +{name} ", done.stdout, re.MULTILINE), name


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_its_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])
    assert ended.value.code == 0
    assert "usage: novads" in capsys.readouterr().out


def test_poll_files_and_status_tells(installed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    drop(installed, 1)
    assert main(["poll"]) == 0
    assert "in : 1 new, 0 known" in capsys.readouterr().out
    assert main(["status"]) == 0
    told = capsys.readouterr().out
    assert "1 filed" in told
    assert "1 to review" in told
    assert "1 held" in told, "mode observe holds the acknowledgement"


def test_logs_hold_ids_and_never_the_letters_words(installed: Path, capfd: pytest.CaptureFixture[str]) -> None:
    drop(installed, 1)
    main(["poll"])
    logged = capfd.readouterr().err
    assert '"event": "message filed", "message": 1' in logged
    for word in ("Labdien", "resident1", "Priekšlikums"):
        assert word not in logged


def test_a_parked_letter_is_told_with_its_reason_and_retried(
    installed: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(installed, 1)
    with monkeypatch.context() as broken:
        broken.setattr("intake.packed.read_letter", lambda raw: 1 / 0)
        main(["poll"])
        assert main(["retry"]) == 1
    capsys.readouterr()
    assert main(["status"]) == 1
    assert re.search(r"parked +1, received .* at read: .*ZeroDivisionError", capsys.readouterr().out)
    assert main(["retry"]) == 0
    assert "1 filed, 0 parked again" in capsys.readouterr().out


def test_mails_that_the_mode_holds_are_counted_and_ask_for_a_person_once_mail_may_leave(
    installed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    drop(installed, 1)
    assert main(["poll"]) == 0
    capsys.readouterr()
    assert main(["status"]) == 0
    assert "1 mails to residents held: mode is observe" in capsys.readouterr().out
    monkeypatch.setenv("NOVADS_GENERAL__MODE", "live")
    monkeypatch.setenv("NOVADS_SMTP__HOST", "127.0.0.1")
    assert main(["status"]) == 1
    assert "send or drop them at http" in capsys.readouterr().out
    main(["doctor"])
    assert "WRONG  held mails: 1 mails" in capsys.readouterr().out


def test_faulty_settings_are_all_told_and_nothing_runs(installed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (installed / "novads.toml").write_text('[general]\nmode = "loud"\n[nonsense]\n')
    for command in ("poll", "status", "doctor", "run", "retry"):
        with pytest.raises(SystemExit) as ended:
            main([command])
        assert ended.value.code == 2
        told = capsys.readouterr().err
        assert "general.mode" in told
        assert "nonsense: no such setting" in told


@pytest.mark.parametrize("command", ["poll", "status", "run", "retry"])
def test_a_database_that_does_not_answer_is_told_in_a_line(
    command: str, installed: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NOVADS_GENERAL__DATABASE_URL", "postgresql+psycopg://novads@127.0.0.1:1/novads")
    assert main([command]) == 1
    told = capsys.readouterr().err
    assert f"novads {command}: the database did not answer" in told
    assert "novads doctor" in told


def test_doctor_finds_nothing_wrong_here(installed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--deep"]) == 0
    told = capsys.readouterr().out
    for what in ("data folder", "database", "clock", "model", "page reader", "mailbox in", "SMTP", "originals"):
        assert f"ok     {what}" in told


def test_doctor_tells_what_is_wrong_and_what_to_do(
    installed: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(installed, 1)
    main(["poll"])
    original = next(path for path in (installed / "var" / "originals").rglob("*") if path.is_file())
    original.write_bytes(b"changed")
    (installed / "novads.toml").write_text(
        '[general]\nmode = "live"\n[[mailbox]]\nname = "town"\naddress = "novads@example.lv"\nhost = "127.0.0.1"\n'
        'port = 1\nusername = "x"\n[mailbox.oauth]\nclient_secret_expires = 2026-01-01\n'
        '[smtp]\nhost = "127.0.0.1"\nport = 1\n[classifier]\nmodel = "nowhere"\n'
    )
    monkeypatch.setenv("NOVADS_GENERAL__DATABASE_URL", f"sqlite:///{installed}/var/novads.sqlite")
    capsys.readouterr()
    assert main(["doctor", "--deep"]) == 1
    told = capsys.readouterr().out
    for what in ("mailbox town", "SMTP", "model", "client secret of mailbox town", "originals"):
        assert re.search(rf"^WRONG  {what}: .+", told, re.MULTILINE), what
    assert "expired on 2026-01-01" in told
    assert "restore from a backup" in told


def test_status_asks_for_a_person_when_polling_stopped(installed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status"]) == 1, "never polled"
    main(["poll"])
    assert main(["status"]) == 0
    store = Store(f"sqlite:///{installed}/var/novads.sqlite")
    with store.change() as connection:
        connection.execute(update(polls).values(ended_at=datetime(2026, 1, 1, tzinfo=UTC)))
    store.close()
    capsys.readouterr()
    assert main(["status"]) == 1
    assert "NOT POLLED  in, no good poll since 2026-01-01" in capsys.readouterr().out


def test_a_mailbox_that_is_polled_no_more_needs_nobody(installed: Path) -> None:
    file = installed / "novads.toml"
    told = file.read_text()
    file.write_text(told.replace('path = "in"', 'path = "gone"').replace('name = "in"', 'name = "mistyped"'))
    assert main(["poll"]) == 1
    file.write_text(told)
    assert main(["poll"]) == 0
    assert main(["status"]) == 0


def test_a_parked_letter_over_the_limit_comes_in_whole_once_the_limit_is_raised(
    installed: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    drop(installed, 1)
    path = installed / "in" / "1.eml"
    path.write_bytes(path.read_bytes() + b"Vairs nekas.\r\n" * 100)
    import os

    os.utime(path, (time.time() - 60,) * 2)
    monkeypatch.setenv("NOVADS_POLL__MESSAGE_BYTES", "1024")
    main(["poll"])
    assert main(["retry"]) == 1
    monkeypatch.setenv("NOVADS_POLL__OVER_LIMIT", "fetch")
    capsys.readouterr()
    assert main(["retry"]) == 0
    assert "1 filed, 0 parked again" in capsys.readouterr().out
    assert main(["status"]) == 0
