"""Signature blocks, phone signatures and disclaimers at the end of a stretch of own words."""

from __future__ import annotations

import re

from intake.letters.lines import Line
from intake.letters.wordlists import words

_DELIMITER = re.compile(r"^(?:--|—|––)\s?$")
_PHONE = words("signatures", "phone", r"\W{0,12}")
_SCANNER = re.compile("v[iīí]i?r|wir|вир|scanned by", re.I)
"""What every line of a virus scanner holds, found faster than its words."""
_VIRUS_FREE = words("signatures", "virus_free")
_SECRET = words("signatures", "secret")
_THIS_MAIL = words("signatures", "this_mail")
_STRICTLY_SECRET = words("signatures", "strictly_secret")
_PRINTING = words("signatures", "printing")
_POSTSCRIPT = words("signatures", "postscript", r"\W{0,3}")
_WISH = words("signatures", "wish", r"(?<!\w)")
_LISTED = re.compile(r"\W{0,2}\d{1,2}[.)] \w")
_VALEDICTION = words("signatures", "valediction", r"\W{0,3}", r"\b.{0,60}$")
_CONTACT = re.compile(
    r"^\W{0,3}(?:tel|tālr|mob|fax|fakss|phone|cell|т(?:ел)?\.|моб|тел|e-?pasts?|e-?mail|skype|www\.|https?://|адрес|adrese)\b.{0,120}$"
    r"|^\W{0,3}[mtpefмт] ?[:.] ?(?:\+?[\d(]|\S+@)"
    r"|^\W{0,3}\+?\(?\d[\d ()/-]{6,20}\W{0,3}$|\bLV-\d{4}\b|^\W{0,3}[\w.+-]+@[\w.-]+\W{0,3}$",
    re.I,
)
_LIST_RULE = re.compile(
    r"_{30,}\s*$|-{40,}\s*$|\W{0,4}(?:to unsubscribe|you received this|lai atrakstītos|вы получили это)\b", re.I
)
_SAYS_MORE = re.compile(r":\s+[^\W\d]|[^\W\d]!")
_LIST_FOOTER = words("signatures", "list_footer")
_SEARCHED_LINES = 60
_SEARCHED_PARAGRAPHS = 8
_SIGNATURE_LINES = 15
_BLOCK_LINES = 12


def without_signature(lines: list[Line], is_first: bool = True) -> list[Line]:
    """The lines without signature block, phone signature, list footer and disclaimer; postscripts and wishes stay.

    `is_first`: the stretch begins the letter, so that its first paragraph is the sender's in any case.
    """
    kept = _before_delimiter(_before_list_footer(lines))
    kept = [*kept[:-_SEARCHED_LINES], *(line for line in kept[-_SEARCHED_LINES:] if not _is_phone_line(line.text))]
    return _before_contacts(_without_disclaimers(kept, is_first))


def _before_delimiter(lines: list[Line]) -> list[Line]:
    for number in range(len(lines) - 1, max(-1, len(lines) - _SEARCHED_LINES), -1):
        if number >= len(lines) or not _DELIMITER.match(lines[number].text):
            continue
        block = [line.text for line in lines[number + 1 :] if line.text.strip()]
        strict = lines[number].text == "-- "
        if not strict and _divides(lines, number):
            continue
        if len(block) <= (_SIGNATURE_LINES * 2 if strict else _SIGNATURE_LINES) and sum(map(len, block)) < 1500:
            lines = [*lines[:number], *_words_below(lines[number + 1 :])]
    return lines


def _divides(lines: list[Line], number: int) -> bool:
    """Does the rule stand between the sender's own words: under a colon, or above a list or more words?"""
    above = next((line.text for line in reversed(lines[:number]) if line.text.strip()), "")
    below = next((line.text for line in lines[number + 1 :] if line.text.strip()), "")
    return above.endswith(":") or bool(_LISTED.match(below) or _speaks(below))


def _words_below(block: list[Line]) -> list[Line]:
    """What the sender adds below the name: a postscript or a wish, to the end of the block."""
    for number, line in enumerate(block):
        if _speaks(line.text):
            return [Line(""), *block[number:]]
    return []


def _speaks(text: str) -> bool:
    return bool(_POSTSCRIPT.match(text) or _WISH.search(text)) and not _is_disclaimer(text)


def _before_list_footer(lines: list[Line]) -> list[Line]:
    for number in range(max(0, len(lines) - 25), len(lines)):
        if _LIST_RULE.match(lines[number].text):
            rest = " ".join(line.text for line in lines[number : number + 6])
            if _LIST_FOOTER.search(rest):
                return lines[:number]
    return lines


def _is_phone_line(text: str) -> bool:
    if len(text) >= 140:
        return False
    scanned = len(text) < 120 and _SCANNER.search(text) and _VIRUS_FREE.search(text)
    phone = None if scanned else _PHONE.match(text)
    return bool(scanned or (phone and not _SAYS_MORE.search(text, phone.end()) and not _WISH.search(text)))


def _without_disclaimers(lines: list[Line], is_first: bool) -> list[Line]:
    """Paragraphs from the end that speak about this mail's secrecy or its printing; never a letter's first one."""
    for start, end in reversed(_paragraphs(lines)[int(is_first) :][-_SEARCHED_PARAGRAPHS:]):
        text = " ".join(line.text for line in lines[start:end])
        if _is_disclaimer(text) and not _WISH.search(text):
            lines = lines[:start] + lines[end:]
    return lines


def _is_disclaimer(text: str) -> bool:
    if _PRINTING.search(text) and len(text) < 300:
        return True
    if not _THIS_MAIL.search(text):
        return False
    secrets = {match.lower() for match in _SECRET.findall(text)}
    strict = bool(_STRICTLY_SECRET.search(text))
    return (strict and len(text) > 20) or (len(secrets) > 1 and len(text) > 80)


def _paragraphs(lines: list[Line]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    start = -1
    for number, line in enumerate([*lines, Line("")]):
        if line.text.strip() and start < 0:
            start = number
        elif not line.text.strip() and start >= 0:
            spans.append((start, number))
            start = -1
    return spans


def _before_contacts(lines: list[Line]) -> list[Line]:
    """After a valediction: the name stays, the contact lines and what stands below them go."""
    for number in range(max(0, len(lines) - _BLOCK_LINES - 8), len(lines)):
        if not _VALEDICTION.match(lines[number].text):
            continue
        for below in range(number + 1, len(lines)):
            rest = [line.text for line in lines[below:] if line.text.strip()]
            if _CONTACT.search(lines[below].text) and len(rest) <= _BLOCK_LINES and max(map(len, rest)) < 120:
                return [*lines[:below], *_words_below(lines[below:])]
    return lines
