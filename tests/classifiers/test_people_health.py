"""Details of health as people tell them: limbs that fail, births, growth, benefits; things and crowds are none."""

import pytest

from classifiers.people import personal_data


def _details(text: str) -> list[str]:
    return [one.value for one in personal_data(text) if one.kind == "health"]


@pytest.mark.parametrize(
    ("text", "details"),
    [
        ("Manai omei rokas gandrīz nemaz neklausa.", ["rokas gandrīz nemaz neklausa"]),
        ("Vīram ielauzts atslēgas kauls.", ["ielauzts atslēgas kauls"]),
        ("У моей тёти колено уже третий год болит.", ["колено уже третий год болит"]),
        ("My son is deaf in both ears.", ["deaf in both ears"]),
        ("Моей бабушке трудно, зрение минус семь.", ["зрение минус семь"]),
        ("My mother cut her foot there.", ["cut her foot"]),
        ("Kaimiņam apstājās sirds.", ["apstājās sirds"]),
    ],
)
def test_a_part_of_the_body_and_its_trouble_are_a_detail_over_a_few_words(text: str, details: list[str]) -> None:
    assert _details(text) == details


@pytest.mark.parametrize(
    ("text", "details"),
    [
        ("Моему внуку поставили задержку развития.", ["задержку развития"]),
        ("Mūsu meitai ir valodas attīstības aizture.", ["valodas attīstības aizture"]),
        ("My daughter is 20 weeks pregnant.", ["20 weeks pregnant"]),
        ("My sister is expecting twins.", ["expecting twins"]),
        ("Жена после кесарева, сын простужен.", ["кесарева", "простужен"]),
        ("Tēvs saaukstējies, māsai daltonisms.", ["saaukstējies", "daltonisms"]),
    ],
)
def test_births_children_and_small_ailments_are_details(text: str, details: list[str]) -> None:
    assert _details(text) == details


@pytest.mark.parametrize(
    ("text", "details"),
    [
        ("Mums ir maznodrošinātas mājsaimniecības statuss.", ["maznodrošinātas mājsaimniecības statuss"]),
        ("Мать живёт на гарантированный минимальный доход.", ["гарантированный минимальный доход"]),
        ("I never got my birth grant.", ["birth grant"]),
        ("Мне не платят доплату к инвалидности.", ["доплату к инвалидности"]),
    ],
)
def test_status_and_money_for_those_in_need_are_details(text: str, details: list[str]) -> None:
    assert _details(text) == details


@pytest.mark.parametrize(
    ("text", "details"),
    [
        ("Mans onkulis slikti dzird.", ["slikti dzird"]),
        ("Мой дедушка плохо слышит.", ["плохо слышит"]),
        ("My grandma is hard of hearing.", ["hard of hearing"]),
        ("My son has learning difficulties.", ["learning difficulties"]),
        ("Krusttēvam noņēma kāju.", ["noņēma kāju"]),
        ("Моя тёща на седьмом месяце, голова кружится.", ["седьмом месяце", "голова кружится"]),
        ("Slikti, ka mana iela ir tumša. Плохо, что моя улица тёмная. It is hard to cross my street.", []),
    ],
)
def test_senses_and_learning_are_a_detail_where_they_fail(text: str, details: list[str]) -> None:
    assert _details(text) == details


@pytest.mark.parametrize(
    "text",
    [
        "My street is broken and the lamp is missing, cut the grass.",
        "Mana mašīna neklausa, dzinējs sāp tikai makam.",
        "Мой автобус с задержкой, доход магазина упал.",
        "I applied for a project grant for my street.",
        "Pregnant women and mothers need a bench, says my neighbour.",
        "Mans dēls iet uz Neredzīgo bibliotēku.",
        "Kaimiņš saka, ka lapsa klibo.",
        "Mēs gaidām atbildi, мы ждём ответа.",
    ],
)
def test_things_animals_and_many_people_are_nobodys_detail(text: str) -> None:
    assert _details(text) == []


def test_a_name_that_is_also_a_tree_hides_no_illness() -> None:
    assert _details("Jāzeps Liepiņš slimo ar astmu. Mana liepa ir slima.") == ["slimo ar astmu"]
