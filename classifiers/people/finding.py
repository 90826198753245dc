"""What is found: a stretch of text that is personal data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """A stretch [start, end) of characters of a text that is personal data; `value` is the text there.

    `kind` is name, address (house and flat), phone, email, personal_code, iban, plate, cadastre, or health: a detail
    of health or benefits of a certain person, marked so that a person is asked before it is passed on.
    """

    kind: str
    value: str
    start: int
    end: int
