"""The contract of ids: sectors, tracks, kinds, topics and places, read once from `config/taxonomy.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("taxonomy.toml")


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic: stable id, the sector it rolls up to, names by language ("lv", "ru", "en"), what it covers."""

    id: str
    sector: str
    lv: str
    ru: str
    en: str
    covers: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place: stable id, names, what it is (novads, pilsēta, pagasts, ciems, apkaime), row of the published table."""

    id: str
    lv: str
    ru: str
    unit: str
    region: str
    manager: str


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """All ids with their names; `sectors`, `tracks` and `kinds` map id to name or sentence."""

    sectors: dict[str, str]
    tracks: dict[str, str]
    kinds: dict[str, str]
    topics: dict[str, Topic]
    places: dict[str, Place]

    def region(self, place: str) -> str:
        """The row of the published table for a place id."""
        return self.places[place].region

    def sector(self, topic: str, moved: dict[str, str] | None = None) -> str:
        """The sector of a topic id; `moved` is a call's own setting of topic to sector."""
        return (moved or {}).get(topic) or self.topics[topic].sector


@cache
def taxonomy() -> Taxonomy:
    """The taxonomy that came with the program."""
    with FILE.open("rb") as file:
        told = tomllib.load(file)
    return Taxonomy(
        sectors=told["sectors"],
        tracks=told["tracks"],
        kinds=told["kinds"],
        topics={row["id"]: Topic(**row) for row in told["topics"]},
        places={row["id"]: Place(**row) for row in told["places"]},
    )
