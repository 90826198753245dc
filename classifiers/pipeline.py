"""The public face of the classifiers: load a model, ask what a text asks for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import load_model_from_path

from classifiers.components import kind, language, places, request, review, sentences, streets, topics, vector, wishes
from classifiers.novads import Novads, component
from classifiers.reading import batches, compose
from classifiers.verdicts import NO_GROUND, Ground, Reason, TopicScore, Verdict, Wish
from classifiers.wishes.belonging import chosen
from classifiers.wishes.split import ground_of, split_wishes

MODEL = Path(__file__).parent / "model"
COMPONENTS = ("language", "streets", "places", "sentences", "request", "vector", "kind", "topics", "review")
HOMES = (kind, language, places, request, review, sentences, streets, topics, vector, wishes)
"""The modules whose import registers the components with spaCy."""


Entities = tuple[tuple[str, ...], tuple[str, ...]]
"""Place ids and street names."""


class ModelError(Exception):
    """The folder holds no model of ours; the message says which folder and how to build one."""


@dataclass(frozen=True, slots=True)
class Text:
    """What is classified: a subject line, the text itself, and what its letter says for it.

    `asked` tells that the text is one of several wishes of a letter: it is an inquiry only if surely one.
    """

    subject: str
    text: str
    ground: Ground = NO_GROUND
    asked: bool = False


BATCH = 32
"""Texts that are read together."""
NEW_STRINGS = 20_000
"""Strings met (about 30 MB) after which they are let go; fewer would make common words be looked up anew each time."""


class Classifier:
    """Suggests kind, topics, places and streets; pure: the same text gives the same verdict.

    For one thread at a time: what spaCy's memory zone holds is let go between two texts.
    """

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp
        self._strings = len(nlp.vocab.strings) + NEW_STRINGS
        self._zone = ExitStack()
        self._zone.enter_context(nlp.memory_zone())
        self.model_id = f"{nlp.meta['name']}-{nlp.meta['version']}"

    def split(self, subject: str, pieces: Sequence[str]) -> tuple[Wish, ...]:
        """The wishes of a letter's pieces of text, at least one; see `split_wishes`."""
        self._forget()
        return split_wishes(self.nlp, subject, pieces)

    def ground(self, subject: str, text: str, start: int, end: int) -> Ground:
        """What a letter says for a wish at [start, end) of its piece `text`; see `ground_of`."""
        self._forget()
        return ground_of(self.nlp, subject, text, start, end)

    def classify(self, subject: str, text: str, ground: Ground = NO_GROUND) -> Verdict:
        """The verdict on one wish; `ground` is what its letter says for it."""
        return next(self.classify_all([Text(subject, text, ground)]))

    def classify_all(self, texts: Iterable[Text]) -> Iterator[Verdict]:
        """A verdict per text, in their order; some are read together, which is faster."""
        return (verdict for batch in batches(texts, BATCH) for verdict, _ in self._read(batch))

    def classify_with_scores(self, text: Text) -> tuple[Verdict, dict[str, float]]:
        """The verdict and the probability of every topic."""
        return self._read([text])[0]

    def _read(self, texts: Sequence[Text]) -> list[tuple[Verdict, dict[str, float]]]:
        """All at once: a text asked about in between may let go of the words of these."""
        self._forget()
        docs = [self._doc(text) for text in texts]
        read = self.nlp.pipe(docs, batch_size=BATCH) if len(docs) > 1 else map(self.nlp, docs)
        return [
            (self._verdict(doc, self._located(doc, text.ground)), doc.cats)
            for text, doc in zip(texts, read, strict=True)
        ]

    def _doc(self, text: Text) -> Doc:
        doc = compose(self.nlp, text.subject, text.text)
        doc.user_data["asked"] = text.asked
        return doc

    def _forget(self) -> None:
        """Let go of the words met so far when they are many: spaCy keeps each one for ever outside a memory zone."""
        if len(self.nlp.vocab.strings) > self._strings:
            self._zone.close()
            self._zone.enter_context(self.nlp.memory_zone())

    def _located(self, doc: Doc, ground: Ground) -> Entities:
        """The places and streets of a wish: of all places its letter names those that belong to it."""
        own = _entities(doc)
        places, streets = own if own[0] or not ground.text else self._above(ground.text, own)
        if not ground.named:
            return places, streets
        topic = next(iter(doc._.reviewed.topics), "")
        belonging = chosen(ground.named, topic, component(self.nlp, "wishes", wishes.Wishes).belonging)
        met = {one.place for one in ground.named}
        return (*(place for place in own[0] if place not in met), *belonging), streets

    def _above(self, ground: str, own: Entities) -> Entities:
        doc = compose(self.nlp, "", ground)
        for name in ("language", "streets", "places"):
            doc = self.nlp.get_pipe(name)(doc)
        found = _entities(doc)
        return found[0], own[1] or found[1]

    def _verdict(self, doc: Doc, found: Entities) -> Verdict:
        decided = doc._.reviewed
        kind, sure = doc._.kind
        words = component(self.nlp, "topics", topics.Topics).words
        return Verdict(
            kind=kind,
            kind_confidence=sure,
            language=doc._.language,
            track=decided.track,
            topics=tuple(TopicScore(topic, doc.cats[topic]) for topic in decided.topics),
            places=found[0] if kind != "noise" else (),
            streets=found[1],
            unsure=decided.unsure,
            reasons=tuple(Reason(topic, words(doc, topic)) for topic in decided.topics),
            model_id=self.model_id,
            margin=decided.margin,
        )


def load(path: Path = MODEL) -> Classifier:
    """The classifier of a model folder, by default the one that came with the program. Raises ModelError."""
    if not (path / "meta.json").is_file():
        raise ModelError(f"no model in {path}: build one with `novads train --output {path}`")
    try:
        return Classifier(load_model_from_path(path))
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"the model in {path} cannot be read ({error}): build it anew with `novads train`") from error


def model_id(path: Path = MODEL) -> str:
    """The id of the model in a folder, `name-version`, without loading it. Raises ModelError."""
    try:
        meta = json.loads((path / "meta.json").read_text("utf-8"))
        return f"{meta['name']}-{meta['version']}"
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"no model in {path}: build one with `novads train --output {path}`") from error


def blank() -> Language:
    """The pipeline before training."""
    nlp = Novads(meta={"name": "novads", "description": "Residents' proposals: kind, topics, places, language"})
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp


def _entities(doc: Doc) -> Entities:
    """Place ids and street names, each once, in the order of the text."""
    places = dict.fromkeys(span.kb_id_ for span in doc.ents if span.label_ == "PLACE")
    streets = dict.fromkeys(span.kb_id_ for span in doc.ents if span.label_ == "STREET")
    return tuple(places), tuple(streets)
