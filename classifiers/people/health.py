"""Details of health and benefits of a certain person: marked, so that somebody is asked before they are passed on.

Which words are details stands in health.txt: illnesses, allowances, and doubtful words that count only near what makes
them one (to break an arm, to lose one's sight, to care for a parent). Talk of many people or of things is none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from classifiers.people.finding import Finding
from classifiers.people.health_phrases import stretches
from classifiers.people.health_words import CERTAIN_PERSON, Said, said_in

SENTENCE = re.compile(r"(?:[^.!?\n]|(?<=\d)\.(?= ?[^\W\d_A-ZĀČĒĢĪĶĻŅŠŪŽА-ЯЁ])|\b(?:gr|ин|гр)\.|[.!?](?=\w))+")
NEAR, DOUBTED_NEAR = 3, 4
DOUBTFUL = (("hurt", "body"), ("aid", "beside aid"), ("grant", "beside grant"), ("expects", "baby"), ("sense", "badly"))
CORE = frozenset(("illness", "benefit", "sat in", "hurt", "aid", "grant", "expects", "sense"))
ALLERGY = ("aler", "алле", "alle")


def health(text: str, people: Sequence[Finding] = ()) -> Iterator[Finding]:
    """Details of health or benefits in sentences about a certain person; `people` are the names found in `text`."""
    spoken_of, named = False, sorted(one.start for one in people)
    parts = {word.start for one in people for word in said_in(text, one.start, one.end)}
    for sentence in SENTENCE.finditer(text):
        said = [_as_person(word) if word.start in parts else word for word in said_in(text, *sentence.span())]
        here = _is_any(said, CERTAIN_PERSON) or _is_within(named, *sentence.span())
        spoken_of = spoken_of or here
        benefit = here or _is_any(said, "granted")
        kinds = {group for group, told in (("illness", spoken_of), ("sat in", here), ("benefit", benefit)) if told}
        core = [at for at in range(len(said)) if _is_detail(said, at, kinds)]
        for first, last in stretches(text, said, core):
            start, end = said[first].start, said[last].end
            yield Finding("health", text[start:end], start, end)


def _as_person(word: Said) -> Said:
    """A word of somebody's name, which means nothing else: Liepiņš is no tree."""
    return replace(word, groups=frozenset({CERTAIN_PERSON}))


def _is_within(places: Sequence[int], start: int, end: int) -> bool:
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end


def _is_any(said: list[Said], group: str) -> bool:
    return any(group in word.groups for word in said)


def _is_detail(said: list[Said], at: int, kinds: set[str]) -> bool:
    """Whether a word is somebody's detail of one of `kinds`, or a doubtful one with what makes it an illness."""
    groups = said[at].groups
    if CORE.isdisjoint(groups):
        return False
    near = said[max(at - DOUBTED_NEAR, 0) : at] + said[at + 1 : at + 1 + DOUBTED_NEAR]
    if "illness" in kinds and any(group in groups and _is_any(near, other) for group, other in DOUBTFUL):
        return not _of_many(said, at)
    if kinds.isdisjoint(groups) or ("sat in" in groups and "sat in" not in kinds):
        return False
    return not (_of_many(said, at) or _of_creature(said, at))


def _of_creature(said: list[Said], at: int) -> bool:
    """Whether a tree or an animal stands beside an illness; an allergy is a person's."""
    near = said[max(at - NEAR, 0) : at + NEAR]
    return _is_any(near, "creature") and not said[at].text.lower().startswith(ALLERGY)


def _of_many(said: list[Said], at: int) -> bool:
    """Whether it is said of many people, or names a thing: people with a disability, a disabled parking place."""
    return _is_any(said[max(at - NEAR, 0) : at + 2], "many") or _is_any(said[at + 1 : at + 2], "thing")
