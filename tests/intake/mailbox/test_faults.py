"""A bad network between us and a real Dovecot: what was fetched stays, nothing hangs, the next poll brings the rest."""

from __future__ import annotations

import socket
import threading
import uuid
from datetime import UTC, datetime
from pathlib import Path

import pytest
from dovecot import PASSWORD, Dovecot
from proxy import Proxy
from pydantic import SecretStr

from config.mail_settings import Mailbox
from intake.mailbox.imap import ImapMailbox
from intake.mailbox.poll import Poller
from intake.mailbox.source import Limits
from storage import messages
from storage.originals import Originals
from storage.store import Store

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
LETTERS = 30


@pytest.fixture
def user(dovecot: Dovecot) -> str:
    name = f"f{uuid.uuid4().hex[:12]}"
    letters = [
        f"From: a@example.lv\r\nSubject: {n}\r\nMessage-ID: <{n}@example.lv>\r\n\r\n{str(n) * 3000}\r\n".encode()
        for n in range(LETTERS)
    ]
    dovecot.deliver(name, letters)
    return name


def box(port: int, user: str) -> ImapMailbox:
    return ImapMailbox(
        Mailbox(
            name="town",
            address="novads@example.lv",
            host="127.0.0.1",
            port=port,
            security="plain",
            username=user,
            password=SecretStr(PASSWORD),
            timeout_seconds=0.8,
        )
    )


@pytest.mark.parametrize(
    ("kind", "after"), [("cut", 30), ("cut", 900), ("cut", 60_000), ("bye", 900), ("bye", 20_000), ("stall", 20_000)]
)
def test_a_broken_connection_loses_nothing(
    dovecot: Dovecot, user: str, embedded: Store, tmp_path: Path, kind: str, after: int
) -> None:
    poller = Poller(embedded, Originals(tmp_path / "originals"), Limits(batch_messages=10), lambda: NOW)
    with Proxy(dovecot.port, [(kind, after)]) as proxy:
        first = poller.poll(box(proxy.port, user))[0]
        second = poller.poll(box(proxy.port, user))[0]
    assert first.new + second.new == LETTERS
    assert second.problem == ""
    with embedded.ask() as connection:
        assert messages.counts(connection)["received"] == LETTERS


@pytest.mark.soak
@pytest.mark.parametrize("kind", ["cut", "bye", "stall"])
def test_wherever_a_connection_breaks_nothing_is_lost(dovecot: Dovecot, user: str, tmp_path: Path, kind: str) -> None:
    """Forty places from the greeting to the end of the last body."""
    for number, after in enumerate(range(0, LETTERS * 6_500, LETTERS * 6_500 // 40)):
        store = Store(f"sqlite:///{tmp_path}/{number}.sqlite")
        store.migrate()
        poller = Poller(store, Originals(tmp_path / f"originals{number}"), Limits(batch_messages=10), lambda: NOW)
        with Proxy(dovecot.port, [(kind, after)]) as proxy:
            polls = [poller.poll(box(proxy.port, user))[0] for _ in range(2)]
        assert sum(poll.new for poll in polls) == LETTERS, after
        assert polls[-1].problem == "", after
        store.close()


def test_a_message_that_breaks_every_connection_does_not_stop_the_others(
    dovecot: Dovecot, user: str, embedded: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    poisoned = ImapMailbox(box(dovecot.port, user).settings)
    poller = Poller(embedded, Originals(tmp_path / "originals"), Limits(batch_messages=4), lambda: NOW)
    with poisoned.open("INBOX") as folder:
        bad = int(folder.uids()[5])
    from imapclient import IMAPClient

    whole = IMAPClient.fetch

    def fetch(self: IMAPClient, uids: list[int], data: list[str]) -> object:
        if bad in uids and "BODY.PEEK[]" in data:
            self.socket().close()
            raise OSError("connection reset by peer")
        return whole(self, uids, data)

    monkeypatch.setattr(IMAPClient, "fetch", fetch)
    result = poller.poll(poisoned)[0]
    assert result.new == LETTERS - 1
    assert str(bad) in result.problem
    monkeypatch.undo()
    assert poller.poll(poisoned)[0].new == 1


def test_a_server_that_says_bye_in_the_middle_of_choosing_the_folder(embedded: Store, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            client = listener.accept()[0]
            client.sendall(b"* OK ready\r\n")
            with client, client.makefile("rb") as commands:
                for line in commands:
                    tag, command = line.split()[:2]
                    if command == b"EXAMINE":
                        client.sendall(b"* 12 EXISTS\r\n* BYE going down for maintenance\r\n")
                        return
                    client.sendall(b"* CAPABILITY IMAP4rev1\r\n" + tag + b" OK done\r\n")

        threading.Thread(target=serve, daemon=True).start()
        poller = Poller(embedded, Originals(tmp_path / "originals"), Limits(), lambda: NOW)
        [result] = poller.poll(box(listener.getsockname()[1], "x"))
    assert (result.new, "folder 'INBOX'" in result.problem) == (0, True)


def test_a_refused_connection_is_told_with_what_to_check(embedded: Store, tmp_path: Path) -> None:
    poller = Poller(embedded, Originals(tmp_path), Limits(), lambda: NOW)
    result = poller.poll(box(1, "nobody"))[0]
    assert "cannot connect to 127.0.0.1:1" in result.problem
    assert "check host" in result.problem


def test_many_messages_the_server_cannot_give_do_not_bar_the_way(
    dovecot: Dovecot, user: str, embedded: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exchange answers NO for items it cannot convert; a big old mailbox holds several, and they are the oldest."""
    from imapclient import IMAPClient
    from imapclient.exceptions import IMAPClientError

    whole = IMAPClient.fetch

    def fetch(self: IMAPClient, uids: list[int], data: list[str]) -> object:
        if "BODY.PEEK[]" in data and min(uids) <= 6:
            raise IMAPClientError("fetch failed: The requested message could not be converted")
        return whole(self, uids, data)

    monkeypatch.setattr(IMAPClient, "fetch", fetch)
    poller = Poller(embedded, Originals(tmp_path / "originals"), Limits(), lambda: NOW)
    polls = [poller.poll(box(dovecot.port, user))[0] for _ in range(3)]
    assert sum(poll.new for poll in polls) == LETTERS - 6
    assert "cannot be fetched" in polls[-1].problem
