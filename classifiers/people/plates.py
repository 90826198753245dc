"""Plates of vehicles: Latvian ones in all forms, custom and foreign ones beside a word for a vehicle.

A Latvian plate has two letters and one to four digits (of a motorcycle or trailer one or two letters), a custom one two
to eight letters and digits. Letters may be Cyrillic ones that look the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from classifiers.people.wordlists import words

ALONE = r"(?<![^\W_])(?<!-)"
END = r"(?![^\W_])(?!/\d|-\d)"
HYPHENED = re.compile(rf"{ALONE}([A-ZА-Я]{{2}})\s?[-–‑—]\s?[0-9OlI]{{1,4}}{END}")
APART = re.compile(rf"{ALONE}([A-ZА-Я]{{2}}) (?!19|20)[0-9]{{4}}{END}(?! [A-ZА-Я]{{2}}(?!\w))")
TOGETHER = re.compile(rf"{ALONE}([A-ZА-Я]{{2}})[0-9OlI]{{4}}{END}")
LOOSE = re.compile(
    rf"{ALONE}(?:[A-ZА-Я]{{2}} ?\d{{4}} ?[A-ZА-Я]{{2}}|([A-ZА-Я]{{2}})[ ._/]?[0-9OlI]{{1,5}}|[A-Z]{{1,2}}[ -]?\d{{3,4}}"
    rf""
    rf"|[A-Z]{{1,3}}-[A-Z]{{1,2}} ?\d{{1,4}}|[A-Z] [A-Z](?: \d){{4}}"
    rf"|[TP] ?-?\d{{3,5}} ?-?[A-Z]{{1,2}}|[A-Z]{{2}}\d{{2}} ?[A-Z]{{3}}|\d{{4}} ?[A-Z]{{2}}-?\d"
    rf"|[A-Z]{{3}}[ -]?\d{{3}}|\d{{3}}[ -]?[A-Z]{{3}}|[АВЕКМНОРСТУХ]\d{{3}}[АВЕКМНОРСТУХ]{{2}} ?\d{{2,3}}){END}"
)
SMALL = re.compile(rf"{ALONE}([a-zа-я]{{2}})[0-9]{{2,4}}{END}")
SMALL_HYPHENED = re.compile(rf"{ALONE}([a-zа-я]{{2}})[-–][0-9]{{2,4}}{END}")
OTHER_CODE = re.compile(r"EUR|USD|LVL|ISO|PVN|PSR|IMG|DSC")
REST = r"\w{0,20}"
"""A word's ending; without a limit a long run of letters would be read anew from each of them."""
CUSTOM = re.compile(
    rf"(?:numurz[īi]m{REST}|(?:auto{REST}|a/m|ma[šs][īi]n{REST}|valsts|re[ģg]{REST}\.?) (?:ar )?(?:numur{REST}|nr\.?)"
    rf"|гос\.? ?номер{REST}|номер{REST} (?:машин{REST}|авто{REST})|номерн{REST} знак{REST}"
    r"|(?:licen[cs]e|number) plates?|plate)"
    r"[ :—–-]{1,3}[\"„“«']?((?-i:[A-ZĀČĒĢĪĶĻŅŠŪŽА-Я][A-ZĀČĒĢĪĶĻŅŠŪŽА-Я0-9-]{1,7}))(?!\w)",
    re.IGNORECASE,
)
_NO_PLATE = (
    "LV LT EE EN ES EU PK NR KM SD DN ID TV VN ST IP WC LM PE PP SO MM KW HP UN IR AR NO AT IN PM AS CO"
    " АС ДО ОТ НА ПК ИЗ ПО КВ УЛ НЕ"
)
NO_PLATE = frozenset(_NO_PLATE.split())
NEVER = frozenset("LV EN DN KM KW IP ES EU VN УЛ КВ НЕ НА ДО ОТ ИЗ ПО".split())
"""No plate's letters even before four digits, as most plates have them."""
FOUR = re.compile(r"[A-ZА-Я]{2}\s?[-–‑—]?\s?\d{4}$")
DOCUMENT = re.compile(
    r"(?:l[ēe]mum|iesniegum|r[īi]kojum|l[īi]gum|lieta|protokol|dokument|noteikum|r[ēe][ķk]in|standart|transformator|apakšstacij|stab|būvprojekt|projekt|inventār|договор|решени|счет"
    r"|заявлени)\w*\.? ?(?:nr\.?|№)? ?$",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W\d_]+(?:/[^\W\d_]+)?")
NEAR = 50
CLOSE = 25


def plates(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every plate in `text`; they may overlap."""
    yield from (hit.span(1) for hit in CUSTOM.finditer(text))
    for pattern in (HYPHENED, TOGETHER, APART):
        yield from (hit.span() for hit in pattern.finditer(text) if _may_be(text, hit))
    for pattern, near in ((LOOSE, NEAR), (SMALL, NEAR), (SMALL_HYPHENED, CLOSE)):
        hits = (hit for hit in pattern.finditer(text) if _may_be(text, hit))
        yield from (hit.span() for hit in hits if _by_vehicle(text, hit.start(), hit.end(), near))


def _may_be(text: str, hit: re.Match[str]) -> bool:
    """Whether its letters begin no other kind of number and no document is numbered so."""
    letters = (hit[1] or "").upper()
    if letters in (NEVER if FOUR.search(hit[0]) else NO_PLATE) or OTHER_CODE.search(hit[0]):
        return False
    return DOCUMENT.search(text, max(hit.start() - 30, 0), hit.start()) is None


def _by_vehicle(text: str, start: int, end: int, near: int) -> bool:
    return any(word in words("vehicles") for word in WORD.findall(text, max(start - near, 0), end + near))
