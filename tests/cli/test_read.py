"""`novads read` as an administrator runs it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

KEYS = (
    "file subject from_name from_address reply_to to date message_id in_reply_to references language text own_text "
    "quoted_text html_present is_auto auto_reason attachments problems"
)
RAW = (
    b"From: Anna <anna@example.lv>\r\nSubject: =?utf-8?Q?Iet=C4=93m?=\r\n\r\nL\xc5\xabdzu labojiet ielu.\r\n> vecs\r\n"
)


def novads(*words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "cli.main", "read", *words]
    return subprocess.run(command, input=given, capture_output=True, timeout=60, check=False)


@pytest.fixture
def message(tmp_path: Path) -> Path:
    path = tmp_path / "letter.eml"
    path.write_bytes(RAW)
    return path


def test_a_message_is_printed_with_exactly_the_documented_keys(message: Path) -> None:
    done = novads(str(message))
    found = json.loads(done.stdout)
    assert done.returncode == 0
    assert tuple(found) == tuple(KEYS.split())
    assert (found["subject"], found["language"], found["own_text"]) == ("Ietēm", "lv", "Lūdzu labojiet ielu.")
    assert found["quoted_text"] == "> vecs"


def test_standard_input_and_many_files_give_a_line_each(message: Path) -> None:
    assert json.loads(novads("-", given=RAW).stdout)["from_name"] == "Anna"
    done = novads("--jsonl", str(message), str(message) + ".missing")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert lines[0]["subject"] == "Ietēm"
    assert "cannot be opened" in lines[1]["problems"][0]


def test_file_names_from_standard_input_are_answered_at_once(message: Path) -> None:
    command = [sys.executable, "-m", "cli.main", "read", "--files-from", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for _ in range(2):
            process.stdin.write(f"{message}\n".encode())
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["file"] == str(message)
        process.stdin.close()
        assert process.wait(20) == 0


def test_an_attachment_is_named_measured_and_hashed(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(b"Content-Type: application/octet-stream; name=a.bin\nContent-Transfer-Encoding: base64\n\nYWJj\n")
    attachment = json.loads(novads(str(path)).stdout)["attachments"][0]
    assert attachment["size"] == 3
    assert attachment["sha256"].startswith("ba7816bf8f01cfea")
    assert set(attachment) == set("filename content_type size sha256 text pages signed_by problem inside".split())


def test_no_file_is_an_error_of_use() -> None:
    assert novads().returncode == 2
