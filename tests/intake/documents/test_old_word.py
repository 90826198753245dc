"""antiword in its own process: missing, hanging, failing and answering."""

import struct
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


def tracked(kept: bytes, deleted: bytes, width: int) -> bytes:
    """A Word 97 file of two runs, the second one deleted with the author's tracking on."""
    start, length = 1024, len(kept) + len(deleted)
    document = bytearray(5_120)
    struct.pack_into("<HH", document, 0, 0xA5EC, 0xC1)
    struct.pack_into("<II", document, 0xFA, 0, 12)
    struct.pack_into("<II", document, 0x1A2, 12, 21)
    document[start : start + length] = kept + deleted
    page = bytearray(512)
    struct.pack_into("<III", page, 0, start, start + len(kept), start + length)
    page[12:14] = bytes((0, 200))
    page[400:407] = bytes((6,)) + struct.pack("<HBHB", 0x0835, 1, 0x0800, 1)
    page[511] = 2
    document[2_048:2_560] = page
    where = 2 * start | 0x40000000 if width == 1 else start
    runs = struct.pack("<III", start, start + length, 4)
    table = runs + b"\2" + struct.pack("<IIIHIH", 16, 0, length // width, 0, where, 0)
    return compound({"WordDocument": bytes(document), "0Table": table.ljust(5_000, b"\0")})


@pytest.mark.parametrize(("coding", "width"), [("cp1252", 1), ("utf-16-le", 2)])
def test_words_that_a_tracked_change_deleted_never_reach_antiword(antiword: Path, coding: str, width: int) -> None:
    antiword.write_text("#!/bin/sh\ntr -cd 'A-Z ' < \"$5\" | tr -s ' '\n")
    antiword.chmod(0o755)
    data = tracked("SALABOT IELU".encode(coding), "SLEPENI".encode(coding), width)
    text = read(data, "a.doc", limits=Limits(seconds=5.0)).text
    assert "SALABOT IELU" in text
    assert "SLEPENI" not in text
