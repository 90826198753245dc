"""Reports on messages in odd forms, answers to invitations, and people who write of parcels, viruses and complaints."""

import pytest

from intake.letters import read_letter

PERSON = "From: Anna <anna@example.lv>\nReturn-Path: <anna@example.lv>\n"
POSTMASTER = "From: postmaster@example.com\n"

REPORTS = [
    (POSTMASTER + "Subject: Неотправлено: улица", "Сбой доставки следующим получателям или группам:"),
    (POSTMASTER + "Subject: Piegāde aizkavējās: iela", "Piegāde šiem adresātiem aizkavējās:"),
    (POSTMASTER + "Subject: Neįmanoma pristatyti: x", "Pranešimas nebuvo pristatytas"),
    (POSTMASTER + "Subject: Niet te bestellen: x", "Bezorgen bij de volgende geadresseerden is mislukt:"),
    (POSTMASTER + "Subject: Relayed: x", "Delivery to these recipients is complete, without a notification."),
    (POSTMASTER + "Subject: iela", "The recipient x@example.com is unknown: 550 5.1.1"),
    (PERSON + "Subject: Сообщение заблокировано: вирус", "Ваше сообщение заблокировано. Получатель: x@example.com"),
    (
        PERSON + "Subject: Read: iela",
        "Your message\n\n To: X\n Subject: iela\n Sent: Monday\n\nwas read on Monday",
    ),
    (PERSON + "Subject: Return Receipt", "Your document was received by Anna"),
    (PERSON + "Subject: Lasīšanas apstiprinājums - iela", "Šis ir vēstules saņemšanas apliecinājums."),
    (PERSON + "Subject: Przeczytane: x", "Wiadomość została przeczytana"),
]
PEOPLE = [
    ("Undeliverable newspaper", "My newspaper is undeliverable, the boxes are broken."),
    ("Complaint", "The recipient of the benefit was rejected. Please check."),
    ("Virus", "Our company x@example.lv asks to disinfect the school, it is infected with a virus."),
    ("Feedback", "I like the park; the bins were rejected."),
    ("Your parcel is waiting", "Your parcel could not be delivered, says the courier; our street has no name sign."),
    ("Paziņojums par piegādi", "Jūsu sūtījums nav piegādāts, saka kurjers: adreses plāksnītes nav."),
]


def is_auto(headers: str, body: str) -> bool:
    return read_letter(f"{headers}\n\n{body}".encode()).is_auto


def calendar(method: str, parameter: str) -> bytes:
    return (
        f"{PERSON}Subject: Pieņemts: tikšanās\nContent-Type: multipart/alternative; boundary=b\n\n"
        f"--b\n\nx\n--b\nContent-Type: text/calendar{parameter}\n\n"
        f"BEGIN:VCALENDAR\nMETHOD:{method}\nEND:VCALENDAR\n--b--"
    ).encode()


@pytest.mark.parametrize(("headers", "body"), REPORTS)
def test_a_report_is_recognised(headers: str, body: str) -> None:
    assert is_auto(headers, body)


@pytest.mark.parametrize(("subject", "body"), PEOPLE)
@pytest.mark.parametrize("sender", ["anna", "admin"])
def test_who_writes_of_such_things_is_a_person(sender: str, subject: str, body: str) -> None:
    assert not is_auto(f"From: Anna <{sender}@example.lv>\nSubject: {subject}", body)


@pytest.mark.parametrize("parameter", ["", "; method=REPLY"])
def test_a_button_pressed_on_an_invitation_is_no_letter(parameter: str) -> None:
    assert read_letter(calendar("REPLY", parameter)).auto_reason == "an answer to an invitation (RFC 5546)"


def test_an_invitation_is_a_persons() -> None:
    assert not read_letter(calendar("REQUEST", "; method=REQUEST")).is_auto
