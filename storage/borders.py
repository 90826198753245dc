"""Letters whose wishes people settled: what the borders of wishes are learned from on site.

No copies: they are read from the letters and proposals each time, so what is erased there is learned no more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from storage.pieces import kept
from storage.tables import follow_ups, proposals, submissions

Span = tuple[int, int]
OWN_WORDS = "body"
LATER = "message:"
"""Pieces of a sender's own words; wishes of documents are left out of them where they only repeat the letter."""


@dataclass(frozen=True, slots=True)
class SettledLetter:
    """A letter of which every proposal was confirmed, merged, cut, added or taken out as none by a person.

    `wishes` holds the stretches [start, end) of `text` of each proposal that remained, in their order.
    """

    submission_id: int
    language: str
    subject: str
    text: str
    wishes: tuple[tuple[Span, ...], ...]


def settled(connection: Connection, most: int) -> list[SettledLetter]:
    """The letters settled last, at most `most`, the oldest of them first. Letters without a proposal teach nothing."""
    rows: dict[int, Row[Any]] = {row.id: row for row in connection.execute(_ASKED).all()}
    into = {row.id: row.merged_into for row in rows.values()}
    letters = defaultdict[tuple[int, str], list[tuple[Row[Any], Row[Any]]]](list)
    for row in rows.values():
        letters[row.submission_id, row.piece].append((row, rows[kept(row.id, into)]))
    found = [
        (max(last.confirmed_at for _, last in matters), matters[0][0], _wishes(matters))
        for (_, piece), matters in letters.items()
        if _own_words(piece) and all(_settled(row, last) for row, last in matters)
    ]
    latest = sorted((one for one in found if one[2]), key=lambda one: (one[0], one[1].id))[-most:]
    return [letter for _, first, wishes in latest for letter in _letter(connection, first, wishes)]


_FIELDS = ("id", "submission_id", "piece", "start", "end", "kind", "merged_into", "confirmed_at", "confirmed_by")
_ASKED: Select[Any] = select(
    *(proposals.c[name] for name in _FIELDS), (proposals.c.text == "").label("erased")
).order_by(proposals.c.id)


def _settled(row: Row[Any], last: Row[Any]) -> bool:
    return bool(last.merged_into is None and last.confirmed_by and last.confirmed_at and not row.erased)


def _own_words(piece: str) -> bool:
    return piece == OWN_WORDS or piece.startswith(LATER)


def _wishes(matters: Sequence[tuple[Row[Any], Row[Any]]]) -> tuple[tuple[Span, ...], ...]:
    """The stretches of each proposal: its own and those merged into it; what lies inside another counts once.

    One that was added and taken back has none.
    """
    spans = defaultdict[int, list[Span]](list)
    for row, last in matters:
        if last.kind == "proposal" and row.start < row.end:
            spans[last.id].append((row.start, row.end))
    return tuple(sorted(_apart(one) for one in spans.values()))


def _apart(spans: Sequence[Span]) -> tuple[Span, ...]:
    found: list[Span] = []
    for start, end in sorted(spans):
        if not found or start >= found[-1][1]:
            found.append((start, end))
        else:
            found[-1] = found[-1][0], max(end, found[-1][1])
    return tuple(found)


def _letter(connection: Connection, matter: Row[Any], wishes: tuple[tuple[Span, ...], ...]) -> Iterable[SettledLetter]:
    """The letter with its words; none where they were erased."""
    asked = select(submissions.c.language, submissions.c.subject, submissions.c.own_text)
    asked = asked.where(submissions.c.id == matter.submission_id)
    if matter.piece != OWN_WORDS:
        number = int(matter.piece.removeprefix(LATER))
        asked = select(submissions.c.language, follow_ups.c.subject, follow_ups.c.own_text)
        asked = asked.where(submissions.c.id == follow_ups.c.submission_id, follow_ups.c.message_id == number)
    told = connection.execute(asked).one()
    if all(told.own_text[start:end].strip() for spans in wishes for start, end in spans):
        yield SettledLetter(matter.submission_id, *told, wishes)
