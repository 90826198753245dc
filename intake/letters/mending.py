"""Text that was UTF-8, read as a one-byte code page and encoded once more, turned back."""

from __future__ import annotations

import re
import unicodedata

_MENDED = 200_000
_TWICE = re.compile("[\u00c2-\u00f4][\x80-\u2122]+|(?:[РСГДВ][\x80-\u2122\u0400-\u045f]){2,}")
_CLOSING = set("“”‘’»…–—°")
"""What may follow a capital in sound text too, as in „Ä“."""
_SURROGATES = re.compile("[\ud800-\udfff]")
_INSIDE_A_WORD = re.compile("[a-z][\u00c2-\u00c5][\x80-\u2122]")
_IN_A_WORD = re.compile(
    "[A-Za-z][\u00c2-\u00f4][\x80-\u2122]|[\u00c2-\u00f4][\x80-\u2122](?:[A-Za-z]|[\x80-\u2122]{2})"
    "|[РСГДВ][\x80-\u2122\u0400-\u045f]{3}"
)
"""Letters encoded twice stand in words; lone pairs of signs are what they are."""
_CYRILLIC_LETTERS = "".join(map(chr, range(0x0400, 0x0460)))
_EXPECTED = set(
    "āčēģīķļņōŗšūžĀČĒĢĪĶĻŅŌŖŠŪŽąęėįųłńśźżćáàâãäåæçèéêëíîïñóôõöøúüßÁÄÅÉÖÕÜ„“”‘’–—…«»€°§№\xa0" + _CYRILLIC_LETTERS
)


def mended(text: str) -> str:
    """NFC, with UTF-8 that was read as a one-byte code page and encoded again turned back."""
    if text.isascii():
        return text
    text = _SURROGATES.sub("", text)  # UTF-7 can make halves of letters, which no output takes
    head = text[:_MENDED]
    runs = _TWICE.findall(head)
    telling = [run for run in runs if set(run[1:]) - _CLOSING]
    if (len(telling) > 1 and _IN_A_WORD.search(head)) or (runs and _INSIDE_A_WORD.search(head)):
        text = _TWICE.sub(_once, head) + text[_MENDED:]
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def _once(match: re.Match[str]) -> str:
    run = match[0]
    for codec in ("cp1251", "cp1257") if run[0] >= "\u0400" else ("cp1252", "cp1257"):
        try:
            once = _narrow(run, codec).decode("utf-8")
        except UnicodeError:
            continue
        if not set(once) - _EXPECTED:
            return once
    return run


def _narrow(run: str, codec: str) -> bytes:
    return b"".join(bytes([ord(c)]) if "\x80" <= c <= "\x9f" else c.encode(codec) for c in run)
