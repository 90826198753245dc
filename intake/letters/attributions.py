"""Lines that say who wrote what follows ("On Monday, Anna wrote:"), whole or wrapped, in many languages."""

from __future__ import annotations

import re

from intake.letters.lines import Line
from intake.letters.reply_marks import names_a_mailbox
from intake.letters.wordlists import any_of

_WROTE = any_of("reply_marks", "wrote")
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\d{4}年|\d{1,2}\. ?\d{1,2}\.")
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d{2}(?::\d{2})?\b(?!\.\d)")
_ENDS_WROTE = re.compile(rf"(?<!\w){_WROTE}\s*(?:\([^()]{{0,80}}\)\s*)?(?:[:：]|-{{2,}})\s*$", re.I)
_HOLDS_WROTE = re.compile(rf"(?<!\w){_WROTE}(?!\w)", re.I)
_HOLDS_SOURCE = re.compile(rf"(?<!\w)(?:{_WROTE}|quoting|citēju|citējot|цитирую|от|from)(?!\w)", re.I)
_STARTS = re.compile(rf"{any_of('reply_marks', 'opener')}(?!\w)|\W{{0,3}}\d{{1,4}}\W", re.I)
_THE_BAT = re.compile(r"(?:вы писали|you wrote|jūs rakstījāt)\b.{0,120}:\s*$", re.I)
_DECORATION = "*_ \t\u200e\u200f\u202a\u202b\u202c\xa0"
_ENDINGS = (":", "：", "--", ":>")
_QUOTE = re.compile(r"^ {0,3}[>›»](?!>>\w)|^ {0,2}\|(?: |$)")
_INITIALS = re.compile(r"^ {0,3}[A-ZА-ЯĀČĒĢĪĶĻŅŠŪŽ]{1,4}>+(?: |$)")
_RUN_TOGETHER = re.compile(r"(.{10,280}?>[^<>:]{1,24}:) {2,}(\S.*)")
_CITES = re.compile(r"(?:quoting|according to|citēju|citējot|цитирую|zitat von)\s+\S.{0,120}:$", re.I)
_WRAPPED_LINES = 4


def attribution_lines(lines: list[Line], at: int) -> int:
    """How many lines an attribution that begins at `at` takes, 0 for none; above quotes a date and a colon do."""
    first = lines[at].text
    if not first.strip() or len(first) > 400:
        return 0
    joined = ""
    for count, line in enumerate(lines[at : at + (_WRAPPED_LINES if _may_wrap(lines, at) else 1)], 1):
        if not line.text.strip() or (is_quoted(line) and joined.rfind("<") <= joined.rfind(">")):
            break
        joined = f"{joined} {line.text.strip()}".strip()
        if _is_attribution(joined) or (_is_dated(joined) and _is_above_quotes(lines, at + count)):
            return count
    return int(_is_above_quotes(lines, at + 1) and _is_short_attribution(first))


def separated(line: Line) -> tuple[Line, ...]:
    """An attribution and the first words that it quotes, where a program ran them together; else the line."""
    found = _RUN_TOGETHER.match(line.text) if ":  " in line.text[:300] and "@" in line.text[:300] else None
    if found is None or not _is_attribution(found[1]):
        return (line,)
    return (line._replace(text=found[1].strip()), line._replace(text=found[2]))


def is_certain_attribution(text: str) -> bool:
    """An attribution that names an address or the time of day: enough to believe it above unmarked text."""
    return names_a_mailbox(text) or bool(_CLOCK.search(text))


def is_quoted(line: Line) -> bool:
    """Is the line marked as quoted, by its depth in HTML or by a sign at its beginning?"""
    return line.depth > 0 or bool(_QUOTE.match(line.text)) or bool(_INITIALS.match(line.text))


def next_words(lines: list[Line], at: int) -> Line | None:
    """The first of the next four lines that is not blank."""
    return next((line for line in lines[at : at + 4] if line.text.strip()), None)


def has_moment(text: str) -> bool:
    """Does the line hold a date or the time of day?"""
    return bool(_DATE.search(text) or _CLOCK.search(text))


def _is_attribution(text: str) -> bool:
    """Does this one (unwrapped) line say who wrote what follows, and when? Name alone is not enough."""
    bare = text.strip(_DECORATION)
    if len(bare) > 400 or not bare.endswith(_ENDINGS):
        return False
    if _THE_BAT.match(bare):
        return True
    mailbox, moment = names_a_mailbox(bare), has_moment(bare)
    if not (mailbox or moment):
        return False
    if _ENDS_WROTE.search(bare) or (_is_dated(bare) and _HOLDS_WROTE.search(bare)):
        return True
    return (mailbox and moment) or bool(_HOLDS_SOURCE.search(bare) and (mailbox or _STARTS.match(bare)))


def _is_dated(text: str) -> bool:
    """A short line that ends in a colon and holds both a date and the time of day."""
    bare = text.strip(_DECORATION)
    return len(bare) < 200 and bare.endswith(_ENDINGS) and bool(_DATE.search(bare)) and bool(_CLOCK.search(bare))


def _is_short_attribution(text: str) -> bool:
    """A name and "wrote:" alone, or an address with a date or colon: believed only directly above quoted lines."""
    bare = text.strip(_DECORATION)
    if not 0 < len(bare) < 160:
        return False
    named = names_a_mailbox(bare)
    return bool(_ENDS_WROTE.search(bare) or _CITES.match(bare)) or (named and (":" in bare or has_moment(bare)))


def _may_wrap(lines: list[Line], at: int) -> bool:
    first = lines[at].text
    if _STARTS.match(first.strip(_DECORATION)):
        return True
    after_blank = at == 0 or not lines[at - 1].text.strip() or is_quoted(lines[at - 1])
    return after_blank and (names_a_mailbox(first) or has_moment(first))


def _is_above_quotes(lines: list[Line], at: int) -> bool:
    following = next_words(lines, at)
    return following is not None and is_quoted(following)
