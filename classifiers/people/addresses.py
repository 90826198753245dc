"""Postal addresses down to house and flat: street and number, farmstead and parish; a street alone is none."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from classifiers.people.address_parts import (
    CAPITAL,
    FLAT,
    FLAT_NUMBER,
    FLAT_WORD,
    FLATS,
    LV_TYPE,
    NAME_PART,
    NUMBER,
    POST_INDEX,
    RU_TYPE,
    TAIL,
    TOWN,
)
from classifiers.people.bare_streets import LIVING, bare_streets, counts
from classifiers.people.finding import Finding
from classifiers.people.spaced import spaced
from classifiers.people.street_names import known_street
from classifiers.people.surroundings import widened
from classifiers.people.tokens import LOCATIVE

HOUSE = rf"{NUMBER}(?:\. ?(?:m[āa]j|nam)\w+)?{FLATS}(?:{TAIL})?(?!\w)"
LATVIAN = re.compile(
    rf"(?<![\w])(?:{NAME_PART} ){{1,3}}?{LV_TYPE}(?:,? ?|\n(?=\d+[a-zA-Z]? ?[-–/]))"
    rf"(?:mājā |māja |mājas |nam[sā] |Nr\.? ?)?{HOUSE}",
    re.IGNORECASE,
)
RU_HOUSE = r"(?:,? ?(?:дом\w{0,2}|д\.?) ?(?:№ ?)?|,(?=\d)|,? )"
RUSSIAN = re.compile(
    rf"(?<!\w)(?:{RU_TYPE} ?(?:{NAME_PART} ?){{1,2}}?(?: иела)?|(?:{NAME_PART} ){{1,2}}?(?:{RU_TYPE}|иел[аеуы]))"
    rf"{RU_HOUSE}{HOUSE}",
    re.IGNORECASE,
)
EN_TYPE = r"(?:[Ss]treet|[Ss]tr\.?|St\.?|Avenue|Ave\.?|Road|Rd\.?|Lane|Drive)"
ENGLISH = re.compile(
    rf"(?<![\w-])[1-9]\d{{0,2}}[a-z]?(?: ?[-/] ?\d{{1,3}})? (?:[{CAPITAL}]\w+ ){{1,2}}{EN_TYPE}(?!\w){FLATS}(?:{TAIL})?"
    rf"|(?<!\w)(?:[{CAPITAL}]\w+ ){{1,2}}(?:[Ss]treet|St\.) {NUMBER}{FLATS}(?:{TAIL})?(?!\w)"
)
HOUSE_FIRST = (
    rf"(?:(?:house (?:No\.? |number )?|(?:No\.|number) ){NUMBER} (?:on|in|at)"
    rf"|{NUMBER}\. ?(?:m[āa]j|nam)\w+(?: [^\W\d_]+)?"
    rf"|дом\w* (?:№ ?)?{NUMBER}(?: по| на)?)"
)
NUMBER_FIRST = re.compile(
    rf"(?<!\w){HOUSE_FIRST} (?:(?:{NAME_PART} ){{1,2}}?{LV_TYPE}|{RU_TYPE} ?{NAME_PART})(?:{TAIL})?(?!\w)"
    rf"|(?<!\w){NUMBER} (?-i:[{CAPITAL}]\w+) iela{TAIL}"
    rf"|(?<!\w)(?:[dbk][./] ?[sb][./]?|d[āa]rzkop[īi]b\w* (?:sabiedr[īi]b\w*|kooperat[īi]v\w*)"
    rf"|садоводств\w*|с/т|СНТ|SNT)"
    rf" (?:[\"„“«]?(?-i:[{CAPITAL}])[\w -]{{2,20}}[\"”“»]?),? (?:Nr\.? ?)?\d{{1,4}}(?!\w)",
    re.IGNORECASE,
)
"""A house's number before its street (13. māja Skolas ielā), and an allotment."""
POST_BOX = re.compile(
    rf"(?<!\w)(?:a/k|p/k|а/я|P\.? ?O\.? ?Box|post box|abonenta kast\w+"
    rf"|pasta kast\w+) ?(?:Nr\.? ?)?\d{{1,4}}(?:{TAIL})?",
    re.IGNORECASE,
)
VILLAGE_HOUSE = re.compile(rf"(?<!\w){TOWN},? {NUMBER}[ ]?[-–—/] ?\d{{1,3}}(?:{TAIL})?(?![\w]|[.:,]\d)")
LONE_FLAT = re.compile(
    r"(?<!\w)(?:dz[īi]vok[lļ](?:is|ī|i|a)|dz\.|kv\.|квартир[аеуы]|кв\.|flat|apartment|apt\.) ?"
    r"(?:nr\.? ?|№ ?|numur\w* )?[1-9]\d{0,2}(?![\w])|(?<!\w)[1-9]\d{0,2}\. ?dz[īi]vok[lļ](?:is|ī|i|a|ā)(?!\w)",
    re.IGNORECASE,
)
HOUSE_AND_FLAT = re.compile(
    rf"(?<!\w)(?:m[āa]j(?:a|ā|as)|дом[еау]?|house|dom) (?:Nr\.? ?|№ ?)?{NUMBER},? ?{FLAT_WORD} ?{FLAT_NUMBER}(?!\w)"
    rf"|(?<!\w){FLAT_WORD} ?{FLAT_NUMBER},? (?:m[āa]j(?:a|ā|as)|в доме|house) (?:Nr\.? ?|№ ?)?{NUMBER}(?!\w)",
    re.IGNORECASE,
)
"""A house and a flat whose street was told elsewhere."""
LONE_HOUSE = re.compile(
    r"(?<!\w)[1-9]\d{0,2}[a-z]?\. ?(?:m[āa]j(?:a|ā|as|ai|u)|nam(?:s|ā|a|am|u))(?!\w)", re.IGNORECASE
)
"""A house by its number, near an address that tells the street."""
NEAR = 60
LISTED = re.compile(
    r"(?:(?:, ?| (?:un|vai|и|или|and|or|līdz|до|to) | ?[-–] ?)(?:Nr\. ?|№ ?)?[1-9]\d{0,2}[a-zа-я]?"
    r"(?:[-–/]\d{1,3})?(?![\w%€]|[.:,]\d| ?-?\d)){1,6}"
    r"(?:\. ?(?:m[āa]j|nam)\w{1,3})?",
    re.IGNORECASE,
)
OWN_OFFICE = re.compile(r"Gaismas iel\w 19,? ?k-9-1|Uzvaras prosp\w+ 1 ?a", re.IGNORECASE)
FLAT_THERE = re.compile(rf"{FLAT}(?:{TAIL})?$", re.IGNORECASE)
OF_STREETS = re.compile(r"(?:Maz|Liel|Vec|Jaun|Gar|Klus|Zaļ|Augš|Lej)[āaoī]|Ma[zs]ā", re.IGNORECASE)
INDEX_THERE = re.compile(rf"{POST_INDEX}$")


def addresses(text: str) -> Iterator[Finding]:
    """The postal addresses of `text`, from the street's name to the flat, or to the town or post index that follows."""
    found = [_with_places(text, *span) for span in _spans(text)]
    ends = sorted(one.end for one in found)
    yield from found
    for hit in LONE_HOUSE.finditer(text):
        near = bisect_left(ends, hit.start() - NEAR)
        if near < len(ends) and ends[near] <= hit.start():
            yield _with_places(text, *hit.span())


def _spans(text: str) -> Iterator[tuple[int, int]]:
    for pattern in (LATVIAN, RUSSIAN, ENGLISH):
        for hit in pattern.finditer(text):
            start = hit.start() + (0 if pattern is ENGLISH else _before_the_name(hit[0], pattern is RUSSIAN))
            if _is_house(text, start, hit, pattern is LATVIAN):
                yield start, hit.end()
    yield from bare_streets(text)
    yield from spaced(text)
    for pattern in (NUMBER_FIRST, POST_BOX, LONE_FLAT, HOUSE_AND_FLAT, VILLAGE_HOUSE):
        yield from (hit.span() for hit in pattern.finditer(text) if not counts(text, hit.end()))


def _is_house(text: str, start: int, hit: re.Match[str], latvian: bool) -> bool:
    """Whether the number is a house's: none of our own offices, and it counts nothing (three lamps)."""
    found = text[start : hit.end()]
    if OWN_OFFICE.match(found):
        return False
    if FLAT_THERE.search(found) or INDEX_THERE.search(found):
        return True
    if latvian and found[0].islower() and not known_street(found.split()[0]) and not _led(text, start):
        return False
    return not counts(text, hit.end())


def _led(text: str, start: int) -> bool:
    return re.search(rf"(?:{LIVING}) ?$", text[max(start - 20, 0) : start], re.IGNORECASE) is not None


def _before_the_name(found: str, russian: bool) -> int:
    """How many characters of a match stand before the street's name: lower-case words before a capitalised one."""
    parts = list(re.finditer(r"\S+", found))
    types = re.compile(RU_TYPE if russian else LV_TYPE, re.IGNORECASE)
    house = next((number for number, word in enumerate(parts) if word[0][0].isdigit()), len(parts))
    order = range(house) if russian else reversed(range(house))
    at = next((number for number in order if types.match(parts[number][0])), 0)
    if not at:
        return 0
    first = at - 1
    while first and parts[first][0][0].isupper() and parts[first - 1][0][0].isupper():
        where = LOCATIVE.search(parts[first - 1][0]) and not OF_STREETS.match(parts[first - 1][0])
        if known_street(parts[first][0]) and where:
            break
        first -= 1
    if first and known_street(parts[first - 1][0] + parts[first][0]):
        first -= 1
    return parts[first].start()


def _with_places(text: str, start: int, end: int) -> Finding:
    """An address with the houses listed behind it and the places around it."""
    listed = LISTED.match(text, end)
    if listed and not counts(text, listed.end()):
        end = listed.end()
    start, end = widened(text, start, end)
    return Finding("address", text[start:end], start, end)
