"""One letter into its wishes: by the roles of its units, in its own words first, then in its documents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from rapidfuzz import fuzz
from spacy.language import Language

from classifiers.components.wishes import Marked
from classifiers.mentions import Mentioned
from classifiers.verdicts import NO_GROUND, Ground, Wish
from classifiers.wishes.belonging import SUBJECT, WISH, Layout, named
from classifiers.wishes.cues import CUES
from classifiers.wishes.portions import portions
from classifiers.wishes.units import topics_of

MARK = re.compile(
    r"\s*(?:(?:(?:\d{1,2}|[a-h])\s?[.)]|[IVX]{1,4}\.)(?!\d)|\d{1,2}(?=\t)|[-–—•*→+>#]+(?=\s|[^\W\d_])|[^\w\s\"„“«'(\[])[\s\ufe0f]*",
    re.IGNORECASE,
)
SENT = re.compile(
    r"\b(?:no|ie|pie)?s[ūu]t\w+|iesniedz\w*|высыла|отправля|направля|посыла|\b(?:send|submit)", re.IGNORECASE
)
PAPERS = frozenset({"documents", "council", "ngo", "budget"})
"""Ideas that any letter speaks of that only sends another."""
SAME = 75
"""Similarity, 0 to 100, from which a document's wish repeats one of the letter."""
COVER_WORDS = 6
"""Most words beside those on the attachment in a letter that only sends its documents."""
AROUND = 3_000
"""Characters read on either side of a wish for its ground: long enough for nearly all letters, read within a second."""
GROUND = ("ground", "other", "thanks")
FRAME = ("greeting", "signature")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a reading with the roles of its units."""

    number: int
    text: str
    marked: tuple[Marked, ...]
    layouts: tuple[Layout, ...]

    def wish(self, start: int, end: int, ground: Ground = NO_GROUND, question: bool = False) -> Wish:
        """A wish of this piece without the mark of its item and blanks around it."""
        start, end = unmarked(self.text, start, end)
        return Wish(self.number, start, end, self.text[start:end], ground, question)


def unmarked(text: str, start: int, end: int) -> tuple[int, int]:
    """A span of a text without the mark of an item ("2.", "–") at its beginning and blanks around it."""
    mark = MARK.match(text, start, end)
    start = mark.end() if mark and mark.end() < end else start
    body = text[start:end]
    start += len(body) - len(body.lstrip())
    return start, start + len(body.strip())


def split_wishes(nlp: Language, subject: str, pieces: Sequence[str]) -> tuple[Wish, ...]:
    """The wishes of the pieces of a reading (own words first, then documents), in their order.

    A letter always yields at least one wish, so that nothing is lost. A document's wish that repeats one of the letter
    or neither asks nor speaks of a topic is left out, and so is a letter that only sends its documents.
    """
    read = [_read(nlp, subject, number, text) for number, text in enumerate(pieces)]
    found = [_wishes(piece, subject) for piece in read]
    own, attached = found[0] if found else [], [wish for wishes in found[1:] for wish in wishes]
    if len(pieces) > 1 and _covers(read[0], read[1:]):
        own, read = [], read[1:]
    return (*own, *(wish for wish in attached if not own or _adds(wish, own))) or _whole(read)


def ground_of(nlp: Language, subject: str, text: str, start: int, end: int) -> Ground:
    """What a letter says for a wish at [start, end) of its piece `text`, wherever it was split itself.

    Of a long text only what stands near is read.
    """
    first = max(0, start - AROUND)
    piece = _read(nlp, subject, 0, text[first : start + AROUND])
    inside = [one.start < end - first and one.end > start - first for one in piece.marked]
    if True not in inside:
        return Ground(_ground(piece, sum(one.start < start - first for one in piece.marked), subject))
    begin = inside.index(True)
    layout = piece.layouts[0]
    roles = ["inside" if own else role for own, role in zip(inside, layout.roles, strict=True)]
    changed = replace(layout, roles=[*roles[:begin], "begin", *roles[begin + 1 :]])
    return Ground(_ground(piece, begin, subject), named(changed)[changed.wishes().index(begin)])


def _read(nlp: Language, subject: str, number: int, text: str) -> Piece:
    marked, layouts = list[Marked](), list[Layout]()
    above = [replace(one, start=SUBJECT) for one in mentions(nlp, subject)]
    for start, end in portions(text):
        doc = nlp.make_doc(text[start:end])
        doc.user_data["subject"] = subject
        found: tuple[Marked, ...] = nlp.get_pipe("wishes")(doc)._.marked
        layouts.append(Layout([one.start for one in found], [one.role for one in found], [*above, *doc._.mentioned]))
        marked += (replace(one, start=one.start + start, end=one.end + start) for one in found)
    return Piece(number, text, tuple(marked), tuple(layouts))


def mentions(nlp: Language, text: str) -> tuple[Mentioned, ...]:
    """The places that a short text such as a subject names."""
    doc = nlp.make_doc(text)
    for name in ("language", "streets", "places"):
        doc = nlp.get_pipe(name)(doc)
    found: tuple[Mentioned, ...] = doc._.mentioned
    return found


def _wishes(piece: Piece, subject: str) -> list[Wish]:
    starts = [number for number, one in enumerate(piece.marked) if one.role == "begin"]
    if not starts:
        return []
    places = [one for layout in piece.layouts for one in named(layout)]
    grounds = [Ground(_ground(piece, start, subject), own) for start, own in zip(starts, places, strict=True)]
    asked = [_single(piece, grounds[0])] if len(starts) == 1 else _several(piece, starts, grounds)
    return [*asked, *_questions(piece)]


def _several(piece: Piece, starts: list[int], grounds: list[Ground]) -> list[Wish]:
    ends = [*starts[1:], len(piece.marked)]
    return [
        piece.wish(piece.marked[start].start, _last(piece.marked[start:end]).end, ground)
        for start, end, ground in zip(starts, ends, grounds, strict=True)
    ]


def _questions(piece: Piece) -> Iterator[Wish]:
    """Each stretch of questions beside the wishes."""
    for role, stretch in groupby(piece.marked, key=lambda one: one.role):
        asked = list(stretch)
        if role == "question":
            yield piece.wish(asked[0].start, asked[-1].end, question=True)


def _last(stretch: Sequence[Marked]) -> Marked:
    """The last unit of a wish: what follows it up to the next wish is ground, thanks or the close."""
    return [one for one in stretch if one.role in WISH][-1]


def _single(piece: Piece, ground: Ground) -> Wish:
    """The only wish of a piece is all of it but greeting and signature: its grounds are its own."""
    kept = [one for one in piece.marked if one.role in (*WISH, "ground", "thanks")]
    return piece.wish(kept[0].start, kept[-1].end, ground)


def _ground(piece: Piece, start: int, subject: str) -> str:
    """What the letter says for a wish: the nearest heading above that names a place, else the nearest wish above that
    does, else the subject and all that is no wish; greeting and signature only where nothing else names a place."""
    above = [one for one in piece.marked[:start] if one.places]
    chosen = [one for one in above if one.role in GROUND] or [one for one in above if one.role in WISH]
    if chosen:
        return piece.text[chosen[-1].start : chosen[-1].end]
    told = [one for one in piece.marked if one.role in GROUND]
    if not any(one.places for one in piece.marked if one.role not in FRAME):
        told += [one for one in piece.marked if one.role in FRAME and one.places]
    return "\n".join(filter(None, [subject, *(piece.text[one.start : one.end] for one in told)]))


def _covers(body: Piece, documents: Sequence[Piece]) -> bool:
    """Whether a letter only sends its documents: it says so, little else, and speaks of no topic that they do not."""
    said = [body.text[one.start : one.end] for one in body.marked if one.role not in FRAME]
    sending = [words for words in said if CUES["attached"].search(words) or SENT.search(words)]
    beside = sum(len(words.split()) for words in said) - sum(len(words.split()) for words in sending)
    told = topics_of("\n".join(one.text for one in documents))
    return bool(sending) and beside <= COVER_WORDS and topics_of("\n".join(said), PAPERS) <= told


def _adds(wish: Wish, own: Sequence[Wish]) -> bool:
    """Whether a document's wish says something that no wish of the letter does."""
    if any(fuzz.token_set_ratio(wish.text, other.text) >= SAME for other in own):
        return False
    return bool(CUES["ask"].search(wish.text) or topics_of(wish.text))


def _whole(read: Sequence[Piece]) -> tuple[Wish, ...]:
    """All of the first piece that has words, greeting aside."""
    for piece in read:
        kept = [one for one in piece.marked if one.role not in ("greeting", "signature")] or list(piece.marked)
        if kept:
            return (piece.wish(kept[0].start, kept[-1].end),)
    return (Wish(0, 0, 0, ""),)
