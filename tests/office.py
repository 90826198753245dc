"""An installation with a filled queue: settings, staff, and the road that filled it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from letters_for_review import LETTERS, bytes_of

from classifiers.pipeline import load
from config.mail_settings import FileFolder, Smtp
from config.settings import General, Review, Settings
from intake.documents import DocumentReader
from intake.mailbox.folder import FileMailbox
from intake.mailbox.poll import Poller
from intake.mailbox.source import Limits
from intake.road import Road
from review.access import Role
from review.passwords import hashed
from review.staff import add_user
from storage import submissions
from storage.originals import Originals
from storage.records import MessageState
from storage.store import Store

PASSWORD = "zaļa pļava aiz upes"
STAFF = {
    "anna@example.lv": ("Anna Kalniņa", Role.REVIEWER),
    "janis@example.lv": ("Jānis Bērziņš", Role.REVIEWER),
    "lasitajs@example.lv": ("Līga Lase", Role.READER),
    "publicetajs@example.lv": ("Pēteris Publis", Role.PUBLISHER),
    "registrs@example.lv": ("Rita Reģe", Role.REGISTRY),
    "admin@example.lv": ("Aina Adele", Role.ADMINISTRATOR),
}


def now() -> datetime:
    """The present."""
    return datetime.now(UTC)


def settings_in(folder: Path) -> Settings:
    """An installation of its own."""
    return Settings(
        general=General(data_folder=folder),
        folder=(FileFolder(name="vestules", path=folder / "eml", address="novads@example.lv"),),
        smtp=Smtp(from_address="novads@example.lv"),
        review=Review(port=0, public_url="http://127.0.0.1"),
    )


@dataclass(frozen=True, slots=True)
class Office:
    """A running installation: its address, database and originals."""

    url: str
    store: Store
    originals: Originals
    settings: Settings


def bring_in(office: Office, raw: bytes) -> int:
    """Take one more letter down the whole road; returns its submission."""
    box = office.settings.folder[0]
    path = box.path / f"{len(list(box.path.iterdir())):03d}.eml"
    path.write_bytes(raw)
    minute_ago = now().timestamp() - 60  # a file that still grows is left alone
    os.utime(path, (minute_ago, minute_ago))
    Poller(office.store, office.originals, Limits(50, 1 << 21, 1 << 27, False), now).poll(FileMailbox(box))
    with DocumentReader(None) as documents:
        Road(office.store, office.originals, office.settings, documents, load(), now).process_waiting()
    with office.store.ask() as connection:
        return submissions.newest(connection, 1)[0].id


def fill(folder: Path) -> None:
    """Send the letters down the whole road, and open the staff's accounts."""
    (folder / "eml").mkdir()
    for number, one in enumerate(LETTERS):
        received = now() - timedelta(days=number % 17, hours=number + 1)
        path = folder / "eml" / f"{number:03d}.eml"
        path.write_bytes(bytes_of(one, number, received))
        os.utime(path, (received.timestamp(), received.timestamp()))
    settings, store, originals = (
        settings_in(folder),
        Store(f"sqlite:///{folder}/novads.sqlite"),
        Originals(folder / "o"),
    )
    store.migrate()
    Poller(store, originals, Limits(50, 1 << 21, 1 << 27, False), now).poll(FileMailbox(settings.folder[0]))
    road = Road(store, originals, settings, DocumentReader(None), load(), now)
    ended = road.process_waiting()
    assert ended == {MessageState.FILED: len(LETTERS)}, ended
    password = hashed(PASSWORD)
    with store.change() as connection:
        for email, (name, role) in STAFF.items():
            add_user(connection, email, name, password, [role], now())
    store.close()
