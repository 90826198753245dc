"""Personal data in a text: every detector's findings brought into one order, and masked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from classifiers.people.addresses import addresses
from classifiers.people.farms import farms
from classifiers.people.finding import Finding
from classifiers.people.forms import forms
from classifiers.people.health import health
from classifiers.people.names import names
from classifiers.people.scripts import one_script

NO_DIGIT = re.compile(r"\D*")
MASK = "[…]"


def personal_data(text: str) -> tuple[Finding, ...]:
    """All findings of a text in their order, without overlaps: where two overlap, the surer kind stays."""
    kept: list[Finding] = []
    covered = bytearray(len(text))
    for one in _all(one_script(text)):
        start, end = _free(covered, one.start, one.end)
        cut = (start, end) != (one.start, one.end)
        if start < end and not any(covered[start:end]) and not (cut and NO_DIGIT.fullmatch(text, start, end)):
            covered[start:end] = bytes([1]) * (end - start)
            kept.append(replace(one, value=text[start:end], start=start, end=end))
    return tuple(sorted(kept, key=lambda finding: finding.start))


def _free(covered: bytearray, start: int, end: int) -> tuple[int, int]:
    """A span without what surer findings cover at its ends."""
    while start < end and covered[start]:
        start += 1
    while end > start and covered[end - 1]:
        end -= 1
    return start, end


def mask(text: str) -> str:
    """The text with every finding replaced by an ellipsis in brackets."""
    found = personal_data(text)
    begins, ends = [0, *(one.end for one in found)], [*(one.start for one in found), len(text)]
    return MASK.join(text[begin:end] for begin, end in zip(begins, ends, strict=True))


def _all(text: str) -> Iterator[Finding]:
    """All kinds, the surest first; of the same kind the longer before the shorter."""
    yield from forms(text)
    yield from _joined([*addresses(text), *farms(text)])
    people = _joined(names(text))
    yield from people
    yield from health(text, people)


def _joined(found: Iterable[Finding]) -> list[Finding]:
    """Names of which one rule found the beginning and another the end, as one."""
    people: list[Finding] = []
    for one in sorted(found, key=lambda finding: finding.start):
        if people and one.start < people[-1].end:
            people[-1] = replace(people[-1], end=max(one.end, people[-1].end))
        else:
            people.append(one)
    return people
