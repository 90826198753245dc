"""Where letters come from and how mail leaves."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr

from config.section import Address, OptionalAddress, Section, ShortName

Security = Literal["tls", "starttls", "plain"]


class OAuth(Section):
    """OAuth 2.0 for a mailbox or for sending (RFC 6749; SASL XOAUTH2)."""

    provider: Literal["microsoft", "google"] = Field(
        "microsoft", description="microsoft: client credentials of Microsoft 365; google: a refresh token of Gmail."
    )
    tenant: str = Field("", description="Microsoft 365: directory (tenant) id.")
    client_id: str = Field("", description="Application (client) id.")
    client_secret: SecretStr = Field(SecretStr(""), description="Client secret, better in a file.")
    client_secret_file: Path | None = Field(None, description="File that holds the client secret.")
    client_secret_expires: date | None = Field(None, description="Day the client secret expires; doctor warns before.")
    refresh_token: SecretStr = Field(SecretStr(""), description="Gmail: the refresh token, better in a file.")
    refresh_token_file: Path | None = Field(None, description="File that holds the refresh token.")
    token_url: str = Field("", description="Token address; empty: the provider's own.")


class Mailbox(Section):
    """A mailbox polled by IMAP."""

    name: ShortName = Field(description="Short name used in records and logs.")
    address: Address = Field(description="The mailbox's own address; mail from it is never answered.")
    host: str = Field(description="IMAP server.")
    port: int = Field(993, ge=1, le=65535, description="Port of the IMAP server.")
    security: Security = Field("tls", description="tls, starttls, or plain (for tests on this machine only).")
    ca_file: Path | None = Field(None, description="Certificates to trust instead of the system's.")
    username: str = Field(description="Name to sign in with.")
    password: SecretStr = Field(SecretStr(""), description="Password, better in a file.")
    password_file: Path | None = Field(None, description="File that holds the password.")
    oauth: OAuth | None = Field(None, description="Sign in by OAuth 2.0 instead of a password.")
    folders: tuple[str, ...] = Field(("INBOX",), min_length=1, description="Folders to poll.")
    since: date | None = Field(
        None, description="Messages that arrived before this day are left alone; empty: all count."
    )
    move_to: str = Field("", description="Folder for handled messages; empty: they stay where they are, unchanged.")
    timeout_seconds: float = Field(60, gt=0, description="Longest wait for the server's next word.")
    channel: Literal["mail", "scan", "workshop"] = Field("mail", description="How submissions in this box came in.")


class FileFolder(Section):
    """A folder of .eml files, or a Maildir, read like a mailbox (import, replay, scans)."""

    name: ShortName = Field(description="Short name used in records and logs.")
    path: Path = Field(description="The folder.")
    format: Literal["eml", "maildir"] = Field("eml", description="eml: files *.eml in it; maildir: cur and new.")
    address: OptionalAddress = Field(
        "", description="Address the messages were sent to; mail from it is never answered."
    )
    channel: Literal["mail", "scan", "workshop"] = Field("mail", description="How submissions in this folder came in.")


class Poll(Section):
    """How mailboxes are polled."""

    minutes: float = Field(5, gt=0, description="Minutes between two polls of the mailboxes.")
    batch_messages: int = Field(50, ge=1, description="Most messages fetched by one command.")
    batch_bytes: int = Field(2 * 2**20, ge=1024, description="Most bytes fetched by one command.")
    message_bytes: int = Field(150 * 2**20, ge=1024, description="Larger messages are over the limit.")
    over_limit: Literal["park", "fetch"] = Field(
        "park", description="park: keep the headers and wait for a person; fetch: bring it in, piece by piece."
    )
    attempts: int = Field(3, ge=1, description="Tries at one message before it is parked.")
    backoff_minutes: float = Field(60, gt=0, description="Longest pause after failures of one mailbox.")
    reconcile_hour: int = Field(4, ge=0, le=23, description="Hour of the daily reconciliation with the mailboxes.")


class Smtp(Section):
    """How mail leaves."""

    host: str = Field("", description="SMTP server; empty: nothing can be sent.")
    port: int = Field(587, ge=1, le=65535, description="Port of the SMTP server.")
    security: Security = Field("starttls", description="tls, starttls, or plain (for tests on this machine only).")
    ca_file: Path | None = Field(None, description="Certificates to trust instead of the system's.")
    username: str = Field("", description="Name to sign in with; empty: no sign-in.")
    password: SecretStr = Field(SecretStr(""), description="Password, better in a file.")
    password_file: Path | None = Field(None, description="File that holds the password.")
    oauth: OAuth | None = Field(None, description="Sign in by OAuth 2.0 instead of a password.")
    from_address: OptionalAddress = Field("", description="Address our mail comes from; empty: the first mailbox's.")
    from_name: str = Field("Ķekavas novada pašvaldība", description="Name our mail comes from.")
    envelope_sender: Literal["empty", "token"] = Field(
        "token", description="empty: no bounce comes back; token: mailbox+token@ so that bounces find their mail."
    )
    timeout_seconds: float = Field(60, gt=0, description="Longest wait for the server before the message's final dot.")
    dot_timeout_seconds: float = Field(
        600, gt=0, description="Longest wait for the answer to the final dot (RFC 5321 section 4.5.3.2.6)."
    )
    attempts: int = Field(12, ge=1, description="Tries before a mail that is always put off counts as failed.")
