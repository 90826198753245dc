"""What goes into the index and what comes out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Described:
    """A proposal with what is known of it: topics primary first, place ids, its language (lv, ru or en)."""

    id: int
    text: str
    topics: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    language: str = "lv"


@dataclass(frozen=True, slots=True)
class Said:
    """Two proposals of which a person said whether they ask for the same."""

    first: Described
    second: Described
    same: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """Another proposal that may ask for the same, with both texts and the reason.

    `score` is 0 to 1; `alike` says that it is high enough to suggest a group. `words` are shared words as they stand
    in the text itself, strongest first; `places` and `topic` what both have ("" for none).
    """

    id: int
    score: float
    alike: bool
    text: str
    other_text: str
    words: tuple[str, ...]
    places: tuple[str, ...]
    topic: str
