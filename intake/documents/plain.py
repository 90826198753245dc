"""Files of letters alone: text, tables of values, web pages, any XML."""

from __future__ import annotations

import re

from intake.documents.content import Content
from intake.documents.flow import tidy
from intake.documents.limits import Limits
from intake.documents.markup import declares_entities, parse
from intake.letters.charsets import decode
from intake.letters.html_text import bare_lines, followed_lines
from intake.letters.lines import as_text
from intake.stations import Attachment
from storage.records import ProblemKind

_CHARSET = re.compile(rb"(?:charset\s*=\s*|<\?xml[^>]{0,80}?encoding\s*=\s*)[\"']?\s*([\w.:-]{2,40})", re.I)
_BOM = {b"\xff\xfe\0\0": "utf-32", b"\0\0\xfe\xff": "utf-32", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_LOOKED_AT = 4096
_DEEP = 200
"""Tags from which a page may be nested deeper than libxml2 follows."""
_ROUGH_MARKUP = 4
"""Bytes of HTML read for each character of text that is kept at most."""


def read_text(attachment: Attachment, limits: Limits) -> Content:
    """A text or table of values, as it stands."""
    return Content(tidy(letters(attachment.data[: limits.text * _ROUGH_MARKUP])))


def read_html(attachment: Attachment, limits: Limits) -> Content:
    """A web page: what a person sees of it."""
    most = limits.text * _ROUGH_MARKUP
    data = attachment.data[:most]
    text, whole = html_text(letters(data, _declared(data)))
    cut = (ProblemKind.HTML_CUT(limit=most),) if len(attachment.data) > most else ()
    return Content(text, cut if whole else (*cut, ProblemKind.HTML_TOO_LARGE()))


def read_xml(attachment: Attachment, limits: Limits) -> Content:
    """Any other XML: its texts, each on a line; entities stay unread."""
    root = parse(attachment.data)
    texts = (text.strip() for text in root.itertext())
    problems = (ProblemKind.ENTITIES(),) if declares_entities(root) else ()
    return Content(tidy("\n".join(filter(None, texts))), problems)


def html_text(html: str) -> tuple[str, bool]:
    """The visible text of HTML, and whether it is all; markup nested too deep to follow gives its bare words."""
    lines, whole = followed_lines(html)
    if not lines and html.count("<") >= _DEEP:
        return tidy(as_text(bare_lines(html))), whole
    return tidy(as_text(lines)), whole


def letters(data: bytes, label: str = "") -> str:
    """The letters of a text file: by its byte order mark, by the zeros of UTF-16 without one, else as mail is read."""
    codec = wide_codec(data)
    if codec:
        return data.decode(codec, "ignore").lstrip("\ufeff")
    return decode(data, label).text


def wide_codec(data: bytes) -> str:
    """UTF-16 or UTF-32 by the byte order mark, UTF-16 without one by where zero bytes stand; "" for anything else."""
    for mark, codec in _BOM.items():
        if data.startswith(mark):
            return codec
    sample = data[:_LOOKED_AT]
    pairs = len(sample) // 2
    if pairs < 2 or b"\0" not in sample:
        return ""
    even, odd = sample[0 : pairs * 2 : 2], sample[1 : pairs * 2 : 2]
    if _are_high_bytes(odd) and even.count(0) <= 0.02 * pairs + 1:
        return "utf-16-le"
    return "utf-16-be" if _are_high_bytes(even) and odd.count(0) <= 0.02 * pairs + 1 else ""


def _are_high_bytes(half: bytes) -> bool:
    """The upper bytes of Latin, Latvian and Russian letters and of typographic signs, zero among them."""
    return b"\0" in half and len(half.translate(None, b"\0\1\2\4\x1e\x20")) <= 0.02 * len(half)


def _declared(data: bytes) -> str:
    found = _CHARSET.search(data[:_LOOKED_AT])
    return found[1].decode("ascii") if found else ""
