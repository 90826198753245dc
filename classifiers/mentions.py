"""Where a text names places, in any form: declined, without marks, Russian, misspelt, broken by a scan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz, process
from spacy.tokens import Doc

from classifiers.circumstances import Candidate, View, circumstances
from classifiers.folding import plain
from classifiers.gazetteer import latvian_forms, russian_adjective, russian_forms
from classifiers.reading import folded_texts, token_texts
from classifiers.transliteration import cyrillic
from config.taxonomy import taxonomy

PARISHES = {"kekava": "kekavas_pagasts", "daugmale": "daugmales_pagasts", "baldone": "baldones_pagasts"}
PLURAL_FEMININE = {"alejas", "misas", "varpas", "rozites"}
ALSO_WORDS = {
    "avoti", "sarma", "sturi", "varpas", "ziedonis", "misas", "alejas", "dzintari", "balozi", "kazoki", "rozites",
    "mezinieki",
}  # fmt: skip
STREET = re.compile(r"iel[aue]|cels?$|cel[aiu]|prospekt|sosej|gatv|bulvar|skersiel|улиц|ул$|street|road|avenue")
RIVER = ("kekavin", "кекавин")
"""How the river Ķekaviņa begins, which is no town, though its name is close to one."""
WATER = re.compile(r"ezer|upe|upi|озер|рек|lake|river")
MUNICIPALITY = re.compile(r"novad|кра(?:й|я|е|ю|ем)$|municipalit|county")
PARISH = re.compile(r"pagast|волост|parish")
MUNICIPAL = ("nov", "кра", "mun", "cou")
"""How what MUNICIPALITY finds begins."""
VILLAGE = re.compile(r"ciem|посел|деревн|сел[аоеу]$|village")
WHOLE = re.compile(r"vis[auos]|mus[ua]|все|по$|наше|самоупр|whole|entire|across|our$")
BIRDS = re.compile(r"duj|putn|sparn|knab|meslo|ligzd|голуб")
LOCATIVE = re.compile(r"(ā|ē|ī|ās|ēs|os)$")
LATIN = re.compile("[a-z]")
SIMILAR, SIMILAR_SMALL = 84, 92
LONG_ENOUGH = 6


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of a place and what stands around it: the features of the learned filter."""

    candidate: Candidate
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A place named at the character `start`, with the log odds that it is the place of a wish."""

    place: str
    start: int
    odds: float


class Mentions:
    """Finds candidates by the names in the taxonomy: declined, without marks, Russian, misspelt, broken by a scan."""

    def __init__(self) -> None:
        self._forms: dict[str, tuple[str, str]] = {}
        for place in taxonomy().places.values():
            if place.unit not in ("novads", "pagasts"):
                for form, case in latvian_forms(place.lv, place.id in PLURAL_FEMININE).items():
                    self._forms.setdefault(form, (place.id, case))
                for form in russian_forms(place.ru):
                    self._forms.setdefault(form, (place.id, "russian"))
        self._adjectives = {
            russian_adjective(place.ru): place.id
            for place in taxonomy().places.values()
            if place.unit not in ("novads", "pagasts")
        }
        self._long: dict[str, list[str]] = {}
        for form in self._forms:
            if len(form) >= LONG_ENOUGH:
                self._long.setdefault(form[0], []).append(form)
        self._alike = cache(self._of_like_length)
        self._place = lru_cache(maxsize=65536)(self._look_up)

    def find(self, doc: Doc) -> list[Mention]:
        """All mentions of `doc` in the order of the text."""
        texts, words = token_texts(doc), folded_texts(doc)
        if doc._.language == "ru":
            words = [
                cyrillic(plain(text)) if LATIN.search(text) else word for text, word in zip(texts, words, strict=True)
            ]
        view = View(texts, words)
        candidates = list(self._candidates(view))
        return [Mention(one, tuple(circumstances(view, one, candidates))) for one in candidates]

    def _candidates(self, view: View) -> Iterator[Candidate]:
        taken = -1
        for i, (text, word) in enumerate(zip(view.texts, view.words, strict=True)):
            if i <= taken or not word.isalpha():
                continue
            capital = text[:1].isupper()
            found = self._place(word, capital)
            if not (found or capital or word.startswith(MUNICIPAL)):
                continue
            candidate = (found and _named(view, i, *found)) or _whole(view, i) or (capital and self._broken(view, i))
            if candidate:
                taken = candidate.end - 1
                yield candidate

    def _look_up(self, word: str, capital: bool) -> tuple[str, str] | None:
        if word.startswith(RIVER):
            return None
        adjective = self._adjectives.get(word[: word.rfind("ск") + 2]) if "ск" in word else None
        return self._forms.get(word) or ((adjective, "adjective") if adjective else self._closest(word, capital))

    def _closest(self, word: str, capital: bool) -> tuple[str, str] | None:
        if len(word) < LONG_ENOUGH:
            return None
        cutoff = SIMILAR if capital else SIMILAR_SMALL
        alike = self._alike(word[0], len(word))
        best = process.extractOne(word, alike, scorer=fuzz.ratio, score_cutoff=cutoff) if alike else None
        if not best or self._forms[best[0]][0] in ALSO_WORDS:
            return None
        return self._forms[best[0]]

    def _of_like_length(self, letter: str, length: int) -> list[str]:
        """The forms that begin with `letter` and may be similar to a word of `length`: ratio is 2 * common / both."""
        long = self._long.get(letter, ())
        return [form for form in long if 200 * min(length, len(form)) >= SIMILAR * (length + len(form))]

    def _broken(self, view: View, i: int) -> Candidate | None:
        """A name, its first piece with a capital, that a scan broke into two or three."""
        for end in (i + 2, i + 3):
            joined = "".join(view.words[i:end])
            if end <= len(view.words) and len(joined) >= LONG_ENOUGH and joined in self._forms:
                return Candidate(i, end, *self._forms[joined])
        return None


def _named(view: View, i: int, place: str, case: str) -> Candidate | None:
    """The place whose name stands at `i` in a `case`, unless the name is part of another or a common word."""
    case = "locative" if LOCATIVE.search(view.texts[i]) else case
    after = view.word(i + 1)
    if MUNICIPALITY.match(after):
        return Candidate(i, i + 2, "kekavas_novads", _ending(after)) if place == "kekava" else None
    if _parish_follows(view, i):
        return Candidate(i, i + 1 + bool(PARISH.match(after)), PARISHES.get(place, place), _ending(after))
    if _street(view, i, case) or (place in ALSO_WORDS and not _is_name(view, i, case)):
        return None
    return Candidate(i, i + 1, place, case)


def _whole(view: View, i: int) -> Candidate | None:
    """The municipality named by itself: all the municipality, in our municipality."""
    if view.words[i].startswith(MUNICIPAL) and MUNICIPALITY.match(view.words[i]):
        return Candidate(i, i + 1, "kekavas_novads", "whole") if WHOLE.match(view.word(i - 1)) else None
    return None


def _parish_follows(view: View, i: int) -> bool:
    joined = view.word(i + 1) in ("un", "и", "and") and PARISH.match(view.word(i + 3))
    return bool(PARISH.match(view.word(i + 1)) or joined)


def _street(view: View, i: int, case: str) -> bool:
    """A street or a water named after a place: the name stands in the genitive before it (of a plural name the genitive
    is spelt as the accusative: Odukalnu iela)."""
    after, before = view.word(i + 1), view.word(i - 1)
    named_after = case not in ("locative", "dative") and (STREET.match(after) or WATER.match(after))
    return bool(named_after or (STREET.match(before) and case == "russian") or before == "ул")


def _is_name(view: View, i: int, case: str) -> bool:
    """Whether a word that is also a common one stands as a name."""
    if VILLAGE.match(view.word(i - 1)) or VILLAGE.match(view.word(i + 1)):
        return True
    if view.words[i] == "misu":  # more often the river Misa than the village
        return False
    small = not view.capital(i) and view.has_capitals
    if view.words[i].startswith(("baloz", "балож")):
        return case == "locative" or (not small and not any(BIRDS.search(word) for word in view.words))
    starts = i == 0 or view.texts[i - 1] in ".!?:;" or view.texts[i - 1].isspace()
    return not small and (not starts or case in ("locative", "dative"))


def _ending(word: str) -> str:
    return "end:" + word[-2:]
