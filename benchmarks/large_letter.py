"""Peak memory of bringing in and filing one very large letter from a real Dovecot, beside the letter's size.

    PYTHONPATH=.:tests:tests/intake .venv/bin/python -m benchmarks.large_letter 50 200

Needs Debian's dovecot-imapd. Each size runs in a process of its own. The peak is of resident memory of the program and
of the processes that open attachments together; "above" is what the letter added to the peak of a small one.
"""

from __future__ import annotations

import base64
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import dovecot as server
from conftest import free_port, wait_until

LINE = 57
SETTINGS = """
[general]
data_folder = "{folder}/data"
[[mailbox]]
name = "bench"
address = "novads@example.lv"
host = "127.0.0.1"
port = {port}
security = "plain"
username = "bench"
password = "{password}"
[poll]
over_limit = "fetch"
[ocr]
enabled = false
"""


def main(sizes: list[int]) -> None:
    """Print a table, one row per size in MB; the first row is a letter without an attachment."""
    print("letter MB  peak MB  above/letter  seconds  state")
    still = 0.0
    for size in [0, *sizes]:
        command = [sys.executable, "-m", "benchmarks.large_letter", "--one", str(size)]
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
        letter, peak, seconds = map(float, told[:3])
        still = still or peak
        print(f"{letter:9.1f}  {peak:7.0f}  {(peak - still) / letter:11.2f}x  {seconds:7.1f}  {told[3]}", flush=True)


def measure(size: int) -> str:
    """Size and peak in MB, seconds, and the state the message ended in."""
    box, process = server.start(free_port(), free_port())
    try:
        wait_until(lambda: server.answers(box), "Dovecot")
        with tempfile.TemporaryDirectory() as name:
            letter = _put(box, size)
            peak, seconds, state = _file(box, Path(name))
    finally:
        process.terminate()
        process.wait(30)
    return f"{letter / 2**20:.4f} {peak:.0f} {seconds:.1f} {state}"


def _file(box: server.Dovecot, folder: Path) -> tuple[float, float, str]:
    from cli.building import worker_of
    from config.loading import load_settings

    file = folder / "novads.toml"
    file.write_text(SETTINGS.format(folder=folder, port=box.port, password=server.PASSWORD))
    with worker_of(load_settings(file, {})) as worker:
        start, done = time.perf_counter(), threading.Event()
        peaks = [0.0]
        watch = threading.Thread(target=_watch, args=(peaks, done))
        watch.start()
        worker.poll()
        ended = worker.road.process_waiting()
        done.set()
        watch.join()
        return peaks[0], time.perf_counter() - start, ",".join(ended)


def _watch(peaks: list[float], done: threading.Event) -> None:
    while not done.wait(0.01):
        peaks[0] = max(peaks[0], _resident(os.getpid()) / 2**20)


def _resident(process: int) -> int:
    """Bytes of a process and of those it started, but for the mail server's."""
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
        mine = int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        name = Path(f"/proc/{process}/comm").read_text().strip()
    except OSError:
        return 0
    return 0 if name == "dovecot" else mine + sum(_resident(int(child)) for child in children)


def _put(box: server.Dovecot, size: int) -> int:
    """A letter of `size` MB in the mailbox, its weight one attachment of noise; returns its length in bytes."""
    client = box.client("bench")
    client.select_folder("INBOX")
    client.logout()
    path = box.maildir("bench") / "new" / "1.bench"
    with path.open("wb") as file:
        file.write(
            b"From: Anna <anna@example.org>\r\nTo: novads@example.lv\r\nSubject: Priekslikums\r\n"
            b"Message-ID: <large@example.org>\r\nMIME-Version: 1.0\r\n"
            b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\n"
            b"Ludzu salabot bedres Gaismas iela Kekava.\r\n--x\r\nContent-Type: application/octet-stream\r\n"
            b"Content-Disposition: attachment; filename=plans.bin\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        )
        for _ in range(size):
            noise = os.urandom(LINE * (2**20 // (LINE // 3 * 4 + 2)))
            lines = (noise[at : at + LINE] for at in range(0, len(noise), LINE))
            file.write(b"".join(base64.b64encode(line) + b"\r\n" for line in lines))
        file.write(b"--x--\r\n")
    path.chmod(0o644)
    return path.stat().st_size


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(measure(int(sys.argv[2])))
    else:
        main([int(size) for size in sys.argv[1:]] or [50, 200])
