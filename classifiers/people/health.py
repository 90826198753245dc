"""Details of health and benefits of a certain person: marked, so that somebody is asked before they are passed on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from classifiers.people.finding import Finding
from classifiers.people.wordlists import words

SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?=\w)[^.!?\n]+)*")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def health(text: str) -> Iterator[Finding]:
    """Words of health or benefits in sentences that also name a certain person; general talk of policy is left."""
    for sentence in SENTENCE.finditer(text):
        said = list(WORD.finditer(text, *sentence.span()))
        details = [word for word in said if word[0] in words("health details")]
        if details and any(word[0] in words("certain person") for word in said):
            yield from (Finding("health", hit[0], *hit.span()) for hit in details)
