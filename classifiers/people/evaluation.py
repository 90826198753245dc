"""Annotated texts for personal data, and how the detectors do on them, kind by kind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from classifiers.people.finding import Finding
from classifiers.people.findings import personal_data

DATA = Path(__file__).parent.parent / "data" / "people"
MARK = re.compile(r"\{(\w+):([^}]*)\}")


@dataclass(frozen=True, slots=True)
class Annotated:
    """A text and what shall be found in it."""

    text: str
    wanted: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one kind, and the texts behind them: what was missed, and what was found that is none."""

    kind: str
    wanted: int
    hit: int
    found: int
    right: int
    missed: tuple[str, ...]
    wrong: tuple[str, ...]

    @property
    def recall(self) -> float:
        """The share of what was wanted that was found."""
        return self.hit / self.wanted if self.wanted else 1.0

    @property
    def precision(self) -> float:
        """The share of what was found that was wanted."""
        return self.right / self.found if self.found else 1.0


def read(path: Path) -> list[Annotated]:
    """The texts of a file: blocks parted by `---`, `{kind:words}` in place; lines that begin with # are remarks."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [_annotated(block.strip()) for block in "\n".join(lines).split("\n---\n")]


def scores(texts: Sequence[Annotated]) -> list[Score]:
    """The score of every kind: an item counts as hit when its own kind was found and all its signs are covered."""
    pairs = [(one, personal_data(one.text)) for one in texts]
    kinds = sorted({item.kind for one, found in pairs for item in (*one.wanted, *found)})
    return [_score(kind, pairs) for kind in kinds]


def _annotated(block: str) -> Annotated:
    text, wanted, last = "", [], 0
    for mark in MARK.finditer(block):
        text += block[last : mark.start()]
        wanted.append(Finding(mark[1], mark[2], len(text), len(text) + len(mark[2])))
        text, last = text + mark[2], mark.end()
    return Annotated(text + block[last:], tuple(wanted))


def _score(kind: str, pairs: Iterable[tuple[Annotated, tuple[Finding, ...]]]) -> Score:
    wanted, hit, found, right = 0, 0, 0, 0
    missed: list[str] = []
    wrong: list[str] = []
    for one, all_found in pairs:
        asked = [item for item in one.wanted if item.kind == kind]
        told = [item for item in all_found if item.kind == kind]
        lost = [item for item in asked if not (_touched(item, told) and _covered(item, all_found))]
        false = [item for item in told if not _touched(item, asked)]
        wanted, hit = wanted + len(asked), hit + len(asked) - len(lost)
        found, right = found + len(told), right + len(told) - len(false)
        missed += [item.value for item in lost]
        wrong += [item.value for item in false]
    return Score(kind, wanted, hit, found, right, tuple(missed), tuple(wrong))


def _touched(item: Finding, others: Iterable[Finding]) -> bool:
    return any(item.start < other.end and other.start < item.end for other in others)


def _covered(item: Finding, found: Iterable[Finding]) -> bool:
    inside = {at for other in found for at in range(other.start, other.end)}
    signs = (at for at, sign in enumerate(item.value, item.start) if sign.isalnum())
    return all(at in inside for at in signs)
