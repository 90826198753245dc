"""Farmsteads by their name, which is a postal address in the country: in quotation marks, or before the parish."""

from __future__ import annotations

import re
from collections.abc import Iterator

from classifiers.people.address_parts import CAPITAL, PARISH, POST_INDEX, TAIL
from classifiers.people.finding import Finding
from classifiers.people.tokens import word_of
from classifiers.people.wordlists import words

NAME = rf"[{CAPITAL}][\w -]{{2,24}}"
QUOTED = rf"[\"„“”«'‘’]{{1,2}}({NAME})[\"“”»'‘’]{{1,2}}"
BEFORE = (
    r"(?:m[āa]j(?:as|ās|u|ām|a)|viens[ēe]t\w*|saimniec[īi]b\w*|dz[īi]v(?:oj\w*|\.)|adres\w*:?|[īi]pašum\w*|ipasum\w*"
    r"|zemnieku s[ēe]t\w*|хутор\w*|дом\w*|farm(?:stead)?)"
)
NAMED = re.compile(
    rf"(?i:\b{BEFORE}) {QUOTED}(?:{TAIL})?"
    rf"|{QUOTED}(?=,? ?[^\W\d_]+ (?:pag|nov|parish|волост)|,? {POST_INDEX})(?:{TAIL})?"
)
IN_PARISH = re.compile(rf"{PARISH}, ?{QUOTED}")
REACHED = re.compile(rf"(?i:\b(?:no|līdz|lidz|pie|uz|aiz)) {QUOTED}")
PLURAL = re.compile(r"(?:i|as|es|iem|ām|am|ēm|em|u|os|ās)$")
UNQUOTED = re.compile(
    rf"(?:(?i:\b(?:dz[īi]voj\w*|adrese:?|viens[ēe]t\w+|saimniec[īi]b\w+)) (?i:m[āa]j[āa]s )?|^|\n|, )"
    rf"([{CAPITAL}]\w{{3,20}})"
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
        if not COMPANY.search(text[: hit.start()][-20:]):
            yield _finding(text, start, hit.end())
    for hit in REACHED.finditer(text):
        after = NEXT_WORD.match(text, hit.end())
        public = hit[1].split()[0] in words("other proper names") or (after and after[1] in words("after no person"))
        if PLURAL.search(hit[1]) and not public:
            yield _finding(text, hit.start(1), hit.end())
    yield from (_finding(text, *hit.span()) for hit in IN_PARISH.finditer(text))
    for pattern in (UNQUOTED, LIVED_IN):
        for hit in pattern.finditer(text):
            word = word_of(hit[1])
            if word.may_name and not word.place and word.text not in words("other proper names"):
                yield _finding(text, hit.start(1), hit.end())


def _finding(text: str, start: int, end: int) -> Finding:
    while end > start and text[end - 1] in QUOTES:
        end -= 1
    return Finding("address", text[start:end], start, end)
