"""Personal data told by their form: e-mail addresses, phones, personal codes, IBAN, car plates."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """A stretch [start, end) of a text that is personal data of a kind."""

    kind: str
    value: str
    start: int
    end: int


FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("email", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("iban", re.compile(r"\b[A-Z]{2}\d{2}\s?(?:[A-Z0-9]{4}\s?){2,7}[A-Z0-9]{1,4}\b")),
    ("personal_code", re.compile(r"\b(?:32\d{4}|[0-3]\d[01]\d{3})[-\s]?\d{5}\b")),
    ("phone", re.compile(r"(?:\+\s?371[\s-]?)?\b[26]\d(?:[\s-]?\d){6}\b")),
    ("plate", re.compile(r"\b[A-Z]{2}-\d{1,4}\b")),
)


def personal_data(text: str) -> tuple[Finding, ...]:
    """All findings of a text in their order, without overlaps."""
    found = [Finding(kind, hit[0], *hit.span()) for kind, form in FORMS for hit in form.finditer(text)]
    kept: list[Finding] = []
    for one in sorted(found, key=lambda finding: (finding.start, -finding.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)


def mask(text: str) -> str:
    """The text with every finding replaced by an ellipsis in brackets."""
    for one in reversed(personal_data(text)):
        text = text[: one.start] + "[…]" + text[one.end :]
    return text
