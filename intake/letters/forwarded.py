"""Where a message that is passed on carries its own header lines: they are no words of anybody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from intake.letters.reply_marks import header_label, is_forward_mark

_GAP = re.compile(r"\n[ \t\r\n]*\n")


def without_headers(text: str) -> str:
    """A text with the header lines of passed-on messages blanked, so that every other character keeps its place."""
    return "".join(_blanked(text.splitlines(keepends=True)))


def squeezed(text: str) -> str:
    """A text with the gaps that blanked lines left closed to one empty line."""
    return _GAP.sub("\n\n", text)


def _blanked(lines: list[str]) -> Iterator[str]:
    for _, run in groupby(lines, key=_is_header_line):
        held = list(run)
        kinds = {header_label(line) for line in held}
        block = "from" in kinds and len(kinds - {"", "from"}) > 0
        yield from (_blank(line) for line in held) if block else held


def _is_header_line(line: str) -> bool:
    return bool(header_label(line)) or is_forward_mark(line)


def _blank(line: str) -> str:
    words = line.rstrip("\r\n")
    return " " * len(words) + line[len(words) :]
