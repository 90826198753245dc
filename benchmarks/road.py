"""Letters per second from a mailbox (a real Dovecot) to filed and acknowledged (a real SMTP sink), split by stage,
beside a bare fetch of the same mailbox by mbsync in the same run; peak memory at each size.

    PYTHONPATH=.:tests:tests/intake .venv/bin/python -m benchmarks.road 100 1000 10000

Needs Debian's dovecot-imapd and isync. Each size runs in a process of its own, so that peak memory is its own.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import Pipe, Process
from multiprocessing.connection import Connection
from pathlib import Path

import dovecot as server
from conftest import free_port, wait_until
from letters_for_tests import letter
from sink import running

MBSYNC = """IMAPAccount bench
Host 127.0.0.1
Port {port}
User bench
Pass {password}
SSLType None
AuthMechs LOGIN

IMAPStore far
Account bench

MaildirStore near
Path {folder}/near/
Inbox {folder}/near/INBOX
SubFolders Verbatim

Channel bench
Far :far:
Near :near:
Patterns INBOX
Create Near
SyncState *
Sync Pull
"""


def main(sizes: list[int]) -> None:
    """Print a table, one row per size."""
    print("letters  mbsync/s  fetch/s  process/s  send/s  whole/s  whole vs mbsync  peak MB")
    for size in sizes:
        command = [sys.executable, "-m", "benchmarks.road", "--one", str(size)]
        print(subprocess.run(command, check=True, capture_output=True, text=True).stdout, end="", flush=True)


def measure(size: int) -> str:
    """One row: rates of each stage and the peak memory of this process."""
    port = free_port()
    with _dovecot() as box, _sink(port) as arrived, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _fill(box, size)
        bare = _timed(lambda: _mbsync(box, folder))
        fetch, process, send = _ours(box, port, folder, size)
        assert arrived() == size
    whole = fetch + process + send
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rates = [size / seconds for seconds in (bare, fetch, process, send, whole)]
    cells = "  ".join(f"{rate:8.0f}" for rate in rates)
    return f"{size:7}  {cells}  {whole / bare:14.1f}x  {peak:7.0f}"


@contextmanager
def _sink(port: int) -> Iterator[Callable[[], int]]:
    """An SMTP server in a process of its own, since it keeps all mails; gives how many Message-IDs arrived."""
    ours, theirs = Pipe()
    server = Process(target=_serve, args=(port, theirs), daemon=True)
    server.start()
    assert ours.recv() == "ready"

    def arrived() -> int:
        ours.send("how many")
        return int(ours.recv())

    yield arrived
    server.terminate()
    server.join(30)


def _serve(port: int, asked: Connection) -> None:
    with running(port) as sink:
        asked.send("ready")
        while asked.recv():
            asked.send(len(sink.message_ids()))


def _ours(box: server.Dovecot, smtp: int, folder: Path, size: int) -> tuple[float, float, float]:
    from cli.building import worker_of
    from config.loading import load_settings

    environ = {
        "NOVADS_GENERAL__MODE": "live",
        "NOVADS_GENERAL__DATA_FOLDER": str(folder / "data"),
        "NOVADS_SMTP__HOST": "127.0.0.1",
        "NOVADS_SMTP__PORT": str(smtp),
        "NOVADS_SMTP__SECURITY": "plain",
        "NOVADS_OCR__ENABLED": "false",
    }
    file = folder / "novads.toml"
    file.write_text(
        f'[[mailbox]]\nname="bench"\naddress="novads@example.lv"\nhost="127.0.0.1"\nport={box.port}\n'
        f'security="plain"\nusername="bench"\npassword="{server.PASSWORD}"\n'
    )
    with worker_of(load_settings(file, environ)) as worker:
        fetch = _timed(worker.poll)
        process = _timed(worker.road.process_waiting)
        send = _timed(worker.deliver)
    return fetch, process, send


def _fill(box: server.Dovecot, size: int) -> None:
    client = box.client("bench")
    client.select_folder("INBOX")
    client.logout()
    for number in range(size):
        path = box.maildir("bench") / "new" / f"{number:06d}.bench"
        path.write_bytes(letter(number))
        path.chmod(0o644)


def _mbsync(box: server.Dovecot, folder: Path) -> None:
    (folder / "near").mkdir()
    config = folder / "mbsyncrc"
    config.write_text(MBSYNC.format(port=box.port, password=server.PASSWORD, folder=folder))
    subprocess.run(["mbsync", "-q", "-c", str(config), "bench"], check=True)
    assert len(list((folder / "near").rglob("*bench*"))) or len(list((folder / "near" / "INBOX" / "new").iterdir()))


@contextmanager
def _dovecot() -> Iterator[server.Dovecot]:
    box, process = server.start(free_port(), free_port())
    wait_until(lambda: server.answers(box), "Dovecot")
    try:
        yield box
    finally:
        process.terminate()
        process.wait(30)


def _timed(work: object) -> float:
    assert callable(work)
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(measure(int(sys.argv[2])))
    else:
        main([int(size) for size in sys.argv[1:]] or [100, 1000])
