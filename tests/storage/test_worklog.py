"""The lease has one holder at a time; polls and keys are kept."""

from datetime import UTC, datetime, timedelta

from storage import worklog
from storage.records import PollResult
from storage.store import Store

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def test_a_lease_has_one_holder_until_it_expires(store: Store) -> None:
    with store.change() as connection:
        assert worklog.take_lease(connection, "worker", "one", NOW, 60) == 1
        assert worklog.take_lease(connection, "worker", "two", NOW, 60) is None
        assert worklog.take_lease(connection, "worker", "one", NOW + timedelta(seconds=30), 60) == 1
        assert worklog.take_lease(connection, "worker", "two", NOW + timedelta(seconds=91), 60) == 2
        assert worklog.take_lease(connection, "worker", "one", NOW + timedelta(seconds=92), 60) is None
        worklog.give_lease_back(connection, "worker", "two")
        assert worklog.take_lease(connection, "worker", "one", NOW + timedelta(seconds=93), 60) is not None


def test_failures_are_counted_since_the_last_success(store: Store) -> None:
    with store.change() as connection:
        for problem in ("", "refused", "timed out"):
            worklog.add_poll(connection, PollResult("town", "INBOX", NOW, NOW, 0, 0, problem))
        assert worklog.failures_in_a_row(connection, "town", "INBOX") == 2
        assert [poll.problem for poll in worklog.last_polls(connection)] == ["timed out"]


def test_an_installation_key_stays_the_same(store: Store) -> None:
    with store.change() as connection:
        first = worklog.installation_key(connection, "message-id")
    with store.change() as connection:
        assert worklog.installation_key(connection, "message-id") == first
        assert worklog.installation_key(connection, "sessions") != first
