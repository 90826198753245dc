"""The frozen types that classifiers take and give: Wish and Verdict."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Named:
    """A place that a letter names, as seen from one wish: the zones it stands in (own words, the heading above, another
    wish, ...) and names of features (`wishes/belonging.py`)."""

    place: str
    zones: tuple[str, ...]
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """What a letter says for one of its wishes.

    `text` is read where the wish names no place of its own (a town named once, a heading), for streets, and for places
    where the letter is not at hand; `named` are all places of the letter as seen from the wish.
    """

    text: str = ""
    named: tuple[Named, ...] = ()


NO_GROUND = Ground()


@dataclass(frozen=True, slots=True)
class Wish:
    """One matter a sender raises: a span [start, end) of characters in one piece of the reading.

    `piece` is the index into `Reading.pieces()`; `text` is the span's text;
    `ground` is what the letter says for it outside its own words.
    `question` marks a question or a personal matter that stands beside the proposals: an inquiry.
    """

    piece: int
    start: int
    end: int
    text: str
    ground: Ground = NO_GROUND
    question: bool = False


@dataclass(frozen=True, slots=True)
class TopicScore:
    """A topic id of the taxonomy and a calibrated confidence, 0 to 1."""

    id: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Reason:
    """The words of the text that decided for a topic, as they stand in the text, strongest first."""

    topic: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the classifiers suggest for one wish: a suggestion, never a decision.

    `kind` is proposal, inquiry or noise; `topics` are primary first; `places` are ids; `streets` names as in the
    gazetteer; `unsure` says "don't know": `margin`, by how much the first topic's confidence leads the
    second's (0 to 1), is below the threshold.
    """

    kind: str
    kind_confidence: float
    language: str
    track: str
    topics: tuple[TopicScore, ...]
    places: tuple[str, ...]
    streets: tuple[str, ...]
    unsure: bool
    reasons: tuple[Reason, ...]
    model_id: str
    margin: float = 0.0

    @property
    def confidence(self) -> float:
        """The primary topic's confidence, 0 to 1; 0 where there is no topic."""
        return self.topics[0].confidence if self.topics else 0.0
