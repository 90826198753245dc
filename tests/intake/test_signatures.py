"""The number of signatures is read from the words of a letter and from numbered lists, and never made up."""

from __future__ import annotations

import pytest

from intake.signatures import Counted, counted

ROWS = "Nr.\tVārds, uzvārds\tAdrese\n" + "".join(
    f"{n}.\t{name}\tGaismas iela {n}\n"
    for n, name in enumerate(("Anna Liepa", "Jānis Ozols", "Ēriks Šmits", "Žanis Āboliņš"), 1)
)


@pytest.mark.parametrize(
    ("text", "number", "words"),
    [
        ("Iesniegumu parakstījuši 87 iedzīvotāji.", 87, "parakstījuši 87 iedzīvotāji"),
        ("Mēs, 42 Gaismas ielas iedzīvotāji, esam satraukti. Savākti 41 paraksts.", 41, "41 paraksts"),
        ("Pielikumā 120 iedzīvotāju paraksti.", 120, "120 iedzīvotāju paraksti"),
        ("Vēstuli ar 1 240 parakstiem iesniedzam domei.", 1240, "1 240 parakstiem"),
        ("Parakstu skaits: 56", 56, "Parakstu skaits: 56"),
        ("35 mājas iedzīvotāji ir parakstījuši šo lūgumu.", 35, "35 mājas iedzīvotāji ir parakstījuši"),
        ("Письмо подписали 19 жителей.", 19, "подписали 19 жителей"),
        ("The petition was signed by 30 residents.", 30, "signed by 30 residents"),
    ],
)
def test_what_the_words_say(text: str, number: int, words: str) -> None:
    assert counted(text, []) == (Counted(number, words),)


@pytest.mark.parametrize(
    "text",
    [
        "Līgumu parakstīja 2026. gada 12. maijā.",
        "Lūdzu 3 soliņus parkā, ar cieņu, Anna.",
        "Parakstu vēstuli es viena, dzīvoju 14. mājā.",
        "Dokumentu Nr. 4-7/87 parakstīja priekšsēdētājs.",
        "1. Salabot ielu\n2. Iestādīt kokus\n3. Uzlikt soliņus",
        "",
    ],
)
def test_nothing_is_made_up(text: str) -> None:
    assert counted(text, []) == ()


def test_rows_of_a_list_are_counted_and_beside_what_is_said() -> None:
    assert counted("Lūdzam ietvi.", [("paraksti.docx", ROWS)]) == (Counted(4, file="paraksti.docx"),)
    assert counted("Lūdzam ietvi.", [("dalībnieki.docx", ROWS)]) == (), (
        "a list of anything else is no list of signatures"
    )
    both = counted("Vēstuli parakstījuši 5 kaimiņi.", [("paraksti.docx", ROWS)])
    assert [one.number for one in both] == [5, 4]
    assert counted("Savākti 4 paraksti.", [("paraksti.docx", ROWS)]) == (Counted(4, "4 paraksti"),)
