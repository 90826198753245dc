"""The road of one letter: read, documents, split, classify, decide, then one transaction that files it."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from classifiers.language import language_of
from classifiers.pipeline import Classifier
from config.events import event
from config.settings import Settings
from intake import filing as rows
from intake.decide import Facts, Filing, decide, permission
from intake.letters import read_letter
from intake.stations import Letter
from intake.understanding import Documents, StageError, Understanding, stage, understand
from notifications import acknowledgement
from notifications.acknowledgement import Receipt, Understood
from notifications.identity import own_message_ids
from storage import messages, outbox, submissions, worklog
from storage.originals import Originals
from storage.records import Message, MessageState
from storage.store import Store

KEY = "messages"
"""Name of the installation key that signs our Message-IDs."""
ACTOR = "novads"


class Road:
    """Takes received messages to filed, ignored or parked; one bad letter harms only itself."""

    def __init__(
        self,
        store: Store,
        originals: Originals,
        settings: Settings,
        documents: Documents,
        classifier: Classifier,
        clock: Callable[[], datetime],
        passing: Callable[[str], None] = lambda name: None,
    ) -> None:
        """`clock` gives the present; `passing` is called with the name of each commit point."""
        self.store, self.originals, self.settings = store, originals, settings
        self.documents, self.classifier = documents, classifier
        self.clock, self.passing = clock, passing
        with store.change() as connection:
            self.key = worklog.installation_key(connection, KEY)

    def process_waiting(self, done: Callable[[Message], None] = lambda message: None) -> Counter[MessageState]:
        """Process every received message whose turn has come; `done` sees each as it ends. Raises StorageError."""
        with self.store.ask() as connection:
            waiting = messages.waiting(connection, self.clock())
        ended: Counter[MessageState] = Counter()
        for number in waiting:
            message = self.process(number)
            ended[message.state] += 1
            done(message)
        return ended

    def process(self, number: int) -> Message:
        """Take one message to its end; returns it as it then is. Raises StorageError: no letter is to blame."""
        with self.store.change() as connection:
            attempts = messages.begin_attempt(connection, number)
            message = messages.get(connection, number)
        self.passing("attempt counted")
        if message.stage == messages.OVER_LIMIT:
            self._park(message, messages.OVER_LIMIT, message.error)
        elif attempts > self.settings.poll.attempts:
            self._park(message, "crash", f"the program ended {attempts - 1} times while it read this message")
        else:
            try:
                self._file(message, self.understand(message))
            except StageError as trouble:
                self._park(message, trouble.stage, str(trouble))
        with self.store.ask() as connection:
            return messages.get(connection, number)

    def understand(self, message: Message) -> Understanding:
        """Read, split and classify; nothing is changed."""
        with stage("original"):
            raw = self.originals.read(message.sha256)
        with stage("read"):
            letter = read_letter(raw)
        return understand(letter, self.documents, self.classifier)

    def _file(self, message: Message, found: Understanding) -> None:
        with self.store.change() as connection:
            if messages.get(connection, message.id).state is not MessageState.RECEIVED:
                return
            with stage("decide"):
                filing = self._decide(connection, message, found)
            if filing.ignored_rule:
                messages.ignore(connection, message.id, filing.ignored_rule)
                worklog.note(connection, self.clock(), ACTOR, "ignored", "message", message.id)
            else:
                with stage("file"):
                    self._store(connection, message, found, filing)
            self.passing("filing begun")
        self.passing("filed")
        event("message ignored" if filing.ignored_rule else "message filed", message=message.id)

    def _decide(self, connection: Connection, message: Message, found: Understanding) -> Filing:
        letter = found.reading.letter
        facts = Facts(
            reading=found.reading,
            wishes=found.wishes,
            verdicts=found.verdicts,
            received_at=message.received_at,
            channel=self.settings.channel(message.mailbox),
            own_ids=tuple(own_message_ids(self.key, letter.message_id)),
            reported_ids=self._reported_ids(message) if letter.is_auto else (),
            sent_today=self._sent_today(connection, letter.reply_to or letter.from_address),
            settings=self.settings,
        )
        return decide(facts)

    def _reported_ids(self, message: Message) -> tuple[str, ...]:
        return tuple(own_message_ids(self.key, self.originals.read(message.sha256).decode("latin-1")))

    def _store(self, connection: Connection, message: Message, found: Understanding, filing: Filing) -> None:
        letter, channel = found.reading.letter, self.settings.channel(message.mailbox)
        clock = rows.clock_of(found.reading, filing, channel, message.received_at, self.settings)
        matters = list(rows.new_matters(found.reading, found.wishes, found.verdicts, filing.kind, clock))
        language = language_of(letter.own_text or letter.subject)
        first = rows.first_due(clock, matters, filing.kind)
        new = rows.new_submission(found.reading, filing, channel, language, message.received_at, first)
        year = message.received_at.astimezone(ZoneInfo(self.settings.general.timezone)).year
        submission = submissions.add(connection, message.id, new, self.settings.general.code_prefix, year)
        submissions.add_documents(connection, submission.id, rows.new_documents(found.reading.documents))
        submissions.add_matters(connection, submission.id, matters)
        if filing.acknowledge.allowed:
            told = rows.understood(found.wishes, found.verdicts, filing, self.settings)
            self._acknowledge(connection, message, letter, told, submission.id, submission.code)
        messages.file(connection, message.id, submission.id)
        worklog.note(connection, self.clock(), ACTOR, "filed", "submission", submission.id, {"message": message.id})

    def _acknowledge(
        self,
        connection: Connection,
        message: Message,
        letter: Letter,
        understood: tuple[Understood, ...],
        submission: int | None,
        code: str,
    ) -> None:
        receipt = Receipt(
            row_key=f"acknowledgement:{message.id}",
            submission_id=submission,
            code=code,
            to_address=letter.reply_to or letter.from_address,
            received_at=message.received_at,
            understood=understood,
            answer_by=rows.due(message.received_at, self.settings).at,
            their_message_id=letter.message_id,
            their_references=letter.references,
        )
        now = self.clock()
        outbox.add(connection, acknowledgement.compose(receipt, self.settings, self.key, now), now)

    def _park(self, message: Message, stage: str, error: str) -> None:
        """The letter waits for a person, its clock runs, and its sender hears that it arrived."""
        logging.getLogger("novads").debug("parked", exc_info=True)
        with self.store.change() as connection:
            if messages.get(connection, message.id).state is not MessageState.RECEIVED:
                return
            messages.park(connection, message.id, stage, error, rows.due(message.received_at, self.settings).at)
            letter = self._headers_only(message)
            if letter and self.settings.acknowledgement.enabled and self._may_answer(connection, message, letter):
                self._acknowledge(connection, message, letter, (), None, "")
            worklog.note(connection, self.clock(), ACTOR, "parked", "message", message.id, {"stage": stage})
        self.passing("parked")
        event("message parked", logging.WARNING, message=message.id, stage=stage)

    def _may_answer(self, connection: Connection, message: Message, letter: Letter) -> bool:
        if self.settings.channel(message.mailbox) != "mail" or own_message_ids(self.key, letter.message_id):
            return False
        sent = self._sent_today(connection, letter.reply_to or letter.from_address)
        return permission(letter, self.settings, sent).allowed

    def _headers_only(self, message: Message) -> Letter | None:
        """The letter by its headers alone, for a receipt; None where even they cannot be read."""
        try:
            raw = self.originals.read(message.sha256)
            end = min((at for mark in (b"\r\n\r\n", b"\n\n") if (at := raw.find(mark)) >= 0), default=len(raw))
            return read_letter(raw[:end] + b"\r\n\r\n")
        except Exception:
            event("headers unreadable", logging.WARNING, message=message.id)
            return None

    def _sent_today(self, connection: Connection, address: str) -> int:
        zone = ZoneInfo(self.settings.general.timezone)
        midnight = self.clock().astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
        return outbox.automatic_since(connection, address, midnight.astimezone(UTC))
