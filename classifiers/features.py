"""From a Doc to a sparse vector: word and character n-grams over stems and concepts, each traceable to its tokens."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from spacy.strings import hash_string  # type: ignore[attr-defined] # the stub lacks it
from spacy.tokens import Doc, Token

from classifiers.folding import fold
from classifiers.lexicon import Lexicon

Hashes = npt.NDArray[np.uint64]
BLOCKS = ("words", "characters", "concepts")
SHORTEST, LONGEST = 3, 5
PLACE = "<place>"
NUMBER = "<number>"


@dataclass(frozen=True, slots=True)
class Found:
    """All features of a Doc: hash, block (index into BLOCKS), token (index in the Doc), one row per occurrence."""

    hashes: Hashes
    blocks: npt.NDArray[np.uint8]
    tokens: npt.NDArray[np.int32]


@lru_cache(maxsize=32768)
def characters(word: str) -> Hashes:
    """Hashes of the character n-grams of a folded word, edges marked."""
    edged = f"^{word}$"
    grams = [
        edged[start : start + size] for size in range(SHORTEST, LONGEST + 1) for start in range(len(edged) - size + 1)
    ]
    return np.array([hash_string("c:" + gram) for gram in grams], dtype=np.uint64)


def extract(doc: Doc, lexicon: Lexicon) -> Found:
    """The features of `doc`; names of places count as one word, numbers as another: they say nothing of a topic."""
    kept = [token for token in doc if not (token.is_punct or token.is_space)]
    norms = [_norm(token) for token in kept]
    words = [fold(token.text) for token in kept]
    rows: list[tuple[Sequence[int] | Hashes, int, int]] = []
    for token, norm, word, before in zip(kept, norms, words, ["^", *norms], strict=False):
        rows.append(([hash_string("w:" + norm), hash_string(f"b:{before} {norm}")], 0, token.i))
        if norm[0] != "<":
            rows.append((characters(word), 1, token.i))
    for position, concept in lexicon.find(words):
        rows.append(([hash_string("k:" + lexicon.concepts[concept].name)], 2, kept[position].i))
    return _joined(rows)


def _norm(token: Token) -> str:
    if token.ent_type_ == "PLACE":
        return PLACE
    return NUMBER if token.is_digit or token.like_num else token.norm_ or token.text


def _joined(rows: list[tuple[Sequence[int] | Hashes, int, int]]) -> Found:
    sizes = np.array([len(hashes) for hashes, _, _ in rows], dtype=np.int64)
    arrays: Iterable[Hashes] = (np.asarray(hashes, dtype=np.uint64) for hashes, _, _ in rows)
    return Found(
        hashes=np.concatenate([np.empty(0, dtype=np.uint64), *arrays]),
        blocks=np.repeat(np.array([block for _, block, _ in rows], dtype=np.uint8), sizes),
        tokens=np.repeat(np.array([token for _, _, token in rows], dtype=np.int32), sizes),
    )
