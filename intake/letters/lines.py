"""A line of body text and how deep it stands in quoted history."""

from __future__ import annotations

from typing import NamedTuple


class Line(NamedTuple):
    """`text` without its line break; `depth` 0 for the writer's own level, 1 for what was quoted, and so on."""

    text: str
    depth: int = 0


def as_text(lines: tuple[Line, ...] | list[Line]) -> str:
    """The lines joined by line breaks, without blank ends."""
    return "\n".join(line.text for line in lines).strip("\n")
