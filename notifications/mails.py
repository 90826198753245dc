"""Building a mail: templates in, complete bytes out (RFC 5322, RFC 2045), with the marks of an automatic mail."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from notifications.etiquette import MARKER
from notifications.latvian import counted, day, day_of, short_day, until_day

COLUMNS = 72
"""Width of plain text."""
THREADING = {"message-id", "in-reply-to", "references"}
LONGEST_LINE = 900
"""RFC 5322 section 2.1.1 allows 998 characters in a line."""
ITEM = re.compile(r"^\s*(?:[-–•]|\d{1,3}\.)?\s+")


class _Policy(EmailPolicy):
    """As email.policy.SMTP, but a long Message-ID is never encoded (RFC 2047): no program would know it again."""

    def fold_binary(self, name: str, value: str) -> bytes:
        """A header as it leaves: one Message-ID a line in those that hold the thread together."""
        told = str(value).split()
        if name.lower() not in THREADING or not str(value).isascii() or max(map(len, told), default=0) > LONGEST_LINE:
            return super().fold_binary(name, value)
        return (f"{name}: " + f"{self.linesep} ".join(told) + self.linesep).encode("ascii")


POLICY = _Policy(linesep="\r\n")


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who sends what to whom: `reply_to_id` and `references` put the mail into the sender's thread."""

    from_name: str
    from_address: str
    to_address: str
    subject: str
    message_id: str
    date: datetime
    reply_to_id: str = ""
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG shown in the HTML as cid:`name` (RFC 2392)."""

    name: str
    content: bytes


def build(envelope: Envelope, text: str, html: str, pictures: Sequence[Picture] = (), automatic: bool = True) -> bytes:
    """The bytes of a mail of ours: plain text and HTML of equal content.

    An `automatic` one is marked so (RFC 3834 section 5); an answer that a person wrote and released is not.
    """
    mail = EmailMessage(policy=POLICY)
    mail["From"] = _address(envelope.from_name, envelope.from_address)
    mail["To"] = _address("", envelope.to_address)
    mail["Subject"] = envelope.subject
    mail["Date"] = format_datetime(envelope.date)
    mail["Message-ID"] = envelope.message_id
    if envelope.reply_to_id:
        mail["In-Reply-To"] = envelope.reply_to_id
        mail["References"] = " ".join(dict.fromkeys((*envelope.references[-10:], envelope.reply_to_id)))
    if automatic:
        mail["Auto-Submitted"] = "auto-replied" if envelope.reply_to_id else "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    mail[MARKER] = "1"
    mail.set_content(wrapped(text), cte="quoted-printable")
    mail.add_alternative(html, subtype="html", cte="quoted-printable")
    html_part = mail.get_body(("html",))
    assert isinstance(html_part, EmailMessage)
    for picture in pictures:
        html_part.add_related(picture.content, "image", "png", cid=f"<{picture.name}>", disposition="inline")
    return mail.as_bytes()


def wrapped(text: str) -> str:
    """Plain text at 72 columns: list items keep their indent, links stay whole, at most one empty line between."""
    lines: list[str] = []
    for line in text.strip("\n").splitlines():
        bare = line.rstrip()
        if bare or (lines and lines[-1]):
            lines += _wrapped_line(bare)
    return "\n".join(lines) + "\n"


def _wrapped_line(line: str) -> list[str]:
    if len(line) <= COLUMNS:
        return [line]
    found = ITEM.match(line)
    indent = " " * len(found[0]) if found else ""
    return textwrap.wrap(line, COLUMNS, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False) or [
        line
    ]


def render(name: str, facts: Mapping[str, Any]) -> str:
    """A template filled in; a field it does not know is an error (jinja2.UndefinedError), never an empty place."""
    return _templates().get_template(name).render(facts)


@cache
def _templates() -> SandboxedEnvironment:
    loader = FileSystemLoader(Path(__file__).with_name("templates"))
    made = SandboxedEnvironment(
        loader=loader,
        undefined=StrictUndefined,
        autoescape=lambda name: bool(name and name.endswith(".html")),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"day": day, "day_of": day_of, "until_day": until_day, "short_day": short_day}
    made.globals["counted"] = counted
    return made


def _address(name: str, address: str) -> Address:
    local, _, domain = address.rpartition("@")
    return Address(display_name=name, username=local, domain=domain)
