"""Ready-made texts with {fields}: filled strictly, so that no letter leaves with a hole or a made-up field."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from notifications.faults import FaultKind, TextError
from storage.records import AnswerText

FILE = Path(__file__).with_name("answer_texts.toml")
FIELDS: dict[str, str] = {
    "kods": "iesnieguma kods",
    "saņemts": "diena, kad iesniegums saņemts (lokatīvā: 2026. gada 22. novembrī)",
    "tēma": "priekšlikuma tēma",
    "vieta": "vietas, ko priekšlikums min",
    "gads": "budžeta gads",
    "rinda": "budžeta rinda",
    "iestāde": "iestāde, kurai pārsūta vai kurai jāraksta",
    "termiņš": "jaunais termiņš (datīvā: 2027. gada 15. februārim)",
    "pašvaldība": "pašvaldības nosaukums",
}
"""Field -> what it stands for, shown to staff."""
FIELD = re.compile(r"\{([^{}]*)\}")


def check(text: str) -> None:
    """Raise TextError for an unknown field or a stray brace."""
    for name in FIELD.findall(text):
        if name not in FIELDS:
            raise TextError(FaultKind.UNKNOWN_FIELD(field=name, known=", ".join(f"{{{one}}}" for one in FIELDS)))
    if set("{}") & set(FIELD.sub("", text)):
        raise TextError(FaultKind.STRAY_BRACE())


def check_finished(text: str) -> None:
    """Raise TextError for an empty text, and for one that still ends in the dots of a ready-made text."""
    if not text.strip() or text.rstrip().endswith(("…", "...")):
        raise TextError(FaultKind.UNFINISHED())


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its fields filled in. Raises TextError for an unknown field, or one that has no value here."""
    check(text)
    for name in FIELD.findall(text):
        if not values.get(name):
            raise TextError(FaultKind.NO_VALUE(field=name, title=FIELDS[name]))
    return FIELD.sub(lambda found: values[found[1]], text).strip()


@cache
def standard_texts() -> tuple[AnswerText, ...]:
    """The texts that come with the program; staff's own stand beside them."""
    with FILE.open("rb") as file:
        return tuple(AnswerText(**row) for row in tomllib.load(file)["texts"])
