"""Which parts are the letter's text and which are attachments; plain text preferred unless it is a stub."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from intake.letters.charsets import decode
from intake.letters.enriched import plain_of_enriched
from intake.letters.files_in_text import files_in_text
from intake.letters.flowed import unflow
from intake.letters.html_text import bare_lines, followed_lines
from intake.letters.limits import Limits
from intake.letters.lines import Line, as_text
from intake.letters.mime import Part
from intake.stations import Attachment
from storage.records import ProblemKind, Remark

_SKIPPED_IN_ALTERNATIVES = (
    "text/x-amp-html",
    "text/watch-html",
    "text/markdown",
    "text/x-markdown",
    "text/x-web-markdown",
)
_TEXT_TYPES = ("text/plain", "text/html", "text/enriched", "text/richtext", *_SKIPPED_IN_ALTERNATIVES)
_DATA_TYPE = re.compile(
    r"text/(?:(?:x-)?v?cal|(?:x-)?vcard|directory|csv|tab-|css|rtf|xml|.*script|rfc822|x-(?:diff|patch))"
)
"""Text that is no letter; any other subtype is read as plain text where the letter stands (RFC 2046 section 4.1.4)."""
_STUB = re.compile(r"\bhtml\b|browser|pārlūk|браузер|view (?:this|it) (?:e-?mail|message)|online", re.I)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I)
_MISLABELLED_HTML = re.compile(r"\s{0,100}(?:<!doctype html|<html[\s>])", re.I)
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Marks that turn the direction of writing: with them gpj.exe passes for exe.jpg."""
_DEEP = 200


@dataclass(slots=True)
class Body:
    """What was gathered: lines of text, the HTML part as sent, attachments, the charset its text was in, problems."""

    lines: list[Line] = field(default_factory=list)
    html: str = ""
    attachments: list[Attachment] = field(default_factory=list)
    charset: str = ""
    problems: list[Remark] = field(default_factory=list)


@dataclass(slots=True)
class _Text:
    """One readable stretch in its two forms; either may be missing."""

    plain: list[Line]
    html: str


def read_body(root: Part, limits: Limits) -> Body:
    """Gather text and attachments of the tree of parts, in their order."""
    body = Body()
    if any(_is_encrypted(part) for part in root.walk()):
        body.problems.append(ProblemKind.ENCRYPTED_LETTER())
    for text in _texts(root, body, limits, top=True):
        lines = _chosen(text, body)
        if body.lines and lines:
            if _words(lines) == _words(body.lines):
                continue  # the same in HTML, by a program that does not know multipart/alternative
            body.lines.append(Line(""))
        body.lines.extend(lines)
    return body


def _is_encrypted(part: Part) -> bool:
    """PGP/MIME (RFC 3156) or S/MIME enveloped data (RFC 8551 section 3.2)."""
    smime = part.content_type in ("application/pkcs7-mime", "application/x-pkcs7-mime")
    return part.content_type == "multipart/encrypted" or (
        smime and part.type_field.get("smime-type").lower() in ("enveloped-data", "authenveloped-data")
    )


def _texts(part: Part, body: Body, limits: Limits, top: bool = False) -> list[_Text]:
    if not part.children:
        return _leaf(part, body, limits, top)
    if part.content_type == "multipart/alternative":
        return _alternatives(part, body, limits)
    found: list[_Text] = []
    for number, child in enumerate(part.children):
        found += _texts(child, body, limits, top and number == 0)
    return found


def _alternatives(part: Part, body: Body, limits: Limits) -> list[_Text]:
    """One text from several renderings: all plain ones together beside all HTML ones (RFC 2046 section 5.1.4)."""
    kept = [child for child in part.children if child.content_type not in _SKIPPED_IN_ALTERNATIVES] or part.children
    found = [text for child in kept for text in _texts(child, body, limits, True)]
    if not found:
        return []
    plain = [line for text in found for line in text.plain]
    return [_Text(plain, "\n".join(text.html for text in found if text.html))]


def _leaf(part: Part, body: Body, limits: Limits, top: bool) -> list[_Text]:
    if not _is_text(part, top):
        body.attachments.append(_attachment(part))
        return []
    data = part.data()
    if part.content_type == "text/html":
        if len(data) > limits.html:
            body.problems.append(ProblemKind.HTML_CUT(limit=limits.html))
        text = _decoded(part, data[: limits.html], body)
        body.html = body.html or text
        return [_Text([], text)]
    data, files = files_in_text(data)
    for name, content in files:
        body.attachments.append(Attachment(decode(name).text, "application/octet-stream", content))
    text = _decoded(part, data[: 4 * limits.text], body)
    if len(text) > limits.text:
        body.problems.append(ProblemKind.TEXT_CUT(limit=limits.text))
        text = text[: limits.text]
    if _MISLABELLED_HTML.match(text):
        body.html = body.html or text
        return [_Text([], text)]
    if part.content_type in ("text/enriched", "text/richtext"):
        text = plain_of_enriched(text)
    return [_Text(_plain_lines(text, part), "")]


def _plain_lines(text: str, part: Part) -> list[Line]:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if part.type_field.get("format").lower() == "flowed":
        text = unflow(text, part.type_field.get("delsp").lower() == "yes")
    return [Line(line if line == "-- " else line.rstrip()) for line in text.split("\n")]


def _is_text(part: Part, top: bool) -> bool:
    unknown = top and part.content_type.startswith("text/") and not _DATA_TYPE.match(part.content_type)
    if part.content_type not in _TEXT_TYPES and not (unknown and not part.filename):
        return False
    if part.disposition.value == "attachment":
        return top and not part.filename
    return not part.filename or top


def _decoded(part: Part, data: bytes, body: Body) -> str:
    label = part.type_field.get("charset")
    if not label and part.content_type == "text/html":
        meta = _META_CHARSET.search(data[:4096])
        label = meta[1].decode("ascii", "ignore") if meta else ""
    found = decode(data, label, body.charset)
    if found.charset != "ascii":
        body.charset = body.charset or found.charset
    if found.problem and found.problem not in body.problems:
        body.problems.append(found.problem)
    return found.text.replace("\0", "")


def _chosen(text: _Text, body: Body) -> list[Line]:
    words = as_text(text.plain).strip()
    if not text.html:
        return _stripped(text.plain)
    if words and not _is_stub(words):
        return _stripped(text.plain)
    seen = _seen(text.html, body)
    told = bool(_STUB.search(words)) and bool(seen)
    return seen if told or len(as_text(seen)) > len(words) else _stripped(text.plain)


def _seen(html: str, body: Body) -> list[Line]:
    lines, whole = followed_lines(html)
    if not whole:
        body.problems.append(ProblemKind.HTML_TOO_LARGE())
    if lines or html.count("<") < _DEEP:
        return list(lines)
    body.problems.append(ProblemKind.HTML_TOO_DEEP())
    return list(bare_lines(html))


def _words(lines: list[Line]) -> list[str]:
    return as_text(lines).split()


def _is_stub(words: str) -> bool:
    return len(words) < 20 or (len(words) < 400 and bool(_STUB.search(words)))


def _stripped(lines: list[Line]) -> list[Line]:
    start, end = 0, len(lines)
    while start < end and not lines[start].text:
        start += 1
    while end > start and not lines[end - 1].text:
        end -= 1
    return lines[start:end]


def _attachment(part: Part) -> Attachment:
    cid = part.headers.text("content-id").strip("<> ")
    name = part.filename or _named_for(part)
    inline = part.disposition.value == "inline" or (bool(cid) and part.disposition.value != "attachment")
    elsewhere = ProblemKind.FILE_ELSEWHERE() if part.content_type == "message/external-body" else None
    return Attachment(_clean(name), part.content_type, part.data(), cid, inline, elsewhere)


def _named_for(part: Part) -> str:
    """A forwarded message is called after its subject, since it has no name of its own."""
    if part.content_type != "message/rfc822":
        return ""
    from intake.letters.headers import read_headers
    from intake.letters.limits import DEFAULT_LIMITS

    data = part.data()
    subject = read_headers(data, 0, len(data), DEFAULT_LIMITS)[0].text("subject")
    return f"{' '.join(subject.split())[:120] or 'message'}.eml"


def _clean(name: str) -> str:
    """The sender's file name without line breaks, controls and ways out of a folder."""
    name = _TURNING.sub("", re.sub(r"[\x00-\x1f\x7f]+", " ", name)).strip()
    if "\\" in name or name.startswith(("/", "./")) or re.search(r"(?:^|/)\.\.(?:/|$)", name):
        name = re.split(r"[\\/]", name)[-1]
    return name if name not in (".", "..") else ""
