"""What tells the right way to split a letter from others: features of all its wishes together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, groupby, pairwise

from classifiers.wishes.candidates import Candidate
from classifiers.wishes.cues import CUES, mark
from classifiers.wishes.features import LINES, SEVERAL, step
from classifiers.wishes.sequence import Features
from classifiers.wishes.stretches import Seen, Stretches

TELLING = ("join", "count", "ask", "order", "lack", "refer", "thank", "fine", "attached", "wonder", "mine")
HELD = ("mine", "wonder", "lack", "thank", "fine", "attached")
SURE = 0.4
MOST_COUNTED = 5
LONG_ITEM = 7
MARKED = re.compile(r"^[^\w]*(?:\w{1,3}[.)]\s*)?")
COUNTED = {
    2: r"div[iaāe]\w*|дв[аеу]\w*|two|couple",
    3: r"tr[īi]s|три|three",
    4: r"četr\w+|cetr\w+|четыре|four",
    5: r"piec\w*|пять|five",
}
NUMBERS = {count: re.compile(rf"(?<!\w)(?:{words}|{count})\b", re.IGNORECASE) for count, words in COUNTED.items()}


Span = tuple[int, int]
"""Units [first, end) of a letter."""


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
        units, text = stretches.units, stretches.text
        listable = (place for place, unit in enumerate(units) if unit.edge in (*LINES, "marker"))
        marked = [place for place in listable if mark(text[units[place].start : units[place].end])[0]]
        listed = marked if len(marked) >= 2 else _counted(stretches)
        self.items = [place for place, end in pairwise([*listed, len(units)]) if not _content(stretches, (place, end))]
        self.list_facts = tuple(_list_facts(stretches, self.items))
        self._wish = cache(lambda span, several: tuple(_of_wish(stretches, span, several)))
        self._border = cache(lambda before, after: tuple(_of_border(stretches, before, after)))
        self._question = cache(lambda span: tuple(_of_question(stretches, span)))

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
        return {"score": way.score} | found | _of_all([self.stretches.of(*span) for span in spans])

    def _of_list(self, begun: set[int]) -> Iterator[str]:
        """Whether the items of a list are wishes, all, some or none, and what the items are like."""
        if len(self.items) >= 2:
            count = sum(place in begun for place in self.items)
            how = "all" if count == len(self.items) else {0: "none", 1: "one"}.get(count, "some")
            yield f"items {how}"
            yield f"items {how} others {min(len(begun - set(self.items)), 2)}"
            yield from (f"items {how} {fact}" for fact in self.list_facts)


def _counted(stretches: Stretches) -> list[int]:
    """The sentences that count what they say in words, "first", "secondly"."""
    opened = (place for place, unit in enumerate(stretches.units) if unit.edge != "clause")
    return [place for place in opened if CUES["count"].match(_body(stretches, (place, place + 1)))]


def _content(stretches: Stretches, span: Span) -> bool:
    """Whether an item of a list only thanks, or says that a thing is fine."""
    body = _body(stretches, (span[0], span[0] + 1))
    return not stretches.of(*span).asks and bool(CUES["thank"].search(body) or CUES["fine"].search(body))


def _list_facts(stretches: Stretches, items: Sequence[int]) -> Iterator[str]:
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
        bodies = [_body(stretches, (first, first + 1)) for first in items]
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
    before, line = stretches.of(0, first), _body(stretches, (first - 1, first))
    yield f"lead asks {before.asks > 0} sure {before.topics.max() >= SURE}"
    yield f"lead ends {line[-1] == ':'} asks {bool(CUES['ask'].search(line))}"
    yield f"lead explains {bool(CUES['explain'].search(line))} several {bool(SEVERAL.search(line))}"


def _share(told: Iterable[bool]) -> str:
    known = list(told)
    return "all" if all(known) else "none" if not any(known) else "half" if 2 * sum(known) >= len(known) else "few"


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


def _of_wish(stretches: Stretches, span: Span, several: str) -> Iterator[str]:
    """What a wish is like; `several` tells whether it is one of several."""
    seen, body = stretches.of(*span), MARKED.sub("", _body(stretches, span))
    yield f"wish asks {min(seen.asks, 3)} {several}"
    yield f"wish sure {step(float(seen.topics.max()))} {several}"
    yield f"wish words {min(len(body.split()) // 8, 6)} {several}"
    yield f"wish speaks {bool(seen.concepts)} {several}"
    yield f"wish inquiry {step(seen.inquiry)} {several}"
    yield f"wish inquiry {step(seen.inquiry)} asks {seen.asks > 0} ends {body[-1:] == '?'}"
    yield from (f"wish {name} {several}" for name in TELLING if CUES[name].match(body))
    for name in HELD:
        if CUES[name].search(body):
            yield f"wish has {name} {several}"
            yield f"wish has {name} asks {seen.asks > 0} {several}"
    for border in range(span[0] + 1, span[1]):
        if stretches.units[border].edge in (*LINES, "sentence"):
            before, after = stretches.of(span[0], border), stretches.of(border, span[1])
            if _turned(before, after):
                yield f"inner turn {stretches.units[border].edge} asks {before.asks > 0} {after.asks > 0}"


def _body(stretches: Stretches, span: Span) -> str:
    return stretches.text[stretches.units[span[0]].start : stretches.units[span[1] - 1].end]


def _turned(before: Seen, after: Seen) -> bool:
    return bool(
        min(before.topics.max(), after.topics.max()) >= SURE
        and before.topics.argmax() != after.topics.argmax()
        and not before.concepts & after.concepts
    )


def _questions(way: Sequence[int], question: int) -> Iterator[Span]:
    """The stretches of units that are questions beside the wishes."""
    for role, places in groupby(range(len(way)), key=lambda place: way[place]):
        run = list(places)
        if role == question:
            yield run[0], run[-1] + 1


def _of_question(stretches: Stretches, span: Span) -> Iterator[str]:
    seen, body = stretches.of(*span), _body(stretches, span)
    yield "question"
    yield f"question inquiry {step(seen.inquiry)}"
    yield f"question asks {seen.asks > 0} speaks {bool(seen.concepts)}"
    yield from (f"question {name}" for name in ("mine", "wonder", "lack") if CUES[name].search(body))


def _of_border(stretches: Stretches, ours: Span, theirs: Span) -> Iterator[str]:
    """What stands between a wish and the next."""
    before, after, edge = stretches.of(*ours), stretches.of(*theirs), stretches.units[theirs[0]].edge
    opening = _body(stretches, (theirs[0], theirs[0] + 1))
    body = MARKED.sub("", opening)
    yield f"border {edge}"
    yield f"border {edge} same {before.topics.argmax() == after.topics.argmax()} asks {after.asks > 0}"
    yield f"border {edge} marked {bool(mark(opening)[0]) and edge in (*LINES, 'marker')}"
    yield f"border {edge} after {_body(stretches, (theirs[0] - 1, theirs[0]))[-1]}"
    yield from (f"border {name} {edge}" for name in TELLING if CUES[name].match(body))
    alike = alikeness(before, after)
    sure = step(float(min(before.topics.max(), after.topics.max())))
    asks = f"{before.asks > 0} {after.asks > 0}"
    shared = "shared" if before.concepts & after.concepts else "new" if before.concepts and after.concepts else "none"
    same = "same" if before.topics.argmax() == after.topics.argmax() else "other"
    place = "new" if after.places - before.places else "old" if after.places else "none"
    yield from (f"border alike {step(alike)}", f"border alike {step(alike)} {edge}", f"border sure {sure}")
    yield from (f"border words {step(4 * float(before.words @ after.words))}", f"border asks {asks} {edge}")
    yield from (
        f"border concepts {shared}",
        f"border topic {same} concepts {shared}",
        f"border topic {same} asks {asks}",
    )
    yield f"border topic {same} place {place}"
    if same == "other" and shared != "shared" and before.asks and after.asks:
        yield "border clear"
    yield from _of_pleas(stretches, ours, theirs)


def _of_pleas(stretches: Stretches, ours: Span, theirs: Span) -> Iterator[str]:
    """Whether what a wish asks for in so many words is what the wish beside it speaks of."""
    for name, span, other in (("before", ours, theirs), ("after", theirs, ours)):
        pleas = [seen for seen in (stretches.of(place, place + 1) for place in range(*span)) if seen.asks]
        if pleas:
            beside = stretches.of(*other)
            topics = "same" if any(one.topics.argmax() == beside.topics.argmax() for one in pleas) else "other"
            ideas = "shared" if any(one.concepts & beside.concepts for one in pleas) else "apart"
            yield f"plea {name} {topics} {ideas}"
            yield f"plea {name} {topics} {ideas} asks {beside.asks > 0}"


def alikeness(one: Seen, other: Seen) -> float:
    """The cosine of the topics of two stretches."""
    lengths = float((one.topics @ one.topics) * (other.topics @ other.topics)) ** 0.5
    return float(one.topics @ other.topics / (lengths + 1e-9))


def _of_all(seen: Sequence[Seen]) -> Features:
    """Features of all wishes together: how alike those are that do not stand side by side, too."""
    found = {"weakest": float(min(one.topics.max() for one in seen))}
    pairs = list(combinations(seen, 2))
    if pairs:
        found["closest words"] = max(float(one.words @ other.words) for one, other in pairs)
        found["same topic"] = sum(one.topics.argmax() == other.topics.argmax() for one, other in pairs) / len(pairs)
        found["without asking"] = sum(not one.asks for one in seen) / len(seen)
    return found
