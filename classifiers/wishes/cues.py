"""Words and forms that tell what a stretch of a letter does: asks, joins, greets, thanks, closes, counts."""

from __future__ import annotations

import re


def _words(*alternatives: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(alternatives) + ")", re.IGNORECASE)


CUES: dict[str, re.Pattern[str]] = {
    "ask": _words(
        r"l[ūu]dz\w*",
        r"l[ūu]gum\w*",
        r"vajag\w*",
        r"vajadz[ēe]tu",
        r"vajadz\w+",
        r"nepiecie[šs]am\w*",
        r"b[ūu]tu (?:labi|jauki|forši|lieliski|j[āa]\w+|v[ēe]lams)",
        r"ierosin\w+",
        r"ies(?:aku|ak[āa]m)",
        r"aicin\w+",
        r"rosin\w+",
        r"piedāvāj\w+",
        r"prasu\b",
        r"pras[āa]m\b",
        r"v[ēe]l(?:os|amies|ētos|ēšan[āa]s)\b",
        r"grib(?:u|am|as|[ēe]tos|[ēe]tu)\b",
        r"varb[ūu]t\b",
        r"vai (?:ne)?var\w*",
        r"var[ēe]tu\b",
        r"j[āa][a-zāčēģīķļņšūž]{3,}\b",
        r"[a-zāčēģīķļņšūž]{3,}iet\b",
        r"paredz\w+",
        r"priek[šs]likum\w*",
        r"pro[šs]u\b",
        r"прос(?:им|ьба|ьбы)\b",
        r"прошу\b",
        r"нужн\w+",
        r"надо\b",
        r"необходим\w*",
        r"предлага\w+",
        r"хот(?:им|елось|ели|ел)\b",
        r"пожалуйста",
        r"сделайте|поставьте|почините|уберите|отремонтируйте|установите|верните",
        r"нельзя ли",
        r"не могли бы",
        r"стоило бы",
        r"please\b",
        r"pls\b",
        r"(?:we|i) (?:need|want|propose|suggest|ask|request|would like)",
        r"should\b",
        r"could (?:you|we|the)",
        r"would be (?:nice|good|great)",
        r"need(?:s|ed)?\b",
        r"request\w*",
    ),
    "join": _words(
        r"v[ēe]l\b",
        r"ar[īi]\b",
        r"k[āa] ar[īi]\b",
        r"turkl[āa]t\b",
        r"t[āa]pat\b",
        r"bez tam\b",
        r"papildus\b",
        r"pie reizes\b",
        r"starp ?citu\b",
        r"savuk[āa]rt\b",
        r"otrs\b",
        r"otra\b",
        r"cits\b",
        r"cita\b",
        r"citādi\b",
        r"p\.? ?s\b",
        r"un p[ēe]d[ēe]j\w+",
        r"visbeidzot\b",
        r"tad\b",
        r"ja jau\b",
        r"kas attiecas uz\b",
        r"runājot par\b",
        r"par\b",
        r"также\b",
        r"тоже\b",
        r"ещ[ёе]\b",
        r"кроме того\b",
        r"помимо\b",
        r"кстати\b",
        r"заодно\b",
        r"и последнее\b",
        r"насч[ёе]т\b",
        r"а\b",
        r"also\b",
        r"besides\b",
        r"another\b",
        r"additionally\b",
        r"in addition\b",
        r"finally\b",
        r"and last\w*",
        r"while (?:you|we)\b",
        r"oh\b",
        r"as for\b",
        r"plus\b",
        r"плюс\b",
    ),
    "count": _words(
        r"pirmk[āa]rt\b",
        r"otrk[āa]rt\b",
        r"tre[šs]k[āa]rt\b",
        r"ceturtk[āa]rt\b",
        r"piektk[āa]rt\b",
        r"pirm(?:ais|ā|a|ām)\b",
        r"otr(?:ais|ā|a|ām)\b",
        r"tre[šs](?:ais|ā|a|ām)\b",
        r"ceturt(?:ais|ā|a)\b",
        r"vispirms\b",
        r"во-первых",
        r"во-вторых",
        r"в-третьих",
        r"перв\w+",
        r"втор\w+",
        r"трет\w+",
        r"first(?:ly)?\b",
        r"second(?:ly)?\b",
        r"third(?:ly)?\b",
        r"next\b",
    ),
    "thank": _words(
        r"pald\w+",
        r"pateic\w+",
        r"спасибо",
        r"благодар\w+",
        r"thank\w*",
        r"prieks\b",
        r"priec[āa]\w+",
        r"mal[āa]\w+",
        r"молодц\w+",
        r"great job|well done|lovely|appreciate\w*",
    ),
    "close": _words(
        r"ar cie[ņn]u",
        r"ar sveicien\w+",
        r"ar labu v[ēe]l\w+",
        r"cie[ņn]\w*ā\b",
        r"j[ūu]su\b",
        r"с уважением",
        r"kind regards|best regards|regards|sincerely|yours|cheers|best,",
        r"t[āa]lr\w*",
        r"tel\b",
        r"тел\b",
        r"dz[īi]v\w+ kv\w*",
    ),
    "greet": _words(
        r"labdien\w*",
        r"labr[īi]t",
        r"labvakar",
        r"sveik\w*",
        r"svecin\w+|sveicin\w+",
        r"čau",
        r"cien[īi]j\w+",
        r"god[āa]t\w+",
        r"здравствуйте",
        r"добрый (?:день|вечер)",
        r"уважаем\w+",
        r"привет",
        r"hello|hi\b|dear|good (?:morning|day|evening|afternoon)",
    ),
    "refer": _words(
        r"t(?:as|[āa]|ie|[āa]s|o|os|am|ai|[āa]pec|[āa]d[ēe][ļl]|ur|urpat|[āa]d)\b",
        r"[šs](?:is|[īi]|ie|o|ajā|aj[āa])\b",
        r"vi[ņn](?:[šs]|a|i|as|am|ai|u)\b",
        r"jo\b",
        r"lai\b",
        r"ka\b",
        r"kas\b",
        r"kur\b",
        r"это\w*",
        r"там\b",
        r"он[аои]?\b",
        r"потому\b",
        r"чтобы\b",
        r"it\b|this\b|that\b|there\b|they\b|because\b|so\b",
    ),
    "wonder": _words(
        r"vai\b", r"k[āa]p[ēe]c\b", r"cik\b", r"kad\b", r"kur\b", r"когда\b", r"почему\b", r"сколько\b", r"можно ли\b",
        r"when\b", r"how\b", r"why\b", r"is it\b", r"can (?:i|you)\b",
    ),
    "mine": _words(
        r"man(?:a|s|u|am|ai|i|ā|os|)\b", r"mūsu r[ēe][ķk]in\w+", r"r[ēe][ķk]in\w+", r"l[īi]gum\w+", r"pabalst\w*",
        r"izzi[ņn]\w*", r"nodok\w+", r"deklar\w+", r"pieteikum\w*", r"iesniegum\w*", r"мо(?:й|я|е|ё|и|его|ей|им)\b",
        r"мне\b", r"сч[ёе]т\w*", r"справк\w+", r"пособи\w+", r"my\b", r"bill\b", r"invoice\b", r"certificate\b",
    ),
}  # fmt: skip
"""Cue -> its words in Latvian, Russian and English."""

MARK = re.compile(
    r"(?P<number>\d{1,2})\s?[.)](?!\d)|(?P<letter>[a-z])\)|(?P<roman>[IVX]{1,4})[.)]|(?P<row>\d{1,2})\t|(?P<sign>[^\w\s\"„“«'(:;])",
    re.IGNORECASE,
)


def mark(text: str) -> tuple[str, int]:
    """The kind of an item's mark at the beginning of `text` ("" for none) and its number (0 for none).

    >>> mark("2) laternas"), mark("→ lampas"), mark("laternas")
    (('number', 2), ('→', 0), ('', 0))
    """
    hit = MARK.match(text)
    if not hit:
        return "", 0
    if hit["sign"]:
        return hit["sign"], 0
    if hit["roman"]:
        return "roman", 0
    if hit["letter"]:
        return "letter", ord(hit["letter"].lower()) - 96
    return "number", int(hit["number"] or hit["row"])
