"""Follow-ups: what joins a submission, what only perhaps does, and what a person decides about it."""

from __future__ import annotations

import email
from dataclasses import replace
from datetime import UTC, date, datetime
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from test_road import Town, plain

from intake import attach
from storage import bounces, outbox, submissions, terms, threads
from storage.records import Hint, Outgoing, OutgoingState, ReasonKind, Submission
from storage.store import Store

WISH = "Lūdzu salabot bedres Gaismas ielā Ķekavā pie skolas."
OTHER_WISH = "Vēl lūdzu uzstādiet apgaismojumu gājēju ceļā uz Odukalnu, vakaros tur ir ļoti tumšs."


@pytest.fixture
def town(embedded: Store, tmp_path: Path) -> Town:
    return Town(embedded, tmp_path)


def mail(text: str, number: int = 1, sender: str = "Anna <anna@example.org>", **headers: str) -> bytes:
    made = EmailMessage()
    made["From"] = sender
    made["To"] = "novads@example.lv"
    made["Subject"] = headers.pop("Subject", "Priekšlikums")
    made["Message-ID"] = f"<{number}@example.org>"
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content(f"Labdien!\n\n{text}\n\nAr cieņu\nAnna\n")
    return made.as_bytes()


def receive(town: Town, raw: bytes) -> None:
    town.arrive(raw)
    town.road.process_waiting()


def first(town: Town) -> tuple[Submission, Outgoing]:
    """A filed letter and the acknowledgement of it."""
    receive(town, mail(WISH))
    ((held, _),) = town.filed()
    return held, town.mails()[0]


def test_a_reply_with_a_new_wish_joins_is_suggested_and_acknowledged_under_the_same_code(town: Town) -> None:
    held, receipt = first(town)
    receive(town, mail(OTHER_WISH, 2, Subject="Re: Saņēmām", In_Reply_To=receipt.message_id))
    ((same, proposals),) = town.filed()
    assert [one.kind for one in proposals] == ["proposal", "proposal"]
    assert proposals[1].piece == "message:2"
    assert (same.due_at, same.code) == (held.due_at, held.code)
    assert len(town.mails()) == 2
    assert all(held.code in plain(one) for one in town.mails())
    assert sum("Pievienojām to Jūsu iesniegumam" in " ".join(plain(one).split()) for one in town.mails()) == 1
    with town.store.ask() as connection:
        (later,) = threads.of(connection, held.id)
    assert (later.kind, later.message_id, later.own_text.strip()[:8]) == ("reply", 2, "Labdien!")


def test_a_reply_without_a_new_wish_is_not_acknowledged_again(town: Town) -> None:
    _, receipt = first(town)
    receive(town, mail("Liels paldies par ātro ziņu!", 2, References=f"<1@example.org> {receipt.message_id}"))
    receive(town, mail(WISH, 3, In_Reply_To=receipt.message_id))
    ((_, proposals),) = town.filed()
    assert [one.kind for one in proposals] == ["proposal", "noise", "noise"]
    assert len(town.mails()) == 1


def test_our_signed_mark_in_the_subject_joins_the_same_sender_only(town: Town) -> None:
    held, receipt = first(town)
    subject = f"Re: {email.message_from_bytes(receipt.content, policy=default)['Subject']}"
    receive(town, mail("Liels paldies!", 2, Subject=subject))
    assert len(town.filed()) == 1
    receive(town, mail("Es arī gribu zināt, kas notiks.", 3, "Juris <juris@example.com>", Subject=subject))
    assert len(town.filed()) == 2
    assert [(one.other_id, one.reason) for one in hints(town)] == [
        (held.id, (ReasonKind.BUT_FROM_ANOTHER(reason=ReasonKind.OUR_MARK()),))
    ]


def test_a_made_up_mark_or_message_id_joins_nothing(town: Town) -> None:
    held, receipt = first(town)
    forged = receipt.message_id[:-30] + ("a" if receipt.message_id[-30] != "a" else "b") + receipt.message_id[-29:]
    receive(town, mail("Liels paldies!", 2, Subject=f"Re: [{held.code}/00000000]", In_Reply_To=forged))
    assert len(town.filed()) == 2
    assert [one.reason for one in hints(town)] == [(ReasonKind.CODE_NAMED(code=held.code),)]


def test_a_stranger_who_quotes_the_code_is_only_perhaps_and_one_key_joins_him(town: Town) -> None:
    held, _ = first(town)
    receive(town, mail(f"{OTHER_WISH} Skat. {held.code}.", 2, "Juris <juris@example.com>"))
    (hint,) = hints(town)
    with town.store.change() as connection:
        assert attach.accept(connection, hint.id, "ilze@example.lv", town.now) == held.id
        assert attach.accept(connection, hint.id, "ilze@example.lv", town.now) is None
    with town.store.ask() as connection:
        assert len(submissions.proposals_of(connection, held.id)) == 2
        joined = submissions.get(connection, hint.submission_id)
        assert joined.joined_to == held.id
        assert threads.present(connection, joined.id).id == held.id
        assert {one.kind for one in threads.of(connection, held.id)} == {"joined"}
        assert {one.submission_id for one in outbox.all_mails(connection)} == {held.id}
    assert not hints(town)
    receive(town, mail("Paldies!", 3, "Juris <juris@example.com>", In_Reply_To=town.mails()[0].message_id))
    with town.store.ask() as connection:
        assert len(threads.of(connection, held.id)) == 2


def test_a_reply_from_another_address_and_a_forward_are_only_perhaps(town: Town) -> None:
    _, receipt = first(town)
    receive(town, mail("Tā esmu es, Anna, no darba.", 2, "anna@example.com", In_Reply_To=receipt.message_id))
    receive(town, mail("Skatiet zemāk.", 3, Subject="Fwd: Saņēmām Jūsu vēstuli", References=receipt.message_id))
    assert [one.reason for one in hints(town)] == [
        (ReasonKind.BUT_FROM_ANOTHER(reason=ReasonKind.ANSWERS_OURS()),),
        (ReasonKind.BUT_FORWARDED(reason=ReasonKind.ANSWERS_OURS()),),
    ]
    with town.store.change() as connection:
        attach.refuse(connection, hints(town)[0].id, "ilze@example.lv", town.now)
    assert len(hints(town)) == 1
    assert len(town.filed()) == 3


def test_the_same_letter_again_is_one_submission_with_two_receipts(town: Town) -> None:
    held, _ = first(town)
    receive(town, mail(WISH, 2))
    ((_, proposals),) = town.filed()
    assert len(proposals) == 1
    assert len(town.mails()) == 2
    assert "jau esam saņēmuši" in plain(town.mails()[0])
    assert held.code in plain(town.mails()[0])
    receive(town, mail(WISH, 3, "Juris <juris@example.com>"))
    assert len(town.filed()) == 2


def test_an_out_of_office_reply_stands_in_the_thread_and_proposes_nothing(town: Town) -> None:
    held, receipt = first(town)
    raw = mail("Esmu atvaļinājumā.", 2, In_Reply_To=receipt.message_id, Auto_Submitted="auto-replied")
    receive(town, raw)
    ((_, proposals),) = town.filed()
    assert len(proposals) == 1
    assert len(town.mails()) == 1
    with town.store.ask() as connection:
        assert [one.kind for one in threads.of(connection, held.id)] == ["auto"]
        assert not bounces.of_submission(connection, held.id)


def test_a_colleagues_forward_suggests_its_author_and_mails_nobody_until_confirmed(town: Town) -> None:
    text = (
        "Lūdzu reģistrēt.\n\n---------- Pārsūtīta ziņa ----------\nNo: Juris Bērziņš <juris@example.com>\n"
        f"Datums: 2026. gada 20. novembris\nTemats: Bedres\nKam: Ilze <ilze@example.lv>\n\n{WISH}"
    )
    receive(town, mail(text, 1, "Ilze <ilze@example.lv>", Subject="Fwd: Bedres"))
    ((held, _),) = town.filed()
    assert (held.author_name, held.author_address) == ("Juris Bērziņš", "juris@example.com")
    assert held.suppressed_by == "forwarded"
    assert not town.mails()
    with town.store.change() as connection:
        attach.confirm_author(
            connection, town.settings, held.id, held.author_name, held.author_address, "ilze@example.lv", town.now
        )
    ((held, _),) = town.filed()
    assert (held.reply_to, held.author_address, held.forwarded_by) == ("juris@example.com", "", "ilze@example.lv")
    assert [one.to_address for one in town.mails()] == ["juris@example.com"]


def test_a_letter_on_paper_counts_from_the_day_it_was_handed_in(town: Town) -> None:
    held, _ = first(town)
    with town.store.change() as connection:
        attach.received_on(connection, town.settings, held.id, date(2026, 6, 19), "ilze@example.lv", town.now)
        (proposal,) = submissions.proposals_of(connection, held.id)
        dates = terms.of(connection, proposal.id)
    assert [one.kind for one in dates] == ["law", "received"]
    assert proposal.due_at == datetime(2026, 7, 7, 20, 59, 59, tzinfo=UTC)
    assert ReasonKind.RECEIVED(date=date(2026, 6, 19)) in proposal.due_reason


def hints(town: Town) -> list[Hint]:
    with town.store.ask() as connection:
        return threads.open_hints(connection)


def report(about: Outgoing, status: str, action: str = "failed", words: str = "no such user") -> bytes:
    """A delivery report as RFC 3464 has it, with the headers of the mail it is about."""
    headers = about.content.split(b"\r\n\r\n")[0].decode()
    return (
        "From: Mail Delivery System <MAILER-DAEMON@mx.example.org>\r\nReturn-Path: <>\r\n"
        f"To: {about.envelope_from}\r\nSubject: Undelivered Mail Returned to Sender\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nYour message could not be delivered.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.org\r\n\r\n"
        f"Final-Recipient: rfc822; {about.to_address}\r\nAction: {action}\r\nStatus: {status}\r\n"
        f"Diagnostic-Code: smtp; 550 {status} {words}\r\n\r\n"
        f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\n{headers}\r\n--b--\r\n"
    ).encode()


def test_a_hard_bounce_is_matched_shown_and_ends_automatic_mail(town: Town) -> None:
    held, receipt = first(town)
    receive(town, report(receipt, "5.1.1"))
    assert town.state() == {"filed": 1, "ignored": 1}
    with town.store.ask() as connection:
        (one,) = bounces.of_submission(connection, held.id)
        assert (one.kind, one.status, one.diagnostic) == ("permanent", "5.1.1", "550 5.1.1 no such user")
        assert bounces.submissions_without_address(connection) == [held.id]
    receive(town, mail(OTHER_WISH, 9))
    assert len(town.mails()) == 1
    assert town.filed()[1][0].suppressed_by == "dead address"


def test_a_bounce_of_the_redirects_address_makes_no_resident_dead(town: Town) -> None:
    _, receipt = first(town)
    general = town.settings.general.model_copy(update={"mode": "redirect", "redirect_to": "Test@example.lv"})
    town.build(town.settings.model_copy(update={"general": general}))
    receive(town, report(replace(receipt, to_address="test@example.lv"), "5.1.1"))
    assert town.state() == {"filed": 1, "ignored": 1}
    with town.store.ask() as connection:
        assert bounces.submissions_without_address(connection) == []


def test_a_soft_bounce_is_sent_again_as_a_new_mail_at_most_twice(town: Town) -> None:
    _, receipt = first(town)
    for number in range(1, 4):
        receive(town, report(town.mails()[0], "4.2.2", words="mailbox full") + f"\r\n{number}".encode())
    assert [one.key.partition("|")[2] for one in town.mails()] == ["again 2", "again 1", ""]
    again = town.mails()[1]
    assert again.message_id != receipt.message_id
    assert again.state is OutgoingState.QUEUED
    assert (again.next_try_at - town.now).total_seconds() == 4 * 3600
    assert plain(again) == plain(receipt)
    with town.store.ask() as connection:
        assert not bounces.is_dead(connection, receipt.to_address)


def test_a_delay_report_changes_nothing(town: Town) -> None:
    held, receipt = first(town)
    receive(town, report(receipt, "4.4.1", action="delayed"))
    assert len(town.mails()) == 1
    with town.store.ask() as connection:
        assert [one.kind for one in bounces.of_submission(connection, held.id)] == ["delayed"]


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("<anna@example.org>: host mx said: 550 5.1.1 User unknown in virtual mailbox table", "permanent"),
        ("The following address failed:\n  anna@example.org\n    452 4.2.2 mailbox full, over quota", "transient"),
        ("Netika piegādāts: adresāts nepastāv.", "permanent"),
        ("Delivery is delayed. Will keep trying for 4 days.", "delayed"),
    ],
)
def test_informal_reports_are_matched_by_the_envelope_token(town: Town, words: str, kind: str) -> None:
    held, receipt = first(town)
    raw = mail(words, 2, "Mail Delivery <mailer-daemon@mx.example.org>", Subject="Undelivered mail")
    receive(town, raw.replace(b"To: novads@example.lv", f"To: {receipt.envelope_from}".encode()))
    with town.store.ask() as connection:
        assert [one.kind for one in bounces.of_submission(connection, held.id)] == [kind]


def test_a_report_about_nothing_of_ours_is_filed(town: Town) -> None:
    first(town)
    receive(town, mail("<x@example.org>: 550 user unknown", 2, "mailer-daemon@example.org", Subject="Undelivered"))
    assert town.state() == {"filed": 2}
