"""The outbox against a real SMTP server: each row leaves once, whatever the server does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
import sink as smtp_sink
from conftest import free_port

from config.mail_settings import Smtp
from config.settings import General, Settings
from notifications.delivery import Postman
from notifications.held import is_unreached, may_release
from notifications.smtp import conversation
from storage import bounces, outbox
from storage.records import NewOutgoing, Outgoing, OutgoingState
from storage.store import Store

START = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def sink() -> Iterator[smtp_sink.Sink]:
    with smtp_sink.running(free_port()) as made:
        yield made


def settings(port: int, **general: str) -> Settings:
    smtp = Smtp(host="127.0.0.1", port=port, security="plain", timeout_seconds=2, dot_timeout_seconds=2, attempts=4)
    return Settings(general=General.model_validate({"mode": "live"} | general), smtp=smtp)


def queue(store: Store, number: int, body: bytes = b"Labdien!", mode: str = "live") -> None:
    content = b"From: novads@example.lv\r\nMessage-ID: <%d@example.lv>\r\n\r\n%s\r\n" % (number, body)
    with store.change() as connection:
        row = NewOutgoing(
            key=f"acknowledgement:{number}",
            kind="acknowledgement",
            submission_id=None,
            to_address=f"anna{number}@example.org",
            envelope_from="novads+t@example.lv",
            message_id=f"<{number}@example.lv>",
            token=f"t{number}",
            content=content,
            mode=mode,
        )
        outbox.add(connection, row, START)
        outbox.add(connection, row, START)


def postman(store: Store, told: Settings, clock: Clock) -> Postman:
    return Postman(store, told, lambda: conversation(told.smtp), clock)


def rows(store: Store) -> list[Outgoing]:
    with store.ask() as connection:
        return outbox.all_mails(connection)


def test_a_row_is_sent_once_with_its_own_bytes(store: Store, sink: smtp_sink.Sink) -> None:
    for number in range(3):
        queue(store, number, b"line\r\n.hidden\r\n..two\r\nend")
    mailing = postman(store, settings(sink.port), Clock())
    assert mailing.deliver() == (3, "")
    assert mailing.deliver() == (0, "")
    assert sorted(sink.message_ids().values()) == [1, 1, 1]
    sender, recipients, content = sink.mails[0]
    assert (sender, recipients) == ("novads+t@example.lv", ["anna0@example.org"])
    assert content.endswith(b"\r\n\r\nline\r\n.hidden\r\n..two\r\nend\r\n")
    assert all(row.state is OutgoingState.SENT and row.sent_at == START for row in rows(store))


def test_observe_sends_nothing_and_redirect_sends_all_to_one(store: Store, sink: smtp_sink.Sink) -> None:
    queue(store, 1, mode="redirect")
    assert postman(store, settings(sink.port, mode="observe"), Clock()).deliver() == (0, "")
    assert sink.mails == []
    told = settings(sink.port, mode="redirect", redirect_to="tester@example.com")
    assert postman(store, told, Clock()).deliver() == (1, "")
    assert sink.mails[0][1] == ["tester@example.com"]


def test_what_was_made_in_another_mode_reaches_a_resident_only_when_a_person_says_so(
    store: Store, sink: smtp_sink.Sink
) -> None:
    clock = Clock()
    nowhere = settings(1, mode="redirect", redirect_to="tester@example.com")
    redirecting = settings(sink.port, mode="redirect", redirect_to="tester@example.com")
    queue(store, 1, mode="observe")
    queue(store, 2, mode="redirect")
    assert postman(store, redirecting, clock).deliver() == (1, "")
    queue(store, 3, mode="redirect")
    queue(store, 4, mode="live")
    assert postman(store, nowhere, clock).deliver()[1], "the server is down"
    clock.now += timedelta(hours=6)
    assert postman(store, settings(sink.port), clock).deliver() == (1, "")
    assert [to for _, to, _ in sink.mails] == [["tester@example.com"], ["anna4@example.org"]]
    held = {row.id for row in rows(store) if is_unreached(row)}
    with store.change() as connection:
        assert held == {1, 2, 3}
        assert outbox.held_count(connection) == 2
        assert [outbox.release(connection, number, "live", clock()) for number in (1, 2, 4)] == [True, True, False]
        assert outbox.drop(connection, 3)
    mailing = postman(store, settings(sink.port), clock)
    assert (mailing.deliver(), mailing.deliver()) == ((2, ""), (0, ""))
    assert [to for _, to, _ in sink.mails[2:]] == [["anna1@example.org"], ["anna2@example.org"]]


def test_what_was_made_live_waits_while_mails_are_redirected(store: Store, sink: smtp_sink.Sink) -> None:
    queue(store, 1)
    told = settings(sink.port, mode="redirect", redirect_to="tester@example.com")
    assert postman(store, told, Clock()).deliver() == (0, "")
    assert postman(store, settings(sink.port), Clock()).deliver() == (1, "")
    assert [to for _, to, _ in sink.mails] == [["anna1@example.org"]]


def test_no_person_can_release_a_mail_while_nothing_may_leave(store: Store) -> None:
    queue(store, 1, mode="observe")
    [held] = rows(store)
    assert not may_release(held, "observe")
    assert may_release(held, "redirect")
    assert may_release(held, "live")


def test_4xx_is_tried_again_later_and_given_up_in_the_end(store: Store, sink: smtp_sink.Sink) -> None:
    queue(store, 1)
    clock = Clock()
    mailing = postman(store, settings(sink.port), clock)
    sink.failures = ["4xx"] * 4
    for attempt in range(1, 5):
        mailing.deliver()
        assert mailing.deliver() == (0, ""), "not before its pause is over"
        assert rows(store)[0].attempts == attempt
        clock.now += timedelta(hours=6)
    assert rows(store)[0].state is OutgoingState.FAILED
    assert "451" in rows(store)[0].last_reply


def test_5xx_is_final_and_harms_no_other_mail(store: Store, sink: smtp_sink.Sink) -> None:
    queue(store, 1)
    queue(store, 2)
    queue(store, 3)
    sink.refused_recipients = {"anna1@example.org"}
    sink.failures = ["5xx"]
    mailing = postman(store, settings(sink.port), Clock())
    assert mailing.deliver() == (1, "")
    states = {row.key: row.state for row in rows(store)}
    assert states["acknowledgement:1"] is OutgoingState.FAILED
    assert states["acknowledgement:2"] is OutgoingState.FAILED
    assert states["acknowledgement:3"] is OutgoingState.SENT


def test_a_lost_answer_to_the_dot_repeats_the_same_bytes_at_most_twice(store: Store, sink: smtp_sink.Sink) -> None:
    queue(store, 1)
    clock = Clock()
    mailing = postman(store, settings(sink.port), clock)
    sink.failures = ["reset"] * 5
    for _ in range(6):
        mailing.deliver()
        clock.now += timedelta(minutes=45)
    assert sink.message_ids() == {"<1@example.lv>": 3}
    assert len({content for _, _, content in sink.mails}) == 1
    assert rows(store)[0].state is OutgoingState.FAILED
    assert "final dot" in rows(store)[0].last_reply


def test_a_server_that_hangs_at_the_dot_gets_the_same_bytes_later(store: Store, sink: smtp_sink.Sink) -> None:
    queue(store, 1)
    queue(store, 2)
    clock, [_, first] = Clock(), rows(store)
    mailing = postman(store, settings(sink.port), clock)
    sink.failures = ["hang"]
    assert mailing.deliver() == (1, ""), "the others do not wait for it"
    kept = rows(store)[1]
    assert (kept.state, kept.content, kept.message_id) == (OutgoingState.UNCERTAIN, first.content, first.message_id)
    assert "no answer to the final dot" in kept.last_reply
    assert mailing.deliver() == (0, "")
    clock.now += timedelta(minutes=11)
    assert mailing.deliver() == (1, "")
    assert sink.message_ids() == {"<1@example.lv>": 1, "<2@example.lv>": 1}
    assert rows(store)[1].state is OutgoingState.SENT


def test_after_one_lost_answer_the_next_one_counts(store: Store, sink: smtp_sink.Sink) -> None:
    queue(store, 1)
    clock = Clock()
    mailing = postman(store, settings(sink.port), clock)
    sink.failures = ["lost"]
    assert mailing.deliver()[0] == 0
    assert rows(store)[0].state is OutgoingState.UNCERTAIN
    assert mailing.deliver()[0] == 0, "not at once"
    clock.now += timedelta(minutes=11)
    assert mailing.deliver()[0] == 1
    assert sink.message_ids() == {"<1@example.lv>": 1}


@pytest.mark.soak
def test_whatever_a_server_does_in_turn_no_mail_leaves_otherwise(store: Store, sink: smtp_sink.Sink) -> None:
    """All sequences of three answers: the same bytes, and again only after a lost answer, at most twice."""
    clock = Clock()
    mailing = postman(store, settings(sink.port), clock)
    for number, answers in enumerate(product(["ok", "4xx", "5xx", "reset", "lost"], repeat=3)):
        queue(store, number)
        sink.mails.clear()
        sink.failures = list(answers)
        for _ in range(8):
            clock.now += timedelta(minutes=50)
            mailing.deliver()
        row = next(one for one in rows(store) if one.key == f"acknowledgement:{number}")
        kept = [content for _, _, content in sink.mails]
        assert row.state in (OutgoingState.SENT, OutgoingState.FAILED), answers
        assert len(set(kept)) <= 1, answers
        assert len(kept) <= 1 + min(2, answers.count("reset") + answers.count("lost")), answers
        assert kept or row.state is OutgoingState.FAILED, answers


def test_an_unreachable_server_puts_all_off_and_blames_no_mail(store: Store) -> None:
    queue(store, 1)
    told = settings(free_port())
    sent, problem = postman(store, told, Clock()).deliver()
    assert sent == 0
    assert "check smtp.host" in problem
    row = rows(store)[0]
    assert (row.state, row.attempts) == (OutgoingState.QUEUED, 0)
    assert row.next_try_at > START


def test_two_processes_never_both_send_the_dot(store: Store, sink: smtp_sink.Sink) -> None:
    queue(store, 1)
    told = settings(sink.port)
    first, second = postman(store, told, Clock()), postman(store, told, Clock())
    seen = first._due()
    second.deliver()
    with pytest.raises(Exception, match="another process"):
        first._deliver_batch(seen)
    assert sink.message_ids() == {"<1@example.lv>": 1}


def dead(store: Store) -> list[str]:
    with store.ask() as connection:
        return [row.to_address for row in rows(store) if bounces.is_dead(connection, row.to_address)]


def test_a_refused_recipient_is_dead_but_not_for_the_redirects_sake(store: Store, sink: smtp_sink.Sink) -> None:
    queue(store, 1, mode="redirect")
    sink.refused_recipients = {"test@example.lv", "anna2@example.org"}
    postman(store, settings(sink.port, mode="redirect", redirect_to="test@example.lv"), Clock()).deliver()
    assert (rows(store)[0].state, dead(store)) == (OutgoingState.FAILED, [])
    queue(store, 2)
    postman(store, settings(sink.port), Clock()).deliver()
    assert dead(store) == ["anna2@example.org"]


def test_a_refused_sender_or_mail_makes_no_address_dead(store: Store, sink: smtp_sink.Sink) -> None:
    queue(store, 1)
    sink.failures = ["550"]
    postman(store, settings(sink.port), Clock()).deliver()
    assert (rows(store)[0].state, dead(store)) == (OutgoingState.FAILED, [])
