"""The weekly digest: due on Monday 08:00 in Riga, one row per person and week, whatever crashes or changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from config.settings import Digest, General, Settings, Smtp
from notifications.digest import Digests, due_week
from storage import outbox
from storage.store import Store

SETTINGS = Settings(
    general=General(mode="observe"),
    smtp=Smtp(from_address="novads@example.lv"),
    digest=Digest(recipients=("anna@example.lv", "Juris@example.lv")),
)


@pytest.mark.parametrize(
    ("now", "week"),
    [
        ("2026-11-23T05:59:00+00:00", "2026-W46"),  # Monday 07:59 in Riga
        ("2026-11-23T06:00:00+00:00", "2026-W47"),
        ("2026-11-29T23:00:00+00:00", "2026-W47"),
        ("2026-03-30T05:00:00+00:00", "2026-W13"),  # the day after the change to summer time: 08:00 is 05:00 UTC
        ("2026-03-30T04:59:00+00:00", "2026-W12"),
        ("2026-10-26T06:00:00+00:00", "2026-W43"),  # the day after the change to winter time: 08:00 is 06:00 UTC
        ("2026-10-26T05:59:00+00:00", "2026-W42"),
        ("2027-01-04T06:00:00+00:00", "2026-W53"),
    ],
)
def test_the_week_that_is_due(now: str, week: str) -> None:
    told = due_week(datetime.fromisoformat(now), SETTINGS)
    assert told is not None
    assert told.name == week
    assert (told.end - told.start).days in (6, 7)


def digests(store: Store, now: str, staff: Sequence[str] = ()) -> Digests:
    return Digests(store, SETTINGS, lambda: datetime.fromisoformat(now), lambda text: text, lambda connection: staff)


def test_one_row_per_person_and_week(store: Store) -> None:
    first = digests(store, "2026-11-23T06:00:00+00:00", staff=("anna@example.lv",))
    assert first.write_due() == 2
    assert first.write_due() == 0
    assert digests(store, "2026-11-25T06:00:00+00:00").write_due() == 0
    assert digests(store, "2026-12-09T06:00:00+00:00").write_due() == 2, "missed weeks are made up for once"
    with store.ask() as connection:
        keys = {mail.key for mail in outbox.all_mails(connection)}
    assert keys == {f"digest:{who}@example.lv:2026-W{week}" for who in ("anna", "juris") for week in (47, 49)}


def test_an_empty_week_says_so(store: Store) -> None:
    digests(store, "2026-11-23T06:00:00+00:00").write_due()
    with store.ask() as connection:
        content = outbox.all_mails(connection)[0].content.decode()
    assert "jaunu priek=C5=A1likumu nav" in content.replace("=\r\n", "")


def test_nothing_is_written_when_switched_off(store: Store) -> None:
    off = SETTINGS.model_copy(update={"digest": Digest(enabled=False, recipients=("a@example.lv",))})
    assert Digests(store, off, lambda: datetime(2026, 11, 23, 9, tzinfo=UTC), str).write_due() == 0
