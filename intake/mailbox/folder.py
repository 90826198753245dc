"""Folders of files read like a mailbox: .eml files, or a Maildir."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from config.mail_settings import FileFolder
from intake.mailbox.source import Arrival, Limits, MailboxError
from storage.records import ProblemKind

PIECE_BYTES = 1 << 20
HEADER_BYTES = 256 << 10
SETTLE_SECONDS = 2.0
"""A file younger than this may still be on its way into the folder; the next poll takes it."""


class FileMailbox:
    """A folder of .eml files, or a Maildir; its one folder is called ""."""

    def __init__(self, settings: FileFolder) -> None:
        """`settings` as in the settings file."""
        self.settings = settings
        self.name = settings.name
        self.folders: Sequence[str] = ("",)
        self.move_to = ""

    @contextlib.contextmanager
    def open(self, folder: str, *, writable: bool = False) -> Iterator[OpenFileFolder]:
        """The folder as it is now. Raises MailboxError when it is not there."""
        if not self.settings.path.is_dir():
            raise MailboxError(self.name, f"no folder at {self.settings.path}", "check path")
        try:
            yield OpenFileFolder(self.settings)
        except OSError as error:
            raise MailboxError(self.name, f"{error.filename}: {error.strerror}") from error


class OpenFileFolder:
    """The files of a folder by their identity: an .eml by name, size and time; in a Maildir by the unique name."""

    uidvalidity = 0

    def __init__(self, settings: FileFolder) -> None:
        self._name = settings.name
        finder = _eml_files if settings.format == "eml" else _maildir_files
        self._files: dict[str, Path] = dict(finder(settings.path))

    def uids(self) -> list[str]:
        """The identities of all files, oldest name first."""
        return sorted(self._files)

    def fetch(self, uids: Sequence[str], limits: Limits) -> Iterator[Arrival]:
        """The files that are still there."""
        for uid in uids:
            path = self._files[uid]
            with contextlib.suppress(FileNotFoundError):
                told = path.stat()
                received_at = datetime.fromtimestamp(told.st_mtime, UTC)
                if told.st_size > limits.message_bytes and not limits.fetch_over_limit:
                    problem = ProblemKind.OVER_LIMIT(size=told.st_size)
                    yield Arrival(uid, received_at, told.st_size, (_headers(path),), problem)
                else:
                    yield Arrival(uid, received_at, told.st_size, self._pieces(path))

    def _pieces(self, path: Path) -> Iterator[bytes]:
        try:
            with path.open("rb") as file:
                yield from iter(partial(file.read, PIECE_BYTES), b"")
        except OSError as error:
            raise MailboxError(self._name, f"{path.name} cannot be read: {error.strerror}") from error

    def move(self, uids: Sequence[str], target: str) -> None:
        """Files stay where they are."""
        raise MailboxError(self._name, "files are never moved")


def _eml_files(folder: Path) -> Iterator[tuple[str, Path]]:
    now = time.time()
    for path in folder.glob("*.eml"):
        if not path.is_file():
            continue
        told = path.stat()
        # A time in the future is a wrong clock elsewhere; waiting for it would lose the file.
        if abs(now - told.st_mtime) >= SETTLE_SECONDS:
            yield f"{_stored(path.name)[:190]}:{told.st_size}:{told.st_mtime_ns}", path


def _maildir_files(folder: Path) -> Iterator[tuple[str, Path]]:
    """cur and new of a Maildir; the part after ":" holds flags that colleagues change."""
    for part in ("cur", "new"):
        for path in (folder / part).glob("*"):
            if path.is_file():
                yield _stored(path.name).split(":")[0][:250], path


def _stored(name: str) -> str:
    """A file's name as a database can hold it: those of older systems are not always UTF-8."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _headers(path: Path) -> bytes:
    with path.open("rb") as file:
        start = file.read(HEADER_BYTES)
    ends = [end + len(mark) for mark in (b"\r\n\r\n", b"\n\n") if (end := start.find(mark)) >= 0]
    return start[: min(ends, default=len(start))]
