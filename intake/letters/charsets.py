"""Bytes to letters: strict UTF-8, then a trusted label, then detection.

Labels are read as mail clients read them (the WHATWG Encoding Standard's supersets: ISO-8859-1 is windows-1252,
GB2312 is GB18030). Nothing here raises and nothing decodes to U+FFFD that was a letter in some known code page.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from intake.letters.letter_scores import baltic_codec, cyrillic_codec

_ALIASES = {
    "8859-1": "cp1252",
    "ansi": "cp1252",
    "ascii": "cp1252",
    "ansi_x3.4-1968": "cp1252",
    "cp-1250": "cp1250",
    "cp-1251": "cp1251",
    "cp-1252": "cp1252",
    "cp-1257": "cp1257",
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "iso-8859-1": "cp1252",
    "iso-8859-15": "iso8859-15",
    "iso-8859-8-i": "cp1255",
    "iso-8859-8-e": "cp1255",
    "iso-8859-8": "cp1255",
    "iso-8859-6-i": "iso8859-6",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "windows-874": "cp874",
    "ks_c_5601-1987": "cp949",
    "ks_c_5601": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "sjis": "cp932",
    "iso-2022-jp": "iso2022_jp_ext",
    "koi8": "koi8-r",
    "latin1": "cp1252",
    "macintosh": "mac-roman",
    "x-mac-roman": "mac-roman",
    "x-mac-cyrillic": "mac-cyrillic",
    "unicode-1-1-utf-7": "utf-7",
    "us-ascii": "cp1252",
    "utf8mb4": "utf-8",
    "utf": "utf-8",
    "unicode": "utf-8",
    "win-1251": "cp1251",
    "win1251": "cp1251",
    "win-1257": "cp1257",
    "baltic": "cp1257",
    "windows-baltic": "cp1257",
}
_SIBLING = {
    "iso8859-2": "cp1250",
    "iso8859-4": "cp1257",
    "iso8859-5": "cp1251",
    "iso8859-6": "cp1256",
    "iso8859-7": "cp1253",
    "iso8859-13": "cp1257",
    "iso8859-15": "cp1252",
    "koi8-r": "koi8-u",
}
_UNTRUSTED = {"", "cp1252", "utf-8", "latin-1"}
_SEVEN_BIT = ("utf-7", "iso2022", "hz")
_WIDE = ("utf-16", "utf-32")
_CJK = {"gb18030", "big5hkscs", "cp949", "cp932", "euc_jp"}
_NO_TEXT_CODECS = {"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "mbcs", "oem"}
_MENDED = 200_000
_SURE = 0.04
_LIKELY = 0.06
_BALTIC = ("cp1257", "iso8859-4")
_BALTIC_OR_WESTERN = (*_BALTIC, "cp1252")
_WESTERN = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256))
_C1 = re.compile("[\x80-\x9f]")
_HIGH_RUN = re.compile("[\xa0-\uffff]{2,}")
_TWICE = re.compile("[\u00c2-\u00f4][\x80-\u2122]+|(?:[РСГДВ][\x80-\u2122\u0400-\u045f]){2,}")
_CLOSING = set("“”‘’»…–—°")
"""What may follow a capital in sound text too, as in „Ä“."""
_SURROGATES = re.compile("[\ud800-\udfff]")
_INSIDE_A_WORD = re.compile("[a-z][\u00c2-\u00c5][\x80-\u2122]")
_CYRILLIC_LETTERS = "".join(map(chr, range(0x0400, 0x0460)))
_EXPECTED = set(
    "āčēģīķļņōŗšūžĀČĒĢĪĶĻŅŌŖŠŪŽąęėįųłńśźżćáàâãäåæçèéêëíîïñóôõöøúüßÁÄÅÉÖÕÜ„“”‘’–—…«»€°§№\xa0" + _CYRILLIC_LETTERS
)
_ESC_2022_JP = re.compile(rb"\x1b[$(][@BJ]")
_BROKEN_UTF8 = re.compile(rb"(?:[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})+")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the Python codec that was used, and what was wrong ("" when the label was right)."""

    text: str
    charset: str
    problem: str = ""


@lru_cache(maxsize=256)
def codec_of(label: str) -> str:
    """The Python codec for a charset label as mail clients understand it; "" for an unknown or unusable label."""
    name = label.strip().strip("\"'").lower().replace("_", "-" if "ks" not in label.lower() else "_")
    name = re.sub(r"\s+", "", name)
    for prefix in ("", "x-", "cs"):
        bare = name.removeprefix(prefix)
        found = _ALIASES.get(bare) or _ALIASES.get(bare.replace("-", "_"))
        found = found or _known_codec(bare)
        if found:
            return found
    windows = re.fullmatch(r"(?:windows|win|cp|ms|ibm)?-?(125\d|437|77\d|85\d|86\d)(?:-.*)?", name)
    iso = re.fullmatch(r"iso-?-?8859-?-?(\d{1,2})(?:-[ei]|:\d+|-windows.*)?", name)
    if windows:
        return _known_codec(f"cp{windows[1]}")
    return codec_of(f"iso-8859-{int(iso[1])}") if iso and name != f"iso-8859-{int(iso[1])}" else ""


def _known_codec(name: str) -> str:
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError, UnicodeError):
        return ""
    usable = getattr(info, "_is_text_encoding", True) and info.name not in _NO_TEXT_CODECS
    return {"iso8859-1": "cp1252", "ascii": "cp1252"}.get(info.name, info.name) if usable else ""


def decode(data: bytes, label: str = "", hint: str = "") -> Decoded:
    """Decode `data`, labelled `label` by its sender, in a message whose other text uses `hint` (both may be "").

    Never raises; text comes back in NFC, mended where UTF-8 had been encoded twice.
    """
    codec = codec_of(label) if label else ""
    plain = _seven_bit(data, codec)
    if plain is None:
        plain = _strict_utf8(data, codec) or _by_label(data, codec) or _detected(data, codec, hint)
    text = mended(plain.text)
    if label and not codec and not data.isascii() and not plain.problem:
        return Decoded(text, plain.charset, f"the charset {label[:40]!r} is unknown, read as {plain.charset}")
    return plain if text is plain.text else Decoded(text, plain.charset, plain.problem)


def _seven_bit(data: bytes, codec: str) -> Decoded | None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) and b"\0" in data:
        return _attempt(data, "utf-16")
    if codec.startswith(_WIDE) and b"\0" in data:
        return _attempt(data, codec)
    if codec.startswith(_SEVEN_BIT) and data.isascii():
        return _attempt(data, codec) or Decoded(data.decode("ascii"), "ascii", f"not {codec} as declared")
    if not data.isascii():
        return None
    if b"\x1b" in data and _ESC_2022_JP.search(data):
        return _attempt(data, "iso2022_jp_ext") or Decoded(data.decode("ascii"), "ascii")
    if codec.startswith(("cp037", "cp500", "cp1140")) and b" " not in data:
        return _attempt(data, codec)
    return Decoded(data.decode("ascii"), "ascii")


def _attempt(data: bytes, codec: str) -> Decoded | None:
    try:
        return Decoded(data.decode(codec), codec)
    except (UnicodeError, LookupError, ValueError):
        return None


def _strict_utf8(data: bytes, codec: str) -> Decoded | None:
    found = _attempt(data, "utf-8-sig")
    if found is None:
        return None
    if codec in _CJK and len(data) < 24:
        labelled = _attempt(data, codec)
        if labelled and not any(letter > "\u3000" for letter in found.text):
            return labelled
    wrong = codec and codec not in ("utf-8", "cp1252", "utf-8-sig")
    return Decoded(found.text, "utf-8", f"declared {codec}, really UTF-8" if wrong else "")


def _by_label(data: bytes, codec: str) -> Decoded | None:
    if codec in _UNTRUSTED or codec.startswith(_SEVEN_BIT):
        return None
    found = _attempt(data, codec)
    sibling = _SIBLING.get(codec)
    if sibling and (found is None or _C1.search(found.text)):
        found = _attempt(data, sibling) or found
    if found is None and codec in _CJK:
        return Decoded(data.decode(codec, "ignore"), codec, f"some bytes are not {codec}")
    return found


def _detected(data: bytes, codec: str, hint: str) -> Decoded:
    mostly = _mostly_utf8(data)
    if mostly:
        return mostly
    guess = _hinted(data, hint) or _guess(data, codec)
    found = (_attempt(data, guess) if guess else None) or _attempt(data, "cp1252")
    found = found or Decoded(_western(data), "cp1252")
    problem = "" if found.charset == codec else f"no charset that fits, read as {found.charset}"
    return Decoded(found.text, found.charset, problem)


def _hinted(data: bytes, hint: str) -> str:
    """The charset of the rest of the message, unless the letters speak against it."""
    hinted = codec_of(hint) if hint else ""
    if hinted in _UNTRUSTED or hinted.startswith(_SEVEN_BIT + _WIDE) or _attempt(data, hinted) is None:
        return ""
    return hinted if cyrillic_codec(data, trusted=True) in ("", hinted) or hinted in _CJK else ""


def _guess(data: bytes, codec: str) -> str:
    """Cyrillic by its words, Latvian by its letters and, where western letters would do too, by chardet's models."""
    western = codec == "cp1252"
    cyrillic = cyrillic_codec(data, trusted=western)
    if cyrillic:
        return cyrillic
    baltic = baltic_codec(data)
    if baltic:
        found = _chardet(data, _BALTIC_OR_WESTERN, _SURE if western else _LIKELY)
        return baltic if found in _BALTIC or (not found and not western) else "cp1252"
    if western:
        return ""
    return _chardet(data, None, _SURE)


def _western(data: bytes) -> str:
    """windows-1252 with its five holes read as C1 controls, as the Encoding Standard has it."""
    return codecs.charmap_decode(data, "strict", _WESTERN)[0]


def _mostly_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few foreign bytes: a cut tail, or a footer that a mailing list added in another charset."""
    good = sum(len(match[0]) for match in _BROKEN_UTF8.finditer(data))
    high = len(data) - len(data.translate(None, bytes(range(128, 256))))
    if good * 10 < high * 7:
        return None
    pieces: list[str] = []
    end = 0
    for match in _BROKEN_UTF8.finditer(data):
        pieces += [_stray(data[end : match.start()]), match[0].decode("utf-8", "ignore")]
        end = match.end()
    tail = re.sub(rb"[\xc2-\xf4][\x80-\xbf]{0,2}$", b"", data[end:])
    return Decoded("".join([*pieces, _stray(tail)]), "utf-8", "some bytes are not UTF-8")


def _stray(data: bytes) -> str:
    return data.decode("ascii") if data.isascii() else data.decode(_guess(data, "cp1252") or "cp1252", "ignore")


def _chardet(data: bytes, among: tuple[str, ...] | None, confidence: float) -> str:
    """chardet 7's answer when it is surer than `confidence`; its scale for short Latvian begins near 0.02."""
    import chardet  # its models take a third of a second to load, and few letters need them

    era = chardet.EncodingEra.MODERN_WEB | chardet.EncodingEra.LEGACY_ISO
    found = chardet.detect(data[:20_000], include_encodings=among, encoding_era=era, compat_names=False)
    name = found["encoding"] or ""
    return codec_of(name) if (found["confidence"] or 0) > confidence else ""


def mended(text: str) -> str:
    """NFC, with UTF-8 that was read as a one-byte code page and encoded again turned back."""
    if text.isascii():
        return text
    text = _SURROGATES.sub("", text)  # UTF-7 can make halves of letters, which no output takes
    head = text[:_MENDED]
    runs = _TWICE.findall(head)
    telling = [run for run in runs if set(run[1:]) - _CLOSING]
    if len(telling) > 1 or (runs and _INSIDE_A_WORD.search(head)):
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
