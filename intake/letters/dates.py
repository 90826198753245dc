"""Date fields: mail-parser's careful reading (RFC 5322 section 3.3), then a lenient one for what mail really holds."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from mailparser.dates import parse_mail_date


def read_date(value: str) -> datetime | None:
    """An aware datetime in the sender's zone where it is known, else UTC; None for no readable date."""
    text = " ".join(value.split())
    if not text:
        return None
    return _lenient(text) or parse_mail_date(text).value


def _lenient(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(re.sub(r"\([^()]*\)", " ", text)[:200])
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
