"""The concept lexicon: what words of three languages mean for the topics, in one file that an administrator extends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from classifiers.folding import fold

FILE = Path(__file__).parent / "data" / "concepts.txt"


@dataclass(frozen=True, slots=True)
class Concept:
    """One idea: a topic id ("-" for none), a name, and stems in all languages as folded beginnings of words.

    A stem that ends in "=" is a whole word; one with a blank is a phrase whose words each begin so.
    """

    topic: str
    name: str
    stems: tuple[str, ...]


class Lexicon:
    """Finds concepts by the beginnings of folded words."""

    def __init__(self, concepts: list[Concept]) -> None:
        self.concepts = concepts
        self._starts: dict[str, list[int]] = {}
        self._whole: dict[str, list[int]] = {}
        self._phrases: dict[str, list[tuple[list[str], int]]] = {}
        for number, concept in enumerate(concepts):
            for stem in concept.stems:
                self._add(stem, number)
        self._found = lru_cache(maxsize=65536)(self._of_word)

    def _add(self, stem: str, number: int) -> None:
        first, *rest = stem.split(" ")
        if rest:
            self._phrases.setdefault(first, []).append((rest, number))
        elif first.endswith("="):
            self._whole.setdefault(first[:-1], []).append(number)
        else:
            self._starts.setdefault(first, []).append(number)

    def _of_word(self, word: str) -> tuple[int, ...]:
        numbers = set(self._whole.get(word, ()))
        for end in range(2, len(word) + 1):
            numbers.update(self._starts.get(word[:end], ()))
        return tuple(sorted(numbers))

    def find(self, words: list[str]) -> Iterator[tuple[int, int]]:
        """(position of the word, number of the concept) for each concept among folded `words`."""
        for position, word in enumerate(words):
            for number in self._found(word):
                yield position, number
            for end in range(2, len(word) + 1):
                for rest, number in self._phrases.get(word[:end], ()):
                    following = words[position + 1 : position + 1 + len(rest)]
                    if len(following) == len(rest) and all(map(str.startswith, following, rest)):
                        yield position, number


def read(path: Path = FILE) -> Lexicon:
    """The lexicon of a file with lines `topic|concept|Latvian stems|Russian stems|English stems`, # for remarks.

    Raises ValueError naming the line that does not have five fields.
    """
    concepts = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = line.split("|")
        if len(fields) != 5:
            raise ValueError(f"{path}:{number}: five fields expected, topic|concept|lv|ru|en")
        stems = (stem.strip() for field in fields[2:] for stem in field.split(","))
        concepts.append(Concept(fields[0], fields[1], tuple(" ".join(map(_folded, s.split())) for s in stems if s)))
    return Lexicon(concepts)


def _folded(stem: str) -> str:
    return fold(stem.rstrip("=")) + "=" * stem.endswith("=")
