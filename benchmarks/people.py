"""How personal data are found in the frozen texts: `python -m benchmarks.people [--part tune [--misses]]`."""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence

from classifiers.people import personal_data
from classifiers.people.evaluation import DATA, Annotated, Score, read, scores


def main(argv: Sequence[str] | None = None) -> None:
    """Print recall and precision of every kind and the time a text takes, for each frozen set apart."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=("test", "tune"), default="test")
    parser.add_argument("--misses", action="store_true", help="list what was missed and wrong, of --part tune alone")
    asked = parser.parse_args(argv)
    if asked.misses and asked.part != "tune":
        parser.error("--misses lists texts, and who has read the frozen ones can no longer be measured by them")
    for path in sorted(DATA.glob(f"{asked.part}*.txt")):
        texts = read(path)
        print(f"{path.name}: {len(texts)} texts\n{'kind':14}{'wanted':>7}{'recall':>8}{'found':>7}{'precision':>11}")
        for score in scores(texts):
            print(f"{score.kind:14}{score.wanted:7}{score.recall:8.3f}{score.found:7}{score.precision:11.3f}")
            print("".join(_listed(score)) if asked.misses else "", end="")
        print(f"time per 1,000 characters: {_milliseconds(texts):.1f} ms\n")


def _listed(score: Score) -> Iterator[str]:
    for what, listed in (("missed", score.missed), ("wrong", score.wrong)):
        if listed:
            yield f"    {what}: " + " | ".join(listed) + "\n"


def _milliseconds(texts: Sequence[Annotated]) -> float:
    began = time.process_time()
    for one in texts:
        personal_data(one.text)
    return 1e6 * (time.process_time() - began) / sum(len(one.text) for one in texts)


if __name__ == "__main__":
    main()
