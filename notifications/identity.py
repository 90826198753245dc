"""Names by which our mails are known again: signed Message-IDs and envelope tokens."""

from __future__ import annotations

import hashlib
import hmac
import re

SHAPE = re.compile(r"<novads\.([a-z0-9]{20})\.([a-z0-9]{16})@[^<>@\s]+>")

SUBJECT_MARK = re.compile(r"\[([A-Z]{2,5}-\d{2}-\d{4,}-[0-9A-Z])/([0-9a-fA-F]{8})\]")


def message_id(key: bytes, row_key: str, domain: str) -> str:
    """The Message-ID of a mail (RFC 5322 section 3.6.4): stable for the row it belongs to, signed with our key."""
    name = _digest(key, f"name:{row_key}")[:20]
    return f"<novads.{name}.{_digest(key, f'sign:{name}')[:16]}@{domain}>"


def token(key: bytes, row_key: str) -> str:
    """The part after + of the envelope sender, by which a bounce finds its mail."""
    return _digest(key, f"token:{row_key}")[:24]


def own_message_ids(key: bytes, text: str) -> list[str]:
    """The Message-IDs in a text that carry our signature; a made-up one is left out."""
    return [
        found[0]
        for found in SHAPE.finditer(text.lower())
        if hmac.compare_digest(found[2], _digest(key, f"sign:{found[1]}")[:16])
    ]


def subject_mark(key: bytes, code: str) -> str:
    """A code as it stands in our subjects, signed: [KEK-26-0137-X/1a2b3c4d]."""
    return f"[{code}/{_digest(key, f'subject:{code}')[:8]}]"


def marked_codes(key: bytes, subject: str) -> list[str]:
    """The codes in a subject that carry our signature."""
    return [
        found[1]
        for found in SUBJECT_MARK.finditer(subject)
        if hmac.compare_digest(found[2].lower(), _digest(key, f"subject:{found[1]}")[:8])
    ]


def _digest(key: bytes, text: str) -> str:
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
