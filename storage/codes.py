"""Our own code of a submission: never called a registration number."""

from __future__ import annotations

import re

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SHAPE = re.compile(r"\b([A-Z]{2,5})-(\d{2})-(\d{4,})-([0-9A-Z])\b")


def make_code(prefix: str, year: int, number: int) -> str:
    """For example KEK-26-0137-X: prefix, year, number and a check character (ISO 7064, MOD 37,36)."""
    body = f"{prefix}-{year % 100:02d}-{number:04d}"
    return f"{body}-{_check(body)}"


def find_codes(text: str) -> list[str]:
    """The codes quoted in a text whose check character is right, in their order."""
    return [found[0] for found in SHAPE.finditer(text.upper()) if _check(found[0][:-2]) == found[4]]


def _check(body: str) -> str:
    rest = 36
    for letter in body.replace("-", ""):
        rest = (rest + ALPHABET.index(letter)) % 36 or 36
        rest = rest * 2 % 37
    return ALPHABET[(37 - rest) % 36]
