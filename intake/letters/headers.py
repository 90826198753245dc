"""The header section of a message or part: fields from raw bytes, forgiving what real mail gets wrong; parameters."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import unquote_to_bytes

from intake.letters.charsets import decode
from intake.letters.encoded_words import decode_value, unfold
from intake.letters.limits import Limits

_FIELD = re.compile(rb"([!-9;-~]{1,200})[ \t]*:[ \t]*([^\n]*(?:\n[ \t]+[^\s][^\n]*)*)(?:\n|\Z)")
_BLANK = re.compile(rb"[ \t]*\r*(?:\n|\Z)")
_ENVELOPE = re.compile(rb">?From [^\n]*(?:\n|\Z)")
_LINE = re.compile(rb"[^\n]*(?:\n|\Z)")
_PARAMETER = re.compile(r'(?:;|^|\s)\s*([^\s=;"\']{1,80})\s*=\s*("(?:[^"\\]|\\.)*"|[^;]*)', re.S)
_CONTINUED = re.compile(r"([^*]+)\*(\d{1,3})(\*?)")
_TOKENS = {"charset", "boundary", "format", "delsp", "report-type", "smime-type", "protocol", "type", "method"}


@dataclass(frozen=True, slots=True)
class Headers:
    """(name as written, raw value still folded) in their order; `dropped` counts fields beyond the limit."""

    fields: tuple[tuple[str, bytes], ...]
    dropped: int = 0
    _first: dict[str, bytes] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        for name, value in reversed(self.fields):
            self._first[name.lower()] = value

    def raw(self, name: str) -> bytes:
        """The first value of a lower-case name, undecoded; b"" when absent."""
        return self._first.get(name, b"")

    def text(self, name: str) -> str:
        """The first value of a lower-case name, decoded; "" when absent."""
        value = self._first.get(name, b"")
        return decode_value(value) if value else ""


@dataclass(frozen=True, slots=True)
class Parameterised:
    """A value with parameters (RFC 2045 section 5.1, RFC 2183): `value` lower case, names lower case."""

    value: str
    parameters: tuple[tuple[str, str], ...]

    def get(self, name: str) -> str:
        """A parameter by lower-case name; "" when absent."""
        return next((value for key, value in self.parameters if key == name), "")


def read_headers(raw: bytes, start: int, end: int, limits: Limits) -> tuple[Headers, int]:
    """The header section at raw[start:end] and where the body begins.

    A line that is no field ends the section, unless fields follow it before the blank line: then it is a badly folded
    continuation and is joined to the field before it.
    """
    fields: list[tuple[str, bytes]] = []
    dropped = 0
    position = start
    while position < end:
        found = _FIELD.match(raw, position, end)
        if found:
            if len(fields) < limits.headers:
                fields.append((found[1].decode("ascii"), found[2][: limits.header].replace(b"\0", b"").rstrip(b"\r")))
            else:
                dropped += 1
            position = found.end()
            continue
        blank = _BLANK.match(raw, position, end)
        if blank:
            position = blank.end()
            break
        line = _line_at(raw, position, end)
        if not (_ENVELOPE.match(raw, position, end) and not fields):
            if not _field_follows(raw, position + len(line), end):
                break
            if fields:
                name, value = fields[-1]
                fields[-1] = (name, (value + b"\n " + line.strip())[: limits.header])
        position += len(line)
    return Headers(tuple(fields), dropped), position


def _line_at(raw: bytes, position: int, end: int) -> bytes:
    found = _LINE.match(raw, position, end)
    return found[0] if found else b""


def _field_follows(raw: bytes, position: int, end: int) -> bool:
    for _ in range(3):
        if position >= end or _BLANK.match(raw, position, end):
            return False
        found = _FIELD.match(raw, position, end)
        if found and re.fullmatch(rb"[A-Za-z][A-Za-z0-9-]*", found[1]):
            return True
        position += len(_line_at(raw, position, end))
    return False


@lru_cache(maxsize=512)
def parameterised(raw: bytes) -> Parameterised:
    """Read Content-Type or Content-Disposition: quoted or not, continued (RFC 2231) or with encoded words, as found."""
    text = decode(unfold(raw)).text if not raw.isascii() else unfold(raw).decode("ascii")
    value, _, rest = text.partition(";")
    if "=" in value and "/" not in value.split("=")[0]:
        value, rest = "", text
    elif " " in value.strip():
        value, _, extra = value.strip().partition(" ")
        rest = f"{extra};{rest}" if "=" in extra else rest
    plain: dict[str, str] = {}
    pieces: dict[str, dict[int, tuple[str, bool]]] = {}
    for match in _PARAMETER.finditer(rest):
        _take(match[1].lower(), match[2].strip(), plain, pieces)
    for name, parts in pieces.items():
        plain[name] = _joined(parts)
    return Parameterised(value.strip().strip('"').lower(), tuple(plain.items()))


def _take(name: str, value: str, plain: dict[str, str], pieces: dict[str, dict[int, tuple[str, bool]]]) -> None:
    if value.startswith('"'):
        quoted = value[1:-1] if len(value) > 1 and value.endswith('"') else value[1:]
        value = re.sub(r'\\(["\\])', r"\1", quoted)
    elif name in _TOKENS:
        value = value.split()[0] if value.split() else ""
    elif name in ("name", "filename") and value[:1] == value[-1:] == "'":
        value = value.strip("'")
    continued = _CONTINUED.fullmatch(name)
    if continued:
        pieces.setdefault(continued[1], {}).setdefault(int(continued[2]), (value, bool(continued[3])))
    elif name.endswith("*"):
        pieces[name[:-1]] = {0: (value, True)}
    else:
        plain.setdefault(name, decode_value(value.encode()) if "=?" in value else value)


def _joined(parts: dict[int, tuple[str, bool]]) -> str:
    charset, data = "", b""
    for number, (value, extended) in sorted(parts.items()):
        if extended and number == min(parts) and value.count("'") >= 2:
            charset, _, value = value.split("'", 2)
        data += unquote_to_bytes(value) if extended else value.encode()
    return decode_value(data) if b"=?" in data else decode(data, charset).text
