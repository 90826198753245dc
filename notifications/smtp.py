"""Handing mails to an SMTP server by phases (RFC 5321): only after the final dot is a failure unsafe to repeat."""

from __future__ import annotations

import contextlib
import smtplib
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import Enum

from config.loading import secret
from config.mail_settings import Smtp

CRLF_DOT = b"\r\n.\r\n"


class DeliveryError(Exception):
    """The server cannot be used at all; nothing was sent. The message says what to check."""


class Ending(Enum):
    """How handing over one mail ended."""

    ACCEPTED = "accepted"
    PUT_OFF = "put off"
    """4xx, or the connection broke before the final dot: try again later."""
    REFUSED = "refused"
    """5xx: trying again is useless."""
    UNCERTAIN = "uncertain"
    """The connection broke after the final dot: the server may have it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it ended and the server's last words."""

    ending: Ending
    reply: str
    address_refused: bool = False
    """Whether it was the recipient's address that was refused, not the sender or the mail."""


class Conversation:
    """An open connection to the server, for one mail after the other."""

    def __init__(self, client: smtplib.SMTP, settings: Smtp) -> None:
        self._client, self._settings = client, settings
        self.broken = False

    def send(self, sender: str, recipient: str, content: bytes, before_dot: Callable[[], None]) -> Outcome:
        """Hand over one mail; `before_dot` is called when the next byte may make the server take it."""
        try:
            refusal = self._envelope(sender, recipient, content)
            if refusal:
                return refusal
            self._client.send(_dotted(content))
        except (smtplib.SMTPException, OSError) as error:
            return self._broke(Ending.PUT_OFF, error)
        try:
            before_dot()
        except BaseException:
            self.broken = True
            self._client.close()  # without the dot the server drops the mail
            raise
        try:
            if self._client.sock is not None:
                self._client.sock.settimeout(self._settings.dot_timeout_seconds)
            self._client.send(CRLF_DOT)
            code, words = self._client.getreply()
        except (smtplib.SMTPException, OSError) as error:
            return self._broke(Ending.UNCERTAIN, error)
        if self._client.sock is not None:
            self._client.sock.settimeout(self._settings.timeout_seconds)
        return _judged(code, words, accepted=250)

    def try_envelope(self, sender: str, recipient: str) -> str:
        """Whether the server takes this envelope: "" or its refusal; nothing is sent. Raises DeliveryError."""
        try:
            for code, words in (self._client.mail(sender), self._client.rcpt(recipient)):
                if code not in (250, 251):
                    return _judged(code, words, accepted=250).reply
            self._client.rset()
        except (smtplib.SMTPException, OSError) as error:
            raise DeliveryError(f"SMTP server {self._settings.host}: {error}") from error
        return ""

    def _envelope(self, sender: str, recipient: str, content: bytes) -> Outcome | None:
        options = [f"SIZE={len(content)}"] if self._client.has_extn("size") else []
        if not recipient.isascii():
            if not self._client.has_extn("smtputf8"):
                return Outcome(Ending.REFUSED, "the address needs SMTPUTF8 (RFC 6531), which the server lacks")
            options.append("SMTPUTF8")
            self._client.command_encoding = "utf-8"
        steps: tuple[tuple[str, Callable[[], tuple[int, bytes]]], ...] = (
            ("MAIL", lambda: self._client.mail(sender, options)),
            ("RCPT", lambda: self._client.rcpt(recipient)),
            ("DATA", lambda: self._client.docmd("DATA")),
        )
        for step, ask in steps:
            code, words = ask()
            if code not in (250, 251, 354):
                with contextlib.suppress(smtplib.SMTPException, OSError):
                    self._client.rset()
                return replace(_judged(code, words, accepted=250), address_refused=step == "RCPT" and code >= 500)
        return None

    def _broke(self, ending: Ending, error: Exception) -> Outcome:
        self.broken = True
        return Outcome(ending, f"{type(error).__name__}: {error}"[:500])


@contextlib.contextmanager
def conversation(settings: Smtp, token: Callable[[], str] | None = None) -> Iterator[Conversation]:
    """A signed-in connection; `token` gives an OAuth 2.0 access token. Raises DeliveryError."""
    client = _connect(settings)
    try:
        try:
            _sign_in(client, settings, token)
        except (smtplib.SMTPException, OSError, ValueError) as error:
            raise DeliveryError(f"SMTP server {settings.host}: may not sign in: {error}") from error
        yield Conversation(client, settings)
    finally:
        with contextlib.suppress(smtplib.SMTPException, OSError):
            client.quit()
        client.close()


def _connect(settings: Smtp) -> smtplib.SMTP:
    trusted = ssl.create_default_context(cafile=settings.ca_file and str(settings.ca_file))
    try:
        if settings.security == "tls":
            return smtplib.SMTP_SSL(settings.host, settings.port, timeout=settings.timeout_seconds, context=trusted)
        client = smtplib.SMTP(settings.host, settings.port, timeout=settings.timeout_seconds)
        if settings.security == "starttls":
            client.starttls(context=trusted)
        return client
    except (smtplib.SMTPException, OSError) as error:
        where = f"{settings.host}:{settings.port}"
        raise DeliveryError(f"SMTP server {where}: {error}; check smtp.host, smtp.port and smtp.security") from error


def _sign_in(client: smtplib.SMTP, settings: Smtp, token: Callable[[], str] | None) -> None:
    client.ehlo_or_helo_if_needed()
    if token is not None:
        words = f"user={settings.username}\1auth=Bearer {token()}\1\1"
        client.auth("XOAUTH2", lambda challenge=None: words if challenge is None else "")
    elif settings.username:
        client.login(settings.username, secret(settings.password, settings.password_file))


def _dotted(content: bytes) -> bytes:
    """Transparency (RFC 5321 section 4.5.2): a leading dot is doubled; the last line end is left to the dot."""
    lines = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").rstrip(b"\n").split(b"\n")
    return b"\r\n".join(b"." + line if line.startswith(b".") else line for line in lines)


def _judged(code: int, words: bytes, accepted: int) -> Outcome:
    reply = f"{code} {words.decode(errors='replace')}"[:500]
    if code == accepted:
        return Outcome(Ending.ACCEPTED, reply)
    return Outcome(Ending.REFUSED if code >= 500 else Ending.PUT_OFF, reply)
