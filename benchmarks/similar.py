"""Likeness on hand-written paraphrases: `python -m benchmarks.similar [--part tune] [--size 100000]`.

Every line of classifiers/data/similar asks for its partner among all lines, the traps and the classifier's training
texts; topics and places are what the classifier suggests. Peers in the same run: TF-IDF over the words as they stand,
and over stems, without places and ideas.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from classifiers import examples
from classifiers.examples import Example
from classifiers.pipeline import Classifier, load
from classifiers.search import stems
from classifiers.similar import Candidate, Described, Likeness

DATA = Path(__file__).parent.parent / "classifiers" / "data" / "similar"
AMONG = 5
Ranking = Callable[[Described], list[int]]


@dataclass(frozen=True, slots=True)
class Told:
    """One line: which wish it tells (-1 - n for a trap of its own) and the line as the index takes it."""

    wish: int
    described: Described


def read(path: Path, classifier: Classifier) -> list[Told]:
    """The lines of a file, described as the classifier sees them."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    told: list[Told] = []
    for number, block in enumerate("\n".join(lines).strip().split("\n\n")):
        rows = block.splitlines()
        traps = rows[0] == "traps"
        for row in rows[traps:]:
            wish = -1 - len(told) if traps else number
            told.append(Told(wish, describe(classifier, len(told), row[3:], row[:2])))
    return told


def describe(classifier: Classifier, number: int, text: str, language: str) -> Described:
    """A text with what the classifier suggests for it."""
    verdict = classifier.classify("", text)
    return Described(number, text, tuple(topic.id for topic in verdict.topics), verdict.places, language)


def crowd(classifier: Classifier, told: Sequence[Told]) -> list[Described]:
    """The training texts that ask for something else: nobody judged those of the same topic in the same place."""
    taken = {(topic, place) for one in told for topic in one.described.topics for place in one.described.places}
    rows = [one for one in examples.read(examples.TRAIN) if one.kind == "proposal" and not taken & set(_matters(one))]
    start = len(told)
    return [describe(classifier, start + n, one.text, one.language) for n, one in enumerate(rows)]


def _matters(one: Example) -> Iterator[tuple[str, str]]:
    return ((topic, place) for topic in one.topics for place in one.places or ())


def plain_tfidf(everything: Sequence[Described], analyzer: Callable[[str], Sequence[str]] | str) -> Ranking:
    """The peer: cosine over TF-IDF."""
    vectors = TfidfVectorizer(analyzer=analyzer, sublinear_tf=True)
    matrix = vectors.fit_transform([one.text for one in everything])

    def ranked(one: Described) -> list[int]:
        scores = (matrix @ matrix[one.id].T).toarray().ravel()
        return [int(row) for row in np.argsort(-scores)[: AMONG + 1] if row != one.id][:AMONG]

    return ranked


def report(name: str, told: Sequence[Told], ranking: Ranking) -> None:
    """One line of figures: partner first, among five, and across languages."""
    of = {one.described.id: one for one in told}
    asked = [one for one in told if one.wish >= 0]
    ranks = [(one, [of[number].wish if number in of else None for number in ranking(one.described)]) for one in asked]
    first = [wishes[:1] == [one.wish] for one, wishes in ranks]
    five = [one.wish in wishes for one, wishes in ranks]
    across = [_across(one, ranking(one.described), of) for one in asked if _foreign(one, told)]
    print(f"{name:28}first {np.mean(first):.3f}   among five {np.mean(five):.3f}   across {np.mean(across):.3f}")


def _foreign(one: Told, told: Sequence[Told]) -> bool:
    return any(other.wish == one.wish and other.described.language != one.described.language for other in told)


def _across(one: Told, numbers: Sequence[int], of: dict[int, Told]) -> bool:
    """Whether a partner in another language is among the five."""
    partners = (of[number] for number in numbers if number in of)
    return any(p.wish == one.wish and p.described.language != one.described.language for p in partners)


def groups(index: Likeness, told: Sequence[Told]) -> None:
    """How many suggested group members are right, and how many lines get any."""
    of = {one.described.id: one.wish for one in told}
    rows: list[tuple[Told, Candidate]] = [(one, found) for one in told for found in index.group(one.described)]
    known = [(one, found) for one, found in rows if found.id in of]
    right = [of[found.id] == one.wish for one, found in known]
    served = {one.described.id for one, found in known if of[found.id] == one.wish}
    asked = sum(one.wish >= 0 for one in told)
    print(f"suggested into a group: {len(known)}, right {np.mean(right):.3f}; lines served {len(served) / asked:.3f}")
    for one, found in known:
        if of[found.id] != one.wish:
            print(f"    wrong {found.score:.2f}: {one.described.text} | {found.other_text}")
    print(f"    with texts of the crowd, unjudged: {len(rows) - len(known)}")


def speed(everything: Sequence[Described], size: int) -> None:
    """Milliseconds a query over `size` proposals, made by mixing the halves of known texts."""
    chance = random.Random(11)
    index = Likeness()
    for number in range(size):
        one, two = chance.sample(everything, 2)
        half = len(two.text) // 2
        index.add(replace(one, id=number, text=one.text[: len(one.text) // 2] + " " + two.text[half:]))
    asked = chance.sample(everything, 200)
    began = time.process_time()
    for one in asked:
        index.query(replace(one, id=-1))
    print(f"{size} proposals: {1000 * (time.process_time() - began) / len(asked):.2f} ms a query")


def main(argv: Sequence[str] | None = None) -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=("test", "tune"), default="test")
    parser.add_argument("--size", type=int, default=0, help="also measure the time of a query over so many proposals")
    options = parser.parse_args(argv)
    classifier = load()
    told = read(DATA / f"{options.part}.txt", classifier)
    everything = [one.described for one in told]
    everything += crowd(classifier, told)
    index = Likeness(everything)
    print(f"{sum(one.wish >= 0 for one in told)} lines ask, {len(everything)} proposals")
    report("TF-IDF, words as they stand", told, plain_tfidf(everything, "word"))
    report("TF-IDF, stems", told, plain_tfidf(everything, stems))
    report("likeness", told, lambda one: [found.id for found in index.query(one, AMONG)])
    groups(index, told)
    if options.size:
        speed(everything, options.size)


if __name__ == "__main__":
    main()
