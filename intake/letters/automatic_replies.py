"""Replies that a program sent in a person's absence, or in the name of an office, without a header that says so."""

from __future__ import annotations

from intake.letters.looks import Looks, marks
from intake.letters.wordlists import any_of

_POLITE = r"^[\W_]{0,160}(?:" + any_of("machine_marks", "politeness") + r"\s*[,.!:;–-]+\s*){0,3}"
_CLAUSE = r"[^.!?]{0,90}?"
_OPENING = 600
_SHORT = 900
_STEM = 6
_FEW = 2


def automatic_reply(seen: Looks) -> str:
    """Why the message is an automatic reply, by its subject and words, or ""."""
    quiet = _is_quiet(seen)
    subject = seen.bare_subject
    found = next(filter(None, map(marks("auto_subject", r"^\W{0,4}").match, (subject, seen.subject))), None)
    if found and (_is_named(found[0]) or ":" in subject or quiet or _is_away(seen, found[0])):
        return "the subject of an automatic reply"
    if quiet and not _wishes(seen) and (_says_away(seen) or len(_stems(seen.start)) >= _FEW):
        return "asks for no answer and has the words of an automatic reply"
    start = seen.start[:_OPENING]
    stated = marks("says_automatic").search(start) if "utom" in start.lower() or "втом" in start.lower() else None
    if stated:
        return f"says of itself: {' '.join(stated[0].split())}"
    return "opens with an absence and says whom to ask instead" if _opens_away(seen) else ""


def _is_quiet(seen: Looks) -> bool:
    """Does the sender ask for no answer, without being a mailing list? (RFC 3834 section 3.1.8 and Exchange)"""
    if seen.is_list_mail:
        return False
    headers = seen.headers
    asked = headers.raw("x-auto-response-suppress") or headers.raw("precedence").strip().lower() in (b"bulk", b"junk")
    return bool(asked) or seen.has_empty_return_path


def _is_named(found: str) -> bool:
    return "auto" in found.lower() or "авто" in found.lower()


def _is_away(seen: Looks, subject: str) -> bool:
    """An absence in the first person, or words of automatic replies that are not those of the subject."""
    others = [stem for stem in _stems(seen.start) if stem not in subject.lower()]
    return bool(others) or _says_away(seen)


def _stems(start: str) -> set[str]:
    return {match[0].lower()[:_STEM] for match in marks("auto_body").finditer(start)}


def _says_away(seen: Looks) -> bool:
    return bool(marks("away", r"(?<!\w)").search(" ".join(seen.start[:_OPENING].split())))


def _opens_away(seen: Looks) -> bool:
    """A short letter whose first sentence is the absence; it names a substitute or the return, and wishes nothing."""
    words = " ".join(seen.start.split())
    if len(words) > _SHORT or not marks("away", _POLITE + _CLAUSE + r"(?<!\w)").match(words):
        return False
    return bool(marks("instead").search(words)) and not _wishes(seen)


def _wishes(seen: Looks) -> bool:
    return bool(marks("wish").search(seen.start))
