"""The numbers and bullets that Word puts before list paragraphs: the file holds only their rules (ECMA-376 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from intake.documents.markup import Element, below, child, value

_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_SMALL = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    text: str
    start: int


class Numbering:
    """Counts the list paragraphs of one document as it is read."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        """The roots of numbering.xml and styles.xml; None where there is none."""
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, str] = {}
        self._counts: dict[tuple[str, int], int] = {}
        self._styles: dict[str, Element] = {}
        if numbering is not None:
            self._learn(numbering)
        if styles is not None:
            self._styles = {value(style, "styleId"): style for style in below(styles, "style")}

    def label(self, properties: Element) -> str:
        """What stands before a paragraph with these properties: "2. ", "b) ", "- ", or ""."""
        number, level = self._place(properties)
        rules = self._abstract.get(self._lists.get(number, ""), {})
        rule = rules.get(level)
        if rule is None or rule.format == "none":
            return ""
        if rule.format == "bullet":
            return "- "
        key = self._lists[number]
        self._counts[key, level] = self._counts.get((key, level), rule.start - 1) + 1
        for deeper in range(level + 1, 9):
            self._counts.pop((key, deeper), None)
        return _PLACE.sub(lambda found: self._written(key, rules, int(found[1]) - 1), rule.text) + " "

    def _written(self, key: str, rules: dict[int, _Level], level: int) -> str:
        rule = rules.get(level, _Level("decimal", "", 1))
        return _figure(self._counts.get((key, level), rule.start), rule.format)

    def _learn(self, root: Element) -> None:
        for abstract in below(root, "abstractNum"):
            levels = {_number(value(level, "ilvl")): _level(level) for level in below(abstract, "lvl")}
            self._abstract[value(abstract, "abstractNumId")] = levels
        for found in below(root, "num"):
            reference = child(found, "abstractNumId")
            if reference is not None:
                self._lists[value(found, "numId")] = value(reference, "val")

    def _place(self, properties: Element) -> tuple[str, int]:
        """The list and level of a paragraph, by its own properties or its style's, at most nine styles up."""
        found = child(properties, "numPr")
        style = child(properties, "pStyle")
        for _ in range(9):
            if found is not None or style is None:
                break
            rules = self._styles.get(value(style, "val"))
            found, style = child(rules, "pPr", "numPr"), child(rules, "basedOn")
        number, level = child(found, "numId"), child(found, "ilvl")
        return (
            value(number, "val") if number is not None else "",
            _number(value(level, "val")) if level is not None else 0,
        )


def _level(level: Element) -> _Level:
    parts = {name: child(level, name) for name in ("numFmt", "lvlText", "start")}
    told = {name: value(part, "val") if part is not None else "" for name, part in parts.items()}
    return _Level(told["numFmt"] or "decimal", told["lvlText"], _number(told["start"] or "1"))


def _number(text: str) -> int:
    return int(text) if text.isdigit() and len(text) < 9 else 0


def _figure(count: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter") and count > 0:
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman"):
        return _roman(count).upper() if form == "upperRoman" else _roman(count)
    return f"{count:02}" if form == "decimalZero" else str(count)


def _roman(count: int) -> str:
    written = ""
    for worth, letters in (*_ROMAN, *_ROMAN_SMALL):
        while count >= worth and len(written) < 20:
            written, count = written + letters, count - worth
    return written
