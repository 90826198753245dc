"""A very large letter is in memory as few times as can be: once as it came, once as its files."""

from __future__ import annotations

import base64
import os
import re
import tracemalloc
from pathlib import Path

from intake.documents import DocumentReader
from intake.packed import open_letter
from intake.stations import Attachment
from storage.originals import Originals

FILE = os.urandom(24 << 20)
LETTER = (
    b"From: Anna <anna@example.org>\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nLabdien!\r\n--x\r\n"
    b"Content-Type: application/octet-stream; name=plans.bin\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    + base64.encodebytes(FILE).replace(b"\n", b"\r\n")
    + b"--x--\r\n"
)


def test_reading_holds_the_letter_and_its_files_once(tmp_path: Path) -> None:
    originals = Originals(tmp_path)
    kept = originals.put([LETTER])
    with DocumentReader(None) as documents:
        tracemalloc.start()
        letter = open_letter(originals.read(kept.sha256), documents)
        (document,) = documents.read(letter.attachments)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert letter.attachments[0].data == FILE
    assert document.size == len(FILE)
    assert peak < 2 * len(LETTER)


def test_the_process_that_opens_files_keeps_no_copies() -> None:
    with DocumentReader(None) as documents:
        documents.read([Attachment("plans.bin", "application/octet-stream", FILE[:1000])])
        before = _peak(documents)
        for _ in range(2):
            documents.read([Attachment("plans.bin", "application/octet-stream", FILE)])
        assert _peak(documents) - before < 3.2 * len(FILE)


def _peak(documents: DocumentReader) -> int:
    running = documents._child._running
    assert running is not None
    status = Path(f"/proc/{running.process.pid}/status").read_text()
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    assert found
    return int(found[1]) << 10
