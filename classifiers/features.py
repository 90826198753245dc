"""From a Doc to features: word and character n-grams over stems and concepts, each traceable to its token."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from classifiers.hashing import hash_string
from classifiers.lexicon import Lexicon, spelt
from classifiers.reading import token_texts, wordy
from classifiers.stemming import key
from classifiers.transliteration import cyrillic

Hashes = npt.NDArray[np.uint64]
BLOCKS = ("words", "characters", "concepts")
SHORTEST, LONGEST = 3, 5
PLACES = ("PLACE", "ASIDE")
PLACE, NUMBER, LINK = "<place>", "<number>", "<link>"
SIGNS = frozenset("%€!?")
"""Marks that tell an offer or a question from a proposal."""


@dataclass(frozen=True, slots=True)
class Found:
    """All features of a Doc, one row per occurrence: hash, block (index into BLOCKS), token (index in the Doc).

    `concepts` are (token, number in the lexicon) for the concepts among them; `language` is the text's.
    """

    hashes: Hashes
    blocks: npt.NDArray[np.uint8]
    tokens: npt.NDArray[np.int32]
    concepts: tuple[tuple[int, int], ...]
    language: str


@lru_cache(maxsize=32768)
def characters(word: str) -> Hashes:
    """Hashes of the character n-grams of a spelt word, edges marked."""
    edged = f"^{word}$"
    grams = [
        edged[start : start + size] for size in range(SHORTEST, LONGEST + 1) for start in range(len(edged) - size + 1)
    ]
    return np.array([hash_string("c:" + gram) for gram in grams], dtype=np.uint64)


@lru_cache(maxsize=32768)
def concept_hash(name: str) -> int:
    """The hash of a concept's feature."""
    return int(hash_string("k:" + name))


def extract(doc: Doc, lexicon: Lexicon) -> Found:
    """The features of `doc`; names of places count as one word, numbers as another: they say nothing of a topic."""
    language = doc._.language
    texts = token_texts(doc)
    named = {i for span in doc.ents if span.label_ in PLACES for i in range(span.start, span.end)}
    kept = [i for i, text in enumerate(texts) if wordy(text)]
    norms = [PLACE if i in named else _norm(texts[i], language) for i in kept]
    words = [spelt(texts[i], language) for i in kept]
    concepts = tuple((kept[position], number) for position, number in lexicon.find(words, language))
    rows: list[tuple[Sequence[int] | Hashes, int, int]] = []
    for i, norm, word, before in zip(kept, norms, words, ["^", *norms], strict=False):
        rows.append(((hash_string("w:" + norm), hash_string(f"b:{before} {norm}")), 0, i))
        if norm[0] != "<":
            rows.append((characters(word), 1, i))
    rows += [((hash_string("p:" + text),), 0, i) for i, text in enumerate(texts) if text in SIGNS]
    rows += [((concept_hash(lexicon.concepts[number].name),), 2, token) for token, number in concepts]
    return _joined(rows, concepts, language)


@lru_cache(maxsize=65536)
def _norm(text: str, language: str) -> str:
    """The NORM of a token, as the language component sets it."""
    if text[0].isdigit():
        return NUMBER
    if "@" in text or "www." in text or "http" in text:
        return LINK
    return key(cyrillic(text) if language == "ru" else text, language) or text


def _joined(
    rows: list[tuple[Sequence[int] | Hashes, int, int]], concepts: tuple[tuple[int, int], ...], language: str
) -> Found:
    sizes = np.array([len(hashes) for hashes, _, _ in rows], dtype=np.int64)
    return Found(
        hashes=np.concatenate(
            [np.empty(0, dtype=np.uint64), *(np.asarray(hashes, dtype=np.uint64) for hashes, _, _ in rows)]
        ),
        blocks=np.repeat(np.array([block for _, block, _ in rows], dtype=np.uint8), sizes),
        tokens=np.repeat(np.array([token for _, _, token in rows], dtype=np.int32), sizes),
        concepts=concepts,
        language=language,
    )
