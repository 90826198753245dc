"""Words and forms that tell what a stretch of a letter does: asks, joins, greets, thanks, closes, counts."""

from __future__ import annotations

import re
from pathlib import Path

from classifiers.examples import DATA
from classifiers.folding import plain

FILE = DATA / "cues.txt"
SIGNS = {"*": r"\w*", "~": r"\w{3,}"}


def read(path: Path = FILE) -> dict[str, re.Pattern[str]]:
    """The cues of a file: a block for each, "name: meaning" and lines "language word, word". Raises ValueError."""
    cues = {}
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if line.strip() and not line.startswith("#")]
        if not lines:
            continue
        name, colon, _ = lines[0].partition(":")
        if not colon or len(lines) == 1:
            raise ValueError(f"{path}: a block begins with `name: meaning` and has words, not {lines[0]!r}")
        words = [word.strip() for line in lines[1:] for word in line.partition(" ")[2].split(",") if word.strip()]
        cues[name] = re.compile(rf"(?<!\w){_but(words)}(?:{_any(words)})", re.IGNORECASE)
    return cues


def _any(words: list[str]) -> str:
    return "|".join(_pattern(word) for word in words if word[0] != "-")


def _but(words: list[str]) -> str:
    """The words that a block excepts, "-word", as what must not begin here."""
    excepted = [_pattern(word[1:]) for word in words if word[0] == "-"]
    return f"(?!{'|'.join(excepted)})" if excepted else ""


def _pattern(word: str) -> str:
    end = r"\b" if word[-1].isalpha() else ""
    return "".join(map(_sign, word)) + end


def _sign(sign: str) -> str:
    """The pattern of one sign: a blank stands for any, a marked letter for itself and the bare one."""
    if sign in SIGNS:
        return SIGNS[sign]
    if sign == " ":
        return r"\s+"
    bare = "е" if sign == "ё" else plain(sign)
    return f"[{sign}{bare}]" if bare != sign else re.escape(sign)


CUES = read()
"""Cue -> its words in Latvian, Russian and English."""

MARK = re.compile(
    r"(?P<number>\d{1,2})\s?[.)](?!\d)|(?P<letter>[a-z])\)|(?P<roman>[IVX]{1,4})[.)]|(?P<row>\d{1,2})\t|(?P<sign>[^\w\s\"„“«'(:;/])",
    re.IGNORECASE,
)


def mark(text: str) -> tuple[str, int]:
    """The kind of an item's mark at the beginning of `text` ("" for none) and its number (0 for none).

    >>> mark("2) laternas"), mark("→ lampas"), mark("laternas")
    (('number', 2), ('→', 0), ('', 0))
    """
    hit = MARK.match(text)
    if not hit:
        return "", 0
    if hit["sign"]:
        return hit["sign"], 0
    if hit["roman"]:
        return "roman", 0
    if hit["letter"]:
        return "letter", ord(hit["letter"].lower()) - 96
    return "number", int(hit["number"] or hit["row"])
