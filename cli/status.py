"""`novads status`: how much is in which state, the last poll of each mailbox, what is parked and why."""

from __future__ import annotations

import argparse
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sqlalchemy import Connection

    from config.settings import Settings


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `novads status`."""
    from cli.building import settings_argument

    settings_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Print the state of the installation; 1 when something needs a person."""
    from cli.building import clock, open_store, settings_of, sources_of
    from notifications.held import summary
    from storage import messages, worklog
    from storage.records import MessageState

    settings = settings_of(options)
    store = open_store(settings)
    with store.ask() as connection:
        for line in lines(connection):
            print(line)
        late = list(not_polled(connection, settings, clock()))
        for line in late:
            print(line)
        held, undecided = summary(connection, settings)
        if held:
            print(f"held        {held}")
        polled = {(source.name, folder) for source in sources_of(settings) for folder in source.folders}
        parked = messages.counts(connection)[MessageState.PARKED]
        wrong = {(one.mailbox, one.folder) for one in worklog.last_polls(connection) if one.problem}
        wrong |= {(one.mailbox, one.folder) for one in worklog.last_reconciliations(connection) if one.difference}
    return 1 if parked or wrong & polled or late or undecided else 0  # what is polled no more needs nobody


def not_polled(connection: Connection, settings: Settings, now: datetime) -> Iterator[str]:
    """A line for each mailbox without a good poll for too long: nobody else tells when the worker itself is gone."""
    from storage import worklog

    good = worklog.last_good_polls(connection)
    for source in settings.sources():
        last = good.get(source.name)
        if last is None or now - last > timedelta(minutes=settings.alerts.poll_minutes):
            told = f"since {last:%Y-%m-%d %H:%M} UTC" if last else "ever"
            yield f"NOT POLLED  {source.name}, no good poll {told}; does `novads run` work?"


def lines(connection: Connection) -> Iterator[str]:
    """The report, line by line."""
    from storage import messages, outbox, submissions, worklog
    from storage.records import MessageState, sentences

    yield "messages    " + _counts(messages.counts(connection))
    yield "proposals   " + _counts(submissions.counts_by_state(connection))
    yield "mails       " + _counts(outbox.counts(connection))
    for poll in worklog.last_polls(connection):
        found = poll.problem or f"{poll.new} new, {poll.known} known"
        yield f"polled      {poll.mailbox} {poll.folder} {poll.ended_at:%Y-%m-%d %H:%M} UTC: {found}"
    for one in worklog.last_reconciliations(connection):
        told = f"{one.on_server} on the server, {one.filed} filed, {one.ignored} ignored, {one.parked} parked"
        difference = f", DIFFERENCE {one.difference}" if one.difference else ""
        yield f"reconciled  {one.mailbox} {one.folder} {one.at:%Y-%m-%d %H:%M} UTC: {told}{difference}"
    for message in messages.in_state(connection, MessageState.PARKED):
        told = f"received {message.received_at:%Y-%m-%d}, at {message.stage}: {sentences(message.problems)}"
        yield f"parked      {message.id}, {told}"


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{number} {name}" for name, number in counts.items())
