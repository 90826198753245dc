"""How far a split agrees with the marks of a letter: the number of wishes, and each wish alone in a span."""

from __future__ import annotations

from collections.abc import Sequence

from classifiers.wishes.letters import MarkedLetter

Span = tuple[int, int]


def held(letter: MarkedLetter, spans: Sequence[Span]) -> list[int | None]:
    """For each marked wish the number of the span that holds more than half of its letters and of no other wish's."""
    holders = [_holder(letter, wish, spans) for wish in range(1, letter.wishes + 1)]
    return [one if one is not None and holders.count(one) == 1 else None for one in holders]


def _holder(letter: MarkedLetter, wish: int, spans: Sequence[Span]) -> int | None:
    parts = [part for part in letter.parts if part.wish == wish]
    size = sum(_letters(letter.text[part.start : part.end]) for part in parts)
    for number, (start, end) in enumerate(spans):
        shared = (letter.text[max(part.start, start) : min(part.end, end)] for part in parts)
        if 2 * sum(map(_letters, shared)) > size:
            return number
    return None


def _letters(text: str) -> int:
    return sum(not sign.isspace() for sign in text)
