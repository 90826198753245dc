"""A message's bytes to a `Letter`."""

from __future__ import annotations

import re
from datetime import datetime

from intake.letters.addresses import Mailbox, read_mailboxes
from intake.letters.body import Body, read_body
from intake.letters.dates import read_date, received_date
from intake.letters.encoded_words import decode_value
from intake.letters.headers import Headers
from intake.letters.limits import DEFAULT_LIMITS, Limits
from intake.letters.lines import as_text
from intake.letters.looks import Looks
from intake.letters.machine import machine_reason
from intake.letters.mime import Part, Walk
from intake.letters.own_words import own_words
from intake.stations import Letter
from storage.records import ProblemKind, Remark

_IDENTIFIER = re.compile(r"<[^<>\s]+>")


def read_letter(raw: bytes, limits: Limits = DEFAULT_LIMITS) -> Letter:
    """Read a message (RFC 5322, MIME) of any bytes; never raises and never hangs, `problems` says what was wrong."""
    problems: list[Remark] = []
    data = _normalised(raw, limits, problems)
    walk = Walk(data, limits)
    root = walk.part(_start(data), min(len(data), limits.message))
    body = read_body(root, limits)
    return _letter(root, body, [*problems, *walk.problems, *body.problems])


def _normalised(raw: bytes, limits: Limits, problems: list[Remark]) -> bytes:
    if len(raw) > limits.message:
        problems.append(ProblemKind.MESSAGE_CUT(size=len(raw), limit=limits.message))
    if not raw or raw.isspace():
        problems.append(ProblemKind.EMPTY_MESSAGE())
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) and b"\0" in raw[:64]:
        raw = raw.decode("utf-16", "ignore").encode("utf-8", "ignore")
    if b"\n" not in raw and b"\r" in raw:
        raw = raw.replace(b"\r", b"\n")
    return raw.replace(b"\r\r\n", b"\r\n") if b"\r\r\n" in raw[:65536] else raw


def _start(data: bytes) -> int:
    found = re.match(rb"(?:\xef\xbb\xbf)?[\r\n]*", data)
    return found.end() if found else 0


def _letter(root: Part, body: Body, problems: list[Remark]) -> Letter:
    headers = root.headers
    subject = _line(decode_value(headers.raw("subject"), body.charset))
    sender = _sender(headers, body.charset)
    text = as_text(body.lines)
    words = own_words(body.lines, subject)
    reason = machine_reason(Looks(root, headers, sender, subject, words.own, text))
    reply_to = read_mailboxes(headers.raw("reply-to"), body.charset)
    return Letter(
        subject=subject,
        from_name=sender.name,
        from_address=sender.address,
        reply_to=reply_to[0].address if reply_to else "",
        to=tuple(box.address for box in _recipients(headers, body.charset) if box.address),
        date=_date(headers, problems),
        message_id=headers.text("message-id").strip(),
        in_reply_to=next(iter(_identifiers(headers, "in-reply-to")), headers.text("in-reply-to").strip()),
        references=_identifiers(headers, "references"),
        headers=tuple((name, decode_value(value, body.charset)) for name, value in headers.fields),
        text=text,
        own_text=words.own,
        quoted_text=words.quoted,
        html=body.html,
        is_auto=bool(reason),
        auto_reason=reason,
        attachments=tuple(body.attachments),
        problems=tuple(dict.fromkeys(problems)),
    )


def _date(headers: Headers, problems: list[Remark]) -> datetime | None:
    found = read_date(headers.text("date"))
    if found is None and headers.raw("received"):
        found = received_date([headers.text("received")])
        problems.append(ProblemKind.DATE_FROM_RECEIVED() if found else ProblemKind.NO_DATE())
    return found


def _line(text: str) -> str:
    return " ".join(text.split())


def _sender(headers: Headers, hint: str) -> Mailbox:
    for name in ("from", "sender"):
        found = read_mailboxes(headers.raw(name), hint)
        if found:
            return _first_whole(found)
    return Mailbox("", "")


def _first_whole(found: tuple[Mailbox, ...]) -> Mailbox:
    """The first mailbox; a name that a comma cut in two ("Kalns, Anna <a@example.lv>") is put together."""
    for number, mailbox in enumerate(found):
        if mailbox.address:
            names = [box.name for box in found[: number + 1]]
            return Mailbox(", ".join(names), mailbox.address) if all(names) else mailbox
    return found[0]


def _recipients(headers: Headers, hint: str) -> tuple[Mailbox, ...]:
    return read_mailboxes(b", ".join(value for name, value in headers.fields if name.lower() == "to"), hint)


def _identifiers(headers: Headers, name: str) -> tuple[str, ...]:
    return tuple(_IDENTIFIER.findall(headers.text(name)))
