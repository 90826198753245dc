"""A season of 150 letters with a clerk who corrects: `python -m benchmarks.season [--hand e] [--weeks 6]`.

The base model never met the voice that writes the season: it is trained without one hand's texts. Each week 25 letters
arrive, are classified, and the clerk confirms or corrects all of them; at the week's end the model is trained anew on
what was confirmed and goes to work only when it is no worse. Beside it the base model, which never learns.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from classifiers import examples, relearning, training
from classifiers.examples import Example
from classifiers.pipeline import MODEL, load

LETTERS_A_WEEK = 25


def season(hand: str, weeks: int) -> list[list[Example]]:
    """The letters of each week: proposals of one hand, in an order fixed by a seed."""
    rows = [one for one in examples.read(examples.TRAIN) if one.hand == hand and one.kind == "proposal"]
    random.Random(5).shuffle(rows)
    return [rows[week * LETTERS_A_WEEK : (week + 1) * LETTERS_A_WEEK] for week in range(weeks)]


def others(folder: Path, hand: str) -> list[Example]:
    """The texts of all other hands."""
    return [one for one in examples.read(folder) if one.hand != hand]


def main(argv: Sequence[str] | None = None) -> None:
    """Print the share of right primary topics of each week, with and without learning."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hand", default="e", help="whose texts are the season (a file of classifiers/data/train)")
    parser.add_argument("--weeks", type=int, default=6)
    options = parser.parse_args(argv)
    given, frozen = others(examples.TRAIN, options.hand), others(examples.TEST, options.hand)
    with tempfile.TemporaryDirectory() as place:
        base = Path(place, "base")
        training.train(given, base)
        shutil.copytree(MODEL / relearning.BORROWED, base / relearning.BORROWED, dirs_exist_ok=True)
        _weeks(season(options.hand, options.weeks), given, frozen, base)


def _weeks(letters: Sequence[Sequence[Example]], given: list[Example], frozen: list[Example], base: Path) -> None:
    work, confirmed = base, []
    still, learning = 0.0, 0.0
    print("week  without learning  with learning  after the week")
    for number, week in enumerate(letters, 1):
        alone, taught = relearning.share(load(base), week), relearning.share(load(work), week)
        still, learning = still + alone * len(week), learning + taught * len(week)
        confirmed += [replace(one, hand="site") for one in week]
        began, folder = time.monotonic(), base.parent / str(number)
        trial = relearning.relearn(confirmed, work, folder, str(number), given, frozen)
        work = folder if trial.no_worse else work
        print(
            f"{number:4}{alone:18.2f}{taught:15.2f}  frozen {trial.frozen_before:.3f} -> {trial.frozen:.3f}, "
            f"latest {trial.latest_before:.2f} -> {trial.latest:.2f} ({trial.judged}), "
            f"{'to work' if trial.no_worse else 'not put to work'}, {time.monotonic() - began:.0f} s",
            flush=True,
        )
    total = sum(map(len, letters))
    print(f"all {total} letters: {still / total:.3f} without, {learning / total:.3f} with learning")


if __name__ == "__main__":
    main()
