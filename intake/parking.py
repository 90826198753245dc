"""Setting a letter aside that could not be processed: it waits for a person, and its sender hears that it arrived."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from config.events import event
from config.settings import Settings
from intake import filing as rows
from intake.letters import read_letter
from intake.mailbox.poll import HEADER_LIMIT
from intake.receipts import Receipts
from intake.stations import Letter
from intake.understanding import StageError, stage
from storage import messages, worklog
from storage.originals import Originals
from storage.records import Message, MessageState, Remark
from storage.store import Store


@dataclass(frozen=True, slots=True)
class Parking:
    """Parks letters under the name of `actor`."""

    store: Store
    originals: Originals
    settings: Settings
    receipts: Receipts
    clock: Callable[[], datetime]
    actor: str

    def park(self, message: Message, stage_name: str, problems: tuple[Remark, ...]) -> bool:
        """Park a received message with its stage and problems; False when it is not waiting any more."""
        logging.getLogger("novads").debug("parked", exc_info=True)
        with self.store.change() as connection:
            if messages.get(connection, message.id).state is not MessageState.RECEIVED:
                return False
            due_at = self._clock_and_receipt(connection, message)
            messages.park(connection, message.id, stage_name, problems, due_at)
            worklog.note(connection, self.clock(), self.actor, "parked", "message", message.id, {"stage": stage_name})
        return True

    def _clock_and_receipt(self, connection: Connection, message: Message) -> datetime | None:
        """When it is due, its receipt written; without them where they cannot be made: the others go on."""
        due_at = None
        try:
            with stage("due"):
                due_at = rows.due(message.received_at, self.settings).at
            with stage("receipt"):
                letter = self._headers_only(message)
                if letter and self.receipts.may_go_unread(connection, message, letter):
                    self.receipts.write(connection, message, letter)
        except StageError as trouble:
            event("no receipt", logging.ERROR, message=message.id, stage=trouble.stage)
        return due_at

    def _headers_only(self, message: Message) -> Letter | None:
        """The letter by its headers alone; None where even they cannot be read."""
        try:
            raw = self.originals.start(message.sha256, HEADER_LIMIT)
            end = min((at for mark in (b"\r\n\r\n", b"\n\n") if (at := raw.find(mark)) >= 0), default=len(raw))
            return read_letter(raw[:end] + b"\r\n\r\n")
        except Exception:
            event("headers unreadable", logging.WARNING, message=message.id)
            return None
