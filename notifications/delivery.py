"""The outbox on its way: due mails are sent, put off, or given up with the server's words; never a different second."""

from __future__ import annotations

import logging
import random
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta

from sqlalchemy import Connection

from config.events import event
from config.settings import Settings
from notifications import bounces
from notifications.smtp import Conversation, DeliveryError, Ending, Outcome
from storage import outbox
from storage.records import Outgoing, OutgoingState
from storage.store import Store

BATCH = 50
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=4)
UNCERTAIN_PAUSES = (timedelta(minutes=10), timedelta(minutes=40))
"""After a lost answer to the dot the same bytes go again within the hour, at most twice (docs/architecture.md)."""

Connect = Callable[[], AbstractContextManager[Conversation]]


class Postman:
    """Sends what is due. `connect` opens a conversation; `passing` is called at each commit point."""

    def __init__(
        self,
        store: Store,
        settings: Settings,
        connect: Connect,
        clock: Callable[[], datetime],
        passing: Callable[[str], None] = lambda name: None,
    ) -> None:
        self.store, self.settings, self.connect, self.clock, self.passing = store, settings, connect, clock, passing
        self._busy = threading.Lock()

    def deliver(self) -> tuple[int, str]:
        """Send all due mails; returns (how many the server took, problem with the server or "")."""
        if self.settings.general.mode == "observe" or not self.settings.smtp.host:
            return 0, ""
        if not self._busy.acquire(blocking=False):  # the scheduler's other thread is at it
            return 0, ""
        try:
            self._hold_from_other_modes()
            return self._deliver_all()
        finally:
            self._busy.release()

    def _hold_from_other_modes(self) -> None:
        """What was made for the eyes of staff reaches no resident when the mode becomes live."""
        if self.settings.general.mode == "live":
            with self.store.change() as connection:
                if held := outbox.hold_from_other_modes(connection):
                    event("mails held", logging.WARNING, count=held)

    def _deliver_all(self) -> tuple[int, str]:
        accepted = 0
        while due := self._due():
            try:
                accepted += self._deliver_batch(due)
            except DeliveryError as error:
                self._put_all_off(due, str(error))
                return accepted, str(error)
        return accepted, ""

    def _due(self) -> list[Outgoing]:
        with self.store.ask() as connection:
            return outbox.due(connection, self.settings.general.mode, self.clock(), BATCH)

    def _deliver_batch(self, due: list[Outgoing]) -> int:
        """Until the connection breaks; what is left is due again in the next round."""
        accepted = 0
        with self.connect() as talk:
            for mail in due:
                accepted += self._deliver_one(talk, mail)
                if talk.broken:
                    break
        return accepted

    def _deliver_one(self, talk: Conversation, mail: Outgoing) -> bool:
        if mail.uncertain > len(UNCERTAIN_PAUSES):  # killed after the dot each time
            self._give_up(mail)
            return False
        redirected = self.settings.general.mode == "redirect"
        recipient = self.settings.general.redirect_to if redirected else mail.to_address
        outcome = talk.send(mail.envelope_from, recipient, mail.content, lambda: self._before_dot(mail))
        self.passing("dot answered")
        with self.store.change() as connection:
            self._keep(connection, mail, outcome)
        self.passing("sending recorded")
        return outcome.ending is Ending.ACCEPTED

    def _give_up(self, mail: Outgoing) -> None:
        with self.store.change() as connection:
            told = "the answer to the final dot was never seen"
            outbox.end_attempt(connection, mail.id, OutgoingState.FAILED, told, self.clock(), mail.uncertain)

    def _before_dot(self, mail: Outgoing) -> None:
        """From here on a crash leaves the mail uncertain, not queued."""
        with self.store.change() as connection:
            if not outbox.mark_uncertain(connection, mail, self.clock() + UNCERTAIN_PAUSES[0]):
                raise DeliveryError("another process is sending this mail")
        self.passing("dot to be sent")

    def _keep(self, connection: Connection, mail: Outgoing, outcome: Outcome) -> None:
        now, attempts = self.clock(), mail.attempts + 1
        if outcome.ending is Ending.ACCEPTED:
            outbox.end_attempt(connection, mail.id, OutgoingState.SENT, outcome.reply, now, mail.uncertain)
        elif outcome.ending is Ending.REFUSED:
            outbox.end_attempt(connection, mail.id, OutgoingState.FAILED, outcome.reply, now, mail.uncertain)
            if outcome.address_refused and self.settings.general.mode != "redirect":  # there it is not the resident's
                bounces.refused(connection, mail, outcome.reply, now)
        elif attempts >= self.settings.smtp.attempts:
            outbox.end_attempt(connection, mail.id, OutgoingState.FAILED, outcome.reply, now, mail.uncertain)
        elif outcome.ending is Ending.UNCERTAIN:
            self._keep_uncertain(connection, mail, outcome.reply)
        else:
            state = OutgoingState.UNCERTAIN if mail.uncertain else OutgoingState.QUEUED
            outbox.end_attempt(connection, mail.id, state, outcome.reply, now + pause(attempts), mail.uncertain)

    def _keep_uncertain(self, connection: Connection, mail: Outgoing, reply: str) -> None:
        told = f"no answer to the final dot: {reply}"
        if mail.uncertain >= len(UNCERTAIN_PAUSES):
            outbox.end_attempt(connection, mail.id, OutgoingState.FAILED, told, self.clock(), mail.uncertain + 1)
        else:
            again = self.clock() + UNCERTAIN_PAUSES[mail.uncertain]
            outbox.end_attempt(connection, mail.id, OutgoingState.UNCERTAIN, told, again, mail.uncertain + 1)

    def _put_all_off(self, due: list[Outgoing], problem: str) -> None:
        """The server's failure is not the mails': no attempt is counted."""
        again = self.clock() + pause(2)
        with self.store.change() as connection:
            for mail in due:
                outbox.put_off(connection, mail.id, problem, again)


def pause(attempts: int) -> timedelta:
    """Exponential back-off with jitter: one minute, doubling, at most four hours, give or take a fifth."""
    whole: timedelta = min(FIRST_PAUSE * 2 ** min(attempts, 12), LONGEST_PAUSE)
    return whole * random.uniform(0.8, 1.2)  # noqa: S311 # spreads load, guards nothing
