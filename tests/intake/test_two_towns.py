"""Two installations write to each other: by real SMTP one acknowledgement each way at most, never a loop."""

from __future__ import annotations

import email
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sink as smtp_sink
from conftest import free_port
from letters_for_tests import letter

from cli.building import worker_of
from config.loading import load_settings
from intake.worker import Worker
from storage import messages, outbox

SETTINGS = """
[general]
mode = "live"
data_folder = "{folder}/data"
[[folder]]
name = "in"
path = "{folder}/in"
address = "{address}"
[smtp]
host = "127.0.0.1"
port = {port}
security = "plain"
from_address = "{address}"
[ocr]
enabled = false
"""


@contextmanager
def town(folder: Path, address: str, port: int) -> Iterator[Worker]:
    (folder / "in").mkdir(parents=True)
    file = folder / "novads.toml"
    file.write_text(SETTINGS.format(folder=folder, address=address, port=port))
    with worker_of(load_settings(file, {})) as worker:
        yield worker


def put(folder: Path, number: int, raw: bytes) -> None:
    path = folder / "in" / f"{number}.eml"
    path.write_bytes(raw)
    os.utime(path, (time.time() - 60,) * 2)  # a file that still grows is left alone


def test_they_do_not_answer_each_other_for_ever(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    with (
        smtp_sink.running(free_port()) as sink,
        town(first, "first@example.lv", sink.port) as one,
        town(second, "second@example.lv", sink.port) as other,
    ):
        put(first, 0, letter(1).replace(b"resident1@example.org", b"second@example.lv"))
        delivered = 0
        for _ in range(4):
            one.round()
            other.round()
            for number, (_, recipients, content) in enumerate(sink.mails[delivered:], delivered + 1):
                put({"first@example.lv": first, "second@example.lv": second}[recipients[0]], number, content)
            delivered = len(sink.mails)
    assert delivered == 1, "the acknowledgement of a person's letter"
    assert email.message_from_bytes(sink.mails[0][2])["Auto-Submitted"] == "auto-replied"
    with other.store.ask() as connection:
        assert sum(outbox.counts(connection).values()) == 0
        assert messages.counts(connection)["filed"] == 1, "suggested as machine mail, but not dropped"
