"""Once a day: every message in the mailbox against filed, ignored, parked; a difference is never silent."""

from __future__ import annotations

from collections import Counter

from intake.mailbox.poll import Clock
from intake.mailbox.source import MailboxError, Source
from storage import sightings, worklog
from storage.records import MessageState, Reconciliation
from storage.store import Store


def reconcile(source: Source, store: Store, clock: Clock) -> tuple[list[Reconciliation], list[str]]:
    """Compare every folder of a source with the records; returns (comparisons, problems of folders not reached)."""
    done, problems = [], []
    for folder in source.folders:
        try:
            done.append(_compare(source, folder, store, clock))
        except MailboxError as error:
            problems.append(str(error))
    return done, problems


def _compare(source: Source, folder: str, store: Store, clock: Clock) -> Reconciliation:
    with source.open(folder) as opened:
        standing, uidvalidity = opened.uids(), opened.uidvalidity
    with store.change() as connection:
        known = sightings.states_in_folder(connection, source.name, folder, uidvalidity)
        states = Counter(known[uid] for uid in standing if uid in known)
        result = Reconciliation(
            mailbox=source.name,
            folder=folder,
            at=clock(),
            on_server=len(standing),
            filed=states[MessageState.FILED],
            ignored=states[MessageState.IGNORED],
            parked=states[MessageState.PARKED],
            waiting=states[MessageState.RECEIVED],
            difference=sum(uid not in known for uid in standing),
        )
        worklog.add_reconciliation(connection, result)
    return result
