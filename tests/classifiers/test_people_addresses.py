"""Addresses, phones and plates as residents write them, each class with what looks like it and is none."""

import pytest

from classifiers.people import personal_data

SIGNS = '"„“”«» ,.'


def _found(text: str, kind: str) -> list[str]:
    return [one.value.strip(SIGNS) for one in personal_data(text) if one.kind == kind]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Anna Celma, Odukalnu 31, Odukalns, Ķekavas pag., LV2123", "Odukalnu 31, Odukalns, Ķekavas pag., LV2123"),
        ("zaķis skrien uz iecavas 18/4 katru rītu", "iecavas 18/4"),
        ("Живём на Сенчу 8, света нет.", "Сенчу 8"),
        ("Кекава, Плаву 6Б, 31\nтел. позже", "Кекава, Плаву 6Б, 31"),
        ("КЕКАВА, НАКОТНЕС 7, КВ.19", "КЕКАВА, НАКОТНЕС 7, КВ.19"),
        ("Дом стоит на Школьной 12-4.", "Школьной 12-4"),
        ("Двор Парупес 9 залит водой.", "Парупес 9"),
        ("V. Lāča 14-3, Baloži", "V. Lāča 14-3, Baloži"),
        ("Fr. Bārdas 2-11 kāpņutelpā tek", "Fr. Bārdas 2-11"),
        ("Pie Priežu ielas 8, Priežu ielas 10 un 12 plūst.", "Priežu ielas 8"),
        ("Eju no Ozolu ielas 17 līdz pieturai.", "Ozolu ielas 17"),
        ("Parakstījās Celtnieku ielai 4 blakus dzīvojošie.", "Celtnieku ielai 4"),
        ("Skolas prosp. 11B, 3. ieeja, ir slēgta", "Skolas prosp. 11B, 3. ieeja"),
        ("Ригас иела, 21, подъезд 2, кв. 8 течёт", "Ригас иела, 21, подъезд 2, кв. 8"),
        ("г. Балдоне, ул. Паркa, д. 3, кв. 40", "г. Балдоне, ул. Паркa, д. 3, кв. 40"),
        ("tenants of Tilta iela 6, flats 2 to 5, complain", "Tilta iela 6, flats 2 to 5"),
        ("LV-2111, Rāmava, Liepkalnu iela 40-C", "LV-2111, Rāmava, Liepkalnu iela 40-C"),
        ("Jāņa adrese: Lapsu 7-dz.2", "Lapsu 7-dz.2"),
        ("B A L D O N E, R Ī G A S  1 2 - 7", "B A L D O N E, R Ī G A S  1 2 - 7"),
        ("pretī Gais mas ie la 1 4-2 ir bedre", "Gais mas ie la 1 4-2"),
        ("dzīvoklī tek: māja 9, dz. 14", "māja 9, dz. 14"),
        ("Bedre pie дома 9 на Сенчу", "дома 9 на Сенчу"),
        ("zhivu v Ramave, Skolas pr 4-12", "Skolas pr 4-12"),
        ("number 23 in Meža iela", "number 23 in Meža iela"),
        ("Ozolu iela6-31", "Ozolu iela6-31"),
        ("Ozolu iela\n6-31", "Ozolu iela\n6-31"),
        ("Brāļu Jurjānu 5-17", "Brāļu Jurjānu 5-17"),
        ("Krasta 8/k2 dz3", "Krasta 8/k2 dz3"),
        ("ул.Лапсу,19 кв.4", "ул.Лапсу,19 кв.4"),
        ("d.s. Rasa 77 nav ūdens", "d.s. Rasa 77"),
        ("P.O. Box 31, Baldone, LV-2125", "P.O. Box 31, Baldone, LV-2125"),
    ],
)
def test_streets_with_a_house(text: str, address: str) -> None:
    assert address.strip(SIGNS) in _found(text, "address")[0]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Uldis Celms, Pūpoliņi, Dzērumi, Ķekavas pag., LV-2123", "Pūpoliņi, Dzērumi, Ķekavas pag., LV-2123"),
        ("Ciemos Griķusalos, Daugmales pag., nav gaismas", "Griķusalos, Daugmales pag"),
        ("Rakstīt: Zirgkalnes, Daugmale, LV-2124", "Zirgkalnes, Daugmale, LV-2124"),
        ('Baldones pag "Mazvagari" nav ceļa', 'Baldones pag "Mazvagari'),
        ('LV-2125 Baldone, "Dūjas" – 4', 'LV-2125 Baldone, "Dūjas" – 4'),
        ("Grāvis līdz Knābjukalnu mājām ir pilns", "Knābjukalnu mājām"),
        ('"Knābjukalnu" mājā nav zvana', 'Knābjukalnu" mājā'),
        ("„Sīpoli”\nMellupi\nĶekavas pagasts LV-2111", "Sīpoli”\nMellupi\nĶekavas pagasts LV-2111"),
        ("past the Gundegas farm, Daugmale parish", "Gundegas farm, Daugmale parish"),
        ("Граница участка «Вецваги» спорная", "Вецваги"),
        ("Шум возле «Дзилнаву» ночью", "Дзилнаву"),
        ("Хутор называется «Пурвини», далеко", "Пурвини"),
        ("GRIĶUSALAS, BALDONES PAG., LV-2125", "GRIĶUSALAS, BALDONES PAG., LV-2125"),
        ("griķusalas, baldones pag., lv-2125", "griķusalas, baldones pag., lv-2125"),
        ("Lejas-Griķusalas, Baldones pagasts", "Lejas-Griķusalas, Baldones pagasts"),
        ('Mūsu mājai "Dūjas-2" nav ceļa', "Dūjas-2"),
        ("<<Dūjas>>, Baldones pag.", "Dūjas>>, Baldones pag"),
        ("Griķusalas, p.n. Daugmale, LV2124", "Griķusalas, p.n. Daugmale, LV2124"),
        ('"Green Yard" (Zaļkalni), Baldone parish, LV-2125', 'Green Yard" (Zaļkalni), Baldone parish, LV-2125'),
    ],
)
def test_farms_without_a_word_that_says_so(text: str, address: str) -> None:
    assert address in _found(text, "address")[0]


@pytest.mark.parametrize(
    "text",
    [
        "Gaismas ielā nedeg gaisma, Rīgas ielā pie 14. staba bedre, laternas Nr. 3 un 5.",
        "No pieturas „Liepkalni” 300 metri, Pļavu 4 lapas, Skolas 9. klase.",
        "Vajag 3-4 soliņus, cena 12-15 eiro, Priedes 3 gab., punkts 4.2, 5. pants.",
        "Остановка «Медик», магазин «Ромашка», возле «Максимы» яма 3-4 метра.",
        "Поехали в Ригу, 70 км, Алеяс, 2 шт., Палата 6. Смета 34 200 евро.",
        "Saulkrastos 14 grādi, Latvijā 2026. gadā, Covid 19, Windows 11.",
        "Our group from Estonia, 24 people, needs a stage. Route 12 to Riga.",
        'No kafejnīcas "Kaktiņi" līdz bērnudārzam "Zvaniņi" ceļš slikts.',
        "Zvanu 112: ekipāža būs pēc stundas. Savācu 300 senlietas.",
        "Daugmales pagasts, Ķekavas novads, LV-2124",
        "P A L D I E S un t ā 3 reizes",
    ],
)
def test_what_is_no_address_is_left(text: str) -> None:
    assert not _found(text, "address")


@pytest.mark.parametrize(
    ("text", "phones"),
    [
        ("Anna, 2644.18.93", ["2644.18.93"]),
        ("Zane, 6712 84 30", ["6712 84 30"]),
        ("call 00 44 7700 900 118", ["00 44 7700 900 118"]),
        ("Juris + 49 151 2000 4417", ["+ 49 151 2000 4417"]),
        ("8 (371) 26 55 40 13", ["8 (371) 26 55 40 13"]),
        ("26·118·904 vai 29•00•41•17", ["26·118·904", "29•00•41•17"]),
        ("tālr. 20260203", ["20260203"]),
        ("Zvaniet man 20181105, mob29004411", ["20181105", "29004411"]),
        ("8 10 371 29004411, 26-11 4471, 29'004'411", ["8 10 371 29004411", "26-11 4471", "29'004'411"]),
        ("Vēstule ar numuru 20190622 un foto IMG_20250814.jpg, backup 20240131.", []),
        ("Skaitītāji: 26118834 un 26118835, inventāra numurs 29004411.", []),
        ("инвентарный номер 26005510, решение номер 20170614", []),
        ("Customer number 27001894, case no. 26440012", []),
    ],
)
def test_phones(text: str, phones: list[str]) -> None:
    assert _found(text, "phone") == phones


@pytest.mark.parametrize(
    ("text", "plates"),
    [
        ("водитель серой «мазды» РН 4471 не уступил", ["РН 4471"]),
        ("traktors (numurs T4417LB) brauc pa ietvi", ["T4417LB"]),
        ("German van B-MX 4417 un furgons KD.4417", ["B-MX 4417", "KD.4417"]),
        ("Pagalmā pamests MK 8830 bez riteņiem", ["MK 8830"]),
        ("van with Ukrainian plates AA 1234 BC", ["AA 1234 BC"]),
        ("Rindas automāts drukā talonus A014, B203.", []),
        ("Caurule PE 110, standarts EN 1176, indekss LV 2123, GADS AD 2026.", []),
    ],
)
def test_plates(text: str, plates: list[str]) -> None:
    assert _found(text, "plate") == plates


@pytest.mark.parametrize(
    "text",
    [
        "Ķekava, " * 8_000,
        "Rīgas " * 10_000,
        "Gaismas 5, " * 5_000,
        "a b c " * 10_000,
        "1 2 " * 15_000,
        "Māja, " * 10_000,
        "Ķ. " * 20_000,
        "Daugmales pag. " * 4_000,
        '"Liepas' * 8_000,
        "26118834 un " * 5_000,
        "Б" * 60_000,
    ],
)
def test_long_texts_of_one_thing_are_read_to_their_end(text: str) -> None:
    assert _found(f"{text}\nBaloži, Lāču iela 4-2", "address")[-1].endswith("Lāču iela 4-2")
