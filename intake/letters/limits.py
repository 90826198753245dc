"""How much of one message is read. Real letters stay far below; hostile ones end at a limit with a named problem."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds for one message.

    `message` is in bytes, what lies beyond is not read; `header` is in bytes per field; `text` in characters of body
    text; `html` in bytes of one HTML part. `depth` counts nested multiparts, `parts` all parts, `headers` the
    fields of one part.
    """

    message: int = 500_000_000
    headers: int = 1_000
    header: int = 32_768
    parts: int = 1_000
    depth: int = 40
    text: int = 2_000_000
    html: int = 2_000_000


DEFAULT_LIMITS = Limits()
