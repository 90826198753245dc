"""Building real things from the settings: the one place that reads the clock and the environment."""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from classifiers.pipeline import Classifier
    from config.settings import Settings
    from intake.documents import DocumentReader
    from intake.mailbox.poll import Poller
    from intake.mailbox.source import Source
    from intake.road import Road
    from intake.worker import Worker
    from notifications.smtp import Conversation
    from storage.originals import Originals
    from storage.store import Store

USUAL_FILE = Path("novads.toml")


def clock() -> datetime:
    """The present, aware, in UTC."""
    return datetime.now(UTC)


def settings_argument(parser: argparse.ArgumentParser) -> None:
    """Give a subcommand the option --settings."""
    parser.add_argument(
        "--settings",
        type=Path,
        default=None,
        metavar="FILE",
        help="settings file (default: NOVADS_SETTINGS, else novads.toml in this folder)",
    )


def settings_of(options: argparse.Namespace) -> Settings:
    """The settings of a command; faults are printed and end it with status 2."""
    from config.loading import SettingsError, load_settings

    named = options.settings or (Path(told) if (told := os.environ.get("NOVADS_SETTINGS")) else None)
    path = named or (USUAL_FILE if USUAL_FILE.is_file() else None)
    try:
        return load_settings(path, os.environ)
    except SettingsError as error:
        print(error, file=sys.stderr)
        raise SystemExit(2) from error


def open_store(settings: Settings) -> Store:
    """The migrated database of the settings. Raises StorageError."""
    from config.loading import secret
    from storage import queue_index
    from storage.store import Store

    password = secret(settings.general.database_password, settings.general.database_password_file)
    store = Store(database_url(settings), password)
    store.migrate()
    moved = {(call.id, topic): sector for call in settings.call for topic, sector in call.sectors.items()}
    with store.change() as connection:
        queue_index.keep_sectors(connection, moved)
    return store


def database_url(settings: Settings) -> str:
    """The database's address: set, or SQLite in the data folder."""
    return settings.general.database_url or f"sqlite:///{settings.general.data_folder / 'novads.sqlite'}"


def originals_of(settings: Settings) -> Originals:
    """The folder of original bytes."""
    from storage.originals import Originals

    return Originals(settings.general.data_folder / "originals")


def sources_of(settings: Settings) -> Sequence[Source]:
    """All mailboxes and folders of the settings."""
    from intake.mailbox.folder import FileMailbox
    from intake.mailbox.imap import ImapMailbox

    return [*map(ImapMailbox, settings.mailbox), *map(FileMailbox, settings.folder)]


def base_folder(settings: Settings) -> Path:
    """The folder of the model learning starts from: that of the settings, else the one that came with the program."""
    from classifiers.pipeline import MODEL

    return settings.classifier.model or MODEL


def model_folder(settings: Settings, store: Store) -> Path:
    """The folder of the model at work: the last one learned here, else the base. Raises ModelError."""
    from classifiers.pipeline import model_id
    from storage.learning import at_work

    base = base_folder(settings)
    with store.ask() as connection:
        learned = at_work(connection, model_id(base))
    there = learned is not None and Path(learned.folder, "meta.json").is_file()
    return Path(learned.folder) if learned and there else base


@contextmanager
def readers_of(settings: Settings, model: Path | None = None) -> Iterator[tuple[DocumentReader, Classifier]]:
    """What understands letters, by `model` or that of the settings; the processes end with it. Raises ModelError."""
    from classifiers.pipeline import load
    from intake.documents import DocumentReader
    from intake.pages import PageReader, PageSettings

    classifier = load(model or base_folder(settings))
    with ExitStack() as stack:
        pages = None
        if settings.ocr.enabled:
            told = settings.ocr
            wanted = PageSettings(workers=told.workers, page_seconds=told.page_seconds, max_pages=told.pages)
            pages = stack.enter_context(PageReader(wanted, cache=settings.general.data_folder / "pages"))
        yield stack.enter_context(DocumentReader(pages)), classifier


@contextmanager
def road_of(settings: Settings, store: Store, originals: Originals) -> Iterator[Road]:
    """The road with its readers' processes, which end with the context."""
    from intake.road import Road

    with readers_of(settings, model_folder(settings, store)) as (documents, classifier):
        yield Road(store, originals, settings, documents, classifier, clock)


def poller_of(settings: Settings, store: Store, originals: Originals) -> Poller:
    """What brings messages in, with the limits of the settings."""
    from intake.mailbox.poll import Poller
    from intake.mailbox.source import Limits

    told = settings.poll
    limits = Limits(told.batch_messages, told.batch_bytes, told.message_bytes, told.over_limit == "fetch")
    return Poller(store, originals, limits, clock)


def connect_to_smtp(settings: Settings) -> Callable[[], AbstractContextManager[Conversation]]:
    """A function that opens a conversation with the SMTP server of the settings."""
    from intake.mailbox.oauth import AccessTokens
    from intake.mailbox.source import MailboxError
    from notifications.smtp import DeliveryError, conversation

    tokens = AccessTokens(settings.smtp.oauth, "smtp") if settings.smtp.oauth else None

    def token() -> str:
        assert tokens is not None
        try:
            return tokens.token()
        except MailboxError as error:
            raise DeliveryError(str(error)) from error

    return lambda: conversation(settings.smtp, token if tokens else None)


@contextmanager
def worker_of(settings: Settings) -> Iterator[Worker]:
    """The worker over all parts; its lease is given back at the end. Raises StorageError."""
    from classifiers.people import mask
    from intake.mailboxes import Mailboxes
    from intake.worker import Worker
    from notifications.alerts import Alerts
    from notifications.delivery import Postman
    from notifications.digest import Digests
    from review.similar import together
    from review.staff import readers, recipients
    from storage.store import make_folder

    def free_bytes() -> int:
        make_folder(settings.general.data_folder)  # with PostgreSQL nothing else makes it before the first letter
        return shutil.disk_usage(settings.general.data_folder).free

    store, originals = open_store(settings), originals_of(settings)
    originals.sweep()
    with road_of(settings, store, originals) as road:
        worker = Worker(
            store=store,
            settings=settings,
            mailboxes=Mailboxes(store, settings, sources_of(settings), poller_of(settings, store, originals), clock),
            road=road,
            postman=Postman(store, settings, connect_to_smtp(settings), clock),
            digests=Digests(store, settings, clock, mask, partial(together, base=settings.classifier.model), readers),
            alerts=Alerts(store, settings, clock, free_bytes, recipients),
            clock=clock,
            owner=f"{socket.gethostname()}:{os.getpid()}",
        )
        try:
            yield worker
        finally:
            worker.stop()
            store.close()
