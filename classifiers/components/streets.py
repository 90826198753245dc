"""The component `streets`: the municipality's gazetteer found in the text; a street alone sets no place."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from classifiers.folding import fold
from classifiers.novads import Novads
from classifiers.reading import folded_texts
from config.streets import Street, read_streets


@Novads.factory("streets")
def create(nlp: Language, name: str) -> Streets:
    """The component for a pipeline."""
    return Streets(read_streets())


class Streets:
    """Marks streets as entities STREET with the gazetteer's name as `kb_id`."""

    def __init__(self, streets: tuple[Street, ...]) -> None:
        self._by_first: dict[str, list[tuple[list[str], Street]]] = {}
        for street in streets:
            for stem in street.stems:
                first, *rest = [fold(part) for part in stem.split()]
                self._by_first.setdefault(first, []).append((rest, street))

    def __call__(self, doc: Doc) -> Doc:
        """Add the streets to `doc.ents`."""
        words = folded_texts(doc)
        spans = [span for i, word in enumerate(words) if word in self._by_first and (span := self._span(doc, words, i))]
        if spans:
            doc.ents = filter_spans(spans)
        return doc

    def _span(self, doc: Doc, words: list[str], i: int) -> Span | None:
        for rest, street in sorted(self._by_first[words[i]], key=lambda row: -len(row[0])):
            end = i + 1 + len(rest)
            if words[i + 1 : end] != rest:
                continue
            if not street.kinds:
                return Span(doc, i, end, "STREET", kb_id=street.name)
            beside = [*words[max(i - 2, 0) : i], *words[end : end + 1]]
            if any(word.startswith(kind) for word in beside for kind in map(fold, street.kinds)):
                return Span(doc, i, end, "STREET", kb_id=street.name)
        return None
