"""How strongly a town's choice is held to the shipped one: `python -m benchmarks.drawing [--letters 60]`.

Only committed training letters. Of each hand 60 letters teach and its others judge, twice in an order of their own,
beside them 300 letters of other hands that taught nothing: what learning costs elsewhere. The shipped choice is learned
from the other folds of hands, the ways to split come from a chain that saw neither.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import mean

from spacy.util import load_model_from_path

from classifiers.components.wishes import Wishes
from classifiers.pipeline import MODEL
from classifiers.wishes import training
from classifiers.wishes.fitting import fit
from classifiers.wishes.letters import TRAIN, MarkedLetter, read
from classifiers.wishes.preferring import Compared, Drawing, counted, prefer
from classifiers.wishes.recombining import recombined

HELD = ((16.0, 0.0), (64.0, 0.0), (4.0, 0.25), (4.0, 0.5), (4.0, 1.0))
"""Strengths of drawing, and what each kept letter weighs."""
ORDERS, ELSEWHERE, KEPT = 2, 300, 300


@dataclass(frozen=True, slots=True)
class Unseen:
    """A letter's hand, the number of its fold, and its ways to split by a chain that saw no letter of the fold."""

    hand: str
    fold: int
    compared: Compared


def unseen(letters: Sequence[MarkedLetter]) -> Iterator[Unseen]:
    """Each letter by the chain of the other folds."""
    reader = training.Reader(Wishes(load_model_from_path(MODEL)))
    learned = [*letters, *recombined(letters, training.RECOMBINED)]
    features, gold = training.examples(reader, learned)
    for number, fold in enumerate(training.folds(letters)):
        seen = [row for row, letter in enumerate(learned) if letter.id not in fold]
        chain = fit([features[row] for row in seen], [gold[row] for row in seen])
        for row, letter in enumerate(letters):
            if letter.id in fold:
                yield Unseen(letter.hand, number, training.compare(reader, letter, features[row], chain))


def gain(own: Sequence[Compared], other: Sequence[Compared], drawing: Drawing, teaching: int) -> tuple[float, float]:
    """By how much the share of letters with the right number of wishes grows in the hand's own and elsewhere."""
    found = []
    for order in range(ORDERS):
        mixed = random.Random(order).sample(own, len(own))
        choice = prefer(mixed[:teaching], drawing, mix=None)
        judging = mixed[teaching:], other
        found.append([counted(rest, choice) - counted(rest, drawing.towards) for rest in judging])
    return mean(one for one, _ in found), mean(one for _, one in found)


def main(argv: Sequence[str] | None = None) -> None:
    """Print what each way to hold the choice gains and costs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=int, default=60, help="how many letters of a hand teach")
    report(list(unseen(read(TRAIN))), parser.parse_args(argv).letters)


def report(letters: Sequence[Unseen], teaching: int) -> None:
    """Print the table: own gain and gain elsewhere of each hand, and the mean of hands."""
    found = []
    print("drawn, kept weigh       " + "".join(f"{strength:8g}, {keeping:<7g}" for strength, keeping in HELD))
    for hand, fold in sorted({(one.hand, one.fold) for one in letters}):
        own = [one.compared for one in letters if one.hand == hand]
        others = [one.compared for one in letters if one.fold != fold]
        random.Random(1).shuffle(others)
        other, given = others[:ELSEWHERE], others[ELSEWHERE:]
        shipped = prefer(given)
        found.append([gain(own, other, Drawing(shipped, one, given[:KEPT], held), teaching) for one, held in HELD])
        told = "".join(f"{mine:+9.3f} {theirs:+.3f} " for mine, theirs in found[-1])
        print(f"{hand:4}{len(own):7} letters{counted(own, shipped):6.3f}{told}", flush=True)
    means = [(mean(one for one, _ in column), mean(one for _, one in column)) for column in zip(*found, strict=True)]
    print(f"{'mean':25}" + "".join(f"{mine:+9.3f} {theirs:+.3f} " for mine, theirs in means))


if __name__ == "__main__":
    main()
