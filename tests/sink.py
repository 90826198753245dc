"""An SMTP server that keeps what it is given, and can fail in the ways servers fail."""

from __future__ import annotations

import asyncio
import email
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.controller import Controller


@dataclass
class Sink:
    """What arrived. `failures`, one per mail: "4xx", "5xx", "550"; after the dot "reset" (kept), "lost" (dropped),
    "hang" (dropped, no answer ever).
    """

    port: int = 0
    mails: list[tuple[str, list[str], bytes]] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    refused_recipients: set[str] = field(default_factory=set)

    def message_ids(self) -> Counter[str]:
        """Message-ID -> how often it arrived."""
        return Counter(str(email.message_from_bytes(content)["Message-ID"]) for _, _, content in self.mails)

    async def handle_RCPT(  # noqa: N802 # aiosmtpd's name
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        """Refuse whom the test says."""
        if address in self.refused_recipients:
            return "550 5.1.1 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 # aiosmtpd's name
        """Take the mail, or fail as told."""
        failure = self.failures.pop(0) if self.failures else ""
        if failure == "4xx":
            return "451 4.3.0 try again later"
        if failure == "5xx":
            return "554 5.6.0 not wanted"
        if failure == "550":
            return "550 message refused"
        if failure == "hang":
            await asyncio.sleep(600)
        if failure == "lost":
            server.transport.abort()
            return "451 never seen"
        self.mails.append((envelope.mail_from, list(envelope.rcpt_tos), envelope.content))
        if failure == "reset":
            server.transport.abort()
        return "250 OK"


@contextmanager
def running(port: int) -> Iterator[Sink]:
    """A sink on a loopback port."""
    sink = Sink(port)
    controller = Controller(sink, hostname="127.0.0.1", port=port, enable_SMTPUTF8=True)
    controller.start()
    try:
        yield sink
    finally:
        controller.stop()
