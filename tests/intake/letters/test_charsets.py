"""Letters of the alphabet under right, wrong and missing labels."""

import pytest

from intake.letters.charset_labels import codec_of
from intake.letters.charsets import decode
from intake.letters.mending import mended

LATVIAN = "Lūdzu salabojiet ietvi pie skolas Ķekavā, jo bērni krīt bedrēs, šķūņi brūk."
RUSSIAN = "Прошу починить дорогу возле школы, дети ходят по проезжей части."


@pytest.mark.parametrize("label", ["", "utf-8", "iso-8859-1", "us-ascii", "unknown-8bit", "x-nonsense"])
@pytest.mark.parametrize(
    ("text", "codec"),
    [
        *((LATVIAN, codec) for codec in ("utf-8", "cp1257", "iso8859-13", "iso8859-4")),
        *((RUSSIAN, codec) for codec in ("utf-8", "cp1251", "koi8-r", "iso8859-5")),
    ],
)
def test_a_missing_or_wrong_label_costs_no_letter(text: str, codec: str, label: str) -> None:
    assert decode(text.encode(codec), label).text == text


@pytest.mark.parametrize(
    "text",
    [
        "Ich möchte die Straße überqueren, schöne Grüße",
        "Bonjour, la réunion a été déplacée à mercredi, ça va être très intéressant",
        "¿Dónde está el niño? mañana",
        "Förra året på Åland är bättre än så",
        "Það er gott að búa hér þar",
    ],
)
def test_western_letters_under_their_own_label_stay(text: str) -> None:
    assert decode(text.encode("cp1252"), "iso-8859-1").text == text


@pytest.mark.parametrize("label", ["", "us-ascii"])
@pytest.mark.parametrize("text", ["Sveiki, šodien nav ūdens", "Čau", "ēka", "Pļavniekkalna skola", "Jānis Bērziņš"])
def test_a_few_latvian_letters_suffice(text: str, label: str) -> None:
    assert decode(text.encode("cp1257"), label).text == text


@pytest.mark.parametrize("text", ["Sveiki, šodien nav ūdens", "Bērziņš", "Lūdzu salabot ceļu pie ēkas"])
def test_latvian_under_a_western_label_is_told_by_its_neighbours(text: str) -> None:
    assert decode(text.encode("cp1257"), "iso-8859-1").text == text


@pytest.mark.parametrize(
    "text", ["Crème brûlée", "déjà vu à la carte, ça va", "Æblegrød på øen", "Café", "Señor, ¿cómo?"]
)
def test_a_few_western_letters_are_not_latvian(text: str) -> None:
    assert decode(text.encode("cp1252")).text == text


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("こんにちは、テストメールです", "cp932"),
        ("こんにちは、テストメールです", "euc-jp"),
        ("Καλημέρα σας, ευχαριστώ", "cp1253"),
    ],
)
def test_other_alphabets_are_not_russian(text: str, codec: str) -> None:
    assert decode(text.encode(codec)).text == text


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("x-cp1257", "cp1257"),
        ("Windows-1257", "cp1257"),
        ("iso-8859-8-i", "cp1255"),
        ("gb2312", "gb18030"),
        ("ISO-8859-1", "cp1252"),
        ("iso8859_13", "iso8859-13"),
        ("'UTF8'", "utf-8"),
        ("cp-1251", "cp1251"),
        ("no such thing", ""),
        ("rot13", ""),
        ("undefined", ""),
    ],
)
def test_aliases(label: str, codec: str) -> None:
    assert codec_of(label) == codec


def test_utf8_encoded_twice_is_mended() -> None:
    twice = LATVIAN.encode().decode("latin-1").encode()
    assert decode(twice, "utf-8").text == LATVIAN
    cyrillic = RUSSIAN.encode().decode("cp1251", "ignore").encode()
    assert "Прошу" in decode(cyrillic, "utf-8").text


def test_decomposed_letters_are_composed() -> None:
    assert decode("Lu\u0304dzu".encode()).text == "Lūdzu"


def test_a_cut_tail_and_a_foreign_footer_lose_nothing_else() -> None:
    assert decode(LATVIAN.encode()[:-1] + "ā".encode()[:1], "utf-8").text == LATVIAN[:-1]
    mixed = decode(LATVIAN.encode() + "\nŠis saraksts".encode("cp1257"), "utf-8")
    assert mixed.text.startswith(LATVIAN)
    assert "\ufffd" not in mixed.text
    assert mixed.problem


def test_halves_of_letters_that_utf7_can_make_do_not_come_through() -> None:
    assert decode(b"a+2AA-b", "utf-7").text == "ab"


@pytest.mark.parametrize("text", ["naïve café", "señor Peña", "über", "São Paulo não", "Åsa Öberg"])
def test_short_western_text_without_a_charset_is_not_read_as_baltic(text: str) -> None:
    assert decode(text.encode("cp1252")).text == text


@pytest.mark.parametrize("text", ["Tähed „Ä“ ja „Ä“", "«Ã» und «Ä»", "Â¡ Ð¡", "СССР, РСФСР, ГДР", "„Å” ar „Å”"])
def test_capitals_before_quotes_are_not_mended(text: str) -> None:
    assert mended(text) == text


def test_text_encoded_twice_is_still_mended() -> None:
    for text in ("Kāpēc „šķūnis“ žūst", "Ķekavā šī ēka"):
        assert mended("".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in text.encode())) == text


@pytest.mark.parametrize(
    ("text", "codec", "label"),
    [
        ("ЖАЛОБА", "cp1251", ""),
        ("ЖАЛОБА", "koi8-r", ""),
        ("жалоба", "koi8-r", ""),
        ("Прошу відремонтувати вулицю біля школи", "koi8-u", ""),
        ("Прошу відремонтувати вулицю біля школи", "koi8-u", "koi8-r"),
        ("Perché la strada è così? Più luce, città.", "latin-1", ""),
        ("Prašau sutvarkyti gatvę, ačiū už pagalbą", "cp1257", "iso-8859-1"),
    ],
)
def test_short_words_in_capitals_and_neighbouring_languages(text: str, codec: str, label: str) -> None:
    assert decode(text.encode(codec), label).text == text


@pytest.mark.parametrize("label", ["", "iso-8859-1"])
@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("Wiśniewska", "cp1250"),
        ("Powiększ zdjęcie", "iso8859-2"),
        ("Vážený pane", "cp1250"),
        ("Upozornění", "iso8859-2"),
        ("Felhívás: gyűlés", "cp1250"),
        ("Kadıköy", "cp1254"),
        ("Šarūnas Jasikevičius", "cp1257"),
        ("Pasiūlymas dėl kelių", "cp1257"),
        ("Kviečiame visus gyventojus į susitikimą dėl savivaldybės biudžeto", "iso8859-13"),
        ("žürii", "cp1257"),
        ("Kõrgessaare", "cp1252"),
        ("Mārtiņš", "cp1257"),
        ("Liepāja", "cp1257"),
        ("Château", "cp1252"),
        ("Takimi për komunën është nesër në mbrëmje", "cp1252"),
    ],
)
def test_short_words_of_neighbouring_languages_are_told_by_their_pairs(text: str, codec: str, label: str) -> None:
    assert decode(text.encode(codec), label).text == text


@pytest.mark.parametrize("label", ["", "iso-8859-1"])
@pytest.mark.parametrize("text", ["25 m² un 3 m³", "£5 off", "½ cup", "1ª planta", "Acme® products", "¡Hola!", "cm³"])
def test_signs_are_no_letters_of_another_code_page(text: str, label: str) -> None:
    assert decode(text.encode("cp1252"), label).text == text
