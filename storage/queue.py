"""The staff's queue: pages of lists read from the index of proposals (`storage.queue_index`).

A list is asked for by facets ("topic" = "lighting") that all must fit. A page costs as much as the rarest of them has
proposals, at most; without a second facet it costs the same however many there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnClause, Connection, Select, func, literal, literal_column, select, text, tuple_

from storage import submissions
from storage.queue_index import Value
from storage.records import Proposal, Submission
from storage.tables import documents, facet_counts, facets, search_keys


class Order(StrEnum):
    """How a list is sorted; the last two show only what has a due date or a confidence."""

    NEWEST = "newest"
    OLDEST = "oldest"
    DUE = "due"
    UNSURE = "unsure"


SORTED_BY = {Order.DUE: "due", Order.UNSURE: "confidence"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A list: facets that must all fit, stems that must all occur, the order, due days [since, before).

    `sure_from` (percent) leaves only suggestions of at least that confidence.
    """

    facets: tuple[Value, ...] = ()
    stems: tuple[str, ...] = ()
    order: Order = Order.NEWEST
    due_since: date | None = None
    due_before: date | None = None
    sure_from: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands in a list: its sort value ("" where sorted by number) and its id."""

    value: str
    proposal: int


@dataclass(frozen=True, slots=True)
class Listed:
    """One row of a list."""

    place: Place
    proposal: Proposal
    submission: Submission
    documents: int


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a list and whether there is more on either side."""

    rows: tuple[Listed, ...] = ()
    earlier: bool = False
    later: bool = False


def counts(connection: Connection, asked: Iterable[Value]) -> dict[Value, int]:
    """How many proposals have each of these values."""
    wanted = list(asked)
    key = tuple_(facet_counts.c.facet, facet_counts.c.value)
    found = connection.execute(select(facet_counts).where(key.in_(wanted)))
    told = {(row.facet, row.value): row.number for row in found}
    return {value: told.get(value, 0) for value in wanted}


def values_of(connection: Connection, *names: str) -> dict[str, dict[str, int]]:
    """Facet -> all values it has now, with how many proposals each."""
    told: dict[str, dict[str, int]] = {name: {} for name in names}
    asked = select(facet_counts).where(facet_counts.c.facet.in_(names), facet_counts.c.number > 0)
    for row in connection.execute(asked):
        told[row.facet][row.value] = row.number
    return told


def due_count(connection: Connection, since: date | None, before: date) -> int:
    """How many open matters are due on days from `since` up to, not including, `before`."""
    asked = select(func.coalesce(func.sum(facet_counts.c.number), 0)).where(facet_counts.c.facet == "due")
    asked = asked.where(facet_counts.c.value < before.isoformat())
    if since:
        asked = asked.where(facet_counts.c.value >= since.isoformat())
    return int(connection.scalars(asked).one())


def page(
    connection: Connection, wanted: Wanted, at: Place | None = None, backwards: bool = False, limit: int = 50
) -> Page:
    """The rows after the place `at` (before it when `backwards`), in the list's order."""
    places = _places(connection, wanted, at, backwards, limit + 1)
    more, places = len(places) > limit, places[:limit]
    if backwards:
        return Page(_rows(connection, places[::-1]), earlier=more, later=at is not None)
    return Page(_rows(connection, places), earlier=at is not None, later=more)


def after(connection: Connection, wanted: Wanted, at: Place) -> int | None:
    """The proposal that follows a place in a list: "save and next"."""
    found = _places(connection, wanted, at, False, 1)
    return found[0].proposal if found else None


def place_of(connection: Connection, wanted: Wanted, proposal: int) -> Place:
    """Where a proposal stands, or would stand, in a list."""
    facet = SORTED_BY.get(wanted.order)
    if facet is None:
        return Place("", proposal)
    asked = select(facets.c.value).where(facets.c.facet == facet, facets.c.proposal_id == proposal)
    return Place(connection.scalars(asked).first() or "", proposal)


def all_ids(connection: Connection, wanted: Wanted, limit: int) -> list[int]:
    """The ids of a whole list, at most `limit`: for what is done in bulk."""
    return [place.proposal for place in _places(connection, wanted, None, False, limit)]


def _places(connection: Connection, wanted: Wanted, at: Place | None, backwards: bool, limit: int) -> list[Place]:
    driver = facets.alias("driver")
    sorted_by = SORTED_BY.get(wanted.order)
    downwards = (wanted.order is Order.NEWEST) != backwards
    asked: Select[Any] = select(driver.c.value, driver.c.proposal_id)
    if sorted_by:
        asked, others = asked.where(driver.c.facet == sorted_by), wanted.facets
        keys: tuple[Any, ...] = (driver.c.value, driver.c.proposal_id)
        here: tuple[Any, ...] = (at.value, at.proposal) if at else ()
    else:
        rarest, others = _rarest(connection, wanted.facets)
        asked = asked.where(driver.c.facet == rarest[0], driver.c.value == rarest[1])
        keys, here = (driver.c.proposal_id,), (at.proposal,) if at else ()
    if at:
        left, right = tuple_(*keys), tuple_(*map(literal, here))
        asked = asked.where(left < right if downwards else left > right)
    asked = _sure(_due(_having(asked, driver, others), driver, wanted), driver, wanted.sure_from)
    asked = _matching(connection, asked, driver, wanted.stems)
    asked = asked.order_by(*(key.desc() if downwards else key for key in keys)).limit(limit)
    return [Place(row.value if sorted_by else "", row.proposal_id) for row in connection.execute(asked)]


def _rarest(connection: Connection, asked: Sequence[Value]) -> tuple[Value, tuple[Value, ...]]:
    if not asked:
        return ("view", "all"), ()
    known = counts(connection, asked)
    first = min(asked, key=lambda value: known[value])
    return first, tuple(value for value in asked if value != first)


def _having(asked: Select[Any], driver: Any, others: Iterable[Value]) -> Select[Any]:
    for facet, value in others:
        also = facets.alias()
        fits = select(1).where(also.c.facet == facet, also.c.value == value, also.c.proposal_id == driver.c.proposal_id)
        asked = asked.where(fits.exists())
    return asked


def _due(asked: Select[Any], driver: Any, wanted: Wanted) -> Select[Any]:
    if wanted.due_since is None and wanted.due_before is None:
        return asked
    day = driver if wanted.order is Order.DUE else facets.alias("day")
    bounds = [day.c.value >= wanted.due_since.isoformat()] if wanted.due_since else []
    bounds += [day.c.value < wanted.due_before.isoformat()] if wanted.due_before else []
    if day is driver:
        return asked.where(*bounds)
    fits = select(1).where(day.c.facet == "due", day.c.proposal_id == driver.c.proposal_id, *bounds)
    return asked.where(fits.exists())


def _sure(asked: Select[Any], driver: Any, percent: int | None) -> Select[Any]:
    if percent is None:
        return asked
    also = facets.alias("confidence")
    fits = select(1).where(
        also.c.facet == "confidence", also.c.value >= f"{percent:03d}", also.c.proposal_id == driver.c.proposal_id
    )
    return asked.where(fits.exists())


def _matching(connection: Connection, asked: Select[Any], driver: Any, stems: Sequence[str]) -> Select[Any]:
    if not stems:
        return asked
    if connection.dialect.name == "sqlite":
        words = " ".join(f'"{stem}"*' for stem in stems)
        found = text("SELECT rowid FROM search_fts WHERE search_fts MATCH :words").bindparams(words=words)
        return asked.where(driver.c.proposal_id.in_(found.columns(search_keys.c.proposal_id)))
    words = " & ".join(f"'{stem}':*" for stem in stems)
    vector: ColumnClause[Any] = literal_column("search_keys.words")
    found_rows = select(search_keys.c.proposal_id).where(vector.op("@@")(func.to_tsquery(text("'simple'"), words)))
    return asked.where(driver.c.proposal_id.in_(found_rows))


def _rows(connection: Connection, places: Sequence[Place]) -> tuple[Listed, ...]:
    chosen = {one.id: one for one in submissions.proposals_by_id(connection, [place.proposal for place in places])}
    about = {one.id: one for one in submissions.by_ids(connection, {one.submission_id for one in chosen.values()})}
    with_files = select(documents.c.submission_id, func.count()).where(documents.c.submission_id.in_(about))
    files: dict[int, int] = {
        row[0]: row[1] for row in connection.execute(with_files.group_by(documents.c.submission_id))
    }
    return tuple(
        Listed(place, (one := chosen[place.proposal]), about[one.submission_id], files.get(one.submission_id, 0))
        for place in places
        if place.proposal in chosen
    )
