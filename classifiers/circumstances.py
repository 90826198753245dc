"""What stands around the name of a place: it tells the wish's place from one named in passing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from config.taxonomy import taxonomy

AUTHORITY = re.compile(r"dom[eaiu]|pasvald|dep|priek|admin|izpild|дум|самоуп|council|munic")
SENTENCE = {
    "moves": re.compile(r"\b(brauc|brauk|ved[au]|javed|dod[ao]s|ej[au]\b|езд|ед[еу]|воз[иу]|driv|travel|go to|take )"),
    "compares": re.compile(r"\b(ka|tapat|atskirib|citur|ari|jau ir|как в|в отличие|like|unlike|already|same as)\b"),
    "lives": re.compile(r"dzivo|rakst|жив|пиш|\blive|writ"),
    "between": re.compile(r"\b(no \w+|starp|lidz|posm|между|от \w+|до|between|from)\b"),
    "denies": re.compile(r"\b(nevis|ne jau|а не|not)\b"),
}


@dataclass(frozen=True, slots=True)
class View:
    """The tokens of a text as they stand and as they are compared (folded, Russian in Cyrillic)."""

    texts: Sequence[str]
    words: Sequence[str]

    def word(self, i: int) -> str:
        """The word at `i`, "" beyond the ends."""
        return self.words[i] if 0 <= i < len(self.words) else ""

    def capital(self, i: int) -> bool:
        """Whether token `i` begins with a capital."""
        return self.texts[i][:1].isupper()

    @property
    def has_capitals(self) -> bool:
        """Whether the writer uses capitals at all: else a small letter says nothing."""
        return self.capital(0) or sum(text[:1].isupper() for text in self.texts) > 1


@dataclass(frozen=True, slots=True)
class Candidate:
    """Tokens [start, end) that name a place, and in which case or form."""

    start: int
    end: int
    place: str
    case: str


def circumstances(view: View, one: Candidate, all_: Sequence[Candidate]) -> Iterator[str]:
    """The features of a candidate among all of its text, in their order there."""
    before = [word for word in view.words[max(one.start - 4, 0) : one.start] if word.isalpha()][-2:]
    after = [word for word in view.words[one.end : one.end + 3] if word.isalpha()][:2]
    company = _company(one, all_)
    unit = taxonomy().places[one.place].unit
    yield from (f"company:{company}", f"unit:{unit}", f"case:{one.case}", f"{unit}|{company}", f"{one.case}|{company}")
    for word in before[-1:]:
        yield from (f"before:{word}", f"before:{word}|{company}")
    yield from (f"before2:{word}" for word in before[:-1])
    for word in after[:1]:
        yield from (f"after:{word[:6]}", f"after:{word[:6]}|{unit}")
        if AUTHORITY.match(word):
            yield f"authority|{unit}"
    yield from (f"after2:{word[:6]}" for word in after[1:])
    yield from _standing(one, all_, company)
    yield from _sentence(view, one, company)
    yield f"part {min(3 * one.start // max(len(view.words), 1), 2)}|{company}"


def _company(one: Candidate, all_: Sequence[Candidate]) -> str:
    others = {other.place for other in all_} - {one.place}
    return "alone" if not others else "two" if len(others) == 1 else "many"


def _standing(one: Candidate, all_: Sequence[Candidate], company: str) -> Iterator[str]:
    """Beside which other places it stands, how often it is named."""
    if sum(other.place == one.place for other in all_) > 1:
        yield f"repeated|{company}"
    if all_[0].place == one.place:
        yield f"first|{company}"
    others = [other for other in all_ if other.place != one.place]
    if any(other.case == "locative" for other in others):
        yield f"another in the locative|{one.case}"
    if one.place == "kekavas_novads" and others:
        yield "municipality beside a place"
    units = taxonomy().places
    if units[one.place].unit == "pagasts" and any(units[other.place].unit != "novads" for other in others):
        yield "parish beside a place"


def _sentence(view: View, one: Candidate, company: str) -> Iterator[str]:
    """What the sentence before the name does."""
    start = one.start
    while start > 0 and view.texts[start - 1] not in ".!?" and "\n" not in view.texts[start - 1]:
        start -= 1
    sentence = " ".join(view.words[start : one.start])
    for name, pattern in SENTENCE.items():
        if pattern.search(sentence):
            yield from (f"sentence {name}", f"sentence {name}|{company}")
    if one.start - start < 7 and any(word.isdigit() for word in view.words[start : one.start]):
        yield "address"
