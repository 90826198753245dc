"""A long document is split portion by portion: what it takes grows faster than the characters split at once."""

from __future__ import annotations

from collections.abc import Iterator

AT_ONCE = 12_000
"""Characters that are split at once; hardly a letter is longer."""
BREAKS = ("\n\n", "\n", ". ", " ")
"""Where a longer text is parted, the best first."""


def portions(text: str, most: int = AT_ONCE) -> Iterator[tuple[int, int]]:
    """The spans of at most so many characters that together are `text`, parted where it pauses."""
    start = 0
    while len(text) - start > most:
        ends = (text.rfind(pause, start + most // 2, start + most) + len(pause) for pause in BREAKS)
        end = next((end for end in ends if end > start + most // 2), start + most)
        yield start, end
        start = end
    yield start, len(text)
