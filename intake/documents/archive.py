"""A ZIP file opened with care: names, numbers, sizes and ratios are checked before and while anything is unpacked."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import IO

from intake.documents.content import DocumentError
from intake.documents.limits import Limits
from intake.documents.salvage import member_at, salvaged
from storage.records import ProblemKind, Remark

_ENCRYPTED = 0x1
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]+")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, KeyError, IndexError)
_CHUNK = 1 << 16
_MOST_PROBLEMS = 5


class Archive:
    """The members of a ZIP file by name; DocumentError when it is damaged or asks for more than the limits."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self.limits = limits
        self._data, self._left = data, limits.unpacked
        self.problems: tuple[Remark, ...] = ()
        """What was wrong with the file although its members are read: the first few."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            saved = salvaged(data, limits)
            if saved is None:
                raise DocumentError(ProblemKind.DAMAGED(format="ZIP")) from error
            self._zip, self._data, self.problems = saved, b"", (ProblemKind.ZIP_SALVAGED(),)
        entries = self._zip.infolist()
        if len(entries) > limits.entries:
            raise DocumentError(ProblemKind.TOO_MANY_MEMBERS(n=len(entries), limit=limits.entries))
        self._members = {entry.filename: entry for entry in entries if not entry.is_dir()}

    @property
    def names(self) -> tuple[str, ...]:
        """The files in their order, as named in the archive."""
        return tuple(self._members)

    @property
    def declared(self) -> int:
        """The bytes that all members together say they unpack to."""
        return sum(entry.file_size for entry in self._members.values())

    @property
    def is_locked(self) -> bool:
        """A member needs a password."""
        return any(entry.flag_bits & _ENCRYPTED for entry in self._members.values())

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def size(self, name: str) -> int:
        """The bytes that a member says it unpacks to."""
        return self._members[name].file_size

    def read(self, name: str) -> bytes:
        """A member's bytes, or what is left of them. DocumentError when it is locked, too large, too dense or gone."""
        entry = self._members.get(name)
        if entry is None:
            raise DocumentError(ProblemKind.MEMBER_MISSING(name=name))
        self._check(entry)
        try:
            with self._zip.open(entry) as stream:
                return self._inflate(stream)
        except _BROKEN as error:
            content = member_at(self._data, entry.header_offset, min(self._left, self.limits.member))
            if not content:
                raise DocumentError(ProblemKind.MEMBER_DAMAGED(name=name)) from error
            self._note(ProblemKind.MEMBER_SALVAGED(name=name))
            return content

    def part(self, name: str) -> bytes:
        """A member's bytes, or b"" when it is missing or cannot be read, which `problems` then say."""
        if name not in self:
            return b""
        try:
            return self.read(name)
        except DocumentError as error:
            self._note(error.problem)
            return b""

    def _note(self, problem: Remark) -> None:
        if len(self.problems) < _MOST_PROBLEMS and problem not in self.problems:
            self.problems = (*self.problems, problem)

    def _check(self, entry: zipfile.ZipInfo) -> None:
        if entry.flag_bits & _ENCRYPTED:
            raise DocumentError(ProblemKind.LOCKED())
        size, packed = entry.file_size, max(1, entry.compress_size)
        if size > self.limits.member:
            raise DocumentError(ProblemKind.UNPACKS_TO(mib=size >> 20))
        if size > self.limits.ratio_from and size / packed > self.limits.ratio:
            raise DocumentError(ProblemKind.UNPACKS_TIMES(times=size // packed))

    def _inflate(self, stream: IO[bytes]) -> bytes:
        """Count what really comes out; a declared size is only a promise."""
        chunks = []
        while chunk := stream.read(_CHUNK):
            self._left -= len(chunk)
            if self._left < 0:
                raise DocumentError(ProblemKind.UNPACKS_TO_MORE(mib=self.limits.unpacked >> 20))
            chunks.append(chunk)
        return b"".join(chunks)


def clean_name(name: str, limits: Limits) -> str:
    """A member's name as a file name to show: no folders, drive, controls, and not too long; "" for none."""
    last = _CONTROLS.sub(" ", re.split(r"[\\/]", name)[-1]).strip()
    if len(last) > limits.name:
        stem, dot, ending = last.rpartition(".")
        last = stem[: limits.name - 12] + dot + ending[:10] if dot else last[: limits.name]
    return last if last not in (".", "..") else ""
