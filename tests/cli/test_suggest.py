"""`novads suggest`: what would happen to a letter, from the command line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from letters_for_tests import letter, out_of_office

from cli.main import main

KEYS = [
    "file",
    "kind",
    "language",
    "track",
    "acknowledge",
    "acknowledge_reason",
    "proposals",
    "refers_to",
    "text",
    "attachments_text",
    "personal_data",
    "error",
]


def suggested(capsys: pytest.CaptureFixture[str], *files: Path | str) -> Sequence[dict[str, Any]]:
    """What the command prints for files, one object each; the exit status must fit the errors."""
    status = main(["suggest", "--jsonl", *map(str, files)])
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert status == int(any(row["error"] for row in found))
    return found


def test_a_letter_with_three_wishes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "letter.eml"
    file.write_bytes(letter(5))
    (found,) = suggested(capsys, file)
    assert list(found) == KEYS
    assert (found["kind"], found["acknowledge"], found["track"]) == ("proposal", True, "budget")
    assert [proposal["places"] for proposal in found["proposals"]] == [["balozi"], ["katlakalns"], ["baldone"]]
    assert all(proposal["text"] in found["text"] for proposal in found["proposals"])


def test_a_machine_is_not_answered_and_proposes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "auto.eml"
    file.write_bytes(out_of_office(1))
    (found,) = suggested(capsys, file)
    assert (found["kind"], found["acknowledge"], found["proposals"]) == ("auto", False, [])
    assert found["acknowledge_reason"]


def test_it_tells_which_letter_is_answered_and_where_personal_data_stand(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mail = EmailMessage()
    mail["From"] = "anna@example.org"
    mail["Subject"] = "Re: ceļš"
    mail["In-Reply-To"] = "<earlier@example.lv>"
    mail.set_content("Lūdzu tomēr salabojiet bedres pie Mellupu pieturas. Zvaniet 26123456.")
    file = tmp_path / "reply.eml"
    file.write_bytes(mail.as_bytes())
    (found,) = suggested(capsys, file)
    assert found["refers_to"] == "<earlier@example.lv>"
    phone = next(one for one in found["personal_data"] if one["kind"] == "phone")
    assert found["text"][phone["start"] : phone["end"]] == phone["value"] == "26123456"


def test_an_attached_text_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mail = EmailMessage()
    mail["From"] = "anna@example.org"
    mail["Subject"] = "Priekšlikums"
    mail.set_content("Sūtu pielikumā.")
    mail.add_attachment("Baldonē vajag laternas Pārupes ielā, vakaros tumšs.", filename="ideja.txt")
    file = tmp_path / "attached.eml"
    file.write_bytes(mail.as_bytes())
    (found,) = suggested(capsys, file)
    assert "laternas" in found["attachments_text"]
    assert found["proposals"][-1]["places"] == ["baldone"]


def test_a_missing_file_is_an_error_of_its_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "letter.eml"
    file.write_bytes(letter(1))
    missing, there = suggested(capsys, tmp_path / "none.eml", file)
    assert list(missing) == KEYS
    assert "cannot be opened" in missing["error"]
    assert not there["error"]
