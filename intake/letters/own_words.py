"""The sender's own words: a body without quoted history, signature block and disclaimer, with forwards kept.

Read line by line. Where it is unclear whose words a line holds, it stays with the sender's own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from intake.letters.lines import Line, as_text
from intake.letters.reply_marks import (
    header_label,
    is_attribution,
    is_bare_original_mark,
    is_certain_attribution,
    is_forward_mark,
    is_forward_subject,
    is_inline_header_block,
    is_original_mark,
    is_short_attribution,
    names_a_mailbox,
    starts_attribution,
)
from intake.letters.signatures import without_signature

_QUOTE = re.compile(r"^ {0,3}[>›»](?!>>\w)|^ {0,2}\|(?: |$)")
_INITIALS = re.compile(r"^ {0,3}[A-ZА-ЯĀČĒĢĪĶĻŅŠŪŽ]{1,4}>+(?: |$)")
_RULE = re.compile(r"^[\s>]*[-_=*–—]{3,}\s*$")
_TELLING = re.compile(r"[:：@>›»|\d]|^\s*[-–—=_*#]")
_SEARCHED_LINES = 20_000
_ATTRIBUTION_LINES = 4
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
    split = _Split([[]], [], [])
    position = 0
    while position < min(len(lines), _SEARCHED_LINES):
        position = _step(lines, position, split, subject)
    split.segments[-1].extend(lines[position:])
    own = [line for segment in split.segments for line in [*without_signature(_trimmed(segment)), Line("")]]
    return Words(as_text(_squeezed([*own, *split.forwarded])), as_text(split.quoted))


def _step(lines: list[Line], at: int, split: _Split, subject: str) -> int:
    """Take the line at `at`, or all that it opens; returns the next position."""
    line = lines[at]
    if not line.depth and not _TELLING.search(line.text):
        split.take_own(line)
        return at + 1
    opens_block = at == 0 or lines[at - 1].depth < line.depth or not _is_quoted(line)
    if opens_block and is_forward_mark(line.text):
        split.forwarded.extend(lines[at:])
        return len(lines)
    if not _is_quoted(line) and _opens_history(lines, at):
        return _history(lines, at, split, subject)
    if _is_quoted(line):
        split.take_quoted([line])
        return at + 1
    wrapped = _attribution(lines, at)
    if wrapped:
        return _attributed(lines, at, wrapped, split)
    split.take_own(line)
    return at + 1


def _is_quoted(line: Line) -> bool:
    return line.depth > 0 or bool(_QUOTE.match(line.text)) or bool(_INITIALS.match(line.text))


def _opens_history(lines: list[Line], at: int) -> bool:
    text = lines[at].text
    return is_original_mark(text) or _is_header_block(lines, at) or is_inline_header_block(text)


def _is_header_block(lines: list[Line], at: int) -> bool:
    """Three of From, Sent, To, Subject near each other, among them who sent it, or three lines at the least."""
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
    if len(kinds) >= 3:
        return True
    ruled = at > 0 and bool(_RULE.match(lines[at - 1].text))
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
    if block_end < len(lines) and _is_quoted(lines[block_end]) and not lines[block_end].depth:
        split.take_quoted(lines[at:block_end])
        return block_end
    split.take_quoted(lines[at:])
    return len(lines)


def _drop_rules(split: _Split) -> None:
    own = split.segments[-1]
    while own and (not own[-1].text.strip() or _RULE.match(own[-1].text) or is_bare_original_mark(own[-1].text)):
        own.pop()


def _attribution(lines: list[Line], at: int) -> int:
    """How many lines an attribution that begins at `at` takes; 0 for none."""
    first = lines[at].text
    if not first.strip() or len(first) > 400:
        return 0
    joined = ""
    may_wrap = starts_attribution(first) or (_after_blank(lines, at) and names_a_mailbox(first))
    for count, line in enumerate(lines[at : at + (_ATTRIBUTION_LINES if may_wrap else 1)], 1):
        if not line.text.strip() or _is_quoted(line):
            break
        joined = f"{joined} {line.text.strip()}".strip()
        if is_attribution(joined):
            return count
    following = _next_words(lines, at + 1)
    return int(following is not None and _is_quoted(following) and is_short_attribution(first))


def _after_blank(lines: list[Line], at: int) -> bool:
    return at == 0 or not lines[at - 1].text.strip() or _is_quoted(lines[at - 1])


def _next_words(lines: list[Line], at: int) -> Line | None:
    return next((line for line in lines[at : at + 4] if line.text.strip()), None)


def _attributed(lines: list[Line], at: int, count: int, split: _Split) -> int:
    """An attribution above marked quotes hands over to them; above unmarked text it opens history to the end."""
    end = at + count
    following = _next_words(lines, end)
    if following is None or _is_quoted(following):
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
