"""What the list in a letter is like: its items, what leads to it, whether they ask and differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from classifiers.wishes.cues import CUES, mark
from classifiers.wishes.features import LINES, SEVERAL
from classifiers.wishes.passages import MARKED, SURE, Span
from classifiers.wishes.stretches import Stretches

LONG_ITEM = 7


def items_of(stretches: Stretches) -> list[int]:
    """The units that begin an item of the letter's list: marked ones, else sentences that count; thanks aside."""
    units = stretches.units
    listable = (place for place, unit in enumerate(units) if unit.edge in (*LINES, "marker"))
    marked = [place for place in listable if mark(stretches.words_of(place, place + 1))[0]]
    listed = marked if len(marked) >= 2 else _counted(stretches)
    return [place for place, end in pairwise([*listed, len(units)]) if not _content(stretches, (place, end))]


def _counted(stretches: Stretches) -> list[int]:
    """The sentences that count what they say in words, "first", "secondly"."""
    opened = (place for place, unit in enumerate(stretches.units) if unit.edge != "clause")
    return [place for place in opened if CUES["count"].match(stretches.words_of(place, place + 1))]


def _content(stretches: Stretches, span: Span) -> bool:
    """Whether an item of a list only thanks, or says that a thing is fine."""
    body = stretches.words_of(span[0], span[0] + 1)
    return not stretches.of(*span).asks and bool(CUES["thank"].search(body) or CUES["fine"].search(body))


def list_facts(stretches: Stretches, items: Sequence[int]) -> Iterator[str]:
    """How many items of a list ask, speak of topics and places of their own, and are long; what leads to the list."""
    seen = [stretches.of(*span) for span in pairwise([*items, len(stretches.units)])]
    if len(seen) > 1:
        yield from _lead(stretches, items[0])
        places = [one.places for one in seen if one.places]
        yield f"places {min(len(set(places)), 3)}"
        yield f"speaking {_share(bool(one.concepts) for one in seen)}"
    if seen:
        yield f"asking {_share(one.asks > 0 for one in seen)}"
        topics = [one.topics.argmax() for one in seen]
        yield f"topics {_share(topics.count(topic) == 1 for topic in topics)}"
        yield f"sure {_share(one.topics.max() >= SURE for one in seen)}"
        bodies = [stretches.words_of(first, first + 1) for first in items]
        yield f"long {_share(len(body.split()) >= LONG_ITEM for body in bodies)}"
        yield f"ends {_share(body[-1] in '.!?' for body in bodies)}"
        yield f"commands {_share(bool(CUES['order'].match(MARKED.sub('', body))) for body in bodies)}"
        yield f"tasks {_share(bool(CUES['task'].match(MARKED.sub('', body))) for body in bodies)}"
        yield f"lacking {_share(bool(CUES['lack'].search(body)) for body in bodies)}"


def _lead(stretches: Stretches, first: int) -> Iterator[str]:
    """What the words before a list promise: a request of their own, reasons or details, several things."""
    if not first:
        yield "no lead"
        return
    before, line = stretches.of(0, first), stretches.words_of(first - 1, first)
    yield f"lead asks {before.asks > 0} sure {before.topics.max() >= SURE}"
    yield f"lead ends {line[-1] == ':'} asks {bool(CUES['ask'].search(line))}"
    yield f"lead explains {bool(CUES['explain'].search(line))} several {bool(SEVERAL.search(line))}"


def _share(told: Iterable[bool]) -> str:
    known = list(told)
    return "all" if all(known) else "none" if not any(known) else "half" if 2 * sum(known) >= len(known) else "few"
