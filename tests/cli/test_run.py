"""`novads run` as the administrator starts it: a process of its own beside real Dovecot and a real SMTP server."""

from __future__ import annotations

import signal
import subprocess
import sys
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sink as smtp_sink
from conftest import free_port, wait_until
from dovecot import Dovecot
from installation import settings_file
from letters_for_tests import letter
from proxy import silent_server

ROOT = Path(__file__).parents[2]
LETTERS = 3


HANGING = """
[[mailbox]]
name = "hanging"
address = "hanging@example.lv"
host = "127.0.0.1"
port = {port}
security = "plain"
username = "x"
timeout_seconds = 600
"""


def installed(dovecot: Dovecot, sink: smtp_sink.Sink, folder: Path, port: int, more: str = "") -> Path:
    user = f"k{uuid.uuid4().hex[:12]}"
    dovecot.deliver(user, [letter(number) for number in range(LETTERS)])
    return settings_file(dovecot, sink, folder, user, f"[review]\nport = {port}\n{more}")


@contextmanager
def started(file: Path, *options: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "cli.main", "run", "--settings", str(file), *options]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.wait(30)


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as page:
            return bool(page.status == 200)
    except OSError:
        return False


def test_it_files_answers_and_shows_until_it_is_told_to_end(dovecot: Dovecot, tmp_path: Path) -> None:
    port = free_port()
    with smtp_sink.running(free_port()) as sink, silent_server() as (silent, _):
        file = installed(dovecot, sink, tmp_path, port, HANGING.format(port=silent))
        with started(file) as process:
            wait_until(lambda: answers(f"http://127.0.0.1:{port}/login"), "the staff's pages")
            wait_until(lambda: len(sink.message_ids()) == LETTERS, "the acknowledgements")
            process.send_signal(signal.SIGTERM)
            assert process.wait(150) == 0
        assert set(sink.message_ids().values()) == {1}


def test_two_workers_on_one_database_do_the_work_once(dovecot: Dovecot, tmp_path: Path) -> None:
    with smtp_sink.running(free_port()) as sink:
        file = installed(dovecot, sink, tmp_path, free_port())
        with started(file, "--only", "worker") as first, started(file, "--only", "worker") as second:
            wait_until(lambda: len(sink.message_ids()) == LETTERS, "the acknowledgements")
            for process in (first, second):
                process.send_signal(signal.SIGTERM)
                assert process.wait(150) == 0, process.stderr and process.stderr.read()
        assert set(sink.message_ids().values()) == {1}


def test_a_taken_port_is_told_in_a_line(dovecot: Dovecot, tmp_path: Path) -> None:
    with smtp_sink.running(free_port()) as sink:
        file = installed(dovecot, sink, tmp_path, sink.port)
        with started(file, "--only", "web") as process:
            assert process.wait(60) == 1
            assert process.stderr is not None
            told = process.stderr.read()
        assert f"review.port {sink.port}" in told
        assert "Traceback" not in told
