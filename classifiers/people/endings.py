"""Who a letter ends with: given names behind its last sentence, alone, with who they are, or as initials only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from classifiers.people.finding import Finding
from classifiers.people.lone import may_be_name
from classifiers.people.tokens import Token, begun_within
from classifiers.people.wordlists import words

LAST_LINES = 3
LAST_SIGNS = 2_000
"""Characters at the end of a text that are looked through, however long its last lines are."""
LONGEST = 60
SIGNED = re.compile(r"(?:\A|\n|[.!?…)] |[—–] ?)[ \u00a0>*]*([^\n.!?…]*[^\W\d_](?:\.|[!)])?)[ \u00a0]*(?=\n|\Z)")
"""The last piece of a line: behind its last sentence, or all of it."""
WHO = re.compile(
    r"[ \u00a0]?(?:$|[,(+&/–—-]|\.?$|(?:no|un|ar|and|with|from|из|с|со|и|visu|von)[ \u00a0])|[ \u00a0][^\W\d_]\.?$",
    re.IGNORECASE,
)
"""What may follow the name: nothing, who else signs, where they are from, a surname's initial."""
IMPERATIVE = re.compile(r"(?:ите(?:с|)|йте(?:с|)|[ij]te(?:s'?)?|iet(?:ies)?)$")
PAIR = re.compile(r"[^\W\d_]+ [^\W\d_]+\.?")
PHONED = re.compile(r",? ?(?:\+|t[aāeē]l|mob|тел|\d)")
INITIALS = re.compile(r"(?:^|[\n.!?] ?)((?:(?:[^\W\d_]|D[zž])\. ?-?){2,4})\s*\Z")


def endings(text: str, tokens: list[Token]) -> Iterator[Finding]:
    """The names in the last pieces of the last three lines of `text`."""
    if (hit := INITIALS.search(text)) and hit[1][0].isupper():
        yield Finding("name", hit[1], *hit.span(1))
    last = len(text.rstrip())
    for hit in SIGNED.finditer(text, max(_last_lines(text) - 1, last - LAST_SIGNS, 0), last):
        signed = tokens[slice(*begun_within(tokens, *hit.span(1)))]
        begins = signed and len(hit[1]) <= LONGEST and signed[0].start == hit.start(1)
        if begins and (named := _named(hit[1], signed) or _unknown(text, hit, signed)):
            yield Finding("name", text[signed[0].start : named.end], signed[0].start, named.end)


def _named(piece: str, signed: list[Token]) -> Token | None:
    """The last token of the name that begins a piece; a given name that is also a word only where it stands alone."""
    first = signed[0]
    word = first.word
    if not (word.given and word.nominative) or word.text in words("no surname"):
        return None
    if len(signed) == 1:
        return first
    if len(signed) == 2 and _may_be_surname(piece, signed):
        return signed[1]
    sure = word.capital or not (word.common or word.fond)
    return first if sure and WHO.match(piece, first.end - first.start) else None


def _unknown(text: str, hit: re.Match[str], signed: list[Token]) -> Token | None:
    """The last token of a name that no lexicon has: alone on the last line or before who they are, or a last pair."""
    first = signed[0]
    if text[hit.end() :].strip() or not may_be_name(first.word) or IMPERATIVE.search(first.word.key):
        return None
    if (
        len(signed) == 2
        and may_be_name(signed[1].word)
        and PAIR.fullmatch(hit[1])
        and first.word.text not in words("family")
    ):
        return signed[1] if signed[1].word.rare or first.word.rare else None
    own_line = hit.start(1) == 0 or hit[0].startswith("\n")
    called = PHONED.match(hit[1], len(first.word.text)) is not None
    who = (len(signed) == 1 or hit[1][len(first.word.text)] == ",") and first.word.rare
    alone = own_line and hit[1] == first.word.text
    return first if hit.start() and ((own_line and called) or who or alone) else None


def _may_be_surname(piece: str, signed: list[Token]) -> bool:
    first, other = signed
    between = piece[first.end - first.start : other.start - first.start]
    alike = first.word.capital == other.word.capital and not (first.word.common and not other.word.surname)
    return between == " " and alike and other.word.text not in words("no surname") and not other.word.place


def _last_lines(text: str) -> int:
    """Where the last three lines that hold something begin."""
    at = len(text.rstrip())
    for _ in range(LAST_LINES):
        at = text.rstrip().rfind("\n", 0, at) if at > 0 else -1
        while at > 0 and text[at - 1] in "\n ":
            at -= 1
    return max(at, 0)
