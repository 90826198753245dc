"""Personal data: found in the frozen texts, masked whole; streets, feasts, firms and numbers of other kinds left."""

from itertools import pairwise

import pytest

from classifiers.people import mask, personal_data, vocabulary
from classifiers.people.declension import in_cyrillic, latvian_cases, russian_cases
from classifiers.people.evaluation import DATA, read, scores
from classifiers.people.iban import checks

FORMS = 0.99
QUOTES = "„“”"
PRECISION = 0.8


@pytest.mark.parametrize(
    ("part", "floor"),
    [
        ("test", {"name": 0.95, "address": 0.95, "health": 0.9}),
        ("tune", {"name": 0.98, "address": 0.99, "health": 0.97}),
        ("tune-fourth", {"name": 0.98, "address": 0.97, "health": 0.9}),
        ("tune-fifth", {"name": 0.9, "address": 0.97, "health": 0.8}),
        ("test-second", {"name": 0.94, "address": 0.81, "health": 0.85, "phone": 0.94}),
        ("test-third", {"name": 0.95, "address": 0.86, "health": 0.71, "phone": 0.94}),
        ("test-fourth", {"name": 0.93, "address": 0.86, "health": 0.59, "phone": 0.94, "plate": 0.55}),
        ("test-fifth", {"name": 0.78, "address": 0.64, "health": 0.53}),
    ],
)
def test_what_the_annotated_texts_hold_is_found(part: str, floor: dict[str, float]) -> None:
    found = {score.kind: (score.recall, score.precision) for score in scores(read(DATA / f"{part}.txt"))}
    short = {kind: both for kind, both in found.items() if both[0] < floor.get(kind, FORMS) or both[1] < PRECISION}
    assert not short


def test_a_person_is_found_in_every_case() -> None:
    for form in ("Andris Kalniņš", "Andra Kalniņa", "Andrim Kalniņam", "Andri Kalniņu", "андрису калниньшу"):
        assert [one.value for one in personal_data(f"Runāju par to: {form}.")] == [form]


@pytest.mark.parametrize(
    "text",
    [
        "Gaismas ielā nedeg laternas, Rīgas ielā 3 bedres.",
        "Jāņu svētkos pie Annas ielas un Raiņa parkā vajag urnas.",
        'SIA "Bērziņš un dēli" asfaltēja ceļu P85.',
        "Projekts A7 izmaksās 20 000 000 EUR, termiņš 26.11.2026.",
        "Pabalstu politika un pandusi cilvēkiem ar invaliditāti.",
        "Rēķina Nr. 20264418 par standartu EN 1176, indekss LV-2123.",
    ],
)
def test_what_is_no_personal_data_is_left(text: str) -> None:
    assert personal_data(text) == ()


def test_findings_stand_where_they_say_and_never_overlap() -> None:
    text = "Ilze Ozola, Rīgas iela 5-12, LV-2123, 29123456, ilze@example.lv, 321234-56789, AB-1234"
    found = personal_data(text)
    assert [one.kind for one in found] == ["name", "address", "phone", "email", "personal_code", "plate"]
    assert all(text[one.start : one.end] == one.value for one in found)
    assert all(first.end <= second.start for first, second in pairwise(found))


def test_masking_leaves_nothing_that_could_be_found_again() -> None:
    for one in read(DATA / "tune.txt"):
        kinds = {finding.kind for finding in personal_data(mask(one.text))}
        assert not kinds & {"email", "iban", "personal_code", "phone", "plate", "cadastre"}, mask(one.text)


@pytest.mark.parametrize(
    "text",
    [
        "a" * 60_000,
        "А-" * 30_000,
        "Best " + "a" * 5_000 + "1",
        "iela 1" + "\n" * 60_000,
        "astma, " * 9_000,
        "adres" * 9_000,
    ],
)
def test_a_text_of_one_thing_without_end_is_read_to_its_end(text: str) -> None:
    assert [one.value for one in personal_data(f"{text}\nAndris Kalniņš 20000000")][-2:] == [
        "Andris Kalniņš",
        "20000000",
    ]


def test_names_decline_as_latvians_and_russians_do() -> None:
    assert {"janim", "jana", "jani"} <= latvian_cases("Jānis")
    assert {"berzinam", "berzina"} <= latvian_cases("Bērziņš")
    assert in_cyrillic("Bērziņš") == "берзинш"
    assert {"ивановой", "иванову"} <= russian_cases("Иванов")


def test_iban_check_digits() -> None:
    assert checks("DE89370400440532013000")
    assert not checks("DE88370400440532013000")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Lūdzu salabot tiltu.\n\nWubbo Ockels, 20304050", "Wubbo Ockels"),
        ("Почините мост.\n\nФаина Львовна", "Фаина Львовна"),
        ("Lūdzu salabot tiltu. Paldies!\nģimene Lāči", "Lāči"),
        ("Просим фонари. Семья Кузьминых", "Кузьминых"),
    ],
)
def test_names_that_no_lexicon_knows_are_told_by_where_they_stand(text: str, name: str) -> None:
    assert name in [found.value for found in personal_data(text) if found.kind == "name"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Suns pieder Ritvaram Kauķim, viņa sieva Signija neatver.", ["Ritvaram Kauķim", "Signija"]),
        ("Mārcis Štāls teica, ka Štāla projekts maksā par daudz.", ["Mārcis Štāls", "Štāla"]),
        ("labdien, mani sauc ilvija krumina, mana mate velta strautina", ["ilvija krumina", "velta strautina"]),
        ("Aprakstīja sienu Renārs B. un Šķila D.", ["Renārs B", "Šķila D"]),
        ('No: "Strazda, Ināra" <inara@example.com>', ["Strazda, Ināra"]),
        ("IlzeKalnina-vestule.docx un scan_kristaps.liepa_1.pdf", ["IlzeKalnina", "kristaps.liepa"]),
        ("menja zovut Sergej Nikolajevich Petuhov", ["Sergej Nikolajevich Petuhov"]),
        ("Ozola neatbildēja. Meistars teica, ka Vilks arī solīja.", ["Ozola", "Vilks"]),
        ("Sūtu Bērziņas Kristīnes pilnvaru. Marta, 7 gadi", ["Bērziņas Kristīnes", "Marta"]),
        ("Kulik ir suns.\nКулик Анна Ивановна\nт. 26330011", ["Кулик Анна Ивановна"]),
        ("lmants Roz1tis, I1ze Kāposti ņa", ["lmants Roz1tis", "I1ze Kāposti ņa"]),
        ("Paraksti:\n1. Kr. Ūsiņš\n2. Dz. Liepa\n3. Dagnis J. Krūms", ["Kr. Ūsiņš", "Dz. Liepa", "Dagnis J. Krūms"]),
        ("Ērika Viļumsone-Nākte un Marta van de Velde", ["Ērika Viļumsone-Nākte", "Marta van de Velde"]),
        ("Niall Mac Coille wrote to Mrs Plaukta.", ["Niall Mac Coille", "Plaukta"]),
        ("Inspektorei Lapai rakstīju, direktore kalvane teica.", ["Lapai", "kalvane"]),
        ("Runāju ar Vinetu Zemgali un Olgai Talsei.", ["Vinetu Zemgali", "Olgai Talsei"]),
        ("te rihards no titurgas, paldies jekabam k. un vinetai", ["rihards", "jekabam k", "vinetai"]),
        ("Пишет Люcя Caвчeнкo, сосед г. Буритис и гр. Самойлюк.", ["Люcя Caвчeнкo", "Буритис", "Самойлюк"]),
        ("Salabojiet tiltu. Vita", ["Vita"]),
        ("Почините мост.\n\nгунтис и вся улица", ["гунтис"]),
        ("Lūdzu atbildēt.\n\nR. Dž.", ["R. Dž."]),
        ("čau, es vita, no 7.c klases, zvaniet gunāram vai lienei", ["vita", "gunāram", "lienei"]),
        ("Мария Сергеевна Иванова-Круминя", ["Мария Сергеевна Иванова-Круминя"]),
        ("Kalvis Priede solīja. Vainīgais: Priede.", ["Kalvis Priede", "Priede"]),
    ],
)
def test_names_of_many_forms(text: str, names: list[str]) -> None:
    assert [found.value for found in personal_data(text) if found.kind == "name"] == names


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Dzīvoju Nākotnes 12 un klausos fūres.", "Nākotnes 12"),
        ("Kāpnēs Celtnieku ielā 9, 3. korpusā, 44. dzīvoklī tek.", "Celtnieku ielā 9, 3. korpusā, 44. dzīvoklī"),
        ("Skaidrīte, Baldone, Miera iela 3-14, paldies", "Baldone, Miera iela 3-14"),
        ("Mājas „Jaunzemnieki”, Daugmales pag., Ķekavas nov.", "Jaunzemnieki”, Daugmales pag., Ķekavas nov."),
        ('Ķekavas pag., "Vilciņi"', 'Ķekavas pag., "Vilciņi'),
        ("Ceļš no „Lejas Ķauķiem” ir dubļains.", "Lejas Ķauķiem"),
        ("dzivo Skolas ie1ā 7-l2", "Skolas ie1ā 7-l2"),
        ("Dzīvoju Kraujmalas 6, tur slikti.", "Kraujmalas 6"),
        ("Mūsu māja (Zemeņu 14) ir pirmā.", "Zemeņu 14"),
        ("adrese: Ķekavas nov., Jaunsils, Sūnu iela 8, LV-2111", "Ķekavas nov., Jaunsils, Sūnu iela 8, LV-2111"),
        ("dzīvo Rāmavā, Mazā Zvejas ielā 15-8.", "Rāmavā, Mazā Zvejas ielā 15-8"),
        ("A house No. 14 on Kalmju iela", "house No. 14 on Kalmju iela"),
        ("Nākotnes iela 38 korpuss 2 dz. 5", "Nākotnes iela 38 korpuss 2 dz. 5"),
        ("живу в доме пилс 4, темно", "пилс 4"),
        ("Mums ir dārzs d/s Straume 112.", "d/s Straume 112"),
        ('Anna Celma, "Lejaskrūmi"', "Lejaskrūmi"),
        ('The barn at "Dzeņi", Daugmale, LV-2124.', 'Dzeņi", Daugmale, LV-2124'),
        ("viensētā Lejaskalni Daugmales pagastā", "Lejaskalni Daugmales pagastā"),
    ],
)
def test_addresses_of_many_forms(text: str, address: str) -> None:
    assert [found.value for found in personal_data(text) if found.kind == "address"] == [address]


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("Manam dēlam ir 1. tipa cukura diabēts.", "health", ["1. tipa cukura diabēts"]),
        ("esmu truciga, dels salauza kaju", "health", ["truciga", "salauza kaju"]),
        ("У мамы перелом шейки бедра, прошу назначить пособие.", "health", ["перелом шейки бедра", "пособие"]),
        ("My father has Parkinson's disease.", "health", ["Parkinson's disease"]),
        ("Vīram ir progresējoša multiplā skleroze.", "health", ["progresējoša multiplā skleroze"]),
        ("Kaimiņš sirgst ar Hantingtona slimību.", "health", ["sirgst ar Hantingtona slimību"]),
        ("Сосед страдает болезнью Бехтерева, у сына температура.", "health", ["болезнью Бехтерева", "температура"]),
        ("My wife has sleep apnoea and broke her wrist.", "health", ["sleep apnoea", "broke her wrist"]),
        ("Dēlam ir kardiomiopātija.", "health", ["kardiomiopātija"]),
        ("Mans ozols ir slims, liepai vēzis, kaimiņa suns klibo. Man vajag guļošos policistus.", "health", []),
        ("Я живу тут, нужны лежачие полицейские. The blind corner near my house.", "health", []),
        ("Vajag invalīdu stāvvietu un pandusu cilvēkiem ar invaliditāti, to saka mans dēls.", "health", []),
        ("Konts LV33.PARX.0012.3456.7098.1 vai L V33 HABA 0551\n0883 2214 6", "iban",
         ["LV33.PARX.0012.3456.7098.1", "L V33 HABA 0551\n0883 2214 6"]),
        ("mans nr 26-12 34 56, mob 29_123_456", "phone", ["26-12 34 56", "29_123_456"]),
        ("Līgums Nr. K-20140663, kvīts 29004417, pasūtījums #26123456, 67 250 118 latu.", "phone", []),
        ("Transformators TP-2871 dūc.", "plate", []),
        ("Pilnvara_KT3390.pdf, auto AB 12, машина АН2222", "plate", ["KT3390", "AB 12", "АН2222"]),
        ("Viņa numurzīme BOSS1", "plate", ["BOSS1"]),
        ("Lēmums Nr. KL-12, standarts EN 1176, Rīgas ielā 12, PM-10.", "plate", []),
        ("Zvaniet +49 (0)151 20004567.", "phone", ["+49 (0)151 20004567"]),
        ("tel.29000443, 37129000640, 2000-0274, 29000111/29000112", "phone",
         ["29000443", "37129000640", "2000-0274", "29000111", "29000112"]),
        ('Ceļš uz „Silmaču” mājām un dzīve "Zirnīšos".', "address", ["Silmaču” mājām", "Zirnīšos"]),
        ("Баложи, Медниеку 4-11", "address", ["Баложи, Медниеку 4-11"]),
        ("dzivoju kekava nakotnes 12-34", "address", ["kekava nakotnes 12-34"]),
        ("Мать на хуторе Вецвагари, Даугмальская волость", "address", ["Вецвагари, Даугмальская волость"]),
        ('Daugmale, "Pagastnams" dz. 7', "address", ['Daugmale, "Pagastnams" dz. 7']),
        ("Par bija Skujiņa, Arājs, Priede un Mucenieks.", "name", ["Skujiņa", "Arājs", "Priede", "Mucenieks"]),
        ("Paldies Mildiņai un Bērziņiem!", "name", ["Mildiņai", "Bērziņiem"]),
        ("Rakstīju Pumpuram. Kaimiņš Kārkliņš un Zaķis strīdas.", "name", ["Pumpuram", "Kārkliņš", "Zaķis"]),
        ("Please ask somebody to sign it. Best, Kamala", "name", ["Kamala"]),
        ("Библиотека имени Яниса Озолиня", "name", []),
    ],
)  # fmt: skip
def test_forms_of_a_kind(text: str, kind: str, found: list[str]) -> None:
    assert [one.value.strip(QUOTES) for one in personal_data(text) if one.kind == kind] == found


@pytest.mark.parametrize(
    "text",
    [
        "A. Attīrīšanas iekārtas. B. Mantu maiņas skapis. P.S. Šoreiz viss.",
        "Varam braukt pakaļ. Varu ziedot. Kāda kundze Kuldīgā to redzēja.",
        "ceļa vidū saliņa, koka sēne, zila lapiņa",
        "Labdien, Ķekavas novada dome! Vajag bumbu laukumu 20 × 40 m pie šaura ceļa 14 kilometrus.",
        "Pietura Liepiņas ir bez jumta, veikals Annas arī.",
        'Koncerts "Rihards un draugi", kafejnīca "Pie Andreja", rozes \'Dr. Eckener\'.',
        'Projekts "Saules pulkstenis", Baldone; klubs "Rūķi", Ķekava; "Vienotība", Ķekava.',
        "Daugavas 3 krasti, Skolas 12 klases.",
        "SIA Kalns un Liepa, SIA Bērziņš un dēli un AS Ozols strādā.",
        "Кот Васька, церковь Петра, магазин «У Марины». The Jānis Lūsis stadium is closed.",
        "Deputāti Latvijas laikos, skolotāja Baldones skolā, madaras un lilijas zied.",
    ],
)
def test_what_looks_like_a_name_is_left(text: str) -> None:
    assert personal_data(text) == ()


def test_the_vocabulary_holds_what_is_written_small_and_nothing_that_mostly_has_a_capital() -> None:
    gathered = vocabulary.gathered(
        ["Zvirgzds teica: sols pie ezera", "sols ir vecs", "Anna, sols un Zvirgzds", "zvirgzds"]
    )
    assert "sol" in gathered.stems
    assert "zvirgzd" not in gathered.stems
