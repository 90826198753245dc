"""Classified again: wishes that staff cut, joined or added, by the model at work, as the road would have read them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Lock

from classifiers.pipeline import Classifier, Text, load
from classifiers.verdicts import Verdict
from intake.filing import suggested
from intake.letters.forwarded import without_headers
from notifications.acknowledgement import subject_of_theirs
from storage.records import Proposal, Suggested

KINDS = ("proposal", "inquiry")


class Again:
    """Reads a text anew; the model is loaded when first asked and when another one is put to work."""

    def __init__(self, model: Callable[[], Path]) -> None:
        """`model` names the folder of the model at work."""
        self._model, self._lock = model, Lock()
        self._loaded: tuple[Path, Classifier] | None = None

    def ready(self) -> Callable[[Proposal, str], Suggested]:
        """`suggest`, with the model loaded: ask before a transaction, so that nobody waits. Raises ModelError."""
        with self._lock:
            self._classifier()
        return self.suggest

    def suggest(self, stood: Proposal, text: str, subject: str = "") -> Suggested:
        """What is suggested for a text that was part of `stood`; what the text does not say stays as it was there.

        Raises ModelError.
        """
        with self._lock:  # spaCy's pipeline is not for several threads at once
            verdict = self._classifier().classify(subject, text)
        return _suggested(verdict, stood.kind, stood.topics, stood.places)

    def left_out(self, subject: str, piece: str, start: int, text: str) -> Suggested:
        """What is suggested for `text`, of which the first words stand at `start` of `piece`, outside all wishes.

        What it does not say itself of a place is read from the rest of the letter. Raises ModelError.
        """
        with self._lock:
            classifier = self._classifier()
            ground = classifier.ground(subject_of_theirs(subject), without_headers(piece), start, start + len(text))
            (verdict,) = classifier.classify_all([Text("", text, ground, asked=True)])
        return _suggested(verdict)

    def _classifier(self) -> Classifier:
        folder = self._model()
        if self._loaded is None or self._loaded[0] != folder:
            self._loaded = folder, load(folder)
        return self._loaded[1]


def _suggested(
    verdict: Verdict, kind: str = "proposal", topics: tuple[str, ...] = (), places: tuple[str, ...] = ()
) -> Suggested:
    """A verdict as it is kept; `kind`, `topics` and `places` hold where it names none."""
    read = suggested(verdict)
    return replace(
        read,
        kind=read.kind if read.kind in KINDS else kind,
        topics=read.topics or topics,
        places=tuple(sorted(read.places)) or places,
        unsure=read.unsure or not read.topics,
    )
