"""The road of one letter: read, documents, split, classify, decide, then one transaction that files it."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from classifiers.language import language_of
from classifiers.pipeline import Classifier
from config.events import event
from config.settings import Settings
from intake import filing as rows
from intake.attach import attach
from intake.belonging import find
from intake.decide import Facts, Filing, authentication_failed, decide
from intake.packed import open_letter
from intake.parking import Parking
from intake.receipts import Receipts
from intake.stations import Letter
from intake.understanding import Documents, StageError, Understanding, stage, understand
from notifications import bounces
from notifications.bounces import Report
from notifications.identity import own_message_ids
from storage import bounces as bounce_rows
from storage import messages, submissions, threads, worklog
from storage.originals import Originals
from storage.records import Message, MessageState, ProblemKind, Remark, Submission
from storage.store import Store

KEY = "messages"
"""Name of the installation key that signs our Message-IDs."""
ACTOR = "novads"
REPORT_BYTES = 1 << 20
"""How much of a machine's message is read for what it reports; what follows is the mail it returns."""


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
        self.receipts = Receipts(settings, self.key, clock)
        self.parking = Parking(store, originals, settings, self.receipts, clock, ACTOR)

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
            self._park(message, messages.OVER_LIMIT, *message.problems)
        elif attempts > self.settings.poll.attempts:
            self._park(message, "crash", ProblemKind.CRASHED(times=attempts - 1))
        else:
            try:
                self._file(message, self.understand(message))
            except StageError as trouble:
                self._park(message, trouble.stage, ProblemKind.RAISED(error=str(trouble)))
        with self.store.ask() as connection:
            return messages.get(connection, number)

    def understand(self, message: Message) -> Understanding:
        """Read, split and classify; nothing is changed."""
        return understand(self._letter(message), self.documents, self.classifier)

    def _letter(self, message: Message) -> Letter:
        """The letter with its attachments; its raw bytes are gone from memory before these are read."""
        with stage("original"):
            raw = self.originals.read(message.sha256)
        with stage("read"):
            return open_letter(raw, self.documents)

    def _file(self, message: Message, found: Understanding) -> None:
        with self.store.change() as connection:
            if messages.get(connection, message.id).state is not MessageState.RECEIVED:
                return
            with stage("decide"):
                filing = self._decide(connection, message, found)
            if filing.ignored_rule:
                messages.ignore(connection, message.id, filing.ignored_rule)
                self._record_bounce(connection, message, filing.reports)
                worklog.note(connection, self.clock(), ACTOR, "ignored", "message", message.id)
            else:
                with stage("file"):
                    self._store(connection, message, found, filing)
            self.passing("filing begun")
        self.passing("filed")
        event("message ignored" if filing.ignored_rule else "message filed", message=message.id)

    def _decide(self, connection: Connection, message: Message, found: Understanding) -> Filing:
        letter = found.reading.letter
        reported, reports = self._reports(connection, message, letter)
        trusted = not authentication_failed(letter, self.settings.acknowledgement.trusted_authserv_id)
        facts = Facts(
            reading=found.reading,
            wishes=found.wishes,
            verdicts=found.verdicts,
            received_at=message.received_at,
            channel=self.settings.channel(message.mailbox),
            own_ids=tuple(own_message_ids(self.key, letter.message_id)),
            reported_ids=reported,
            sent_today=self.receipts.sent_today(connection, letter.reply_to or letter.from_address),
            settings=self.settings,
            belonging=find(connection, self.key, found.reading, message.received_at, trusted, self.settings),
            reports=reports,
            dead_address=bounce_rows.is_dead(connection, letter.reply_to or letter.from_address),
        )
        return decide(facts)

    def _reports(
        self, connection: Connection, message: Message, letter: Letter
    ) -> tuple[tuple[str, ...], tuple[Report, ...]]:
        """(Message-IDs of mails of ours that a machine's message tells of, the failures it reports about them)."""
        if not letter.is_auto and not bounces.ROBOT.match(letter.from_address):
            return (), ()
        raw = self.originals.start(message.sha256, REPORT_BYTES)
        about = bounces.matched(connection, self.key, raw)
        ids = own_message_ids(self.key, raw.decode("latin-1")) + ([about.message_id] if about else [])
        return tuple(dict.fromkeys(ids)), bounces.read(raw) if about else ()

    def _record_bounce(self, connection: Connection, message: Message, reports: tuple[Report, ...]) -> None:
        """What failed at the address of mode redirect says nothing of the resident's."""
        redirected = self.settings.general.redirect_to.lower()
        theirs = tuple(one for one in reports if not redirected or one.address.lower() != redirected)
        raw = self.originals.start(message.sha256, REPORT_BYTES)
        about = bounces.matched(connection, self.key, raw) if theirs else None
        if about:
            bounces.record(connection, self.key, about, theirs, message.id, self.clock())

    def _store(self, connection: Connection, message: Message, found: Understanding, filing: Filing) -> None:
        letter, channel = found.reading.letter, self.settings.channel(message.mailbox)
        clock = rows.clock_of(found.reading, filing, channel, message.received_at, self.settings)
        matters = list(rows.new_matters(found.reading, found.wishes, found.verdicts, filing.kind, clock))
        if filing.belonging.submission is not None:
            matters = [rows.in_reply(one, filing.belonging) for one in matters]
            held = attach(connection, message, found.reading, filing.belonging, filing.kind, matters)
            self._told(connection, message, found, filing, held, "attached")
            return
        language = language_of(letter.own_text or letter.subject)
        first = rows.first_due(clock, matters, filing.kind)
        new = rows.new_submission(found.reading, filing, channel, language, message.received_at, first)
        year = message.received_at.astimezone(ZoneInfo(self.settings.general.timezone)).year
        submission = submissions.add(connection, message.id, new, self.settings.general.code_prefix, year)
        submissions.add_documents(connection, submission.id, rows.new_documents(found.reading.documents))
        submissions.add_matters(connection, submission.id, matters)
        for one in filing.belonging.hints:
            threads.add_hint(connection, submission.id, one.submission, one.reason)
        messages.file(connection, message.id, submission.id)
        self._told(connection, message, found, filing, submission, "filed")

    def _told(
        self,
        connection: Connection,
        message: Message,
        found: Understanding,
        filing: Filing,
        held: Submission,
        action: str,
    ) -> None:
        """The receipt, where one may go, and the trail."""
        if filing.acknowledge.allowed:
            told = rows.understood(found.wishes, found.verdicts, filing, self.settings)
            self.receipts.write(connection, message, found.reading.letter, held, told, filing.belonging.how)
        worklog.note(connection, self.clock(), ACTOR, action, "submission", held.id, {"message": message.id})

    def _park(self, message: Message, stage: str, *problems: Remark) -> None:
        if self.parking.park(message, stage, problems):
            self.passing("parked")
            event("message parked", logging.WARNING, message=message.id, stage=stage)
