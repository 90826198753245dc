"""Postal addresses down to house and flat: street and number, farmstead and parish; a street alone is none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from classifiers.people.finding import Finding
from classifiers.people.wordlists import words

LV_TYPE = (
    r"(?:iel(?:a|ā|as|ai|u|aa|aj)|1el[aā]s?|ie1[aā]s?|prospekt(?:s|a|ā|am|u)|bulv[āa]r(?:is|a|ī|i)|gatv(?:e|ē|es|ei)"
    r"|[šs]osej(?:a|ā|as)|ceļ(?:š|a|ā|u)|cel(?:s|a)|alej(?:a|ā|as)|laukum(?:s|a|ā|u)|l[īi]nij(?:a|ā|as)"
    r"|damb(?:is|ja|ī)|krastmal(?:a|ā|as)|š[ķk][ēe]rsiel(?:a|ā|as)|\biel\.|\bpr\.|\bš\.)"
)
NUMBER = r"(?:Nr\.? ?)?(?:[1-9][0-9OlI]{0,2}|[lI][0-9]{1,2})(?: ?[A-Za-zАа](?![\w]))?(?: ?/ ?\d{1,3})?"
FLAT_WORD = (
    r"(?:dz[īi]v(?:ok[lļ]\w*)?\.?|dz\.?|kv(?:\.|art[īi]r\w*)?|k-|korp\.? ?\d+|apt\.?|flat|apartment"
    r"|кв(?:\.|арт\w+)?|корп\.? ?\d+)"
)
FLAT = (
    r"(?: ?[-–—] ?(?:k-)?\d{1,3}[a-z]?(?!\w)(?:-\d{1,3})?|\s?k-\d{1,2}(?:-\d{1,3}){0,2}"
    rf"|[,;]? ?{FLAT_WORD} ?(?:Nr\.? ?|№ ?)?\d{{1,3}}[A-Za-z]?(?!\w))"
)
POST_INDEX = r"LV ?[-–—]? ?[0-9OlI]{4}"
TAIL = rf"(?:(?:,|\n| )+(?:[^\W\d_][\w. -]{{1,25}}[, \n]+){{0,4}}{POST_INDEX}(?!\d))"
NAME_PART = r"[^\W\d_][\w.-]*"
LATVIAN = re.compile(
    rf"(?<![\w])(?:{NAME_PART} ){{1,3}}?{LV_TYPE}[,]? ?(?:mājā |māja |mājas |nam[sā] |Nr\.? ?)?"
    rf"{NUMBER}(?:\. ?(?:m[āa]j|nam)\w+)?(?:{FLAT})?(?:{TAIL})?(?!\w)",
    re.IGNORECASE,
)
RU_TYPE = r"(?:ул(?:\.|иц\w+)|проспект\w*|пр-т\w*|пр\.|бульвар\w*|шоссе|переул\w+|пер\.|аллея|аллее)"
RU_HOUSE = r"(?:,? ?(?:дом\w{0,2}|д\.) ?(?:№ ?)?|,? )"
RUSSIAN = re.compile(
    rf"(?<!\w)(?:{RU_TYPE} ?(?:{NAME_PART} ?){{1,2}}?(?: иела)?|(?:{NAME_PART} ){{1,2}}?(?:{RU_TYPE}|иел[аеуы]))"
    rf"{RU_HOUSE}{NUMBER}(?:{FLAT})?(?:{TAIL})?(?!\w)",
    re.IGNORECASE,
)
CAPITAL = "A-ZĀČĒĢĪĶĻŅŠŪŽ"
ENGLISH = re.compile(
    rf"(?<![\w-])[1-9]\d{{0,2}}[a-z]?(?: ?[-/] ?\d{{1,3}})? (?:[{CAPITAL}]\w+ ){{1,2}}"
    rf"(?:Street|street|St\.?|Avenue|Road)(?!\w)(?:{FLAT})?"
    rf"|(?<!\w)(?:[{CAPITAL}]\w+ ){{1,2}}(?:[Ss]treet|St\.) {NUMBER}(?:{FLAT})?(?:{TAIL})?(?!\w)"
)
QUOTED = r"[\"„“”«'‘’]{1,2}([A-ZĀČĒĢĪĶĻŅŠŪŽ][\w -]{2,24})[\"“”»'‘’]{1,2}"
FARM_BEFORE = (
    r"(?:m[āa]j(?:as|ās|u|ām|a)|viens[ēe]t\w*|saimniec[īi]b\w*|dz[īi]voj\w*|adres\w*:?|[īi]pašum\w*|ipasum\w*"
    r"|zemnieku s[ēe]t\w*|хутор\w*|дом\w*|farm(?:stead)?)"
)
FARM = re.compile(
    rf"(?i:\b{FARM_BEFORE}) {QUOTED}(?:{TAIL})?|{QUOTED}(?=,? ?[^\W\d_]+ (?:pag|nov)|,? {POST_INDEX})(?:{TAIL})?"
)
FARM_BARE = re.compile(
    r"(?i:\b(?:dz[īi]voj\w*|adrese:?)) (?i:m[āa]j[āa]s )?([A-ZĀČĒĢĪĶĻŅŠŪŽ]\w{3,20})(?=, [^\W\d_]+ (?:pag|nov))"
)
COMPANY = re.compile(
    r"(?:SIA|AS|A/S|IK|Z/S|z/s|biedr[īi]b\w*|veikal\w*|kafejn[īi]c\w*|b[ēe]rnud[āa]rz\w*|PII|skol\w*|kopien\w*"
    r"|krog\w*|nami?s?) ?$"
)
LIVING = r"(?:dz[īi]voj\w*|adres\w*:?|dekl\w+|прожива\w+|живу|живём|live(?:s)? at|at)"
BARE_STREET = re.compile(
    rf"(?:(?i:{LIVING}) )?(?<!\w)([{CAPITAL}][a-zāčēģīķļņšūž]{{3,}}(?:as|u|es|a)) "
    r"([1-9]\d{0,2}[a-zA-Z]? ?[-–/] ?[1-9]\d{0,2})(?![\w.-])"
)
LONE_FLAT = re.compile(
    r"(?<!\w)(?:dz[īi]vok[lļ](?:is|ī|i|a)|dz\.|kv\.|квартир[аеуы]|кв\.|flat|apartment|apt\.) ?"
    r"(?:nr\.? ?|№ ?|numur\w* )?[1-9]\d{0,2}(?![\w])|(?<!\w)[1-9]\d{0,2}\. ?dz[īi]vok[lļ](?:is|ī|i|a|ā)(?!\w)",
    re.IGNORECASE,
)
NEXT_WORD = re.compile(r"\.?\s?([^\W\d_]+)|\s?[%€]|[:.,]\d")
FLAT_THERE = re.compile(rf"{FLAT}(?:{TAIL})?$", re.IGNORECASE)


def addresses(text: str) -> Iterator[Finding]:
    """The postal addresses of `text`, from the street's name to the flat, or to the post index where one follows."""
    for pattern in (LATVIAN, RUSSIAN, ENGLISH):
        for hit in pattern.finditer(text):
            if not _counts(text, hit):
                yield _finding(text, hit.start() + _before_the_name(hit[0], pattern is RUSSIAN), hit.end())
    for pattern in (FARM, FARM_BARE):
        for hit in pattern.finditer(text):
            start = next(hit.start(group) for group in range(1, (pattern.groups) + 1) if hit[group])
            if not COMPANY.search(text[: hit.start()][-20:]):
                yield _finding(text, start, max(hit.end(), start))
    yield from (_finding(text, hit.start(1), hit.end(2)) for hit in BARE_STREET.finditer(text))
    yield from (_finding(text, *hit.span()) for hit in LONE_FLAT.finditer(text))


def _counts(text: str, hit: re.Match[str]) -> bool:
    """Whether the number counts something (three lamps) and is no house."""
    if FLAT_THERE.search(hit[0]):
        return False
    after = NEXT_WORD.match(text, hit.end())
    return after is not None and (after[1] is None or after[1] in words("counted"))


def _before_the_name(found: str, russian: bool) -> int:
    """How many characters of a match stand before the street's name: lower-case words before a capitalised one."""
    words = list(re.finditer(r"\S+", found))
    types = re.compile(RU_TYPE if russian else LV_TYPE, re.IGNORECASE)
    at = next((number for number, word in enumerate(words) if types.match(word[0])), 0)
    names = words[:at]
    if not names:
        return 0
    first = len(names) - 1
    while first and names[first][0][0].isupper() and names[first - 1][0][0].isupper():
        first -= 1
    return names[first].start()


def _finding(text: str, start: int, end: int) -> Finding:
    return Finding("address", text[start:end], start, end)
