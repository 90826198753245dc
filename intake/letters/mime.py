"""The tree of parts (RFC 2046), read from raw bytes by position: nothing is lost, flattened or followed too deep."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from intake.letters.headers import Headers, Parameterised, parameterised, read_headers
from intake.letters.limits import Limits
from intake.letters.transfer import decode_transfer
from storage.records import ProblemKind, Remark

_BLANKS = b" \t\r"
_TRAILING = 200
_GUESS = re.compile(rb"^--([^\s-][^\r\n]{0,200}?|-{1,60}[\w=.+/-]{3,200}?)[ \t]*\r?$", re.M)
_HEADLESS = re.compile(
    rb"\s{0,20}(?:This is a multi-?part message[^\n]{0,80}\s{1,20})?--[^\s-][^\r\n]{0,200}\r?\nContent-Type:", re.I
)
"""How the body of a multipart begins whose Content-Type was lost."""
_TYPE = re.compile(r"[\w!#$&^.+-]+/[\w!#$&^.+-]+")


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its header fields, its type, and its children (multipart) or its undecoded bytes, not copied."""

    headers: Headers
    content_type: str
    type_field: Parameterised
    disposition: Parameterised
    encoded: memoryview
    children: tuple[Part, ...] = ()

    @property
    def filename(self) -> str:
        """The sender's name for the file: Content-Disposition's `filename`, else Content-Type's `name`; "" for none."""
        return self.disposition.get("filename") or self.type_field.get("name") or self.disposition.get("name")

    def data(self) -> bytes:
        """The content without its transfer encoding."""
        return decode_transfer(self.encoded, self.headers.raw("content-transfer-encoding").decode("ascii", "ignore"))

    def walk(self) -> Iterator[Part]:
        """This part and all below it, depth first."""
        yield self
        for child in self.children:
            yield from child.walk()


class Walk:
    """Reads one message into parts, counting them against the limits and naming what is wrong."""

    def __init__(self, raw: bytes, limits: Limits) -> None:
        self._raw = raw
        self._limits = limits
        self._parts = 0
        self.problems: list[Remark] = []

    def part(self, start: int, end: int, depth: int = 0, default_type: str = "text/plain") -> Part:
        """The part at raw[start:end], `depth` multiparts deep."""
        self._parts += 1
        headers, body = read_headers(self._raw, start, end, self._limits)
        if headers.dropped:
            self._note(ProblemKind.HEADERS_LEFT_OUT(n=headers.dropped))
        type_field = parameterised(headers.raw("content-type")[:8192])
        disposition = parameterised(headers.raw("content-disposition")[:8192])
        content_type = type_field.value if _TYPE.fullmatch(type_field.value) else default_type
        if not depth and not type_field.value and _HEADLESS.match(self._raw, body, end):
            content_type = "multipart/mixed"
        if content_type.startswith("multipart/"):
            children = self._children(content_type, type_field.get("boundary").encode("utf-8"), body, end, depth)
            if children:
                return Part(headers, content_type, type_field, disposition, memoryview(b""), children)
            content_type = "text/plain"
        inner = self._fragment(type_field, body, end, depth) if content_type == "message/partial" else ()
        return Part(headers, content_type, type_field, disposition, memoryview(self._raw)[body:end], inner)

    def _fragment(self, type_field: Parameterised, start: int, end: int, depth: int) -> tuple[Part, ...]:
        """What a message in pieces (RFC 2046 section 5.2.2) says in its first piece; the others begin anywhere."""
        number = type_field.get("number")
        self._note(ProblemKind.PARTIAL_MESSAGE(number=number[:9] or "?", total=type_field.get("total")[:9] or "?"))
        return (self.part(start, end, depth + 1),) if number == "1" and depth < self._limits.depth else ()

    def _children(self, content_type: str, boundary: bytes, start: int, end: int, depth: int) -> tuple[Part, ...]:
        if depth >= self._limits.depth:
            self._note(ProblemKind.PARTS_TOO_DEEP(depth=self._limits.depth))
            return ()
        spans = self._spans(boundary, start, end) if boundary else []
        if not spans:
            guessed = self._guess(start, end)
            spans = self._spans(guessed, start, end) if guessed else []
            self._note(ProblemKind.BOUNDARY_GUESSED() if spans else ProblemKind.NO_BOUNDARY())
        default = "message/rfc822" if content_type == "multipart/digest" else "text/plain"
        children = []
        for left, right in spans:
            if self._parts >= self._limits.parts:
                self._note(ProblemKind.PARTS_LEFT_OUT(limit=self._limits.parts))
                break
            children.append(self.part(left, right, depth + 1, default))
        return tuple(children)

    def _guess(self, start: int, end: int) -> bytes:
        found = _GUESS.search(self._raw, start, end)
        return found[1] if found else b""

    def _spans(self, boundary: bytes, start: int, end: int) -> list[tuple[int, int]]:
        """(start, end) of every part between delimiter lines; the line break before a delimiter belongs to it."""
        spans: list[tuple[int, int]] = []
        opened = -1
        for line, after, closing in self._delimiters(b"--" + boundary, start, end):
            if opened >= 0:
                spans.append((opened, max(opened, self._before_break(line))))
            opened = after
            if closing:
                return spans
            if len(spans) > self._limits.parts:
                break
        if opened >= 0 and opened < end:
            spans.append((opened, end))
            self._note(ProblemKind.NOT_CLOSED())
        return spans

    def _before_break(self, position: int) -> int:
        if self._raw[position - 1 : position] == b"\n":
            position -= 1
        return position - 1 if self._raw[position - 1 : position] == b"\r" else position

    def _delimiters(self, mark: bytes, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
        """(where the line begins, where the next begins, closing?) of each line that is this delimiter alone."""
        raw = self._raw
        position = raw.find(mark, start, end)
        while position >= 0:
            after = position + len(mark)
            stop = raw.find(b"\n", after, min(end, after + _TRAILING))
            stop = min(end, after + _TRAILING) if stop < 0 else stop
            rest = raw[after:stop].strip(_BLANKS)
            if rest in (b"", b"--") and (position == start or raw[position - 1 : position] == b"\n"):
                yield position, min(stop + 1, end), rest == b"--"
            position = raw.find(mark, after, end)

    def _note(self, problem: Remark) -> None:
        if problem not in self.problems:
            self.problems.append(problem)
