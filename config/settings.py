"""Every setting with its type, default and sentence; `config/novads.default.toml` is printed from here."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, SecretStr

from config.mail_settings import FileFolder, Mailbox, Poll, Smtp
from config.section import Address, OptionalAddress, Section
from config.town_settings import Calendar, Call, DeadlineRule, Department, Ignore

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
DigestDay = Literal["", "off", Weekday]


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(f"no time zone is called {name!r}; Europe/Riga is one") from error
    return name


def _database(url: str) -> str:
    if url and not url.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise ValueError("an address that begins with sqlite:/// or postgresql+psycopg://, or nothing")
    return url


class General(Section):
    """The installation as a whole."""

    mode: Literal["observe", "redirect", "live"] = Field(
        "observe",
        description="observe: no mail leaves and nothing is written to the mailbox; redirect: all mail goes to "
        "redirect_to; live: residents are answered.",
    )
    redirect_to: OptionalAddress = Field("", description="The one address that gets all mail in mode redirect.")
    municipality: str = Field("Ķekavas novada pašvaldība", description="Name of the municipality in mails and pages.")
    data_folder: Path = Field(Path("var"), description="Folder of originals, the page cache and the SQLite database.")
    database_url: Annotated[str, AfterValidator(_database)] = Field(
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
    recipients: tuple[Address, ...] = Field((), description="Addresses that get it beside the staff with accounts.")


class Reader(Section):
    """What a reader of the digest gets and when, where it is not everything on its day."""

    address: Address = Field(description="The reader's address.")
    topics: tuple[str, ...] = Field((), description="Topics by id; empty: all.")
    places: tuple[str, ...] = Field((), description="Places by id; empty: all.")
    day: DigestDay = Field("", description="Day of the week; off: no digest; empty: the day of all.")


class Alerts(Section):
    """Mails to staff at once when something stops working, and once more when it works again."""

    recipients: tuple[Address, ...] = Field((), description="Addresses that get them; empty: those of the digest.")
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
        25,
        ge=1,
        description="The program learns anew after so many proposals newly confirmed or erased, or pairs compared.",
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
