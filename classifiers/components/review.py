"""The component `review`: what a person shall look at: further topics, "don't know", track."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from classifiers.components.weighing import Weighing
from classifiers.novads import Novads
from classifiers.reading import token_texts

TRACKS = (
    ("participatory", re.compile(r"līdzdal[īi]bas budžet|lidzdalibas budzet|партиципаторн|participatory budget")),
    ("initiative", re.compile(r"iedz[īi]vot[āa]ju iniciat[īi]v|nvo (projektu )?konkurs|конкурс инициатив")),
    ("collective", re.compile(r"kolekt[īi]v\w{1,20} iesniegum|par[āa]kstu v[āa]k|iedz[īi]vot[āa]ju padome"
        r"|коллективн\w{1,20} (заявлен|обращен)")),
)  # fmt: skip
"""What is found in small letters: patterns that mind no case are many times slower."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The topics suggested, primary first, whether their order is too close to call, by what margin, and the track."""

    topics: tuple[str, ...]
    unsure: bool
    margin: float
    track: str


@Novads.factory("review")
def create(nlp: Language, name: str) -> Review:
    """The component for a pipeline; its thresholds are learned and saved with it."""
    return Review()


class Review(Weighing):
    """Sets `doc._.reviewed` from `doc.cats`, the topics' scores and `doc._.kind`.

    `weights` holds "margin", the probability by which the first topic must lead the second to be sure, and "bias",
    "first", "second", by which a second topic belongs (`classifiers.fitting.Calibration`). Unsure is also a text
    without a word of the lexicon.
    """

    def __call__(self, doc: Doc) -> Doc:
        first, second = sorted(doc.cats, key=doc.cats.__getitem__, reverse=True)[:2]
        proposal = doc._.kind[0] == "proposal"
        also = (second,) if self._belongs(doc.cats[first], doc.user_data["scores"][second]) else ()
        text = " ".join(token_texts(doc)).lower()
        track = next((track for track, pattern in TRACKS if pattern.search(text)), "budget")
        margin = doc.cats[first] - doc.cats[second]
        unsure = margin < self.weights["margin"] or not doc.user_data["topical"]
        doc._.reviewed = Reviewed((first, *also) if proposal else (), unsure, margin, track)
        return doc

    def _belongs(self, first: float, second: float) -> bool:
        """Whether a second topic of the score `second` belongs beside a first one of the probability `first`."""
        told = self.weights["first"] * math.log(first) + self.weights["second"] * second
        return self.weights["bias"] + told > 0


if not Doc.has_extension("reviewed"):
    Doc.set_extension("reviewed", default=None)
