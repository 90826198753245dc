"""Several mailboxes at once: what hangs or breaks in one delays and harms no other."""

from __future__ import annotations

import uuid
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path

import pytest
from conftest import wait_until
from dovecot import PASSWORD, Dovecot
from letters_for_tests import letter
from proxy import silent_server

from config.mail_settings import FileFolder, Mailbox, Poll
from config.settings import Settings
from intake.mailbox.folder import FileMailbox
from intake.mailbox.imap import ImapMailbox
from intake.mailbox.poll import Poller
from intake.mailbox.source import Limits, Source
from intake.mailboxes import Mailboxes
from storage import messages, worklog
from storage.originals import Originals
from storage.store import Store


def clock() -> datetime:
    return datetime.now(UTC)


def box(name: str, port: int, user: str) -> Mailbox:
    return Mailbox(
        name=name,
        address=f"{name}@example.lv",
        host="127.0.0.1",
        port=port,
        security="plain",
        username=user,
        password=PASSWORD,
        timeout_seconds=600,
    )


def mailboxes(store: Store, folder: Path, sources: list[Source], minutes: float = 5) -> Mailboxes:
    poller = Poller(store, Originals(folder / "originals"), Limits(), clock)
    return Mailboxes(store, Settings(poll=Poll(minutes=minutes)), sources, poller, clock)


def counted(store: Store) -> int:
    with store.ask() as connection:
        return sum(messages.counts(connection).values())


@pytest.fixture
def users(dovecot: Dovecot) -> list[str]:
    """Three mailboxes with the same forty letters."""
    names = [f"m{uuid.uuid4().hex[:12]}" for _ in range(3)]
    letters = [letter(number) for number in range(40)]
    for name in names:
        dovecot.deliver(name, letters)
    return names


def test_a_mailbox_that_hangs_delays_no_other(dovecot: Dovecot, users: list[str], store: Store, tmp_path: Path) -> None:
    with silent_server() as (port, _):
        town, hanging = ImapMailbox(box("town", dovecot.port, users[0])), ImapMailbox(box("hanging", port, "x"))
        several = mailboxes(store, tmp_path, [hanging, town])
        arriving = several.poll()
        [first] = next(arriving)
        assert (first.mailbox, first.new, first.problem) == ("town", 40, "")
        several.close()
        [told] = next(arriving)
        assert "no end of the poll" in told.problem


def test_the_next_round_passes_over_the_mailbox_that_still_hangs(
    dovecot: Dovecot, users: list[str], store: Store, tmp_path: Path
) -> None:
    with silent_server() as (port, taken):
        town, hanging = ImapMailbox(box("town", dovecot.port, users[0])), ImapMailbox(box("hanging", port, "x"))
        several = mailboxes(store, tmp_path, [hanging, town], minutes=0.02)
        wait_until(lambda: bool(list(several.poll())) and counted(store) == 40, "the letters")
        dovecot.deliver(users[0], [letter(41)])
        wait_until(lambda: bool(list(several.poll())) and counted(store) == 41, "the new letter")
        assert len(taken) == 1
        taken[0].close()
        wait_until(lambda: bool(_problem(store, "hanging")), "the end of the poll that hung")


def _problem(store: Store, mailbox: str) -> str:
    with store.ask() as connection:
        return next((one.problem for one in worklog.last_polls(connection) if one.mailbox == mailbox), "")


def test_letters_to_several_mailboxes_at_once_are_one_message_each(
    dovecot: Dovecot, users: list[str], store: Store, tmp_path: Path
) -> None:
    sources: list[Source] = [ImapMailbox(box(f"box{number}", dovecot.port, user)) for number, user in enumerate(users)]
    polled = [result for results in mailboxes(store, tmp_path, sources).poll() for result in results]
    assert [result.problem for result in polled] == [""] * 3
    assert sum(result.new for result in polled) == counted(store) == 40


def test_a_mailbox_that_breaks_as_nobody_foresaw_harms_no_other(
    dovecot: Dovecot, users: list[str], store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = FileMailbox(FileFolder(name="broken", path=tmp_path))
    monkeypatch.setattr(broken, "open", lambda folder: nullcontext(object()))
    town = ImapMailbox(box("town", dovecot.port, users[0]))
    several = mailboxes(store, tmp_path, [broken, town])
    told = {result.mailbox: result for results in several.poll() for result in results}
    assert told["broken"].problem
    assert (told["town"].new, told["town"].problem) == (40, "")
    [compared] = several.reconcile()
    assert (compared.mailbox, compared.difference) == ("town", 0)
