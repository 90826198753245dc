"""The component `places`: names of places in any form, with the traps that words and addresses set."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz import fuzz, process
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from classifiers.folding import fold
from classifiers.gazetteer import latvian_forms, russian_forms
from classifiers.novads import Novads
from config.taxonomy import taxonomy

PARISHES = {"kekava": "kekavas_pagasts", "daugmale": "daugmales_pagasts", "baldone": "baldones_pagasts"}
PLURAL_FEMININE = {"alejas", "misas", "varpas", "rozites"}
ALSO_WORDS = {
    "avoti", "sarma", "sturi", "varpas", "ziedonis", "misas", "alejas", "dzintari", "balozi", "kazoki",
    "rozites", "jenci",
}  # fmt: skip
STREET_WORDS = (
    "iel", "cel", "prospekt", "sosej", "gatv", "ezer", "upe", "upi", "bulvar", "skersiel",
    "улиц", "ул", "дорог", "шоссе", "озер", "проспект", "street", "road", "lake", "river", "avenue", "highway",
)  # fmt: skip
STREET_BEFORE = ("улиц", "ул", "озер", "шоссе")
VILLAGE_WORDS = ("ciem", "посел", "деревн", "сел", "village")
AUTHORITY_WORDS = (
    "pasvald", "dom", "priekssed", "izpilddir", "deputat", "administr", "buvvald", "polic", "budzet", "vadib",
    "iedzivot",
    "самоупр", "дум", "полиц", "бюджет", "администр", "житель", "жител", "municipal", "council", "police", "budget",
)  # fmt: skip
SIMILAR_ENOUGH = 85
LONG_ENOUGH = 6


@Novads.factory("places")
def create(nlp: Language, name: str) -> Places:
    """The component for a pipeline."""
    return Places()


class Places:
    """Marks places as entities PLACE with the place id as `kb_id`; reads its names from the taxonomy."""

    def __init__(self) -> None:
        self._forms: dict[str, str] = {}
        for place in taxonomy().places.values():
            if place.unit not in ("novads", "pagasts"):
                forms = latvian_forms(place.lv, place.id in PLURAL_FEMININE) | russian_forms(place.ru)
                self._forms.update(dict.fromkeys(forms, place.id))
        self._fuzzy = [form for form in self._forms if len(form) >= LONG_ENOUGH]
        self._place = lru_cache(maxsize=65536)(self._look_up)

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc.ents`; entities of places come in the order of the text."""
        words = [fold(token.text) for token in doc]
        spans = [span for i in range(len(doc)) if (span := self._span(doc, words, i))]
        doc.ents = filter_spans([*doc.ents, *spans])
        return doc

    def _look_up(self, word: str) -> str:
        if word in self._forms:
            return self._forms[word]
        if len(word) < LONG_ENOUGH:
            return ""
        best = process.extractOne(word, self._fuzzy, scorer=fuzz.ratio, score_cutoff=SIMILAR_ENOUGH)
        return self._forms[best[0]] if best and best[0][0] == word[0] and self._forms[best[0]] not in ALSO_WORDS else ""

    def _span(self, doc: Doc, words: list[str], i: int) -> Span | None:
        place = self._place(words[i]) if words[i].isalpha() else ""
        if not place:
            return None
        after = words[i + 1] if i + 1 < len(words) else ""
        before = words[i - 1] if i else ""
        if after.startswith("novad") or after.startswith(("кра", "municipality")):
            return None
        if after.startswith(("pagast", "волост", "parish")):
            return Span(doc, i, i + 2, "PLACE", kb_id=PARISHES[place]) if place in PARISHES else None
        if after.startswith(STREET_WORDS) or before.startswith(STREET_BEFORE):
            return None
        if place in ALSO_WORDS and not _named(doc, i, before, after):
            return None
        return Span(doc, i, i + 1, "PLACE", kb_id=place)


def _named(doc: Doc, i: int, before: str, after: str) -> bool:
    """Whether a word that is also a common one stands as a name: a capital in mid-sentence or a village word."""
    if before.startswith(VILLAGE_WORDS) or after.startswith(VILLAGE_WORDS):
        return True
    starts = i == 0 or doc[i - 1].text in ".!?:" or doc[i - 1].is_space
    return doc[i].text[0].isupper() and not starts
