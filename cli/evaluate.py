"""`novads evaluate`: the report of the classifiers on the frozen test texts."""

from __future__ import annotations

import argparse
from pathlib import Path


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `novads evaluate`."""
    parser.add_argument("--data", type=Path, help="folder of labelled .jsonl files (default: classifiers/data/test)")
    parser.add_argument("--model", type=Path, help="the model's folder (default: the one that came with the program)")


def run(options: argparse.Namespace) -> int:
    """Print the report; returns 0."""
    from classifiers import evaluation, examples
    from classifiers.pipeline import MODEL, load

    sample = evaluation.cases(load(options.model or MODEL), examples.read(options.data or examples.TEST))
    for line in evaluation.report(sample):
        print(line)
    return 0
