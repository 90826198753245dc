"""Text as it flows: words into lines, table cells beside each other, boxes after the paragraph they hang on."""

from __future__ import annotations

import re

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SYMBOLS = str.maketrans(
    {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0a8": "☐", "\uf06f": "☐", "\uf0fe": "☒", "\uf0fc": "✓"}
)
"""Letters of Symbol and Wingdings, which Office writes into the private use area."""
_MANY_BREAKS = re.compile(r"\n{3,}")


class Flow:
    """Collects the text of one story: a body, a header, a note, a cell."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._words: list[str] = []
        self._boxes: list[str] = []

    def add(self, text: str | None) -> None:
        """Text of the present line; it may hold line breaks."""
        if text:
            self._words.append(text)

    def end_line(self) -> None:
        """The paragraph ends; what hung on it comes after it."""
        self._lines.append("".join(self._words).rstrip())
        self._words = []
        self._lines += self._boxes
        self._boxes = []

    def box(self, text: str) -> None:
        """Text that stands beside the present paragraph, if one is begun: a text box, a note, a comment."""
        if text.strip():
            (self._boxes if self._words else self._lines).append(text.strip("\n"))

    def row(self, cells: list[str]) -> None:
        """A table row: side by side with tabs, or one after the other where a cell holds paragraphs."""
        filled = [cell.strip() for cell in cells if cell.strip()]
        long = any("\n" in cell for cell in filled)
        if filled:
            self._lines.append(("\n" if long else "\t").join(filled))

    def text(self) -> str:
        """All lines, at most one empty line between two."""
        if self._words or self._boxes:
            self.end_line()
        return tidy("\n".join(self._lines))


def tidy(text: str) -> str:
    """Without control letters, blank ends and runs of empty lines."""
    text = _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ").translate(_SYMBOLS))
    return _MANY_BREAKS.sub("\n\n", text).strip("\n")
