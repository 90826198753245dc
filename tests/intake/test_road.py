"""The road of one letter: what is filed, who is answered, and how trouble harms only itself."""

from __future__ import annotations

import email
import json
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import default
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from letters_for_tests import letter, out_of_office
from sqlalchemy import Connection, text

from classifiers.pipeline import MODEL, Classifier, load
from config.mail_settings import Mailbox, Smtp
from config.settings import Acknowledgement, General, Settings
from config.town_settings import Call, Ignore
from intake import letters
from intake.mailbox.poll import Poller
from intake.mailbox.source import Arrival, Limits
from intake.receipts import Receipts
from intake.road import Road
from intake.stations import Attachment, Document
from notifications.identity import message_id
from storage import bounces, messages, outbox, submissions
from storage.originals import Originals
from storage.records import Message, MessageState, Outgoing, ProblemKind, Proposal, Remark, Sighting, Submission
from storage.store import StorageError, Store

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
BOX = Mailbox(name="town", address="novads@example.lv", host="127.0.0.1", username="novads")
SETTINGS = Settings(
    general=General(mode="live"),
    mailbox=(BOX,),
    smtp=Smtp(host="127.0.0.1"),
    call=(
        Call(
            id="b2027", name="2027", budget_year=2027, opens=NOW.date() - timedelta(9), closes=NOW.date() + timedelta(9)
        ),
    ),
)


class NoDocuments:
    def read(self, attachments: Sequence[Attachment]) -> tuple[Document, ...]:
        return ()

    def message_of(self, attachment: Attachment) -> bytes:
        return b""


@cache
def classifier() -> Classifier:
    return load(MODEL)


class Town:
    """A road over an empty database, and what one asks of it."""

    def __init__(self, store: Store, folder: Path, settings: Settings = SETTINGS) -> None:
        self.store, self.now = store, NOW
        self.originals = Originals(folder / "originals")
        self.build(settings)
        self.poller = Poller(store, self.originals, Limits(), lambda: self.now)
        self.arrived = 0

    def build(self, settings: Settings) -> None:
        self.settings = settings
        self.road = Road(self.store, self.originals, settings, NoDocuments(), classifier(), lambda: self.now)

    def arrive(self, raw: bytes, problem: Remark | None = None) -> None:
        self.arrived += 1
        sighting = Sighting("town", "INBOX", 1, str(self.arrived))
        self.poller.record([self.poller.keep(sighting, Arrival(sighting.uid, self.now, len(raw), (raw,), problem))])

    def state(self) -> dict[str, int]:
        with self.store.ask() as connection:
            return {name: count for name, count in messages.counts(connection).items() if count}

    def filed(self) -> list[tuple[Submission, list[Proposal]]]:
        with self.store.ask() as connection:
            return [(one, submissions.proposals_of(connection, one.id)) for one in submissions.newest(connection, 100)]

    def mails(self) -> list[Outgoing]:
        with self.store.ask() as connection:
            return outbox.all_mails(connection)


@pytest.fixture
def town(store: Store, tmp_path: Path) -> Town:
    return Town(store, tmp_path)


@pytest.fixture
def embedded_town(embedded: Store, tmp_path: Path) -> Town:
    return Town(embedded, tmp_path)


def with_settings(town: Town, **changed: object) -> Town:
    town.build(SETTINGS.model_copy(update=changed))
    return town


def plain(mail: Outgoing) -> str:
    told = email.message_from_bytes(mail.content, policy=default)
    assert isinstance(told, EmailMessage)
    body = told.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def test_a_letter_is_filed_and_acknowledged(town: Town) -> None:
    town.arrive(letter(5))
    assert town.road.process_waiting() == {MessageState.FILED: 1}
    [(submission, proposals)] = town.filed()
    assert submission.from_address == "resident5@example.org"
    assert submission.call == "b2027"
    assert submission.code.startswith("KEK-26-0001-")
    assert submission.due_at is not None
    assert submission.due_at.astimezone(UTC).date().isoformat() == "2026-12-04"
    assert [one.topics[0] for one in proposals] == ["playgrounds", "lighting", "greenery"]
    assert proposals[0].places == ("balozi",)
    assert all(submission.own_text[one.start : one.end] == one.text for one in proposals)
    assert json.loads(proposals[0].suggestion)["reasons"]
    [mail] = town.mails()
    assert mail.to_address == "resident5@example.org"
    assert submission.code in plain(mail)


def test_processing_again_does_nothing_twice(town: Town) -> None:
    town.arrive(letter(1))
    town.arrive(letter(1))
    town.road.process_waiting()
    town.road.process(1)
    town.road.process_waiting()
    assert len(town.filed()) == 1
    assert len(town.mails()) == 1


def test_a_machine_is_filed_and_not_answered(town: Town) -> None:
    town.arrive(out_of_office(1))
    town.road.process_waiting()
    [(submission, [matter])] = town.filed()
    assert matter.kind == "auto"
    assert submission.suppressed_by == "auto-submitted"
    assert submission.suppressed_reason
    assert town.mails() == []


def test_an_answer_goes_to_reply_to(town: Town) -> None:
    town.arrive(b"Reply-To: meita@example.org\r\n" + letter(1))
    town.road.process_waiting()
    assert [mail.to_address for mail in town.mails()] == ["meita@example.org"]


def test_no_more_than_the_daily_limit_to_one_address(town: Town) -> None:
    for number in range(5):
        town.arrive(letter(1).replace(b"letter-1@", b"letter-x%d@" % number) + b"%d" % number)
    town.road.process_waiting()
    assert len(town.filed()) == 5
    assert len(town.mails()) == 3
    assert [one.suppressed_by for one, _ in town.filed()].count("daily limit") == 2
    town.now += timedelta(days=1)
    town.arrive(letter(1).replace(b"letter-1@", b"letter-y@") + b"y")
    town.road.process_waiting()
    assert len(town.mails()) == 4


def test_our_own_mail_is_ignored_only_with_our_signature(town: Town) -> None:
    ours = message_id(town.road.key, "acknowledgement:9", "example.lv")
    forged = ours[:-20] + ("1" if ours[-20] == "0" else "0") + ours[-19:]
    for identity in (ours, forged):
        raw = f"From: novads@example.lv\r\nX-Novads-Mail: 1\r\nMessage-ID: {identity}\r\n\r\nLabojiet ceļu\r\n"
        town.arrive(raw.encode())
    town.road.process_waiting()
    assert town.state() == {"ignored": 1, "filed": 1}
    assert town.mails() == []


REPORT = """From: MAILER-DAEMON@mx.example.com\r
Auto-Submitted: auto-replied\r
Message-ID: <{number}@mx.example.com>\r
Content-Type: multipart/report; report-type=delivery-status; boundary=b\r
\r
--b\r
\r
Could not be delivered.\r
--b\r
Content-Type: text/rfc822-headers\r
\r
Message-ID: {reported}\r
\r
--b--\r
"""


def test_a_report_is_ignored_only_when_it_is_about_a_mail_of_ours(town: Town) -> None:
    ours = message_id(town.road.key, "acknowledgement:9", "example.lv")
    town.arrive(REPORT.format(number=1, reported=ours).encode())
    town.arrive(REPORT.format(number=2, reported="<someone@example.com>").encode())
    town.road.process_waiting()
    assert town.state() == {"ignored": 1, "filed": 1}
    assert town.mails() == []


def test_an_administrators_rule_ignores_and_says_which(town: Town) -> None:
    with_settings(town, ignore=(Ignore(name="reklama", from_address="@example.org", subject="AKCIJA"),))
    town.arrive(letter(1).replace(b"Subject: ", b"Subject: Akcija! "))
    town.arrive(letter(2))
    town.road.process_waiting()
    assert town.state() == {"ignored": 1, "filed": 1}
    with town.store.ask() as connection:
        assert messages.get(connection, 1).ignored_rule == "rule reklama"


def test_nothing_of_the_letter_is_told_back_when_authentication_failed(town: Town) -> None:
    with_settings(town, acknowledgement=Acknowledgement(trusted_authserv_id="mx.example.lv"))
    forged = b"Authentication-Results: mx.example.lv; spf=fail smtp.mailfrom=example.org; dkim=none\r\n"
    made_up = b"Authentication-Results: evil.example; spf=fail\r\n"
    town.arrive(forged + letter(1))
    town.arrive(made_up + letter(2))
    town.road.process_waiting()
    second, first = town.mails()
    assert "provizoriski" not in plain(first)
    assert "provizoriski" in plain(second)


def test_links_and_personal_data_are_not_repeated(town: Town) -> None:
    body = "Zvaniet 26123456 vai rakstiet jana@example.org, kods 321234-56789, https://example.org/x salabojiet ceļu"
    town.arrive(f"From: jana@example.org\r\nMessage-ID: <a@example.org>\r\n\r\n{body}\r\n".encode())
    town.road.process_waiting()
    told = plain(town.mails()[0])
    for secret in ("26123456", "jana@example.org", "321234", "https"):
        assert secret not in told


def test_one_bad_letter_parks_itself_and_the_others_go_on(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    read = letters.read_letter

    def crash(raw: bytes) -> object:
        if raw.startswith(b"X-Bad") and raw.partition(b"\n\n")[2].strip():
            raise RecursionError("too deep")
        return read(raw)

    monkeypatch.setattr("intake.packed.read_letter", crash)
    for number in range(4):
        town.arrive((b"X-Bad: 1\r\n" if number == 2 else b"") + letter(number))
    town.road.process_waiting()
    assert town.state() == {"filed": 3, "parked": 1}
    with town.store.ask() as connection:
        [parked] = messages.in_state(connection, MessageState.PARKED)
    assert (parked.stage, parked.problems) == ("read", (ProblemKind.RAISED(error="RecursionError: too deep"),))
    assert parked.due_at is not None
    receipts = [mail for mail in town.mails() if mail.submission_id is None]
    assert len(receipts) == 1
    assert "provizoriski" not in plain(receipts[0])
    monkeypatch.undo()
    with town.store.change() as connection:
        assert messages.retry(connection) == 1
    town.road.process_waiting()
    assert town.state() == {"filed": 4}
    assert len(town.mails()) == 4, "the parked letter's sender had a receipt already"


def test_a_letter_that_kills_the_process_is_parked_after_three_tries(town: Town) -> None:
    town.arrive(letter(1))
    with town.store.change() as connection:
        for _ in range(3):
            messages.begin_attempt(connection, 1)
    town.road.process_waiting()
    with town.store.ask() as connection:
        parked = messages.get(connection, 1)
    assert (parked.state, parked.stage) == (MessageState.PARKED, "crash")


def test_over_limit_mail_is_parked_with_a_receipt(town: Town) -> None:
    head = letter(1).partition(b"\n\n")[0] + b"\n\n"
    town.arrive(head, problem=ProblemKind.OVER_LIMIT(size=200_000_000))
    town.road.process_waiting()
    with town.store.ask() as connection:
        parked = messages.get(connection, 1)
    assert (parked.state, parked.stage) == (MessageState.PARKED, "over limit")
    assert [mail.to_address for mail in town.mails()] == ["resident1@example.org"]


def test_a_locked_database_parks_nothing(embedded_town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    embedded_town.arrive(letter(1))
    other = sqlite3.connect(str(embedded_town.store.url.database), isolation_level=None)
    raw = embedded_town.store.engine.raw_connection()
    raw.cursor().execute("PRAGMA busy_timeout=50")
    raw.close()
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageError, match="did not answer"):
        embedded_town.road.process_waiting()
    other.execute("ROLLBACK")
    assert embedded_town.state() == {"received": 1}
    assert embedded_town.road.process_waiting() == {MessageState.FILED: 1}


@pytest.mark.parametrize("point", ["original", "filing"])
def test_a_full_disk_parks_nothing_and_loses_nothing(embedded_town: Town, point: str) -> None:
    if point == "original":
        full: Callable[..., object] = lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device"))  # noqa: E731
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("os.fsync", full)
            with pytest.raises(StorageError, match="No space left"):
                embedded_town.arrive(letter(1))
        embedded_town.arrive(letter(1))
    else:
        embedded_town.arrive(letter(1))
        with closing(sqlite3.connect(str(embedded_town.store.url.database), isolation_level=None)) as other:
            other.execute("VACUUM")  # migrations leave free pages, in which the filing would fit
        with embedded_town.store.change() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
        with pytest.raises(StorageError, match="full"):
            embedded_town.road.process_waiting()
        embedded_town.store.close()
    assert embedded_town.state() == {"received": 1}
    assert embedded_town.road.process_waiting() == {MessageState.FILED: 1}


def test_paper_and_workshop_notes_are_not_answered_by_mail(town: Town) -> None:
    with_settings(town, mailbox=(BOX.model_copy(update={"channel": "scan"}),))
    town.arrive(letter(1))
    town.road.process_waiting()
    [(submission, _)] = town.filed()
    assert (submission.channel, submission.suppressed_by) == ("scan", "paper")
    assert town.mails() == []


def test_any_bytes_are_filed(town: Town) -> None:
    for raw in (b"", b"\0", b"\xff\xfe\xfd", b"From: \0\xff\r\n\r\n\0\xed\xa0\x80", b"\n" * 100):
        town.arrive(raw)
    town.road.process_waiting()
    assert set(town.state()) == {"filed"}


def test_a_letter_of_any_age_is_filed_with_a_clock(embedded_town: Town) -> None:
    """Old mailboxes hold letters older than every rule, and moved ones the year 1970."""
    for year in (1970, 1999, 2005):
        embedded_town.now = datetime(year, 1, 1, tzinfo=UTC)
        embedded_town.arrive(letter(year))
    embedded_town.now = NOW
    embedded_town.road.process_waiting()
    assert embedded_town.state() == {"filed": 3}
    assert all(submission.due_at for submission, _ in embedded_town.filed())


def test_a_letter_for_which_not_even_a_receipt_can_be_made_is_parked_alone(
    embedded_town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Receipts.write

    def write(receipts: Receipts, connection: Connection, message: Message, *rest: Any) -> None:
        if message.id == 1:
            raise ValueError("no receipt can be made")
        made(receipts, connection, message, *rest)

    monkeypatch.setattr(Receipts, "write", write)
    embedded_town.arrive(letter(1))
    embedded_town.arrive(letter(2))
    embedded_town.road.process_waiting()
    assert embedded_town.state() == {"filed": 1, "parked": 1}


def test_a_parked_letter_from_a_dead_address_gets_no_receipt(embedded_town: Town) -> None:
    raw = letter(1)
    address = str(email.message_from_bytes(raw, policy=default)["From"].addresses[0].addr_spec)
    with embedded_town.store.change() as connection:
        bounces.bury(connection, address, "no such user", NOW)
    embedded_town.arrive(raw, problem=ProblemKind.OVER_LIMIT(size=200_000_000))
    embedded_town.road.process_waiting()
    assert (embedded_town.state(), embedded_town.mails()) == ({"parked": 1}, [])


def test_a_rule_for_one_address_ignores_no_longer_one(embedded_town: Town) -> None:
    with_settings(embedded_town, ignore=(Ignore(name="x", from_address="1@example.org"),))
    embedded_town.arrive(letter(1))  # resident1@example.org
    embedded_town.road.process_waiting()
    assert embedded_town.state() == {"filed": 1}


def test_errors_of_the_database_hold_no_words_of_residents(town: Town) -> None:
    with pytest.raises(StorageError) as told, town.store.change() as connection:
        connection.execute(text("INSERT INTO nowhere VALUES (:words)"), {"words": "Labdien"})
    assert "Labdien" not in str(told.value)
