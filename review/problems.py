"""What went wrong with a letter or a file, in the language of the page: readers name it in English, for the records.

A kind of problem is a pattern over the reader's sentence; its groups are kept (sizes, file names, page numbers). What
no pattern knows is told as "could not be read in full", and the reader's own words stay behind it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from flask_babel import LazyString, gettext, lazy_gettext

_N = r"(?P<n>[\d.]+)"
_KINDS: tuple[tuple[str, LazyString], ...] = (
    (r"(?:the PDF is )?locked by a password", lazy_gettext("Fails ir aizslēgts ar paroli.")),
    (r"encrypted: it opens only with its receiver's key", lazy_gettext("Šifrēts: to var atvērt tikai saņēmējs.")),
    (r"encrypted \(PGP\): .*", lazy_gettext("Šifrēts (PGP): to var atvērt tikai saņēmējs.")),
    (r"encrypted: what it says .*", lazy_gettext("Vēstule ir šifrēta; tās saturu šeit nevar izlasīt.")),
    (r"changed after signing: (?P<name>.*)", lazy_gettext("Mainīts pēc parakstīšanas: %(name)s.")),
    (r"the file is empty", lazy_gettext("Fails ir tukšs.")),
    (r"the file has no pages|no page of the file can be read", lazy_gettext("Failā nav lasāmu lapu.")),
    (r"not a readable PDF", lazy_gettext("PDF fails ir bojāts.")),
    (r"a damaged ZIP file: .*", lazy_gettext("ZIP fails ir bojāts; nolasīts tikai tas, kas palicis vesels.")),
    (r"damaged: what was left of (?P<name>.*) was read", lazy_gettext("Bojāts; no „%(name)s” nolasīts atlikušais.")),
    (
        r"an? damaged .*|damaged.*|the (?:slides|sheets) are missing or damaged|.* is (?:damaged|missing)",
        lazy_gettext("Fails ir bojāts."),
    ),
    (r"not a picture of a format that is read", lazy_gettext("Šī formāta attēlus programma nelasa.")),
    (r"the picture has too many pixels", lazy_gettext("Attēls ir pārāk liels.")),
    (rf"{_N} MiB: too large to be read", lazy_gettext("Fails ir pārāk liels (%(n)s MB).")),
    (
        r"holds \d+ files.*|unpacks to .*: not opened",
        lazy_gettext("Arhīvs ir aizdomīgi liels, tāpēc drošības dēļ nav atvērts."),
    ),
    (
        r"\d+ files inside: .*|more than \d+ files inside: .*|the files inside hold more than .*",
        lazy_gettext("Tajā ir ļoti daudz failu; nolasīta tikai daļa."),
    ),
    (r"files more than .* deep .*", lazy_gettext("Faili, kas iepakoti vairākās kārtās, nav atvērti.")),
    (r"only the first \d+ characters were read", lazy_gettext("Teksts ir ļoti garš; nolasīts tikai sākums.")),
    (
        r"not read within [\d.]+ s|needs more than \d+ MiB of memory|the reader (?:ended|gave no answer).*"
        r"|nested too deep|a page without text, or nested too deep",
        lazy_gettext("Failu neizdevās nolasīt: tas ir pārāk sarežģīts vai bojāts. Atveriet to un apskatiet paši."),
    ),
    (
        r"an old Word file.*",
        lazy_gettext("Vecs Word fails (.doc), ko programma šeit nevar nolasīt. Atveriet to un apskatiet paši."),
    ),
    (
        r"not begun within the [\d.]+ s for one file",
        lazy_gettext("Faila lasīšanai atvēlētais laiks beidzās, pirms pienāca šīs lapas kārta. Apskatiet to paši."),
    ),
    (r"scans are not read here", lazy_gettext("Skenētu lapu lasīšana šeit ir izslēgta.")),
    (r"declares XML entities, .*", lazy_gettext("Fails satur daļas, kuras drošības dēļ netiek lasītas.")),
    (r"a cryptographic message without text", lazy_gettext("Parakstīts fails, kurā nav teksta.")),
    (r"an archive \((?P<name>.*)\): not read", lazy_gettext("Arhīvs (%(name)s), ko programma neatver.")),
    (r"a program: not read", lazy_gettext("Programma; drošības dēļ netiek atvērta.")),
    (r"a (?:sound )?recording: not read", lazy_gettext("Skaņas vai cits ieraksts; programma to neatskaņo.")),
    (r"a video: not read", lazy_gettext("Video; programma to nelasa.")),
    (
        r"[^:]+: not read",
        lazy_gettext("Šāda veida failu programma nelasa. Atveriet to un apskatiet paši."),
    ),
    (r"no charset that fits, .*", lazy_gettext("Burtu kodējums ir neskaidrs; daži burti var būt nepareizi.")),
    (r"no readable Date field.*", lazy_gettext("Vēstulē nav derīga datuma.")),
    (r"an empty message", lazy_gettext("Vēstule ir tukša.")),
    (
        r"(?:HTML|text) longer than .* was cut|a message of \d+ bytes was read up to .*|HTML with too many elements .*"
        r"|more than \d+ parts: .*",
        lazy_gettext("Vēstule ir ļoti gara; nolasīts tikai sākums."),
    ),
    (
        r"HTML nested too deep .*|a multipart .*|parts nested .*|\d+ header fields .*",
        lazy_gettext("Vēstules uzbūve ir bojāta; tekstā var kaut kā trūkt."),
    ),
    (r"over the limit: \d+ bytes.*", lazy_gettext("Vēstule pārsniedz atļauto lielumu; saglabāta tikai tās galva.")),
    (
        r"the program ended \d+ times .*",
        lazy_gettext("Lasot šo vēstuli, programma vairākkārt apstājās."),
    ),
    (r"(?P<name>Vēstule ir .*)", lazy_gettext("%(name)s")),
)
_PATTERNS = tuple((re.compile(pattern, re.S), told) for pattern, told in _KINDS)
_PAGE = re.compile(r"page (?P<n>\d+): (?P<rest>.*)", re.S)
_OF_FILE = re.compile(r"(?P<name>[^:]{1,200}): (?P<rest>.*)", re.S)


@dataclass(frozen=True, slots=True)
class Told:
    """A problem for people; `raw` are the reader's own words behind it, "" where they are for people already."""

    text: str
    raw: str
    known: bool = True


def problems(named: str) -> list[Told]:
    """What readers named (lines, or sentences parted by "; "), in the language of the page, each once."""
    found = [told for line in named.splitlines() if line.strip() for told in _line(line.strip())]
    return list(dict.fromkeys(found))


def _line(line: str) -> list[Told]:
    whole = _known(line)
    return [whole] if whole else [_told(part) for part in line.split("; ") if part.strip()]


def _told(part: str) -> Told:
    """A sentence, with the number of its page or the name of its file before it."""
    if page := _PAGE.fullmatch(part):
        inner = _told(page["rest"])
        return Told(gettext("%(n)s. lapa: %(what)s", n=page["n"], what=inner.text), part, inner.known)
    if found := _known(part):
        return found
    file = _OF_FILE.fullmatch(part)
    if file and (inside := _known(file["rest"])):
        return Told(f"{file['name']}: {inside.text}", part)
    return Told(gettext("Neizdevās nolasīt pilnībā. Apskatiet oriģinālu."), part, known=False)


def _known(part: str) -> Told | None:
    for pattern, told in _PATTERNS:
        if found := pattern.fullmatch(part):
            return Told(str(told) % found.groupdict(), "" if part.startswith("Vēstule ir ") else part)
    return None
