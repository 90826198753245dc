"""Every setting with its type, default and sentence; `config/novads.default.toml` is printed from here."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr

Security = Literal["tls", "starttls", "plain"]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
DigestDay = Literal["", "off", "mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(f"no time zone is called {name!r}; Europe/Riga is one") from error
    return name


def _folder_name(value: str) -> str:
    if not value or "/" in value or value.startswith("."):
        raise ValueError("a short name of letters and digits, without a slash")
    return value


class Section(BaseModel):
    """A table of the settings file: unknown keys are faults, nothing changes after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class General(Section):
    """The installation as a whole."""

    mode: Literal["observe", "redirect", "live"] = Field(
        "observe",
        description="observe: no mail leaves and nothing is written to the mailbox; redirect: all mail goes to "
        "redirect_to; live: residents are answered.",
    )
    redirect_to: str = Field("", description="The one address that gets all mail in mode redirect.")
    municipality: str = Field("Ķekavas novada pašvaldība", description="Name of the municipality in mails and pages.")
    data_folder: Path = Field(Path("var"), description="Folder of originals, the page cache and the SQLite database.")
    database_url: str = Field(
        "",
        description="SQLAlchemy address of the database; empty: SQLite in the data folder (PostgreSQL: "
        "postgresql+psycopg://user@host/name).",
    )
    database_password: SecretStr = Field(SecretStr(""), description="Password of the database, better in a file.")
    database_password_file: Path | None = Field(None, description="File that holds the password of the database.")
    timezone: Annotated[str, AfterValidator(_zone)] = Field(
        "Europe/Riga", description="Time zone of days, deadlines and the schedule."
    )
    staff_domains: tuple[str, ...] = Field(
        (), description="Mail domains of colleagues: a letter forwarded from there suggests its author."
    )
    code_prefix: str = Field("KEK", pattern="^[A-Z]{2,5}$", description="Capital letters that begin our codes.")


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

    name: Annotated[str, AfterValidator(_folder_name)] = Field(description="Short name used in records and logs.")
    address: str = Field(description="The mailbox's own address; mail from it is never answered.")
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

    name: Annotated[str, AfterValidator(_folder_name)] = Field(description="Short name used in records and logs.")
    path: Path = Field(description="The folder.")
    format: Literal["eml", "maildir"] = Field("eml", description="eml: files *.eml in it; maildir: cur and new.")
    address: str = Field("", description="Address the messages were sent to; mail from it is never answered.")
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
    from_address: str = Field("", description="Address our mail comes from; empty: the first mailbox's.")
    from_name: str = Field("Ķekavas novada pašvaldība", description="Name our mail comes from.")
    envelope_sender: Literal["empty", "token"] = Field(
        "token", description="empty: no bounce comes back; token: mailbox+token@ so that bounces find their mail."
    )
    timeout_seconds: float = Field(60, gt=0, description="Longest wait for the server before the message's final dot.")
    dot_timeout_seconds: float = Field(
        600, gt=0, description="Longest wait for the answer to the final dot (RFC 5321 section 4.5.3.2.6)."
    )
    attempts: int = Field(12, ge=1, description="Tries before a mail that is always put off counts as failed.")


def _wording(value: str) -> str:
    try:
        value.format(date="")
    except (LookupError, ValueError, AttributeError) as error:
        raise ValueError("only {date} may stand in braces") from error
    return value


class Acknowledgement(Section):
    """The automatic notice that a letter arrived."""

    enabled: bool = Field(True, description="Whether residents get one at all.")
    per_address_and_day: int = Field(3, ge=1, description="Most automatic mails to one address in one day.")
    inquiries: Literal["neutral", "none"] = Field("neutral", description="What the sender of a pure inquiry gets.")
    answer_date_wording: Annotated[str, AfterValidator(_wording)] = Field(
        "",
        description="Approved sentence on the date of an answer, such as Atbildi sniegsim līdz {date}.; empty: none.",
    )
    contact: str = Field("novads@kekava.lv", description="Address for questions, named in the notice.")
    privacy_notice: str = Field(
        "Jūsu datus izmantojam tikai iesnieguma izskatīšanai un atbildes sniegšanai.",
        description="Sentence on how personal data are used.",
    )
    trusted_authserv_id: str = Field(
        "",
        description="Name our own mail server writes into Authentication-Results (RFC 8601); empty: no result "
        "is trusted.",
    )


class Letters(Section):
    """The letters that people release: answers by mail and on paper."""

    signed_by: str = Field("", description="Line below the greeting, such as a name and office; empty: none.")
    letterhead: str = Field(
        "Gaismas iela 19 k-9-1, Ķekava, Ķekavas novads, LV-2123\nnovads@kekava.lv",
        description="Lines below the municipality's name on printed letters.",
    )
    courtesy: bool = Field(
        False, description="Whether a short courtesy text stands below for letters in Russian or English."
    )


class Digest(Section):
    """The weekly mail to staff."""

    enabled: bool = Field(True, description="Whether it is sent.")
    weekday: Weekday = Field("mon", description="Day of the week.")
    hour: int = Field(8, ge=0, le=23, description="Hour of the day.")
    minute: int = Field(0, ge=0, le=59, description="Minute of the hour.")
    recipients: tuple[str, ...] = Field((), description="Addresses that get it beside the staff with accounts.")


class Reader(Section):
    """What a reader of the digest gets and when, where it is not everything on its day."""

    address: str = Field(description="The reader's address.")
    topics: tuple[str, ...] = Field((), description="Topics by id; empty: all.")
    places: tuple[str, ...] = Field((), description="Places by id; empty: all.")
    day: DigestDay = Field("", description="Day of the week; off: no digest; empty: the day of all.")


class Alerts(Section):
    """Mails to staff at once when something stops working, and once more when it works again."""

    recipients: tuple[str, ...] = Field((), description="Addresses that get them; empty: those of the digest.")
    poll_minutes: int = Field(30, ge=1, description="Minutes without a good poll of a mailbox.")
    sending_minutes: int = Field(30, ge=1, description="Minutes a mail may wait to be sent.")
    disk_megabytes: int = Field(1000, ge=1, description="Free space of the data folder's disk.")


class Review(Section):
    """The staff's pages."""

    host: str = Field("127.0.0.1", description="Address the pages listen on; put a TLS proxy before it.")
    port: int = Field(8800, ge=0, le=65535, description="Port the pages listen on.")
    public_url: str = Field("http://127.0.0.1:8800", description="Address of the pages as staff see it, in mails.")
    session_hours: float = Field(10, gt=0, description="Hours after which a session ends.")
    behind_proxy: bool = Field(False, description="Whether one proxy stands before us and sets X-Forwarded-For.")


class Classifier(Section):
    """The classifiers."""

    model: Path | None = Field(None, description="Folder of the model; empty: the one that came with the program.")
    learn_after: int = Field(
        25, ge=1, description="Newly confirmed or erased proposals after which the model is trained anew."
    )
    learn_hour: int = Field(3, ge=0, le=23, description="Hour of the day at which training may start.")
    sure_confidence: float = Field(
        0.7, ge=0, le=1, description="From this confidence on a topic or place is told to the sender."
    )


class Ocr(Section):
    """Reading of scans."""

    enabled: bool = Field(True, description="Whether scans are read at all.")
    workers: int = Field(2, ge=1, le=64, description="Pages read at the same time.")
    page_seconds: float = Field(60, gt=0, description="Longest time for one page.")
    pages: int = Field(300, ge=1, description="Most pages of one document that are read.")


def _sender(value: str) -> str:
    if value and "@" not in value:
        raise ValueError("an address, or @domain for all of a domain")
    return value


class Ignore(Section):
    """An explicit rule: messages that are kept but not filed. All that is set must fit."""

    name: Annotated[str, AfterValidator(_folder_name)] = Field(description="Short name shown beside what it ignored.")
    from_address: Annotated[str, AfterValidator(_sender)] = Field("", description="The sender's address, or @domain.")
    subject: str = Field("", description="Words that stand in the subject, without regard to case.")


class Call(Section):
    """A call for proposals: a window of dates for one budget year."""

    id: Annotated[str, AfterValidator(_folder_name)] = Field(description="Short name, for example budget-2027.")
    name: str = Field(description="Name shown to people.")
    budget_year: int = Field(ge=2000, le=2100, description="The budget year the proposals are for.")
    opens: date = Field(description="First day.")
    closes: date = Field(description="Last day.")
    sectors: dict[str, str] = Field(
        default_factory=dict, description="Topics counted under another sector in this call: topic = sector."
    )


def _term(value: str) -> str:
    if not re.fullmatch(r"[1-9]\d* (working days?|days?|months?)", value):
        raise ValueError('a term such as "10 working days", "15 days" or "1 month"')
    return value


Term = Annotated[str, AfterValidator(_term)]


class Calendar(Section):
    """Days the holidays library does not know: the Cabinet's newest order on moved days, and local days off."""

    moved_days: dict[date, date] = Field(
        default_factory=dict, description='Free day = Saturday worked for it, such as { "2027-01-04" = "2027-01-16" }.'
    )
    free_days: tuple[date, ...] = Field((), description="Local days off.")


class DeadlineRule(Section):
    """A deadline of our own, above those of the law (config/deadlines.toml); an empty list fits everything."""

    id: str = Field(description="Short name of the rule, shown to staff.")
    valid_from: date = Field(description="The rule holds for what was received from this day on.")
    kinds: tuple[str, ...] = Field((), description="proposal, inquiry, information.")
    channels: tuple[str, ...] = Field((), description="mail, scan, workshop.")
    tracks: tuple[str, ...] = Field((), description="budget, participatory, initiative, collective.")
    calls: tuple[str, ...] = Field((), description="Calls by id.")
    signed: Literal["any", "yes", "no"] = Field("any", description="Whether it bears an electronic signature.")
    answer: Term = Field(description="Time to answer, such as 10 working days.")
    extended: Term = Field(description="Time to answer when more is needed, such as 1 month.")
    forward: Term = Field(description="Time to forward it to whom it concerns, such as 5 working days.")
    source: str = Field("", description="Where the rule comes from, shown to staff.")


class Department(Section):
    """A department that proposals are given to by their topic and area manager."""

    id: Annotated[str, AfterValidator(_folder_name)] = Field(description="Short name, for example saimnieciba.")
    name: str = Field(description="Name shown to people.")
    address: str = Field("", description="Address that hears of what is assigned to it; empty: nobody.")
    topics: tuple[str, ...] = Field((), description="Topics it gets by default (ids of the taxonomy).")
    managers: tuple[str, ...] = Field(
        (), description="Area managers whose places it gets when no department has the topic (ids of the taxonomy)."
    )


class Settings(Section):
    """The whole settings file."""

    general: General = Field(default_factory=General)
    mailbox: tuple[Mailbox, ...] = ()
    folder: tuple[FileFolder, ...] = ()
    poll: Poll = Field(default_factory=Poll)
    smtp: Smtp = Field(default_factory=Smtp)
    acknowledgement: Acknowledgement = Field(default_factory=Acknowledgement)
    letters: Letters = Field(default_factory=Letters)
    digest: Digest = Field(default_factory=Digest)
    reader: tuple[Reader, ...] = ()
    alerts: Alerts = Field(default_factory=Alerts)
    review: Review = Field(default_factory=Review)
    classifier: Classifier = Field(default_factory=Classifier)
    ocr: Ocr = Field(default_factory=Ocr)
    calendar: Calendar = Field(default_factory=Calendar)
    deadline: tuple[DeadlineRule, ...] = ()
    call: tuple[Call, ...] = ()
    department: tuple[Department, ...] = ()
    ignore: tuple[Ignore, ...] = ()

    def own_addresses(self) -> frozenset[str]:
        """The municipality's own addresses, lower case: mail from them is never answered."""
        boxes = [box.address for box in self.mailbox] + [box.address for box in self.folder]
        return frozenset(address.lower() for address in [*boxes, self.from_address()] if address)

    def staff_domains(self) -> frozenset[str]:
        """Mail domains of colleagues: as set, or that of the address our mail comes from."""
        own = self.from_address().rpartition("@")[2]
        return frozenset(domain.lower() for domain in self.general.staff_domains or (own,) if domain)

    def sources(self) -> tuple[Mailbox | FileFolder, ...]:
        """All mailboxes and folders that letters come from."""
        return (*self.mailbox, *self.folder)

    def from_address(self) -> str:
        """The address our mail comes from: set, or the first mailbox's; "" where there is neither."""
        return self.smtp.from_address or next((box.address for box in self.mailbox), "")

    def channel(self, source: str) -> str:
        """How submissions from the mailbox or folder of this name came in."""
        return next((box.channel for box in self.sources() if box.name == source), "mail")
