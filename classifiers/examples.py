"""Labelled texts: what the classifiers learn from and are measured by."""

from __future__ import annotations

import errno
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parent / "data"
TRAIN = DATA / "train"
TEST = DATA / "test"


@dataclass(frozen=True, slots=True)
class Example:
    """One text with its labels; `hand` is the file's name, `places` None where they were not labelled."""

    id: str
    hand: str
    language: str
    style: str
    kind: str
    topics: tuple[str, ...]
    places: tuple[str, ...] | None
    track: str
    subject: str
    text: str


def read(folder: Path) -> list[Example]:
    """All examples of a folder's .jsonl files, in the order of names and lines. FileNotFoundError where it has none."""
    files = sorted(folder.glob("*.jsonl"))
    if not files:
        raise FileNotFoundError(errno.ENOENT, "no .jsonl file of labelled texts", str(folder))
    return [_example(path.stem, line) for path in files for line in _lines(path)]


def _lines(path: Path) -> Iterable[str]:
    return (line for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def _example(hand: str, line: str) -> Example:
    row = json.loads(line)
    places = row.get("places")
    return Example(
        id=row["id"],
        hand=hand,
        language=row["lang"],
        style=row["style"],
        kind=row["kind"],
        topics=tuple(row["topics"]),
        places=None if places is None else tuple(places),
        track=row.get("track") or "budget",
        subject=row.get("subject") or "",
        text=row["text"],
    )
