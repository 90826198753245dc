"""What opens history, when it is wrapped, titled in any language or written by an old program; and what does not."""

import pytest

from intake.letters.lines import Line
from intake.letters.own_words import own_words

OWN = "Piekrītu.\n\nTiekamies otrdien."


def own(text: str, subject: str = "Re: Iela") -> str:
    return own_words([Line(line) for line in text.split("\n")], subject).own


@pytest.mark.parametrize(
    "attribution",
    [
        "No dia 1 de março de 2026 às 20:12, Anna\nKalna <anna@example.lv> escreveu:",
        "Kuupäev T, 3. märts 2026 kell 20:12\nkirjutas Anna Kalna <anna@example.lv>:",
        "2026年3月1日(日) 20:12 Anna Kalna\n<anna@example.lv>:",
        "2026년 3월 1일 (일) 오후 8:12, Anna Kalna\n<anna@example.lv>님이 작성:",
        "trešd., 2026. g. 4. marts, plkst. 20:12 — lietotājs Anna (<anna@example.lv\n>) rakstīja:",
        "Anna Kalna schrieb am 01.03.2026 um 20:12:",
        "Anna Kalna said the following on 3/1/2026 8:12 PM:",
    ],
)
@pytest.mark.parametrize("history", ["> vecs", "vecs"])
def test_an_attribution_may_be_wrapped_anywhere(attribution: str, history: str) -> None:
    assert own(f"{OWN}\n\n{attribution}\n\n{history}") == OWN


@pytest.mark.parametrize("line", ["begin quotation by Anna on 2026/3/1 20:12 +0000:", "From: Anna <anna@example.lv>"])
def test_a_dated_or_addressed_line_is_an_attribution_above_quotes_only(line: str) -> None:
    assert own(f"{OWN}\n\n{line}\n> vecs") == OWN
    assert "vecs" in own(f"{OWN}\n\n{line}\n\nvecs")


@pytest.mark.parametrize(
    "title",
    [
        "-----Izvorna poruka-----",
        "------------------ 原始邮件 ------------------",
        "‐‐‐‐ Original Message ‐‐‐‐",
        "--- Qwerty ---",
    ],
)
def test_a_title_between_dashes_above_a_field_opens_history(title: str) -> None:
    assert own(f"{OWN}\n\n{title}\nFrom: Anna <anna@example.lv>\nDate: 1.3.2026\n\nvecs") == OWN


def test_a_title_between_dashes_above_words_is_the_senders_own() -> None:
    assert own(f"{OWN}\n\n--- Otrā daļa ---\nvairāk") == f"{OWN}\n\n--- Otrā daļa ---\nvairāk"


@pytest.mark.parametrize(
    "history",
    [
        ">>> Anna Kalna <anna@example.lv> 3/1/2026 8:12 PM >>>\nvecs",
        "-------- Sākotnējais ziņojums --------No: Anna <anna@example.lv> Datums: 01.03.2026 Kam: a@example.lv\nvecs",
        "Gönderen: Anna <anna@example.lv>\nGönderildi: 1 Mart 2026\nKime: A\nKonu: x\n\nvecs",
    ],
)
def test_other_programs_histories(history: str) -> None:
    assert own(f"{OWN}\n\n{history}") == OWN


def test_labels_of_a_residents_own_list_are_no_header_block() -> None:
    wish = "Iesaku:\nNo: Rīgas ielas\nKam: iedzīvotājiem\nTēma: apgaismojums"
    assert own(wish, "Ideja") == wish


def test_a_line_that_a_mailbox_file_escaped_is_the_senders_own() -> None:
    assert own(">From my house to the school it is dark.") == "From my house to the school it is dark."
    assert own("> vecs\n>From vecs\n\nJauns") == "Jauns"


def test_signed_text_stands_without_its_armor() -> None:
    signed = "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n- -- saraksts\nLabojiet ielu.\n"
    assert own(signed + "-----BEGIN PGP SIGNATURE-----\n\niQEz\n=ab\n-----END PGP SIGNATURE-----") == (
        "-- saraksts\nLabojiet ielu."
    )


@pytest.mark.parametrize(
    "line",
    [
        "Lejupielādēt Outlook operētājsistēmai Android",
        "Скачать Outlook для Android",
        "Holen Sie sich Outlook für iOS",
        "Outlook voor Android downloaden",
        "Verstuurd vanaf mijn iPhone",
        "Nosūtīts, izmantojot inbox.lv",
        "Ziņojums nosūtīts no Samsung Galaxy",
        "-------- Sent from my phone",
        "Šajā e-pastā nav vīrusu. www.example.com",
    ],
)
def test_what_programs_add_below_is_left_out(line: str) -> None:
    assert own(f"{OWN}\n\n{line}") == OWN
