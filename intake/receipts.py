"""The receipt that a letter arrived: whether one may go to an unread letter, and its row in the outbox."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from classifiers.language import language_of
from config.settings import Settings
from intake import filing as rows
from intake.decide import permission
from intake.stations import Letter
from notifications import acknowledgement
from notifications.acknowledgement import Receipt, Understood
from notifications.identity import own_message_ids
from storage import bounces, outbox
from storage.records import Message, Submission


@dataclass(frozen=True, slots=True)
class Receipts:
    """Writes receipts; `key` signs our Message-IDs, `clock` gives the present."""

    settings: Settings
    key: bytes
    clock: Callable[[], datetime]

    def write(
        self,
        connection: Connection,
        message: Message,
        letter: Letter,
        held: Submission | None = None,
        understood: tuple[Understood, ...] = (),
        belongs: str = "",
    ) -> None:
        """Put a letter's receipt into the outbox; without `held` it is that of a letter that could not be read."""
        receipt = Receipt(
            row_key=f"acknowledgement:{message.id}",
            submission_id=held.id if held else None,
            code=held.code if held else "",
            to_address=letter.reply_to or letter.from_address,
            received_at=message.received_at,
            understood=understood,
            answer_by=rows.due(message.received_at, self.settings).at,
            their_message_id=letter.message_id,
            their_references=letter.references,
            belongs=belongs,
            language=language_of(letter.own_text or letter.subject),
        )
        now = self.clock()
        outbox.add(connection, acknowledgement.compose(receipt, self.settings, self.key, now), now)

    def may_go_unread(self, connection: Connection, message: Message, letter: Letter) -> bool:
        """Whether the sender of a letter of which only the headers are read may have a receipt."""
        if not self.settings.acknowledgement.enabled or self.settings.channel(message.mailbox) != "mail":
            return False
        address = letter.reply_to or letter.from_address
        if own_message_ids(self.key, letter.message_id) or bounces.is_dead(connection, address):
            return False
        return permission(letter, self.settings, self.sent_today(connection, address)).allowed

    def sent_today(self, connection: Connection, address: str) -> int:
        """How many automatic mails an address got since midnight."""
        zone = ZoneInfo(self.settings.general.timezone)
        midnight = self.clock().astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
        return outbox.automatic_since(connection, address, midnight.astimezone(UTC))
