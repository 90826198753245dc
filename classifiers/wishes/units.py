"""The units a letter is marked by: lines, sentences, and clauses where a new matter may begin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from classifiers import lexicon
from classifiers.language import language_of
from classifiers.novads import ABBREVIATIONS


@dataclass(frozen=True, slots=True)
class Unit:
    """A span [start, end) of a text without blanks around it; `edge` says what stands before it.

    "paragraph" an empty line or the text's beginning, "line" a line end, "sentence" the end of a sentence, "marker" an
    item's number inside a line, "clause" a comma, semicolon or joining word inside a sentence.
    """

    start: int
    end: int
    edge: str


LOWER = "a-zāčēģīķļņōŗšūžа-яё"
WORD = re.compile(r"[^\W\d_]+")
PARAGRAPH = re.compile(r"[ \t]*\n[ \t]*(?:\n[ \t]*)+")
LINE = re.compile(r"[ \t]*\n[ \t]*")
SENTENCE = re.compile(r"(?:(?<![.!?…])[.!?…]++|[:;]-?[)(D])[)\"”“»'’]*+\s++(?=\S)|(?<![!?…])[!?…]++(?=\w)")
MARKER = re.compile(r"(?<!\s)\s++(?=(?:\d{1,2}[.)]\s?|[a-g]\)\s?|[•*→+–-]\s?)[^\W\d_])")
JOINED = re.compile(
    r"(?:[,.;:–—-]\s*|\s+)(?=(?:(?:un|bet|tad|nu)\s+)?"
    r"(?:v(?:ē|e|ee)l|k[āa] ar[īi]|turkl[āa]t|t[āa]pat|pie tam|bez tam|pie reizes|starp ?citu|otrk[āa]rt|tre[šs]k[āa]rt"
    r"|savuk[āa]rt|p\.? ?s\b"
    r"|(?:и|а|да) (?:также|тоже|ещ[ёе])|также|ещ[ёе]|кстати|плюс|заодно|кроме того|во-вторых|в-третьих"
    r"|also|plus|besides|another|as well as|secondly|btw)\b)",
    re.IGNORECASE,
)
WEAK = re.compile(
    r"[,;:]\s+(?=\w)|\s[–—-]\s+(?=\w)|\s+(?=(?:un|bet|ar[īi]|и|а|and|but)\s)"
    rf"|\s+(?=(?:[{LOWER}]{{3,}}iet|l[ūu]dzu|l[ūu]dzam|vajag|прошу|просим|надо|нужно|please)\b)|\.(?=[{LOWER}])",
    re.IGNORECASE,
)
GREETED = re.compile(
    r"\s*(?:ar )?(?:labdien\w*|labr[īi]t|labvakar|sveik\w*|čau|здравствуйте|добрый (?:день|вечер)|hello|hi|good \w+)"
    r"(?: vis\w+| domei| j\w+)?[\s,.!)(:;-]+(?=\w)",
    re.IGNORECASE,
)
ITEM_MARK = re.compile(r"\s*(?:\d{1,2}[.)]?|[IVX]{1,4}\.|[^\w\s]{1,2})\s*")
HOUSE = re.compile(r"[^\W\d] \d{1,3}\.$")
NUMBER = re.compile(r"(\d{1,2})")
WORDS_LEFT, WORDS_RIGHT = 2, 2
RUN_ON = 35
"""Words without a stop from which any clause may begin a matter."""
AHEAD = 90
NO_END = re.compile(
    r"(?:^|[\s(„\"])(?:\w|[ivx]{1,4}|"
    + "|".join(re.escape(word.rstrip(".")) for word in ABBREVIATIONS)
    + r"|\d{1,4})\.$",
    re.IGNORECASE,
)


def units(text: str) -> tuple[Unit, ...]:
    """The units of `text` in their order; together they hold every word of it."""
    edges = dict.fromkeys((hit.end() for hit in MARKER.finditer(text) if _counts_on(text, hit)), "marker")
    edges |= dict.fromkeys((hit.end() for hit in SENTENCE.finditer(text) if _ends(text, hit)), "sentence")
    edges |= dict.fromkeys((hit.end() for hit in LINE.finditer(text) if not _wrapped(text, hit)), "line")
    edges |= dict.fromkeys((hit.end() for hit in PARAGRAPH.finditer(text)), "paragraph")
    clauses = dict.fromkeys(_clauses(text, sorted({0, len(text), *edges})), "clause")
    greeted = GREETED.match(text)
    edges |= {greeted.end(): "sentence"} if greeted and greeted.end() not in edges else {}
    return tuple(_worded(text, clauses | edges))


def sentences(text: str) -> tuple[Unit, ...]:
    """The lines and sentences of `text` in their order: its units with every clause in the sentence it stands in."""
    found = list[Unit]()
    for unit in units(text):
        if found and unit.edge == "clause":
            found[-1] = replace(found[-1], end=unit.end)
        else:
            found.append(unit)
    return tuple(found)


def _counts_on(text: str, hit: re.Match[str]) -> bool:
    """Whether a number inside a line goes on a count, and is no house number or date."""
    number = NUMBER.match(text, hit.end())
    return not number or number[1] == "1" or bool(re.search(rf"(?<!\d){int(number[1]) - 1}[.)]", text[: hit.end()]))


def _worded(text: str, edges: dict[int, str]) -> Iterator[Unit]:
    """The stretches between the edges; one without a word or number goes with the next."""
    start, edge = 0, "paragraph"
    for end in sorted({len(text), *edges} - {0}):
        body = text[start:end]
        if edge in ("line", "paragraph", "marker") and ITEM_MARK.fullmatch(body) and end < len(text):
            continue
        if any(c.isalpha() for c in body):
            inner = start + len(body) - len(body.lstrip())
            yield Unit(inner, inner + len(body.strip()), edge)
        start, edge = end, edges.get(end, "")


def _clauses(text: str, borders: list[int]) -> Iterator[int]:
    """Where inside a sentence a new matter may begin: at a word that adds, or where the words turn to another topic."""
    for start, end in pairwise(borders):
        yield from (hit.end() for hit in JOINED.finditer(text, start, end) if _worth(text, start, hit.end(), end))
        run_on = len(WORD.findall(text[start:end])) >= RUN_ON
        for hit in WEAK.finditer(text, start, end):
            if _worth(text, start, hit.end(), end) and (
                run_on or _turns(text[start : hit.start()], text[hit.end() : end])
            ):
                yield hit.end()


def _worth(text: str, start: int, at: int, end: int) -> bool:
    return len(WORD.findall(text[start:at])) >= WORDS_LEFT and len(WORD.findall(text[at:end])) >= WORDS_RIGHT


def _turns(before: str, after: str) -> bool:
    """Whether the words after a possible border speak of a topic that the words before it do not."""
    return bool(topics_of(after[:AHEAD]) - topics_of(before))


def topics_of(text: str, aside: frozenset[str] = frozenset()) -> set[str]:
    """The topics whose ideas `text` names, the ideas `aside` not counted."""
    ours = lexicon.ours()
    language = "en" if language_of(text) == "en" else "lv"
    words = [lexicon.spelt(word, language) for word in WORD.findall(text)]
    found = (ours.concepts[number] for _, number in ours.find(words, language))
    return {one.topic for one in found if one.name not in aside} - {"-"}


def _ends(text: str, hit: re.Match[str]) -> bool:
    """Whether a stop ends a sentence: an abbreviation's dot or an ordinal's does not."""
    before = text[max(0, hit.start() - 12) : hit.start() + 1]
    if hit.group().strip() != "." or not NO_END.search(before):
        return True
    return text[hit.end()].isupper() and bool(HOUSE.search(before))


def _wrapped(text: str, hit: re.Match[str]) -> bool:
    """Whether a line end only wraps a sentence: a long line without a stop or a hyphen before it, a small letter after
    it."""
    line = text.rfind("\n", 0, hit.start()) + 1
    before, after = text[line : hit.start()].rstrip(), text[hit.end() : hit.end() + 1]
    broken = before[-1:] == "-" and before[-2:-1].isalpha()
    return (broken or (len(before) >= 45 and before[-1] not in ".!?:;")) and after.islower()
