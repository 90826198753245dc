"""Why a date is what it is, or a text not fit to be sent, in the language of the page.

Records and letters hold the Latvian words (`config.deadlines`, `notifications`, `intake.belonging`). A pattern over
each sentence keeps its dates, numbers and names; what no pattern knows stays Latvian and is marked as such.
"""

from __future__ import annotations

import re
from datetime import datetime

from flask_babel import LazyString, format_date, get_locale, gettext, lazy_gettext
from markupsafe import Markup, escape

_DAY, _OTHER = r"(?P<day>\d\d\.\d\d\.)", r"(?P<other>[\d.]+)"
_DATE = r"\w+, (?P<date>\d\d\.\d\d\.\d{4})\."
_KINDS: tuple[tuple[str, LazyString], ...] = (
    (rf"saņemts {_DATE}", lazy_gettext("saņemts: %(date)s")),
    (rf"termiņš: {_DATE}", lazy_gettext("termiņš: %(date)s")),
    (r"(?P<n>\d*1) darbdiena", lazy_gettext("%(n)s darbdiena")),
    (r"(?P<n>\d+) darbdienas", lazy_gettext("%(n)s darbdienas")),
    (r"(?P<n>\d*1) diena", lazy_gettext("%(n)s diena")),
    (r"(?P<n>\d+) dienas", lazy_gettext("%(n)s dienas")),
    (r"(?P<n>\d*1) mēnesis", lazy_gettext("%(n)s mēnesis")),
    (r"(?P<n>\d+) mēneši", lazy_gettext("%(n)s mēneši")),
    (rf"{_DAY} pārcelts uz {_OTHER}", lazy_gettext("%(day)s pārcelts uz %(other)s")),
    (rf"{_DAY} ir vietēja brīvdiena", lazy_gettext("%(day)s ir vietēja brīvdiena")),
    (rf"{_DAY} ir darba diena \(pārcelta\)", lazy_gettext("%(day)s ir darba diena (pārcelta)")),
    (
        rf"{_DAY} – brīvdiena \(pārcelta no {_OTHER}\)",
        lazy_gettext("%(day)s – brīvdiena (pārcelta no %(other)s)"),
    ),
    (rf"{_DAY} – (?P<name>.+) \(brīvdiena\)", lazy_gettext("%(day)s – brīvdiena: %(name)s")),
    (rf"{_DAY} – (?P<name>.+)", lazy_gettext("%(day)s – %(name)s")),
    (rf"Iesniegumu likums, redakcija no {_OTHER}", lazy_gettext("Iesniegumu likums, redakcija no %(other)s")),
    (rf"Iesniegumu likums, redakcija līdz {_OTHER}", lazy_gettext("Iesniegumu likums, redakcija līdz %(other)s")),
    (
        r"Informācijas atklātības likums, (?P<n>\d+)\. pants",
        lazy_gettext("Informācijas atklātības likums, %(n)s. pants"),
    ),
    (r"starpatbilde nosūtīta", lazy_gettext("starpatbilde nosūtīta")),
    (r"termiņš pagarināts", lazy_gettext("termiņš pagarināts")),
    (r"Nav lauka (?P<field>\{.*?\})\. Ir: (?P<other>.*)\.", lazy_gettext("Nav lauka %(field)s. Ir: %(other)s.")),
    (r"Kādai figūriekavai trūkst pāra\.", lazy_gettext("Kādai figūriekavai trūkst pāra.")),
    (
        r"Laukam (?P<field>\{.*?\}) šim priekšlikumam nav vērtības \((?P<name>.*)\)\.",
        lazy_gettext("Laukam %(field)s šim priekšlikumam nav vērtības (%(name)s)."),
    ),
    (r"Jānorāda jaunais termiņš\.", lazy_gettext("Jānorāda jaunais termiņš.")),
    (
        r"Iesniegumam (?P<code>\S+) termiņu drīkst pagarināt ne ilgāk kā līdz (?P<other>[\d.]+)",
        lazy_gettext("Iesniegumam %(code)s termiņu drīkst pagarināt ne ilgāk kā līdz %(other)s"),
    ),
    (
        r"Vēstuli pārsūtīja kolēģis; vispirms jāapstiprina, kas ir tās autors\.",
        lazy_gettext("Vēstuli pārsūtīja kolēģis; vispirms jāapstiprina, kas ir tās autors."),
    ),
    (r"E-pasta adrese nedarbojas; vajadzīga cita\.", lazy_gettext("E-pasta adrese nedarbojas; vajadzīga cita.")),
    (r"Nav ne e-pasta, ne pasta adreses\.", lazy_gettext("Nav ne e-pasta, ne pasta adreses.")),
    (r"(?P<name>.+), bet pārsūtīta", lazy_gettext("%(name)s, bet pārsūtīta")),
    (r"(?P<name>.+), bet no citas adreses", lazy_gettext("%(name)s, bet no citas adreses")),
    (r"atbilde uz mūsu vēstuli", lazy_gettext("atbilde uz mūsu vēstuli")),
    (r"tematā ir mūsu zīme", lazy_gettext("tematā ir mūsu zīme")),
    (r"vēstulē minēts kods (?P<code>\S+)", lazy_gettext("vēstulē minēts kods %(code)s")),
    (
        r"turpina iedzīvotāja iepriekšējo vēstuli",
        lazy_gettext("turpina iedzīvotāja iepriekšējo vēstuli"),
    ),
)
_PATTERNS = tuple((re.compile(pattern, re.S), told) for pattern, told in _KINDS)
NAMES = frozenset(
    (
        "Jaungada diena",
        "Lielā Piektdiena",
        "Pirmās Lieldienas",
        "Otrās Lieldienas",
        "Darba svētki",
        "Latvijas Republikas Satversmes sapulces sasaukšanas diena",
        "Latvijas Republikas Neatkarības atjaunošanas diena",
        "Mātes diena",
        "Vasarsvētki",
        "Līgo diena",
        "Jāņu diena",
        "Latvijas Republikas Proklamēšanas diena",
        "Ziemassvētku vakars",
        "Pirmie Ziemassvētki",
        "Otrie Ziemassvētki",
        "Vecgada diena",
        "Drošība",
        "Infrastruktūra un vide",
        "Izglītība, kultūra un sports",
        "Veselība un sociālā palīdzība",
        "Citi",
        "iesnieguma kods",
        "diena, kad iesniegums saņemts (lokatīvā: 2026. gada 22. novembrī)",
        "priekšlikuma tēma",
        "vietas, ko priekšlikums min",
        "budžeta gads",
        "budžeta rinda",
        "iestāde, kurai pārsūta vai kurai jāraksta",
        "jaunais termiņš (datīvā: 2027. gada 15. februārim)",
        "pašvaldības nosaukums",
    )
)
"""Free days (the holidays library), sectors, and what fields mean (`notifications.answer_texts`), in Latvian."""


def reason(words: str) -> str:
    """Latvian sentences parted by "; " in the language of the page; markup, where some had to stay Latvian."""
    if str(get_locale()) == "lv":
        return words
    if whole := _told(words):
        return whole
    parts = (escape(told) if (told := _told(part)) else _latvian(part) for part in words.split("; "))
    return Markup("; ").join(parts)


def _told(part: str) -> str:
    """One sentence in the language of the page; "" where no pattern knows it."""
    if part in NAMES:
        return str(gettext(part))
    for pattern, told in _PATTERNS:
        if found := pattern.fullmatch(part):
            kept = {name: _piece(name, value) for name, value in found.groupdict().items()}
            return str(told) % kept if all(kept.values()) else ""
    return ""


def _piece(name: str, value: str) -> str:
    """A piece that a pattern kept: dates and names are told in the page's language, all else stays."""
    if name == "date":
        return str(format_date(datetime.strptime(value, "%d.%m.%Y").date(), "EEEE, d MMMM y"))
    return _told(value) if name == "name" else value


def _latvian(part: str) -> Markup:
    return Markup('<span lang="lv">{}</span>').format(part)
