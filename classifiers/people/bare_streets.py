"""Streets without the word for street before a house: Nākotnes 12, bauskas 15/2, Гайсмас 6А, 20, Kr. Barona 11-5."""

from __future__ import annotations

import re
from collections.abc import Iterator

from classifiers.people.address_parts import CAPITAL, FLAT, FLATS, NUMBER, TAIL
from classifiers.people.street_names import known_street, may_be_street
from classifiers.people.surroundings import BEFORE, REACH
from classifiers.people.tokens import LOCATIVE, word_of
from classifiers.people.wordlists import words

LIVING = (
    r"(?:dz(?:ī|ii?)v(?:oj\w{0,20}|\.|esviet\w{1,20}:?)|adres\w{0,20}:?|dekl\w{1,20}|прожива\w{1,20}|живу|живём|жив[её]т|zh?ivu"
    r"|адрес\w{0,4}:?|live(?:s)? (?:at|on)|at|m[āa]j(?:a|ā|as|u)|дом[еауы]?)"
)
LED = re.compile(
    rf"(?:(?P<living>(?<!\w){LIVING}(?: (?:на|по|в|pie|on))?)|(?<!\w)(?:pie|no|uz|ir|gar|[ļl]?[īi]dz|starp"
    r"|pret[īi]|blakus|aiz|un|vai"
    r"|у|на|по|в|с|со|из|к|от|до|и|или|за|между|около|возле|напротив|рядом с"
    r"|ot|iz|na|po|do|vo dvore|dvor\w*|near|behind|opposite|on|in|from"
    r"|двор\w*|подъезд\w*|крыльц\w*|pagalm\w*|m[āa]j[āa]\w*)) \(?$",
    re.IGNORECASE,
)
ULICA = r"(?:ul(?:\. ?|ica |ice |itsa )|street )"
INITIALS = rf"(?:[{CAPITAL}А-ЯЁ]\w{{0,2}}\. ?){{1,2}}"
HOUSE_WORD = r"(?:д(?:ом)?\w? ?№? ?|д\. ?|dom |d\. ?|m[āa]j[aā]s? |nams? |house |n[ru]m?\.? ?|№ ?)"
FIRST = (
    r"(?:Brāļu|(?:Maz|Liel|Vec|Jaun|Gar)[āo]s?|Krišjāņa|Jāņa|Kārļa|Friča|Ojāra|Jēkaba|Andreja|Rūdolfa|Zigfrīda|Emīla|Emīlijas"
    r"|Annas|Augusta|Ulda|Gunāra|Imanta|Jura|Маза|Лиела|Яуна|Веца|Кришьяня|Братьев|Яня|Карла) "
)
"""Words before the name that make a street of it: initials' bearers in full, great and small."""
SECOND_NUMBER = r"(?:, ?\d{1,3}(?=[ \u00a0]*(?:[\n;)]|\Z|\.(?!\d)|, ?(?:[^\W\d]|$))))"
BARE = re.compile(
    rf"(?<![\w.])(?P<name>(?:{ULICA}|(?-i:{INITIALS}|{FIRST}))?(?P<word>[^\W\d_]{{4,30}}))"
    rf"(?:, ?|\. ?|[ \u00a0]{{1,2}}|(?=\d+-\d))"
    rf"(?P<house>{HOUSE_WORD}?{NUMBER}(?:{FLATS}|(?-i:[ ])[0-9]{{1,3}}(?=,|\n|\Z)){SECOND_NUMBER}?(?:{TAIL})?)"
    rf"(?![\w-]|[.:,]\d)",
    re.IGNORECASE,
)
HOUSE_ON = re.compile(
    rf"(?<!\w)(?:дом\w{{0,2}}|house|dom\w?) (?:№ ?|No\.? ?|number )?{NUMBER} (?:по|на|on|in|at|po|na) "
    rf"(?P<word>[^\W\d_]{{4,30}})(?!\w)",
    re.IGNORECASE,
)
TWO_NUMBERS = re.compile(r"\D{0,9}\d+ ?-?[a-zA-Zа-яА-Я]? ?[-–—/,] ?\d+(?!\d|[ ,]*\d)")
WITH_FLAT = re.compile(rf"{FLAT}(?:{SECOND_NUMBER})?(?:{TAIL})?$", re.IGNORECASE)
ORDINAL = re.compile(r"\. (?!m[āa]j|nam)[a-zāčēģīķļņšūž]|-(?:й|м|го|му|я|ю|е)\b")
PLACE_AFTER = re.compile(rf"{TAIL}$", re.IGNORECASE)
LINE_BEGINS = re.compile(r"(?:^|\n|[,;:] ?|[–—|] ?)$")
LINE_ENDS = re.compile(r" ?(?:\Z|[\n;,|)])")
ALSO = re.compile(r",? ?(?:un|vai|и|или|and|or|līdz|lidz|до|to) \d+")
NEXT_WORD = re.compile(r"\.?\s?([^\W\d_]+)|\s?[%€×]|[:.,]\d")


def bare_streets(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every street with a house but without the word for street."""
    for hit in BARE.finditer(text):
        if _is_address(text, hit):
            yield hit.start("name"), hit.end("house")
    yield from (hit.span() for hit in HOUSE_ON.finditer(text) if known_street(hit["word"]) and hit["word"][0].isupper())


def counts(text: str, end: int) -> bool:
    """Whether the number that ends there counts something."""
    also = ALSO.match(text, end)
    after = NEXT_WORD.match(text, also.end() if also else end)
    return after is not None and (after[1] is None or after[1] in words("counted"))


def _is_address(text: str, hit: re.Match[str]) -> bool:
    flat = WITH_FLAT.search(hit["house"]) is not None
    if not flat and (counts(text, hit.end()) or ORDINAL.match(text, hit.end())):
        return False
    two = flat or TWO_NUMBERS.match(hit["house"]) is not None
    led = LED.search(text, max(hit.start() - 40, 0), hit.start())
    lived = bool(led and led["living"])
    placed = bool(PLACE_AFTER.search(hit["house"]) or BEFORE.search(text, max(hit.start() - REACH, 0), hit.start()))
    sure = lived or placed or hit["name"] != hit["word"]
    if known_street(hit["word"]) and not (word_of(hit["word"]).place and LOCATIVE.search(hit["word"])):
        return _is_known(hit["word"], sure, two, led is not None)
    if not may_be_street(hit["word"]):
        return False
    rare = word_of(hit["word"]).rare
    if two:
        return sure or rare or led is not None
    return sure or (rare and (led is not None or _stands_alone(text, hit)))


def _is_known(name: str, sure: bool, two: bool, led: bool) -> bool:
    """Whether a known street's name with a number is an address; many are also words and given names."""
    if name[0].islower():
        return sure or (two and (led or not word_of(name.capitalize()).common))
    return sure or two or not word_of(name).given


def _stands_alone(text: str, hit: re.Match[str]) -> bool:
    """Whether nothing else stands between two commas or ends of lines."""
    before = LINE_BEGINS.search(text, max(hit.start() - 3, 0), hit.start()) is not None
    return before and LINE_ENDS.match(text, hit.end()) is not None
