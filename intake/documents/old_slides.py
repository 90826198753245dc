"""PowerPoint files before 2007 (.ppt, MS-PPT): the text of the slides as last saved, and of their notes."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from intake.documents.content import Content, DocumentError, joined
from intake.documents.flow import tidy
from storage.records import ProblemKind

if TYPE_CHECKING:
    from olefile import OleFileIO

_LOCKED_TOKEN = 0xF3D1C4DF
_DOCUMENT = 0x03E8
_SLIDE_LIST = 0x0FF0
_SLIDE_PERSIST = 0x03F3
_TEXT_CHARS = 0x0FA0
_TEXT_BYTES = 0x0FA8
_TEXT_BOX = 0xF00D
_SLIDES, _NOTES = 0, 2
"""Which list of slides a list is, by its instance (MS-PPT 2.4.14.3 and 2.4.14.6); 1 are the masters."""
_MOST_EDITS = 1_000
_MOST_RECORDS = 500_000
_DEEPEST = 20


class _Record(NamedTuple):
    """A record's type, instance, and where its content begins and ends (MS-PPT 2.3.1)."""

    kind: int
    instance: int
    is_container: bool
    start: int
    end: int


def read_old_slides(ole: OleFileIO) -> Content:
    """Slide after slide, then the notes; what former versions left in the file is not looked at."""
    try:
        user = ole.openstream("Current User").read(100)
        token, edit = struct.unpack_from("<II", user, 12)
        data = ole.openstream("PowerPoint Document").read()
        if token == _LOCKED_TOKEN:
            raise DocumentError(ProblemKind.LOCKED())
        texts = _texts(data, edit)
    except (OSError, struct.error, ValueError) as error:
        raise DocumentError(ProblemKind.DAMAGED(format="PowerPoint")) from error
    return Content(tidy(joined(*texts)))


def _texts(data: bytes, edit: int) -> list[str]:
    offsets, document = _persisted(data, edit)
    lists = [
        record
        for record in _records(data, *_content(data, offsets[document], _DOCUMENT))
        if record.kind == _SLIDE_LIST and record.instance in (_SLIDES, _NOTES)
    ]
    return [text for found in sorted(lists, key=lambda found: found.instance) for text in _listed(data, found, offsets)]


def _persisted(data: bytes, edit: int) -> tuple[dict[int, int], int]:
    """Where each persistent object stands, the newest save first (MS-PPT 2.3.2 and 2.3.4), and the document's id."""
    offsets: dict[int, int] = {}
    document = -1
    for _ in range(_MOST_EDITS):
        former, directory, reference = struct.unpack_from("<III", data, edit + 16)
        document = reference if document < 0 else document
        position, end = _content(data, directory)
        while position + 4 <= end:
            (entry,) = struct.unpack_from("<I", data, position)
            first, count = entry & 0xFFFFF, entry >> 20
            for number, offset in enumerate(struct.unpack_from(f"<{count}I", data, position + 4)):
                offsets.setdefault(first + number, offset)
            position += 4 + 4 * count
        if not former:
            break
        edit = former
    if document not in offsets:
        raise ValueError("the document is not where its directory says")
    return offsets, document


def _listed(data: bytes, found: _Record, offsets: dict[int, int]) -> list[str]:
    """Slide by slide its outline, which stands in the list, and its text boxes, which stand in the slide."""
    texts: list[str] = []
    boxes = ""
    for record in _records(data, found.start, found.end):
        if record.kind == _SLIDE_PERSIST:
            texts.append(boxes)
            (number,) = struct.unpack_from("<I", data, record.start)
            offset = offsets.get(number, -1)
            boxes = joined(*_boxes(data, *_content(data, offset))) if offset >= 0 else ""
        elif record.kind in (_TEXT_CHARS, _TEXT_BYTES):
            texts.append(_text(data, record))
    return [*texts, boxes]


def _boxes(data: bytes, start: int, end: int) -> Iterator[str]:
    """The text boxes of a slide; a box of the outline holds a reference only."""
    inside = False
    for record in _records(data, start, end, deep=True):
        inside = record.kind == _TEXT_BOX or (inside and not record.is_container)
        if inside and record.kind in (_TEXT_CHARS, _TEXT_BYTES):
            yield _text(data, record)


def _text(data: bytes, record: _Record) -> str:
    codec = "utf-16-le" if record.kind == _TEXT_CHARS else "latin-1"
    return data[record.start : record.end].decode(codec, "ignore").replace("\x0b", "\n").replace("\r", "\n")


def _content(data: bytes, offset: int, kind: int | None = None) -> tuple[int, int]:
    """Where the content of the record at `offset` begins and ends; ValueError when it is not of `kind`."""
    found, size = struct.unpack_from("<HI", data, offset + 2)
    if kind is not None and found != kind:
        raise ValueError(f"record {found:#x} where {kind:#x} should stand")
    return offset + 8, min(offset + 8 + size, len(data))


def _records(data: bytes, start: int, end: int, deep: bool = False) -> Iterator[_Record]:
    """The records between two positions, with `deep` those inside containers too, in their order."""
    ends = [end]
    position = start
    for _ in range(_MOST_RECORDS):
        while ends and position + 8 > ends[-1]:
            position = max(position, ends.pop())
        if not ends:
            return
        head, kind, size = struct.unpack_from("<HHI", data, position)
        record = _Record(kind, head >> 4, head & 0xF == 0xF, position + 8, min(position + 8 + size, ends[-1]))
        yield record
        if deep and record.is_container and len(ends) < _DEEPEST:
            ends.append(record.end)
            position = record.start
        else:
            position = record.end
