"""A letter in a foreign language: the courtesy line below our Latvian text, and what staff may lawfully do with it."""

from __future__ import annotations

from config.settings import Settings
from storage.records import ProblemKind, Remark

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
FOREIGN = {"ru": ProblemKind.IN_RUSSIAN, "en": ProblemKind.IN_ENGLISH}


def courtesy(language: str, settings: Settings) -> str:
    """The line for a writer's language; "" where it is off or not needed."""
    return COURTESY.get(language, "") if settings.letters.courtesy else ""


def lawful_ways(language: str) -> tuple[Remark, ...]:
    """What staff may do with a letter that is not in Latvian (Official Language Law, section 10); none for Latvian."""
    if language in ("", "lv"):
        return ()
    return (FOREIGN.get(language, ProblemKind.IN_FOREIGN_LANGUAGE)(),)
