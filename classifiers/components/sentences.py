"""The component `sentences`: where sentences begin, with a line of its own for the subject and for each line break."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from classifiers.novads import Novads
from classifiers.reading import token_texts

ENDS = frozenset(".!?;:…")
PAUSES = frozenset(",–—-")
TURNS = frozenset("bet tomēr tomer taču tacu tikai vienīgi но однако зато только but however yet only".split())
"""After a pause these turn from what is said to what is asked: such a clause stands for itself."""


@Novads.factory("sentences")
def create(nlp: Language, name: str) -> Sentences:
    """The component for a pipeline."""
    return Sentences()


class Sentences:
    """Sets `token.is_sent_start` and `doc.user_data["starts"]`; the dot of an abbreviation ends nothing."""

    def __call__(self, doc: Doc) -> Doc:
        starts: list[int] = []
        worded, ended, paused = False, True, False
        for number, text in enumerate(token_texts(doc)):
            turns = paused and worded and text.lower() in TURNS
            if (ended and (worded or not starts)) or turns:
                starts.append(number)
                worded = False
            worded = worded or text.isalpha()
            ended, paused = text in ENDS or "\n" in text, text in PAUSES
        for number in starts:
            doc[number].is_sent_start = True
        doc.user_data["starts"] = starts
        return doc
