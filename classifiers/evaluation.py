"""How good the classifiers are on labelled texts that neither trained nor tuned them, with intervals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from classifiers.examples import Example
from classifiers.pipeline import Classifier, Text
from classifiers.verdicts import Verdict

Numbers = npt.NDArray[np.int64]
RESAMPLES = 400
SEED = 20260101
BINS = (0.0, 0.3, 0.5, 0.7, 0.85, 0.95, 1.01)


@dataclass(frozen=True, slots=True)
class Case:
    """A labelled text, what the classifier made of it, and all its topics by confidence."""

    example: Example
    verdict: Verdict
    ranking: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Whether the primary topic is the one labelled first."""
        return self.ranking[0] == self.example.topics[0]

    @property
    def suggested(self) -> frozenset[str]:
        """The topics suggested."""
        return frozenset(score.id for score in self.verdict.topics)


def cases(classifier: Classifier, examples: Sequence[Example]) -> list[Case]:
    """Every example classified."""
    result = []
    for example in examples:
        verdict, scores = classifier.classify_with_scores(Text(example.subject, example.text))
        result.append(Case(example, verdict, tuple(sorted(scores, key=lambda topic: -scores[topic]))))
    return result


def interval(measure: Callable[[list[Case]], float], sample: Sequence[Case]) -> tuple[float, float]:
    """The 95 % bootstrap interval of a measure (Efron 1979, percentiles, fixed seed)."""
    chance = np.random.default_rng(SEED)
    drawn = chance.integers(0, len(sample), size=(RESAMPLES, len(sample)))
    low, high = np.percentile([measure([sample[int(i)] for i in row]) for row in drawn], [2.5, 97.5])
    return float(low), float(high)


def primary(sample: Sequence[Case]) -> float:
    """Share of texts whose primary topic is right."""
    return float(np.mean([case.right for case in sample])) if sample else float("nan")


def top_three(sample: Sequence[Case]) -> float:
    """Share of texts that have one of their topics among the three likeliest."""
    return float(np.mean([bool({*case.ranking[:3]} & {*case.example.topics}) for case in sample]))


def f1(true: int, suggested: int, labelled: int) -> float:
    """The harmonic mean of precision and recall; 1 where there is neither label nor suggestion."""
    return 2 * true / (suggested + labelled) if suggested + labelled else 1.0


def counts(sample: Sequence[Case]) -> dict[str, tuple[int, int, int]]:
    """Per topic: suggested rightly, suggested, labelled."""
    true: Counter[str] = Counter(t for case in sample for t in case.suggested & set(case.example.topics))
    suggested: Counter[str] = Counter(t for case in sample for t in case.suggested)
    labelled: Counter[str] = Counter(t for case in sample for t in case.example.topics)
    return {topic: (true[topic], suggested[topic], labelled[topic]) for topic in sorted(labelled | suggested)}


def micro_f1(sample: Sequence[Case]) -> float:
    """F1 over all topics of all texts together."""
    true, suggested, labelled = np.sum([*counts(sample).values()], axis=0)
    return f1(int(true), int(suggested), int(labelled))


def macro_f1(sample: Sequence[Case]) -> float:
    """The mean of the topics' F1."""
    return float(np.mean([f1(*row) for row in counts(sample).values()]))


def kind_f1(sample: Sequence[Case]) -> float:
    """The mean F1 of the kinds that are labelled."""
    kinds = sorted({case.example.kind for case in sample})
    pairs = Counter((case.example.kind, case.verdict.kind) for case in sample)
    labelled = Counter(case.example.kind for case in sample)
    said = Counter(case.verdict.kind for case in sample)
    return float(np.mean([f1(pairs[kind, kind], said[kind], labelled[kind]) for kind in kinds]))


def place_counts(sample: Sequence[Case]) -> tuple[int, int, int]:
    """Places suggested rightly, suggested, labelled, over proposals and inquiries whose places are labelled."""
    told = [(set(c.verdict.places), set(c.example.places)) for c in sample if c.example.places is not None]
    return sum(len(a & b) for a, b in told), sum(len(a) for a, _ in told), sum(len(b) for _, b in told)


def sure(sample: Sequence[Case], share: float | None = None) -> list[Case]:
    """The cases that are not unsure, or the `share` of them with the widest margin."""
    if share is None:
        return [case for case in sample if not case.verdict.unsure]
    return sorted(sample, key=lambda case: -case.verdict.margin)[: round(share * len(sample))]


MEASURES = (
    ("primary topic", primary),
    ("micro F1", micro_f1),
    ("macro F1", macro_f1),
    ("one of the topics among the first three", top_three),
)


def report(sample: Sequence[Case]) -> Iterator[str]:
    """The lines of the report."""
    proposals = [case for case in sample if case.example.kind == "proposal"]
    yield f"{len(sample)} texts, {len(proposals)} of them proposals; intervals: 95 % bootstrap"
    for name, measure in MEASURES:
        low, high = interval(measure, proposals)
        yield f"{name:42} {measure(proposals):.3f}  [{low:.3f}, {high:.3f}]"
    certain = sure(proposals)
    share = len(certain) / len(proposals)
    yield f"{'sure (not unsure)':42} {share:.3f} of proposals, {primary(certain):.3f} of them right"
    yield from _groups(proposals)
    yield from _kinds(sample)
    yield from _places(sample)
    right = np.mean([case.example.language == case.verdict.language for case in sample])
    yield f"{'language':42} {right:.4f}"
    yield from _coverage(proposals)
    yield from _calibration(proposals)
    yield from _topics(proposals)


def _groups(proposals: Sequence[Case]) -> Iterator[str]:
    for title, key in (("style", "style"), ("language", "language"), ("hand", "hand")):
        yield f"\nprimary topic by {title}"
        for name in sorted({getattr(case.example, key) for case in proposals}):
            group = [case for case in proposals if getattr(case.example, key) == name]
            low, high = interval(primary, group)
            figures = f"{primary(group):.3f}  [{low:.3f}, {high:.3f}]  n {len(group)}  micro F1 {micro_f1(group):.3f}"
            yield f"  {name:40} {figures}"


def _kinds(sample: Sequence[Case]) -> Iterator[str]:
    lost = sum(case.example.kind == "proposal" and case.verdict.kind == "noise" for case in sample)
    yield f"\nkind: macro F1 {kind_f1(sample):.3f}; proposals called noise: {lost}"
    pairs = Counter((case.example.kind, case.verdict.kind) for case in sample)
    yield from (f"  {is_:9} called {called:9} {number}" for (is_, called), number in sorted(pairs.items()))


def _places(sample: Sequence[Case]) -> Iterator[str]:
    true, suggested, labelled = place_counts([case for case in sample if case.example.kind != "noise"])
    precision, recall = true / max(suggested, 1), true / max(labelled, 1)
    yield f"\nplaces: precision {precision:.3f}, recall {recall:.3f}, {labelled} labelled"


def _coverage(proposals: Sequence[Case]) -> Iterator[str]:
    yield "\ncoverage against accuracy (widest margins first)"
    for share in (0.5, 0.65, 0.8, 0.9, 1.0):
        yield f"  {share:.2f}  {primary(sure(proposals, share)):.3f}"


def _calibration(proposals: Sequence[Case]) -> Iterator[str]:
    yield "\ncalibration of the primary topic: confidence, share right, texts"
    confidences = np.array([case.verdict.confidence for case in proposals])
    right = np.array([case.verdict.topics[:1] != () and case.right for case in proposals])
    error = 0.0
    for low, high in pairwise(BINS):
        inside = (confidences >= low) & (confidences < high)
        if inside.any():
            mean, share = float(confidences[inside].mean()), float(right[inside].mean())
            error += abs(mean - share) * float(inside.mean())
            yield f"  {mean:.2f}  {share:.2f}  {int(inside.sum())}"
    yield f"  expected calibration error {error:.3f}"


def _topics(proposals: Sequence[Case]) -> Iterator[str]:
    yield "\nper topic: F1, labelled; primary mistaken most often for"
    wrong = Counter((case.example.topics[0], case.ranking[0]) for case in proposals if not case.right)
    for topic, row in counts(proposals).items():
        taken = ", ".join(f"{b} {n}" for (a, b), n in wrong.most_common() if a == topic)
        yield f"  {topic:18} {f1(*row):.3f}  {row[2]:4}  {taken[:80]}"
