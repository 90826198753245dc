"""Likeness on hand-written paraphrases: `python -m benchmarks.similar [--part tune] [--size 100000 | --learn]`.

Every line of classifiers/data/similar asks for its partner among all lines, the traps and the classifier's training
texts; topics and places are what the classifier suggests. Peers in the same run: TF-IDF over the words as they stand,
and over stems, without places and ideas.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from classifiers.pipeline import Classifier, load
from classifiers.search import stems
from classifiers.similar import Candidate, Described, Likeness, frozen
from classifiers.similar.frozen import Describe, Told
from classifiers.similar.learning import Answer, fit, joined, right, weight
from classifiers.similar.relearning import answers
from classifiers.similar.weights import SHIPPED, Weights

AMONG = 5
Ranking = Callable[[Described], list[int]]


def describing(classifier: Classifier) -> Describe:
    """Describes a text with what the classifier suggests for it."""

    def describe(number: int, text: str, language: str) -> Described:
        verdict = classifier.classify("", text)
        return Described(number, text, tuple(topic.id for topic in verdict.topics), verdict.places, language)

    return describe


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


@dataclass(frozen=True, slots=True)
class Judged:
    """An answer with the places of its two proposals, which the folds keep apart."""

    answer: Answer
    places: frozenset[str]


def taught(told: Sequence[Told]) -> None:
    """What answers of other places teach about those of each place: ten, 25 and all, drawn three times."""
    index = Likeness([*(one.described for one in told), *frozen.crowd(told, every=1)])
    said = frozen.pairs(index, told)
    named = [frozenset(pair.first.places[:1] + pair.second.places[:1]) for pair in said]
    rows = [Judged(answer, places) for answer, places in zip(answers(index, said), named, strict=True)]
    print(f"{len(rows)} answers, {sum(one.answer.same for one in rows)} of them same")
    fared("the shipped weights", [(SHIPPED, one) for one in rows])
    for count in (10, 25, len(rows)):
        drawn = [judged for seed in range(3) for judged in _left_out(rows, count, seed)]
        fared(f"after {min(count, len(rows))} answers of other places", drawn)


def _left_out(rows: Sequence[Judged], count: int, seed: int) -> list[tuple[Weights, Judged]]:
    """Each answer with weights learned from at most `count` answers about no place of its own."""
    learned: dict[frozenset[str], Weights] = {}
    for places in {one.places for one in rows}:
        others = [one.answer for one in rows if not one.places & places]
        learned[places] = fit(random.Random(seed).sample(others, min(count, len(others))))
    return [(learned[one.places], one) for one in rows]


def fared(name: str, judged: Sequence[tuple[Weights, Judged]]) -> None:
    """A line of figures: right decisions (of different ones thrice), right of the suggested, suggested of the same."""
    share = np.average([right(w, [one.answer]) for w, one in judged], weights=[weight(one.answer) for _, one in judged])
    suggested = [one.answer.same for w, one in judged if joined(w, one.answer.found)]
    found = [joined(w, one.answer.found) for w, one in judged if one.answer.same]
    print(f"{name:40}right {share:.3f}   of the suggested {np.mean(suggested):.3f}   of the same {np.mean(found):.3f}")


def main(argv: Sequence[str] | None = None) -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=("test", "tune"), default="test")
    parser.add_argument("--size", type=int, default=0, help="also measure the time of a query over so many proposals")
    parser.add_argument(
        "--learn", action="store_true", help="only: what a town's answers would teach, other places judge"
    )
    options = parser.parse_args(argv)
    describe = describing(load())
    told = frozen.read(frozen.TUNE if options.part == "tune" else frozen.TEST, describe)
    if options.learn:
        taught(told)
        return
    everything = [one.described for one in told]
    everything += [describe(one.id, one.text, one.language) for one in frozen.crowd(told, every=1)]
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
