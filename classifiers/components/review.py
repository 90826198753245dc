"""The component `review`: what a person shall look at: further topics, "don't know", track."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from classifiers.novads import Novads

FURTHER = 0.25
MARGIN = 0.2
TRACKS = (
    ("participatory", re.compile(r"līdzdal[īi]bas budžet|lidzdalibas budzet|партиципаторн|participatory budget", re.I)),
    ("initiative", re.compile(r"iedz[īi]vot[āa]ju iniciat[īi]v|NVO (projektu )?konkurs|конкурс инициатив", re.I)),
    ("collective", re.compile(r"kolekt[īi]v\w+ iesniegum|par[āa]kstu v[āa]k|iedz[īi]vot[āa]ju padome"
        r"|коллективн\w+ (заявлен|обращен)", re.I)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The topics suggested, primary first, whether their order is too close to call, and the track."""

    topics: tuple[str, ...]
    unsure: bool
    track: str


@Novads.factory("review", default_config={"further": FURTHER, "margin": MARGIN})
def create(nlp: Language, name: str, further: float, margin: float) -> Review:
    """The component for a pipeline; thresholds are probabilities, 0 to 1, and stand in the model's config."""
    return Review(further, margin)


class Review:
    """Sets `doc._.reviewed` from `doc.cats` and `doc._.kind`."""

    def __init__(self, further: float, margin: float) -> None:
        self.further = further
        self.margin = margin

    def __call__(self, doc: Doc) -> Doc:
        first, second = sorted(doc.cats, key=lambda topic: -doc.cats[topic])[:2]
        proposal = doc._.kind[0] == "proposal"
        also = (second,) if doc.cats[second] >= self.further else ()
        track = next((track for track, pattern in TRACKS if pattern.search(doc.text)), "budget")
        unsure = doc.cats[first] - doc.cats[second] < self.margin
        doc._.reviewed = Reviewed((first, *also) if proposal else (), unsure, track)
        return doc


if not Doc.has_extension("reviewed"):
    Doc.set_extension("reviewed", default=None)
