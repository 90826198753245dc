"""Messages as files: .eml, Outlook's .msg and winmail.dat, web archives; read as letters are."""

from __future__ import annotations

from intake.documents.content import Content, joined
from intake.documents.flow import tidy
from intake.documents.limits import Limits
from intake.documents.outlook import message_of
from intake.documents.tnef import message_of_tnef
from intake.letters import read_letter
from intake.stations import Attachment


def read_message(attachment: Attachment, limits: Limits) -> Content:
    """A message (RFC 5322): its subject and text; its attachments are inside it."""
    return _content(attachment.data)


def read_msg(attachment: Attachment, limits: Limits) -> Content:
    """An Outlook message (MS-OXMSG)."""
    return _content(message_of(attachment.data), attachment.data)


def read_tnef(attachment: Attachment, limits: Limits) -> Content:
    """A winmail.dat (MS-OXTNEF): the message that Outlook packed with its attachments."""
    return _content(message_of_tnef(attachment.data), attachment.data)


def _content(message: bytes, original: bytes = b"") -> Content:
    letter = read_letter(message)
    text = tidy(joined(letter.subject, letter.text))
    converted = message if original else b""
    return Content(text, letter.problems[:3], letter.attachments, message=converted)
