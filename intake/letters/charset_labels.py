"""Charset labels as mail clients read them (the supersets of the WHATWG Encoding Standard)."""

from __future__ import annotations

import codecs
import re
from functools import lru_cache

_ALIASES = {
    "8859-1": "cp1252",
    "ansi": "cp1252",
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
    "utf8mb4": "utf-8",
    "utf": "utf-8",
    "unicode": "utf-8",
    "win-1251": "cp1251",
    "win1251": "cp1251",
    "win-1257": "cp1257",
    "baltic": "cp1257",
    "windows-baltic": "cp1257",
}
_NO_TEXT_CODECS = {"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "mbcs", "oem"}


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
    return {"iso8859-1": "cp1252", "ascii": ""}.get(info.name, info.name) if usable else ""
