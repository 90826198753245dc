"""Personal data told by their form: e-mail addresses, IBAN, personal codes, cadastre numbers, plates, phones.

A digit may be read by a scan as a letter (O, o, l, I, |, S, B), and blanks may stand between digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from classifiers.people import iban
from classifiers.people.finding import Finding
from classifiers.people.plates import plates

D = r"[0-9OolI|SB]"
GAP = r"[ \u00a0]?"
EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]*\w(?:\s?[@©]\s?|\s?[\[({]\s?(?:at|et|собака)\s?[\])}]\s?)"
    r"[\w-]+(?:(?:\s?\.\s?|\s?[\[({](?:dot|punkts)[\])}]\s?)(?:[a-z0-9-]+(?=\s?\.)|[a-zA-Z]{2,6}\b)|\.[\w-]+)+"
)
OWN_BOX = re.compile(r"(?:novads|idejas|nvo|info|pasts|dome|bauskas|kontakti)@kekava\.lv", re.IGNORECASE)
PERSONAL_CODE = re.compile(
    rf"(?<![\w+-])(?<!\+ )(?:3[ ]?[2-9](?:{GAP}{D}){{4}}|[0-3Oo]{GAP}{D}{GAP}[01OolI]{GAP}{D}{GAP}{D}{GAP}{D})"
    rf"(?:\s?[-–—_.:]\s?|[ \u00a0]{{0,2}})(?:{D}{GAP}){{4}}{D}(?![\w])"
)
CADASTRE = re.compile(rf"(?<![\w+-]){D}{{4}}[ .-]?{D}{{3}}[ .-]?{D}{{4}}(?![\w])")
CADASTRE_WORD = re.compile(r"kada[sš]?tr|kad\.|кадастр|cadast", re.IGNORECASE)
CODE_WORD = re.compile(r"pers\w*\.? ?k|p\. ?k\.|kods|личный код|персональн|personal (code|id)", re.IGNORECASE)
OUR_REGION = "80"
"""Cadastre numbers of the region round Riga, this municipality among them, begin so."""
NEAR = 50
NOT_WITHIN = r"(?<![^\W_])(?<!\+)(?<!\d[.-])(?:(?<!\d/)|(?<=\d{3}/))"
PHONE = re.compile(
    rf"{NOT_WITHIN}(?:\(?\s?(?:\+|00|8[ -]?(?:10[ -]?)?\(?(?=3\s?7))"
    rf"\s?3\s?7\s?[1lI]\s?\)?[ \u00a0./–-]*|\(?371\)?[ -]?)?"
    rf"\(?[26]\)?(?:[ \u00a0\u2009\u202f./()*_·•~’'‑—–-]{{0,2}}{D}){{7}}(?![^\W_])"
    rf"|{NOT_WITHIN}(?:\+|00) ?(?!371)[1-9]\d{{0,2}}(?:[ \u00a0.()-]{{0,2}}\d){{7,12}}(?!\w)"
    rf"|{NOT_WITHIN}8[ -]?\(?9\d\d\)?(?:[ -]{{0,2}}\d){{7}}(?!\w)"
)
PHONE_OF_HERE = re.compile(r"371 ?[26](?!\d{2}[ -]\d{5}$)")
PHONE_WORD = re.compile(
    r"(?:t[āa]l\w*|tel|mob\w*|(?:zvan|sazin)\w*(?:[ :]+[^\W\d_]{1,12}){0,3}"
    r"|звон\w*(?: [^\W\d_]{1,12}){1,3}|тел\w*|моб\w*|звон\w*|phone|call|whatsapp|viber)\W*(?:nr\W*|numur\w*\W*)?$",
    re.IGNORECASE,
)
CALLED = re.compile(
    r"(?<!\w)(?:t[āa]l(?:r\w*)?|tel|telefon\w*|mob[^\W\d_]*|тел(?:еф\w+)?|моб[^\W\d_]*|phone|whatsapp|viber)\.?\W{0,3}"
    r"(?:nr\.? ?|numur\w* |number )?(\(?\d(?:[ ()./–-]{0,2}\d){5,11})(?![^\W_])",
    re.IGNORECASE,
)
HOURS = re.compile(r"[01]?\d[.]\d\d\W|2[0-4][.]\d\d\W")
DOCUMENT = (
    r"(?:l[īi]gum|kv[īi]t|[čc]ek|bi[ļl]et|pas[ūu]t[īi]jum|s[ēe]rij|polis|skait[īi]t[āa]j|r[āa]d[īi]jum|invent[āa]r|r[ēe][ķk]in"
    r"|lieta|pavadz[īi]m|summ?a|квитанц|договор|заказ|чек|сч[её]т|полис|билет|invoice|order|ticket|contract|receipt|meter"
    r"|serial|polic)\w*"
)
NUMBERED = (
    r"(?:v[ēe]stul|l[ēe]mum|r[īi]kojum|iesniegum|pieteikum|klient|abonent|dokument|protokol|at[ļl]auj|apliec[īi]b|\bpas[ei]"
    r"|kart|[čc]ip|re[ģg]istr|решени|письм|заявлен|инвентарн|лицев|клиент|абонент|протокол|паспорт|удостоверен|чип|посылк"
    r"|накладн|серийн|decision|letter|application|customer|client|account|reference|case|inventory|permit|passport|chip|card)\w*"
)
NUMBER_WORD = r"\W{1,2}(?:ar )?(?:nr|numur\w*|no|number|номер\w*|№|kod\w*|id)"
ALSO = r"(?:\W{0,3}\d{8}(?:, ?| (?:un|и|and|vai) )){0,3}"
NO_PHONE_BEFORE = re.compile(
    rf"(?:(?<!man[si] )(?<!m[ūu]su )\bnr|№|#|kods|reģ|reg|\bid"
    rf"|{DOCUMENT}(?:{NUMBER_WORD})?{ALSO}|{NUMBERED}{NUMBER_WORD}{ALSO})\W*$"
    r"|(?-i:[A-ZА-Я]{1,4}[-/])$",
    re.IGNORECASE,
)
MONEY_AFTER = re.compile(
    r"\s?(?:eur|eiro|€|евро|euro|(?:usd|m2|m²|km|gab|lat[uis]\w*|rub\w*|руб\w*|skat\w+|balsi?s)(?!\w))", re.IGNORECASE
)
MONTH_DAY = r"(?:0?[1-9]|1[0-2])[./ -](?:0?[1-9]|[12]\d|3[01])"
DATE = re.compile(
    rf"\d{{1,2}}[./ -]\d{{1,2}}[./ -](?:19|20)\d\d|(?:19|20)\d\d[./ -]{MONTH_DAY}"
    r"|(?:201|202)\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
    r"|(?:19|20)\d\d(?:\W{1,3}(?:19|20)\d\d|/.*)"
)
ALONE = re.compile(r"(?:^|\n|.\n|, )\d{8}[ \u00a0]*(?:\n|\Z)")
"""Where eight digits end a line and stand alone in it, or behind a comma, as a phone does under a letter."""
THOUSANDS = re.compile(r"\d \d{3} ?[–-] ?\d \d{3}|\d{2} 000 000|\d{2}\.000\.000")
MISREAD = str.maketrans("OolI|SB", "0011158")


def forms(text: str) -> Iterator[Finding]:
    """All findings told by form, the surest kinds first; they may overlap."""
    for kind, spans in (
        ("email", _emails(text)),
        ("iban", _ibans(text)),
        ("cadastre", _cadastres(text)),
        ("phone", ((start, end) for start, end in _phones(text) if "+" in text[start:end])),
        ("personal_code", _codes(text)),
        ("phone", _phones(text)),
        ("plate", plates(text)),
    ):
        for start, end in spans:
            yield Finding(kind, text[start:end], start, end)


def _emails(text: str) -> Iterator[tuple[int, int]]:
    if "@" in text or "©" in text or "(" in text or "[" in text or "{" in text:
        yield from (hit.span() for hit in EMAIL.finditer(text) if not OWN_BOX.fullmatch(hit[0]))


def _ibans(text: str) -> Iterator[tuple[int, int]]:
    for hit in iban.CANDIDATE.finditer(text):
        if end := iban.iban_at(text, hit.start()):
            yield hit.start(), end
    yield from (hit.span() for hit in iban.MISREAD.finditer(text))


def _cadastres(text: str) -> Iterator[tuple[int, int]]:
    for hit in CADASTRE.finditer(text):
        named = CADASTRE_WORD.search(text, max(hit.start() - NEAR, 0), hit.start())
        if _really_digits(hit[0]) and (named or hit[0].startswith(OUR_REGION)):
            yield hit.span()


def _codes(text: str) -> Iterator[tuple[int, int]]:
    for hit in PERSONAL_CODE.finditer(text):
        digits = _digits(hit[0])
        if PHONE_OF_HERE.match(hit[0]):
            continue
        named = CODE_WORD.search(text, max(hit.start() - 30, 0), hit.start())
        if _really_digits(hit[0]) and (named or (digits[0] == "3" and digits[1] > "1") or _is_born(digits)):
            yield hit.span()


def _is_born(digits: str) -> bool:
    """Whether the first form's day, month and century digit are possible."""
    return 1 <= int(digits[:2]) <= 31 and 1 <= int(digits[2:4]) <= 12 and digits[6] in "012"


def _phones(text: str) -> Iterator[tuple[int, int]]:
    for hit in PHONE.finditer(text):
        if _is_phone(text, hit):
            start = hit.start() + (len(hit[0]) - len(hit[0].lstrip()))
            yield start, hit.end()
    yield from (hit.span(1) for hit in CALLED.finditer(text) if not (HOURS.match(hit[1]) or DATE.fullmatch(hit[1])))


def _is_phone(text: str, hit: re.Match[str]) -> bool:
    before = text[max(hit.start() - 32, 0) : hit.start()]
    if not _really_digits(hit[0]):
        return False
    if PHONE_WORD.search(before) or hit[0].lstrip(" (").startswith(("+", "00")):
        return True
    if (DATE.fullmatch(hit[0]) and not ALONE.match(text, max(hit.start() - 2, 0))) or THOUSANDS.fullmatch(hit[0]):
        return False
    return not (MONEY_AFTER.match(text, hit.end()) or NO_PHONE_BEFORE.search(before))


def _digits(form: str) -> str:
    return "".join(sign for sign in form.translate(MISREAD) if sign.isdigit())


def _really_digits(form: str) -> bool:
    """Whether most signs are digits as written: a scan misreads some, never all."""
    signs = [sign for sign in form if sign.isalnum()]
    return sum(sign.isdigit() for sign in signs) * 10 >= len(signs) * 6
