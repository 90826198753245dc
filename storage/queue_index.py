"""The inverted index of the queue: every proposal's facets and their counts, kept with every change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, tuple_, update
from sqlalchemy.dialects import postgresql, sqlite

from config.taxonomy import taxonomy
from storage.records import ProposalState
from storage.tables import (
    call_sectors,
    documents,
    facet_counts,
    facets,
    proposal_places,
    proposal_topics,
    proposals,
    search_keys,
)
from storage.tables import submissions as letters

OPEN = (ProposalState.TO_REVIEW, ProposalState.IN_ASSESSMENT, ProposalState.DECIDED)
Value = tuple[str, str]
"""A facet and its value."""


@dataclass(slots=True)
class _Facts:
    """All that the index says of one proposal."""

    values: set[Value] = field(default_factory=set)

    def add(self, facet: str, *values: object) -> None:
        self.values |= {(facet, str(value)) for value in values if value not in (None, "")}


def write(connection: Connection, chosen: Collection[int]) -> None:
    """Write the facets of proposals anew; call it in the transaction of every change to them."""
    wanted = _facts(connection, chosen)
    change: Counter[Value] = Counter()
    known: dict[int, set[Value]] = {}
    for row in connection.execute(select(facets).where(facets.c.proposal_id.in_(chosen))):
        known.setdefault(row.proposal_id, set()).add((row.facet, row.value))
    for number in sorted(chosen):
        old, new = known.get(number, set()), wanted.get(number, _Facts()).values
        _remove(connection, number, old - new)
        _add(connection, number, new - old)
        change.update(new - old)
        change.subtract(old - new)
    for value, by in sorted(change.items()):
        if by:
            _count(connection, value, by)


def rebuild(connection: Connection, batch: int = 1000) -> int:
    """Write the whole index anew, for an installation older than it or restored from parts; returns how many rows."""
    connection.execute(delete(facets))
    connection.execute(delete(facet_counts))
    ids = list(connection.scalars(select(proposals.c.id).order_by(proposals.c.id)))
    for start in range(0, len(ids), batch):
        told = _facts(connection, ids[start : start + batch])
        rows = [
            {"facet": facet, "value": value, "proposal_id": number}
            for number, facts in told.items()
            for facet, value in sorted(facts.values)
        ]
        connection.execute(insert(facets), rows)
    counted = select(facets.c.facet, facets.c.value, func.count()).group_by(facets.c.facet, facets.c.value)
    connection.execute(insert(facet_counts).from_select(["facet", "value", "number"], counted))
    return len(ids)


def keep_sectors(connection: Connection, wanted: Mapping[tuple[str, str], str], batch: int = 1000) -> int:
    """Take over which topics count under another sector in a call: (call, topic) -> sector.

    Writes the index of the calls anew whose setting changed; returns of how many proposals.
    """
    held = {(row.call, row.topic): row.sector for row in connection.execute(select(call_sectors))}
    changed = {key[0] for key in held.keys() | wanted.keys() if held.get(key) != wanted.get(key)}
    if not changed:
        return 0
    connection.execute(delete(call_sectors))
    rows = [{"call": call, "topic": topic, "sector": sector} for (call, topic), sector in wanted.items()]
    if rows:
        connection.execute(insert(call_sectors), rows)
    ids = list(connection.scalars(select(proposals.c.id).join(letters).where(letters.c.call.in_(changed))))
    for start in range(0, len(ids), batch):
        write(connection, ids[start : start + batch])
    return len(ids)


def set_keys(connection: Connection, proposal: int, keys: str) -> None:
    """Keep the folded stems by which search finds a proposal."""
    if connection.execute(update(search_keys).where(search_keys.c.proposal_id == proposal).values(keys=keys)).rowcount:
        return
    connection.execute(insert(search_keys).values(proposal_id=proposal, keys=keys))


def _facts(connection: Connection, chosen: Collection[int]) -> dict[int, _Facts]:
    with_files = select(documents.c.id).where(documents.c.submission_id == letters.c.id).exists()
    asked = (
        select(
            proposals, letters.c.call, letters.c.track, letters.c.channel, letters.c.language, with_files.label("files")
        )
        .join(letters)
        .where(proposals.c.id.in_(chosen), proposals.c.merged_into.is_(None))
    )
    found = connection.execute(asked).all()
    told = {row.id: _own_facts(row) for row in found}
    calls = {row.id: row.call for row in found}
    moved = {(row.call, row.topic): row.sector for row in connection.execute(select(call_sectors))}
    for row in connection.execute(select(proposal_topics).where(proposal_topics.c.proposal_id.in_(told))):
        told[row.proposal_id].add("topic", row.topic)
        topic = taxonomy().topics.get(row.topic)
        if row.rank == 0 and topic and not any(facet == "sector" for facet, _ in told[row.proposal_id].values):
            told[row.proposal_id].add("sector", moved.get((calls[row.proposal_id], row.topic), topic.sector))
    for row in connection.execute(select(proposal_places).where(proposal_places.c.proposal_id.in_(told))):
        place = taxonomy().places.get(row.place)
        told[row.proposal_id].add("place", row.place)
        told[row.proposal_id].add("region", place and place.region)
    return told


def _own_facts(row: Any) -> _Facts:
    facts = _Facts()
    is_open = row.state in OPEN
    facts.add("view", "all", *_views(row, is_open))
    for name in ("kind", "state", "call", "track", "channel", "language", "sector", "department"):
        facts.add(name, getattr(row, name))
    facts.add("assignee", row.assignee_id or "none")
    facts.add("group", row.group_id)
    facts.add("files", "yes" if row.files else "no")
    facts.add("sure", "no" if row.unsure else "yes")
    facts.add("confidence", f"{round(row.confidence * 100):03d}")
    if is_open and row.kind in ("proposal", "inquiry"):
        facts.add("due", row.due_at and row.due_at.date())
        facts.add("mine", row.assignee_id)
    return facts


def _views(row: Any, is_open: bool) -> list[str]:
    to_review = row.state == ProposalState.TO_REVIEW
    tests = {
        "review": row.kind == "proposal" and to_review,
        "unsure": row.kind == "proposal" and to_review and row.unsure,
        "inquiries": row.kind == "inquiry" and is_open,
        "noise": row.kind in ("noise", "auto"),
    }
    return [name for name, fits in tests.items() if fits]


def _remove(connection: Connection, proposal: int, values: Collection[Value]) -> None:
    if values:
        key = tuple_(facets.c.facet, facets.c.value)
        connection.execute(delete(facets).where(facets.c.proposal_id == proposal, key.in_(list(values))))


def _add(connection: Connection, proposal: int, values: Collection[Value]) -> None:
    if values:
        rows = [{"facet": facet, "value": value, "proposal_id": proposal} for facet, value in sorted(values)]
        connection.execute(insert(facets), rows)


def _count(connection: Connection, value: Value, by: int) -> None:
    make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    new = make(facet_counts).values(facet=value[0], value=value[1], number=by)
    key = [facet_counts.c.facet, facet_counts.c.value]
    connection.execute(new.on_conflict_do_update(index_elements=key, set_={"number": facet_counts.c.number + by}))
