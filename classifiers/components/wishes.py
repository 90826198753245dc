"""The component `wishes`: the role of each line, sentence or clause of a whole letter."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import srsly
from spacy.language import Language
from spacy.tokens import Doc

from classifiers import lexicon
from classifiers.novads import Novads
from classifiers.wishes.candidates import Candidate, candidates
from classifiers.wishes.choosing import Numbered, Ways, chosen
from classifiers.wishes.features import letter_features
from classifiers.wishes.prior import towards_beginning, towards_ground
from classifiers.wishes.sequence import Chain, Features
from classifiers.wishes.stretches import Stretches, concepts_of
from classifiers.wishes.units import Unit, units

CHOICE, BELONGING = "choice.json", "belonging.json"
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

    The chain finds likely ways to split a letter, `choice` weighs each way as a whole; `belonging`
    holds the weights by which its places go to its wishes. A letter's subject is read from
    `doc.user_data["subject"]`.
    """

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp
        self.lexicon = lexicon.ours()
        self.chain: Chain | None = None
        self.choice: dict[str, float] = {"score": 1.0}
        self.belonging: dict[str, float] = {}

    def __call__(self, doc: Doc) -> Doc:
        assert self.chain is not None, "the model is not trained"
        subject = doc.user_data.get("subject", "")
        stretches = Stretches(self.nlp, self.lexicon, doc, units_of(doc.text))
        if stretches.units:
            ways, described = self.compare(subject, stretches, self.features(subject, stretches), self.chain)
            roles = ways[chosen(described, self.choice)].roles
            doc._.marked = tuple(
                Marked(unit.start, unit.end, self.chain.roles[role], places)
                for unit, role, places in zip(stretches.units, roles, stretches.places, strict=True)
            )
        return doc

    def read(self, text: str) -> Stretches:
        """The units of `text` and what they speak of."""
        return Stretches(self.nlp, self.lexicon, self.nlp.make_doc(text), units_of(text))

    def features(self, subject: str, stretches: Stretches) -> list[Features]:
        """The features of the units of a letter."""
        topical = bool(concepts_of(subject, stretches.language, self.lexicon))
        return letter_features(subject, stretches.text, stretches, topical) if stretches.units else []

    def compare(
        self, subject: str, stretches: Stretches, features: Sequence[Features], chain: Chain
    ) -> tuple[list[Candidate], list[Features]]:
        """The ways to split a letter that `chain` finds likely, and the features of each."""
        scores = chain.scores(features)
        for role, sign in (("begin", towards_beginning), ("ground", towards_ground)):
            scores[:, chain.roles.index(role)] += [sign(unit) for unit in features]
        roles = Numbered(*map(chain.roles.index, ("begin", "inside", "question")))
        found, ways = candidates(scores, chain.moves, roles.begin), Ways(subject, stretches, roles)
        return found, [ways.described(one) for one in found]

    def to_disk(self, path: Path, exclude: Iterable[str] = ()) -> None:
        """spaCy's own way to save a component."""
        assert self.chain is not None, "the model is not trained"
        self.chain.to_disk(Path(path))
        write_choice(Path(path), self.choice)
        srsly.write_json(Path(path) / BELONGING, self.belonging)

    def from_disk(self, path: Path, exclude: Iterable[str] = ()) -> Wishes:
        """spaCy's own way to load a component."""
        self.chain = Chain.from_disk(Path(path))
        self.choice = read_choice(Path(path))
        self.belonging = srsly.read_json(Path(path) / BELONGING)
        return self


def read_choice(path: Path) -> dict[str, float]:
    """The weights by which the component saved in a folder chooses."""
    found: dict[str, float] = json.loads((path / CHOICE).read_text(encoding="utf-8"))
    return found


def write_choice(path: Path, choice: Mapping[str, float]) -> None:
    """Let the component saved in a folder choose by other weights."""
    (path / CHOICE).write_text(json.dumps(choice, indent=0, ensure_ascii=False), encoding="utf-8")


def units_of(text: str) -> list[Unit]:
    """The units of a letter or document without header lines of forwarded messages."""
    return [unit for unit in units(text) if not HEADER.match(text, unit.start, unit.end)]


if not Doc.has_extension("marked"):
    Doc.set_extension("marked", default=())
