"""Letters made to exhaust a reader end in a named problem; the test suite's time-out is the proof that they end."""

import pytest

from intake.letters import Limits, read_letter
from storage.records import ProblemKind, sentences

MULTIPART = b"Content-Type: multipart/mixed; boundary=x\n\n"
LEVELS = 2000
NESTED = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(LEVELS))


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (MULTIPART + b"--x\nContent-Type: image/png; name=a.png\n\nhi\n" * 20_000 + b"--x--\n", "more than 1000 parts"),
        (NESTED + b"\nend\n", "nested more than 40 deep"),
        (b"".join(b"X-%d: a\n" % n for n in range(100_000)) + b"\nx", "header fields beyond the limit"),
        (b"\n" + b"word " * 1_000_000, "only the first"),
        (b"Content-Type: multipart/mixed\n\n--" + b"a" * 1_000_000, "without its boundary"),
        (b"", "an empty message"),
    ],
)
def test_what_is_too_much_is_named(raw: bytes, problem: str) -> None:
    assert problem in sentences(read_letter(raw).problems)


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "raw",
    [
        b"From: " + b"(" * 200_000 + b"\n\nx",
        b'From: "' + b'\\"' * 100_000 + b"\n\nx",
        b"From: " + b"=?" * 100_000 + b"\n\nx",
        b"From: " + b"<a" * 100_000 + b"\n\nx",
        b"To: " + b"a@example.lv, " * 100_000 + b"\n\nx",
        b"Subject: " + b"=?utf-8?Q?a" * 100_000 + b"\n\nx",
        b"Content-Type: text/plain; a=" + b'"\\' * 100_000 + b"\n\nx",
        b"Content-Type: text/plain; " + b" " * 300_000 + b"\n\nx",
        b"Date: " + b"(" * 30_000 + b"\n\nx",
        b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--x" * 300_000,
        b"Content-Type: message/rfc822\n\n" * 2000 + b"x",
        b"\n" + b"On Mon, Feb 7, 2022 at 1:49 AM X <x@example.com>\n\n" * 5_000,
        b"\n" + b"a@a." * 100_000 + b" wrote:\n",
        b"\n" + b"-- \n" * 50_000,
        b"\n" + b"From: a Sent: b " * 20_000,
        b"\n" + b"begin 644 a\n" * 50_000,
        b"Content-Type: text/html\n\n" + b"<div>" * 50_000 + b"x",
        b"Content-Type: text/html\n\n" + b"<" * 500_000,
        b"Content-Type: text/plain; format=flowed\n\n" + b"a \n" * 50_000,
        b"Content-Type: text/html\n\n<style>display:none" + b"@a{b{}" * 40_000 + b"</style>x",
        b"Content-Type: text/html\n\n<style>display:none" + b"@a{" * 60_000 + b"</style>x",
        b"Content-Type: text/html\n\n<style>display:none" + b"/*" * 90_000 + b"</style>x",
        b"Content-Type: text/html\n\n" + b"<style>" * 40_000,
        b"Content-Type: text/html\n\n" + b"<style " * 40_000 + b"<i>" * 300,
        b"Content-Type: text/html\n\n" + b"<i>" * 300 + b"<!--" * 70_000,
        b"Content-Transfer-Encoding: base64\n\n" + b"a" * 300_000 + b"\n=",
        b"Content-Type: text/enriched\n\n" + b"<param>" * 40_000,
        b"\n" + b"-----a" * 60 + b"\n" + (b"---" + b"a" * 300 + b"\n") * 1_000,
        b"\n" + b"1.1.2020 20:12 a\n" * 20_000,
        b"\n" + b"-----BEGIN PGP SIGNED MESSAGE-----\n" * 10_000,
        b"\n" + b"--a\n" * 50_000,
        b"\n" + "\u0420\u0421".encode() * 100_000,
        b"\n" + b"\xc4\x81\xff" * 50_000,
        b"\n" + bytes(range(256)) * 2_000,
    ],
)
def test_what_takes_others_minutes_ends(raw: bytes) -> None:
    letter = read_letter(raw, Limits(text=300_000, html=300_000))
    assert len(letter.text) <= 300_000


def test_a_message_beyond_the_limit_is_read_up_to_it() -> None:
    letter = read_letter(b"Subject: a\n\n" + b"x" * 100, Limits(message=50))
    assert letter.subject == "a"
    assert letter.problems == (ProblemKind.MESSAGE_CUT(size=112, limit=50),)
