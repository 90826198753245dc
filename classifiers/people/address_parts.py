"""The parts of a postal address as patterns: kind of street, house, flat, town, post index; misread digits allowed."""

from __future__ import annotations

import re

from classifiers.folding import plain
from config.taxonomy import taxonomy

LV_TYPE = (
    r"(?:[i1l|]e[l1I|](?:aa|aj|as|ai|a|ā|u|ās)\b|prospekt(?:s|a|ā|am|u)|bulv[āa]r(?:is|a|ī|i)|gatv(?:e|ē|es|ei)"
    r"|[šs]osej(?:a|ā|as)|ceļ(?:š|a|ā|u)|cel(?:s|a)|alej(?:a|ā|as)|laukum(?:s|a|ā|u)|l[īi]nij(?:a|ā|as)"
    r"|damb(?:is|ja|ī)|krastmal(?:a|ā|as)|š[ķk][ēe]rsiel(?:a|ā|as)|\biel\.|\bpr\.|\bš\.)"
)
RU_TYPE = r"(?:ул(?:\.|иц\w{1,9})|проспект\w*|пр-т\w*|пр\.|бульвар\w*|шоссе|переул\w{1,9}|пер\.|аллея|аллее)"
NUMBER = (
    r"(?:Nr\.? ?)?(?:[1-9][0-9OlI]{0,2}|[lI][0-9]{1,2})(?-i: ?[A-ZА](?![\w])|[a-zа](?![\w])| [a-d](?![\w]))?"
    r"(?: ?/ ?\d{1,3})?"
)
FLAT_WORD = (
    r"(?:dz[īi]v(?:ok[lļ]\w*)?\.?|dz\.?|kv(?:\.|art[īi]r\w*)?|k[-.]|korp\w*\.?"
    r"|apt\.?|flat|apartment|кв(?:\.|арт\w+)?|корп\.?)"
)
FLAT_NUMBER = r"(?=[OlI]{0,2}\d|l\d)[0-9OlI]{1,3}"
FLAT = (
    rf"(?: ?[-–—] ?(?:k-)?{FLAT_NUMBER}[a-z]?(?!\w)(?:-\d{{1,3}})?|[,-]?\s?k[-.] ?\d{{1,2}}(?:-\d{{1,3}}){{0,2}}"
    rf"|[,;]? ?{FLAT_WORD} ?(?:Nr\.? ?|№ ?)?{FLAT_NUMBER}[A-Za-z]?(?!\w)"
    r"|,? \d{1,3}\. ?(?:korpus|dz[īi]vok[lļ]|korp\.|dz\.)\w*)"
)
FLATS = rf"(?:{FLAT}){{0,3}}"
CAPITAL = "A-ZĀČĒĢĪĶĻŅŠŪŽ"
NAME_PART = r"(?:[^\W\d_]{1,3}\.|[^\W\d_][\w-]{0,40})"
POST_INDEX = r"LV ?[-–—]? ?[0-9OlI]{4}"


SHORTEST_TOWN = 4


def _town() -> str:
    """Any of our places, in any case."""
    names = [name.split()[0] for place in taxonomy().places.values() for name in (place.lv, place.ru)]
    stems = {re.escape(re.sub(r"[aeiouāēīsšаеиы]{1,2}$", "", name)) for name in names if len(name) > SHORTEST_TOWN}
    stems |= {plain(stem) for stem in stems if stem.isalpha()}
    return rf"(?:{'|'.join(sorted(stems, key=len, reverse=True))})\w{{0,4}}"


TOWN = rf"(?:{_town()}|R[īi]g(?:a|ā|as))(?:,? ?(?:pag|nov|pils|parish|municip|волост|кра[йяею])\w*\.?)?"
PARISH = rf"(?-i:[{CAPITAL}А-ЯЁ])\w+ (?:pag(?:\.|ast\w*)|nov(?:\.|ad\w*)|parish|волост\w*|кра[йяею]\b)"
TAIL = (
    rf"(?:(?=[\w., \n-]{{1,160}}?{POST_INDEX})"
    rf"[, \n]{{1,9}}(?:[^\W\d_][\w. -]{{1,25}}[, \n]{{1,9}}){{0,4}}{POST_INDEX}(?!\d)"
    rf"|(?:(?:, ?|,?\n| )(?:{TOWN}|{PARISH})(?!\w)){{1,3}})"
)
