"""The demo: one command from nothing to a filled queue, again and again."""

from __future__ import annotations

import shutil
import subprocess
import sys
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def demo(folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "cli.main", "demo", "--folder", str(folder), "--no-serve", *more]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)


def sent(folder: Path) -> list[str]:
    mails = [message_from_bytes(path.read_bytes(), policy=default) for path in (folder / "sent").glob("*.eml")]
    return [str(mail["Message-ID"]) for mail in mails]


@pytest.mark.timeout(600)
def test_from_nothing_to_a_filled_queue_and_once_more(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    first = demo(folder)
    assert first.returncode == 0, first.stderr
    assert "44 filed, 0 ignored, 0 parked" in first.stdout
    assert "0 queued, 0 uncertain" in first.stdout
    mails = sent(folder)
    assert len(set(mails)) == len(mails)
    assert len(mails) > 30
    shutil.copy(ROOT / "samples" / "01-bedres.eml", folder / "mailbox" / "new" / "stranger.eml")
    stranger = folder / "mailbox" / "new" / "stranger.eml"
    stranger.write_bytes(stranger.read_bytes().replace(b"sample-01", b"stranger").replace(b"Labdien", b"Sveiki"))
    (folder / "novads.toml").unlink()
    again = demo(folder)
    assert again.returncode == 0, again.stderr
    assert "45 filed" in again.stdout
    assert len(sent(folder)) == len(mails) + 1


def test_somebody_elses_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "precious.txt").write_text("x")
    refused = demo(tmp_path, "--fresh")
    assert refused.returncode == 1
    assert "holds something else" in refused.stderr
    assert (tmp_path / "precious.txt").exists()


def test_every_sample_letter_is_a_letter() -> None:
    letters = sorted((ROOT / "samples").glob("*.eml"))
    assert len(letters) >= 40
    for path in letters:
        assert message_from_bytes(path.read_bytes())["Message-ID"], path.name
