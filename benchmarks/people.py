"""How personal data are found in the frozen texts: `python -m benchmarks.people [--part tune]`, misses listed."""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence

from classifiers.people import personal_data
from classifiers.people.evaluation import DATA, Annotated, read, scores


def main(argv: Sequence[str] | None = None) -> None:
    """Print recall and precision of every kind, what was missed and wrong, and the time a text takes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=("test", "tune"), default="test")
    texts = read(DATA / f"{parser.parse_args(argv).part}.txt")
    print(f"{len(texts)} texts\n{'kind':14}{'wanted':>7}{'recall':>8}{'found':>7}{'precision':>11}")
    for score in scores(texts):
        print(f"{score.kind:14}{score.wanted:7}{score.recall:8.3f}{score.found:7}{score.precision:11.3f}")
        for what, listed in (("missed", score.missed), ("wrong", score.wrong)):
            if listed:
                print(f"    {what}: " + " | ".join(listed))
    print(f"time per 1,000 characters: {_milliseconds(texts):.1f} ms")


def _milliseconds(texts: Sequence[Annotated]) -> float:
    began = time.process_time()
    for one in texts:
        personal_data(one.text)
    return 1e6 * (time.process_time() - began) / sum(len(one.text) for one in texts)


if __name__ == "__main__":
    main()
