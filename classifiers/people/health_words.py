"""The words of a sentence and what each may be in a detail of health; the lists stand in health.txt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from classifiers.people.wordlists import groups_of, words

FILE = Path(__file__).with_name("health.txt")
WORD = re.compile(r"\d+|[^\W\d_]+(?:['’][^\W\d_]+)?")
BETWEEN = re.compile(r"[ \u00a0]{1,2}|-|\. ?")
CERTAIN_PERSON = "certain person"
ENDS = re.compile(
    r"(?:op[āa]tij|algij|pl[ēe]gij|pl[āa]zij|trofij|ektomij|stenoz|fobij|[ds]ermatoz)\w{0,3}$"
    r"|(?:патия|патии|патией|алги[яюи]|плеги[яюи]|плази[яюи]|трофи[яюи]|эктоми[яюи]|фоби[яюи]|стеноз\w{0,2})$"
    r"|(?:(?:arthr|bronch|tonsill|hepat|gastr|dermat|mening|append|pancreat|sinus|tendin|arter|encephal)itis"
    r"|(?:scler|fibr|thromb|psych|neur|cirrh|osteopor|endometri|sten|necr)osis|algia|pathy|plasia|plegia|ectomy|aemia)$",
    re.IGNORECASE,
)
"""How illnesses end that no list has, in Latin and Greek medicine's words."""
NO_ILLNESS = re.compile(r"(?:em|sym|tele|anti|сим|эм|теле|анти|ност)p?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """A word at its place in the text, and the groups of health.txt it is of; "certain person" as well."""

    text: str
    start: int
    end: int
    groups: frozenset[str]


def said_in(text: str, start: int, end: int) -> Iterator[Said]:
    """The words of text[start:end]."""
    for word in WORD.finditer(text, start, end):
        yield Said(word[0], word.start(), word.end(), _groups_of(word[0]))


def beside(text: str, said: list[Said], one: int, other: int) -> bool:
    """Whether nothing but a blank, a hyphen or an abbreviation's point parts two words."""
    first, second = sorted((one, other))
    return BETWEEN.fullmatch(text, said[first].end, said[second].start) is not None


@lru_cache(maxsize=65536)
def _groups_of(word: str) -> frozenset[str]:
    found = set(groups_of(word, FILE))
    if ENDS.search(word) and not NO_ILLNESS.match(word):
        found.add("illness")
    return frozenset(found | {CERTAIN_PERSON} if word in words(CERTAIN_PERSON) else found)
