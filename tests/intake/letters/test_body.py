"""Bodies that are encoded, typed or put together in rare or wrong ways."""

import base64

import pytest

from intake.letters import read_letter

WORDS = "Lūdzu salabojiet ielu Ķekavā, šodien ļoti tumšs."


def text(headers: str, body: str) -> str:
    return read_letter(f"From: a@example.lv\nSubject: x\n{headers}\n\n{body}".encode()).text


@pytest.mark.parametrize(
    ("encoding", "body", "expected"),
    [
        ("base64", WORDS, WORDS),
        ("base64", base64.b64encode(WORDS.encode()).decode()[:-6], WORDS[:-4]),
        ("quoted-printable", "viens=  \ndivi=\t\ntrīs", "viensdivitrīs"),
        ("quoted-printable", "L=C5=\n=ABdzu", "Lūdzu"),
        ("quoted-printable", "100%=ZZ a = b", "100%=ZZ a = b"),
        ("8bit", "a\0b", "ab"),
    ],
)
def test_transfer_encodings(encoding: str, body: str, expected: str) -> None:
    headers = f"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: {encoding}"
    assert text(headers, body) == expected


@pytest.mark.parametrize(
    ("content_type", "body", "expected"),
    [
        (
            "text/enriched",
            "<bold>Iela</bold> ir\ntumša<param>x</param> <<te>\n\nPaldies",
            "Iela ir tumša <te>\nPaldies",
        ),
        ("text/markdown", "# Ideja", "# Ideja"),
        ("text/x-own", "Ideja", "Ideja"),
        ("text/calendar", "BEGIN:VCALENDAR", ""),
    ],
)
def test_other_kinds_of_text(content_type: str, body: str, expected: str) -> None:
    assert text(f"Content-Type: {content_type}; charset=utf-8", body) == expected


PLAIN = f"--b\nContent-Type: text/plain; charset=utf-8\n\n{WORDS}\n"
HTML = f"--b\nContent-Type: text/html; charset=utf-8\n\n<p>{WORDS}</p>\n"


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ("Content-Type: multipart/mixed; boundary=b", f"{PLAIN}{HTML}--b--"),
        (
            "Content-Type: multipart/alternative; boundary=b",
            f"{PLAIN}--b\nContent-Type: text/markdown\n\n**x**\n{HTML}--b--",
        ),
        ("MIME-Version: 1.0", f"This is a multi-part message in MIME format.\n\n{PLAIN}--b--"),
    ],
)
def test_the_same_words_stand_once(headers: str, body: str) -> None:
    assert text(headers, body) == WORDS


def test_the_history_in_a_quote_of_html_is_quoted_to_its_last_line() -> None:
    html = (
        "<div>Paldies</div><blockquote style='border-left:1px solid #0857A6'>"
        "Otrdiena, 2026. gada 3. marts 20:12 +02:00 no A &lt;a@example.lv&gt;:<br>Vecs<br>teksts</blockquote>"
    )
    letter = read_letter(f"Subject: Re: x\nContent-Type: text/html; charset=utf-8\n\n{html}".encode())
    assert letter.own_text == "Paldies"
    assert "Vecs\nteksts" in letter.quoted_text


@pytest.mark.parametrize(("raw", "name"), [('"\u202egpj.exe"', "gpj.exe"), ("'plāns.pdf'", "plāns.pdf")])
def test_file_names(raw: str, name: str) -> None:
    letter = read_letter(
        f"Content-Type: application/pdf\nContent-Disposition: attachment; filename={raw}\n\nx".encode()
    )
    assert [file.filename for file in letter.attachments] == [name]
