"""antiword in its own process: missing, hanging, failing and answering."""

from pathlib import Path

import pytest
from compound_for_tests import compound
from documents_for_tests import read

from intake.documents import legacy
from intake.documents.limits import Limits
from storage.records import sentences

WORD = (0xA5EC).to_bytes(2, "little") + bytes(5_000)


@pytest.fixture
def antiword(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    program = tmp_path / "antiword"
    monkeypatch.setattr(legacy, "ANTIWORD", str(program))
    return program


def answer(program: Path, script: str) -> str:
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    content = read(compound({"WordDocument": WORD}), "a.doc", limits=Limits(seconds=2.0))
    return content.text or sentences(content.problems)


def test_its_text_is_taken_with_table_rows_as_tabs(antiword: Path) -> None:
    assert answer(antiword, r"printf 'Vēstule\n|a     |b    |\n'") == "Vēstule\na\tb"


def test_missing(antiword: Path) -> None:
    content = read(compound({"WordDocument": WORD}), "a.doc")
    assert "apt-get install antiword" in sentences(content.problems)


def test_hanging(antiword: Path) -> None:
    assert "not read within" in answer(antiword, "exec sleep 60")


def test_failing(antiword: Path) -> None:
    assert "antiword cannot read" in answer(antiword, "exit 1")


def test_the_real_one_refuses_what_is_no_word_file() -> None:
    assert "antiword cannot read" in sentences(read(compound({"WordDocument": WORD}), "a.doc").problems)
