"""Letters split into wishes: ours beside the plain rules and one lump, on the frozen letters, with 95 % intervals.

    python -m benchmarks.wishes [--letters FOLDER] [--misses]

The letters trained and tuned nothing. Rules: list marks, else paragraphs; one lump: the whole letter is one wish.
Alone: one proposal holds most of the wish and most of no other. Whole: a letter with one wish gives one proposal that
holds most of it. Topics and places are those of the proposals that hold a wish alone.
"""

from __future__ import annotations

import argparse
import math
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from classifiers.pipeline import Classifier, load
from classifiers.verdicts import Verdict
from classifiers.wishes.agreement import held
from classifiers.wishes.letters import TEST, MarkedLetter, read
from classifiers.wishes.reading import read_wishes

ITEM = re.compile(r"^[ \t]*(?:\d{1,2}[.)]|[-–•*])[ \t]+(?=\S)", re.MULTILINE)
BLANK = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Proposed:
    """A span of a letter taken for one wish, with its verdict where there is one."""

    start: int
    end: int
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """How one letter was split: for each marked wish the span that holds it alone, or None."""

    letter: MarkedLetter
    proposed: tuple[Proposed, ...]
    alone: tuple[Proposed | None, ...]

    @property
    def counted(self) -> bool:
        """Whether the number of wishes is right."""
        return len(self.proposed) == self.letter.wishes

    @property
    def whole(self) -> bool:
        """Whether each wish stands alone and nothing else was found."""
        return self.counted and None not in self.alone


def lump(letter: MarkedLetter) -> tuple[Proposed, ...]:
    """The whole letter as one wish."""
    return (Proposed(0, len(letter.text)),)


def rules(letter: MarkedLetter) -> tuple[Proposed, ...]:
    """List items where there are two or more, else paragraphs of eight words or more."""
    starts = [hit.start() for hit in ITEM.finditer(letter.text)]
    if len(starts) >= 2:
        return _between([*starts, len(letter.text)])
    cut = _between([0, *(hit.end() for hit in BLANK.finditer(letter.text)), len(letter.text)])
    return tuple(one for one in cut if len(letter.text[one.start : one.end].split()) >= 8) or lump(letter)


def _between(borders: Sequence[int]) -> tuple[Proposed, ...]:
    return tuple(Proposed(start, end) for start, end in pairwise(borders))


def ours(classifier: Classifier) -> Callable[[MarkedLetter], tuple[Proposed, ...]]:
    """The program's own way, inquiries and noise left aside."""

    def split(letter: MarkedLetter) -> tuple[Proposed, ...]:
        found = read_wishes(classifier, letter.subject, [letter.text])
        return tuple(Proposed(wish.start, wish.end, said) for wish, said in found if said.kind == "proposal")

    return split


def judge(letter: MarkedLetter, proposed: tuple[Proposed, ...]) -> Judged:
    """Which marked wishes a split holds alone."""
    holders = held(letter, [(one.start, one.end) for one in proposed])
    return Judged(letter, proposed, tuple(None if one is None else proposed[one] for one in holders))


def interval(hits: int, of: int) -> str:
    """A share with its 95 % interval (Wilson, 1927)."""
    if not of:
        return "-"
    share, z = hits / of, 1.96
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return f"{share:.3f} [{middle - half:.3f}, {middle + half:.3f}] of {of}"


def report(name: str, judged: Sequence[Judged], milliseconds: float) -> None:
    """Print the shares of one way."""
    many = [one for one in judged if one.letter.wishes > 1]
    single = [one for one in judged if one.letter.wishes == 1]
    alone = [found for one in judged for found in one.alone]
    print(f"{name}   {milliseconds:.1f} ms a letter")
    print(f"  number of wishes right     {interval(sum(one.counted for one in judged), len(judged))}")
    print(f"    letters with several     {interval(sum(one.counted for one in many), len(many))}")
    print(f"    letters with one, whole  {interval(sum(one.whole for one in single), len(single))}")
    print(f"  wishes alone               {interval(sum(found is not None for found in alone), len(alone))}")
    if any(found and found.verdict for found in alone):
        _report_verdicts(judged)


def _report_verdicts(judged: Sequence[Judged]) -> None:
    pairs = [
        (found.verdict, next(part for part in one.letter.parts if part.wish == number))
        for one in judged
        for number, found in enumerate(one.alone, 1)
        if found and found.verdict
    ]
    first = sum(said.topics[0].id == part.topics[0] for said, part in pairs if said.topics and part.topics)
    right = sum(len(set(said.places) & set(part.places)) for said, part in pairs)
    print(f"  primary topic              {interval(first, len(pairs))}")
    print(f"  places, precision          {interval(right, sum(len(said.places) for said, _ in pairs))}")
    print(f"  places, recall             {interval(right, sum(len(part.places) for _, part in pairs))}")


def measure(
    letters: Sequence[MarkedLetter], way: Callable[[MarkedLetter], tuple[Proposed, ...]]
) -> tuple[list[Judged], float]:
    """Each letter judged, and milliseconds a letter."""
    start = time.perf_counter()
    split = [way(letter) for letter in letters]
    took = (time.perf_counter() - start) / len(letters) * 1000
    return [judge(letter, proposed) for letter, proposed in zip(letters, split, strict=True)], took


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=Path, default=TEST)
    parser.add_argument("--misses", action="store_true", help="name the letters whose number of wishes is wrong")
    options = parser.parse_args()
    letters = read(options.letters)
    print(f"{len(letters)} letters, {sum(letter.wishes for letter in letters)} wishes")
    for name, way in {"one lump": lump, "plain rules": rules, "ours": ours(load())}.items():
        judged, took = measure(letters, way)
        report(name, judged, took)
    if options.misses:
        for one in judged:
            if not one.counted:
                print(f"{one.letter.id}: {one.letter.wishes} wishes, {len(one.proposed)} found")


if __name__ == "__main__":
    main()
