"""The state of a list lives in its address: query string in, `Wanted` and links out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from urllib.parse import parse_qsl, urlencode

from classifiers.search import stems
from storage.queue import Order, Place, Wanted
from storage.queue_index import Value

SOON = timedelta(days=7)
FACETS = (
    "topic",
    "sector",
    "place",
    "region",
    "call",
    "track",
    "channel",
    "language",
    "kind",
    "state",
    "assignee",
    "department",
    "files",
    "sure",
    "group",
)
"""Filters that may stand in an address, each with one value."""
VIEWS = ("review", "mine", "inquiries", "soon", "late", "unsure", "noise", "all")


@dataclass(frozen=True, slots=True)
class Address:
    """A list as its address says it: view, filters, searched words, order, and where the page begins."""

    view: str = "review"
    filters: tuple[Value, ...] = ()
    words: str = ""
    order: Order | None = None
    place: Place | None = None
    backwards: bool = False

    def query(self, place: bool = False) -> str:
        """The query string, with the page's place only when asked for."""
        told: list[tuple[str, str]] = [("view", self.view), *self.filters]
        told += [("q", self.words)] if self.words else []
        told += [("order", self.order.value)] if self.order else []
        if place and self.place:
            told.append(("before" if self.backwards else "after", f"{self.place.value}~{self.place.proposal}"))
        return urlencode(told)

    def at(self, place: Place, backwards: bool = False) -> Address:
        """The page that begins after a place, or ends before it."""
        return replace(self, place=place, backwards=backwards)

    def with_filter(self, facet: str, value: str) -> Address:
        """The same list with one filter set, or removed by ""."""
        kept = tuple(one for one in self.filters if one[0] != facet)
        return replace(self, filters=(*kept, (facet, value)) if value else kept, place=None)

    def value(self, facet: str) -> str:
        """The value a filter has, "" where it is not set."""
        return next((value for name, value in self.filters if name == facet), "")

    def wanted(self, user: int, today: date) -> Wanted:
        """The question to the queue, for a member of staff on a day."""
        facets = self.filters
        order = self.order or Order.NEWEST
        since = before = None
        if self.view == "mine":
            facets += (("mine", str(user)),)
        elif self.view in ("soon", "late"):
            order = self.order or Order.DUE
            since, before = (today, today + SOON) if self.view == "soon" else (None, today)
        else:
            facets += (("view", self.view),)
        return Wanted(facets, stems(self.words), order, since, before)


def read(arguments: Mapping[str, str]) -> Address:
    """An address from the arguments of a request; what it does not know is left out."""
    view = arguments.get("view", "review")
    order = arguments.get("order", "")
    after, before = arguments.get("after", ""), arguments.get("before", "")
    return Address(
        view=view if view in VIEWS else "review",
        filters=tuple((name, arguments[name]) for name in FACETS if arguments.get(name)),
        words=arguments.get("q", "").strip()[:200],
        order=Order(order) if order in list(Order) else None,
        place=_place(before or after),
        backwards=bool(before),
    )


def from_query(query: str) -> Address:
    """An address from a query string, as kept in a form's hidden field."""
    return read(dict(parse_qsl(query)))


def _place(told: str) -> Place | None:
    value, _, number = told.rpartition("~")
    return Place(value[:20], int(number)) if number.isdecimal() and len(number) < 10 else None
