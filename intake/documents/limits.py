"""How much of a stranger's file is opened. Real documents stay far below; hostile ones end at a limit with a name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds for the files of one letter.

    Sizes are in bytes: `file` for one file as sent, `member` for one unpacked file, `unpacked` for all that one
    attachment unpacks to. `ratio` is unpacked to packed size, looked at from `ratio_from` bytes on. `entries` counts
    the names in one archive, `inside` the files opened in one attachment, `depth` files within files. `text` is in
    characters of one document, `name` in characters of a file name. `seconds` is the wall clock for one file, `memory`
    the address space of the process that reads it.
    """

    file: int = 200_000_000
    member: int = 100_000_000
    unpacked: int = 300_000_000
    ratio: int = 200
    ratio_from: int = 10_000_000
    entries: int = 20_000
    inside: int = 200
    depth: int = 3
    text: int = 2_000_000
    name: int = 200
    seconds: float = 30.0
    memory: int = 1 << 30


DEFAULT_LIMITS = Limits()
