"""Farmsteads without quotation marks: Tīreļi, Mellupi, Ķekavas pag.; Upmaļu mājām; Kaķīši farm."""

from __future__ import annotations

import re
from collections.abc import Iterator

from classifiers.people.address_parts import CAPITAL, PARISH, POST_INDEX, TOWN
from classifiers.people.street_names import known_street
from classifiers.people.surroundings import AFTER
from classifiers.people.tokens import word_of, written_small
from classifiers.people.wordlists import words

UPPER = f"{CAPITAL}А-ЯЁ"
MANY = r"(?:i|as|es|os|ās|ēs|īs|iem|ām|ēm|I|AS|ES|OS|ĀS|ĒS|IEM|ĀM|ĒM|и|ы|ас|ес|ос|ах|ях|ам|ям)"
"""How a farm's name ends, which is mostly a plural, in the cases that say where."""
NAME = rf"(?:(?:Kalna|Lejas|Meža|Upes|Ezera|Vecie|Jaunie) )?(?:[{UPPER}]\w{{2,15}}-)?[{UPPER}]\w{{2,20}}{MANY}"
VILLAGE = rf"(?:[{UPPER}]\w{{2,20}}(?: ciem\w*| c\.)?,[ \n])"
IN_PARISH = re.compile(
    rf"(?<![\w.-])(?P<farm>{NAME})(?!\w)(?:(?:,[ \n]?|\n){VILLAGE}{{0,2}}(?:{PARISH}|{POST_INDEX})"
    rf"|(?<=[āēīo]s)[ ]{PARISH})"
    rf"|(?<![\w.-])(?P<second>{NAME}),[ ](?:p\. ?n\. |p/n )?{TOWN},? {POST_INDEX}"
)
LIVED_IN = re.compile(
    rf"(?i:\b(?:viens[ēe]t[āa]|dz[īi]voj\w* (?:pie )?m[āa]j[āa]s|dz[īi]voj\w*|adrese:?|живу на хуторе|live at))[ ]"
    rf"(?P<farm>[{UPPER}]\w{{2,20}}(?:i|os|as|ās|es|ēs|ах|ях))(?!\w)"
)
IN_TOWN = re.compile(rf"(?:^|\n|, )(?P<farm>[{CAPITAL}]\w{{4,20}}(?:i|as|es)), (?:{TOWN})(?= *(?:[.,;]|\n|\Z))")
AFTER_PARISH = re.compile(rf"(?<!\w)(?:{PARISH}),[ ](?P<farm>[{UPPER}]\w{{2,20}}(?:i|as|es|и|ы))(?= *(?:[.,;)]|\n|\Z))")
CALLED = re.compile(
    rf"(?i:\b(?:m[āa]j(?:as|ās|ām|u)|m[āa]ju nosaukums:?|saimniec[īi]b\w+|хутор\w*|усадьб\w+|farm|homestead)) "
    rf"(?P<farm>[{UPPER}]\w{{3,20}}(?:i|as|es|os|ās|ēs|iem|ām|ēm|и|ы|ах|ях|ас|ес))(?!\w)"
)
HOUSES = re.compile(
    rf"(?<![\w.-])(?P<farm>[{UPPER}]\w{{3,20}}u)[ ](?i:m[āa]j(?:as|ām|am|ās|u)|viensēt\w+|saimniecīb\w+)(?!\w)"
    rf"|(?<![\w.-])(?P<second>[{UPPER}]\w{{3,20}}(?:i|as|es|u)) (?i:farm(?:stead|house)?|homestead)(?!\w)"
)
TOWARDS = re.compile(r"(?<!\w)(?:no|līdz|lidz|pie|uz|aiz|starp|blakus|gar|ap|pretī|past|near|at|the) $", re.IGNORECASE)
WORD_BEFORE = re.compile(r"([^\W\d_]+)\.? $")
SAYS_WHERE = re.compile(r"(?:[oāēī]s|iem|[āē]m|[ая]х)$", re.IGNORECASE)
SMALL = re.compile(
    rf"(?:^|\n|, ?|(?i:adrese:? |dz[īi]voju ))(?P<farm>[^\W\d_]{{3,20}}(?:i|as|es)), ?"
    rf"(?i:\w{{4,20}} (?:pag|nov)(?!\w)\.?|{TOWN},? {POST_INDEX})"
)
"""A farm in small letters before a parish, or a town with its post index."""
NEXT_WORD = re.compile(r"\s?([^\W\d_]+)")


def bare_farms(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every farm's name without quotation marks, with what made it one."""
    for pattern in (IN_PARISH, LIVED_IN, IN_TOWN, AFTER_PARISH, CALLED, HOUSES, SMALL):
        for hit in pattern.finditer(text):
            named = "farm" if hit["farm"] else "second"
            if _is_farm(text, hit, named):
                yield hit.start(named), hit.end()


def _is_farm(text: str, hit: re.Match[str], named: str) -> bool:
    """Whether a capital word without quotation marks may be a farm's name."""
    word = word_of(re.split("[ -]", hit[named])[-1])
    if hit.re is SMALL:
        return not (word.place or word.given or word.surname or written_small(word.text))
    if not word.capital or word.place or word.text in words("other proper names") or word.text in words("no surname"):
        return False
    if hit.re in (IN_PARISH, AFTER_PARISH, IN_TOWN):
        likely = word.rare or word.surname or _begins_line(text, hit.start(named))
        return likely and not (word.given or _is_surname(text, hit, named))
    if hit.re is HOUSES:
        led = TOWARDS.search(text, max(hit.start() - 12, 0), hit.start()) is not None
        placed = hit[0].endswith("ām") or AFTER.match(text, hit.end()) is not None
        return (word.rare and (led or not word.surname)) or (led and placed)
    if hit.re is LIVED_IN:
        return word.rare and not known_street(word.text) and not _is_public(text, hit.end())
    return word.rare and not _is_public(text, hit.end())


def _is_surname(text: str, hit: re.Match[str], named: str) -> bool:
    """Whether a given name, or any other where the word says not where, stands directly before."""
    last = WORD_BEFORE.search(text, max(hit.start(named) - 25, 0), hit.start(named))
    if last is None or not last[1][0].isupper():
        return False
    return word_of(last[1]).given or SAYS_WHERE.search(hit[named]) is None


def _begins_line(text: str, at: int) -> bool:
    return at == 0 or text[max(at - 2, 0) : at].strip(" ") in ("\n", ",", ":")


def _is_public(text: str, end: int) -> bool:
    after = NEXT_WORD.match(text, end)
    return after is not None and after[1] in words("after no person")
