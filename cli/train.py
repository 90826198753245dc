"""`novads train`: builds the model from the committed labelled texts, the same bytes every time."""

from __future__ import annotations

import argparse
from pathlib import Path


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `novads train`."""
    parser.add_argument("--data", type=Path, help="folder of labelled .jsonl files (default: classifiers/data/train)")
    parser.add_argument("--output", type=Path, help="folder to write the model to (default: classifiers/model)")


def run(options: argparse.Namespace) -> int:
    """Train and save; returns 0."""
    from classifiers import examples, training
    from classifiers.pipeline import MODEL

    output = options.output or MODEL
    texts = examples.read(options.data or examples.TRAIN)
    training.train(texts, output)
    print(f"{len(texts)} texts -> {output}")
    return 0
