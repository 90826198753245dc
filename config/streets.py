"""The gazetteer of streets, read from `config/streets.toml`: the municipality edits that file."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).with_name("streets.toml")
STREET = ("iela", "улица", "ул", "street")


@dataclass(frozen=True, slots=True)
class Street:
    """A street or state road: its name, the place ids it runs through, how its name and kind begin, who keeps it.

    An empty `kinds` means that the name stands alone (road numbers); `authority` is "" for the municipality.
    """

    name: str
    places: tuple[str, ...]
    stems: tuple[str, ...]
    kinds: tuple[str, ...]
    authority: str


def read_streets(path: Path = FILE) -> tuple[Street, ...]:
    """The streets of a file. Raises tomllib.TOMLDecodeError or KeyError where it cannot be read so."""
    with path.open("rb") as file:
        rows = tomllib.load(file)["streets"]
    return tuple(
        Street(
            name=row["name"],
            places=tuple(row["places"]),
            stems=tuple(row["stems"]),
            kinds=tuple(row.get("kinds", STREET)),
            authority=row.get("authority", ""),
        )
        for row in rows
    )
