"""Personal data: found in the frozen texts, masked whole; streets, feasts, firms and numbers of other kinds left."""

from itertools import pairwise

import pytest

from classifiers.people import mask, personal_data
from classifiers.people.declension import in_cyrillic, latvian_cases, russian_cases
from classifiers.people.evaluation import DATA, read, scores
from classifiers.people.iban import checks

RECALL = {"name": 0.9, "address": 0.93, "health": 0.9}
FORMS = 0.99
PRECISION = 0.8


@pytest.mark.parametrize("part", ["test", "tune"])
def test_what_the_annotated_texts_hold_is_found(part: str) -> None:
    for score in scores(read(DATA / f"{part}.txt")):
        assert score.recall >= RECALL.get(score.kind, FORMS), (score.kind, score.missed)
        assert score.precision >= PRECISION, (score.kind, score.wrong)


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
