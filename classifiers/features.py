"""From a Doc to features: word and character n-grams over stems and concepts, each traceable to its token."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import compress, repeat

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from classifiers.grams import grams
from classifiers.hashing import hash_string
from classifiers.lexicon import Lexicon, spelt
from classifiers.reading import token_texts, wordy
from classifiers.remembering import Remembered
from classifiers.stemming import key
from classifiers.transliteration import cyrillic

Hashes = npt.NDArray[np.uint32]
HASH = 0xFFFFFFFF
"""32 bits of a hash tell the features of a model apart and halve its table of them."""
BLOCKS = ("words", "characters", "concepts")
SIZES = (3, 5)
"""The shortest and the longest n-gram of characters."""
PLACES = ("PLACE", "ASIDE")
PLACE, NUMBER, LINK = "<place>", "<number>", "<link>"
SIGNS = frozenset("%€!?")
"""Marks that tell an offer or a question from a proposal."""
NOTHING: Hashes = np.empty(0, dtype=np.uint32)


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


@dataclass(frozen=True, slots=True)
class Word:
    """A token to the features: its key with its hash, its spelling for the lexicon, hashes of its character n-grams."""

    norm: str
    hash: int
    spelt: str
    characters: Hashes


def extract(doc: Doc, lexicon: Lexicon) -> Found:
    """The features of `doc`; names of places count as one word, numbers as another: they say nothing of a topic."""
    language = doc._.language
    texts = token_texts(doc)
    kept = [(i, word) for i, word in enumerate(_words(language)(texts)) if word]
    at, words = [i for i, _ in kept], [word for _, word in kept]
    concepts = tuple((at[k], number) for k, number in lexicon.find([word.spelt for word in words], language))
    named = {i for span in doc.ents if span.label_ in PLACES for i in range(span.start, span.end)}
    if named:
        words = [A_PLACE if i in named else word for i, word in zip(at, words, strict=True)]
    signs = [i for i, text in enumerate(texts) if text in SIGNS]
    norms = [word.norm for word in words]
    heads = [0] * (2 * len(words))
    heads[::2] = [word.hash for word in words]
    heads[1::2] = [hash_string(f"b:{before} {norm}") for before, norm in zip(["^", *norms], norms, strict=False)]
    heads += [hash_string("p:" + texts[i]) for i in signs]
    ideas = [concept_hash(lexicon.concepts[number].name) for _, number in concepts]
    characters = [word.characters for word in words]
    sizes = [len(one) for one in characters]
    times = [*repeat(2, len(at)), *repeat(1, len(signs)), *sizes, *repeat(1, len(ideas))]
    return Found(
        hashes=np.concatenate([_hashes(heads), *characters, _hashes(ideas)]),
        blocks=np.arange(len(BLOCKS), dtype=np.uint8).repeat((len(heads), sum(sizes), len(ideas))),
        tokens=np.array([*at, *signs, *at, *(token for token, _ in concepts)], dtype=np.int32).repeat(times),
        concepts=concepts,
        language=language,
    )


def _hashes(numbers: Sequence[int]) -> Hashes:
    return np.array(numbers, dtype=np.uint64).astype(np.uint32)


def remember(docs: Iterable[Doc]) -> None:
    """Work out the words of many texts at once: sooner than for one text after the other."""
    texts: dict[str, list[str]] = {}
    for doc in docs:
        texts.setdefault(doc._.language, []).extend(token_texts(doc))
    for language, tokens in texts.items():
        _words(language)(tokens)


@cache
def _words(language: str) -> Remembered[Word | None]:
    """What tokens of texts of `language` are, None where one is no word."""

    def work_out(texts: Sequence[str]) -> Iterator[Word | None]:
        norms = [_norm(text, language) if wordy(text) else "" for text in texts]
        spellings = [spelt(text, language) if norm else "" for text, norm in zip(texts, norms, strict=True)]
        cut = [norm[:1] not in ("", "<") for norm in norms]
        hashes, sizes = grams([*compress(spellings, cut)], *SIZES, "c:")
        characters = iter(np.split(hashes.astype(np.uint32), sizes.cumsum()))
        for norm, spelling, has in zip(norms, spellings, cut, strict=True):
            yield Word(norm, hash_string("w:" + norm), spelling, next(characters) if has else NOTHING) if norm else None

    return Remembered(work_out)


@lru_cache(maxsize=32768)
def concept_hash(name: str) -> int:
    """The hash of a concept's feature."""
    return hash_string("k:" + name)


def _norm(text: str, language: str) -> str:
    """The key of a token in a text of `language`, or what stands for its kind."""
    if text[0].isdigit():
        return NUMBER
    if "@" in text or "www." in text or "http" in text:
        return LINK
    return key(cyrillic(text) if language == "ru" else text, language) or text


A_PLACE = Word(PLACE, hash_string("w:" + PLACE), PLACE, NOTHING)
