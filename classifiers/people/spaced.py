"""Addresses whose words a scan or a printing hand broke by blanks: P L A V U  3 - 1 1, U zva ras pr. 1 8-4."""

from __future__ import annotations

import re
from collections.abc import Iterator

from classifiers.people.address_parts import LV_TYPE, RU_TYPE, TOWN
from classifiers.people.street_names import heard, named_street

NUMBER = re.compile(
    r"(?<=[^\W\d_][ .,])(?: ?(?:d\. ?|Nr\. ?)?)[1-9](?: ?\d){0,2} ?(?:[a-zA-Z](?!\w))?"
    r"(?:(?: ?[-–/] ?|,? ?(?:d ?z ?\.|k ?v ?\.|к ?в ?\.) ?)\d(?: ?\d){0,2})?(?![\w-])"
)
PIECES = re.compile(r"(?:[^\W\d_]{1,12}[ .,]{1,3}){2,16}$")
PIECE = re.compile(r"[^\W\d_]+")
TYPE = re.compile(rf"(?:{LV_TYPE.replace(chr(92) + 'b', '')}|{RU_TYPE}|pr|ul|ул|пр)$", re.IGNORECASE)
SPACED_TOWN = re.compile(r"(?:(?<!\w)[^\W\d_] ){3,14}[^\W\d_][ ,]{1,3}$")
ONLY_TOWN = re.compile(TOWN, re.IGNORECASE)
BROKEN = 3
"""A piece of a broken word is this short."""
REACH = 60


def spaced(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every known street with its house, in pieces; the town before it too where it is spaced out."""
    for number in NUMBER.finditer(text):
        pieces = PIECES.search(text, max(number.start() - REACH, 0), number.start())
        if pieces and (start := _begin(text, pieces)) is not None:
            town = SPACED_TOWN.search(text, max(start - REACH, 0), start)
            known = town and ONLY_TOWN.fullmatch("".join(PIECE.findall(town[0])))
            yield town.start() if town and known else start, number.end()


def _begin(text: str, pieces: re.Match[str]) -> int | None:
    """Where the known street begins whose pieces end there; None for none, or for one in whole words."""
    found = list(PIECE.finditer(text, pieces.start(), pieces.end()))
    for first in range(len(found) - 1):
        words = [piece[0] for piece in found[first:]]
        short = min(map(len, words[:-1])) <= BROKEN and words[0][0].isupper()
        if short and _is_street("".join(words)):
            return found[first].start()
    return None


def _is_street(closed: str) -> bool:
    name = TYPE.sub("", closed)
    return len(heard(name)) > BROKEN and (named_street(closed) or named_street(name))
