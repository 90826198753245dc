"""The hand-written paraphrases of classifiers/data/similar, and a crowd of texts for them to be found in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from classifiers import examples
from classifiers.examples import Example
from classifiers.similar.index import Likeness
from classifiers.similar.nouns import Described, Said

DATA = Path(__file__).parent.parent / "data" / "similar"
TEST, TUNE = DATA / "test.txt", DATA / "tune.txt"
SHOWN = 4
EVERY = 4
"""A quarter of the training texts makes crowd enough to judge among."""
Describe = Callable[[int, str, str], Described]
"""(number, text, language) -> the text as the index takes it."""


@dataclass(frozen=True, slots=True)
class Told:
    """One line: which wish it tells (-1 - n for a trap of its own) and the line as the index takes it."""

    wish: int
    described: Described


def read(path: Path, describe: Describe) -> list[Told]:
    """The lines of a file."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    told: list[Told] = []
    for number, block in enumerate("\n".join(lines).strip().split("\n\n")):
        rows = block.splitlines()
        traps = rows[0] == "traps"
        for row in rows[traps:]:
            wish = -1 - len(told) if traps else number
            told.append(Told(wish, describe(len(told), row[3:], row[:2])))
    return told


def crowd(told: Sequence[Told], every: int = EVERY) -> list[Described]:
    """One in `every` of the training texts that ask for something else than any line, as their writers marked them.

    Nobody judged those of the same topic in the same place.
    """
    taken = {(topic, place) for one in told for topic in one.described.topics for place in one.described.places}
    rows = [one for one in examples.read(examples.TRAIN) if one.kind == "proposal" and not taken & set(_matters(one))]
    start = len(told)
    return [
        Described(start + n, one.text, one.topics, one.places or (), one.language)
        for n, one in enumerate(rows[::every])
    ]


def pairs(index: Likeness, told: Sequence[Told]) -> list[Said]:
    """What a person who reads the lines would say: of all pairs that are shown, and of all that are the same."""
    of = {one.described.id: one for one in told}
    chosen = {
        (min(one.described.id, near.id), max(one.described.id, near.id))
        for one in told
        for near in [found for found in index.query(one.described, SHOWN) if found.score >= index.weights.shown]
        if near.id in of
    }
    same = {(a.described.id, b.described.id) for a, b in combinations(told, 2) if a.wish == b.wish}
    return [Said(of[a].described, of[b].described, (a, b) in same) for a, b in sorted(chosen | same)]


def _matters(one: Example) -> Iterator[tuple[str, str]]:
    return ((topic, place) for topic in one.topics for place in one.places or ())
