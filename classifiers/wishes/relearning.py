"""Learning on site where wishes begin and end, and whether what was learned may go to work.

Only the choice between the ways to split a letter learns: its weights are drawn towards the shipped ones, held to what
those make of committed letters, and moved by the letters that people settled alone. The chain, which finds the ways,
stays: it saw none of these letters, so that what the choice learns from them is what a new letter brings.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

from spacy.util import load_model_from_path

from classifiers.components.wishes import Wishes, read_choice, write_choice
from classifiers.novads import component
from classifiers.relearning import BORROWED, Trial, parted
from classifiers.wishes.agreement import Span
from classifiers.wishes.letters import TEST, TRAIN, MarkedLetter, Part, read
from classifiers.wishes.preferring import Compared, Drawing, counted, prefer
from classifiers.wishes.training import Reader, compare

STRENGTH, KEEPING = 4.0, 0.5
KEPT = 300
"""So many committed training letters hold the choice to what it was. All three were chosen on training letters of hands
left out (`python -m benchmarks.drawing`): without them a town's letters teach as much, but others are split worse."""
FEWEST, MOST = 10, 1000
"""Settled letters from which on the choice learns, so that two judge, and the latest that it learns from."""


def relearn(
    settled: Sequence[MarkedLetter], base: Path, output: Path, frozen: Sequence[MarkedLetter] | None = None
) -> Trial | None:
    """Learn the choice from `settled`, oldest first, and put it into the model in `output` where it is no worse.

    It is drawn towards the choice of the model in `base`, held to it on committed letters, and judged against that of
    the model in `output`, on the `frozen` letters (the committed test letters unless told) and on the latest settled
    ones. None: too few letters.
    """
    if len(settled) < FEWEST:
        return None
    learning, latest = parted(settled[-MOST:])
    # The topics in `output` learned from these very wishes: there they look surer than in letters to come.
    untaught = component(load_model_from_path(base), BORROWED, Wishes)
    learned = ways(untaught, learning)
    splitter = component(load_model_from_path(output), BORROWED, Wishes)
    latest_ways, fixed = ways(splitter, latest), ways(splitter, read(TEST) if frozen is None else frozen)
    drawing = Drawing(read_choice(base / BORROWED), STRENGTH, ways(untaught, _kept()), KEEPING)
    old, new = splitter.choice, prefer(learned, drawing, mix=None)
    trial = Trial(
        counted(fixed, old), counted(fixed, new), counted(latest_ways, old), counted(latest_ways, new), len(latest)
    )
    if trial.no_worse:
        write_choice(output / BORROWED, new)
    return trial


def _kept() -> list[MarkedLetter]:
    return random.Random(1).sample(read(TRAIN), KEPT)  # noqa: S311 # seeded: every training keeps the same; no secret


def ways(splitter: Wishes, letters: Sequence[MarkedLetter]) -> list[Compared]:
    """The ways that the component's own chain finds to split each letter, and how they agree with its marks."""
    assert splitter.chain is not None, "the model is not trained"
    read_letters = [(letter, splitter.features(letter.subject, splitter.read(letter.text))) for letter in letters]
    reader = Reader(splitter)
    return [compare(reader, letter, features, splitter.chain) for letter, features in read_letters if features]


def marked(number: int, language: str, subject: str, text: str, wishes: Sequence[Sequence[Span]]) -> MarkedLetter:
    """A letter as people settled it; all that is in none of its `wishes` is its ground."""
    parts, at = list[Part](), 0
    spans = sorted((start, end, wish) for wish, own in enumerate(wishes, 1) for start, end in own)
    for start, end, wish in spans:
        parts += [Part("ground", at, start, 0, (), ())] if at < start else []
        parts.append(Part("wish", start, end, wish, (), ()))
        at = end
    parts += [Part("ground", at, len(text), 0, (), ())] if at < len(text) else []
    return MarkedLetter(str(number), "site", language, subject, text, tuple(parts))
