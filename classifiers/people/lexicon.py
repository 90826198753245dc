"""The names lexicon, read from names.txt into case forms: which words may be a given name, a surname, a common word."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from classifiers.people.declension import (
    cyrillic_cases,
    diminutives,
    families,
    female,
    in_cyrillic,
    latvian_cases,
    name_key,
    russian_cases,
)
from classifiers.transliteration import latin

FILE = Path(__file__).with_name("names.txt")


@dataclass(frozen=True, slots=True)
class Names:
    """Keys (see `declension.name_key`) of all case forms; `words` are common ones, `nominatives` the forms in files,
    `fond` diminutives that are no other name: made by rule, they may be any word."""

    given: frozenset[str]
    surnames: frozenset[str]
    words: frozenset[str]
    nominatives: frozenset[str]
    fond: frozenset[str]


def read_groups(path: Path = FILE) -> dict[str, list[str]]:
    """Group -> names of a lexicon file: lines `group:` and lines of names. Raises ValueError for names without one."""
    groups: dict[str, list[str]] = {}
    names: list[str] | None = None
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.endswith(":"):
            names = groups.setdefault(line[:-1], [])
        elif line.strip() and not line.startswith("#"):
            if names is None:
                raise ValueError(f"{path}: names before the first group")
            names.extend(line.split())
    return groups


@lru_cache(maxsize=1)
def lexicon() -> Names:
    """The committed lexicon with its case forms."""
    groups = read_groups()
    given = _given(groups, "male") | _given(groups, "female")
    russian = {form for name in groups["given words russian"] for form in russian_cases(name)}
    words = _forms(groups["given words"] + groups["surnames words"]) | russian
    fond = _fond(groups["given male latvian"] + groups["given female latvian"])
    return Names(
        given=frozenset(given | fond),
        surnames=_surnames(groups),
        words=frozenset(words),
        nominatives=_nominatives(groups),
        fond=frozenset(fond - given),
    )


def _fond(names: list[str]) -> set[str]:
    return {form for name in names for dear in diminutives(name) for form in latvian_cases(dear)}


def _nominatives(groups: dict[str, list[str]]) -> frozenset[str]:
    men = {name for group, names in groups.items() if group.startswith("surnames") for name in names}
    named = {name for names in groups.values() for name in names}
    typed = {name_key(latin(name)) for group, names in groups.items() if group.endswith("russian") for name in names}
    return frozenset(typed | {name_key(name) for name in named} | {female(name) for name in men} | {*map(_hers, men)})


def _hers(surname: str) -> str:
    """A woman's surname in Russian: Иванова, Вишневская."""
    key = name_key(surname)
    return key[:-2] + "ая" if key.endswith("ий") else key + "а"


def _given(groups: dict[str, list[str]], gender: str) -> set[str]:
    latvian, international = groups[f"given {gender} latvian"], groups[f"given {gender} international"]
    plain = {name_key(name) for name in international}
    return _forms(latvian) | _latin(international) | plain | _russian(groups[f"given {gender} russian"])


def _forms(names: list[str]) -> set[str]:
    return _latin(names) | cyrillic_cases(names)


def _latin(names: list[str]) -> set[str]:
    return {form for name in names for form in latvian_cases(name)}


def _russian(names: list[str]) -> set[str]:
    """Forms in Cyrillic, and the same typed with Latin letters."""
    forms = {form for name in names for form in russian_cases(name)}
    return forms | {name_key(latin(form)) for form in forms}


def _surnames(groups: dict[str, list[str]]) -> frozenset[str]:
    men = groups["surnames latvian"]
    women = [female(name) for name in men]
    heard = {form for name in men for form in russian_cases(_woman_in_cyrillic(name))}
    english = {name_key(name) for name in groups["surnames english"]}
    many = {form for name in men for form in families(name)}
    latin = many | _forms(men) | {form for name in women for form in latvian_cases(name)}
    return frozenset(latin | heard | english | _russian(groups["surnames russian"]))


def _woman_in_cyrillic(name: str) -> str:
    """Her surname as Russians write it; the softness of ņ, which folding lost, is kept."""
    if name.endswith("iņš"):
        return in_cyrillic(name[:-2] + "ņa")
    return in_cyrillic(female(name))
