"""The sender's own words among quotes, header blocks, forwards and signatures of many mail programs and languages."""

import pytest

from intake.letters.lines import Line
from intake.letters.own_words import Words, own_words

OWN = "Labdien!\n\nLūdzu salabojiet ielu.\nPaldies"
HISTORY = "Sveiki, kā iet?\nAr cieņu, dome"
QUOTED = "\n".join(f"> {line}" for line in HISTORY.split("\n"))

ATTRIBUTIONS = [
    "2022. g. 7. febr., plkst. 01:49 — lietotājs X (<x@example.com>) rakstīja:",
    "pirmd., 2022. g. 7. febr., plkst. 01:49 — lietotājs Anna Ozola (<anna.ozola@example.lv>)\nrakstīja:",
    "2022. gada 7. februāris 01:49, Anna <x@example.lv> rakstīja:",
    "Lietotājs X (<x@example.lv>) rakstīja (2022. gada 7. februāris 01:49):",
    "07.02.2022. 01:49, X raksta:",
    'Citēju "X" <x@example.lv>:',
    "20.02.2021 20:45, X пишет:",
    "пн, 7 февр. 2022 г. в 01:49, Иван <x@example.com>:",
    "Понедельник, 7 февраля 2022, 1:49 +03:00 от Иван Иванов <x@example.com>:",
    '20.02.2021, 20:45, "Иван" <x@example.com>:',
    "7 февр. 2022 г., в 01:49, X <x@example.com> написал(а):",
    "7 февраля 2022 г., 01:49 пользователь Иван <x@example.com>\nнаписал:",
    "Вы писали 7 февраля 2022 г., 1:49:48:",
    "On Mon, Feb 7, 2022 at 1:49 AM X <x@example.com> wrote:",
    "On Mon, Feb 7, 2022 at 1:49 AM A Very Long Name <\na.very.long.name@example.com> wrote:",
    "On 07.02.2022 01:49, X wrote:",
    "---- On Mon, 07 Feb 2022 01:49:00 +0200 X <x@example.com> wrote ----",
    "Am 07.02.2022 um 01:49 schrieb X:",
    "X <x@example.com> schrieb am Mo., 7. Feb. 2022, 01:49:",
    "Le lun. 7 févr. 2022 à 01:49, X <x@example.com> a écrit :",
    "El lun, 7 feb 2022 a las 1:49, X (<x@example.com>) escribió:",
    "Il giorno lun 7 feb 2022 alle ore 01:49 X <x@example.com> ha\nscritto:",
    "Em seg., 7 de fev. de 2022 às 01:49, X <x@example.com>\nescreveu:",
    "Op ma 7 feb. 2022 om 01:49 schreef X <x@example.com>:",
    "pon., 7 lut 2022 o 01:49 X <x@example.com> napisał(a):",
    "2022-02-07, pr, 01:49 X <x@example.com> rašė:",
    "X <x@example.com> kirjutas kuupäeval E, 7. veebruar 2022 kell 01:49:",
    "ma 7. helmik. 2022 klo 1.49 X (x@example.com) kirjoitti:",
    "Den mån 7 feb. 2022 kl 01:49 skrev X <x@example.com>:",
    "man. 7. feb. 2022 kl. 01:49 skrev X <x@example.com>:",
    "po 7. 2. 2022 v 1:49 odesílatel X <x@example.com> napsal:",
    "X <x@example.com> 于2022年2月7日周一 01:49写道：",
]
BLOCKS = [
    "No: X <x@example.lv>\nNosūtīts: pirmdiena, 2022. gada 7. februāris 01:49\nKam: dome@example.lv\nTēma: Iela",
    "-----Sākotnējais ziņojums-----\nNo: X\nNosūtīts: Y\nKam: Z",
    "From: X\nSent: Monday\nTo: Y\nSubject: Z",
    "*From:* X\n*Sent:* Monday\n*To:* Y\n*Subject:* Z",
    "________________________________\nFrom: X\nSent: Monday\nTo: Y\nSubject: Z",
    "-----Original Message-----",
    "От: X\nОтправлено: 7 февраля\nКому: Y\nТема: Z",
    "-------- Исходное сообщение --------\nТема: x\nДата: y\nОт: z",
    "Von: X\nGesendet: Montag\nAn: Y\nBetreff: Z",
    "De : X\nEnvoyé : lundi\nÀ : Y\nObjet : Z",
    "Da: X\nInviato: l\nA: Y\nOggetto: Z",
    "Från: X\nSkickat: m\nTill: Y\nÄmne: Z",
    "Od: X\nWysłano: p\nDo: Y\nTemat: Z",
    "Nuo: X\nIšsiųsta: p\nKam: Y\nTema: Z",
    "Saatja: X\nSaadetud: e\nKellele: Y\nTeema: Z",
    "Subject: Z\nDate: 1\nFrom: X\nTo: Y",
    "From: X <x@example.com> Sent: Monday, 7 To: Y Subject: Z",
]
FORWARDS = [
    "---------- Forwarded message ---------",
    "---------- Pārsūtīta ziņa ----------",
    "Begin forwarded message:",
    "-------- Пересылаемое сообщение --------",
    "-------- Перенаправленное сообщение --------",
    "Anfang der weitergeleiteten Nachricht:",
    "----- Forwarded by X/Y on 02/07/2022 -----",
]
SIGNATURES = [
    "-- \nJānis\nTel. 20000000",
    "Nosūtīts no mana iPhone",
    "Nosūtīts no Outlook operētājsistēmai Android",
    "Sent from my iPhone",
    "Get Outlook for iOS<https://example.com/o>",
    "Отправлено с iPhone",
    "-- \nОтправлено из Mail.ru для Android",
    "Von meinem iPhone gesendet",
    "Envoyé de mon iPhone",
    "Šis e-pasts un tā pielikumi ir konfidenciāli un domāti tikai adresātam. Ja saņēmāt to kļūdas pēc, dzēsiet to.",
]


def read(text: str, subject: str = "Re: iela") -> Words:
    return own_words([Line(line) for line in text.split("\n")], subject)


@pytest.mark.parametrize("attribution", ATTRIBUTIONS)
@pytest.mark.parametrize("history", [QUOTED, HISTORY], ids=["marked", "unmarked"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["close", "apart"])
def test_an_attribution_and_what_it_quotes_are_no_own_words(attribution: str, history: str, gap: str) -> None:
    found = read(f"{OWN}\n\n{attribution}{gap}{history}")
    assert found.own == OWN
    assert "kā iet" in found.quoted


@pytest.mark.parametrize("block", BLOCKS)
def test_a_header_block_opens_history_in_a_reply_and_is_kept_in_a_forward(block: str) -> None:
    assert read(f"{OWN}\n\n{block}\n\n{HISTORY}").own == OWN
    assert HISTORY in read(f"{OWN}\n\n{block}\n\n{HISTORY}", "Fwd: iela").own
    assert HISTORY in read(f"{block}\n\n{HISTORY}").own


@pytest.mark.parametrize("mark", FORWARDS)
def test_a_forwarded_message_is_kept_whole(mark: str) -> None:
    found = read(f"{OWN}\n\n{mark}\nFrom: X\nDate: y\nSubject: z\n\n{HISTORY}\n{QUOTED}", "iela")
    assert found.own.startswith(OWN)
    assert found.own.endswith(QUOTED)


@pytest.mark.parametrize("signature", SIGNATURES)
def test_signatures_and_disclaimers_go(signature: str) -> None:
    assert read(f"{OWN}\n\n{signature}").own == OWN
    assert read(f"{OWN}\n\n{signature}\n\n{ATTRIBUTIONS[0]}\n{QUOTED}").own == OWN


def test_answers_between_quoted_lines_are_kept() -> None:
    found = read(f"{ATTRIBUTIONS[0]}\n> Kur ir bedre?\n\nPie skolas.\n\n> Cik liela?\nMetru.\n")
    assert found.own.split() == ["Pie", "skolas.", "Metru."]


@pytest.mark.parametrize(
    "text",
    [
        "2025. gadā deputāts avīzē rakstīja:\nielu salabos. Nav salabota.",
        "Man ir trīs lūgumi:\n- apgaismot ielu\n- salabot ietvi\n\nTālrunis pēc 18:00.",
        "No: skolas\nlīdz veikalam vajag ietvi.",
        "Tikšanās 12.03.2026 plkst. 10:00:\nlūdzu piedalīties.",
        "Прошу отремонтировать дорогу от школы до магазина:\nтам ямы.",
        "Ceļš Ķekava - Baloži\n--\nVajag apgaismojumu.\n" + "Vēl viens teikums par ceļu.\n" * 40,
    ],
)
def test_prose_that_only_looks_like_a_quote_stays(text: str) -> None:
    assert read(text, "iela").own == text.strip()


def test_contact_lines_below_a_valediction_go_and_the_name_stays() -> None:
    found = read(
        "Lūdzu salabot ielu.\n\nAr cieņu\nAnna Ozola\nTālr. +371 20000000\nanna@example.lv\nRīgas iela 1, LV-2123"
    )
    assert found.own == "Lūdzu salabot ielu.\n\nAr cieņu\nAnna Ozola"


def test_quoted_depth_of_html_counts_as_quoted() -> None:
    lines = [Line("Atbilde"), Line("On 1.1.2026 10:00 X wrote:", 0), Line("vecais", 1), Line("pēc tam", 0)]
    assert own_words(lines).own == "Atbilde\n\npēc tam"


@pytest.mark.parametrize(
    ("text", "own"),
    [
        (
            "Hi folks\n\n-Bob\n_______________________________________________\nx mailing list\nlist@example.com",
            "Hi folks\n\n-Bob",
        ),
        ("Test\n\n2013/11/1 John Smith <john@example.org>\n\n> hi", "Test"),
        ("Reply\n\nFrom: somebody@example.com\nDate: March 1, 2013\n\nold text", "Reply"),
        ("Atbilde\n\nSākotnējais ziņojums\nNo: X <x@example.lv>\nKam: Y\nDatums: 1\nTemats: z\n\nvecs", "Atbilde"),
        ("Atbilde\n\nCitējot X <x@example.lv>:\n\n> vecs", "Atbilde"),
        (
            "Ответ\n\nОтправлено с iPhone\n\n> 7 февр. 2022 г., в 01:49, X <x@example.com> написал(а):\n> \n> текст",
            "Ответ",
        ),
        ("Reply\n\n> On Mon X wrote:\n> old\n\nmore", "Reply\n\nmore"),
    ],
)
def test_rarer_marks(text: str, own: str) -> None:
    assert read(text).own == own
