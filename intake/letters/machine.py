"""Did a machine write this in reply or as a report? Told by headers and form (RFC 3834, 3464, 8098), never learned.

Newsletters and spam are not machine mail here: only auto-replies, delivery and read reports.
"""

from __future__ import annotations

import re

from intake.letters.addresses import Mailbox
from intake.letters.headers import Headers
from intake.letters.mime import Part

_DAEMON = re.compile(r"^(?:mailer-?daemon|mail-?daemon|postmaster|mdaemon|bounces?|double-?bounce)\b", re.I)
_BOUNCE_SUBJECT = re.compile(
    r"undeliver|delivery (?:status|failure|has failed|notification)|returned mail|failure notice|mail delivery fail"
    r"|delivery fail|returned to sender|nepieg[aā]d|недоставлен|не доставлен|unzustellbar|mail system error",
    re.I,
)
_AUTO_SUBJECT = re.compile(
    r"^(?:auto(?:matic|matische|mātiskā)?[ -]?(?:reply|response|antwort|atbilde)|out of (?:the )?office|autoreply|"
    r"automātiska atbilde|автоответ|автоматический ответ|abwesenheit)",
    re.I,
)


def machine_reason(root: Part, headers: Headers, sender: Mailbox, subject: str, text: str) -> str:
    """Why the message is machine mail, in words, or "" for a person's letter."""
    submitted = headers.text("auto-submitted").lower()
    if submitted and not submitted.startswith("no"):
        return f"Auto-Submitted: {submitted[:40]} (RFC 3834)"
    if root.content_type == "multipart/report":
        return f"a report: {root.type_field.get('report-type') or 'unnamed'} (RFC 6522)"
    if any(
        part.content_type in ("message/delivery-status", "message/disposition-notification") for part in root.walk()
    ):
        return "holds a delivery or disposition report (RFC 3464, RFC 8098)"
    if headers.raw("x-failed-recipients"):
        return "X-Failed-Recipients: a delivery report"
    if _DAEMON.match(sender.address) and (
        _BOUNCE_SUBJECT.search(subject) or not headers.raw("return-path").strip(b"<> ")
    ):
        return f"from {sender.address}, a mail system"
    if _AUTO_SUBJECT.search(subject):
        return "the subject of an automatic reply"
    return ""
