"""How far a detail of health reaches: the words round an illness that belong to it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from classifiers.people.health_words import CERTAIN_PERSON, Said, beside

ATTRIBUTE = re.compile(
    r"[a-zāčēģīķļņšūž]{3,}(?:[aāeēuo]s|u|a|ā|o|[aā]m|ai|aj\w{1,3})|[а-яё]{2,}(?:[ыио]й|[ая]я|[ое]е|[ое]го|[оу]му|[ую]ю|[ыи]м)"
)
ENGLISH = frozenset("the has have is my with and from was his her a i".split())
MOST_ATTRIBUTES = 2
MOST_TOLD = 3
OWN = frozenset(("illness", "benefit", "hurt", "body", "aid", "part", "grant", "beside grant", "baby", "badly"))
BODILY = frozenset(("hurt", "body"))
MOST_BRIDGED = 3
ENDING = frozenset((CERTAIN_PERSON, "many", "link", "not part"))


def stretches(text: str, said: list[Said], core: list[int]) -> Iterator[tuple[int, int]]:
    """First and last word of every detail with what belongs to it: the hip's operation, type 1 diabetes."""
    last, english = -1, bool(core) and any(word.text.lower() in ENGLISH for word in said)
    for at in core:
        if at > last:
            first = _attributes(text, said, _reach(text, said, at, -1), english)
            last = _told(text, said, _reach(text, said, at, 1))
            yield first, last


def _reach(text: str, said: list[Said], at: int, step: int) -> int:
    """How far the words beside a detail belong to it, small words only between others."""
    reached, here, bridged = at, at + step, 0
    bodily = not BODILY.isdisjoint(said[at].groups)
    while 0 <= here < len(said) and beside(text, said, here, here - step):
        if said[here].text.isdigit() or not OWN.isdisjoint(said[here].groups):
            reached, bridged = here, 0
        elif "link" not in said[here].groups:
            bridged += 1
            if bridged > MOST_BRIDGED or not (bodily and _leads_on(said, here, step)):
                break
        here += step
    return reached


def _leads_on(said: list[Said], at: int, step: int) -> bool:
    """Whether a part of the body and its trouble meet over a few other words: the legs will not any more obey."""
    ahead = said[at + 1 : at + 1 + MOST_BRIDGED] if step > 0 else said[max(at - MOST_BRIDGED, 0) : at]
    return any(not BODILY.isdisjoint(word.groups) for word in ahead)


def _attributes(text: str, said: list[Said], at: int, english: bool) -> int:
    """The first of the words in front that say of what kind an illness is: a progressive multiple sclerosis."""
    first = at
    while first > 0 and at - first < (1 if english else MOST_ATTRIBUTES) and beside(text, said, first - 1, first):
        word = said[first - 1]
        fits = (english and word.text.islower()) or ATTRIBUTE.fullmatch(word.text)
        if not fits or _ends_phrase(word):
            break
        first -= 1
    return first - (first > 0 and "sat in" in said[at].groups and "link" in said[first - 1].groups)


def _told(text: str, said: list[Said], at: int) -> int:
    """The last of the words that name an illness after one that says so: ill with, diagnosed with."""
    if "told" not in said[at].groups and not (at and "told" in said[at - 1].groups):
        return at
    last = here = at
    while here + 1 < len(said) and here - at < MOST_TOLD and beside(text, said, here + 1, here):
        here += 1
        if "between" in said[here].groups and last == at:
            continue
        if _ends_phrase(said[here]):
            break
        last = here
    return last


def _ends_phrase(word: Said) -> bool:
    return not ENDING.isdisjoint(word.groups)
