"""What of a message a machine would show, and the word lists that know it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial

from intake.letters.addresses import Mailbox
from intake.letters.headers import Headers
from intake.letters.mime import Part
from intake.letters.wordlists import words

_BODY_START = 2500
_TAG = re.compile(r"\s*(?:\[[^\]]{1,40}\]|\*{2,}[^*]{1,30}\*{2,}|\{[^}]{1,20}\}|(?:spam|ext)\s*:)\s*", re.I)
_REST = "(?:[+._-].*)?$"

marks = partial(words, "machine_marks")


@dataclass(frozen=True, slots=True)
class Looks:
    """A message's parts and headers, its sender, its subject, its `own` words and all its `text`."""

    root: Part
    headers: Headers
    sender: Mailbox
    subject: str
    own: str
    text: str

    @property
    def start(self) -> str:
        """The sender's first words."""
        return (self.own or self.text)[:_BODY_START]

    @property
    def whole_start(self) -> str:
        """The first words of the body, quoted ones too: reports repeat the header of what they tell of."""
        return self.text[:_BODY_START]

    @property
    def bare_subject(self) -> str:
        """The subject without what gateways put before it."""
        subject = self.subject[:300]
        for _ in range(3):
            found = _TAG.match(subject)
            if not found or found.end() == len(subject):
                break
            subject = subject[found.end() :]
        return subject

    @property
    def local_part(self) -> str:
        """The sender's local part, or the display name where there is no address."""
        return self.sender.address.partition("@")[0] or self.sender.name

    @property
    def is_from_mail_system(self) -> bool:
        """Does the sender's name or address say that a mail system writes?"""
        named = marks("system", "", _REST).match(self.local_part) or marks("system_name").search(self.sender.name)
        return bool(named)

    @property
    def is_from_role(self) -> bool:
        """Do mail systems and people both write from such an address?"""
        return bool(marks("role", "", _REST).match(self.local_part))

    @property
    def is_list_mail(self) -> bool:
        """Does it come through a mailing list or as a newsletter? (RFC 2369, 2919)"""
        return bool(self.headers.raw("list-unsubscribe") or self.headers.raw("list-id"))

    @property
    def has_empty_return_path(self) -> bool:
        """Was it sent so that no report of it can come back? (RFC 5321 section 4.5.5)"""
        for name in ("return-path", "x-envelope-from", "envelope-from"):
            value = self.headers.raw(name).strip().lower()
            if value:
                return value in (b"<>", b"<#@[]>") or b"mailer-daemon" in value
        return False
