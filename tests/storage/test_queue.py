"""Lists read from the index, on SQLite and on PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import insert, update

from classifiers.search import search_keys, stems
from storage import queue, queue_index, submissions
from storage.queue import Order, Wanted
from storage.records import NewMatter, NewSubmission, Suggested
from storage.store import Store
from storage.tables import messages
from storage.tables import submissions as letters

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TEXTS = ("apgaismojumu Ķekavā", "bedres Baložos", "apgaismojums Baldonē")


def fill(store: Store) -> None:
    """Three letters of one proposal each."""
    with store.change() as connection:
        for number, text in enumerate(TEXTS, 1):
            told = {"sha256": str(number), "body_sha256": "", "size": 1, "mailbox": "b", "state": "filed"}
            connection.execute(insert(messages).values(**told, received_at=NOW, first_seen_at=NOW))
            fields = dict.fromkeys(NewSubmission.__dataclass_fields__, "")
            new = NewSubmission(**{**fields, "received_at": NOW, "due_at": None})  # type: ignore[arg-type]
            letter = submissions.add(connection, number, new, "KEK", 2026)
            topic = "lighting" if "apgaism" in text else "roads"
            read = Suggested("proposal", (topic,), (), number / 10, False, "m", "")
            matter = NewMatter("body", 0, 1, text, read, keys=search_keys(text))
            submissions.add_matters(connection, letter.id, [matter])


def test_lists_search_and_counts(store: Store) -> None:
    fill(store)
    with store.ask() as connection:
        lit = Wanted((("topic", "lighting"),))
        assert queue.all_ids(connection, lit, 9) == [3, 1]
        assert queue.all_ids(connection, Wanted(stems=stems("APGAISMOJUMI kekava")), 9) == [1]
        assert queue.all_ids(connection, Wanted(order=Order.UNSURE), 9) == [1, 2, 3]
        assert queue.counts(connection, [("topic", "lighting")]) == {("topic", "lighting"): 2}
        first = queue.page(connection, Wanted(), limit=2)
        assert first.later
        second = queue.page(connection, Wanted(), first.rows[-1].place, limit=2)
        assert [row.proposal.id for row in (*first.rows, *second.rows)] == [3, 2, 1]


def test_rebuilding_changes_nothing(store: Store) -> None:
    fill(store)
    with store.change() as connection:
        before = queue.values_of(connection, "topic", "state", "view")
        assert queue_index.rebuild(connection) == 3
        assert queue.values_of(connection, "topic", "state", "view") == before


def test_sectors_follow_the_calls_setting(store: Store) -> None:
    fill(store)
    moved = {("budget-2027", "lighting"): "drosiba"}
    safe, streets = (Wanted((("sector", sector),)) for sector in ("drosiba", "infrastruktura_vide"))
    with store.change() as connection:
        connection.execute(update(letters).where(letters.c.id == 3).values(call="budget-2027"))
        queue_index.write(connection, [3])
        assert queue_index.keep_sectors(connection, moved) == 1
        assert queue_index.keep_sectors(connection, moved) == 0
        assert (queue.all_ids(connection, safe, 9), queue.all_ids(connection, streets, 9)) == ([3], [2, 1])
        submissions.set_labels(connection, 3, ("roads",), ())
        assert queue.all_ids(connection, safe, 9) == []
        submissions.set_labels(connection, 3, ("lighting",), ())
        assert queue_index.keep_sectors(connection, {}) == 1
        assert queue.counts(connection, [("sector", "infrastruktura_vide")])[("sector", "infrastruktura_vide")] == 3


def test_postgresql_searches_by_the_stored_words(served: Store) -> None:
    fill(served)
    with served.change() as connection:
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        asked = "EXPLAIN SELECT proposal_id FROM search_keys WHERE search_keys.words @@ to_tsquery('simple', 'bedr:*')"
        plan = "\n".join(connection.exec_driver_sql(asked).scalars())
        queue_index.set_keys(connection, 2, search_keys("soliņi parkā"))
        assert queue.all_ids(connection, Wanted(stems=stems("soliņu")), 9) == [2]
        assert queue.all_ids(connection, Wanted(stems=stems("bedres")), 9) == []
        statistics = connection.exec_driver_sql("SELECT stxname FROM pg_statistic_ext").scalars().all()
    assert "Bitmap Index Scan on search_keys_words" in plan
    assert statistics == ["facets_values"]
