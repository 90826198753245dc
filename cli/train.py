"""`novads train`: builds the model from the committed labelled texts, the same arrays every time, and its card."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from classifiers.examples import Example


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `novads train`."""
    parser.add_argument("--data", type=Path, help="folder of labelled .jsonl files (default: classifiers/data/train)")
    parser.add_argument(
        "--test", type=Path, help="folder of texts for the card's scores (default: classifiers/data/test)"
    )
    parser.add_argument(
        "--letters", type=Path, help="folder of marked letters (default: classifiers/data/letters/train)"
    )
    parser.add_argument("--output", type=Path, help="folder to write the model to (default: classifiers/model)")


def run(options: argparse.Namespace) -> int:
    """Train, save, measure on the test texts, write CARD.md; returns 0."""
    from classifiers import evaluation, examples, training
    from classifiers.pipeline import MODEL, load
    from classifiers.wishes import letters
    from classifiers.wishes import training as spans

    output = options.output or MODEL
    texts = examples.read(options.data or examples.TRAIN)
    trained = training.train(texts, output)
    marked = letters.read(options.letters or letters.TRAIN)
    spans.train(marked, output, trained.held_out)
    measured = evaluation.cases(load(output), examples.read(options.test or examples.TEST))
    lines = [*_card(texts, len(marked)), "", "## On the test texts", "", "```", *evaluation.report(measured), "```", ""]
    (output / "CARD.md").write_text("\n".join(lines), encoding="utf-8")
    print(f"{len(texts)} texts, {len(marked)} letters -> {output}; figures in {output / 'CARD.md'}")
    return 0


def _card(texts: list[Example], letters: int) -> Iterator[str]:
    from classifiers.training import VERSION

    yield from (f"# The model novads {VERSION}, built {date.today().isoformat()} by `novads train`", "")
    yield "Suggests kind, topics, places, streets and language of a proposal in Latvian, Russian or English; a person"
    yield "decides. A spaCy pipeline with linear models of our own; no pretrained part."
    yield f"Splits letters into wishes by {letters} letters marked by hand, classifiers/data/letters/train."
    yield from ("", f"## Learned from {len(texts)} texts of classifiers/data/train", "")
    for name, values in (
        ("hand", (text.hand for text in texts)),
        ("kind", (text.kind for text in texts)),
        ("language", (text.language for text in texts)),
        ("style", (text.style for text in texts)),
    ):
        yield f"- {name}: " + ", ".join(f"{value} {number}" for value, number in sorted(Counter(values).items()))
