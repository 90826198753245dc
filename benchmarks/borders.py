"""Seasons of 150 letters with a clerk who corrects splits: `python -m benchmarks.borders`.

The base model met none of the hands that write the seasons: topics, chain and choice are trained on the others, the
chain without recombined letters. Each week 25 letters of a hand arrive and are split; the clerk cuts what holds several
wishes, merges what belongs together, takes out what asks for nothing and confirms the rest. What the program left out
of all proposals the clerk cannot bring back: there is no such key. At the week's end the borders are learned anew and
go to work only where they are no worse. Beside it the base model, which never learns.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from classifiers import examples
from classifiers import training as topics
from classifiers.pipeline import Classifier, load
from classifiers.wishes import relearning, training
from classifiers.wishes.agreement import Span
from classifiers.wishes.letters import TEST, TRAIN, MarkedLetter, read

LETTERS_A_WEEK = 25
FEWEST_SIGNS = 8
"""What is shorter teaches a clerk nothing: a mark, a dash, "Un"."""


@dataclass(frozen=True, slots=True)
class Season:
    """One hand's letters by week, and the frozen letters that no hand of the seasons wrote."""

    hand: str
    weeks: Sequence[Sequence[MarkedLetter]]
    frozen: Sequence[MarkedLetter]


def season(hand: str, weeks: int, frozen: Sequence[MarkedLetter]) -> Season:
    """The training letters of a hand in an order fixed by a seed."""
    letters = [one for one in read(TRAIN) if one.hand == hand]
    random.Random(5).shuffle(letters)
    parts = [letters[week * LETTERS_A_WEEK : (week + 1) * LETTERS_A_WEEK] for week in range(weeks)]
    return Season(hand, parts, frozen)


def base_without(hands: Collection[str], folder: Path) -> None:
    """A model trained on what the other hands wrote."""
    topics.train(
        [one for one in examples.read(examples.TRAIN) if one.hand.removeprefix("letters-") not in hands], folder
    )
    training.train([one for one in read(TRAIN) if one.hand not in hands], folder, recombinations=0)


def split(model: Classifier, letter: MarkedLetter) -> list[Span]:
    """Where the program sees wishes."""
    return [(one.start, one.end) for one in model.split(letter.subject, [letter.text]) if not one.question]


def settle(letter: MarkedLetter, proposed: Sequence[Span]) -> MarkedLetter:
    """The letter as the clerk leaves it: proposals cut where another wish begins, parts of one wish merged."""
    wishes: dict[int, list[Span]] = {}
    for start, end in (part for span in proposed for part in _cut(letter, span)):
        wish = _most_of(letter, start, end)
        if wish:
            wishes.setdefault(wish, []).append((start, end))
    return relearning.marked(0, letter.language, letter.subject, letter.text, list(wishes.values()))


def _cut(letter: MarkedLetter, span: Span) -> list[Span]:
    """A proposal cut where a wish begins after another has begun in it."""
    start, end = span
    own = [part for part in letter.parts if part.wish and min(part.end, end) - max(part.start, start) >= FEWEST_SIGNS]
    turns = [part.start for before, part in pairwise(own) if part.wish != before.wish]
    borders = [start, *turns, end]
    return list(pairwise(borders))


def _most_of(letter: MarkedLetter, start: int, end: int) -> int:
    """The wish that most of a stretch's wished-for words belong to; 0 where it holds none."""
    held: dict[int, int] = {}
    for part in letter.parts:
        held[part.wish] = held.get(part.wish, 0) + max(0, min(part.end, end) - max(part.start, start))
    wish = max((one for one in held if one), key=lambda one: held[one], default=0)
    return wish if wish and held[wish] >= FEWEST_SIGNS else 0


def right(model: Classifier, letters: Sequence[MarkedLetter]) -> int:
    """In how many letters the program sees as many wishes as are marked."""
    return sum(len(split(model, one)) == one.wishes for one in letters)


def spend(course: Season, base: Path, place: Path) -> tuple[int, int, int]:
    """Print a season week by week; returns the letters split rightly without and with learning, and of how many.

    Learned models are kept in `place`.
    """
    works, settled = base, list[MarkedLetter]()
    still = learning = 0
    print(f"hand {course.hand}\nweek  without learning  with learning  after the week")
    for number, week in enumerate(course.weeks, 1):
        model = load(works)
        alone, taught = right(load(base), week), right(model, week)
        still, learning = still + alone, learning + taught
        settled += [settle(one, split(model, one)) for one in week]
        began, folder = time.monotonic(), place / f"{course.hand}-{number}"
        shutil.copytree(works, folder)
        trial = relearning.relearn([one for one in settled if one.wishes], base, folder, course.frozen)
        works = folder if trial and trial.no_worse else works
        told = (
            f"{time.monotonic() - began:.0f} s"
            if trial is None
            else (
                f"frozen {trial.frozen_before:.3f} -> {trial.frozen:.3f}, latest {trial.latest_before:.2f} -> "
                f"{trial.latest:.2f} ({trial.judged}), {'to work' if trial.no_worse else 'not put to work'}, "
                f"{time.monotonic() - began:.0f} s"
            )
        )
        print(f"{number:4}{alone / len(week):18.2f}{taught / len(week):15.2f}  {told}", flush=True)
    return still, learning, sum(map(len, course.weeks))


def main(argv: Sequence[str] | None = None) -> None:
    """Print the share of letters with the right number of wishes by week, with and without learning."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--hands", nargs="+", default=["l2", "l5", "l8"], help="files of classifiers/data/letters/train"
    )
    parser.add_argument("--weeks", type=int, default=6)
    parser.add_argument("--base", type=Path, help="where the base model is kept, and taken from if it is there")
    options = parser.parse_args(argv)
    frozen = [one for one in read(TEST) if one.hand not in options.hands]
    with tempfile.TemporaryDirectory() as place:
        base = options.base or Path(place, "base")
        if not base.exists():
            base_without(options.hands, base)
        found = [spend(season(hand, options.weeks, frozen), base, Path(place)) for hand in options.hands]
    still, learning, of = (sum(one) for one in zip(*found, strict=True))
    print(
        f"all {of} letters: {still / of:.3f} without, {learning / of:.3f} with learning; {len(frozen)} frozen letters"
    )


if __name__ == "__main__":
    main()
