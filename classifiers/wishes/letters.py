"""Whole letters marked by parts: what the span step learns from and is measured by."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from classifiers.examples import DATA

TRAIN = DATA / "letters" / "train"
TEST = DATA / "letters" / "test"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch [start, end) of a letter in one role; `wish` counts the letter's wishes from 1, 0 for other roles."""

    role: str
    start: int
    end: int
    wish: int
    topics: tuple[str, ...]
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MarkedLetter:
    """A letter with its parts, which cover all of `text`; `hand` is the name of its file."""

    id: str
    hand: str
    language: str
    subject: str
    text: str
    parts: tuple[Part, ...]

    @property
    def wishes(self) -> int:
        """How many wishes the letter has."""
        return max((part.wish for part in self.parts), default=0)


def read(folder: Path) -> list[MarkedLetter]:
    """All letters of a folder's .jsonl files, in the order of names and lines."""
    return [
        _letter(path.stem, json.loads(line))
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]


def _letter(hand: str, row: dict[str, Any]) -> MarkedLetter:
    parts: list[Part] = []
    start = wishes = 0
    for part in row["parts"]:
        number = 0
        if part["role"] == "wish":
            number = part.get("wish") or wishes + 1
            wishes = max(wishes, number)
        end = start + len(part["text"])
        topics, places = tuple(part.get("topics") or ()), tuple(part.get("places") or ())
        parts.append(Part(part["role"], start, end, number, topics, places))
        start = end
    text = "".join(part["text"] for part in row["parts"])
    return MarkedLetter(row["id"], hand, row["lang"], row.get("subject") or "", text, tuple(parts))
