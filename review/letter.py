"""A letter laid out for a reader: its pieces of text with every wish marked, who signed, what the program suggests."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from classifiers.verdicts import Reason, TopicScore
from storage.records import Proposal, StoredDocument, Submission


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of text: `wish` is the proposal it belongs to, None between wishes; `strong` for words that decided."""

    text: str
    wish: int | None
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a letter ("body" or a document's number) as stretches."""

    source: str
    document: StoredDocument | None
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the classifiers said: topics with confidence, the words that decided, streets."""

    kind: str
    kind_confidence: float
    topics: tuple[TopicScore, ...]
    reasons: tuple[Reason, ...]
    streets: tuple[str, ...]


def laid_out(submission: Submission, documents: Sequence[StoredDocument], wishes: Sequence[Proposal]) -> list[Piece]:
    """The pieces that hold text, the letter's own words first, each cut at the wishes' borders."""
    sources = [("body", None, submission.own_text), *((str(one.number), one, one.text) for one in documents)]
    return [
        Piece(source, document, tuple(_cut(text, [one for one in wishes if one.piece == source])))
        for source, document, text in sources
        if text.strip()
    ]


def suggestion_of(proposal: Proposal) -> Suggestion:
    """The verdict kept with a proposal; empty where a person made it by splitting."""
    told = json.loads(proposal.suggestion or "{}")
    return Suggestion(
        kind=told.get("kind", proposal.kind),
        kind_confidence=told.get("kind_confidence", 0.0),
        topics=tuple(TopicScore(**one) for one in told.get("topics", ())),
        reasons=tuple(Reason(one["topic"], tuple(one["words"])) for one in told.get("reasons", ())),
        streets=tuple(told.get("streets", ())),
    )


def _cut(text: str, wishes: Iterable[Proposal]) -> list[Stretch]:
    found, at = [], 0
    for wish in sorted(wishes, key=lambda one: (one.start, one.end)):
        start, end = max(at, min(wish.start, len(text))), min(wish.end, len(text))
        if end <= start:
            continue
        found += [Stretch(text[at:start], None)] if start > at else []
        found.append(Stretch(text[start:end], wish.merged_into or wish.id, strong=True))
        at = end
    return [*found, Stretch(text[at:], None)] if at < len(text) else found
