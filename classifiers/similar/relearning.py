"""Weights of likeness learned from the town's own answers, and whether they may replace those at work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from classifiers.similar import frozen
from classifiers.similar.frozen import Describe, Told
from classifiers.similar.index import Likeness
from classifiers.similar.learning import Answer, fit, right
from classifiers.similar.nouns import Described, Said
from classifiers.similar.weights import Weights

LATEST = 5
"""The latest answers judge and do not teach: one in so many."""
ONE_LINE = 0.02
"""By how much the share of partners found first may fall and still be "no worse": one line of sixty."""


@dataclass(frozen=True, slots=True)
class Trial:
    """Shares of right suggestions of the old and the new weights on the frozen pairs and on the latest answers.

    `first` is the share of frozen lines whose partner is found first.
    """

    frozen_before: float
    frozen: float
    first_before: float
    first: float
    latest_before: float
    latest: float
    judged: int

    @property
    def no_worse(self) -> bool:
        """Whether the new weights may go to work."""
        found = self.first >= self.first_before - ONE_LINE
        return found and self.frozen >= self.frozen_before and self.latest >= self.latest_before

    def scores(self) -> dict[str, float]:
        """As numbers by name, to be kept with the weights."""
        return {name: round(float(value), 4) for name, value in asdict(self).items()}


def answers(index: Likeness, said: Sequence[Said]) -> list[Answer]:
    """Answers with what the pairs have in common; both of each pair must be held."""
    return [Answer(index.evidence(one.second, one.first.id), one.same) for one in said]


def relearn(
    said: Sequence[Said], town: Sequence[Described], working: Weights, describe: Describe
) -> tuple[Weights, Trial]:
    """Weights learned from what was said (oldest first) of proposals of the `town`, judged against those `working`.

    The latest fifth judges and does not teach. `describe` reads the frozen lines.
    """
    spoken_of = [one for pair in said for one in (pair.first, pair.second)]
    found = answers(Likeness({one.id: one for one in (*town, *spoken_of)}.values()), said)
    teaching = len(found) - len(found) // LATEST
    learned, latest = fit(found[:teaching]), found[teaching:]
    told = frozen.read(frozen.TEST, describe)
    among = Likeness([*(one.described for one in told), *frozen.crowd(told)])
    fixed = answers(among, frozen.pairs(among, told))
    return learned, Trial(
        frozen_before=right(working, fixed),
        frozen=right(learned, fixed),
        first_before=first(among, working, told),
        first=first(among, learned, told),
        latest_before=right(working, latest),
        latest=right(learned, latest),
        judged=len(latest),
    )


def first(index: Likeness, weights: Weights, told: Sequence[Told]) -> float:
    """The share of lines that ask, whose partner is found first among all that the index holds."""
    index.weights = weights
    of = {one.described.id: one.wish for one in told}
    asked = [one for one in told if one.wish >= 0]
    found = [(one, index.query(one.described, 1)) for one in asked]
    return sum(bool(near) and of.get(near[0].id) == one.wish for one, near in found) / len(asked)
