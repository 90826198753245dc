"""`novads classify` as a user runs it."""

import io
import json
import subprocess
import sys

import pytest

from cli.main import main

FIELDS = {"id", "kind", "language", "topics", "places", "streets", "track", "unsure", "reasons"}


def given(text: str) -> io.TextIOWrapper:
    """Standard input that holds `text`; a lone surrogate stands for a byte that is not UTF-8."""
    return io.TextIOWrapper(io.BytesIO(text.encode(errors="surrogateescape")))


def test_classify(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [{"id": 7, "subject": "Ceļš", "text": "Bedres Baldonē, lūdzu asfaltu"}, {"id": "x", "text": "Прошу фонари"}]
    monkeypatch.setattr("sys.stdin", given("\n".join(map(json.dumps, rows))))
    assert main(["classify", "--jsonl"]) == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert first.keys() == FIELDS
    assert (first["id"], first["topics"][0]["id"], first["places"]) == (7, "roads", ["baldone"])
    assert (second["id"], second["language"], second["topics"][0]["id"]) == ("x", "ru", "lighting")


def test_processes_give_the_same_in_the_same_order(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [{"id": number, "text": f"Lūdzu {number} laternas Ķekavā"} for number in range(50)]
    printed = []
    for processes in ("1", "2"):
        monkeypatch.setattr("sys.stdin", given("\n".join([*map(json.dumps, rows), "nonsense"])))
        assert main(["classify", "--jsonl", "--processes", processes]) == 2
        printed.append(capsys.readouterr())
    one, two = printed
    assert len(one.out.splitlines()) == len(rows)
    assert one == two


@pytest.mark.parametrize("line", ["nonsense", "[]", '{"id": 1}', '{"text": "\udcff"}'])
def test_an_unusable_line_is_named(
    line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", given(line))
    assert main(["classify", "--jsonl"]) == 2
    assert "line 1" in capsys.readouterr().err


def test_each_text_is_answered_while_more_may_come() -> None:
    command = [sys.executable, "-m", "cli.main", "classify", "--jsonl"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for name in ("first", "second"):
            process.stdin.write(json.dumps({"id": name, "text": "Lūdzu laternas."}) + "\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == name


def test_what_came_before_a_wrong_line_is_answered(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [json.dumps({"id": number, "text": "Lūdzu laternas."}) for number in range(40)]
    monkeypatch.setattr("sys.stdin", given("\n".join([*lines, "[]", *lines])))
    assert main(["classify", "--jsonl"]) == 2
    printed = capsys.readouterr()
    assert [json.loads(line)["id"] for line in printed.out.splitlines()] == list(range(40))
    assert "line 41" in printed.err
