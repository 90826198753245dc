"""How mail programs mark what they quote: attributions, separators, header blocks and forwards, in many languages.

The words are those that Gmail, Outlook, Apple Mail, Thunderbird, mail.ru, Yandex, inbox.lv and their likes put there.
"""

from __future__ import annotations

import re

from intake.letters.wordlists import any_of, words

_WROTE = any_of("reply_marks", "wrote")
_MOMENT = re.compile(
    r"\b\d{1,2}[:.]\d{2}\b|\b(?:19|20)\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\d{4}年|\d{1,2}\. ?\d{1,2}\."
)
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d{2}(?::\d{2})?\b(?!\.\d)")
_MAILBOX = re.compile(r"[\w.+%'=-]{1,64}@[\w.-]{1,190}\w|<mailto:|\[mailto:", re.I)
_ENDS_WROTE = re.compile(rf"(?<!\w){_WROTE}\s*(?:\([^()]{{0,80}}\)\s*)?(?:[:：]|-{{2,}})\s*$", re.I)
_HOLDS_WROTE = re.compile(rf"(?<!\w)(?:{_WROTE}|quoting|citēju|цитирую|от|from)(?!\w)", re.I)
_STARTS = re.compile(rf"{any_of('reply_marks', 'opener')}(?!\w)|\W{{0,3}}\d{{1,4}}\W", re.I)
_THE_BAT = re.compile(r"(?:вы писали|you wrote|jūs rakstījāt)\b.{0,120}:\s*$", re.I)
_DECORATION = "*_ \t\u200e\u200f\u202a\u202b\u202c\xa0"
_FORWARD = words("reply_marks", "forward", r"[-–—=\s>*_]{0,40}", r"\b[^\n]{0,120}$")
_ORIGINAL = words("reply_marks", "original", r"[-–—=_\s>*#]{0,40}", r"\s*[-–—=_*#:\s]{0,40}$")
_ABOVE = words("reply_marks", "above")
_DASHES = re.compile(r"[-–—=_*#\s>]{3,}")
_KINDS = ("from", "sent", "to", "subject", "copy")
_LABEL = re.compile(
    r"[\s*_|>]{0,8}(?:"
    + "|".join(f"(?P<{kind}>{any_of('reply_marks', f'label_{kind}')})" for kind in _KINDS)
    + r")[\s*_\xa0]{0,3}[:：]",
    re.I,
)
_INLINE_BLOCK = re.compile(
    r"\W{0,4}"
    + any_of("reply_marks", "label_from")
    + r"\W{0,2}:.{3,300}?\b"
    + any_of("reply_marks", "label_sent")
    + r"\W{0,2}:.{3,200}?\b"
    + any_of("reply_marks", "label_to", "label_subject")
    + r"\W{0,2}:",
    re.I,
)
_FORWARDED_SUBJECT = words("reply_marks", "forward_subject", r"\s*(?:(?:re|aw|sv|vs|odp|atb|ha|на)\s*:\s*)?", r"\s*:")


def is_attribution(text: str) -> bool:
    """Does this one (unwrapped) line say who wrote what follows, and when? Name alone is not enough."""
    bare = text.strip(_DECORATION)
    if len(bare) > 400 or not bare:
        return False
    if not bare.endswith((":", "：", "--", ":>")):
        return False
    if _THE_BAT.match(bare):
        return True
    mailbox, moment = _MAILBOX.search(bare), _MOMENT.search(bare)
    if not (mailbox or moment):
        return False
    if _ENDS_WROTE.search(bare):
        return True
    return bool((mailbox and moment) or (_HOLDS_WROTE.search(bare) and (mailbox or _STARTS.match(bare))))


def is_short_attribution(text: str) -> bool:
    """A name and "wrote:" alone, or an address with a date or colon: believed only directly above quoted lines."""
    bare = text.strip(_DECORATION)
    if not 0 < len(bare) < 160:
        return False
    named = "@" in bare and bool(_MAILBOX.search(bare))
    return bool(_ENDS_WROTE.search(bare)) or (named and (bare.endswith(":") or bool(_MOMENT.search(bare))))


def is_certain_attribution(text: str) -> bool:
    """An attribution that names an address or the time of day: enough to believe it above unmarked text."""
    return bool(_MAILBOX.search(text) or _CLOCK.search(text))


def starts_attribution(text: str) -> bool:
    """Can an attribution that is wrapped over several lines begin with this one?"""
    bare = text.strip(_DECORATION)
    return bool(_STARTS.match(bare))


def names_a_mailbox(text: str) -> bool:
    """Does the line hold an address?"""
    return "@" in text and bool(_MAILBOX.search(text))


def is_forward_mark(text: str) -> bool:
    """Does the line open a forwarded message? Words in running text do not: dashes, a colon or nothing stand around."""
    bare = text.strip()
    if not 10 < len(bare) < 160 or not (bare[0] in "-–—=_*>" or bare.endswith(":")):
        return False
    return bool(_FORWARD.match(text))


def is_original_mark(text: str) -> bool:
    """Does the line open the message that is being answered?"""
    if len(text) > 160 or not (text.endswith((":", "-")) or _DASHES.match(text)):
        return bool(_ABOVE.search(text[:200]))
    found = _ORIGINAL.match(text)
    return bool(found and (_DASHES.match(text) or text.rstrip().endswith((":", "-")))) or bool(_ABOVE.search(text))


def is_bare_original_mark(text: str) -> bool:
    """The words of such a line without dashes or colon: believed only directly above a header block."""
    return len(text) < 60 and bool(_ORIGINAL.match(text))


def header_label(text: str) -> str:
    """Which field of a quoted header block the line shows: from, sent, to, subject, copy; "" for none."""
    found = _LABEL.match(text[:60]) if ":" in text[:60] or "：" in text[:60] else None
    return (found.lastgroup or "") if found else ""


def is_inline_header_block(text: str) -> bool:
    """A whole header block run together into one line, as some HTML turned to text has it."""
    return ":" in text and bool(_INLINE_BLOCK.match(text[:900]))


def is_forward_subject(subject: str) -> bool:
    """Does the subject say that a message is passed on?"""
    return bool(_FORWARDED_SUBJECT.match(subject))
