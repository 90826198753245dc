"""What the pages work with: the parts they were given, and who is asking."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask import current_app

from config.settings import Settings
from intake.again import Again
from intake.documents import DocumentReader
from review.similar import Shelf
from storage.originals import Originals
from storage.store import Store

EXTENSION = "novads"


@dataclass(frozen=True, slots=True)
class Desk:
    """The parts behind the pages."""

    settings: Settings
    store: Store
    originals: Originals
    clock: Callable[[], datetime]
    documents: DocumentReader
    again: Again
    shelf: Shelf = field(default_factory=Shelf)

    @property
    def zone(self) -> ZoneInfo:
        """Where days begin and end."""
        return ZoneInfo(self.settings.general.timezone)

    def today(self) -> date:
        """The day it is at the municipality."""
        return self.clock().astimezone(self.zone).date()


def desk() -> Desk:
    """The parts of the running application."""
    found: Desk = current_app.extensions[EXTENSION]
    return found
