"""Names by themselves: what no lexicon knows, words that are also names, the same person in other cases."""

import pytest

from classifiers.people import personal_data
from classifiers.people.roots import dear, root


def _names(text: str) -> list[str]:
    return [one.value for one in personal_data(text) if one.kind == "name"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Vakar pie veikala satiku Kvendrilu, viņa raudāja.", ["Kvendrilu"]),
        ("Скамейку чинил Важгантас, спасибо ему.", ["Важгантас"]),
        ("The bench was mended by Oluwaseun last week.", ["Oluwaseun"]),
        ("Рядом живёт Чхве Минхо с женой.", ["Чхве Минхо"]),
        ("We asked Wójcik about the gate.", ["Wójcik"]),
        ("Gribu pateikt paldies kaimiņienei Zeltrītei Sudrabai.", ["Zeltrītei Sudrabai"]),
        ("Скажите спасибо, что Фомич ещё чинит лавки.", ["Фомич"]),
        ("I borrowed Olga's ladder.", ["Olga's"]),
    ],
)
def test_a_capital_inside_a_sentence_that_no_list_explains_is_a_name(text: str, names: list[str]) -> None:
    assert _names(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Braucam uz Gruziju, Vāciju un Grenlandi, no Madagaskaras nācām.",
        "Мы ездили в Копенгаген и Гётеборг, купили Тойоту в Икее.",
        "On Tuesdays a Portuguese lady from Gdynia parks her Opel by the Lidl.",
        "Filmu „Vecā Gramzda” rādīja kinoteātrī Kuldīgā.",
        "Дорога от Катлакалнса до Балдонской школы разбита, на Пасху тоже.",
        "Mums patika Rail Baltica projekts un Mātes diena.",
    ],
)
def test_places_nations_feasts_and_brands_are_nobody(text: str) -> None:
    assert _names(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Audzinātājs Vētra un pārdevēja Tērauda piekrita.", ["Vētra", "Tērauda"]),
        ("Ezeru tīrīja zvejnieks Zeme.", ["Zeme"]),
        ("Vētra norāva jumtu, un pārdevēja tērauda skārdu neatrada.", []),
        ("Продавец Ветер обещал скидку, а ветер сорвал навес.", ["Ветер"]),
    ],
)
def test_words_are_names_where_somebody_with_a_profession_is_called_so(text: str, names: list[str]) -> None:
    assert _names(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Sūdzos par kaimiņu Kvācīti. Kvācīša suns rej, Kvācīši neklausās.", ["Kvācīti", "Kvācīša", "Kvācīši"]),
        ("Был сосед Гургенян. Гургеняну звонили.", ["Гургенян", "Гургеняну"]),
        ("Nāca Nguyen Thi Hoa. Hoa smējās.", ["Nguyen Thi Hoa", "Hoa"]),
    ],
)
def test_who_was_named_is_named_again_in_any_case(text: str, names: list[str]) -> None:
    assert _names(text) == names


def test_the_root_of_a_name_is_one_in_all_cases() -> None:
    assert len({root(form) for form in ("Vācietis", "Vācieša", "Vācietim", "Vāciešiem")}) == 1
    assert len({root(form) for form in ("Шмель", "Шмеля", "Шмелю", "Шмелём")}) == 1
    assert dear(root("Emmiņu")) == root("Emma")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("BALSOJA: ZVEIGZNIS OSKARS, MEDNIS IVARS.", ["ZVEIGZNIS OSKARS", "MEDNIS IVARS"]),
        ("НУЖЕН МОСТ. ПОДПИСАЛ: ДРОБЫШ ВИКТОР", ["ДРОБЫШ ВИКТОР"]),
        ("VAJAG TILTU PĀR UPI. LŪDZAM STEIDZAMI.", []),
        ("ask Mr von Trappendorf or Fon Klugenam", ["von Trappendorf", "Fon Klugenam"]),
        ("sosed misha drobysh kosit travu", ["misha drobysh"]),
        ("Lūdzu salabot tiltu.\n\nGwendolyth", ["Gwendolyth"]),
        ("Почините мост. Вахружан, пенсионер", ["Вахружан"]),
        ("Почините мост. Отзовитесь", []),
        ("Zvirgzdulis solīja atnākt.", ["Zvirgzdulis"]),
        ("Mani sauc Vētra, manu suni arī.", ["Vētra"]),
        ("My husband Thyge mends it, and so does my nurse Rain.", ["Thyge", "Rain"]),
        ("Дочку Зиту и внука Ветра не взяли.", ["Зиту", "Ветра"]),
        ("Живём на Вельчанской, дом Пурнаву 12.", []),
    ],
)
def test_names_in_capitals_in_small_letters_at_the_end_and_where_somebody_is_called_so(
    text: str, names: list[str]
) -> None:
    assert [one.strip(".") for one in _names(text)] == names
