"""Bytes to letters: strict UTF-8, then a trusted label, then detection.

Labels are read as mail clients read them (the WHATWG Encoding Standard's supersets: ISO-8859-1 is windows-1252,
GB2312 is GB18030). Nothing here raises and nothing decodes to U+FFFD that was a letter in some known code page.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from intake.letters.charset_labels import codec_of
from intake.letters.letter_scores import (
    baltic_codec,
    cyrillic_codec,
    is_japanese,
    is_latvian,
    is_russian,
    is_surely_western,
    is_western,
    neighbouring_codec,
)
from intake.letters.mending import mended
from storage.records import ProblemKind, Remark

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
_SURE = 0.04
_LIKELY = 0.06
_BALTIC = ("cp1257", "iso8859-4")
_JAPANESE = ("euc_jp", "cp932")
_FEW = 3
"""Fewer different letters than these tell no code page by their frequency."""
_MANY = 8
"""So many letters may hold pairs strange to Latvian: names, or Lithuanian."""
_LONG_RUN = re.compile(rb"[\xa1-\xff]{6}")
"""No word of a western language has so many letters beyond ASCII in a row."""
_NO_WESTERN = frozenset("šžŠŽ".encode("cp1257"))
"""Letters of Latvian that only Icelandic has in the western code page (ð, þ)."""
_CYRILLIC_CODECS = ("cp1251", "koi8", "iso8859-5", "cp866", "mac-cyrillic", "kz1048", "ptcp154")
_BALTIC_OR_WESTERN = (*_BALTIC, "cp1252")
_WESTERN = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256))
_BOX = re.compile("[а-яё][╕╖╓╜]|[╕╖╓╜][а-яё]", re.I)
_C1 = re.compile("[\x80-\x9f]")
_ESC_2022_JP = re.compile(rb"\x1b[$(][@BJ]")
_BROKEN_UTF8 = re.compile(rb"(?:[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})+")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the Python codec that was used, and what was wrong (None when the label was right)."""

    text: str
    charset: str
    problem: Remark | None = None


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
        return Decoded(text, plain.charset, ProblemKind.UNKNOWN_CHARSET(label=label[:40], charset=plain.charset))
    return plain if text is plain.text else Decoded(text, plain.charset, plain.problem)


def _seven_bit(data: bytes, codec: str) -> Decoded | None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) and b"\0" in data:
        return _attempt(data, "utf-16")
    if codec.startswith(_WIDE) and b"\0" in data:
        return _attempt(data, codec)
    if codec.startswith(_SEVEN_BIT) and data.isascii():
        return _attempt(data, codec) or Decoded(data.decode("ascii"), "ascii", ProblemKind.NOT_CHARSET(charset=codec))
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
    return Decoded(found.text, "utf-8", ProblemKind.REALLY_UTF8(charset=codec) if wrong else None)


def _by_label(data: bytes, codec: str) -> Decoded | None:
    if codec in _UNTRUSTED or codec.startswith(_SEVEN_BIT):
        return None
    found = _attempt(data, codec)
    sibling = _SIBLING.get(codec)
    if sibling and (found is None or _C1.search(found.text)):
        found = _attempt(data, sibling) or found
    if found and codec == "koi8-r" and _BOX.search(found.text):
        return _ukrainian(data)
    if found is None and codec in _CJK:
        return Decoded(data.decode(codec, "ignore"), codec, ProblemKind.STRAY_BYTES(charset=codec))
    return found


def _ukrainian(data: bytes) -> Decoded:
    """KOI8-U has letters where KOI8-R draws boxes."""
    return Decoded(data.decode("koi8-u"), "koi8-u")


def _detected(data: bytes, codec: str, hint: str) -> Decoded:
    mostly = _mostly_utf8(data)
    if mostly:
        return mostly
    guess = _hinted(data, hint) or _guess(data, codec)
    found = (_attempt(data, guess) if guess else None) or _attempt(data, "cp1252")
    found = _ukrainian(data) if found and found.charset == "koi8-r" and _BOX.search(found.text) else found
    found = found or Decoded(_western(data), "cp1252")
    problem = None if found.charset == codec else ProblemKind.NO_CHARSET(charset=found.charset)
    return Decoded(found.text, found.charset, problem)


def _hinted(data: bytes, hint: str) -> str:
    """The charset of the rest of the message, unless the letters speak against it."""
    hinted = codec_of(hint) if hint else ""
    if hinted in _UNTRUSTED or hinted.startswith(_SEVEN_BIT + _WIDE) or _attempt(data, hinted) is None:
        return ""
    return hinted if cyrillic_codec(data, trusted=True) in ("", hinted) or hinted in _CJK else ""


def _guess(data: bytes, codec: str) -> str:
    """Cyrillic by its words, Latvian by its letters and their neighbours, Japanese by its kana; else chardet says."""
    western = codec == "cp1252" and not _LONG_RUN.search(data)
    cyrillic = cyrillic_codec(data, trusted=western)
    if cyrillic:
        russian = is_russian(data.decode(cyrillic, "replace"))
        return cyrillic if russian else _chardet(data, None, _SURE) or cyrillic
    found = _baltic(data, western) or ("cp1252" if is_western(_western(data)) else neighbouring_codec(data))
    if found or western:
        return found
    kana = (name for name in _JAPANESE if (read := _attempt(data, name)) and is_japanese(read.text))
    found = next(kana, "") or _chardet(data, None, _SURE)
    return "" if found.startswith(_CYRILLIC_CODECS) or _is_no_baltic(data, found) else found


def _is_no_baltic(data: bytes, codec: str) -> bool:
    return codec in _BALTIC and baltic_codec(data) != codec and not is_latvian(data.decode(codec, "replace"))


def _baltic(data: bytes, western: bool) -> str:
    """The Baltic code page of Latvian, "cp1252" where western letters are likelier, "" where neither can be told."""
    high = [byte for byte in data if byte > 0xBF]
    fits = {name: is_latvian(data.decode(name, "replace")) for name in _BALTIC}
    text = _western(data)
    if is_western(text) if western and len(high) < _FEW else is_surely_western(text):
        return "cp1252"
    if fits["cp1257"]:
        return "cp1257"
    varied = len(set(high)) >= _FEW
    if fits["iso8859-4"] and varied and not western:
        return "iso8859-4"
    baltic = baltic_codec(data)
    telling = len(high) >= _MANY or (varied and bool(_NO_WESTERN.intersection(high)))
    if not baltic or not (fits[baltic] or telling):
        return ""
    found = _chardet(data, _BALTIC_OR_WESTERN, _SURE if western else _LIKELY)
    return baltic if found in _BALTIC or (not found and not western) else "cp1252"


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
    return Decoded("".join([*pieces, _stray(tail)]), "utf-8", ProblemKind.STRAY_BYTES(charset="UTF-8"))


def _stray(data: bytes) -> str:
    return data.decode("ascii") if data.isascii() else data.decode(_guess(data, "cp1252") or "cp1252", "ignore")


def _chardet(data: bytes, among: tuple[str, ...] | None, confidence: float) -> str:
    """chardet 7's answer when it is surer than `confidence`; its scale for short Latvian begins near 0.02."""
    import chardet  # its models take a third of a second to load, and few letters need them

    era = chardet.EncodingEra.MODERN_WEB | chardet.EncodingEra.LEGACY_ISO
    found = chardet.detect(data[:20_000], include_encodings=among, encoding_era=era, compat_names=False)
    name = found["encoding"] or ""
    return codec_of(name) if (found["confidence"] or 0) > confidence else ""
