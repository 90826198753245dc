"""What every source of letters offers, and the one error it raises."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from storage.records import Remark


class MailboxError(Exception):
    """A mailbox could not be used: which one, what happened, what to do. The next poll tries again."""

    def __init__(self, mailbox: str, happened: str, advice: str = "") -> None:
        super().__init__(f"mailbox {mailbox}: {happened}" + (f"; {advice}" if advice else ""))


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is fetched at once, in messages and bytes, and what is too large."""

    batch_messages: int = 50
    batch_bytes: int = 2 * 2**20
    message_bytes: int = 150 * 2**20
    fetch_over_limit: bool = False


@dataclass(frozen=True, slots=True)
class Arrival:
    """A message as it comes in: its bytes in pieces, to be read once, in order.

    `received_at` is None where the server does not tell. `problem` is None, or says that only the headers come because
    the message is over the limit.
    """

    uid: str
    received_at: datetime | None
    size: int
    pieces: Iterable[bytes]
    problem: Remark | None = None


class OpenFolder(Protocol):
    """A folder of a source while a connection to it is open."""

    @property
    def uidvalidity(self) -> int:
        """The epoch of the UIDs (RFC 3501 section 2.3.1.1); 0 where there are none."""

    def uids(self) -> list[str]:
        """Every message that stands in the folder now."""

    def fetch(self, uids: Sequence[str], limits: Limits) -> Iterator[Arrival]:
        """The messages that still stand there, flags untouched; a vanished one is left out. Raises MailboxError."""

    def move(self, uids: Sequence[str], target: str) -> None:
        """Move messages to another folder of the source. Raises MailboxError."""


class Source(Protocol):
    """A mailbox or folder of files."""

    @property
    def name(self) -> str:
        """The short name in records and logs."""

    @property
    def folders(self) -> Sequence[str]:
        """The folders to poll."""

    @property
    def move_to(self) -> str:
        """Folder for handled messages; "" leaves them in place."""

    def open(self, folder: str, *, writable: bool = False) -> AbstractContextManager[OpenFolder]:
        """A fresh connection with the folder chosen. Raises MailboxError."""
