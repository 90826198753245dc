"""Mailboxes of address fields (RFC 5322 section 3.4), read from the wire form so that decoded commas split nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from intake.letters.encoded_words import decode_value, unfold

_TOKEN = re.compile(
    rb"""(?P<quoted>"(?:[^"\\]|\\.)*+")|(?P<escaped>\\[()\\])|(?P<open>\()|(?P<close>\))|(?P<angle><[^<>]*(?:>|$))"""
    rb"""|(?P<encoded>=\?[^?\s]{1,60}\?[bBqQ]\?[^?]{0,4000}\?=)|(?P<mark>[,;:])|(?P<plain>[^"()<,;:=]+|.)""",
    re.S,
)
_UNCLOSED = re.compile(rb"""(?:[^"]++|"(?:[^"\\]|\\.)*+")*+(")""", re.S)
_COMMENT = re.compile(rb"\([^()]*\)")
_LONE = b"\x1a"
"""Stands for a quote that closes nothing, until the name is put together."""
_SPACED_SPEC = re.compile(r"[^\s@]{1,255}\s*@\s*[^\s@]{1,255}")
_SPEC = re.compile(
    r"[^\s<>\"(),:;@\[\]]{1,255}@[^\s<>\"(),:;@\[\]]{1,255}|\"[^\"]{1,255}\"@[^\s<>\"(),:;@]{1,255}"
    r"|[^\s<>\"(),:;@\[\]]{1,255}@\[[\w.:]{3,60}\]"
)
_QUOTES = "\"'\u201c\u201d\u201e\u2018\u2019 \t"


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A display name ("" for none) and an addr-spec, both decoded; `address` is "" where the item holds none."""

    name: str
    address: str


@dataclass(slots=True)
class _Item:
    phrase: list[bytes]
    comment: list[bytes]
    angle: bytes | None = None
    comes_first: bool = False


def read_mailboxes(raw: bytes, hint: str = "") -> tuple[Mailbox, ...]:
    """All mailboxes of a From, Reply-To, To or Cc value; groups are opened, what has no address keeps its name."""
    found = []
    for item in _items(_closed(unfold(raw))):
        mailbox = _mailbox(item, hint)
        if mailbox:
            found.append(mailbox)
    return tuple(found)


def _closed(line: bytes) -> bytes:
    """A quote that is never closed is a slip of the sender's program: without it the address behind it is seen."""
    slip = _UNCLOSED.match(line)
    return line[: slip.start(1)] + line[slip.start(1) :].replace(b'"', _LONE) if slip else line


def _items(line: bytes) -> list[_Item]:
    items = [_Item([], [])]
    depth = 0
    grouped = b";" in line
    for token in _TOKEN.finditer(line):
        kind, value, item = token.lastgroup, token[0], items[-1]
        if kind == "open":
            depth += 1
            item.comes_first = item.comes_first or item.angle is None
        elif kind == "close":
            depth = max(0, depth - 1)
        elif depth:
            item.comment.append(value[1:] if kind == "escaped" else value)
        elif kind == "angle":
            _angle(items, value)
        elif kind == "mark" and (grouped or value != b":"):
            _mark(items, value)
        else:
            item.phrase.append(value)
    return items


def _angle(items: list[_Item], value: bytes) -> None:
    inner = _COMMENT.sub(b"", value).strip(b"<> \t")
    item = items[-1]
    if item.angle and b"@" in item.angle:
        item = _Item([], [])
        items.append(item)
    item.angle = inner


def _mark(items: list[_Item], value: bytes) -> None:
    item = items[-1]
    if value == b":" and (item.angle is None and b"@" not in b"".join(item.phrase)):
        item.phrase.clear()
    elif value == b":":
        item.phrase.append(value)
    else:
        items.append(_Item([], []))


def _mailbox(item: _Item, hint: str) -> Mailbox | None:
    phrase = _phrase(item.phrase, hint)
    comment = " ".join(decode_value(b"".join(item.comment), hint).split())
    if item.angle is not None:
        if phrase and comment and item.comes_first:
            phrase = f"{phrase} ({comment})"
        return _with_angle(phrase, comment, decode_value(item.angle, hint))
    if len(item.phrase) > 1 and item.phrase[0].startswith(b'"') and item.phrase[1].startswith(b"@"):
        return Mailbox(comment, decode_value(b"".join(item.phrase), hint).strip())
    if "@" in phrase and _SPACED_SPEC.fullmatch(phrase):
        phrase = "".join(phrase.split())
    spec = _SPEC.search(phrase) if "@" in phrase else None
    if spec:
        rest = (phrase[: spec.start()].removesuffix("mailto:") + " " + phrase[spec.end() :]).strip(_QUOTES + "[]<>")
        return Mailbox(" ".join(rest.split()) or comment, spec[0])
    return Mailbox(phrase, "") if phrase else None


def _with_angle(phrase: str, comment: str, inner: str) -> Mailbox | None:
    address = "".join(inner.split()).removeprefix("mailto:")
    if address.startswith("@") and ":" in address:
        address = address.rpartition(":")[2]
    name = (phrase or comment).removesuffix("<>").strip() if ">" in phrase else phrase or comment
    if not address and not name:
        return None
    if "@" not in address and _SPEC.fullmatch(name):
        address, name = name, ""
    return Mailbox("" if name.lower() == address.lower() else name, address)


def _phrase(tokens: list[bytes], hint: str) -> str:
    """Quoted strings lose their quotes before decoding, since many senders put encoded words inside them."""
    joined = b"".join(_unquoted(token) if token.startswith(b'"') else token for token in tokens)
    text = " ".join(decode_value(joined.replace(_LONE, b'"'), hint).split())
    if len(text) > 1 and text[0] in _QUOTES and text[-1] in _QUOTES:
        return text.strip(_QUOTES)
    lone = text.count('"') % 2 == 1 and (text.startswith('"') or text.endswith('"'))
    return text.strip('" ') if lone else text


def _unquoted(token: bytes) -> bytes:
    inner = token[1:-1] if len(token) > 1 and token.endswith(b'"') else token[1:]
    return re.sub(rb"\\(.)", rb"\1", inner)
