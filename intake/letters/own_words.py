"""The sender's own words: a body without quoted history, signature block and disclaimer, with forwards kept."""

from __future__ import annotations

import re
from dataclasses import dataclass

from intake.letters.lines import Line, as_text

_QUOTED = re.compile(r"^\s{0,3}>")
_ATTRIBUTION = re.compile(
    r"(?:wrote|rakstīja|пишет|писал\(?а?\)?|написал\(?а?\)?|schrieb|a écrit|escribió)\s*:\s*$", re.I
)
_SEPARATOR = re.compile(
    r"^-{2,}\s*(?:original message|sākotnējais ziņojums|исходное сообщение|original-nachricht)\s*-{2,}", re.I
)


@dataclass(frozen=True, slots=True)
class Words:
    """`own` the sender's words, `quoted` the history that was left out."""

    own: str
    quoted: str


def own_words(lines: list[Line]) -> Words:
    """Split body lines into own words and quoted history; what is unclear stays with the own words."""
    own: list[Line] = []
    quoted: list[Line] = []
    for number, line in enumerate(lines):
        if line.text == "--":
            break
        if _SEPARATOR.match(line.text):
            quoted.extend(lines[number:])
            break
        history = line.depth > 0 or _QUOTED.match(line.text) or _ATTRIBUTION.search(line.text)
        (quoted if history else own).append(line)
    return Words(as_text(own), as_text(quoted))
