"""A mailbox by IMAP (RFC 3501) through imapclient: a fresh connection for each use, nothing marked, nothing lost."""

from __future__ import annotations

import contextlib
import imaplib
import socket
import ssl
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientError

from config.loading import secret
from config.mail_settings import Mailbox
from intake.mailbox.oauth import AccessTokens
from intake.mailbox.source import Arrival, Limits, MailboxError
from storage.records import ProblemKind

UID_WINDOW = 100_000
"""UIDs asked for by one SEARCH: imaplib refuses an answer line over a million bytes."""
PIECE_BYTES = 1 << 20
HEADERS = b"BODY[HEADER]"
WHOLE = b"BODY[]"
MOVE_BATCH = 200
_FOREIGN = (IMAPClientError, imaplib.IMAP4.error, OSError, ssl.SSLError, EOFError, ValueError)


class ImapMailbox:
    """One mailbox as set in the settings."""

    def __init__(self, settings: Mailbox) -> None:
        """Nothing is connected before `open`."""
        self.settings = settings
        self.name = settings.name
        self.folders: Sequence[str] = settings.folders
        self.move_to = settings.move_to
        self._tokens = AccessTokens(settings.oauth, settings.name, settings.timeout_seconds) if settings.oauth else None

    @contextlib.contextmanager
    def open(self, folder: str, *, writable: bool = False) -> Iterator[ImapFolder]:
        """A fresh connection with `folder` examined, or selected when something is to be moved."""
        client = self._connect()
        try:
            with _told(self.name, f"folder {folder!r}"):
                chosen = client.select_folder(folder, readonly=not writable)
            yield ImapFolder(client, self.name, chosen, self.settings)
        finally:
            with contextlib.suppress(*_FOREIGN):
                client.logout()
            with contextlib.suppress(*_FOREIGN):
                client.shutdown()

    def _connect(self) -> IMAPClient:
        box = self.settings
        wait = SocketTimeout(connect=min(30.0, box.timeout_seconds), read=box.timeout_seconds)
        trusted = ssl.create_default_context(cafile=box.ca_file and str(box.ca_file))
        with _told(self.name, f"cannot connect to {box.host}:{box.port}", "check host, port and security"):
            client = IMAPClient(box.host, box.port, ssl=box.security == "tls", ssl_context=trusted, timeout=wait)
        try:
            # At its own level of 5 imaplib formats every body for a log nobody reads: a sixth of the speed.
            client._imap.debug = 0
            # Else INTERNALDATE comes in local time by the offset of today: an hour wrong across a clock change.
            client.normalise_times = False
            client.socket().setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
            if box.security == "starttls":
                with _told(self.name, "STARTTLS failed", "check security and ca_file"):
                    client.starttls(trusted)
            self._sign_in(client)
        except BaseException:
            with contextlib.suppress(*_FOREIGN):
                client.shutdown()
            raise
        return client

    def _sign_in(self, client: IMAPClient) -> None:
        box = self.settings
        with _told(self.name, f"{box.username} may not sign in", "check username and password or oauth"):
            if self._tokens:
                _sign_in_by_token(client, box.username, self._tokens)
            else:
                client.login(box.username, secret(box.password, box.password_file))


class ImapFolder:
    """A chosen folder on an open connection."""

    def __init__(self, client: IMAPClient, mailbox: str, chosen: dict[bytes, Any], settings: Mailbox) -> None:
        self._client, self._mailbox, self._settings = client, mailbox, settings
        self.uidvalidity = int(chosen.get(b"UIDVALIDITY", 0))
        self._uidnext = int(chosen.get(b"UIDNEXT", 0))
        self._exists = int(chosen.get(b"EXISTS", 0))

    def uids(self) -> list[str]:
        """The UIDs of all messages, or of those since the day the settings name, in windows of 100,000."""
        if not self._exists:
            return []
        since = ["SINCE", self._settings.since] if self._settings.since else []
        found: set[int] = set()
        # A server that gives no UIDNEXT (RFC 3501 section 6.3.1 lets it) is asked in one go.
        last = self._uidnext - 1 if self._uidnext else 0
        ranges = [f"{low}:{min(low + UID_WINDOW - 1, last)}" for low in range(1, last + 1, UID_WINDOW)] or ["1:*"]
        with _told(self._mailbox, "SEARCH failed"):
            for span in ranges:
                found.update(self._client.search(["UID", span, *since]))
        return [str(uid) for uid in sorted(found)]

    def fetch(self, uids: Sequence[str], limits: Limits) -> Iterator[Arrival]:
        """Sizes first, then bodies in batches bounded by bytes; large ones piece by piece to the disk."""
        sizes = self._sizes([int(uid) for uid in uids])
        small = [uid for uid in sizes if sizes[uid] <= limits.batch_bytes]
        for batch in _batches(small, sizes, limits):
            yield from self._fetch_batch(batch, sizes)
        for uid in (uid for uid in sizes if sizes[uid] > limits.batch_bytes):
            arrival = self._fetch_large(uid, sizes[uid], limits)
            if arrival:
                yield arrival

    def move(self, uids: Sequence[str], target: str) -> None:
        """MOVE (RFC 6851) in batches where the server has it; else COPY, \\Deleted, and EXPUNGE of just these UIDs."""
        chosen = [int(uid) for uid in uids]
        with _told(self._mailbox, f"cannot move to {target!r}", "check that the folder exists"):
            for start in range(0, len(chosen), MOVE_BATCH):
                batch = chosen[start : start + MOVE_BATCH]
                if self._client.has_capability("MOVE"):
                    self._client.move(batch, target)
                elif self._client.has_capability("UIDPLUS"):
                    self._client.copy(batch, target)
                    self._client.delete_messages(batch)
                    self._client.uid_expunge(batch)
                else:
                    raise MailboxError(self._mailbox, "the server has neither MOVE nor UIDPLUS", "leave move_to empty")

    def _sizes(self, uids: Sequence[int]) -> dict[int, int]:
        sizes: dict[int, int] = {}
        with _told(self._mailbox, "cannot fetch sizes"):
            for start in range(0, len(uids), 1000):
                answer = self._client.fetch(uids[start : start + 1000], ["RFC822.SIZE"])
                sizes.update({uid: int(told[b"RFC822.SIZE"]) for uid, told in answer.items() if b"RFC822.SIZE" in told})
        return dict(sorted(sizes.items()))

    def _fetch_batch(self, batch: list[int], sizes: dict[int, int]) -> Iterator[Arrival]:
        with _told(self._mailbox, f"FETCH of {len(batch)} messages failed"):
            answer = self._client.fetch(batch, ["BODY.PEEK[]", "INTERNALDATE"])
        for uid in batch:
            told = answer.pop(uid, {})
            # An absent UID or NIL means the message is gone or not given: the next poll asks again.
            if isinstance(told.get(WHOLE), bytes):
                yield Arrival(str(uid), _aware(told.get(b"INTERNALDATE")), sizes[uid], (told[WHOLE],))

    def _fetch_large(self, uid: int, size: int, limits: Limits) -> Arrival | None:
        with _told(self._mailbox, f"FETCH of UID {uid} failed"):
            told = self._client.fetch([uid], ["BODY.PEEK[HEADER]", "INTERNALDATE"]).get(uid, {})
        headers = told.get(HEADERS)
        if not isinstance(headers, bytes):
            return None
        received_at = _aware(told.get(b"INTERNALDATE"))
        if size > limits.message_bytes and not limits.fetch_over_limit:
            problem = ProblemKind.OVER_LIMIT(size=size)
            return Arrival(str(uid), received_at, size, (headers,), problem)
        return Arrival(str(uid), received_at, size, self._pieces(uid))

    def _pieces(self, uid: int) -> Iterator[bytes]:
        """The message by BODY.PEEK[]<n.m> (RFC 3501 section 6.4.5), at most one piece in memory."""
        start = 0
        while True:
            with _told(self._mailbox, f"FETCH of UID {uid} from byte {start} failed"):
                told = self._client.fetch([uid], [f"BODY.PEEK[]<{start}.{PIECE_BYTES}>"]).get(uid, {})
            piece = told.get(f"BODY[]<{start}>".encode())
            if piece is None:
                raise MailboxError(self._mailbox, f"UID {uid} vanished while it was fetched")
            yield piece
            start += len(piece)
            if len(piece) < PIECE_BYTES:
                return


def _sign_in_by_token(client: IMAPClient, username: str, tokens: AccessTokens) -> None:
    """A kept token may have ended early between two polls: where it is refused, a new one is tried at once."""
    was_kept = tokens.is_kept()
    try:
        client.oauth2_login(username, tokens.token())
    except _FOREIGN:
        tokens.forget()
        if not was_kept:
            raise
        _sign_in_by_token(client, username, tokens)


def _batches(uids: Sequence[int], sizes: dict[int, int], limits: Limits) -> Iterator[list[int]]:
    batch: list[int] = []
    weight = 0
    for uid in uids:
        if batch and (len(batch) >= limits.batch_messages or weight + sizes[uid] > limits.batch_bytes):
            yield batch
            batch, weight = [], 0
        batch.append(uid)
        weight += sizes[uid]
    if batch:
        yield batch


def _aware(told: datetime | None) -> datetime | None:
    """INTERNALDATE (RFC 3501 section 2.3.3) in UTC."""
    return told.astimezone(UTC) if told else None


@contextlib.contextmanager
def _told(mailbox: str, happened: str, advice: str = "") -> Iterator[None]:
    try:
        yield
    except _FOREIGN as error:
        raise MailboxError(mailbox, f"{happened}: {error}", advice) from error
