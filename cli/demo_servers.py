"""The demo's own mail servers on loopback: an IMAP server over a Maildir (pymap) and an SMTP sink (aiosmtpd)."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO, Any

USER = "novads"
PASSWORD = "paraugs"  # noqa: S105 # the demo's own mailbox on loopback
SECONDS = 60


class DemoError(Exception):
    """The demo cannot go on; the message says what to do."""


def free_port(wanted: int = 0) -> int:
    """The wanted port if nobody listens on it, else any free one."""
    with closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", wanted))
        except (OSError, OverflowError):
            return free_port()
        port: int = probe.getsockname()[1]
        return port


def fill_mailbox(maildir: Path, letters: list[Path], now: float) -> None:
    """Put the letters into a Maildir, spread over the last three days; those that are there already stay."""
    for folder in ("new", "cur", "tmp"):
        (maildir / folder).mkdir(parents=True, exist_ok=True)
    standing = {path.name.split(":")[0] for folder in ("new", "cur") for path in (maildir / folder).iterdir()}
    for number, letter in enumerate(letters):
        if letter.name not in standing:
            part = maildir / "tmp" / letter.name
            shutil.copyfile(letter, part)
            moment = now - (len(letters) - number) * 3 * 86400 / len(letters)
            os.utime(part, (moment, moment))
            part.rename(maildir / "new" / letter.name)


@contextmanager
def imap_server(folder: Path, port: int) -> Iterator[None]:
    """An IMAP server whose one user's inbox is the Maildir `folder/mailbox`. Raises DemoError."""
    from pysasl.hashing import BuiltinHash

    secret = BuiltinHash(rounds=1000).hash(PASSWORD).replace(":", "\\:")
    (folder / "pymap-etc-passwd").write_text(f"{USER}:x::::mailbox:\n")
    (folder / "pymap-etc-shadow").write_text(f"{USER}:{secret}:::::::\n")
    program = Path(sys.executable).with_name("pymap")
    command = [str(program), "--host", "127.0.0.1", "--port", str(port), "--no-tls", "maildir", str(folder)]
    with (folder / "imap.log").open("w") as log, _start(command, log) as process:
        try:
            _wait(port, process, folder / "imap.log")
            yield
        finally:
            process.terminate()


def _start(command: list[str], log: IO[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, stdout=log, stderr=log)  # noqa: S603 # the program beside this Python


class Sink:
    """Takes every mail and keeps it as a file of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 # aiosmtpd's name
        """Keep one mail."""
        number = len(list(self.folder.glob("*.eml"))) + 1
        (self.folder / f"{number:03d}.eml").write_bytes(envelope.content)
        return "250 OK"


@contextmanager
def smtp_sink(folder: Path, port: int) -> Iterator[None]:
    """An SMTP server that keeps mails in `folder`."""
    from aiosmtpd.controller import Controller

    controller = Controller(Sink(folder), hostname="127.0.0.1", port=port, enable_SMTPUTF8=True)
    controller.start()
    try:
        yield
    finally:
        controller.stop()


def _wait(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise DemoError(f"the demo's mail server did not start; {log} says why")
