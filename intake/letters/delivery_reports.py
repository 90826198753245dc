"""Reports on a message: undelivered, delayed, delivered, read; and answers to an invitation.

Told by their parts (RFC 3464, 5965, 6533, 8098; iTIP, RFC 5546), else by two witnesses among sender, empty return
path, subject and words.
"""

from __future__ import annotations

import re

from intake.letters.looks import Looks, marks
from intake.letters.mime import Part

_REPORT_TYPES = {
    "message/delivery-status": "a delivery report (RFC 3464)",
    "message/global-delivery-status": "a delivery report (RFC 6533)",
    "message/disposition-notification": "a read report (RFC 8098)",
    "message/feedback-report": "a complaint report (RFC 5965)",
}
_RETURNED_TYPES = ("text/rfc822-headers", "message/rfc822")
_ANSWERS = ("reply", "counter", "declinecounter", "refresh")
"""iTIP methods (RFC 5546 section 1.4) that a calendar sends when its owner pressed a button."""
_METHOD = re.compile(rb"^METHOD[ \t]*:[ \t]*(\w{1,20})", re.M | re.I)
_PREFIXED = re.compile(
    r"\s*(?:re|aw|sv|odp|atb|ha|fwd?|fw|wg|tr|rv|pd|на|пересл|pārs(?:ūt\w*)?)\s*(?:\[\d+\])?\s*:", re.I
)
_WITNESS = re.compile(
    r"@|\b[45]\d\d\b|recipient|addressee|empfänger|destinat|odbiorc|получател|адресат|(?:adresāt|saņēmēj)iem"
    r"|do not need to resend|エラー|ません|邮件|郵件|메일|zustell|zugestellt|return receipt"
    r"|(?:message|mail)\W(?:.{0,20}\W)?undeliver|undeliver\w* (?:message|mail)|considered unsolicited"
    r"|reply to this|e-?mail address"
    r"|(?:these|following) (?:address|message)|human|moderator|mailbox is",
    re.I,
)


def report_by_parts(root: Part) -> str:
    """Why the parts make a report of the message, or ""."""
    parts = root.children or (root,)
    report = next((part for part in (root, *parts) if part.content_type == "multipart/report"), None)
    if report:
        return f"a report: {report.type_field.get('report-type') or 'of no named type'} (RFC 6522)"
    found = next((_REPORT_TYPES[part.content_type] for part in parts if part.content_type in _REPORT_TYPES), "")
    return found or ("an answer to an invitation (RFC 5546)" if any(map(_is_answer, root.walk())) else "")


def is_witnessed(start: str) -> bool:
    """Do the words name an address, a code, a recipient or the like?"""
    return bool(_WITNESS.search(start))


def delivery_report(seen: Looks) -> str:
    """Why the message is a delivery report, by sender, subject and words, or ""."""
    found = _delivery_report(seen)
    return "" if found and marks("parcel").search(seen.start) else found


def _delivery_report(seen: Looks) -> str:
    unknown = not seen.sender.address or seen.is_from_mail_system
    quiet = seen.has_empty_return_path
    sure = (unknown or quiet or seen.is_from_role) and bool(marks("bounce_body_sure").search(seen.start))
    if sure and quiet:
        return "an empty return path and the words of a delivery report"
    subject = seen.bare_subject
    if _PREFIXED.match(subject):
        return ""
    if marks("bounce_subject_sure", r"^\W{0,6}").match(subject):
        return "the subject of a delivery report"
    if marks("bounce_subject", r"^\W{0,6}").match(subject) and (unknown or quiet or _tells_of_delivery(seen)):
        return "the subject of a delivery report, and a mail system's sender or words"
    postmaster = marks("system").match(seen.local_part) and _tells_of_delivery(seen)
    if sure or postmaster or ((unknown or quiet) and _returns_a_message(seen)):
        return "a mail system's sender and the words of a delivery report"
    return ""


def read_report(seen: Looks) -> str:
    """Why the message says that another was read, by its subject and words, or ""."""
    spoken = marks("read_subject", r"^\W{0,4}", r"\s*(?:[:：]|\(|$|for\b|-\s)").match(seen.bare_subject)
    told = spoken and marks("read_body").search(seen.whole_start)
    return "the subject and the words of a read report" if told else ""


def _is_answer(part: Part) -> bool:
    if part.content_type != "text/calendar":
        return False
    found = _METHOD.search(part.data()[:4096])
    method = part.type_field.get("method") or (found[1].decode() if found else "")
    return method.lower() in _ANSWERS


def _tells_of_delivery(seen: Looks) -> bool:
    """The words of a report beside what it is about: an address that is not the sender's, a code, the recipients."""
    start = seen.whole_start
    if seen.sender.address:
        start = start.replace(seen.sender.address, "")
    return bool(marks("bounce_body").search(start)) and is_witnessed(start)


def _returns_a_message(seen: Looks) -> bool:
    returned = any(part.content_type in _RETURNED_TYPES for part in seen.root.children)
    return returned and bool(marks("bounce_body").search(seen.whole_start))
