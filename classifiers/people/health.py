"""Details of health and benefits of a certain person: marked, so that somebody is asked before they are passed on.

Which words are details stands in health.txt: illnesses, allowances, and doubtful words that count only near what makes
them one (to break an arm, to lose one's sight, to care for a parent). Talk of many people or of things is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from classifiers.people.finding import Finding
from classifiers.people.wordlists import words

FILE = Path(__file__).with_name("health.txt")
SENTENCE = re.compile(r"(?:[^.!?\n]|(?<=\d)\.(?= ?[^\W\d_A-ZĀČĒĢĪĶĻŅŠŪŽА-ЯЁ])|\b(?:gr|ин|гр)\.|[.!?](?=\w))+")
WORD = re.compile(r"\d+|[^\W\d_]+(?:['’][^\W\d_]+)?")
BETWEEN = re.compile(r"[ \u00a0]{1,2}|-|\. ?")
NEAR = 3
SHORT = 5
"""A sentence of so few words may go on about the person of those before it."""
DOUBTFUL = (("hurt", "body"), ("aid", "beside aid"))
OWN = ("illness", "benefit", "hurt", "body", "aid", "part")


def health(text: str, people: Sequence[Finding] = ()) -> Iterator[Finding]:
    """Details of health or benefits in sentences about a certain person; `people` are the names found in `text`."""
    spoken_of = False
    for sentence in SENTENCE.finditer(text):
        said = list(WORD.finditer(text, *sentence.span()))
        personal = _of_a_person(said)
        named = any(sentence.start() <= one.start < sentence.end() for one in people)
        ill = personal or named or spoken_of
        spoken_of = spoken_of or personal or named
        kinds = [group for group, told in (("illness", ill), ("benefit", personal or named or _asked(said))) if told]
        core = [at for at in range(len(said)) if _is_detail(said, at, kinds)]
        for first, last in _stretches(text, said, core):
            start, end = said[first].start(), said[last].end()
            yield Finding("health", text[start:end], start, end)


def _in(word: re.Match[str], group: str) -> bool:
    return word[0] in words(group, FILE)


def _of_a_person(said: list[re.Match[str]]) -> bool:
    return any(word[0] in words("certain person") for word in said)


def _asked(said: list[re.Match[str]]) -> bool:
    return any(_in(word, "granted") for word in said)


def _is_detail(said: list[re.Match[str]], at: int, kinds: list[str]) -> bool:
    """Whether a word is somebody's detail of one of `kinds`, or a doubtful one with what makes it an illness."""
    word = said[at]
    near = said[max(at - NEAR, 0) : at] + said[at + 1 : at + 1 + NEAR]
    doubtful = any(_in(word, group) and any(_in(one, beside) for one in near) for group, beside in DOUBTFUL)
    return ((doubtful and "illness" in kinds) or any(_in(word, kind) for kind in kinds)) and not _of_many(said, at)


def _of_many(said: list[re.Match[str]], at: int) -> bool:
    """Whether it is said of many people, or names a thing: people with a disability, a disabled parking place."""
    behind = said[at + 1 : at + 2]
    return any(_in(one, "many") for one in said[max(at - NEAR, 0) : at + 2]) or any(_in(one, "thing") for one in behind)


def _stretches(text: str, said: list[re.Match[str]], core: list[int]) -> Iterator[tuple[int, int]]:
    """First and last word of every detail with what belongs to it: the hip's operation, type 1 diabetes."""
    last = -1
    for at in core:
        if at > last:
            first, last = _reach(text, said, at, -1), _reach(text, said, at, 1)
            yield first, last


def _reach(text: str, said: list[re.Match[str]], at: int, step: int) -> int:
    """How far the words beside a detail belong to it, small words only between others."""
    reached, here = at, at + step
    while 0 <= here < len(said) and _joined(text, said, here, here - step):
        if said[here][0].isdigit() or any(_in(said[here], group) for group in OWN):
            reached = here
        elif not _in(said[here], "link"):
            break
        here += step
    return reached


def _joined(text: str, said: list[re.Match[str]], one: int, other: int) -> bool:
    first, second = sorted((one, other))
    return BETWEEN.fullmatch(text, said[first].end(), said[second].start()) is not None
