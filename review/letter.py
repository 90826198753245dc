"""A letter laid out for a reader: its pieces of text with every wish marked, who signed, what the program suggests."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from classifiers.verdicts import Reason, TopicScore
from classifiers.wishes.units import sentences, units
from storage.pieces import kept
from storage.records import FollowUp, Proposal, StoredDocument, Submission

WORDS = re.compile(r"(\s+)")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of text: `wish` is the proposal it belongs to, None between wishes."""

    text: str
    wish: int | None


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a letter ("body" or a document's number) as stretches."""

    source: str
    document: StoredDocument | None
    follow_up: FollowUp | None
    stretches: tuple[Stretch, ...]

    @property
    def text(self) -> str:
        """The whole text, in which wishes count their characters."""
        return "".join(run.text for run in self.stretches)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the classifiers said: topics with confidence, the words that decided, streets."""

    kind: str
    kind_confidence: float
    topics: tuple[TopicScore, ...]
    reasons: tuple[Reason, ...]
    streets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cut:
    """A place where a wish may be cut: the character in its piece, and the words before and after."""

    at: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of a scan: its number, its text with unsure words marked, how far it can be trusted (0 to 100)."""

    number: int
    runs: tuple[tuple[str, bool], ...]
    confidence: float
    reliable: bool
    kind: str
    unread: bool


@dataclass(frozen=True, slots=True)
class Signed:
    """Who signed a file and when; read, not validated, unless `verified`."""

    signer: str
    signed_at: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Paper:
    """An attachment with its pages and signatures."""

    document: StoredDocument
    sheets: tuple[Sheet, ...]
    signatures: tuple[Signed, ...]


def cuts_of(wish: Proposal, piece: str) -> list[Cut]:
    """Before every sentence and line of a wish but the first; inside its only sentence, before every clause."""
    text = piece[wish.start : wish.end]
    places = [wish.start + one.start for one in sentences(text)[1:] or units(text)[1:]]
    return [
        Cut(at, " ".join(piece[wish.start : at].split())[-60:], " ".join(piece[at : wish.end].split())[:60])
        for at in places
    ]


def scans_of(documents: Sequence[StoredDocument]) -> list[Paper]:
    """All attachments, with their pages where they were read page by page."""
    return [
        Paper(
            one,
            tuple(_sheet(page) for page in json.loads(one.pages or "[]") if page.get("source") != "text layer"),
            tuple(
                Signed(mark["signer"], (mark["signed_at"] or "")[:10], mark["verified"])
                for mark in json.loads(one.signed_by or "[]")
            ),
        )
        for one in documents
    ]


def _sheet(page: dict[str, Any]) -> Sheet:
    unsure = set(page.get("unsure", ()))
    runs = tuple((part, part in unsure) for part in WORDS.split(page["text"]) if part)
    return Sheet(page["number"], runs, page["confidence"], page["reliable"], page["kind"], bool(page["problem"]))


def laid_out(
    submission: Submission,
    documents: Sequence[StoredDocument],
    later: Sequence[FollowUp],
    wishes: Sequence[Proposal],
) -> list[Piece]:
    """The pieces that hold text, the letter's own words first, then later letters and documents, cut at the wishes."""
    sources: list[tuple[str, StoredDocument | None, FollowUp | None, str]] = [("body", None, None, submission.own_text)]
    sources += [(f"message:{one.message_id}", None, one, one.own_text) for one in later]
    sources += [(str(one.number), one, None, one.text) for one in documents]
    into = {one.id: one.merged_into for one in wishes}
    return [
        Piece(source, document, follow_up, tuple(_cut(text, [one for one in wishes if one.piece == source], into)))
        for source, document, follow_up, text in sources
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


def _cut(text: str, wishes: Iterable[Proposal], into: Mapping[int, int | None]) -> list[Stretch]:
    found, at = [], 0
    for wish in sorted(wishes, key=lambda one: (one.start, one.end)):
        start, end = max(at, min(wish.start, len(text))), min(wish.end, len(text))
        if end <= start:
            continue
        found += [Stretch(text[at:start], None)] if start > at else []
        found.append(Stretch(text[start:end], kept(wish.id, into)))
        at = end
    return [*found, Stretch(text[at:], None)] if at < len(text) else found
