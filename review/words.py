"""What people read for our ids, and how dates and shares are written. Latvian first; English by translation."""

from __future__ import annotations

from datetime import date, datetime

from babel.dates import get_timezone
from flask_babel import format_date, format_datetime, format_decimal, get_locale, gettext, lazy_gettext

from config.taxonomy import taxonomy
from review.desk import desk
from review.remarks import reasons, told

KINDS = {
    "proposal": lazy_gettext("Priekšlikums"),
    "inquiry": lazy_gettext("Jautājums"),
    "noise": lazy_gettext("Nevēlams sūtījums"),
    "auto": lazy_gettext("Automātiska ziņa"),
}
STATES = {
    "to review": lazy_gettext("Jāizskata"),
    "in assessment": lazy_gettext("Tiek vērtēts"),
    "decided": lazy_gettext("Izlemts"),
    "answered": lazy_gettext("Atbildēts"),
    "withdrawn": lazy_gettext("Atsaukts"),
}
CHANNELS = {
    "mail": lazy_gettext("E-pasts"),
    "scan": lazy_gettext("Skenēta vēstule"),
    "workshop": lazy_gettext("Domnīca"),
    "questionnaire": lazy_gettext("Anketa"),
}
TRACKS = {
    "budget": lazy_gettext("Budžeta priekšlikumi"),
    "participatory": lazy_gettext("Līdzdalības budžets"),
    "initiative": lazy_gettext("Iniciatīvu konkurss"),
    "collective": lazy_gettext("Kolektīvs iesniegums"),
}
LANGUAGE_NAMES = {
    "lv": lazy_gettext("Latviešu"),
    "ru": lazy_gettext("Krievu"),
    "en": lazy_gettext("Angļu"),
}
ROLE_NAMES = {
    "reader": lazy_gettext("lasītājs"),
    "reviewer": lazy_gettext("izskatītājs"),
    "publisher": lazy_gettext("publicētājs"),
    "registry": lazy_gettext("lietvedība"),
    "administrator": lazy_gettext("administrators"),
}
ANSWER_KINDS = {
    "answer": lazy_gettext("Atbilde ar lēmumu"),
    "interim": lazy_gettext("Starpatbilde"),
    "extension": lazy_gettext("Termiņa pagarinājums"),
    "forwarded": lazy_gettext("Pārsūtīšana"),
    "taken note of": lazy_gettext("Pieņemšana zināšanai"),
    "outcome": lazy_gettext("Kas no tā iznāca"),
}
DECISIONS = {
    "included": lazy_gettext("Iekļauts budžetā"),
    "later": lazy_gettext("Paredzēts vēlāk"),
    "rejected": lazy_gettext("Nav atbalstīts"),
    "forwarded": lazy_gettext("Pārsūtīts"),
    "taken note of": lazy_gettext("Pieņemts zināšanai"),
    "duplicate": lazy_gettext("Izskatīts kopā ar līdzīgiem"),
}
MAIL_STATES = {
    "queued": lazy_gettext("Gaida nosūtīšanu"),
    "uncertain": lazy_gettext("Nav zināms, vai saņemts"),
    "sent": lazy_gettext("Nosūtīts"),
    "failed": lazy_gettext("Neizdevās nosūtīt"),
    "held": lazy_gettext("Aizturēts, nav nosūtīts"),
    "dropped": lazy_gettext("Nolemts nesūtīt"),
}
MAIL_KINDS = {
    "acknowledgement": lazy_gettext("Paziņojums par saņemšanu"),
    "digest": lazy_gettext("Nedēļas apskats"),
    "answer": lazy_gettext("Atbilde"),
    "alert": lazy_gettext("Brīdinājums"),
    "staff": lazy_gettext("Ziņa darbiniekam"),
}
STAGES = {
    "over limit": lazy_gettext("saņemšana"),
    "crash": lazy_gettext("lasīšana"),
    "original": lazy_gettext("lasīšana"),
    "read": lazy_gettext("lasīšana"),
    "documents": lazy_gettext("pielikumu lasīšana"),
    "wishes": lazy_gettext("dalīšana priekšlikumos"),
    "decide": lazy_gettext("lēmums, ko ar vēstuli darīt"),
    "file": lazy_gettext("ierakstīšana"),
}
"""Where on its road a parked letter stopped."""
IGNORED = {
    "own mail": lazy_gettext("mūsu pašu vēstule atgriezās pastkastē"),
    "report on our mail": lazy_gettext("ziņojums par mūsu vēstules piegādi vai izlasīšanu"),
}
"""Why a message was ignored; anything else is a rule of the administrator's, by its name."""
_MACHINE = lazy_gettext("Vēstuli sūtījusi programma vai adresātu saraksts, nevis cilvēks.")
_OURS = lazy_gettext("Vēstule nāk no mūsu pašu adreses.")
NO_RECEIPT = {
    "switched off": lazy_gettext("Paziņojumi par saņemšanu iestatījumos ir izslēgti."),
    "paper": lazy_gettext("Iesniegums nav saņemts pa e-pastu."),
    "noise": lazy_gettext("Izskatās pēc reklāmas; darbinieks to var atgriezt priekšlikumos."),
    "inquiry": lazy_gettext("Iestatījumos noteikts, ka uz jautājumiem automātisku paziņojumu nesūta."),
    "forwarded": lazy_gettext("Vēstuli pārsūtīja kolēģis; autoram rakstīs, kad apstiprināsiet, kas tas ir."),
    "dead address": lazy_gettext("Uz šo adresi vēstules nevar piegādāt; vajadzīga cita."),
    "reply": lazy_gettext("Tā pieder vēstulei, par kuru paziņojums jau nosūtīts, un jauna priekšlikuma tajā nav."),
    "no address": lazy_gettext("Nav adreses, uz kuru atbildēt."),
    "own marker": _OURS,
    "own address": _OURS,
    "answer to ourselves": _OURS,
    "daily limit": lazy_gettext("Šī adrese šodien jau saņēmusi lielāko automātisko vēstuļu skaitu."),
}
"""Why no receipt went, by the rule that stopped it; all other rules tell a machine."""
BOUNCES = {
    "permanent": lazy_gettext("Vēstuli nevar piegādāt: adrese nedarbojas."),
    "transient": lazy_gettext("Vēstuli pagaidām neizdevās piegādāt; mēģināsim vēlreiz."),
    "delayed": lazy_gettext("Vēstules piegāde kavējas."),
}
"""What a report of an undelivered mail says."""
RELATIONS = {
    "same": lazy_gettext("Tas pats"),
    "related": lazy_gettext("Saistīts"),
    "different": lazy_gettext("Nav tas pats"),
}
ACTIONS = {
    "answer drafted": lazy_gettext("uzrakstīja atbildes melnrakstu"),
    "answer released": lazy_gettext("izsūtīja atbildi"),
    "decided": lazy_gettext("pieņēma lēmumu"),
    "answered": lazy_gettext("atbildēja"),
    "confirmed": lazy_gettext("apstiprināja"),
    "corrected": lazy_gettext("laboja"),
    "assigned": lazy_gettext("nodeva"),
    "undone": lazy_gettext("atsauca pēdējo darbību"),
    "split": lazy_gettext("sadalīja"),
    "merged": lazy_gettext("apvienoja"),
    "added": lazy_gettext("pievienoja priekšlikumu, ko programma bija palaidusi garām"),
    "grouped": lazy_gettext("pievienoja grupai"),
    "ungrouped": lazy_gettext("izņēma no grupas"),
    "state set": lazy_gettext("mainīja stāvokli"),
    "noted": lazy_gettext("pierakstīja piezīmi"),
    "filed": lazy_gettext("ierakstīja"),
    "exported": lazy_gettext("lejupielādēja lietvedībai"),
    "registered": lazy_gettext("ierakstīja reģistrācijas numuru"),
    "compared": lazy_gettext("salīdzināja ar citu priekšlikumu"),
    "collective": lazy_gettext("laboja ziņas par kolektīvo iesniegumu"),
    "attached": lazy_gettext("pievienoja vēlāku vēstuli"),
    "address changed": lazy_gettext("laboja autora adresi"),
    "author confirmed": lazy_gettext("apstiprināja vēstules autoru"),
    "parted": lazy_gettext("atsauca pievienošanu citam iesniegumam"),
    "joined": lazy_gettext("pievienoja citam iesniegumam"),
    "not joined": lazy_gettext("atzīmēja, ka vēstules nav saistītas"),
    "day of receipt corrected": lazy_gettext("laboja saņemšanas dienu"),
}


def topic_name(topic: str) -> str:
    """A topic's name in the language of the page."""
    found = taxonomy().topics.get(topic)
    return (found.en if str(get_locale()) == "en" else found.lv) if found else topic


def place_name(place: str) -> str:
    """A place's name."""
    found = taxonomy().places.get(place)
    return found.lv if found else place


def sector_name(sector: str) -> str:
    """A sector's name."""
    name = taxonomy().sectors.get(sector, sector)
    return str(gettext(name)) if name else ""


def no_receipt(rule: str) -> str:
    """Why no receipt went, by the rule that stopped it."""
    return str(NO_RECEIPT.get(rule, _MACHINE))


def named(names: dict[str, str], key: str) -> str:
    """The word for an id, or the id itself."""
    return str(names.get(key, key))


def day(when: datetime | date | None) -> str:
    """A day, as in 22.11.2026."""
    if when is None:
        return ""
    told = when.astimezone(desk().zone).date() if isinstance(when, datetime) else when
    return str(format_date(told, "dd.MM.yyyy." if str(get_locale()) == "lv" else "medium"))


def moment(when: datetime | None) -> str:
    """A day and time."""
    if when is None:
        return ""
    zone = get_timezone(desk().settings.general.timezone)
    return str(format_datetime(when.astimezone(zone), "dd.MM.yyyy.\u00a0HH:mm", rebase=False))


def due_in(when: datetime | None) -> str:
    """How long there is until a due date, in words."""
    if when is None:
        return ""
    days = (when.astimezone(desk().zone).date() - desk().today()).days
    if days < 0:
        return str(gettext("nokavēts %(day)s", day=day(when)))
    if days == 0:
        return str(gettext("jāatbild šodien"))
    return str(gettext("jāatbild rīt") if days == 1 else gettext("atbilde līdz %(day)s", day=day(when)))


def is_late(when: datetime) -> bool:
    """Whether a due date has passed."""
    return when.astimezone(desk().zone).date() < desk().today()


def size(octets: int) -> str:
    """How large a file is, as in 14,5 kB."""
    for step, unit in ((10**6, "MB"), (10**3, "kB")):
        if octets >= step:
            return f"{format_decimal(octets / step, format='0.#')} {unit}"
    return f"{octets} B"


def percent(share: float) -> str:
    """A confidence, as in 92 %."""
    return f"{round(share * 100)} %"


FILTERS = {
    "topic": topic_name,
    "place": place_name,
    "sector": sector_name,
    "day": day,
    "moment": moment,
    "due_in": due_in,
    "is_late": is_late,
    "percent": percent,
    "size": size,
    "told": told,
    "no_receipt": no_receipt,
    "reasons": reasons,
}
