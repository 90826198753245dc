"""How mail programs mark what they quote: attributions, separators, header blocks and forwards, in many languages.

The words are those that Gmail, Outlook, Apple Mail, Thunderbird, mail.ru, Yandex, inbox.lv and their likes put there.
"""

from __future__ import annotations

import re

from intake.letters.wordlists import any_of, words

_MAILBOX = re.compile(r"[\w.+%'=-]{1,64}@[\w.-]{1,190}\w|<mailto:|\[mailto:", re.I)
_FORWARD = words("reply_marks", "forward", r"[-–—‐=\s>*_]{0,40}", r"\b[^\n]{0,120}$")
_ORIGINAL = words("reply_marks", "original", r"[-–—‐=_\s>*#]{0,40}", r"\s*[-–—‐=_*#:\s]{0,40}$")
_ABOVE = words("reply_marks", "above")
_DASHES = re.compile(r"[-–—‐=_*#\s>]{3,}")
_TITLED_RULE = re.compile(r"\s*[-–—‐=*]{3,} ?[^\W\d_][^\n]{2,60}? ?[-–—‐=*]{3,}\s*")
_GROUPWISE = re.compile(r">>> .{3,200}\d.{0,20} >>>\s*$")
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


def names_a_mailbox(text: str) -> bool:
    """Does the line hold an address?"""
    return "@" in text and bool(_MAILBOX.search(text))


def is_forward_mark(text: str) -> bool:
    """Does the line open a forwarded message? Words in running text do not: dashes, a colon or nothing stand around."""
    bare = text.strip()
    if not 10 < len(bare) < 160 or not (bare[0] in "-–—‐=_*>" or bare.endswith(":")):
        return False
    return bool(_FORWARD.match(text))


def is_original_mark(text: str) -> bool:
    """Does the line open the message that is being answered?"""
    if text.startswith(">>> "):
        return bool(_GROUPWISE.match(text))
    if len(text) > 160 or not (text.endswith((":", "-")) or _DASHES.match(text)):
        return bool(_ABOVE.search(text[:200]))
    found = _ORIGINAL.match(text)
    return bool(found and (_DASHES.match(text) or text.rstrip().endswith((":", "-")))) or bool(_ABOVE.search(text))


def titled_rule(text: str) -> tuple[bool, str]:
    """Is the line a title between dashes, in whatever language? And what stands behind the dashes."""
    found = _TITLED_RULE.match(text) if len(text) < 400 else None
    return bool(found), text[found.end() :] if found else ""


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
