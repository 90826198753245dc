"""A season of mail over a real SMTP server: receipts, replies, strangers, forwards, reports, answers; and threads."""

from __future__ import annotations

import email
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
import sink as smtp_sink
from conftest import free_port
from test_road import BOX, SETTINGS, Town
from test_threads import OTHER_WISH, WISH, hints, mail, receive, report

from config.mail_settings import Smtp
from notifications.answers import Said, release, write
from notifications.delivery import Postman
from notifications.smtp import conversation
from storage import bounces, submissions, threads
from storage.records import AnswerKind, Outgoing, ProposalState
from storage.store import Store

ANSWER = Said(AnswerKind.ANSWER, "Ielu salabosim {gads}. gadā.", decision="included", budget_year=2027)


class Season:
    """A town whose mail leaves through a real server; `inbox` is all a resident sees, oldest first."""

    def __init__(self, town: Town, sink: smtp_sink.Sink) -> None:
        self.town, self.sink = town, sink
        self.postman = Postman(town.store, town.settings, lambda: conversation(town.settings.smtp), lambda: town.now)
        self.written: list[EmailMessage] = []

    def resident(self, raw: bytes) -> None:
        self.written.append(parsed(raw))
        receive(self.town, raw)
        self.postman.deliver()

    def release(self, *proposals: int) -> int:
        with self.town.store.change() as connection:
            write(connection, self.town.settings, proposals, ANSWER, "ilze@example.lv", self.town.now)
            done = release(connection, self.town.settings, proposals, "admin@example.lv", self.town.now)
        self.postman.deliver()
        return len(done.letters)

    def got(self, address: str) -> list[EmailMessage]:
        return [parsed(content) for _, people, content in self.sink.mails if people == [address]]

    def row(self, told: EmailMessage) -> Outgoing:
        return next(one for one in self.town.mails() if one.message_id == told["Message-ID"])


@pytest.fixture
def season(embedded: Store, tmp_path: Path) -> Iterator[Season]:
    with smtp_sink.running(free_port()) as sink:
        smtp = Smtp(host="127.0.0.1", port=sink.port, security="plain", timeout_seconds=5, dot_timeout_seconds=5)
        yield Season(Town(embedded, tmp_path, SETTINGS.model_copy(update={"mailbox": (BOX,), "smtp": smtp})), sink)


def parsed(raw: bytes) -> EmailMessage:
    told = email.message_from_bytes(raw, policy=default)
    assert isinstance(told, EmailMessage)
    return told


def roots(mails: list[EmailMessage]) -> dict[str, str]:
    """Message-ID -> the first mail of its thread, by References and In-Reply-To as mail programs follow them."""
    known: dict[str, str] = {}
    for one in mails:
        named = [*str(one["References"] or "").split(), *str(one["In-Reply-To"] or "").split()]
        known[str(one["Message-ID"])] = next((known[n] for n in named if n in known), str(one["Message-ID"]))
    return known


def test_a_season_of_mail(season: Season) -> None:
    anna = "anna@example.org"
    season.resident(mail(WISH))
    (receipt,) = season.got(anna)
    season.resident(mail(OTHER_WISH, 2, Subject=f"Re: {receipt['Subject']}", In_Reply_To=receipt["Message-ID"]))
    season.resident(mail("Tā esmu es no darba.", 3, "anna@example.com", In_Reply_To=receipt["Message-ID"]))
    season.resident(mail(f"Kas notiek ar {held_code(season)}?", 4, "Juris <juris@example.com>"))
    season.resident(mail("Skatiet zemāk.", 5, Subject="Fwd: Saņēmām", References=receipt["Message-ID"]))
    assert [one.other_id for one in hints(season.town)] == [1, 1, 1]
    assert len(season.got(anna)) == 3, "the letter, the new wish and the doubtful forward have each a receipt"

    assert season.release(1, 2) == 1
    answer = season.got(anna)[-1]
    assert "Auto-Submitted" not in answer
    absent = mail(
        "Esmu atvaļinājumā līdz pirmdienai.", 6, In_Reply_To=answer["Message-ID"], Auto_Submitted="auto-replied"
    )
    before = len(season.sink.mails)
    season.resident(absent)
    assert len(season.sink.mails) == before, "a machine is not answered"
    with season.town.store.ask() as connection:
        assert [one.kind for one in threads.of(connection, 1)] == ["reply", "auto"]
        assert submissions.proposal(connection, 1).state is ProposalState.ANSWERED

    thread = [season.written[0], receipt, season.written[1], season.got(anna)[1], answer, season.written[-1]]
    assert set(roots(thread).values()) == {"<1@example.org>"}, "one conversation in the resident's mail program"
    assert answer["Subject"] == "Re: Priekšlikums"

    soft = report(season.row(answer), "4.2.2", words="mailbox full")
    receive(season.town, soft)
    assert season.town.mails()[0].key.endswith("|again 1")
    receive(season.town, report(season.row(answer), "5.1.1"))
    with season.town.store.ask() as connection:
        assert [one.kind for one in bounces.of_submission(connection, 1)] == ["transient", "permanent"]
        assert bounces.submissions_without_address(connection) == [1, *without_address(season)]


def test_a_group_answer_reaches_seven_authors_once_whatever_the_server_does(season: Season) -> None:
    for number in range(7):
        season.resident(mail(WISH, number, f"author{number}@example.org"))
    season.sink.mails.clear()
    season.sink.refused_recipients.add("author3@example.org")
    season.sink.failures[:] = ["4xx", "reset"]
    assert season.release(*range(1, 8)) == 7
    for _ in range(6):
        season.town.now = season.town.now.replace(hour=season.town.now.hour + 1)
        season.postman.deliver()
    counted = season.sink.message_ids()
    reached = {people[0] for _, people, _ in season.sink.mails}
    assert reached == {f"author{number}@example.org" for number in range(7) if number != 3}
    assert len(counted) == 6, "each author has one answer"
    assert sorted(counted.values()) == [1, 1, 1, 1, 1, 2], "only the lost reply to the dot made bytes come twice"
    with season.town.store.ask() as connection:
        assert list(bounces.dead(connection)) == ["author3@example.org"]


def held_code(season: Season) -> str:
    return season.town.filed()[0][0].code


def without_address(season: Season) -> list[int]:
    """Further letters from the address that died."""
    return [one.id for one, _ in season.town.filed() if one.id != 1 and one.from_address == "anna@example.org"]
