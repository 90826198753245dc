"""The component `language`: Latvian, Russian (in any script) or English; it informs and never gates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from classifiers.components.scoring import Scoring
from classifiers.grams import grams
from classifiers.linear import Indices, Linear, Vector
from classifiers.novads import Novads
from classifiers.reading import batches, token_texts
from classifiers.remembering import Remembered

BUCKETS = 1 << 14
SIZES = (2, 4)
"""The shortest and the longest n-gram of characters."""
CYRILLIC_RUN = re.compile("[а-яё]+")


@Novads.factory("language")
def create(nlp: Language, name: str) -> LanguageOfText:
    """The component for a pipeline."""
    return LanguageOfText()


class LanguageOfText(Scoring):
    """Sets `doc._.language` to lv, ru or en."""

    def __init__(self) -> None:
        super().__init__()
        self._spelt: Spelt | None = None

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc], 1))

    def pipe(self, docs: Iterable[Doc], batch_size: int) -> Iterator[Doc]:
        """spaCy's own way to read many texts; their words are looked up at once."""
        for batch in batches(docs, batch_size):
            for doc, language in zip(batch, self._languages(list(map(_words, batch))), strict=True):
                doc._.language = language
                yield doc

    def _languages(self, texts: list[list[str]]) -> Iterator[str]:
        russian = list(map(_in_cyrillic, texts))
        spelt = self._spelling()
        if spelt:
            spelt.remember(word for words, known in zip(texts, russian, strict=True) if not known for word in words)
        for words, known in zip(texts, russian, strict=True):
            yield "ru" if known else spelt.language(words) if words and spelt else "lv"

    def _spelling(self) -> Spelt | None:
        """What tells by spelling, made anew when the model is another; None before training."""
        if self.linear is not None and (self._spelt is None or self._spelt.linear is not self.linear):
            self._spelt = Spelt(self.linear)
        return self._spelt


class Spelt:
    """Tells the language by how words are spelt: character n-grams, hashed into buckets, each word's summed up once."""

    def __init__(self, linear: Linear) -> None:
        self.linear = linear
        self._sums = Remembered(self._summed)

    def language(self, words: Sequence[str]) -> str:
        """The likeliest label; as the scores of `spelling(words)` have it."""
        many, *sums = map(sum, zip(*self._sums(words), strict=True))
        scores = np.array(sums) * self.linear.scales / many**0.5 + self.linear.biases
        return self.linear.labels[int(scores.argmax())]

    def remember(self, words: Iterable[str]) -> None:
        """Look up words of many texts at once."""
        self._sums(list(words))

    def _summed(self, words: Sequence[str]) -> list[list[int]]:
        """Per word how many n-grams it has, and the sum of their weights for each label."""
        buckets, sizes = _buckets(words)
        rows = self.linear.weights.take(buckets, axis=0)
        sums = np.add.reduceat(rows, sizes.cumsum() - sizes, axis=0, dtype=np.int64)
        told: list[list[int]] = np.column_stack([sizes, sums]).tolist()
        return told


def spelling(words: Sequence[str]) -> Vector:
    """The vector of how words are spelt: character n-grams of two to four, hashed into buckets."""
    columns, _ = _buckets(words)
    values = np.full(len(columns), 1 / max(len(columns), 1) ** 0.5, dtype=np.float32)
    return Vector(columns, values, np.zeros(len(columns), dtype=np.int32))


def _buckets(words: Sequence[str]) -> tuple[Indices, Indices]:
    """The bucket of each n-gram, word by word, and how many each word has."""
    hashes, sizes = grams(words, *SIZES)
    return (hashes % np.uint64(BUCKETS)).astype(np.int64), sizes


def _in_cyrillic(words: list[str]) -> bool:
    letters = "".join(words)
    return sum(map(len, CYRILLIC_RUN.findall(letters))) * 2 > len(letters)


def _words(doc: Doc) -> list[str]:
    return [text.lower() for text in token_texts(doc) if text.isalpha()]


if not Doc.has_extension("language"):
    Doc.set_extension("language", default="lv")
