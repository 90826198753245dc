"""Automatic replies that no header declares, and people who write of absences and of what works by itself."""

import pytest

from intake.letters import read_letter

PERSON = "From: Anna <anna@example.lv>\nReturn-Path: <anna@example.lv>\n"

ABSENT = [
    (
        "RE: iela",
        "Paldies!\nEsmu atvaļinājumā no 01.07. līdz 14.07. Steidzamos gadījumos rakstiet kolēģei.",
    ),
    ("Re: улица", "Здравствуйте! Я в отпуске с 1 по 14 июля. По срочным вопросам обращайтесь к Ивану."),
    ("Re: street", "I am out of the office until 14 July. For urgent matters please contact x@example.com."),
    (
        "AW: x",
        "Vielen Dank für Ihre Nachricht. Ich bin bis zum 14.07. nicht im Büro. Dringend: x@example.de",
    ),
    ("Re: x", "Olen puhkusel kuni 14. juulini. Kiireloomulistes küsimustes pöörduge x@example.ee"),
    ("Re: x", "Šiuo metu atostogauju iki liepos 14 d. Skubiais klausimais kreipkitės x@example.lt"),
    ("Atbilde", "Esmu komandējumā, steidzamos jautājumos rakstiet kolēģei."),
    ("Annual leave", "I am on annual leave until 14 July."),
    ("Absence", "Je suis absent jusqu'au 14 juillet."),
    ("Urlaub", "Ich bin bis 14.7. im Urlaub."),
    ("OOO", "Back on Monday"),
    ("AUTO: Anna Ozola is out of the office (returning 14.07.2026)", "x"),
    ("Automatinis pranešimas", "Grįšiu liepos 14 d."),
    ("x", "Automātiska atbilde: esmu prom līdz pirmdienai."),
]
PROGRAMS = [
    ("Majordomo results: help", ">>>> help"),
    ("confirm 0a1b2c3d4e", "Mailing list subscription confirmation notice for mailing list Ielas"),
    ("Re: iela", "To control spam, I now allow incoming messages only from senders I know."),
    ("Re: iela", "Anna here,\n\nI'm protecting myself from junk mail. Follow the link below once."),
    ("Re: iela", "Please click on the link below to verify that you are a person."),
]
PEOPLE = [
    ("Atvaļinājums bērnudārzā", "Bērnudārzs slēgts jūlijā, bet mans atvaļinājums ir augustā, no 1. līdz 14."),
    ("Auto: stāvvieta", "Lūdzu stāvvietu pie skolas."),
    ("Urlaub im Ort", "Die Kita hat im Urlaub zu, bitte bis 14.7. öffnen"),
    ("Отсутствие тротуара", "Нет тротуара, отсутствует освещение до самой школы."),
    ("iela", "Esmu atvaļinājumā līdz 14. jūlijam, tāpēc rakstu tagad: lūdzu salabojiet ielu. Steidzami!"),
    ("iela", "Es biju atvaļinājumā, kad pieņēma budžetu. Lūdzu salabojiet ielu līdz 1. maijam."),
    ("Re: iela", "Saņēmu automātisku atbildi, ka esat prombūtnē. Tāpēc rakstu vēlreiz."),
    ("Absent bus stop", "There is no bus stop, from Monday to Friday we walk until 8."),
]
QUIET = ["Precedence: bulk", "X-Auto-Response-Suppress: All", "Return-Path: <>"]


def is_auto(headers: str, body: str) -> bool:
    return read_letter(f"{headers}\n\n{body}".encode()).is_auto


@pytest.mark.parametrize(("subject", "body"), [*ABSENT, *PROGRAMS])
def test_a_reply_without_a_telling_header_is_known_by_its_words(subject: str, body: str) -> None:
    assert is_auto(f"{PERSON}Subject: {subject}", body)


@pytest.mark.parametrize(("subject", "body"), PEOPLE)
def test_who_writes_of_an_absence_is_a_person(subject: str, body: str) -> None:
    assert not is_auto(f"{PERSON}Subject: {subject}", body)


@pytest.mark.parametrize("field", QUIET)
@pytest.mark.parametrize(
    "wish",
    [
        "Lūdzu salabot ielu, manā atvaļinājumā tā bija slēgta.",
        "Automātiskās durvis neveras, lūdzu salabojiet.",
        "Gribētu uzzināt, vai karte pagarinās automātiski, jo līdz maijam esmu komandējumā.",
        "Хорошо бы поставить автоматическую колонку.",
    ],
)
def test_a_field_against_replies_makes_no_machine_of_who_wishes(field: str, wish: str) -> None:
    assert not is_auto(f"{field}\nFrom: Anna <anna@example.lv>\nSubject: iela", wish)


@pytest.mark.parametrize("field", QUIET)
def test_the_same_field_beside_an_absence_does(field: str) -> None:
    assert is_auto(f"{field}\nFrom: Anna <anna@example.lv>\nSubject: Re: iela", "Esmu atvaļinājumā līdz pirmdienai.")
