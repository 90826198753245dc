"""What tells the right way to split a letter from others: features of all its wishes together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise

from classifiers.wishes.candidates import Candidate
from classifiers.wishes.cues import mark
from classifiers.wishes.features import LINES, SEVERAL, step
from classifiers.wishes.listing import items_of, list_facts
from classifiers.wishes.passages import Span, of_all, of_border, of_question, of_wish
from classifiers.wishes.sequence import Features
from classifiers.wishes.stretches import Stretches

MOST_COUNTED = 5
COUNTED = {
    2: r"div[iaāe]\w*|дв[аеу]\w*|two|couple",
    3: r"tr[īi]s|три|three",
    4: r"četr\w+|cetr\w+|четыре|four",
    5: r"piec\w*|пять|five",
}
NUMBERS = {count: re.compile(rf"(?<!\w)(?:{words}|{count})\b", re.IGNORECASE) for count, words in COUNTED.items()}


@dataclass(frozen=True, slots=True)
class Numbered:
    """The numbers of the roles that tell wishes."""

    begin: int
    inside: int
    question: int


class Ways:
    """The ways to split one letter, described; what is the same in several of them is looked at once."""

    def __init__(self, subject: str, stretches: Stretches, roles: Numbered) -> None:
        self.stretches, self.roles = stretches, roles
        self.facts = tuple(_facts(subject, stretches))
        self.stated = _stated(f"{subject}\n{stretches.text}")
        self.items = items_of(stretches)
        self.list_facts = tuple(list_facts(stretches, self.items))
        self._wish = cache(lambda span, several: tuple(of_wish(stretches, span, several)))
        self._border = cache(lambda before, after: tuple(of_border(stretches, before, after)))
        self._question = cache(lambda span: tuple(of_question(stretches, span)))

    def described(self, way: Candidate) -> Features:
        """The features of one way."""
        spans = wishes_of(way.roles, self.roles)
        several = "several" if len(spans) > 1 else "one"
        found = Counter[str]()
        for fact in self.facts:
            found[f"{fact}: {min(len(spans), MOST_COUNTED)}"] += 1
            found[f"{fact}: more"] += len(spans)
        found.update("as stated" if number == len(spans) else "not as stated" for number in self.stated)
        for span in spans:
            found.update(self._wish(span, several))
        for before, after in pairwise(spans):
            found.update(self._border(before, after))
        for span in _questions(way.roles, self.roles.question):
            found.update(self._question(span))
        found.update(self._of_list({first for first, _ in spans}))
        return {"score": way.score} | found | of_all([self.stretches.of(*span) for span in spans])

    def _of_list(self, begun: set[int]) -> Iterator[str]:
        """Whether the items of a list are wishes, all, some or none, and what the items are like."""
        if len(self.items) >= 2:
            count = sum(place in begun for place in self.items)
            how = "all" if count == len(self.items) else {0: "none", 1: "one"}.get(count, "some")
            yield f"items {how}"
            yield f"items {how} others {min(len(begun - set(self.items)), 2)}"
            yield from (f"items {how} {fact}" for fact in self.list_facts)


def chosen(ways: Sequence[Features], choice: Mapping[str, float]) -> int:
    """The number of the way whose features the weights `choice` value most, the first of equals."""
    worth = [sum(choice.get(name, 0.0) * value for name, value in way.items()) for way in ways]
    return worth.index(max(worth))


def wishes_of(way: Sequence[int], roles: Numbered) -> list[Span]:
    """The units of each wish, from its beginning to the last unit that belongs to it; all where none begins."""
    starts = [place for place, role in enumerate(way) if role == roles.begin] or [0]
    return [(start, _last(way[start:end], roles) + start) for start, end in pairwise([*starts, len(way)])]


def _last(way: Sequence[int], roles: Numbered) -> int:
    return max((place for place, role in enumerate(way) if role in (roles.begin, roles.inside)), default=0) + 1


def _facts(subject: str, stretches: Stretches) -> Iterator[str]:
    """What the letter as a whole says of how many wishes it has."""
    text, units = stretches.text, stretches.units
    yield "any"
    yield from (f"several {name}" for name, where in (("subject", subject), ("text", text)) if SEVERAL.search(where))
    marks = Counter(mark(text[one.start : one.end])[0] for one in units if one.edge in (*LINES, "marker"))
    marks.pop("", None)
    yield f"listed {min(max(marks.values(), default=0), 3)}"
    yield f"paragraphs {min(sum(one.edge == 'paragraph' for one in units), 4)}"
    yield f"words {min(len(text.split()) // 40, 5)}"
    whole = stretches.of(0, len(units))
    yield f"sure {step(float(whole.topics.max()))}"
    yield f"asks {min(whole.asks, 4)}"


def _stated(text: str) -> set[int]:
    """How many things the letter says that it asks for."""
    hits = [hit.group() for hit in SEVERAL.finditer(text)]
    return {number for number, words in NUMBERS.items() if any(words.search(hit) for hit in hits)}


def _questions(way: Sequence[int], question: int) -> Iterator[Span]:
    """The stretches of units that are questions beside the wishes."""
    for role, places in groupby(range(len(way)), key=lambda place: way[place]):
        run = list(places)
        if role == question:
            yield run[0], run[-1] + 1
