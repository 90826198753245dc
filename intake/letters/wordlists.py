"""The word lists beside this module (*.toml): each list becomes one alternation."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path


@cache
def _lists(name: str) -> dict[str, list[str]]:
    return tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8"))


def any_of(name: str, *keys: str) -> str:
    """A group that matches any item of the lists `keys` in `name`.toml."""
    return "(?:" + "|".join(item for key in keys for item in _lists(name)[key]) + ")"


@cache
def words(name: str, key: str, before: str = "", after: str = "") -> re.Pattern[str]:
    """The list as one pattern without regard to case, compiled at its first use, between `before` and `after`."""
    return re.compile(before + any_of(name, key) + after, re.I)
