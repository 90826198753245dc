"""Fits the span step to marked letters: the chain, and the choice between the ways that chains find; deterministic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from sys import intern

import numpy as np
from spacy.util import load_model_from_path

from classifiers.components.kind import Kind
from classifiers.components.places import Places
from classifiers.components.topics import Topics
from classifiers.components.wishes import Wishes
from classifiers.novads import component
from classifiers.training import HeldOut, folds_by_hand
from classifiers.training.places import fit as fit_weights
from classifiers.verdicts import Named
from classifiers.wishes import belonging
from classifiers.wishes.agreement import held
from classifiers.wishes.choosing import Numbered, wishes_of
from classifiers.wishes.fitting import ROLES, fit
from classifiers.wishes.letters import MarkedLetter
from classifiers.wishes.preferring import Compared, prefer
from classifiers.wishes.recombining import recombined
from classifiers.wishes.sequence import Chain, Features
from classifiers.wishes.split import mentions
from classifiers.wishes.stretches import Stretches
from classifiers.wishes.units import Unit

RECOMBINED = 1
"""How many letters are recombined from each marked one."""
BELONGING_STRENGTH = 4.0
WISHES_OF = "letters-"
"""The wishes of a hand's letters stand among the texts under the hand's name with this before it."""


def train(
    letters: Sequence[MarkedLetter],
    output: Path,
    held_out: Sequence[HeldOut] = (),
    recombinations: int = RECOMBINED,
) -> None:
    """Fit the component `wishes` of the trained pipeline in `output` to marked letters and save it there too.

    The wishes of these letters taught the topics as well: where one of `held_out` did not see a hand, its letters are
    read by that, or topics would look surer here than in any letter to come.
    """
    learner = Wishes(load_model_from_path(output))  # another pipeline: the words it meets stay out of the saved one
    nlp = load_model_from_path(output)
    if "wishes" not in nlp.component_names:
        nlp.add_pipe("wishes")
        nlp.disable_pipe("wishes")
    trained = component(nlp, "wishes", Wishes)
    reader = Reader(learner, held_out)
    trained.chain, trained.choice = learn(reader, letters, recombinations)
    trained.belonging = learn_belonging(reader, letters)
    nlp.to_disk(output)


def learn(
    reader: Reader, letters: Sequence[MarkedLetter], recombinations: int = RECOMBINED
) -> tuple[Chain, dict[str, float]]:
    """The chain fitted to marked letters and so many recombined from each, and the weights of the choice.

    The choice learns from chains that saw no letter of the same hand.
    """
    learned = [*letters, *recombined(letters, recombinations)]
    features, gold = examples(reader, learned)
    compared = []
    for fold in folds(letters):
        seen = [row for row, letter in enumerate(learned) if letter.id not in fold]
        unseen = [row for row, letter in enumerate(letters) if letter.id in fold]
        part = fit([features[row] for row in seen], [gold[row] for row in seen])
        compared += [compare(reader, letters[row], features[row], part) for row in unseen]
    return fit(features, gold), prefer(compared)


def folds(letters: Sequence[MarkedLetter]) -> list[set[str]]:
    """The ids of the letters of each group of hands, a hand in one group; of a single hand, every other letter."""
    if len({letter.hand for letter in letters}) == 1:
        return [{letter.id for letter in letters[first::2]} for first in (0, 1)]
    group = folds_by_hand([letter.hand for letter in letters])
    return [{letters[row].id for row in np.flatnonzero(group == number).tolist()} for number in np.unique(group)]


class Reader:
    """Reads marked letters by models that saw none of their hand, as far as there are any."""

    def __init__(self, wishes: Wishes, held_out: Sequence[HeldOut] = ()) -> None:
        self.wishes = wishes
        self._kind, self._topics = component(wishes.nlp, "kind", Kind), component(wishes.nlp, "topics", Topics)
        self._places = component(wishes.nlp, "places", Places)
        self._whole = (self._kind.trained, self._topics.trained, self._places.weights)
        self._of_hand = {hand: (one.kind, one.topics, one.places) for one in held_out for hand in one.hands}

    def read(self, letter: MarkedLetter) -> Stretches:
        """The units of the letter and what they speak of."""
        found = self._of_hand.get(WISHES_OF + letter.hand, self._whole)
        self._kind.linear, self._topics.linear, self._places.weights = found
        return self.wishes.read(letter.text)


def learn_belonging(reader: Reader, letters: Sequence[MarkedLetter]) -> dict[str, float]:
    """The weights by which the places that a letter names go to its wishes."""
    told = []
    for letter in letters:
        topics = {part.wish: part.topics[0] for part in letter.parts if part.topics}
        for number, places in marked_places(reader, letter):
            wanted = {place for part in letter.parts if part.wish == number for place in part.places}
            told += [(tuple(belonging.features(one, topics.get(number, ""))), one.place in wanted) for one in places]
    return fit_weights(told, BELONGING_STRENGTH)


def marked_places(reader: Reader, letter: MarkedLetter) -> list[tuple[int, tuple[Named, ...]]]:
    """For each marked wish that a unit of the letter begins, its number and the places named in the letter."""
    stretches = reader.read(letter)
    numbered = list(_roles(letter, stretches.units))
    above = [replace(one, start=belonging.SUBJECT) for one in mentions(reader.wishes.nlp, letter.subject)]
    starts, roles = [unit.start for unit in stretches.units], [role for role, _ in numbered]
    found = belonging.named(belonging.Layout(starts, roles, [*above, *stretches.mentioned]))
    return list(zip((wish for role, wish in numbered if role == "begin"), found, strict=True))


def compare(reader: Reader, letter: MarkedLetter, features: Sequence[Features], chain: Chain) -> Compared:
    """The ways to split a marked letter and how each agrees with its marks."""
    stretches = reader.read(letter)
    ways, described = reader.wishes.compare(letter.subject, stretches, features, chain)
    roles = Numbered(*map(chain.roles.index, ("begin", "inside", "question")))
    cuts = [spans(letter, stretches.units, wishes_of(way.roles, roles)) for way in ways]
    alone = [[one is not None for one in held(letter, cut)] or [True] for cut in cuts]
    counted = tuple(len(cut) == letter.wishes for cut in cuts)
    return Compared(letter.wishes, tuple(described), counted, tuple(sum(one) / len(one) for one in alone))


def spans(letter: MarkedLetter, units: Sequence[Unit], wishes: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Where wishes stand in the text; an only wish is the whole letter."""
    if len(wishes) == 1:
        return [(0, len(letter.text))]
    return [(units[first].start, units[end - 1].end) for first, end in wishes]


def examples(reader: Reader, letters: Sequence[MarkedLetter]) -> tuple[list[list[Features]], list[list[str]]]:
    """The features and the marked roles of the units of each letter."""
    read = [reader.read(letter) for letter in letters]
    features = [_kept(reader.wishes.features(letter.subject, one)) for letter, one in zip(letters, read, strict=True)]
    return features, [roles_of(letter, one.units) for letter, one in zip(letters, read, strict=True)]


def _kept(units: Sequence[Features]) -> list[Features]:
    """The features with one string for each name: millions of them are kept while the chain is fitted."""
    return [{intern(name): value for name, value in unit.items()} for unit in units]


def roles_of(letter: MarkedLetter, units: Sequence[Unit]) -> list[str]:
    """The role of each unit by the part that holds most of it; a wish's first unit begins it."""
    return [role for role, _ in _roles(letter, units)]


def _roles(letter: MarkedLetter, units: Sequence[Unit]) -> Iterator[tuple[str, int]]:
    """The role of each unit, and the number of its wish, 0 for none."""
    begun: set[int] = set()
    for unit in units:
        part = max(letter.parts, key=lambda part: min(part.end, unit.end) - max(part.start, unit.start))
        if part.role != "wish":
            yield part.role if part.role in ROLES else "other", 0
        else:
            yield "inside" if part.wish in begun else "begin", part.wish
            begun.add(part.wish)
