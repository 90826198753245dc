"""Wishes by the form of a letter: list items first, else the whole; greetings and signatures belong to none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from classifiers.verdicts import Wish

ITEM = re.compile(r"^[ \t]*(?:\d{1,2}[.)]|[-–•*])[ \t]+(?=\S)", re.MULTILINE)
GREETING = re.compile(
    r"\A\s*(labdien|labrīt|labvakar|sveiki|sveicināti|cien[īi]j\w+|godāt\w+|здравствуйте|добрый\s+\w+|уважаем\w+|hello|hi|dear)\b"
    r"[^\n]{0,60}(\n|[!,.]\s)",
    re.IGNORECASE,
)


def split_wishes(pieces: Sequence[str]) -> tuple[Wish, ...]:
    """The wishes of the pieces of a reading (own words first, then documents), in their order.

    A letter always yields at least one wish, so that nothing is lost; documents yield one each where they hold words.
    """
    found = [wish for number, piece in enumerate(pieces) for wish in _piece(number, piece)]
    return tuple(found) or (Wish(0, 0, len(pieces[0]) if pieces else 0, pieces[0] if pieces else ""),)


def _piece(number: int, text: str) -> list[Wish]:
    starts = [hit.start() for hit in ITEM.finditer(text)]
    if len(starts) < 2:
        return _whole(number, text)
    ends = [*starts[1:], _item_end(text, starts[-1])]
    ground = text[: starts[0]].strip()
    return [_trimmed(number, text, start, end, ground) for start, end in zip(starts, ends, strict=True)]


def _whole(number: int, text: str) -> list[Wish]:
    greeting = GREETING.match(text)
    start = greeting.end() if greeting else 0
    wish = _trimmed(number, text, start, len(text), "")
    return [wish] if len(wish.text.split()) >= 3 else []


def _item_end(text: str, start: int) -> int:
    """The last item ends at the first empty line after it."""
    blank = re.compile(r"\n[ \t]*\n").search(text, start)
    return blank.start() if blank else len(text)


def _trimmed(number: int, text: str, start: int, end: int, ground: str) -> Wish:
    part = text[start:end]
    start += len(part) - len(part.lstrip())
    body = part.strip()
    return Wish(number, start, start + len(body), body, ground)
