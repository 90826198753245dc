"""The language of a text, lv, ru or en, from its letters and commonest words: no model, nothing to load."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+")
_LATVIAN_WORDS = (
    "un ir par ka lai uz ar es no vai pie kas tas tā ko mēs jūs man mums jau bet arī pēc līdz bez pa kā "
    "kur nav lūdzu labdien sveiki paldies cienījamie cienījamā ielas ielā ceļš ceļa ceļu ludzu ludzam jusu "
    "musu kadel kapec pilsētā novada novadā pašvaldība priekšlikums vajag vajadzētu varētu būtu"
)
_LATVIAN = frozenset(_LATVIAN_WORDS.split())
_ENGLISH_WORDS = (
    "the and is are of to in for that it we you please i on with be this have would could not at from "
    "there our your hello dear regards thanks thank should near road street"
)
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
_RUSSIAN_TYPED_WORDS = "i v na ne chto eto kak pozhalujsta pozhaluista zdravstvujte ulica ulice dorogi proshu"
_RUSSIAN_TYPED = frozenset(_RUSSIAN_TYPED_WORDS.split())


def language_of(text: str) -> str:
    """Which of lv, ru and en the first 5,000 characters of `text` are in; "" where they hold no words."""
    sample = text[:5000]
    words = _WORD.findall(sample.lower())
    if not words:
        return ""
    letters = sum(len(word) for word in words)
    cyrillic = sum(1 for letter in sample if "\u0400" <= letter <= "\u04ff")
    if cyrillic * 2 > letters:
        return "ru"
    diacritics = sum(1 for letter in sample.lower() if letter in "āčēģīķļņšūž")
    scores = {
        "lv": 2 * diacritics + 3 * sum(1 for word in words if word in _LATVIAN),
        "en": 3 * sum(1 for word in words if word in _ENGLISH),
        "ru": 3 * sum(1 for word in words if word in _RUSSIAN_TYPED),
    }
    best = max(scores, key=lambda language: scores[language])
    return best if scores[best] else "lv"
