"""What belongs to an address before and behind it: town, village, parish, region, country and post index."""

from __future__ import annotations

import re

from classifiers.people.address_parts import CAPITAL, PARISH, POST_INDEX, TOWN

OTHER_TOWN = (
    r"(?:Latvi(?:j[aā]|a)|Латви[яи]"
    r"|(?:R[īi]g|J[ūu]rmal|Liep[āa]j|Jelgav|Valmier|Iecav|Siguld|Bausk|Olain|Ikš[ķk]il|Sauli[e]š|M[āa]rup|Dobel|Tukum|Salaspil"
    r"|Ventspil|Daugavpil|Риг|Юрмал|Лиепа|Елгав|Иецав|Огр|Бауск|Олайн|Марупе|Саласпилс|Тукумс)[\w]{0,3})"
)
"""Towns that are not ours."""
KIND = r"(?:p\. ?n\. ?|p/n |(?:г|гор|пос|п|с|дер)\. ?|город |пос[её]лок |село |деревня )?"
VILLAGE = rf"(?-i:[{CAPITAL}А-ЯЁ])\w{{2,20}}"
ITEM = rf"(?:{POST_INDEX}|{PARISH}|{KIND}(?:{TOWN}|{OTHER_TOWN}))(?!\w)"
BETWEEN = r"[^\S\n]?(?:[,;:/–—-]|\n)?[^\S\n]?"
AFTER = re.compile(
    rf"(?:(?: ?[,;/(–—-] ?\n?|\n| )(?:{ITEM}"
    rf"|{VILLAGE}(?: ciem\w*| c\.)?(?=(?:, ?|,?\n| )(?:{PARISH}|{POST_INDEX})))){{1,5}}",
    re.IGNORECASE,
)
BEFORE = re.compile(
    rf"(?<!\w){ITEM}(?: ciem\w*| c\.)?"
    rf"(?:{BETWEEN}{ITEM}(?: ciem\w*| c\.)?|,[ ]{VILLAGE}(?: ciem\w*| c\.)?(?=,[ ])){{0,4}}{BETWEEN}$",
    re.IGNORECASE,
)
REACH = 90


def widened(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of an address together with the places that stand directly before and behind it."""
    before = BEFORE.search(text, max(start - REACH, 0), start)
    after = AFTER.match(text, end, end + REACH)
    return before.start() if before else start, after.end() if after else end
