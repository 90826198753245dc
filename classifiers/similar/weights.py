"""What decides whether a pair of proposals is suggested: few numbers, shipped with the program or learned on site."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import IntEnum

SHOWN_OF_ALIKE = 0.25 / 0.36
SAME_MATTERS = 0.5
"""Not learned: the shares are few and countable, and a hair more than a half would part all that have just that."""


class Where(IntEnum):
    """What the places of two proposals say."""

    SAME = 0
    NEITHER_NAMES_ANY = 1
    ONE_NAMES_ANY = 2
    OTHER = 3


@dataclass(frozen=True, slots=True)
class Evidence:
    """What two proposals have in common, each 0 to 1.

    `words`, `ideas` and `topics` are cosines; `matters` is the share of all topical ideas of the two that both have.
    """

    words: float
    ideas: float
    topics: float
    where: Where
    matters: float


@dataclass(frozen=True, slots=True)
class Weights:
    """The shares of words, ideas and topics in the score, what the places leave of it, and the threshold.

    A group is suggested from the score `alike` and half of the topical ideas in common on: the library's hours and the
    library's books share a place and a word. The shipped numbers were chosen on
    classifiers/data/similar/tune.txt.
    """

    words: float = 0.42
    ideas: float = 0.38
    topics: float = 0.20
    no_place: float = 0.9
    one_place: float = 0.55
    other_place: float = 0.4
    alike: float = 0.36

    @property
    def shown(self) -> float:
        """From this score on a pair is shown to a person."""
        return self.alike * SHOWN_OF_ALIKE

    @property
    def left_by_place(self) -> tuple[float, float, float, float]:
        """What is left of the score, by `Where`."""
        return 1.0, self.no_place, self.one_place, self.other_place

    def score(self, found: Evidence) -> float:
        """How alike two proposals are, 0 to 1."""
        by_text = self.words * found.words + self.ideas * found.ideas + self.topics * found.topics
        return self.left_by_place[found.where] * by_text

    def joins(self, score: float, where: Where, matters: float) -> bool:
        """Whether a group is suggested; never one that reaches into another place."""
        return score >= self.alike and matters >= SAME_MATTERS and where <= Where.NEITHER_NAMES_ANY

    def to_json(self) -> str:
        """As it is kept with a learned model."""
        return json.dumps(asdict(self))


SHIPPED = Weights()


def from_json(told: str) -> Weights:
    """The weights as `to_json` wrote them."""
    return Weights(**json.loads(told))
