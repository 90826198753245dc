"""The component `review`: what a person shall look at: further topics, "don't know", track."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from classifiers.components.weighing import Weighing
from classifiers.novads import Novads
from classifiers.reading import token_texts

TRACKS = (
    ("participatory", re.compile(r"līdzdal[īi]bas budžet|lidzdalibas budzet|партиципаторн|participatory budget", re.I)),
    ("initiative", re.compile(r"iedz[īi]vot[āa]ju iniciat[īi]v|NVO (projektu )?konkurs|конкурс инициатив", re.I)),
    ("collective", re.compile(r"kolekt[īi]v\w+ iesniegum|par[āa]kstu v[āa]k|iedz[īi]vot[āa]ju padome"
        r"|коллективн\w+ (заявлен|обращен)", re.I)),
)  # fmt: skip


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
    """Sets `doc._.reviewed` from `doc.cats` and `doc._.kind`; `weights` holds two probabilities, 0 to 1.

    "further": what a second topic needs to be suggested; "margin": by how much the first must lead the second. Unsure
    is also a text without a word of the lexicon.
    """

    def __call__(self, doc: Doc) -> Doc:
        first, second = sorted(doc.cats, key=lambda topic: -doc.cats[topic])[:2]
        proposal = doc._.kind[0] == "proposal"
        also = (second,) if doc.cats[second] >= self.weights["further"] else ()
        text = " ".join(token_texts(doc))
        track = next((track for track, pattern in TRACKS if pattern.search(text)), "budget")
        margin = doc.cats[first] - doc.cats[second]
        unsure = margin < self.weights["margin"] or not doc.user_data["topical"]
        doc._.reviewed = Reviewed((first, *also) if proposal else (), unsure, margin, track)
        return doc


if not Doc.has_extension("reviewed"):
    Doc.set_extension("reviewed", default=None)
