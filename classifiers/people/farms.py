"""Farmsteads by their name in quotation marks, which is a postal address in the country."""

from __future__ import annotations

import re
from collections.abc import Iterator

from classifiers.folding import CYRILLIC
from classifiers.people.address_parts import CAPITAL, FLAT, PARISH, POST_INDEX, TOWN
from classifiers.people.bare_farms import bare_farms
from classifiers.people.finding import Finding
from classifiers.people.surroundings import widened
from classifiers.people.wordlists import words

QUOTES = "\"„“”«»'‘’"
QUOTED = re.compile(r"(?:[\"„“”«'‘’]{1,2}|<<|,,)([^\W\d_][\w -]{2,24})(?:[\"“”»'‘’]{1,2}|>>)")
HOUSE = (
    r"(?:m[āa]j(?:as|ās|u|ām|am|ai|a|ā)|viens[ēe]t\w*|saimniec[īi]b\w*|sēt[auā]s?|farm(?:stead)?|homestead"
    r"|хутор\w*|усадьб\w*)"
)
LIVING = (
    r"(?:dz[īi]v(?:oj\w*|\.|esviet\w*:?)|dekl(?:ar\w+|\.)|adres\w*:?|[īi]pašum\w*|ipasum\w*|zemnieku s[ēe]t\w*"
    r"|kaimi[ņn]\w+|дом\w*|жив[уеё]\w* в|прож\w*\.?|house|live[sd]? (?:at|in)|at|address:?|участ\w+|хозяйств\w+"
    r"|соседи из|адрес\w*:?)"
)
NEAR = 45
SURE_BEFORE = re.compile(
    rf"(?:\b(?:{HOUSE}|{LIVING})(?: (?:его |е[её] |наш )?(?:называется|sauc(?:as)?|called|is))? "
    rf"|(?-i:{PARISH})[,:]? ?|(?<!\w){TOWN}, ?|{POST_INDEX}[, ]{{1,2}})$",
    re.IGNORECASE,
)
SURE_AFTER = re.compile(
    rf"{FLAT}|,? (?:{HOUSE}|kadastr\w*|house)(?!\w)"
    rf"|(?: \([^)\n]{{3,25}}\))?[, ]{{1,2}}(?:[{CAPITAL}А-ЯЁ]\w{{2,20}}, ?)?(?-i:{PARISH})"
    rf"|(?:,|\n)[ \n]?(?:(?-i:[{CAPITAL}А-ЯЁ])\w{{2,20}}(?:,|\n)[ \n]?)?(?:{POST_INDEX}|(?-i:{PARISH}))",
    re.IGNORECASE,
)
"""What makes a name in quotation marks a farm's, whatever its form."""
PERSON = rf"(?:[{CAPITAL}А-ЯЁ][\w-]+ ){{1,2}}[{CAPITAL}А-ЯЁ][\w-]+(?: \([^)\n]*\))?"
PLURAL_BEFORE = re.compile(
    rf"(?:(?i:\b(?:no|līdz|lidz|pie|uz|aiz|starp|blakus|gar|pretī|robežojas ar|ap|возле|около|из|до|от|у|мимо|рядом с"
    rf"|между|за|near|past|from|to|behind|towards)) |(?:^|\n|[.;)] ?){PERSON}, ?)$"
)
PLURAL_AFTER = re.compile(
    rf" (?:ce[ļl][šsau]\w*|piebrauc\w*|pagalm\w*|zem[ei]\w*|[īi]pašniek\w*|saimniek\w*|road|land|yard)(?!\w)"
    rf"|, ?{TOWN}(?:,? {POST_INDEX})?(?= *(?:[.,;)]|\n|\Z))",
    re.IGNORECASE,
)
"""What makes a name in the plural a farm's."""
PLURAL = re.compile(r"(?:i|as|es|iem|ām|am|ēm|em|u|os|ās|ēs|īs|[ийыуюс]|ах|ях|ам|ям|ами|ями|ей|ов)$")
LOCATIVE = re.compile(r"(?:os|ās|ēs|īs)$")
RUSSIAN_GENITIVE = re.compile(r"(?:[иый]|[её]й|ов)$")
"""So ends any name behind a Russian preposition (из «Максимы»), a farm's among them."""
NUMBERED = re.compile(r"[^\W\d_](?:i|as|es|os|ās|ēs)(?: ?[-–] ?| )\d{1,2}$")
AND = re.compile(r" (?:un|vai|и|and|or|no|pie|līdz) ")
WITH_TAIL = re.compile(rf"(?: \([^)\n]{{3,25}}\))?(?:{FLAT}|,? {HOUSE}(?!\w))?", re.IGNORECASE)
COMPANY = re.compile(
    r"(?:\b(?:SIA|AS|A/S|IK|Z/S|z/s|PII|ООО|ЗАО)|(?:biedr[īi]b|veikal|kafejn[īi]c|b[ēe]rnud[āa]rz|skol|kopien|krog|klub"
    r"|mazpulk|te[āa]tr|laikrakst|av[īi]z|festiv[āa]l|koncert|pulci[ņn]|d[āa]rzi[ņn]|partij|grup|ansambl|kust[īi]b|programm"
    r"|projekt|pietur|restor[āa]n|krodzi[ņn]|benz[īi]ntank|aptiek|fondu?|nami?|магазин|кафе|школ|садик|(?<!у)сад|клуб|ансамбл"
    r"|театр|газет|фестивал|концерт|круж|партии|групп|движени|проект|остановк|ресторан|аптек|фонд|общест|лагер|парк"
    r"|фильм|песн|торгов|рынок|рынк|shop|stop|café|cafe|club|school|kindergarten|choir|festival|park|project)\w*) ?$",
    re.IGNORECASE,
)
NEXT_WORD = re.compile(r"\s?([^\W\d_]+)")


def farms(text: str) -> Iterator[Finding]:
    """Names of farmsteads, with the parish, the town and the post index beside them."""
    last = 0
    for hit in QUOTED.finditer(text):
        if _is_farm(text, hit) or (last and AND.fullmatch(text, last, hit.start())):
            last = hit.end()
            tail = WITH_TAIL.match(text, hit.end())
            yield _finding(text, hit.start(1), tail.end() if tail else hit.end())
    yield from (_finding(text, *span) for span in bare_farms(text))


def _is_farm(text: str, hit: re.Match[str]) -> bool:
    """Whether a name in quotation marks is a farm's and no company's, by what stands before and after it."""
    before, name = text[max(hit.start() - NEAR, 0) : hit.start()], hit[1]
    if COMPANY.search(before):
        return False
    if SURE_BEFORE.search(before) or SURE_AFTER.match(text, hit.end()):
        return True
    if NUMBERED.search(name):
        return True
    if not PLURAL.search(name) or name in words("other proper names"):
        return False
    if PLURAL_AFTER.match(text, hit.end()):
        return True
    named = PLURAL_BEFORE.search(before) or (LOCATIVE.search(name) and " " not in name)
    shop = CYRILLIC.search(name) is not None and RUSSIAN_GENITIVE.search(name) is not None
    return bool(named) and name[0].isupper() and not shop and not _is_public(text, hit.end())


def _is_public(text: str, end: int) -> bool:
    after = NEXT_WORD.match(text, end)
    return after is not None and after[1] in words("after no person")


def _finding(text: str, start: int, end: int) -> Finding:
    outer = start
    while outer and text[outer - 1] in QUOTES:
        outer -= 1
    before, _ = widened(text, outer, end)
    start, end = before if before < outer else start, widened(text, start, end)[1]
    while end > start and text[end - 1] in QUOTES:
        end -= 1
    return Finding("address", text[start:end], start, end)
