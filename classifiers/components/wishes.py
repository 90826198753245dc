"""The component `wishes`: the role of each line, sentence or clause of a whole letter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from classifiers import lexicon
from classifiers.lexicon import Lexicon, spelt
from classifiers.novads import Novads
from classifiers.reading import compose, token_texts
from classifiers.wishes.cues import CUES
from classifiers.wishes.features import Seen, letter_features
from classifiers.wishes.prior import towards_beginning, towards_ground
from classifiers.wishes.sequence import Chain, Features
from classifiers.wishes.units import Unit, units

HEADER = re.compile(
    r"\W*(?:from|sent|to|cc|date|subject|no|nosūtīts|kam|datums|tēma|temats|от|отправлено|кому|дата|тема)\s*:\s"
    r"|\W*(?:begin )?(?:forwarded message|pārsūtīt\w+ (?:ziņ|vēst)|пересланн\w+|переадресованн\w+)",
    re.IGNORECASE,
)
"""Header lines of a forwarded message: they say nothing of a wish and are left out."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch [start, end) of characters, its role (one of `training.ROLES`), the places it names."""

    start: int
    end: int
    role: str
    places: tuple[str, ...]


@Novads.factory("wishes")
def create(nlp: Language, name: str) -> Wishes:
    """The component for a pipeline; it stands disabled there, since it reads letters and not single wishes."""
    return Wishes(nlp)


class Wishes:
    """Sets `doc._.marked`; asks the other components of its pipeline what each stretch is about.

    A letter's subject is read from `doc.user_data["subject"]`.
    """

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp
        self.lexicon = lexicon.read()
        self.chain: Chain | None = None

    def __call__(self, doc: Doc) -> Doc:
        assert self.chain is not None, "the model is not trained"
        spans = [unit for unit in units(doc.text) if not HEADER.match(doc.text, unit.start, unit.end)]
        features = self.features(doc.user_data.get("subject", ""), doc.text, spans)
        additions = {"begin": towards_beginning, "ground": towards_ground}
        roles = self.chain.best(features, {role: [sign(unit) for unit in features] for role, sign in additions.items()})
        doc._.marked = tuple(
            Marked(unit.start, unit.end, role, self._places(doc.text[unit.start : unit.end]))
            for unit, role in zip(spans, roles, strict=True)
        )
        return doc

    def features(self, subject: str, text: str, spans: Sequence[Unit]) -> list[Features]:
        """The features of the units of `text`."""

        @cache
        def see(start: int, end: int) -> Seen:
            return _seen(self.nlp(compose(self.nlp, "", subject if start < 0 else text[start:end])), self.lexicon)

        return letter_features(subject, text, spans, see) if spans else []

    def _places(self, text: str) -> tuple[str, ...]:
        doc = compose(self.nlp, "", text)
        for name in ("language", "streets", "places"):
            doc = self.nlp.get_pipe(name)(doc)
        return tuple(ent.kb_id_ for ent in doc.ents if ent.label_ == "PLACE")

    def to_disk(self, path: Path, exclude: Iterable[str] = ()) -> None:
        """spaCy's own way to save a component."""
        assert self.chain is not None, "the model is not trained"
        self.chain.to_disk(Path(path))

    def from_disk(self, path: Path, exclude: Iterable[str] = ()) -> Wishes:
        """spaCy's own way to load a component."""
        self.chain = Chain.from_disk(Path(path))
        return self


def _seen(doc: Doc, words: Lexicon) -> Seen:
    language = doc._.language
    found = words.find([spelt(text, language) for text in token_texts(doc) if text.isalpha()], language)
    return Seen(
        topics=np.array(list(doc.cats.values())),
        concepts=frozenset(words.concepts[number].name for _, number in found if words.concepts[number].topic != "-"),
        places=frozenset(ent.kb_id_ for ent in doc.ents),
        asks=bool(CUES["ask"].search(doc.text)),
    )


if not Doc.has_extension("marked"):
    Doc.set_extension("marked", default=())
