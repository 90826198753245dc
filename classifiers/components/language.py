"""The component `language`: Latvian, Russian (in any script) or English; it informs and never gates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from spacy.language import Language
from spacy.tokens import Doc

from classifiers.components.scoring import Scoring
from classifiers.hashing import hash_string
from classifiers.linear import Vector
from classifiers.novads import Novads
from classifiers.reading import token_texts

BUCKETS = 1 << 14
LONGEST = 4
CYRILLIC_RUN = re.compile("[а-яё]+")


@Novads.factory("language")
def create(nlp: Language, name: str) -> LanguageOfText:
    """The component for a pipeline."""
    return LanguageOfText()


class LanguageOfText(Scoring):
    """Sets `doc._.language` to lv, ru or en."""

    def __call__(self, doc: Doc) -> Doc:
        words = [text.lower() for text in token_texts(doc) if text.isalpha()]
        doc._.language = self._of(words)
        return doc

    def _of(self, words: list[str]) -> str:
        letters = "".join(words)
        if sum(map(len, CYRILLIC_RUN.findall(letters))) * 2 > len(letters):
            return "ru"
        if not words or self.linear is None:
            return "lv"
        return self.linear.labels[int(self.linear.scores(spelling(words)).argmax())]


def spelling(words: Sequence[str]) -> Vector:
    """The vector of how words are spelt: character n-grams of two to four, hashed into buckets."""
    columns = np.concatenate([np.empty(0, dtype=np.int64), *map(_buckets, words)])
    values = np.full(len(columns), 1 / max(len(columns), 1) ** 0.5, dtype=np.float32)
    return Vector(columns, values, np.zeros(len(columns), dtype=np.int32))


@lru_cache(maxsize=32768)
def _buckets(word: str) -> npt.NDArray[np.int64]:
    edged = f"^{word}$"
    sizes = range(2, LONGEST + 1)
    grams = [edged[start : start + size] for size in sizes for start in range(len(edged) - size + 1)]
    return np.array([hash_string(gram) % BUCKETS for gram in grams], dtype=np.int64)


if not Doc.has_extension("language"):
    Doc.set_extension("language", default="lv")
