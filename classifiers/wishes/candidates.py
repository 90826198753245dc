"""Ways to split a letter that the chain finds likely: with more or fewer beginnings, the best first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from classifiers.wishes.sequence import Floats, Roles, best_paths, path_scores

LENIENT = np.arange(-5.0, 5.5, 0.5)
"""What a beginning costs more or less than it does by the chain, one way to split for each."""
EDITS = 8
"""So many beginnings are added to the best way, one at a time, and each of its own is left out."""
NEVER = -1e6


@dataclass(frozen=True, slots=True)
class Candidate:
    """A role (its number) for each unit, and the chain's score below its best one, zero or less."""

    roles: tuple[int, ...]
    score: float


def candidates(scores: Floats, moves: Floats, begin: int) -> list[Candidate]:
    """Different ways to split by `scores` [units, roles]; each set of beginnings once, at least one way."""
    free = np.stack([_added(scores, begin, cost) for cost in LENIENT])
    best = best_paths(scores[None], moves)[0]
    tried = np.concatenate([best[None], best_paths(free, moves), *_edited(scores, moves, begin, best)])
    totals = path_scores(scores, moves, tried)
    ways: dict[tuple[int, ...], Candidate] = {}
    for row in np.argsort(-totals, kind="stable"):
        roles = tuple(int(role) for role in tried[row])
        key = tuple(place for place, role in enumerate(roles) if role == begin)
        ways.setdefault(key, Candidate(roles, float(totals[row] - totals[0])))
    return [way for key, way in ways.items() if key or len(ways) == 1]


def _added(scores: Floats, begin: int, cost: float) -> Floats:
    changed = scores.copy()
    changed[:, begin] -= cost
    return changed


def _edited(scores: Floats, moves: Floats, begin: int, best: Roles) -> Iterator[npt.NDArray[np.int64]]:
    """The best ways with one beginning more, with one less, and with one alone."""
    begun = [int(unit) for unit in np.flatnonzero(best == begin)]
    gain = np.where(best == begin, -np.inf, scores[:, begin] - scores[np.arange(len(best)), best])
    changed = [_forced(scores, begin, int(unit)) for unit in np.argsort(-gain)[:EDITS] if np.isfinite(gain[unit])]
    changed += [_added_at(scores, begin, unit) for unit in begun]
    changed += [_forced(_added(scores, begin, -NEVER), begin, unit) for unit in begun[:2]]
    if changed:
        yield best_paths(np.stack(changed), moves)


def _forced(scores: Floats, begin: int, unit: int) -> Floats:
    changed = scores.copy()
    changed[unit] = NEVER * 2
    changed[unit, begin] = 0.0
    return changed


def _added_at(scores: Floats, begin: int, unit: int) -> Floats:
    changed = scores.copy()
    changed[unit, begin] = NEVER
    return changed
