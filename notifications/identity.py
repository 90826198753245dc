"""Names by which our mails are known again: signed Message-IDs and envelope tokens."""

from __future__ import annotations

import hashlib
import hmac
import re

SHAPE = re.compile(r"<novads\.([a-z0-9]{20})\.([a-z0-9]{16})@[^<>@\s]+>")


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


def _digest(key: bytes, text: str) -> str:
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
