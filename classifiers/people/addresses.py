"""Postal addresses down to house and flat: street and number, farmstead and parish; a street alone is none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from classifiers.people.address_parts import (
    CAPITAL,
    FLAT,
    FLATS,
    LV_TYPE,
    NAME_PART,
    NUMBER,
    PARISH,
    POST_INDEX,
    RU_TYPE,
    TAIL,
    TOWN,
)
from classifiers.people.finding import Finding
from classifiers.people.tokens import LOCATIVE, word_of
from classifiers.people.wordlists import words

HOUSE = rf"{NUMBER}(?:\. ?(?:m[āa]j|nam)\w+)?{FLATS}(?:{TAIL})?(?!\w)"
LATVIAN = re.compile(
    rf"(?<![\w])(?:{NAME_PART} ){{1,3}}?{LV_TYPE}[,]? ?(?:mājā |māja |mājas |nam[sā] |Nr\.? ?)?{HOUSE}", re.IGNORECASE
)
RU_HOUSE = r"(?:,? ?(?:дом\w{0,2}|д\.) ?(?:№ ?)?|,? )"
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
    rf"(?:house (?:No\.? ?)?{NUMBER} (?:on|in)|{NUMBER}\. ?(?:m[āa]j|nam)\w+(?: [^\W\d_]+)?"
    rf"|дом\w* (?:№ ?)?{NUMBER}(?: по| на)?)"
)
NUMBER_FIRST = re.compile(
    rf"(?<!\w){HOUSE_FIRST} (?:(?:{NAME_PART} ){{1,2}}?{LV_TYPE}|{RU_TYPE} ?{NAME_PART})(?:{TAIL})?(?!\w)"
    rf"|(?<!\w){NUMBER} (?-i:[{CAPITAL}]\w+) iela{TAIL}"
    rf"|(?<!\w)[db]/[sb] (?:[\"„“«]?(?-i:[{CAPITAL}])[\w -]{{2,20}}[\"”“»]?),? (?:Nr\.? ?)?\d{{1,4}}(?!\w)",
    re.IGNORECASE,
)
"""A house's number before its street (13. māja Skolas ielā), and an allotment."""
POST_BOX = re.compile(
    rf"(?<!\w)(?:a/k|p/k|abonenta kast\w+|pasta kast\w+) ?(?:Nr\.? ?)?\d{{1,4}}(?:{TAIL})?", re.IGNORECASE
)
LIVING = (
    r"(?:dz(?:ī|ii?)v(?:oj\w{0,20}|\.|esviet\w{1,20}:?)|adres\w{0,20}:?|dekl\w{1,20}|прожива\w{1,20}|живу|живём|жив[её]т|zh?ivu"
    r"|live(?:s)? (?:at|on)|at|m[āa]j(?:a|ā|as|u)|дом[еау]?)"
)
BARE_STREET = re.compile(
    rf"(?:((?i:{LIVING}|pie|no|uz|ir|у|на|по|в|около|возле|напротив)[ ]\(?))?(?<!\w)"
    rf"((?:ul\. ?|ulica )?[^\W\d_]{{4,}}),? (?:дом |д\. ?)?({NUMBER}{FLATS}(?:{TAIL})?)(?![\w-]|[.:,]\d)"
)
TWO_NUMBERS = re.compile(r"\d+[a-zA-Zа-я]? ?[-–—/] ?\d+(?!\d|[ ,]*\d)")
GENITIVE = re.compile(rf"[{CAPITAL}][a-zāčēģīķļņšūž]{{3,}}(?:as|u|es|a)|[А-ЯЁ][а-яё]{{3,}}(?:ас|яс|ес|у|ю)")
TOWN_AFTER = re.compile(rf"{TAIL}$", re.IGNORECASE)
RU_BARE = re.compile(
    r"(?i:живу|прожива\w{1,20}|жив[её]т|адрес\w{0,20}:?|дом\w?|по|на)(?: на| по| в)? "
    rf"([А-ЯЁ][а-яё]{{3,}} ?\d{{1,3}}[а-я]? ?[-–] ?\d{{1,3}}(?:{TAIL})?)"
)
VILLAGE_HOUSE = re.compile(rf"(?<!\w){TOWN},? {NUMBER}[ ]?[-–—/] ?\d{{1,3}}(?:{TAIL})?(?![\w]|[.:,]\d)")
LONE_FLAT = re.compile(
    r"(?<!\w)(?:dz[īi]vok[lļ](?:is|ī|i|a)|dz\.|kv\.|квартир[аеуы]|кв\.|flat|apartment|apt\.) ?"
    r"(?:nr\.? ?|№ ?|numur\w* )?[1-9]\d{0,2}(?![\w])|(?<!\w)[1-9]\d{0,2}\. ?dz[īi]vok[lļ](?:is|ī|i|a|ā)(?!\w)",
    re.IGNORECASE,
)
OWN_OFFICE = re.compile(r"Gaismas iel\w 19,? ?k-9-1|Uzvaras prosp\w+ 1 ?a", re.IGNORECASE)
ALSO = re.compile(r",? ?(?:un|vai|и|или|and|or) \d+")
NEXT_WORD = re.compile(r"\.?\s?([^\W\d_]+)|\s?[%€×]|[:.,]\d")
FLAT_THERE = re.compile(rf"{FLAT}(?:{TAIL})?$", re.IGNORECASE)
OF_STREETS = re.compile(r"(?:Maz|Liel|Vec|Jaun|Gar|Klus|Zaļ|Augš|Lej)[āaoī]|Ma[zs]ā", re.IGNORECASE)
INDEX_THERE = re.compile(rf"{POST_INDEX}$")
TOWN_BEFORE = re.compile(
    rf"(?<!\w)(?:(?:{POST_INDEX}|{TOWN}|{PARISH})(?:, ?| ))*(?:{TOWN}|{PARISH})"
    rf"(?:, (?-i:[{CAPITAL}])\w+(?=, ))?(?:, ?| )$",
    re.IGNORECASE,
)
REACH = 60


def addresses(text: str) -> Iterator[Finding]:
    """The postal addresses of `text`, from the street's name to the flat, or to the town or post index that follows."""
    for pattern in (LATVIAN, RUSSIAN, ENGLISH):
        for hit in pattern.finditer(text):
            start = hit.start() + _before_the_name(hit[0], pattern is RUSSIAN)
            if _is_house(text, start, hit, pattern is LATVIAN):
                yield _finding(text, start, hit.end())
    yield from (_finding(text, hit.start(2), hit.end(3)) for hit in BARE_STREET.finditer(text) if _is_street(text, hit))
    yield from (_finding(text, *hit.span(1)) for hit in RU_BARE.finditer(text))
    for pattern in (NUMBER_FIRST, POST_BOX, LONE_FLAT, VILLAGE_HOUSE):
        yield from (_finding(text, *hit.span()) for hit in pattern.finditer(text) if not _counts(text, hit.end()))


def _is_house(text: str, start: int, hit: re.Match[str], latvian: bool) -> bool:
    """Whether the number is a house's: none of our own offices, and it counts nothing (three lamps)."""
    found = text[start : hit.end()]
    if OWN_OFFICE.match(found):
        return False
    if FLAT_THERE.search(found) or INDEX_THERE.search(found):
        return True
    if latvian and found[0].islower() and found.split()[0] not in words("street names") and not _led(text, start):
        return False
    return not _counts(text, hit.end())


def _led(text: str, start: int) -> bool:
    return re.search(rf"(?:{LIVING}) ?$", text[max(start - 20, 0) : start], re.IGNORECASE) is not None


def _counts(text: str, end: int) -> bool:
    """Whether the number that ends there counts something."""
    also = ALSO.match(text, end)
    after = NEXT_WORD.match(text, also.end() if also else end)
    return after is not None and (after[1] is None or after[1] in words("counted"))


def _is_street(text: str, hit: re.Match[str]) -> bool:
    """Whether a word and a number without "street" are an address: Nākotnes 12, Priedes 4-1."""
    led, name = hit[1] or "", hit[2].split()[-1]
    if _counts(text, hit.end()) and not FLAT_THERE.search(hit[3]):
        return False
    before = text[max(hit.start(2) - 40, 0) : hit.start(2)]
    placed = bool(TOWN_BEFORE.search(before) or TOWN_AFTER.search(hit[3]))
    two = TWO_NUMBERS.match(hit[3]) is not None
    if name in words("street names"):
        lived = re.match(LIVING, led, re.IGNORECASE) is not None
        return name[0].isupper() or lived or bool(two and placed)
    lived = re.match(LIVING, led, re.IGNORECASE) is not None and not word_of(name).place
    return bool(GENITIVE.fullmatch(name) and (two or lived) and (led or placed or word_of(name).rare))


def _before_the_name(found: str, russian: bool) -> int:
    """How many characters of a match stand before the street's name: lower-case words before a capitalised one."""
    parts = list(re.finditer(r"\S+", found))
    types = re.compile(RU_TYPE if russian else LV_TYPE, re.IGNORECASE)
    at = next((number for number, word in enumerate(parts) if types.match(word[0])), 0)
    if not at:
        return 0
    first = at - 1
    while first and parts[first][0][0].isupper() and parts[first - 1][0][0].isupper():
        where = LOCATIVE.search(parts[first - 1][0]) and not OF_STREETS.match(parts[first - 1][0])
        if parts[first][0] in words("street names") and where:
            break
        first -= 1
    if first and parts[first - 1][0] + parts[first][0] in words("street names"):
        first -= 1
    return parts[first].start()


def _finding(text: str, start: int, end: int) -> Finding:
    town = TOWN_BEFORE.search(text, max(start - REACH, 0), start)
    start = town.start() if town else start
    return Finding("address", text[start:end], start, end)
