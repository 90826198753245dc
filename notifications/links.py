"""Signed links in mails to staff: they open a page behind the door and change nothing by themselves."""

from __future__ import annotations

import hashlib
import hmac


def signature(key: bytes, proposal: int) -> str:
    """The signature of a link to a proposal's suggestion."""
    return hmac.new(key, f"suggestion:{proposal}".encode(), hashlib.sha256).hexdigest()[:20]


def checked(key: bytes, proposal: int, told: str) -> bool:
    """Whether a link is ours."""
    return hmac.compare_digest(signature(key, proposal).encode(), told.encode())
