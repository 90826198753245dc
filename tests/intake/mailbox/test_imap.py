"""The mailbox by IMAP, against a real Dovecot."""

from __future__ import annotations

import time
import uuid
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from dovecot import PASSWORD, Dovecot
from pydantic import SecretStr

from config.mail_settings import Mailbox
from intake.mailbox.imap import ImapMailbox
from intake.mailbox.poll import Poller
from intake.mailbox.source import Arrival, Limits, MailboxError
from storage import messages, worklog
from storage.originals import Originals
from storage.records import ProblemKind, Sighting
from storage.store import Store

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def letter(number: int, padding: int = 0) -> bytes:
    return (
        f"From: Anna <anna{number}@example.lv>\r\nTo: novads@example.lv\r\nSubject: Nr {number}\r\n"
        f"Message-ID: <{number}.{padding}@example.lv>\r\n\r\nLabdien, {number}!\r\n" + "x" * padding + "\r\n"
    ).encode()


@pytest.fixture
def user() -> str:
    return f"u{uuid.uuid4().hex[:12]}"


def mailbox(dovecot: Dovecot, user: str, **changed: object) -> ImapMailbox:
    told: dict[str, object] = {
        "name": "town",
        "address": "novads@example.lv",
        "host": "localhost",
        "port": dovecot.tls_port,
        "username": user,
        "password": SecretStr(PASSWORD),
        "ca_file": dovecot.certificate,
        "timeout_seconds": 5,
    }
    return ImapMailbox(Mailbox.model_validate(told | changed))


def poller(store: Store, tmp_path: Path, limits: Limits | None = None) -> Poller:
    return Poller(store, Originals(tmp_path / "originals"), limits or Limits(), lambda: NOW)


def test_messages_come_in_byte_for_byte_once_and_stay_untouched(
    dovecot: Dovecot, user: str, embedded: Store, tmp_path: Path
) -> None:
    dovecot.deliver(user, [letter(n) for n in range(7)])
    polling = poller(embedded, tmp_path, Limits(batch_messages=3))
    first, second = polling.poll(mailbox(dovecot, user)), polling.poll(mailbox(dovecot, user))
    assert [(result.new, result.known, result.problem) for result in first + second] == [(7, 0, ""), (0, 7, "")]
    with embedded.ask() as connection:
        kept = [messages.get(connection, number) for number in messages.waiting(connection, NOW)]
    assert [polling.originals.read(one.sha256) for one in kept] == [letter(n) for n in range(7)]
    assert kept[1].subject == "Nr 1"
    assert kept[1].from_address == "anna1@example.lv"
    assert kept[1].received_at == datetime(2026, 11, 16, 8, 1, tzinfo=UTC)
    client = dovecot.client(user)
    client.select_folder("INBOX", readonly=True)
    assert client.search("SEEN") == []


def test_flags_of_colleagues_hide_nothing(dovecot: Dovecot, user: str, embedded: Store, tmp_path: Path) -> None:
    dovecot.deliver(user, [letter(1), letter(2)])
    client = dovecot.client(user)
    client.select_folder("INBOX")
    client.set_flags(client.search(), [b"\\Seen", b"\\Answered"])
    assert poller(embedded, tmp_path).poll(mailbox(dovecot, user))[0].new == 2


def test_a_new_uidvalidity_imports_nothing_twice(dovecot: Dovecot, user: str, embedded: Store, tmp_path: Path) -> None:
    dovecot.deliver(user, [letter(1), letter(2)], folder="Call")
    polling, box = poller(embedded, tmp_path), mailbox(dovecot, user, folders=("Call",))
    polling.poll(box)
    with box.open("Call") as folder:
        before = folder.uidvalidity
    client = dovecot.client(user)
    client.delete_folder("Call")
    client.logout()
    dovecot.deliver(user, [letter(1), letter(2), letter(3)], folder="Call")
    with box.open("Call") as folder:
        assert folder.uidvalidity != before
    result = polling.poll(box)[0]
    assert (result.new, result.problem) == (1, "")
    with embedded.ask() as connection:
        assert messages.counts(connection)["received"] == 3


def test_a_new_uidvalidity_in_the_middle_of_a_season_makes_nothing_anew(
    dovecot: Dovecot, user: str, store: Store, tmp_path: Path
) -> None:
    """Half of the letters are filed and half still wait; neither become new, so none is acknowledged again."""
    season = [letter(number) for number in range(500)]
    dovecot.deliver(user, season, folder="Call")
    polling, box = poller(store, tmp_path), mailbox(dovecot, user, folders=("Call",))
    assert polling.poll(box)[0].new == 500
    with store.change() as connection:
        for number in messages.waiting(connection, NOW)[:250]:
            messages.ignore(connection, number, "rule season")
        before = messages.counts(connection)
    client = dovecot.client(user)
    client.delete_folder("Call")
    client.logout()
    dovecot.deliver(user, season[::-1], folder="Call")
    again = polling.poll(box)[0]
    assert (again.new, again.problem) == (0, "")
    with store.ask() as connection:
        assert messages.counts(connection) == before


def test_the_same_letter_in_two_mailboxes_is_one_message(
    dovecot: Dovecot, user: str, embedded: Store, tmp_path: Path
) -> None:
    dovecot.deliver(user, [b"Received: by one\r\n" + letter(1)])
    dovecot.deliver(user + "b", [b"Received: by two\r\n" + letter(1), letter(1).replace(b"Labdien", b"Sveiki")])
    polling = poller(embedded, tmp_path)
    polling.poll(mailbox(dovecot, user))
    polling.poll(mailbox(dovecot, user + "b", name="ideas"))
    with embedded.ask() as connection:
        assert messages.counts(connection)["received"] == 2, "same Message-ID with other words is another letter"


def test_over_limit_mail_keeps_its_headers(dovecot: Dovecot, user: str, embedded: Store, tmp_path: Path) -> None:
    dovecot.deliver(user, [letter(1, padding=300_000), letter(2)])
    limits = Limits(batch_bytes=10_000, message_bytes=200_000)
    polling = poller(embedded, tmp_path, limits)
    polling.poll(mailbox(dovecot, user))
    with embedded.ask() as connection:
        kept = [messages.get(connection, number) for number in messages.waiting(connection, NOW)]
    large = next(one for one in kept if one.subject == "Nr 1")
    assert large.stage == messages.OVER_LIMIT
    assert large.problems == (ProblemKind.OVER_LIMIT(size=large.size),)
    assert large.size > 300_000
    assert polling.originals.read(large.sha256).endswith(b"\r\n\r\n")


def test_large_mail_comes_in_pieces(
    dovecot: Dovecot, user: str, embedded: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("intake.mailbox.imap.PIECE_BYTES", 50_000)
    whole = letter(1, padding=200_000)
    dovecot.deliver(user, [whole])
    polling = poller(embedded, tmp_path, Limits(batch_bytes=10_000))
    polling.poll(mailbox(dovecot, user))
    with embedded.ask() as connection:
        kept = messages.get(connection, messages.waiting(connection, NOW)[0])
    assert polling.originals.read(kept.sha256) == whole
    assert kept.stage == ""


def test_the_certificate_is_checked(dovecot: Dovecot, user: str, embedded: Store, tmp_path: Path) -> None:
    result = poller(embedded, tmp_path).poll(mailbox(dovecot, user, ca_file=None))[0]
    assert "certificate verify failed" in result.problem


def test_starttls_and_plain_work(dovecot: Dovecot, user: str) -> None:
    for security in ("starttls", "plain"):
        with mailbox(dovecot, user, security=security, port=dovecot.port).open("INBOX") as folder:
            assert folder.uids() == []


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"password": "wrong"}, "may not sign in"),
        ({"port": 1}, "cannot connect"),
        ({"folders": ("Nowhere",)}, "folder 'Nowhere'"),
    ],
)
def test_a_failure_is_told_and_kept(
    dovecot: Dovecot, user: str, embedded: Store, tmp_path: Path, changed: dict[str, object], words: str
) -> None:
    result = poller(embedded, tmp_path).poll(mailbox(dovecot, user, **changed))[0]
    assert words in result.problem
    with embedded.ask() as connection:
        assert worklog.failures_in_a_row(connection, "town", result.folder) == 1


def test_older_messages_are_left_alone_when_told_so(dovecot: Dovecot, user: str) -> None:
    dovecot.deliver(user, [letter(1)])
    for day, expected in ((date(2026, 11, 16), 1), (date(2026, 11, 17), 0)):
        with mailbox(dovecot, user, since=day).open("INBOX") as folder:
            assert len(folder.uids()) == expected


def test_a_vanished_message_is_no_failure(dovecot: Dovecot, user: str) -> None:
    dovecot.deliver(user, [letter(1), letter(2)])
    with mailbox(dovecot, user).open("INBOX") as folder:
        uids = folder.uids()
        client = dovecot.client(user)
        client.select_folder("INBOX")
        client.delete_messages([int(uids[0])])
        client.expunge()
        arrived = list(folder.fetch(uids, Limits()))
    assert [arrival.uid for arrival in arrived] == [uids[1]]


def test_moving_takes_messages_out_of_the_folder(dovecot: Dovecot, user: str) -> None:
    dovecot.deliver(user, [letter(1), letter(2)])
    dovecot.deliver(user, [], folder="Done")
    box = mailbox(dovecot, user)
    with box.open("INBOX", writable=True) as folder:
        folder.move(folder.uids()[:1], "Done")
        with pytest.raises(MailboxError, match="Nowhere"):
            folder.move(folder.uids(), "Nowhere")
    with box.open("Done") as done:
        assert len(done.uids()) == 1


def test_bodies_are_not_formatted_for_a_log(dovecot: Dovecot, user: str) -> None:
    with mailbox(dovecot, user).open("INBOX") as folder:
        assert folder._client._imap.debug == 0


@pytest.mark.parametrize(
    "header",
    [
        b"Subject: =?utf-8?b?A?=",
        b"Subject: =?utf-7?q?+2AA-?=",
        b"From: " + b"(" * 5000,
        b"From: =?utf-8?b?A?= <a@b.lv>",
    ],
)
def test_a_header_that_cannot_be_decoded_stops_no_poll(embedded: Store, tmp_path: Path, header: bytes) -> None:
    bringer = poller(embedded, tmp_path)
    raw = header + b"\r\n\r\nLabdien!\r\n"
    arrival = Arrival("1", NOW, len(raw), (raw,))
    assert bringer.record([bringer.keep(Sighting("town", "INBOX", 1, "1"), arrival)]) == 1


@pytest.mark.parametrize("zone", ["Europe/Riga", "UTC", "America/New_York"])
def test_the_day_of_receipt_is_right_in_summer_and_winter_whatever_the_machines_zone(
    dovecot: Dovecot, user: str, embedded: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    times = [datetime(2026, 6, 19, 21, 30, tzinfo=UTC), datetime(2026, 1, 19, 22, 30, tzinfo=UTC)]
    client = dovecot.client(user)
    for number, at in enumerate(times):
        client.append("INBOX", letter(number), msg_time=at)
    client.logout()
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        poller(embedded, tmp_path).poll(mailbox(dovecot, user))
    finally:
        monkeypatch.undo()
        time.tzset()
    with embedded.ask() as connection:
        received = [messages.get(connection, number).received_at for number in (1, 2)]
    assert received == times


def test_a_time_of_receipt_in_the_future_is_the_present(embedded: Store, tmp_path: Path) -> None:
    arrival = Arrival("1", datetime(9999, 12, 31, tzinfo=UTC), 1, (b"x",))
    assert poller(embedded, tmp_path).keep(Sighting("town", "INBOX", 1, "1"), arrival).received_at == NOW
