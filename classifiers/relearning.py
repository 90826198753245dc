"""Training anew on what a person confirmed, and whether the new model may replace the one at work."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TypeVar

from spacy.util import load_model_from_path

from classifiers import evaluation, examples, training
from classifiers.components.wishes import Wishes
from classifiers.examples import Example
from classifiers.novads import component
from classifiers.pipeline import Classifier, Text, load

Confirmed = TypeVar("Confirmed")
LATEST_SHARE, LATEST_MOST = 0.2, 60
"""The latest that was confirmed judges and does not train: a fifth, at most sixty."""
WORTH = 2
"""How often a row of the town's own stands among the training rows: it counts as so many of ours."""
SLACK = 0.005
"""By how much the frozen set's share may fall and still be "no worse": two of five hundred texts."""
BORROWED = "wishes"
"""The component that is trained on whole marked letters goes over from the model at work."""


@dataclass(frozen=True, slots=True)
class Trial:
    """Shares of right primary topics, or of letters with the right number of wishes, of the old and new model on the
    frozen set and on the latest that was confirmed."""

    frozen_before: float
    frozen: float
    latest_before: float
    latest: float
    judged: int

    @property
    def no_worse(self) -> bool:
        """Whether what was learned may go to work."""
        return self.frozen >= self.frozen_before - SLACK and self.latest >= self.latest_before

    def scores(self, of: str = "") -> dict[str, float]:
        """As numbers by name, which begins with `of`, to be kept with the model."""
        return {of + name: round(float(value), 4) for name, value in asdict(self).items()}


def parted(confirmed: Sequence[Confirmed]) -> tuple[Sequence[Confirmed], Sequence[Confirmed]]:
    """What trains and the latest, which judges; `confirmed` is oldest first."""
    judging = min(int(len(confirmed) * LATEST_SHARE), LATEST_MOST)
    return confirmed[: len(confirmed) - judging], confirmed[len(confirmed) - judging :]


def relearn(
    confirmed: Sequence[Example],
    work: Path,
    output: Path,
    version: str,
    given: Sequence[Example] | None = None,
    frozen: Sequence[Example] | None = None,
) -> Trial:
    """Train on the committed rows and the confirmed ones, judge against the model in `work`, save into `output`.

    `version` ends the new model's id. `given` and `frozen` are the committed training and test rows unless told.
    """
    output.parent.mkdir(parents=True, exist_ok=True)
    learned, latest = parted(confirmed)
    base = examples.read(examples.TRAIN) if given is None else given
    training.train([*base, *(one for one in learned for _ in range(WORTH))], output)
    _finish(output, work, version)
    before, after = load(work), load(output)
    fixed = examples.read(examples.TEST) if frozen is None else frozen
    return Trial(share(before, fixed), share(after, fixed), share(before, latest), share(after, latest), len(latest))


def share(classifier: Classifier, rows: Sequence[Example]) -> float:
    """The share of proposals whose primary topic is right; 1 without any."""
    proposals = [one for one in rows if one.kind == "proposal" and one.topics]
    return evaluation.primary(evaluation.cases(classifier, proposals)) if proposals else 1.0


def most_instructive(classifier: Classifier, rows: Sequence[Example], most: int) -> list[Example]:
    """The rows from which the model would learn most: its first two topics closest (margin sampling)."""
    ranked = [(classifier.classify_with_scores(Text(one.subject, one.text))[0].margin, one) for one in rows]
    return [one for _, one in sorted(ranked, key=lambda pair: pair[0])[:most]]


def row(number: int, language: str, kind: str, labels: tuple[tuple[str, ...], tuple[str, ...]], text: str) -> Example:
    """A confirmed proposal as a training row; `labels` are its topics and places."""
    plain = Example(str(number), "site", language or "lv", "plain", kind, *labels, "budget", "", text)
    return plain if kind == "proposal" else replace(plain, topics=())


def as_it_is(work: Path, output: Path, version: str) -> None:
    """Save the model in `work` into `output` too, with `version` at the end of its id instead of its own."""
    nlp = load_model_from_path(work)
    nlp.meta["version"] = nlp.meta["version"].partition("+")[0] + f"+{version}"
    if output.exists():
        shutil.rmtree(output)
    output.parent.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(output)


def _finish(output: Path, work: Path, version: str) -> None:
    """Give the saved model its own version, which its suggestions carry, and the borrowed component."""
    nlp = load_model_from_path(output)
    if BORROWED not in nlp.component_names:
        nlp.add_pipe(BORROWED)
        nlp.disable_pipe(BORROWED)
    component(nlp, BORROWED, Wishes).from_disk(work / BORROWED)
    nlp.meta["version"] += f"+{version}"
    nlp.to_disk(output)
