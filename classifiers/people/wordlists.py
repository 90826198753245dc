"""Groups of words from words.txt and files like it, asked by the beginning of a folded word."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from classifiers.folding import fold
from classifiers.people.lexicon import read_groups

FILE = Path(__file__).with_name("words.txt")
SHORTEST = 2


class Words:
    """A group of words: beginnings, and whole words that the file marks with "="."""

    def __init__(self, stems: list[str]) -> None:
        self._whole = frozenset(fold(stem[:-1]) for stem in stems if stem.endswith("="))
        self._starts = frozenset(fold(stem) for stem in stems if not stem.endswith("="))
        self._longest = max(map(len, self._starts), default=0)
        self._known = lru_cache(maxsize=16384)(self._look_up)

    def __contains__(self, word: str) -> bool:
        """Whether a word as written is of the group."""
        return self._known(word)

    def _look_up(self, word: str) -> bool:
        folded = fold(word)
        return folded in self._whole or not self._starts.isdisjoint(_beginnings(folded, self._longest))


@lru_cache(maxsize=2)
def _groups(file: Path) -> dict[str, list[str]]:
    return read_groups(file)


@lru_cache(maxsize=64)
def words(group: str) -> Words:
    """A group of words.txt by its name. Raises KeyError for an unknown one."""
    return Words(_groups(FILE)[group])


def groups_of(word: str, file: Path) -> frozenset[str]:
    """All groups of a file that a word as written is of, by one look."""
    folded, starts = fold(word), _starts(file)
    return frozenset().union(*(starts.get(one, ()) for one in (folded + "=", *_beginnings(folded, _longest(file)))))


def _beginnings(word: str, longest: int) -> Iterator[str]:
    return (word[:end] for end in range(SHORTEST, min(len(word), longest) + 1))


@lru_cache(maxsize=2)
def _longest(file: Path) -> int:
    return max(map(len, _starts(file)))


@lru_cache(maxsize=2)
def _starts(file: Path) -> dict[str, set[str]]:
    """The groups of every beginning, folded; a whole word keeps its "=" behind it."""
    starts: dict[str, set[str]] = {}
    for group, stems in _groups(file).items():
        for stem in stems:
            starts.setdefault(fold(stem[:-1]) + "=" if stem.endswith("=") else fold(stem), set()).add(group)
    return starts
