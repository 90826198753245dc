"""New letters from marked ones: the same form with other wishes in it, so that form is learned apart from words."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from classifiers.wishes.letters import MarkedLetter, Part
from classifiers.wishes.split import MARK

OFTEN = 0.7
"""How often a wish is exchanged where another fits."""
Form = tuple[str, str, bool, bool, bool]


def recombined(letters: Sequence[MarkedLetter], times: int) -> Iterator[MarkedLetter]:
    """Each letter `times` times, wishes exchanged for others of the same hand, language and form on new topics."""
    chance = random.Random(1)  # noqa: S311 # seeded, so that every training meets the same letters; no secret
    pool: dict[Form, list[tuple[str, Part]]] = defaultdict(list)
    for letter in letters:
        for part in letter.parts:
            if part.wish and part.topics:
                text = letter.text[part.start : part.end]
                pool[_form(letter, text)].append((text, part))
    for letter in letters:
        for _ in range(times):
            yield _exchanged(letter, pool, chance)


def _form(letter: MarkedLetter, text: str) -> Form:
    return letter.hand, letter.language, bool(MARK.match(text)), "\n" in text.strip(), text.endswith("\n")


def _exchanged(letter: MarkedLetter, pool: dict[Form, list[tuple[str, Part]]], chance: random.Random) -> MarkedLetter:
    whole, parts, topics = "", list[Part](), set[str]()
    for part in letter.parts:
        text = letter.text[part.start : part.end]
        if part.wish and part.topics and chance.random() < OFTEN:
            others = [one for one in pool[_form(letter, text)] if one[1].topics[0] not in topics]
            if others:
                other, taken = chance.choice(others)
                text, part = _dressed(other, text), replace(part, topics=taken.topics, places=taken.places)
        topics.update(part.topics[:1])
        parts.append(replace(part, start=len(whole), end=len(whole) + len(text)))
        whole += text
    return replace(letter, text=whole, parts=tuple(parts))


def _dressed(text: str, like: str) -> str:
    """`text` with the mark and the blanks of `like`."""
    mark, own = MARK.match(like), MARK.match(text)
    lead = mark.group() if mark else like[: len(like) - len(like.lstrip())]
    body = text[own.end() :] if own and mark else text
    return lead + body.strip() + like[len(like.rstrip()) :]
