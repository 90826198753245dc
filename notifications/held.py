"""Mails to residents that the mode of the installation kept from them: which, why, and what a person may decide."""

from __future__ import annotations

from sqlalchemy import Connection

from config.settings import Settings
from storage import outbox
from storage.records import Outgoing, OutgoingState


def is_unreached(mail: Outgoing) -> bool:
    """Whether the mode kept a mail from the resident: held, or gone to the address of mode redirect alone."""
    redirected = mail.mode == "redirect" and mail.state in (OutgoingState.SENT, OutgoingState.FAILED)
    return mail.kind in outbox.TO_RESIDENTS and (mail.state is OutgoingState.HELD or redirected)


def may_release(mail: Outgoing, mode: str) -> bool:
    """Whether a person may send it in the present mode, as `storage.outbox.release` will."""
    held = mail.state is OutgoingState.HELD
    return is_unreached(mail) and (mode == "live" or (mode == "redirect" and held))


def summary(connection: Connection, settings: Settings) -> tuple[str, bool]:
    """(A sentence on the mails to residents that are held, "" for none; whether it needs a person now)."""
    count = outbox.held_count(connection)
    if not count:
        return "", False
    page = f"{settings.review.public_url.rstrip('/')}/mails?state=held"
    if settings.general.mode == "observe":
        return f"{count} mails to residents held: mode is observe, nothing leaves; read them at {page}", False
    return f"{count} mails to residents were held by mode observe or redirect; send or drop them at {page}", True
