"""Which of the places that a letter names belong to a wish: each by how its names stand to that wish.

A town named once may hold for all wishes, for the one it stands in, or be where the writer works. Every place of the
letter is weighed for every wish, by a logistic regression of the features that stand here and the wish's topic.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from classifiers.mentions import PARISHES, Mentioned
from classifiers.verdicts import Named
from config.taxonomy import taxonomy

WISH = ("begin", "inside")
BIAS = "bias"
BELONGS = 0.3
"""Log odds from which a place belongs to a wish, a chance of .57: some nineteen of twenty places given are right."""
STEPS = (-1.0, 0.0, 1.0, 2.0)
"""Where the log odds of being a wish's place at all part into classes."""
SUBJECT = -1
MUNICIPALITY = "kekavas_novads"


@dataclass(frozen=True, slots=True)
class Layout:
    """A letter as its units' first characters and roles, and the places it names: a mention's `start` is a character
    of the text, `SUBJECT` in the subject line."""

    starts: Sequence[int]
    roles: Sequence[str]
    mentions: Sequence[Mentioned]

    def wishes(self) -> list[int]:
        """The first unit of every wish."""
        return [number for number, role in enumerate(self.roles) if role == "begin"]

    def unit(self, mention: Mentioned) -> int:
        """The unit that a mention stands in; the subject is before all units."""
        return bisect_right(self.starts, mention.start) - 1 if mention.start >= 0 else SUBJECT

    def zone(self, unit: int, wishes: Sequence[int], wish: int) -> str:
        """Where a unit stands as seen from the wish with that number."""
        if unit < 0:
            return "subject"
        role, first = self.roles[unit], wishes[wish]
        if role in WISH:
            return _among(bisect_right(wishes, unit) - 1 - wish)
        if role == "ground" and unit < first:
            between = self.roles[unit:first]
            return "heading" if set(between) == {"ground"} else "ground above" if "begin" in between else "ground first"
        return role if role in ("greeting", "signature") else f"{role} {'above' if unit < first else 'below'}"


def named(layout: Layout) -> list[tuple[Named, ...]]:
    """For each wish of a letter the places that the letter names, in the order of their first mention."""
    wishes = layout.wishes()
    units = [layout.unit(one) for one in layout.mentions]
    zones = [[layout.zone(unit, wishes, wish) for unit in units] for wish in range(len(wishes))]
    own = [
        {one.place for one, zone in zip(layout.mentions, seen, strict=True) if zone == "own" and one.odds > 0}
        for seen in zones
    ]
    return [tuple(_named(layout.mentions, seen, own, wish)) for wish, seen in enumerate(zones)]


def chosen(places: Sequence[Named], topic: str, weights: Mapping[str, float]) -> tuple[str, ...]:
    """The places that belong to a wish of this topic ("" for none)."""
    return tuple(one.place for one in places if odds(one, topic, weights) > BELONGS)


def odds(one: Named, topic: str, weights: Mapping[str, float]) -> float:
    """The log odds that a place belongs to a wish of this topic."""
    return weights.get(BIAS, 0.0) + sum(weights.get(feature, 0.0) for feature in features(one, topic))


def features(one: Named, topic: str) -> Iterator[str]:
    """All features of a place for a wish of this topic."""
    yield from one.features
    yield f"topic {topic}"
    yield from (f"{zone}|topic {topic}" for zone in one.zones)


def _among(distance: int) -> str:
    """Another wish's unit by how many wishes it is after this one."""
    return {0: "own", -1: "wish before"}.get(distance, "wish above" if distance < 0 else "wish below")


def _named(mentions: Sequence[Mentioned], zones: Sequence[str], own: Sequence[set[str]], wish: int) -> Iterator[Named]:
    company: dict[str, set[str]] = {}
    for one, zone in zip(mentions, zones, strict=True):
        company.setdefault(zone, set()).add(one.place)
    whole = _Letter(len(own), {one.place for one in mentions}, {one.place for one in mentions if one.odds > 0})
    for place in dict.fromkeys(one.place for one in mentions):
        best: dict[str, float] = {}
        for one, zone in zip(mentions, zones, strict=True):
            if one.place == place:
                best[zone] = max(best.get(zone, one.odds), one.odds)
        others = [*own[:wish], *own[wish + 1 :]]
        elsewhere = (sum(place in seen for seen in others), sum(bool(seen - {place}) for seen in others))
        stands = _Stands(place, best, company, bool(own[wish]), elsewhere)
        yield Named(place, tuple(sorted(best)), tuple(_features(stands, whole)))


@dataclass(frozen=True, slots=True)
class _Letter:
    wishes: int
    places: set[str]
    likely: set[str]


@dataclass(frozen=True, slots=True)
class _Stands:
    """A place as seen from a wish: the best odds in each zone, which places each zone names, whether the wish names
    one itself, how many other wishes name this place and how many another."""

    place: str
    best: Mapping[str, float]
    company: Mapping[str, set[str]]
    own: bool
    elsewhere: tuple[int, int]


def _features(one: _Stands, letter: _Letter) -> Iterator[str]:
    own = "own" if one.own else "none"
    many, unit = f"wishes {min(letter.wishes, 3)}", taxonomy().places[one.place].unit
    same, other = (min(number, 2) for number in one.elsewhere)
    for zone, best in one.best.items():
        step = bisect_right(STEPS, best)
        told = (f"{step}", own, f"{own}|{step}", many, unit, f"{own}|{unit}", f"other {other}")
        yield zone
        yield from (f"{zone}|{word}" for word in (*told, f"company {min(len(one.company[zone]), 3)}"))
        if one.place == MUNICIPALITY:
            yield f"{zone}|municipality|{min(len(letter.places) - 1, 2)}"
    zones = "zones " + " ".join(sorted(one.best))
    yield from (zones, f"{zones}|{own}", f"same {same}", f"other {other}", f"same {same}|other {other}|{own}")
    yield from _alone(one, letter, own, many)
    if _parish_beside(one.place, letter.places):
        yield from (f"parish|{unit}", f"parish|{unit}|{'own' in one.best}")


def _alone(one: _Stands, letter: _Letter, own: str, many: str) -> Iterator[str]:
    if len(letter.places) == 1:
        yield from ("sole", f"sole|{own}", f"sole|{many}", *(f"sole|{zone}" for zone in one.best))
    if letter.likely == {one.place}:
        yield from ("sole likely", f"sole likely|{own}")


def _parish_beside(place: str, places: set[str]) -> bool:
    """Whether a place stands beside its parish, or a parish beside its town."""
    return any(place in pair and set(pair) <= places for pair in PARISHES.items())
