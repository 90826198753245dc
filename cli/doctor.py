"""`novads doctor`: everything outside us, a line each: what is wrong and what to do."""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from config.mail_settings import OAuth
    from config.settings import Settings

SPARE_BYTES = 5 * 10**9
EXPIRY_WARNING = timedelta(days=30)
CLOCK_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing checked; `problem` is "" when it is well, else what is wrong and what to do."""

    what: str
    problem: str
    told: str = ""


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `novads doctor`."""
    from cli.building import settings_argument

    settings_argument(parser)
    parser.add_argument("--deep", action="store_true", help="also verify every original on disk against its SHA-256")


def run(options: argparse.Namespace) -> int:
    """Check everything; 1 when anything is wrong."""
    from cli.building import settings_of

    settings = settings_of(options)
    wrong = 0
    for finding in findings(settings, options.deep):
        wrong += bool(finding.problem)
        print(f"{'WRONG' if finding.problem else 'ok   '}  {finding.what}: {finding.problem or finding.told or 'fine'}")
    return 1 if wrong else 0


def findings(settings: Settings, deep: bool = False) -> Iterator[Finding]:
    """All checks in turn; a check that itself breaks is a finding."""
    checks: list[tuple[str, Callable[[Settings], Iterator[Finding]]]] = [
        ("data folder", _disk),
        ("database", _database),
        ("model", _model),
        ("page reader", _pages),
        ("mailboxes", _mailboxes),
        ("SMTP", _smtp),
        ("held mails", _held),
        ("secrets", _secrets),
    ]
    if deep:
        checks.append(("originals", _originals))
    for name, check in checks:
        try:
            yield from check(settings)
        except Exception as error:
            yield Finding(name, f"{type(error).__name__}: {error}")


def _disk(settings: Settings) -> Iterator[Finding]:
    folder = settings.general.data_folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".doctor"
        probe.write_bytes(b"x")
        probe.unlink()
    except OSError as error:
        yield Finding("data folder", f"cannot write to {folder}: {error.strerror}; check general.data_folder")
        return
    free = shutil.disk_usage(folder).free
    low = f"only {free / 1e9:.1f} GB free at {folder}; make room" if free < SPARE_BYTES else ""
    yield Finding("data folder", low, f"{folder}, {free / 1e9:.0f} GB free")


def _database(settings: Settings) -> Iterator[Finding]:
    from cli.building import clock, database_url, open_store
    from storage import worklog
    from storage.store import StorageError

    try:
        store = open_store(settings)
        with store.change() as connection:
            behind = abs((worklog.database_clock(connection) - clock()).total_seconds())
    except StorageError as error:
        yield Finding("database", f"{error}; check general.database_url")
        return
    store.close()
    yield Finding("database", "", database_url(settings).split("@")[-1])
    wrong = f"this machine and the database differ by {behind:.0f} s; set the clock (NTP)"
    yield Finding("clock", wrong if behind > CLOCK_SECONDS else "", f"{clock():%Y-%m-%d %H:%M} UTC")


def _model(settings: Settings) -> Iterator[Finding]:
    from classifiers.pipeline import MODEL, ModelError, load

    folder = settings.classifier.model or MODEL
    try:
        classifier = load(folder)
        verdict = classifier.classify("", "Lūdzu salabot bedres Gaismas ielā Ķekavā.")
    except ModelError as error:
        yield Finding("model", str(error))
        return
    useless = "" if verdict.topics else "it tells no topic of a plain request; build it anew with `novads train`"
    yield Finding("model", useless, classifier.model_id)


def _pages(settings: Settings) -> Iterator[Finding]:
    from intake.pages import missing_parts

    if not settings.ocr.enabled:
        yield Finding("page reader", "", "switched off by ocr.enabled")
        return
    missing = missing_parts()
    yield Finding("page reader", "; ".join(missing), "Tesseract with Latvian, Russian and English")


def _mailboxes(settings: Settings) -> Iterator[Finding]:
    from cli.building import sources_of
    from intake.mailbox.source import MailboxError

    if not settings.sources():
        yield Finding("mailboxes", "none is set; add [[mailbox]] or [[folder]] to the settings")
    for source in sources_of(settings):
        for folder in source.folders:
            try:
                with source.open(folder) as opened:
                    count = len(opened.uids())
            except MailboxError as error:
                yield Finding(f"mailbox {source.name}", str(error))
                continue
            yield Finding(f"mailbox {source.name}", "", f"{folder or 'folder'} holds {count} messages")


def _smtp(settings: Settings) -> Iterator[Finding]:
    from cli.building import connect_to_smtp
    from notifications.outgoing import bounce_address
    from notifications.smtp import DeliveryError

    mode = settings.general.mode
    if not settings.smtp.host:
        wrong = "" if mode == "observe" else f"mode {mode} needs smtp.host"
        yield Finding("SMTP", wrong, "not set; mode observe sends nothing")
        return
    if not settings.from_address():
        yield Finding("SMTP", "no address to send from; set smtp.from_address")
        return
    try:
        with connect_to_smtp(settings)() as talk:
            refused = talk.try_envelope(bounce_address(settings, "doctor"), settings.from_address())
    except DeliveryError as error:
        yield Finding("SMTP", str(error))
        return
    advice = f'it refuses our envelope sender: {refused}; set smtp.envelope_sender = "empty"' if refused else ""
    yield Finding("SMTP", advice, f"{settings.smtp.host}:{settings.smtp.port}, mode {mode}")


def _held(settings: Settings) -> Iterator[Finding]:
    from cli.building import open_store
    from notifications.held import summary
    from storage.store import StorageError

    try:
        store = open_store(settings)
    except StorageError:
        return  # the check of the database has told
    with store.ask() as connection:
        told, undecided = summary(connection, settings)
    store.close()
    yield Finding("held mails", told if undecided else "", told or "none")


def _secrets(settings: Settings) -> Iterator[Finding]:
    from cli.building import clock

    known: list[tuple[str, OAuth | None]] = [(f"mailbox {box.name}", box.oauth) for box in settings.mailbox]
    known.append(("SMTP", settings.smtp.oauth))
    for what, oauth in known:
        expires = oauth.client_secret_expires if oauth else None
        if expires:
            yield Finding(f"client secret of {what}", _expiry(expires, clock().date()), f"good until {expires}")


def _expiry(expires: date, today: date) -> str:
    if expires <= today:
        return f"expired on {expires}; make a new one and put it into the settings"
    return f"expires on {expires}; renew it now" if expires - today <= EXPIRY_WARNING else ""


def _originals(settings: Settings) -> Iterator[Finding]:
    from cli.building import open_store, originals_of
    from storage import messages

    originals = originals_of(settings)
    damaged = originals.damaged()
    store = open_store(settings)
    with store.ask() as connection:
        gone = [digest for digest in messages.all_digests(connection) if not originals.path(digest).is_file()]
    store.close()
    wrong = [f"{len(damaged)} changed on disk"] * bool(damaged) + [f"{len(gone)} missing"] * bool(gone)
    advice = f"{', '.join(wrong)}; restore from a backup: {', '.join((damaged + gone)[:5])}" if wrong else ""
    yield Finding("originals", advice, "all as they came")
