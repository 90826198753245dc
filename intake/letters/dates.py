"""Date fields as mail really holds them (RFC 5322 section 3.3 and ISO 8601), then as mail-parser reads them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_ZONE = re.compile(r"(?:GMT|UTC?)?([+-]\d{2}):?(\d{2})$")
"""Zones as some programs write them: GMT+0200, +02:00."""


def read_date(value: str) -> datetime | None:
    """An aware datetime in the sender's zone where it is known, else UTC; None for no readable date."""
    text = " ".join(value.split())
    if not text:
        return None
    return _usual(text) or _iso(text) or _strict(text)


def received_date(traces: list[str]) -> datetime | None:
    """When the last mail server took the message in, by mail-parser's reading of its Received field, if it says."""
    from mailparser.utils import receiveds_parsing  # few letters lack a date, and the import takes its time

    for trace in traces[:1]:
        for hop in receiveds_parsing([trace[:2000]]):
            stamp = hop.get("date_utc")
            return datetime.fromisoformat(stamp).replace(tzinfo=UTC) if stamp else None
    return None


def _strict(text: str) -> datetime | None:
    from mailparser.dates import parse_mail_date  # imports half of email; hardly any date comes this far

    found: datetime | None = parse_mail_date(text[:200]).value
    return found


def _iso(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text[:40])
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _usual(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(_ZONE.sub(r"\1\2", re.sub(r"\([^()]*\)", " ", text)[:200]))
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
