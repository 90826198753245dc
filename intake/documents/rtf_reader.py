"""The groups and control words of RTF, read token by token (RTF Specification 1.9.1, MS-OXRTFEX)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from intake.documents.content import DocumentError
from intake.documents.rtf_words import (
    ASIDE,
    FEET,
    FONT_CHARSETS,
    LETTERS,
    MARGINS,
    SIGNS,
    SILENT,
    SINKS,
    STARRED,
    SYMBOL,
    WORD_ART,
)
from intake.letters.charset_labels import codec_of
from storage.records import ProblemKind

_TOKEN = re.compile(r"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\(.)|([{}])|([^\\{}\r\n]+)", re.S)
_DEEPEST = 10_000


@dataclass(slots=True)
class _Group:
    """The state that a brace saves and its partner brings back."""

    silent: bool = False
    deleted: bool = False
    hidden: bool = False
    outside_html: bool = False
    fonts: bool = False
    markup: bool = False
    codec: str = ""
    fallback: int = 1
    sink: str = "body"


@dataclass(slots=True)
class RtfReader:
    """Reads tokens one after another; `sinks` then hold the text by where it stood on the page."""

    source: str
    codec: str = "cp1252"
    is_html: bool = False
    sinks: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in SINKS})
    fonts: dict[int, str] = field(default_factory=dict)
    font: int = 0
    default_font: int = -1
    stack: list[_Group] = field(default_factory=list)
    group: _Group = field(default_factory=_Group)
    bytes_run: bytearray = field(default_factory=bytearray)
    starred: bool = False
    to_skip: int = 0

    def read(self) -> None:
        """Read the whole source into the sinks. DocumentError when braces are nested too deep."""
        position, tokens = 0, _TOKEN.match
        end = len(self.source)
        while position < end:
            token = tokens(self.source, position)
            if token is None:
                position += 1
                continue
            position = token.end()
            word = token[1]
            if word == "bin":
                position += max(0, int(token[2] or 0))
            elif word:
                self._word(word, token[2])
            else:
                self._other(token)
        self._flush()

    def _other(self, token: re.Match[str]) -> None:
        byte, sign, brace, plain = token[3], token[4], token[5], token[6]
        if brace:
            self._brace(brace)
        elif byte:
            self._byte(int(byte, 16))
        elif plain:
            self._plain(plain)
        elif sign == "*":
            self.starred = True
        elif self.to_skip:
            self.to_skip -= 1
        else:
            self._write(SIGNS.get(sign, ""))

    def _brace(self, brace: str) -> None:
        self._flush()
        self.starred, self.to_skip = False, 0
        if brace == "{":
            if len(self.stack) >= _DEEPEST:
                raise DocumentError(ProblemKind.NESTED_TOO_DEEP())
            self.stack.append(self.group)
            self.group = replace(self.group)
        elif self.stack:
            self.group = self.stack.pop()

    def _plain(self, text: str) -> None:
        self.starred = False
        skipped = min(self.to_skip, len(text))
        self.to_skip -= skipped
        text = text[skipped:]
        if self.group.silent or self.group.fonts:
            return
        if text.isascii():
            self._write(text)
        else:
            self.bytes_run += text.encode("latin-1")

    def _byte(self, byte: int) -> None:
        if self.to_skip:
            self.to_skip -= 1
        elif not (self.group.silent or self.group.fonts):
            self.bytes_run.append(byte)

    def _write(self, text: str) -> None:
        self._flush()
        group = self.group
        if text and not (group.silent or group.deleted or group.hidden or group.fonts or self._outside()):
            self.sinks[group.sink].append(text)

    def _outside(self) -> bool:
        return self.is_html and self.group.outside_html

    def _flush(self) -> None:
        if self.bytes_run:
            data, self.bytes_run = bytes(self.bytes_run), bytearray()
            codec = self.group.codec or self.fonts.get(self.default_font) or self.codec
            self._write(data.decode(codec, "replace"))

    def _word(self, word: str, number: str | None) -> None:
        starred, self.starred = self.starred, False
        count = int(number) if number is not None else None
        self._flush()
        if word == "u":
            self._unicode(count or 0)
        elif word in LETTERS:
            self._write(LETTERS[word])
        elif word in _SETTERS:
            _SETTERS[word](self, count)
        else:
            self._destination(word, starred)

    def _destination(self, word: str, starred: bool) -> None:
        group = self.group
        if word == "fonttbl":
            group.fonts = True
        elif word in SILENT or (starred and word not in STARRED):
            group.silent = True
        elif word in MARGINS or word in FEET:
            group.sink = "head" if word in MARGINS else "foot"
            self.sinks[group.sink].append("\n")
        elif word in ASIDE:
            group.sink = ASIDE[word]
            self.sinks["after"].append("\n")
        elif word == "sn":
            group.sink = "name"
            self.sinks["name"].clear()
        elif word == "sv":
            group.sink = "after" if "".join(self.sinks["name"]) == WORD_ART else "name"
            self.sinks[group.sink].append("\n")
        elif word == "htmltag":
            group.silent, group.outside_html, group.markup = not self.is_html, False, True

    def _unicode(self, count: int) -> None:
        self._write(chr(count % 0x10000))
        self.to_skip = self.group.fallback

    def set_font(self, number: int | None) -> None:
        self.font = number or 0
        self.group.codec = self.fonts.get(self.font, "")

    def set_font_charset(self, number: int | None) -> None:
        if self.group.fonts and number is not None:
            codec = "latin-1" if number == SYMBOL else FONT_CHARSETS.get(number, "")
            self.fonts[self.font] = codec

    def set_font_page(self, number: int | None) -> None:
        if self.group.fonts and number:
            self.fonts[self.font] = codec_of(f"cp{number}")

    def set_page(self, number: int | None) -> None:
        self.codec = codec_of("utf-8" if number == 65001 else f"cp{number}") or self.codec

    def set_plain(self, _: int | None) -> None:
        self.group.deleted = self.group.hidden = False
        if self.default_font >= 0 and not self.group.fonts:
            self.set_font(self.default_font)

    def set_deleted(self, number: int | None) -> None:
        self.group.deleted = number != 0

    def set_hidden(self, number: int | None) -> None:
        self.group.hidden = number != 0

    def set_outside(self, number: int | None) -> None:
        self.group.outside_html = number != 0

    def set_html(self, _: int | None) -> None:
        self.is_html = True

    def set_fallback(self, number: int | None) -> None:
        self.group.fallback = max(0, number if number is not None else 1)

    def set_default_font(self, number: int | None) -> None:
        self.default_font = number or 0

    def set_mac(self, _: int | None) -> None:
        self.codec = "mac-roman"

    def set_pc(self, _: int | None) -> None:
        self.codec = "cp437"


_SETTERS = {
    "f": RtfReader.set_font,
    "fcharset": RtfReader.set_font_charset,
    "cpg": RtfReader.set_font_page,
    "ansicpg": RtfReader.set_page,
    "plain": RtfReader.set_plain,
    "deleted": RtfReader.set_deleted,
    "mvf": RtfReader.set_deleted,
    "v": RtfReader.set_hidden,
    "htmlrtf": RtfReader.set_outside,
    "fromhtml": RtfReader.set_html,
    "uc": RtfReader.set_fallback,
    "deff": RtfReader.set_default_font,
    "mac": RtfReader.set_mac,
    "pc": RtfReader.set_pc,
}
