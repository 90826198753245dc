"""Machine mail and people who look like machines."""

import tomllib
from pathlib import Path

import pytest

from intake.letters import read_letter


def is_auto(headers: str, body: str = "x") -> bool:
    return read_letter(f"{headers}\n\n{body}".encode()).is_auto


OPENINGS = tomllib.loads(Path(__file__).with_name("openings.toml").read_text(encoding="utf-8"))["message"]
PERSON = "From: Anna <anna@example.lv>\nReturn-Path: <anna@example.lv>\n"

MACHINES = [
    (PERSON + "Subject: x\nAuto-Submitted: auto-replied", "x"),
    (PERSON + "Subject: x\nX-Autoreply: yes", "x"),
    (PERSON + "Subject: x\nPrecedence: auto_reply", "x"),
    (PERSON + "Subject: Automātiska atbilde: Iela", "Esmu atvaļinājumā."),
    (PERSON + "Subject: Automatic reply: Street", "I am away until Monday."),
    (PERSON + "Subject: Автоответ: Улица", "Я в отпуске."),
    (PERSON + "Subject: Abwesenheitsnotiz: Straße", "Ich bin im Urlaub."),
    (PERSON + "Subject: Out of Office", "I am out of the office until 5 May."),
    (PERSON + "Subject: Re: Iela", "Šī ir automātiska atbilde. Jūsu vēstule saņemta."),
    ("From: MAILER-DAEMON@example.com (Mail Delivery System)\nSubject: Undelivered Mail Returned to Sender", "x"),
    ("From: MAILER-DAEMON\nSubject: failure notice", "Hi. This is the qmail-send program."),
    ("From: postmaster@example.com\nSubject: Undeliverable: Iela", "Your message did not reach some recipients."),
    ("From: Mail Delivery Subsystem <mds@example.com>\nSubject: Returned mail: User unknown", "550 5.1.1 User unknown"),
    ("From: System Administrator\nSubject: Undeliverable: test", "The following recipient(s) could not be reached"),
    ("From: info@example.com\nSubject: Mail delivery failed", "A message that you sent could not be delivered."),
    ("From: postmaster@example.lv\nSubject: Vēstule nav piegādāta", "Neizdevās piegādāt"),
    ("From: postmaster@example.ru\nSubject: Недоставленное сообщение", "Не удалось доставить"),
    ("Return-Path: <>\nFrom: x@example.com\nSubject: Delivery report", "delivered"),
    ("From: x@example.com\nSubject: Read: Iela", "Your message was read on Monday."),
    ("From: x@example.com\nSubject: Lasīts: Iela", "Jūsu ziņojums tika izlasīts."),
    ("From: x@example.com\nSubject: Прочтено: Улица", "Ваше сообщение было прочитано."),
    (PERSON + "Subject: Re: x\nPrecedence: bulk", "I am on vacation until Monday."),
    ("Return-Path: <>\nFrom: x@example.com\nSubject: Re: x", "Your message could not be delivered: 550 5.1.1"),
    (PERSON + "Subject: x\nContent-Type: multipart/report; report-type=delivery-status; boundary=b", "--b\n\nx\n--b--"),
    (
        PERSON + "Subject: x\nContent-Type: multipart/mixed; boundary=b",
        "--b\nContent-Type: message/delivery-status\n\n--b--",
    ),
    (
        PERSON + "Subject: x\nContent-Type: multipart/mixed; boundary=b",
        "--b\nContent-Type: multipart/report; boundary=c\n\n--c\n\nx\n--c--\n--b--",
    ),
    (f"From: Outlook <MicrosoftExchange{'0a' * 16}@example.lv>\nSubject: Nevar piegādāt: Iela", "x"),
    ("From: courier@example.lv\nSubject: NOTICE: mail delivery status.", "This is a delivery status notification."),
    ("From: postmaster@example.lv\nSubject: Piegādāts: Iela", "Jūsu ziņojums ir piegādāts šādiem adresātiem: x"),
    (PERSON + "Subject: Atvaļinājums", "Esmu atvaļinājumā līdz 14. jūlijam."),
    (PERSON + "Subject: Paldies, saņemts", "Šī ir automātiski sagatavota ziņa, lūdzu, neatbildiet uz to."),
    (PERSON + "Subject: Autoodpowiedź: ulica", "Jestem na urlopie."),
    (PERSON + "Subject: Cron <root@host> job\nX-Cron-Env: <SHELL=/bin/sh>", "x"),
]
PEOPLE = [
    (PERSON + "Subject: Undelivered parcels", "My parcels were not delivered to my address. Anna, anna@example.lv"),
    (PERSON + "Subject: Rejected proposal", "My proposal was rejected last year. I propose it again."),
    (PERSON + "Subject: Prombūtne", "Mana prombūtne ilga mēnesi, bet ceļš joprojām nav salabots."),
    (PERSON + "Subject: Automātiskas durvis domē", "Lūdzu salabot durvis, tās neveras."),
    (PERSON + "Subject: Fwd: Undelivered Mail Returned to Sender", "Kāpēc mana vēstule nav piegādāta?"),
    (PERSON + "Subject: Re: Automatic reply: Street", "Thanks, I will wait until you are back."),
    (PERSON + "Subject: Kļūdaina adrese rēķinā", "Esmu atvaļinājumā, bet rēķins ir nepareizs."),
    (PERSON + "Subject: Out of office hours street lighting", "Lamps should burn at night."),
    (PERSON + "Subject: Delivery of post in Mellupi", "The postman comes once a week."),
    (PERSON + "Subject: Ошибка на сайте", "Исправьте расписание автобуса."),
    (PERSON + "Subject: Pasta piegādes laiki", "Lūdzu agrāk."),
    (PERSON + "Subject: Message from residents", "We ask for a bus stop. Our society has not received a reply."),
    (PERSON + "Subject: Virus", "Skolā ir vīruss, aizveriet skolu."),
    (PERSON + "Subject: Problem with delivery lorries", "Heavy lorries block the road."),
    (PERSON + "Subject: Iela\nX-Auto-Response-Suppress: All", "Lūdzu salabot."),
    (PERSON + "Subject: Iela\nAuto-Submitted: no", "Lūdzu salabot."),
    (PERSON + "Subject: Jaunumi\nList-Unsubscribe: <https://example.com>\nAuto-Submitted: auto-generated", "Akcija"),
    ("From: root <root@example.lv>\nSubject: Iela", "Lūdzu salabot ielu."),
    ("From: admin@example.lv\nSubject: Priekšlikums budžetam", "Lūdzu bērnu laukumu."),
    ("From: admin@example.lv\nSubject: Kļūda mājaslapā", "Automātiskās durvis nav sarakstā. Esam atvaļinājumā."),
    ("From: noreply@example.lv\nSubject: Piegādes ceļš", "Lūdzu salabot ceļu uz veikalu."),
    ("Return-Path: <>\nFrom: Anna <anna@example.lv>\nSubject: Iela", "Lūdzu salabot ielu."),
    (PERSON + "Subject: Re: Atbilde", "Jūsu vēstule netika piegādāta man, lūdzu atsūtiet vēlreiz."),
    (PERSON + "Subject: Re: Письмо", "Ваше письмо мне не было доставлено, пришлите снова."),
    (PERSON + "Subject: Post", "Delivery of parcels to our village failed three times."),
    (PERSON + "Subject: Fwd: x", "This is the mail system at host mx.example.com. Why did I get this?"),
    (PERSON + "Subject: Advertisements", "Mail full of advertisements, please stop them."),
    (PERSON + "Subject: Automātika", "Lūdzu, lai vārti veras automātiski. Lūdzu atbildiet."),
    (PERSON + "Subject: Iela", "Kāpēc man raksta: Your message could not be delivered to dome@example.lv?"),
]


@pytest.mark.parametrize(("headers", "body"), MACHINES)
def test_a_machine_is_recognised(headers: str, body: str) -> None:
    assert is_auto(headers, body)


@pytest.mark.parametrize(("headers", "body"), PEOPLE)
def test_no_person_is_taken_for_a_machine(headers: str, body: str) -> None:
    assert not is_auto(headers, body)


@pytest.mark.parametrize("message", OPENINGS, ids=lambda message: message["subject"][:40])
def test_a_machine_is_known_by_its_first_words(message: dict[str, str]) -> None:
    assert is_auto(f"From: x <x@example.com>\nSubject: {message['subject']}", message["body"])
