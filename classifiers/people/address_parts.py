"""The parts of a postal address as patterns: kind of street, house, flat, town, post index; misread digits allowed."""

from __future__ import annotations

import re

from classifiers.folding import plain
from config.taxonomy import taxonomy

LV_TYPE = (
    r"(?:[i1l|]e[l1I|](?:aa|aj|as|ai|a|ā|u|ās)(?![^\W\d_])"
    r"|prosp(?:ekt(?:s|a|ā|am|u)|\.)"
    r"|bulv(?:[āa]r(?:is|a|ī|i|im)|\.)|gatv(?:e|ē|es|ei|i)"
    r"|[šs]osej(?:a|ā|as|ai)|ceļ(?:š|a|ā|u|am)|cel(?:s|a)|alej(?:a|ā|as|ai)|laukum(?:s|a|ā|u|am)|l[īi]nij(?:a|ā|as|ai)"
    r"|damb(?:is|ja|ī|im)|krastmal(?:a|ā|as|ai)|š[ķk][ēe]rsiel(?:a|ā|as|ai)|\biel\."
    r"|\bpr(?:-ts)?(?:\.|(?= \d))|\bš\.|\bi\.|\bstr(?:eet|\.))"
)
RU_TYPE = (
    r"(?:ул(?:\.|иц\w{1,9}|-ца\b)|ул(?= )|просп(?:ект\w*|\.)|пр-к?т\w*|пр\.|пр(?= )|бульвар\w*|бул\.|б-р\b|шоссе|ш\."
    r"|переул\w{1,9}|пер\.|алле[яеию]\b|пл\.|набережн\w{1,3}|наб\.|гатве)"
)
MISREAD_NUMBER = r"[1-9][0-9OlI]{0,2}|[lI][0-9]{1,2}"
NUMBER = (
    rf"(?:(?:Nr\.?|№) ?)?(?:{MISREAD_NUMBER})(?-i: ?-?[A-ZА-Я](?![\w])|[a-zа-я](?![\w])| [a-d](?![\w]))?"
    r"(?: ?/ ?\d{1,3})?"
)
FLAT_WORD = (
    r"(?:dz(?:[īi]{1,2})v(?:ok[lļ]\w*)?\.?|dz\.?|kv(?:\.|art[īi]r\w*)?|k[-.]|korp\w*\.?|ist(?:ab\w{1,3}|\.)"
    r"|apt\.?|flats?|apartments?|unit|кв(?:\.|арт\w+)?|корп(?:ус\w{0,2}|\.)?|комн(?:ат\w{1,2}|\.))"
)
"""A flat, a room, a block of flats."""
PART = (
    r"(?:ieej\w{1,3}|k[āa]p[ņn]u telp\w{1,2}|st[āa]v\w{1,2}|подъезд\w{0,3}|под\."
    r"|этаж\w{0,2}|эт\.|entrance|staircase|floor)"
)
"""A part of the house: entrance, staircase, floor."""
FLAT_NUMBER = r"(?=[OlI]{0,2}\d|l\d)[0-9OlI]{1,3}"
MORE_FLATS = r"(?:(?: ?[-–—] ?|, ?| (?:un|and|to|и|līdz) )\d{1,3}[a-z]?(?!\w|\.\d))?"
FLAT = (
    rf"(?: ?[-–—] ?(?:k-)?{FLAT_NUMBER}[a-z]?(?!\w)(?:-\d{{1,3}})?|[,/-]?\s?k[-.]? ?\d{{1,2}}(?:-\d{{1,3}}){{0,2}}"
    rf"|[,;–-]? ?(?:{FLAT_WORD}|{PART}) ?(?:Nr\.? ?|№ ?)?{FLAT_NUMBER}[A-Za-zА-я]?(?!\w){MORE_FLATS}"
    rf"|,? \d{{1,3}}(?:\.|-(?:й|м|ой|ый|ий|ом|ем|я|ю))? ?"
    rf"(?:korpus|dz[īi]vok[lļ]|korp\.|dz\.|квартир|корпус|{PART})\w{{0,9}})"
)
FLATS = rf"(?:{FLAT}){{0,4}}"
CAPITAL = "A-ZĀČĒĢĪĶĻŅŠŪŽ"
NAME_PART = r"(?:[^\W\d_]{1,3}\.|[^\W\d_][\w-]{0,40})"
POST_INDEX = r"(?:LV|ЛВ) ?[-–—]? ?[0-9OlI]{4}(?!\d)"


SHORTEST_TOWN = 5


LATVIAN_ENDINGS = (
    ("es", "es|[ēe]s|[ēe]m|u"),
    ("as", "as|[āa]s|[āa]m|u"),
    ("is", "is|ī|im|a|i"),
    ("i", "i|os|iem|us|u"),
    ("a", "aa|[āa]|as|ai|u"),
    ("e", "ee|[ēe]|es|ei|i"),
    ("s", "s|aa|[āa]|am|u"),
)
"""How a place's name ends in the nominative and in all cases; not as a surname made of it (Avoti, but Avotiņš)."""


def _town() -> str:
    """Any of our places, in any case, in both scripts; a scan may have misread l and o."""
    names = sorted({name.split()[0] for place in taxonomy().places.values() for name in (place.lv, place.ru)}, key=len)
    return f"(?:{'|'.join(map(_cases, reversed([name for name in names if len(name) >= SHORTEST_TOWN])))})"


def _cases(name: str) -> str:
    nominative, endings = next(
        ((one, cases) for one, cases in LATVIAN_ENDINGS if name.endswith(one)), ("", "[аеиоуыюя]{0,2}[мхй]?")
    )
    stem = re.sub("[аеийоуыюя]{1,2}$", "", name.removesuffix(nominative))
    spellings = "|".join(re.escape(one).replace("l", "[l1I]").replace("o", "[o0]") for one in {stem, plain(stem)})
    return rf"(?:{spellings})(?:{endings})"


TOWN = rf"(?:{_town()}|R[īi]g(?:a|ā|as))(?!\w)(?:,? ?(?:pag|nov|pils|parish|municip|волост|кра[йяею])\w*\.?)?"
PARISH = (
    rf"(?-i:[{CAPITAL}А-ЯЁ])\w+ (?i:pag(?:\.|ast\w*)?|nov(?:\.|ad\w*)?|parish|municipality|county"
    r"|волост\w*|вол\.|кра[йяею]\b)(?!\w)"
)
TAIL = (
    rf"(?:(?=[\w., \n-]{{1,160}}?{POST_INDEX})"
    rf"[, \n]{{1,9}}(?:[^\W\d_][\w. -]{{1,25}}[, \n]{{1,9}}){{0,4}}{POST_INDEX}(?!\d)"
    rf"|(?:(?:, ?|,?\n| )(?:{PARISH}|{TOWN})(?!\w)){{1,3}})"
)
