"""Farmsteads by their name, which is a postal address in the country: in quotation marks, or without."""

from __future__ import annotations

import re
from collections.abc import Iterator

from classifiers.people.address_parts import CAPITAL, FLAT, PARISH, POST_INDEX, TAIL, TOWN
from classifiers.people.finding import Finding
from classifiers.people.tokens import word_of
from classifiers.people.wordlists import words

QUOTES = "\"„“”«»'‘’"
QUOTED = re.compile(r"[\"„“”«'‘’]{1,2}([^\W\d_][\w -]{2,24})[\"“”»'‘’]{1,2}")
HOUSE = r"(?:m[āa]j(?:as|ās|u|ām|am|a)|viens[ēe]t\w*|saimniec[īi]b\w*|sēt[auā]s?|farm(?:stead)?|хутор\w*)"
LIVING = (
    r"(?:dz[īi]v(?:oj\w*|\.|esviet\w*:?)|dekl(?:ar\w+|\.)|adres\w*:?|[īi]pašum\w*|ipasum\w*|zemnieku s[ēe]t\w*"
    r"|kaimi[ņn]\w+|дом\w*|жив[уеё]\w* в|прож\w*\.?|house|live[sd]? (?:at|in)|at|address:?)"
)
NEAR = 45
SURE_BEFORE = re.compile(rf"(?:\b(?:{HOUSE}|{LIVING}) |(?-i:{PARISH}), ?|(?<!\w){TOWN}, ?)$", re.IGNORECASE)
SURE_AFTER = re.compile(
    rf"{FLAT}|,? (?:{HOUSE}|kadastr\w*|house)(?!\w)"
    rf"|(?-i:,? [{CAPITAL}А-ЯЁ]\w+ (?:pag|nov|parish|волост))|,? {POST_INDEX}",
    re.IGNORECASE,
)
"""What makes a name in quotation marks a farm's, whatever its form."""
PERSON = rf"(?:[{CAPITAL}А-ЯЁ][\w-]+ ){{1,2}}[{CAPITAL}А-ЯЁ][\w-]+(?: \([^)\n]*\))?"
PLURAL_BEFORE = re.compile(
    rf"(?:(?i:\b(?:no|līdz|lidz|pie|uz|aiz|starp|blakus|gar|pretī|robežojas ar|ap)) |(?:^|\n|[.;)] ?){PERSON}, ?)$"
)
PLURAL_AFTER = re.compile(
    rf" (?:ce[ļl][šsau]\w*|piebrauc\w*|pagalm\w*|zem[ei]\w*|[īi]pašniek\w*|saimniek\w*)(?!\w)"
    rf"|, ?{TOWN}(?:,? {POST_INDEX})?(?= *(?:[.,;)]|\n|\Z))",
    re.IGNORECASE,
)
"""What makes a name in the plural a farm's."""
PLURAL = re.compile(r"(?:i|as|es|iem|ām|am|ēm|em|u|os|ās|ēs|īs)$")
LOCATIVE = re.compile(r"(?:os|ās|ēs|īs)$")
WITH_TAIL = re.compile(rf"(?:{FLAT}|,? {HOUSE}(?!\w))?(?:{TAIL})?", re.IGNORECASE)
PLACE_BEFORE = re.compile(rf"(?:(?:{PARISH}|(?<!\w){TOWN}), ?){{1,3}}$")
IN_PARISH = re.compile(
    rf"(?:(?i:\b(?:dz[īi]voj\w*|adrese:?|{HOUSE})) (?i:m[āa]j[āa]s )?|^|\n|, )(?P<farm>[{CAPITAL}А-ЯЁ]\w{{3,20}})"
    rf"(?:,|(?<=as|os|ās|ni|ļi|ti|ki|ši|ri|mi|vi)) {PARISH}(?:{TAIL})?"
)
IN_TOWN = re.compile(rf"(?:^|\n|, )(?P<farm>[{CAPITAL}]\w{{4,20}}(?:i|as|es)), (?:{TOWN})(?= *(?:[.,;]|\n|\Z))")
LIVED_IN = re.compile(
    rf"(?i:\b(?:viens[ēe]t[āa]|dz[īi]voj\w* m[āa]j[āa]s)) (?P<farm>[{CAPITAL}]\w{{3,20}}(?:i|os|as|ās|es|ēs))(?!\w)"
)
CALLED = re.compile(
    rf"(?i:\b(?:m[āa]j(?:as|ās|ām|u)|saimniec[īi]b\w+|хутор\w*|farm)) "
    rf"(?P<farm>[{CAPITAL}А-ЯЁ]\w{{3,20}}(?:i|as|es|os|ās|ēs|iem|ām|ēm|и|ы|ах))(?!\w)"
)
COMPANY = re.compile(
    r"(?:\b(?:SIA|AS|A/S|IK|Z/S|z/s|PII)|(?:biedr[īi]b|veikal|kafejn[īi]c|b[ēe]rnud[āa]rz|skol|kopien|krog|klub|mazpulk"
    r"|te[āa]tr|laikrakst|av[īi]z|festiv[āa]l|koncert|pulci[ņn]|d[āa]rzi[ņn]|partij|grup|ansambl|kust[īi]b|programm|projekt|pietur"
    r"|restor[āa]n|krodzi[ņn]|benz[īi]ntank|aptiek|fondu?|nami?)\w*) ?$",
    re.IGNORECASE,
)
NEXT_WORD = re.compile(r"\s?([^\W\d_]+)")


def farms(text: str) -> Iterator[Finding]:
    """Names of farmsteads, with the parish, the town and the post index beside them."""
    for hit in QUOTED.finditer(text):
        if _is_quoted_farm(text, hit):
            place = PLACE_BEFORE.search(text, max(hit.start() - NEAR, 0), hit.start())
            tail = WITH_TAIL.match(text, hit.end())
            yield _finding(text, place.start() if place else hit.start(1), tail.end() if tail else hit.end())
    for pattern in (IN_PARISH, LIVED_IN, IN_TOWN, CALLED):
        yield from (
            _finding(text, hit.start("farm"), hit.end()) for hit in pattern.finditer(text) if _is_farm(text, hit)
        )


def _is_quoted_farm(text: str, hit: re.Match[str]) -> bool:
    """Whether a name in quotation marks is a farm's and no company's, by what stands before and after it."""
    before, name = text[max(hit.start() - NEAR, 0) : hit.start()], hit[1]
    if COMPANY.search(before):
        return False
    if SURE_BEFORE.search(before) or SURE_AFTER.match(text, hit.end()):
        return True
    if not PLURAL.search(name) or name in words("other proper names"):
        return False
    if PLURAL_AFTER.match(text, hit.end()):
        return True
    named = PLURAL_BEFORE.search(before) or (LOCATIVE.search(name) and " " not in name)
    return bool(named) and name[0].isupper() and not _is_public(text, hit.end())


def _is_farm(text: str, hit: re.Match[str]) -> bool:
    """Whether a capital word without quotation marks may be a farm's name."""
    word = word_of(hit["farm"])
    if not word.may_name or word.place or word.text in words("other proper names"):
        return False
    return hit.re is not CALLED or (word.rare and not _is_public(text, hit.end()))


def _is_public(text: str, end: int) -> bool:
    after = NEXT_WORD.match(text, end)
    return after is not None and after[1] in words("after no person")


def _finding(text: str, start: int, end: int) -> Finding:
    while end > start and text[end - 1] in QUOTES:
        end -= 1
    return Finding("address", text[start:end], start, end)
