"""Subjects, senders, dates and file names as real mail programs write them, rightly or wrongly."""

from datetime import datetime

import pytest

from intake.letters import read_letter
from intake.stations import Letter


def letter(header: str) -> Letter:
    return read_letter(f"{header}\n\nx".encode())


@pytest.mark.parametrize(
    ("raw", "subject"),
    [
        ("=?utf-8?B?xIDEgQ==?= =?utf-8?Q?_b?=", "Āā b"),
        ("Re: =?utf-8?Q?L=C5=ABdzu?=\n =?utf-8?Q?_salabot?=", "Re: Lūdzu salabot"),
        ("=?utf-8?Q?L=C5?= =?utf-8?Q?=ABdzu?=", "Lūdzu"),
        ("foo\n =?utf-8?Q?b=C4=81r?=", "foo bār"),
        ("=?utf-8?Q?a?= b =?utf-8?Q?c?=", "a b c"),
        ("a=?utf-8?q?b?=c", "abc"),
        ("=?utf-8?Q?with space?=", "with space"),
        ("=?utf-8*lv?Q?a?=", "a"),
        ("=?UTF-8?B?SWVsYQ?=", "Iela"),
        ("=?UTF-8?B?SWVsYQ=", "Iela"),
        ("=?windows-1257?Q?=E2?=", "ā"),
        ("=?ISO-8859-13?Q?=E2=F0?=", "āš"),
        ("=?us-ascii?Q?L=C5=ABdzu?=", "Lūdzu"),
        ("=?koi8-r?B?8NLJ18XU?=", "Привет"),
        ("=?gb2312?B?xOO6ww==?=", "你好"),
        ("=?iso-2022-jp?B?GyRCJUYlOSVIGyhC?=", "テスト"),
        ("=?utf-7?Q?+AQE-?=", "ā"),
        ("=?x-unknown?Q?abc?=", "abc"),
        ("=??Q?abc?=", "=??Q?abc?="),
        ('=?"utf-8"?Q?=C4=81?=', "ā"),
        ("a\n\tb", "a b"),
    ],
)
def test_subjects(raw: str, subject: str) -> None:
    assert letter(f"Subject: {raw}").subject == subject


@pytest.mark.parametrize(
    ("raw", "name", "address"),
    [
        ("A B <a@example.lv>", "A B", "a@example.lv"),
        ("B, A <a@example.lv>", "B, A", "a@example.lv"),
        ("B, A (Iela) <a@example.lv>, C <c@example.lv>", "B, A (Iela)", "a@example.lv"),
        ("a@example.lv, B <b@example.lv>", "", "a@example.lv"),
        ("=?utf-8?Q?A_=3Ca=40example=2Elv=3E?=", "A", "a@example.lv"),
        ("A <<a@example.lv>>", "A", "a@example.lv"),
        ("A <a(x)@example.lv(y)>", "A", "a@example.lv"),
        ("a@[192.0.2.1]", "", "a@[192.0.2.1]"),
        ('"B, A" <a@example.lv>', "B, A", "a@example.lv"),
        ("a@example.lv (A B)", "A B", "a@example.lv"),
        ("<a@example.lv>", "", "a@example.lv"),
        ('"a@example.lv" <a@example.lv>', "", "a@example.lv"),
        ('"=?utf-8?Q?J=C4=81nis?=" <a@example.lv>', "Jānis", "a@example.lv"),
        ("=?utf-8?B?SsSBbmlz?=<a@example.lv>", "Jānis", "a@example.lv"),
        ("=?utf-8?Q?B=C4=93rzi=C5=86=C5=A1=2C_J?= <a@example.lv>", "Bērziņš, J", "a@example.lv"),
        ("=?utf-8?Q?A_=3Ca=40b=2Elv=3E?= <c@example.lv>", "A <a@b.lv>", "c@example.lv"),
        (r'"A \"B\" C" <a@example.lv>', 'A "B" C', "a@example.lv"),
        ("A B a@example.lv", "A B", "a@example.lv"),
        ("A [mailto:a@example.lv]", "A", "a@example.lv"),
        ("'A B' <a@example.lv>", "A B", "a@example.lv"),
        ("A B <a@example.lv", "A B", "a@example.lv"),
        ("A <a @ example.lv>", "A", "a@example.lv"),
        ("A (Dept) <a@example.lv>", "A (Dept)", "a@example.lv"),
        ("Dome: info <a@example.lv>", "Dome: info", "a@example.lv"),
        ("Grupa: a@example.lv;", "", "a@example.lv"),
        ('"a b"@example.lv', "", '"a b"@example.lv'),
        ("Jānis <jānis@piemērs.lv>", "Jānis", "jānis@piemērs.lv"),
        ("MAILER-DAEMON", "MAILER-DAEMON", ""),
        ("unlisted-recipients:; (no To-header)", "", ""),
    ],
)
def test_senders(raw: str, name: str, address: str) -> None:
    found = letter(f"From: {raw}")
    assert (found.from_name, found.from_address) == (name, address)


@pytest.mark.parametrize(
    ("raw", "date"),
    [
        ("Mon, 5 Jan 2026 09:00:00 +0200 (EET)", "2026-01-05T09:00:00+02:00"),
        ("5 Jan 2026 09:00 GMT", "2026-01-05T09:00:00+00:00"),
        ("Mon, 5 Jan 2026 09:00:00 GMT+0200", "2026-01-05T09:00:00+02:00"),
        ("Mon, 5 Jan 2026 09:00:00 +02:00", "2026-01-05T09:00:00+02:00"),
        ("2026-01-05T09:00:00+02:00", "2026-01-05T09:00:00+02:00"),
        ("Mon Jan  5 09:00:00 2026", "2026-01-05T09:00:00+00:00"),
    ],
)
def test_dates(raw: str, date: str) -> None:
    assert letter(f"Date: {raw}").date == datetime.fromisoformat(date)


def test_no_date_is_invented() -> None:
    assert letter("Date: vakar").date is None


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ('Content-Type: application/pdf; name="a.pdf"', "a.pdf"),
        ("Content-Disposition: attachment; filename=My file.pdf", "My file.pdf"),
        ('Content-Disposition: attachment; filename="=?utf-8?Q?pl=C4=81ns.pdf?="', "plāns.pdf"),
        ('Content-Disposition: attachment; filename="=?utf-8?Q?pl=C4=81?=\n =?utf-8?Q?ns.pdf?="', "plāns.pdf"),
        ("Content-Disposition: attachment; filename*=UTF-8''pl%C4%81ns.pdf", "plāns.pdf"),
        ('Content-Disposition: attachment; filename*0="pl"; filename*1="ans.pdf"', "plans.pdf"),
        ("Content-Disposition: attachment; filename*0*=windows-1257''pl%E2; filename*1*=ns.pdf", "plāns.pdf"),
        ('Content-Disposition: attachment; filename="plāns.pdf"', "plāns.pdf"),
        ('Content-Disposition: attachment; filename="a;b.pdf"', "a;b.pdf"),
        ('Content-Disposition: attachment; filename="a.pdf', "a.pdf"),
        ('Content-Disposition: attachment; filename="../../etc/x.pdf"', "x.pdf"),
        (r'Content-Disposition: attachment; filename="C:\\Users\\x.pdf"', "x.pdf"),
        ("Content-Type: message/rfc822\n\nSubject: =?utf-8?Q?=C4=80?=", "Ā.eml"),
    ],
)
def test_file_names(fields: str, name: str) -> None:
    raw = f"Content-Type: multipart/mixed; boundary=b\n\n--b\n{fields}\n\nabc\n--b--\n"
    assert [attachment.filename for attachment in read_letter(raw.encode()).attachments] == [name]


def test_a_badly_folded_field_and_a_blank_before_the_colon() -> None:
    found = read_letter(b"Subject : a long\nsubject\nFrom: a@example.lv\n\nbody")
    assert (found.subject, found.from_address, found.text) == ("a long subject", "a@example.lv", "body")


def test_raw_letters_in_headers_are_read_by_the_charset_of_the_body() -> None:
    raw = "Subject: Šķūņi\nContent-Type: text/plain; charset=iso-8859-13\n\nŠķērsiela".encode("iso8859-13")
    assert read_letter(raw).subject == "Šķūņi"
