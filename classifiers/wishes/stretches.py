"""What any stretch of a letter speaks of: the letter is read once, stretches are sums of what its units hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from spacy.language import Language
from spacy.tokens import Doc

from classifiers.components.kind import Kind
from classifiers.components.topics import Topics
from classifiers.components.vector import TextVector
from classifiers.features import BLOCKS, extract
from classifiers.lexicon import Lexicon, spelt
from classifiers.linear import CONCEPTS, FOREIGN
from classifiers.mentions import Mentioned
from classifiers.novads import component
from classifiers.wishes.cues import CUES
from classifiers.wishes.units import Unit

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Seen:
    """What a stretch speaks of: probabilities of the topics, its words as a unit vector over the letter's features,
    concepts of the lexicon, places and streets, in how many of its units something is asked, how likely it is an
    inquiry rather than a proposal."""

    topics: Floats
    words: Floats
    concepts: frozenset[str]
    places: frozenset[str]
    asks: int
    inquiry: float


class Stretches:
    """The units of one letter and what each run of them speaks of; `places` are those of the wish, per
    unit, `mentioned` all that the letter names."""

    def __init__(self, nlp: Language, lexicon: Lexicon, doc: Doc, units: Sequence[Unit]) -> None:
        for name in ("language", "streets", "places"):
            doc = nlp.get_pipe(name)(doc)
        self.places: Sequence[tuple[str, ...]] = ()
        self.mentioned: Sequence[Mentioned] = doc._.mentioned
        self.units, self.text, self.language = units, doc.text, doc._.language
        if not units:
            return
        owners = _owners(doc, units)
        self._concepts, self._named, self.places = _named(doc, owners, len(units))
        vocabulary = component(nlp, "vector", TextVector).vocabulary
        topics = component(nlp, "topics", Topics).trained
        kinds = component(nlp, "kind", Kind).trained
        found = extract(doc, lexicon)
        for token, number in found.concepts:
            concept = lexicon.concepts[number]
            if concept.topic != "-" and owners[token] >= 0:
                self._concepts[owners[token]].add(concept.name)
        at = np.minimum(np.searchsorted(vocabulary.hashes, found.hashes), len(vocabulary.hashes) - 1)
        known = (vocabulary.hashes[at] == found.hashes) & (owners[found.tokens] >= 0)
        columns, first, local = np.unique(at[known], return_index=True, return_inverse=True)
        counts = np.zeros((len(units) + 1, len(columns)))
        np.add.at(counts, (owners[found.tokens[known]] + 1, local), 1)
        self._counts = counts.cumsum(axis=0)
        self._idf = vocabulary.idf[columns].astype(np.float64)
        self._blocks = np.eye(len(BLOCKS))[found.blocks[known][first]]
        self._block_weights = np.array(vocabulary.weights, dtype=np.float64)
        if found.language != "lv":
            self._block_weights[CONCEPTS] *= FOREIGN
        self._weights = topics.weights[columns] * (topics.scales / topics.temperature).astype(np.float64)
        self._biases = topics.biases.astype(np.float64) / topics.temperature
        inquiry, proposal = kinds.labels.index("inquiry"), kinds.labels.index("proposal")
        rows = kinds.weights[columns] * (kinds.scales / kinds.temperature).astype(np.float64)
        self._inquiry = rows[:, inquiry] - rows[:, proposal]
        self._inquiry_bias = float(kinds.biases[inquiry] - kinds.biases[proposal]) / kinds.temperature
        asking = [bool(CUES["ask"].search(self.text, unit.start, unit.end)) for unit in units]
        self._asks = np.concatenate([[0], np.cumsum(asking)])
        self.of = lru_cache(maxsize=None)(self._of)

    def words_of(self, first: int, end: int) -> str:
        """The text of the units [first, end)."""
        return self.text[self.units[first].start : self.units[end - 1].end]

    def _of(self, first: int, end: int) -> Seen:
        """What the units [first, end) speak of together."""
        times = self._counts[end] - self._counts[first]
        here = times > 0
        values = np.where(here, (1 + np.log(np.maximum(times, 1))) * self._idf, 0.0)
        norms = np.sqrt(values**2 @ self._blocks)
        values = values * (self._blocks @ (self._block_weights / np.maximum(norms, 1e-9)))
        scores = values @ self._weights + self._biases
        powers = np.exp(scores - scores.max())
        return Seen(
            topics=powers / powers.sum(),
            words=values / (np.linalg.norm(values) + 1e-9),
            concepts=frozenset[str]().union(*self._concepts[first:end]),
            places=frozenset[str]().union(*self._named[first:end]),
            asks=int(self._asks[end] - self._asks[first]),
            inquiry=float(1 / (1 + np.exp(-values @ self._inquiry - self._inquiry_bias))),
        )


def concepts_of(text: str, language: str, lexicon: Lexicon) -> frozenset[str]:
    """The topical concepts of a short text such as a subject."""
    words = [spelt(word, language) for word in text.split() if word.isalpha()]
    concepts = (lexicon.concepts[number] for _, number in lexicon.find(words, language))
    return frozenset(concept.name for concept in concepts if concept.topic != "-")


def _owners(doc: Doc, units: Sequence[Unit]) -> npt.NDArray[np.int64]:
    """The unit of each token, -1 for none."""
    starts = np.array([unit.start for unit in units], dtype=np.int64)
    ends = np.array([unit.end for unit in units], dtype=np.int64)
    offsets = doc.to_array("IDX").astype(np.int64)
    at = np.searchsorted(starts, offsets, side="right") - 1
    return np.where((at >= 0) & (offsets < ends[np.maximum(at, 0)]), at, -1)


def _named(
    doc: Doc, owners: npt.NDArray[np.int64], size: int
) -> tuple[list[set[str]], list[set[str]], list[tuple[str, ...]]]:
    """Per unit an empty set for concepts, the places and streets named in it, and the places of a wish in order."""
    named: list[set[str]] = [set() for _ in range(size)]
    places: list[dict[str, None]] = [{} for _ in range(size)]
    for ent in doc.ents:
        owner = int(owners[ent.start])
        if owner >= 0:
            named[owner].add(ent.kb_id_)
            if ent.label_ == "PLACE":
                places[owner][ent.kb_id_] = None
    return [set() for _ in range(size)], named, [tuple(one) for one in places]
