"""What was worked out for a word and is kept for the next text; all new words of a text are worked out at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

Known = TypeVar("Known")
MEMORY = 32_768
"""Words that are kept; beyond that all are forgotten: common ones are soon known again."""


class Remembered(Generic[Known]):
    """Calls `work_out` with the words it does not know; that gives one value per word, in their order."""

    def __init__(self, work_out: Callable[[Sequence[str]], Iterable[Known]], most: int = MEMORY) -> None:
        self._work_out, self._most = work_out, most
        self._known: dict[str, Known] = {}

    def __call__(self, words: Sequence[str]) -> list[Known]:
        """What is known of each of `words`."""
        new = set(words).difference(self._known)
        if new:
            if len(self._known) + len(new) > self._most:
                self._known.clear()
                new = set(words)
            ordered = list(new)
            self._known.update(zip(ordered, self._work_out(ordered), strict=True))
        return list(map(self._known.__getitem__, words))
