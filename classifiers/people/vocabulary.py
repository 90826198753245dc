"""What people write in small letters: a word that is among it is hardly somebody's name, one that is not may well be.

`python -m classifiers.people.vocabulary` makes vocabulary.txt anew from the training texts and the names lexicon.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from classifiers.examples import TRAIN, read
from classifiers.people.declension import name_key
from classifiers.people.lexicon import lexicon, read_groups
from classifiers.stemming import key as stem_of

FILE = Path(__file__).with_name("vocabulary.txt")
WORD = re.compile(r"[^\W\d_]{2,}")
FEWEST_TEXTS = 3
LINE = 118


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`stems` of words written small; of the forms in the names lexicon those written small are `words`."""

    stems: frozenset[str]
    words: frozenset[str]


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The committed vocabulary."""
    groups = read_groups(FILE)
    return Vocabulary(frozenset(groups["stems"]), frozenset(groups["words"]))


def gathered(texts: Iterable[str]) -> Vocabulary:
    """What stands small in three texts or more, and more than half as often as with a capital; words: more often."""
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for text in texts:
        words = set(WORD.findall(text))
        small.update({name_key(word) for word in words if word.islower()})
        capital.update({name_key(word) for word in words if word.istitle()})
    names = lexicon().given | lexicon().surnames
    words = {key for key in names if small[key] >= FEWEST_TEXTS and small[key] > capital[key]}
    small_stems, capital_stems = _by_stem(small), _by_stem(capital)
    stems = {stem for stem, texts in small_stems.items() if texts >= max(FEWEST_TEXTS, capital_stems[stem] / 2)}
    return Vocabulary(frozenset(stems), frozenset(words))


def _by_stem(counts: Counter[str]) -> Counter[str]:
    stems: Counter[str] = Counter()
    for key, texts in counts.items():
        stems[stem_of(key)] += texts
    return stems


def _lines(words: Iterable[str]) -> Iterator[str]:
    line = ""
    for word in sorted(words):
        if len(line) + len(word) > LINE:
            yield line
            line = ""
        line = f"{line} {word}".strip()
    yield line


def _write() -> None:
    found = gathered(one.text for one in read(TRAIN))
    lines = ["stems:", *_lines(found.stems), "", "words:", *_lines(found.words)]
    FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    _write()
