"""How many signed a collective letter: what its words say, and the rows of signature lists. A person confirms it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

NUMBER = r"(?<![\d.,/-])(\d{1,3}(?:[ \xa0]\d{3})+|\d{1,6})"
PEOPLE = (
    r"(?:iedzīvotāj|cilvēk|person|vecāk|kaimiņ|novadniek|pensionār|īpašniek|lietotāj|ģimen|жител|человек|сосед|"
    r"resident|people|person|neighbour|parent|famil)\w*"
)
SIGNED = r"(?:parakst|подпис|sign)\w*"
BETWEEN = r"(?:[^\W\d]+\s+){0,2}?"
STATED = re.compile(
    rf"\b{SIGNED}\s*[:–-]?\s*(?:by\s+)?{BETWEEN}{NUMBER}\s+{BETWEEN}{PEOPLE}"
    rf"|{NUMBER}\s+(?:{BETWEEN}{PEOPLE}\s+)?(?:(?:ir|have)\s+)?{SIGNED}"
    rf"|\b(?:parakstu\s+skaits|parakstītāji|подписей|signatures)\s*[:–-]\s*{NUMBER}",
    re.IGNORECASE,
)
CAPITALISED = r"[^\W\d_a-zāčēģīķļņšūž][^\W\d_]+"
ROW = re.compile(rf"^[\s|]*(\d{{1,4}})[.)\s|]+{CAPITALISED}[ \t|]+{CAPITALISED}", re.MULTILINE)
LIST = re.compile(r"parakst|подпис|signature", re.IGNORECASE)
SEARCHED = 100_000
"""Characters of each text that are searched."""
FEWEST = 3
"""Rows from which numbered names are a list."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of signatures and where it stands: the words that say so, or the file whose rows were counted."""

    number: int
    words: str = ""
    file: str = ""


def counted(own_text: str, documents: Sequence[tuple[str, str]]) -> tuple[Counted, ...]:
    """What a letter and its documents, as (file name, text), say of how many signed; each number once."""
    told: list[Counted] = []
    for name, text in (("", own_text), *documents):
        told += [*_stated(text[:SEARCHED]), *_listed(name, text[:SEARCHED])]
    return tuple({one.number: one for one in reversed(told)}.values())[::-1]


def _stated(text: str) -> Iterator[Counted]:
    for found in STATED.finditer(text):
        number = int(re.sub(r"\D", "", next(filter(None, found.groups()))))
        if number > 1:
            yield Counted(number, " ".join(found[0].split()))


def _listed(name: str, text: str) -> Iterator[Counted]:
    """Numbered rows of names, where the file or its text speaks of signatures."""
    rows = {int(found[1]) for found in ROW.finditer(text)}
    if len(rows) >= FEWEST and LIST.search(f"{name} {text}"):
        yield Counted(len(rows), file=name)
