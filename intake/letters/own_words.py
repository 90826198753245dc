"""The sender's own words: a body without quoted history, signature block and disclaimer, with forwards kept.

Read line by line. Where it is unclear whose words a line holds, it stays with the sender's own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from intake.letters.armor import without_armor
from intake.letters.attributions import (
    attribution_lines,
    has_moment,
    is_certain_attribution,
    is_quoted,
    next_words,
    separated,
)
from intake.letters.lines import Line, as_text
from intake.letters.reply_marks import (
    header_label,
    is_bare_original_mark,
    is_forward_mark,
    is_forward_subject,
    is_inline_header_block,
    is_original_mark,
    names_a_mailbox,
    titled_rule,
)
from intake.letters.signatures import without_signature

_RULE = re.compile(r"^[\s>]*[-_=*–—‐]{3,}\s*$")
_TELLING = re.compile(r"[:：@>›»|\d]|^\s*[-–—‐=_*#]")
_ESCAPED = ">From "
"""How mailboxes of files (mbox) keep a line that begins with From: no quote unless it stands among quotes."""
_REPLY = re.compile(r"\s*(?:$|[\w.]{1,8}\s{0,2}(?:\[\d+\]|\^\d+)?\s{0,2}[:：])")
"""The subject of a reply, or none that could tell."""
_SEARCHED_LINES = 20_000
_BLOCK_WINDOW = 14


@dataclass(frozen=True, slots=True)
class Words:
    """`own` the sender's words, `quoted` the history that was left out."""

    own: str
    quoted: str


@dataclass(slots=True)
class _Split:
    """Segments of own lines, each between stretches of history, and the history."""

    segments: list[list[Line]]
    quoted: list[Line]
    forwarded: list[Line]

    def take_own(self, line: Line) -> None:
        self.segments[-1].append(line)

    def take_quoted(self, lines: list[Line]) -> None:
        self.quoted.extend(lines)
        if self.segments[-1]:
            self.segments.append([])

    def has_own(self) -> bool:
        return any(line.text.strip() and not _RULE.match(line.text) for segment in self.segments for line in segment)


def own_words(lines: list[Line], subject: str = "") -> Words:
    """Split body lines into own words and quoted history; `subject` tells a forward without a mark of its own."""
    lines = [piece for line in without_armor(lines) for piece in separated(line)]
    split = _Split([[]], [], [])
    position = 0
    while position < min(len(lines), _SEARCHED_LINES):
        position = _step(lines, position, split, subject)
    split.segments[-1].extend(lines[position:])
    own: list[Line] = []
    for number, segment in enumerate(split.segments):
        own += [*without_signature(_trimmed(segment), is_first=not number), Line("")]
    answers = _REPLY.match(subject) and not is_forward_subject(subject)
    if not (split.has_own() or split.forwarded or answers):
        return Words(as_text(lines), "")  # all is marked as quoted, and it answers nothing: a letter that was handed on
    return Words(as_text(_squeezed([*own, *split.forwarded])), as_text(split.quoted))


def _step(lines: list[Line], at: int, split: _Split, subject: str) -> int:
    """Take the line at `at`, or all that it opens; returns the next position."""
    line = lines[at]
    if not line.depth and not _TELLING.search(line.text):
        split.take_own(line)
        return at + 1
    opens_block = at == 0 or lines[at - 1].depth < line.depth or not is_quoted(line)
    if (opens_block and is_forward_mark(line.text)) or _opens_forward(lines, at, subject):
        split.forwarded.extend(lines[at:])
        return len(lines)
    if (not is_quoted(line) or is_original_mark(line.text)) and _opens_history(lines, at, subject):
        return _history(lines, at, split, subject)
    if is_quoted(line) and _is_escaped(lines, at):
        split.take_own(Line(line.text.removeprefix(">")))
        return at + 1
    if is_quoted(line):
        split.take_quoted([line])
        return at + 1
    wrapped = attribution_lines(lines, at)
    if wrapped:
        return _attributed(lines, at, wrapped, split)
    split.take_own(line)
    return at + 1


def _opens_forward(lines: list[Line], at: int, subject: str) -> bool:
    """A header block within a quote of HTML, in what the subject calls a forward."""
    return bool(lines[at].depth) and is_forward_subject(subject) and _is_header_block(lines, at, in_reply=True)


def _is_escaped(lines: list[Line], at: int) -> bool:
    around = (*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2])
    return lines[at].text.startswith(_ESCAPED) and not any(map(is_quoted, around))


def _opens_history(lines: list[Line], at: int, subject: str) -> bool:
    text = lines[at].text
    return (
        is_original_mark(text)
        or _is_header_block(lines, at, _REPLY.match(subject) is not None)
        or is_inline_header_block(text)
        or _is_titled(lines, at)
    )


def _is_titled(lines: list[Line], at: int) -> bool:
    """A title between dashes, in any language, above or before a quoted header field or attribution."""
    titled, rest = titled_rule(lines[at].text)
    if not titled:
        return False
    if rest:
        return bool(header_label(rest))
    following = next_words(lines, at + 1)
    return following is not None and (bool(header_label(following.text)) or names_a_mailbox(following.text))


def _is_header_block(lines: list[Line], at: int, in_reply: bool) -> bool:
    """Three of From, Sent, To, Subject near each other, or who sent it and when; letters have such labels of their own.

    So in what is no reply an address or a date must stand beside them.
    """
    if header_label(lines[at].text) in ("", "copy"):
        return False
    kinds: set[str] = set()
    gap = 0
    for line in lines[at : at + _BLOCK_WINDOW]:
        kind = header_label(line.text)
        gap = 0 if kind else gap + 1
        if gap > 2:
            break
        kinds.add(kind)
    kinds -= {"", "copy"}
    ruled = at > 0 and bool(_RULE.match(lines[at - 1].text))
    if len(kinds) >= 3:
        block = " ".join(line.text for line in lines[at : at + _BLOCK_WINDOW])
        return in_reply or ruled or names_a_mailbox(block) or has_moment(block)
    return kinds == {"from", "sent"} and (ruled or names_a_mailbox(lines[at].text))


def _history(lines: list[Line], at: int, split: _Split, subject: str) -> int:
    """What follows is the message answered, to the end; a forwarded one, or one with nothing above it, is kept."""
    if is_forward_subject(subject) or not split.has_own():
        split.forwarded.extend(lines[at:])
        return len(lines)
    block_end = at + 1
    while block_end < len(lines) and (header_label(lines[block_end].text) or not lines[block_end].text.strip()):
        block_end += 1
    _drop_rules(split)
    if block_end < len(lines) and is_quoted(lines[block_end]) and not lines[block_end].depth:
        split.take_quoted(lines[at:block_end])
        return block_end
    split.take_quoted(lines[at:])
    return len(lines)


def _drop_rules(split: _Split) -> None:
    own = split.segments[-1]
    while own and (not own[-1].text.strip() or _is_mark(own[-1].text)):
        own.pop()


def _is_mark(text: str) -> bool:
    """A rule, a title, or a field that Yandex puts above its attribution."""
    field = text.endswith(";") and header_label(text) in ("to", "subject", "copy")
    return field or bool(_RULE.match(text)) or is_bare_original_mark(text)


def _attributed(lines: list[Line], at: int, count: int, split: _Split) -> int:
    """An attribution above marked quotes hands over to them; above unmarked text it opens history to the end."""
    end = at + count
    following = next_words(lines, end)
    if following is None or is_quoted(following):
        _drop_rules(split)
        split.take_quoted(lines[at:end])
        return end
    if split.has_own() and is_certain_attribution(" ".join(line.text for line in lines[at:end])):
        _drop_rules(split)
        split.take_quoted(lines[at:])
        return len(lines)
    for line in lines[at:end]:
        split.take_own(line)
    return end


def _trimmed(lines: list[Line]) -> list[Line]:
    while lines and not lines[-1].text.strip():
        lines = lines[:-1]
    return lines


def _squeezed(lines: list[Line]) -> list[Line]:
    """No more than one blank line in a row."""
    return [line for n, line in enumerate(lines) if line.text.strip() or (n and lines[n - 1].text.strip())]
