"""A mail of ours as it goes into the outbox: its names made of its key, its bytes complete from here on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from config.settings import Settings
from notifications.identity import message_id, token
from notifications.mails import Envelope, Picture, build
from storage.records import NewOutgoing


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a mail says, and to whom; text and HTML say the same.

    `key` is unique for what causes the mail. `reply_to_id` and `references` put it into its receiver's thread;
    `automatic` is False for what a person wrote and released.
    """

    key: str
    kind: str
    to_address: str
    subject: str
    text: str
    html: str
    submission_id: int | None = None
    reply_to_id: str = ""
    references: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    automatic: bool = True


def outgoing(draft: Draft, settings: Settings, secret: bytes, now: datetime) -> NewOutgoing:
    """The outbox row of a mail; `secret` is the installation's key that signs Message-ID and bounce token."""
    sender, mark = settings.from_address(), token(secret, draft.key)
    envelope = Envelope(
        from_name=settings.smtp.from_name,
        from_address=sender,
        to_address=draft.to_address,
        subject=draft.subject,
        message_id=message_id(secret, draft.key, sender.rpartition("@")[2]),
        date=now.astimezone(ZoneInfo(settings.general.timezone)),
        reply_to_id=draft.reply_to_id,
        references=draft.references,
    )
    return NewOutgoing(
        key=draft.key,
        kind=draft.kind,
        submission_id=draft.submission_id,
        to_address=draft.to_address,
        envelope_from=bounce_address(settings, mark),
        message_id=envelope.message_id,
        token=mark,
        content=build(envelope, draft.text, draft.html, draft.pictures, draft.automatic),
        mode=settings.general.mode,
    )


def bounce_address(settings: Settings, mark: str) -> str:
    """The envelope sender: empty, or our address with the token after +, by setting (RFC 5321 section 4.5.5)."""
    if settings.smtp.envelope_sender == "empty":
        return ""
    local, _, domain = settings.from_address().rpartition("@")
    return f"{local}+{mark}@{domain}"
