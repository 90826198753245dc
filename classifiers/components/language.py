"""The component `language`: Latvian, Russian or English; it informs and never gates."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from classifiers.folding import CYRILLIC
from classifiers.novads import Novads
from classifiers.stemming import key

ENGLISH = frozenset(
    """the a an and or of to in on at for with is are was were be been it this that we you i our your my there not no
    have has had do does please would could should can from by as if when what who they them their but so very more
    because which will hello hi dear thanks thank regards here about just every near""".split()
)
LATVIAN = frozenset(
    """un ir ar no uz par pie ka kas lai ja bet vai nav arī ari tur te pēc pec kā ka to tas tā ta mēs mes mums es man
    lūdzu ludzu labdien
    paldies ļoti loti nevar vajag būtu butu jau tikai līdz lidz gar pa aiz jo kad kur vēl vel""".split()
)


@Novads.factory("language")
def create(nlp: Language, name: str) -> LanguageOfText:
    """The component for a pipeline."""
    return LanguageOfText()


class LanguageOfText:
    """Sets `doc._.language` to lv, ru or en, and the NORM of English texts to English stems."""

    def __call__(self, doc: Doc) -> Doc:
        doc._.language = language_of([token.lower_ for token in doc if not token.is_punct and not token.is_space])
        if doc._.language == "en":
            for token in doc:
                token.norm_ = key(token.text, "en")
        return doc


def language_of(words: list[str]) -> str:
    """The language of lower-case words: the script first, then whose small words and letters prevail."""
    cyrillic = sum(bool(CYRILLIC.search(word)) for word in words)
    if cyrillic * 2 > len(words):
        return "ru"
    english = sum(word in ENGLISH or "th" in word or "w" in word for word in words)
    latvian = sum(word in LATVIAN or any(mark in word for mark in "āčēģīķļņšūž") for word in words)
    return "en" if english > latvian else "lv"


if not Doc.has_extension("language"):
    Doc.set_extension("language", default="lv")
