"""Which one-byte code page makes Latvian or Russian of some bytes: letter statistics for short texts.

Cyrillic words are made of high bytes alone, Latvian ones mix them with ASCII letters: that tells the two apart, the
frequency of the letters tells the code pages apart.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_CYRILLIC = ("cp1251", "koi8-r", "iso8859-5", "cp866")
_SAMPLE = 20_000
_TOKEN = re.compile(rb"[A-Za-z\x80-\x83\x85-\x92\x98-\x9f\xa1-\xaa\xac-\xb6\xb8-\xba\xbc-\xff]+")
_MARKS = set("«»„“”–—№…’°§€©®\xa0\xad")
_FREQUENT = (("оеаинтсрвл", 3.0), ("кмдпуяыьгзб", 2.0), ("чйхжшюцщэфъёіїєґ", 1.0))
_RUSSIAN = {letter: weight for letters, weight in _FREQUENT for letter in letters}
_RUSSIAN |= {letter.upper(): weight * 0.6 for letter, weight in _RUSSIAN.items()}
_LATVIAN = dict(zip("āīēšūņļžčķģ", (1.6, 1.4, 1.2, 1.0, 0.9, 0.8, 0.7, 0.7, 0.6, 0.6, 0.6), strict=True))
_LATVIAN |= {letter.upper(): weight * 0.5 for letter, weight in _LATVIAN.items()}
_NEIGHBOURS = dict.fromkeys("äöüõåéßąęėįųøæóôÄÖÜÕÅ", 0.3)
_CASE_BREAK = re.compile("[а-яё][А-ЯЁ]|[a-zāčēģīķļņšūž][ĀČĒĢĪĶĻŅŠŪŽ]")
_PLAUSIBLE_CYRILLIC = 1.5
_CAPITALS = 0.1
"""What writing in capitals costs: small letters of one code page are often capitals in another."""
_PLAUSIBLE_BALTIC = 0.5
_NO_LETTERS = re.compile(r"[\W\d_]+")
_STRANGE = 8
"""One pair in so many may be strange to Latvian: a foreign name."""
_RUSSIAN_SHARE = 0.7
_RARITY = 0.25
_VARIETY = 3
"""Different letters that ISO-8859-4 needs: with fewer, ñ, ï or À of a western text would pass for ņ, ī or Ā."""
_WESTERN = ("de", "fr", "es", "pt", "it", "sv", "da", "fi", "et", "is", "nl", "sq")
_CENTRAL = ("pl", "cs", "sk", "hu", "hr", "ro")
_PAGES = (("cp1257", ("lt", "et")), ("cp1250", _CENTRAL), ("iso8859-2", _CENTRAL), ("cp1254", ("tr",)))
"""Code pages beside the western one and the languages written in them, the likelier ones first."""
_SIGNS = re.compile("[²³¹¼½¾ªºµ]")
_LETTER = "[A-Za-zÀ-ÖØ-öø-ÿ]"
_SIGN_IN_WORD = re.compile(
    f"{_LETTER}{{3}}[²³]|[²³]{_LETTER}|[£¥¢¤¦®¯±¹¼½¾¶¬×÷¨´¸]{_LETTER}|{_LETTER}[£¥¢¤¦¯±¹¼½¾¶¬×¨´¸¿¡]|[\x80-\x9f]"
)
"""Where the western page shows signs within words, they are letters of another; m² and £5 are none."""
_FOREIGN = re.compile("[qwxy]|ch|th|ph|ck|tt|ss|ff", re.I)
"""What Latvian words do not hold."""


def cyrillic_codec(data: bytes, trusted: bool) -> str:
    """The codec under which `data` is Russian, or "" where its words are not made of high bytes.

    `trusted` says that the sender named a western charset: then one word of three letters at least must be Cyrillic.
    """
    sample = data[:_SAMPLE]
    pure = mixed = longest = 0
    for match in _TOKEN.finditer(sample):
        token = match[0]
        high = sum(1 for byte in token if byte > 0x7F)
        if high == len(token):
            pure += high
            longest = max(longest, high)
        else:
            mixed += high
    if longest < (3 if trusted else 2) or pure <= mixed * 2:
        return ""
    scores = {codec: _russian_score(sample.decode(codec, "replace")) for codec in _CYRILLIC}
    best = max(scores, key=lambda codec: scores[codec])
    return best if scores[best] > _PLAUSIBLE_CYRILLIC + _known_share(sample.decode(best, "replace")) else ""


def _russian_score(text: str) -> float:
    """The letters' frequency and, of 1, how many follow each other as in Russian; words in capitals weigh as others."""
    capitals = text.isupper()
    return _average(text.lower() if capitals else text, _RUSSIAN, {}) - capitals * _CAPITALS + _known_share(text)


def baltic_codec(data: bytes) -> str:
    """The codec under which the high bytes of `data` are mostly Latvian letters, or ""; western text may pass too.

    ISO-8859-4 has to be clearly better: nearly all Latvian one-byte text is windows-1257 (ISO-8859-13 has its letters).
    """
    sample = data[:_SAMPLE]
    windows = _average(sample.decode("cp1257", "replace"), _LATVIAN, _NEIGHBOURS)
    iso = _average(sample.decode("iso8859-4", "replace"), _LATVIAN, _NEIGHBOURS) - _RARITY
    if max(windows, iso) <= _PLAUSIBLE_BALTIC:
        return ""
    if windows >= iso:
        return "cp1257"
    letters = {byte for byte in sample if byte > 0xBF}
    return "iso8859-4" if len(letters) >= _VARIETY else ""


def is_latvian(text: str) -> bool:
    """Whether the letters beyond ASCII in `text` are Latvian ones and have the neighbours they have in Latvian.

    It tells `šodien` from `ðodien` in two words, where frequencies cannot; Crème brûlée read as Latvian is `Crčme`.
    """
    return _is_in(text, ("lv",))


def is_western(text: str) -> bool:
    """Whether `text`, read as windows-1252, is one language of western or northern Europe, or has no letters of any."""
    if _SIGN_IN_WORD.search(text):
        return False
    plain = _SIGNS.sub(" ", text)
    return _is_in(plain, _WESTERN) or not any(letter > "\x7f" and letter.isalpha() for letter in plain)


def is_surely_western(text: str) -> bool:
    """Whether `text` is western and its ASCII letters speak against Latvian, as in Château."""
    return bool(_FOREIGN.search(text)) and is_western(text)


def neighbouring_codec(data: bytes) -> str:
    """The code page under which `data` is Lithuanian, Polish, Czech, Hungarian, Turkish ..., or ""."""
    for codec, languages in _PAGES:
        text = data[:_SAMPLE].decode(codec, "replace")
        if not _SIGN_IN_WORD.search(text) and _is_in(text, languages):
            return codec
    return ""


def _is_in(text: str, languages: tuple[str, ...]) -> bool:
    """Are nearly all pairs with a letter beyond ASCII met in one of the languages?"""
    met = [pair for pair in _pairs_in(text) if not pair.isascii()]
    allowed = len(met) // _STRANGE
    return bool(met) and any(sum(pair not in _pairs(name) for pair in met) <= allowed for name in languages)


def is_russian(text: str) -> bool:
    """Whether most Cyrillic letters in `text` follow each other as in Russian: Greek or Hebrew bytes do not."""
    return _known_share(text) >= _RUSSIAN_SHARE


def _known_share(text: str) -> float:
    """How many of the pairs of Cyrillic letters in `text` are met in Russian, of 1; 1 where there is none."""
    met = [pair for pair in _pairs_in(text) if not pair.isascii() and " " not in pair]
    return sum(pair in _pairs("ru") for pair in met) / len(met) if met else 1.0


def is_japanese(text: str) -> bool:
    """Whether `text` has as many kana as other letters beyond ASCII: no other language's bytes decode to them."""
    high = [letter for letter in text if letter > "\u00ff"]
    return 2 * sum("\u3040" <= letter <= "\u30ff" for letter in high) >= len(high) > 1


def _pairs_in(text: str) -> list[str]:
    plain = " " + _NO_LETTERS.sub(" ", text[:_SAMPLE].lower()) + " "
    return [plain[at : at + 2] for at in range(len(plain) - 1)]


@cache
def _pairs(language: str) -> frozenset[str]:
    """Pairs of letters met in a language: a line of letter_pairs.txt has after each letter those that follow it."""
    lines = (Path(__file__).parent / "letter_pairs.txt").read_text(encoding="utf-8").splitlines()
    entries = next(line.split()[1:] for line in lines if line.startswith(language))
    return frozenset((entry[0] + other).replace("_", " ") for entry in entries for other in entry[2:])


def _average(text: str, letters: dict[str, float], others: dict[str, float]) -> float:
    """Mean weight of a high character; what is no letter of the alphabet costs."""
    high = [letter for letter in text if letter > "\x7f" and letter not in _MARKS]
    if not high:
        return 0.0
    total = sum(letters.get(letter) or others.get(letter, -1.5) for letter in high)
    return (total - 2.0 * len(_CASE_BREAK.findall(text))) / len(high)
