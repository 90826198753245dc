"""Farmsteads by their name, which is a postal address in the country: in quotation marks, or before the parish."""

from __future__ import annotations

import re
from collections.abc import Iterator

from classifiers.people.address_parts import CAPITAL, FLAT, PARISH, POST_INDEX, TAIL, TOWN
from classifiers.people.finding import Finding
from classifiers.people.tokens import word_of
from classifiers.people.wordlists import words

NAME = rf"[{CAPITAL}А-ЯЁ][\w -]{{2,24}}"
QUOTED = rf"[\"„“”«'‘’]{{1,2}}({NAME})[\"“”»'‘’]{{1,2}}"
BEFORE = (
    r"(?:m[āa]j(?:as|ās|u|ām|a)|viens[ēe]t\w*|saimniec[īi]b\w*|dz[īi]v(?:oj\w*|\.)|adres\w*:?|[īi]pašum\w*|ipasum\w*"
    r"|zemnieku s[ēe]t\w*|хутор\w*|дом\w*|farm(?:stead)?)"
)
NAMED = re.compile(
    rf"(?i:\b{BEFORE}) {QUOTED}(?:{TAIL})?"
    rf"|{QUOTED}(?=,? ?[^\W\d_]+ (?:pag|nov|parish|волост)|,? {POST_INDEX})(?:{TAIL})?"
)
IN_PARISH = re.compile(rf"(?:{PARISH}|(?<!\w){TOWN}), ?{QUOTED}(?:{FLAT})?")
ANY_QUOTED = QUOTED.replace(rf"[{CAPITAL}А-ЯЁ]", r"[^\W\d_]", 1)
HOUSE_AFTER = r"(?:m[āa]j(?:as|ās|u|ām|am)|viens[ēe]t\w*|saimniec[īi]b\w*|kadastr\w*|farm\w*|house|хутор\w*)"
WITH_HOUSE = re.compile(rf"{ANY_QUOTED}(?:{FLAT}|,? {HOUSE_AFTER})(?:{TAIL})?(?!\w)")
IN_TOWN = re.compile(rf"{QUOTED}, ?(?:{TOWN})(?= *(?:[.,;)]|\n|\Z))")
AT_FARM = re.compile(
    rf"{ANY_QUOTED}(?= (?:ce[ļl][šsau]\w*|piebrauc\w*|pagalm\w*|zem[ei]\w*|[īi]pašniek\w*|saimniek\w*)(?!\w))"
)
LIVED_QUOTED = re.compile(
    rf"(?i:\b(?:live(?:s|d)? (?:at|in)|farm(?:stead)?|house|хутор\w*|жив[уеё]м? в|dzivoju)) {ANY_QUOTED}"
    rf"(?:{FLAT})?(?:{TAIL})?"
)
HOUSE_CALLED = re.compile(
    rf"(?i:\b(?:m[āa]j(?:as|ās|ām|u)|saimniec[īi]b\w+|хутор\w*|farm)) "
    rf"([{CAPITAL}А-ЯЁ]\w{{3,20}}(?:i|as|es|os|ās|ēs|iem|ām|ēm|и|ы|ах))(?!\w)"
)
IN_THE_FARM = re.compile(rf"[\"„“«]([{CAPITAL}]\w{{2,20}}(?:os|ās|ēs|īs))[\"“”»]")
FARM_AND_TOWN = re.compile(rf"(?:^|\n|, )([{CAPITAL}]\w{{4,20}}(?:i|as|es)), (?:{TOWN})(?= *(?:[.,;]|\n|\Z))")
REACHED = re.compile(rf"(?i:\b(?:no|līdz|lidz|pie|uz|aiz|starp|blakus|gar|pretī|robežojas ar)) {QUOTED}")
PLURAL = re.compile(r"(?:i|as|es|iem|ām|am|ēm|em|u|os|ās)$")
UNQUOTED = re.compile(
    rf"(?:(?i:\b(?:dz[īi]voj\w*|adrese:?|viens[ēe]t\w+|saimniec[īi]b\w+|хутор\w*)) (?i:m[āa]j[āa]s )?|^|\n|, )"
    rf"([{CAPITAL}А-ЯЁ]\w{{3,20}})"
    rf"(?:, ?{PARISH}(?:{TAIL})?)"
)
LIVED_IN = re.compile(
    rf"(?i:\b(?:viens[ēe]t[āa]|dz[īi]voj\w* m[āa]j[āa]s)) ([{CAPITAL}]\w{{3,20}}(?:i|os|as|ās|es|ēs))(?!\w)"
)
COMPANY = re.compile(
    r"(?:SIA|AS|A/S|IK|Z/S|z/s|biedr[īi]b\w*|veikal\w*|kafejn[īi]c\w*|b[ēe]rnud[āa]rz\w*|PII|skol\w*|kopien\w*"
    r"|krog\w*|nami?s?) ?$"
)
NEXT_WORD = re.compile(r"\s?([^\W\d_]+)")
QUOTES = "\"„“”«»'‘’"


def farms(text: str) -> Iterator[Finding]:
    """Names of farmsteads, with the parish and the post index that follow."""
    for hit in NAMED.finditer(text):
        start = next(hit.start(group) for group in (1, 2) if hit[group])
        if not _is_company(text, hit.start()):
            yield _finding(text, start, hit.end())
    for pattern in (IN_PARISH, WITH_HOUSE, IN_TOWN, LIVED_QUOTED):
        hits = (hit for hit in pattern.finditer(text) if not _is_company(text, hit.start(1)))
        yield from (_finding(text, hit.start(), hit.end()) for hit in hits)
    for pattern in (REACHED, AT_FARM, IN_THE_FARM):
        yield from (_finding(text, hit.start(1), hit.end()) for hit in pattern.finditer(text) if _is_farm(text, hit))
    yield from _unquoted(text)


def _unquoted(text: str) -> Iterator[Finding]:
    for pattern in (UNQUOTED, LIVED_IN, FARM_AND_TOWN, HOUSE_CALLED):
        for hit in pattern.finditer(text):
            word = word_of(hit[1])
            known = word.may_name and not word.place and word.text not in words("other proper names")
            if known and (pattern is not HOUSE_CALLED or (word.rare and not _is_public(text, hit.end()))):
                yield _finding(text, hit.start(1), hit.end())


def _is_company(text: str, start: int) -> bool:
    return COMPANY.search(text[:start].rstrip(QUOTES)[-20:]) is not None


def _is_public(text: str, end: int) -> bool:
    after = NEXT_WORD.match(text, end)
    return after is not None and after[1] in words("after no person")


def _is_farm(text: str, hit: re.Match[str]) -> bool:
    """Whether a quoted name in the plural is a farm's and no company's."""
    other = hit[1].split()[0] in words("other proper names") or _is_company(text, hit.start(1))
    return bool(PLURAL.search(hit[1])) and not other and (hit.re is AT_FARM or not _is_public(text, hit.end()))


def _finding(text: str, start: int, end: int) -> Finding:
    while end > start and text[end - 1] in QUOTES:
        end -= 1
    return Finding("address", text[start:end], start, end)
