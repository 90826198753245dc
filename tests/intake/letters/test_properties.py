"""A letter built with any subject, names, bodies, charsets and file names comes back the same."""

import unicodedata
from email.message import EmailMessage
from email.mime.text import MIMEText
from email.utils import formataddr

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from intake.letters import read_letter
from intake.letters.mending import mended

LATVIAN = "aābcčdeēfgģhiījkķlļmnņoprsštuūvzžAĀČĒĢĪĶĻŅŠŪŽ .,!?0123456789-"
RUSSIAN = "абвгдежзийклмнопрстуфхцчшщъыьэюяАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЭЮЯ .,!?0123456789-"
CHARSETS = {"utf-8": "", "windows-1257": LATVIAN, "iso-8859-13": LATVIAN, "windows-1251": RUSSIAN, "koi8-r": RUSSIAN}
LETTERS = st.characters(codec="utf-8", categories=("L", "N", "P", "Zs"), exclude_characters="\ufeff")
FRAGMENTS = (
    b"--b\n|--b--\n|\n|\r\n|Content-Type: multipart/mixed; boundary=b\n|Content-Type: text/html\n|<div>|> x\n|=?u?Q?"
    b'|Content-Type: message/rfc822\n|Content-Transfer-Encoding: base64\n|From: |begin 644 a\n|end\n|"|(|<|\xff\xfe'
    b"|Content-Disposition: attachment; filename*0*=|\xc4\x81"
).split(b"|")


def same(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def one_line(text: str) -> str:
    return same(text).strip()


LINES = st.text(LETTERS, min_size=1, max_size=80).map(one_line).filter(bool)
NAMES = LINES.filter(lambda name: "=?" not in name and name.strip("\"'“”„‘’ ") == name)
FILES = (
    st.text(LETTERS, min_size=1, max_size=40)
    .map(one_line)
    .filter(lambda name: name and not set(name) & set('/\\"') and name not in (".", "..") and "=?" not in name)
)


@settings(max_examples=60, deadline=None)
@given(
    subject=LINES, name=NAMES, body=st.lists(LINES, min_size=1, max_size=8), file=FILES, data=st.binary(max_size=200)
)
def test_a_letter_of_the_standard_library_comes_back(
    subject: str, name: str, body: list[str], file: str, data: bytes
) -> None:
    text = "\n".join(body)
    assume(mended(text) == text)  # what looks encoded twice is turned back
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = formataddr((name, "a@example.lv"), charset="utf-8")
    message.set_content(text, charset="utf-8", cte="base64")
    message.add_attachment(data, maintype="application", subtype="octet-stream", filename=file)
    letter = read_letter(message.as_bytes())
    assert same(letter.subject) == same(subject)
    assert (same(letter.from_name), letter.from_address) == (same(name), "a@example.lv")
    assert same(letter.text) == same(text)
    assert [(same(found.filename), found.data) for found in letter.attachments] == [(same(file), data)]


@settings(max_examples=60, deadline=None)
@given(data=st.data(), charset=st.sampled_from(sorted(CHARSETS)))
def test_a_labelled_body_comes_back_in_every_charset(data: st.DataObject, charset: str) -> None:
    letters = (
        st.text(CHARSETS[charset], min_size=1, max_size=300) if CHARSETS[charset] else st.text(LETTERS, max_size=300)
    )
    body = data.draw(letters.map(one_line))
    message = MIMEText(body, "plain", charset)
    assert same(read_letter(message.as_bytes()).text) == same(body)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_a_letter(raw: bytes) -> None:
    assert "\ufffd" not in read_letter(raw).subject


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=40))
def test_any_mixture_of_mime_gives_a_letter(pieces: list[bytes]) -> None:
    letter = read_letter(b"".join(pieces))
    assert isinstance(letter.text, str)
