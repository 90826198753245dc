"""IBAN numbers: ISO 13616 lengths by country and the check of ISO 7064 (mod 97-10)."""

from __future__ import annotations

import re

_LENGTHS = """
AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18
FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20
LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33
SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30
"""
LENGTHS = {word[:2]: int(word[2:]) for word in _LENGTHS.split()}
CANDIDATE = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}[ -]?[0-9OoIl](?:[ -]?[0-9A-Za-z|]){13,40}")
GAP = r"[ .–_/\u00a0\t-]{0,3}\n?"
MISREAD = re.compile(
    rf"(?:(?<![^\W_])|(?<=[a-zа-яē]))[LlI1|Л] ?[VvВ]{GAP}(?:[0-9OolI]{GAP}){{2}}(?:[A-ZА-Я]{GAP}){{4}}"
    rf"(?:[0-9OolISB|]{GAP}){{11,13}}[0-9OolISB|](?![^\W_])"
)
"""A Latvian one as a scan or a hasty hand leaves it: look-alike letters, other signs between, one digit too few."""
LATVIAN = re.compile(r"LV\d\d[A-Z]{4}[A-Z0-9]{13}")
FEWEST_DIGITS = 8
DIGITS = str.maketrans("OIL|", "0111")
ACCOUNT = re.compile(r"iban|kont[sauā]|account|сч[её]т", re.IGNORECASE)


def iban_at(text: str, start: int) -> int:
    """The end of the IBAN that begins at `start`, written with or without blanks, misread letters allowed; 0 for none.

    One of another country needs a right check sum, or a word for account within 30 characters before.
    """
    length = LENGTHS.get(text[start : start + 2].upper(), 0)
    places = [at for at, letter in enumerate(text[start : start + 2 * length], start) if letter not in " -\u00a0"]
    if len(places) < length or not length:
        return 0
    end = places[length - 1] + 1
    number = _read("".join(text[at] for at in places[:length]))
    if sum(sign.isdigit() for sign in number) < FEWEST_DIGITS or text[end : end + 1].isalnum():
        return 0
    named = ACCOUNT.search(text[max(start - 30, 0) : start]) is not None
    return end if LATVIAN.fullmatch(number) or checks(number) or named else 0


def checks(number: str) -> bool:
    """Whether the check digits are right (ISO 13616-1, section 6)."""
    if not number.isascii() or not number.isalnum():
        return False
    return int("".join(str(int(sign, 36)) for sign in number[4:] + number[:4])) % 97 == 1


def _read(number: str) -> str:
    """Capital letters, and digits where the form wants digits: a scan reads 0 as O and 1 as l."""
    number = number.upper()
    head = number[:2] + number[2:4].translate(DIGITS)
    if head.startswith("LV"):
        return head + number[4:8] + number[8:].translate(DIGITS)
    return head + number[4:]
