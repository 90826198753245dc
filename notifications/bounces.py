"""Reports about mails of ours: read (RFC 3464 and the informal kinds), matched, and acted upon.

A permanent failure ends automatic mail to the address until a person says otherwise; a mail given up for now goes
again as a new mail with a Message-ID of its own, at most twice; a delay report changes nothing.
"""

from __future__ import annotations

import email
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import Message
from email.utils import format_datetime, getaddresses

from sqlalchemy import Connection

from notifications.identity import message_id, own_message_ids, token
from notifications.mails import POLICY
from storage import bounces, outbox
from storage.records import Bounce, NewOutgoing, Outgoing

AGAIN_AFTER = (timedelta(hours=4), timedelta(hours=24))
"""When a mail that was given up for now goes again."""
ROBOT = re.compile(r"^(mailer[-_.]?daemon|postmaster|mail[-_. ]?delivery.*|bounces?(\+.*)?|.*-bounces?)@", re.I)
FAILED_WORDS = re.compile(
    r"undeliver|not (be )?deliver|delivery (has |status )?.{0,30}fail|returned (mail|to sender)|failure notice"
    r"|could not be|user unknown|no such (user|mailbox|recipient)|mailbox (is )?(full|unavailable)|over ?quota"
    r"|address rejected|nevar(ēja)? piegādāt|netika piegādāt|piegāde neizdevās|недоставлен"
    r"|не (может быть|было|удалось) достав",
    re.I,
)
STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
REPLY = re.compile(r"(?<![\d.])([45][0-5]\d)[ -]")
HARD_WORDS = re.compile(
    r"unknown|no such|does(n't| not) exist|invalid|disabled|not found|nepastāv|неизвест|не существует", re.I
)
DELAY_WORDS = re.compile(
    r"delayed|will (be )?(retr|keep trying)|still trying|not yet|aizkav|warning message only|задерж", re.I
)
SOFT = {"5.2.2"}
"""A full mailbox: written as permanent by most servers, and over when its owner tidies up."""
SENDERS = {"5.1.7", "5.1.8"}
"""It is the sender's address that is wrong (RFC 3463 section 3.2)."""
ADDRESS_HEADERS = ("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To")
SEARCHED = 200_000


@dataclass(frozen=True, slots=True)
class Report:
    """One recipient's fate: `kind` as in `Bounce`, `status` as in RFC 3463 or "", what the server said, whom."""

    kind: str
    status: str
    diagnostic: str
    address: str


def read(raw: bytes) -> tuple[Report, ...]:
    """The failures and delays a message reports; nothing for any other message, an out-of-office reply included."""
    mail = email.message_from_bytes(raw)
    if mail.get_content_type() == "multipart/report":
        return tuple(_formal(mail))
    return tuple(_informal(mail)) if _from_a_mail_server(mail) else ()


def matched(connection: Connection, key: bytes, raw: bytes) -> Outgoing | None:
    """The mail of ours a report is about: by the token in the envelope address, else by our signed Message-ID in it."""
    mail = email.message_from_bytes(raw)
    values = [str(value) for name in ADDRESS_HEADERS for value in mail.get_all(name, [])]
    for _, address in getaddresses(values):
        mark = address.partition("@")[0].partition("+")[2]
        if mark and (found := outbox.by_token(connection, mark.lower())):
            return found
    told = raw[:SEARCHED].decode("latin-1")
    return next((found for own in own_message_ids(key, told) if (found := outbox.by_message_id(connection, own))), None)


def record(
    connection: Connection, key: bytes, about: Outgoing, reports: Iterable[Report], message: int | None, now: datetime
) -> None:
    """Keep what was reported about a mail of ours and do what follows from it."""
    for one in reports:
        address = one.address or about.to_address
        bounces.add(connection, Bounce(about.id, message, one.kind, one.status, one.diagnostic, address, now))
        if one.kind == "permanent":
            bounces.bury(connection, about.to_address, one.diagnostic or one.status, now)
        elif one.kind == "transient":
            _send_again(connection, key, about, now)


def refused(connection: Connection, mail: Outgoing, reply: str, now: datetime) -> None:
    """The server refused a mail at once: the same as a report, when it is the address that is wrong."""
    status = found[1] if (found := STATUS.search(reply)) else ""
    address_wrong = status.startswith("5.1.") and status not in SENDERS
    if address_wrong or (not status and reply.startswith(("550", "551", "553"))):
        bounces.add(connection, Bounce(mail.id, None, "permanent", status, reply, mail.to_address, now))
        bounces.bury(connection, mail.to_address, reply, now)


def _send_again(connection: Connection, key: bytes, about: Outgoing, now: datetime) -> None:
    root = about.key.rpartition("|again ")[0] or about.key
    made = int(about.key.rpartition("|again ")[2]) if "|again " in about.key else 0
    if made >= len(AGAIN_AFTER) or about.kind in ("digest", "alert"):
        return
    row_key = f"{root}|again {made + 1}"
    domain = about.message_id.rpartition("@")[2].rstrip(">")
    mail = email.message_from_bytes(about.content, policy=POLICY)
    at = now + AGAIN_AFTER[made]
    mail.replace_header("Message-ID", message_id(key, row_key, domain))
    mail.replace_header("Date", format_datetime(at))
    local, _, host = about.envelope_from.rpartition("@")
    mark = token(key, row_key)
    envelope = f"{local.partition('+')[0]}+{mark}@{host}" if "+" in local else about.envelope_from
    again = NewOutgoing(
        key=row_key,
        kind=about.kind,
        submission_id=about.submission_id,
        to_address=about.to_address,
        envelope_from=envelope,
        message_id=str(mail["Message-ID"]),
        token=mark,
        content=mail.as_bytes(),
        mode=about.mode,
    )
    outbox.add(connection, again, at)


def _from_a_mail_server(mail: Message) -> bool:
    sender = next((address for _, address in getaddresses([str(mail.get("From", ""))])), "")
    return bool(ROBOT.match(sender)) or "X-Failed-Recipients" in mail


def _formal(mail: Message) -> Iterator[Report]:
    """The per-recipient fields of message/delivery-status (RFC 3464 section 2.3); a read report has none."""
    for part in mail.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        blocks = part.get_payload()
        for block in (one for one in blocks if isinstance(one, Message)) if isinstance(blocks, list) else ():
            action = str(block.get("Action", "")).strip().lower()
            if action in ("failed", "delayed"):
                status = found[1] if (found := STATUS.search(str(block.get("Status", "")))) else ""
                diagnostic = " ".join(str(block.get("Diagnostic-Code", "")).partition(";")[2].split())
                named = str(block.get("Original-Recipient") or block.get("Final-Recipient") or "")
                kind = "delayed" if action == "delayed" else _kind(status, diagnostic)
                yield Report(kind, status, diagnostic[:500], named.partition(";")[2].strip())


def _informal(mail: Message) -> Iterator[Report]:
    text = _text(mail)
    subject = str(mail.get("Subject", ""))
    if not (FAILED_WORDS.search(f"{subject}\n{text}") or DELAY_WORDS.search(f"{subject}\n{text}")):
        return
    address = str(mail.get("X-Failed-Recipients", "")).split(",")[0].strip()
    status = found[1] if (found := STATUS.search(text)) else ""
    line = next((line.strip() for line in text.splitlines() if STATUS.search(line) or REPLY.search(line)), "")
    kind = _kind(status, line or text) if not DELAY_WORDS.search(text) else "delayed"
    yield Report(kind, status, line[:500] or subject[:500], address)


def _kind(status: str, words: str) -> str:
    """Permanent or transient: by the status, else by the reply code, else by words that only a dead address has."""
    if status in SOFT:
        return "transient"
    if status:
        return "permanent" if status.startswith("5") else "transient"
    if found := REPLY.search(words):
        return "permanent" if found[1].startswith("5") else "transient"
    return "permanent" if HARD_WORDS.search(words) else "transient"


def _text(mail: Message) -> str:
    """The words of the report itself, without the mail that came back in it."""
    for part in mail.walk():
        if part.get_content_type() == "text/plain":
            payload = part.get_payload(decode=True)
            told = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
            return re.split(r"\n-{2,}.*(?:original|copy|below).*\n", told, maxsplit=1, flags=re.I)[0]
    return ""
