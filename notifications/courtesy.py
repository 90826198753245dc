"""A letter in a foreign language: the courtesy line below our Latvian text, and what staff may lawfully do with it."""

from __future__ import annotations

from config.settings import Settings

COURTESY = {
    "ru": (
        "Самоуправление отвечает на государственном языке (закон о государственном языке). Если Вам нужна помощь, "
        "чтобы понять этот ответ, напишите нам."
    ),
    "en": (
        "The municipality answers in the official language, Latvian, as the law requires. If you need help to "
        "understand this letter, please write to us."
    ),
}
NAMES = {"ru": "krievu valodā", "en": "angļu valodā"}


def courtesy(language: str, settings: Settings) -> str:
    """The line for a writer's language; "" where it is off or not needed."""
    return COURTESY.get(language, "") if settings.letters.courtesy else ""


def lawful_ways(language: str) -> str:
    """What staff may do with a letter that is not in Latvian; "" for Latvian."""
    if language in ("", "lv"):
        return ""
    told = NAMES.get(language, "svešvalodā")
    return (
        f"Vēstule ir {told}. Valsts valodas likuma 10. pants: var lūgt iesniedzējam pievienot tulkojumu latviešu "
        "valodā vai izskatīt vēstuli pašiem, ja saturs ir saprotams; atbilde jāsniedz latviešu valodā."
    )
