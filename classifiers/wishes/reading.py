"""A whole letter: split into its wishes, each classified by its own words first and the letter's ground second."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import starmap

from classifiers.pipeline import Classifier, Text
from classifiers.verdicts import Verdict, Wish
from classifiers.wishes.cues import CUES

Read = tuple[Wish, Verdict]
SURE = 0.8
"""Confidence from which a letter as a whole only inquires or is noise."""
BESIDE = 0.995
"""Confidence from which a stretch that asks is a proposal beside the inquiry; so sure were three of 286 inquiries."""


def read_wishes(classifier: Classifier, subject: str, pieces: Sequence[str]) -> tuple[Read, ...]:
    """The wishes of a letter with a verdict each, at least one; `pieces` are its own words, then its documents."""
    whole = classifier.classify(subject, "\n\n".join(pieces))
    settled = whole.kind != "proposal" and whole.kind_confidence >= SURE
    if settled and whole.kind == "noise":
        return ((_all_of(pieces), whole),)
    found = _found(classifier, subject, classifier.split(subject, pieces))
    if settled and not any(starmap(_stands_out, found)):
        return ((_all_of(pieces), whole),)
    return tuple((wish, _settled(wish, verdict, whole)) for wish, verdict in found)


def _found(classifier: Classifier, subject: str, wishes: Sequence[Wish]) -> list[Read]:
    asked = sum(not wish.question for wish in wishes) > 1
    texts = [Text("" if len(wishes) > 1 else subject, wish.text, wish.ground, asked) for wish in wishes]
    return list(zip(wishes, classifier.classify_all(texts), strict=True))


def _stands_out(wish: Wish, verdict: Verdict) -> bool:
    """Whether a stretch is surely a proposal in a letter that as a whole only inquires."""
    sure = verdict.kind == "proposal" and verdict.kind_confidence >= BESIDE
    return sure and not wish.question and CUES["ask"].search(wish.text) is not None


def _all_of(pieces: Sequence[str]) -> Wish:
    """The first piece that holds words, as one matter."""
    number = next((number for number, text in enumerate(pieces) if text.strip()), 0)
    text = pieces[number] if pieces else ""
    start = len(text) - len(text.lstrip())
    return Wish(number, start, start + len(text.strip()), text.strip())


def _settled(wish: Wish, verdict: Verdict, whole: Verdict) -> Verdict:
    """A question beside wishes is an inquiry, whatever its words are like; no wish of a resident's letter is noise."""
    if wish.question:
        return replace(verdict, kind="inquiry", topics=(), reasons=())
    if verdict.kind == "noise" and whole.kind == "proposal":
        return replace(verdict, kind="proposal", kind_confidence=whole.kind_confidence)
    return verdict
