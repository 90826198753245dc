"""Latvian in our mails: plurals, and dates in the case the sentence asks for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from babel.dates import format_date


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun: 1 vēstule, 2 vēstules, 11 vēstules, 21 vēstule."""
    return f"{number} {one if is_one(number) else many}"


def is_one(number: int) -> bool:
    """Whether a noun after the number stands in the singular: 1, 21, 101, but not 11."""
    return number % 10 == 1 and number % 100 != 11


def listed(words: Sequence[str]) -> str:
    """Words joined as in speech: a, b un c."""
    return " un ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else "".join(words)


def day(when: date) -> str:
    """A date in the locative, as in "saņēmām ...": 2026. gada 22. novembrī."""
    return _inflected(when, (("is", "ī"), ("s", "ā")))


def until_day(when: date) -> str:
    """A date in the dative, as after "līdz": 2026. gada 22. novembrim."""
    return _inflected(when, (("is", "im"), ("s", "am")))


def day_of(when: date) -> str:
    """A date by itself, at the head of a letter: 2026. gada 22. novembris."""
    return format_date(when, "y. 'gada' d. MMMM", locale="lv")


def short_day(when: date) -> str:
    """A date in figures: 22.11.2026."""
    return f"{when:%d.%m.%Y.}"


def _inflected(when: date, endings: tuple[tuple[str, str], ...]) -> str:
    told = format_date(when, "y. 'gada' d. MMMM", locale="lv")
    for nominative, wanted in endings:
        if told.endswith(nominative):
            return told.removesuffix(nominative) + wanted
    return told
