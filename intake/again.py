"""Classified again: wishes that staff cut or joined, by the model at work, as the road would have read them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from threading import Lock

from classifiers.pipeline import Classifier, load
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
        return Suggested(
            kind=verdict.kind if verdict.kind in KINDS else stood.kind,
            topics=tuple(score.id for score in verdict.topics) or stood.topics,
            places=tuple(sorted(verdict.places)) or stood.places,
            confidence=verdict.confidence,
            unsure=verdict.unsure or not verdict.topics,
            model_id=verdict.model_id,
            suggestion=json.dumps(asdict(verdict), ensure_ascii=False),
        )

    def _classifier(self) -> Classifier:
        folder = self._model()
        if self._loaded is None or self._loaded[0] != folder:
            self._loaded = folder, load(folder)
        return self._loaded[1]
