"""The concept lexicon: what words of three languages mean for the topics, in one file that an administrator extends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from classifiers.folding import fold, plain
from classifiers.transliteration import cyrillic

FILE = Path(__file__).parent / "data" / "concepts.txt"
LANGUAGES = ("lv", "ru", "en")
SHORTEST = 2
"""Letters of a stem that is looked for; the first word of a phrase ("в школу") may be a letter alone."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One idea: a topic id ("-" for none), a name, and stems of a language as it is written in the file."""

    topic: str
    name: str
    stems: dict[str, tuple[str, ...]]


def spelt(word: str, language: str) -> str:
    """A word as the lexicon compares it: English without diacritics, Russian in Cyrillic, Latvian folded."""
    if language == "ru":
        return plain(cyrillic(word))
    return plain(word) if language == "en" else fold(word)


class Lexicon:
    """Finds concepts by the beginnings of words; each language has its own table, Russian is told by its script."""

    def __init__(self, concepts: list[Concept]) -> None:
        self.concepts = concepts
        self._tables = {language: _Table() for language in ("lv", "en")}
        for number, concept in enumerate(concepts):
            for language, stems in concept.stems.items():
                tables = self._tables.values() if language == "ru" else [self._tables[language]]
                for table in tables:
                    table.add(stems, language, number)

    def find(self, words: list[str], language: str) -> Iterator[tuple[int, int]]:
        """(position of the word, number of the concept) for each concept among `words`, spelt as by `spelt`."""
        return self._tables["en" if language == "en" else "lv"].find(words)


Phrases = dict[str, list[tuple[list[str], int]]]
"""By the first letter of what must follow: the stems after the first, and the number of the concept."""
ONWARD: tuple[list[int], Phrases] = ([], {})
"""What stands at the beginning of a stem that is none itself."""


class _Table:
    """One language's stems: beginnings, whole words, phrases by their first stem.

    `_starts` has every beginning of a stem: a word is looked through only as far as some stem agrees with it.
    """

    def __init__(self) -> None:
        self._starts: dict[str, tuple[list[int], Phrases]] = {}
        self._whole: dict[str, list[int]] = {}
        self._found = lru_cache(maxsize=65536)(self._of_word)

    def add(self, stems: tuple[str, ...], language: str, number: int) -> None:
        for stem in stems:
            first, *rest = [spelt(part.rstrip("="), language) for part in stem.split()]
            if stem.endswith("=") and not rest:
                self._whole.setdefault(first, []).append(number)
            elif rest or len(first) >= SHORTEST:
                self._start(first, rest, number)

    def _start(self, first: str, rest: list[str], number: int) -> None:
        for end in range(SHORTEST, len(first)):
            self._starts.setdefault(first[:end], ONWARD)
        if self._starts.get(first, ONWARD) is ONWARD:
            self._starts[first] = ([], {})
        numbers, phrases = self._starts[first]
        if rest:
            phrases.setdefault(rest[0][0], []).append((rest, number))
        else:
            numbers.append(number)

    def _of_word(self, word: str) -> tuple[list[int], Phrases] | None:
        """The concepts of a word, and the phrases that it may begin; None where there is neither."""
        numbers, begun = {*self._whole.get(word, ())}, Phrases()
        for end in range(min(SHORTEST, len(word)), len(word) + 1):
            found = self._starts.get(word[:end])
            if found is None:
                break
            numbers.update(found[0])
            for letter, phrases in found[1].items():
                begun[letter] = [*begun.get(letter, ()), *phrases]
        return (sorted(numbers), begun) if numbers or begun else None

    def find(self, words: list[str]) -> Iterator[tuple[int, int]]:
        for position, found in enumerate(map(self._found, words)):
            if not found:
                continue
            numbers, begun = found
            for number in numbers:
                yield position, number
            following = words[position + 1][:1] if begun and position + 1 < len(words) else ""
            for rest, number in begun.get(following, ()):
                if _begin(words[position + 1 : position + 1 + len(rest)], rest):
                    yield position, number


def _begin(words: list[str], stems: list[str]) -> bool:
    return len(words) >= len(stems) and all(map(str.startswith, words, stems))


def read(path: Path = FILE) -> Lexicon:
    """The lexicon of a file with lines `topic|concept|Latvian stems|Russian stems|English stems`, # for remarks.

    A stem that ends in "=" is a whole word; one with a blank is a phrase whose words each begin so. Raises ValueError
    naming the line that does not have five fields.
    """
    concepts = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = line.split("|")
        if len(fields) != 5:
            raise ValueError(f"{path}:{number}: five fields expected, topic|concept|lv|ru|en")
        stems = {language: _stems(field) for language, field in zip(LANGUAGES, fields[2:], strict=True)}
        concepts.append(Concept(fields[0], fields[1], stems))
    return Lexicon(concepts)


@cache
def ours() -> Lexicon:
    """The lexicon that came with the program, read once, so that its users share what it remembers of words."""
    return read()


def _stems(field: str) -> tuple[str, ...]:
    return tuple(stem.strip() for stem in field.split(",") if stem.strip())
