"""Places and streets: one case per trap."""

import pytest

from classifiers.gazetteer import latvian_forms, russian_forms
from classifiers.pipeline import Classifier

PLACES = [
    ("Lūdzu salabot ceļu Ķekavā.", {"kekava"}),
    ("Baložos vajag rotaļu laukumu.", {"balozi"}),
    ("Baložos pie 5. nama putni salaiduši ligzdas, nokrīt zari.", {"balozi"}),
    ("Baložiem un putniem te nav vietas.", set()),
    ("Avotiem vajag autobusu.", {"avoti"}),
    ("Avoti izsīkuši, lūdzam rakt aku.", set()),
    ("Vajag laternas pie Mellupiem.", {"mellupi"}),
    ("vajag laternas kekavaa pie skolas", {"kekava"}),
    ("Ludzu salabot celu Kjekavaa!", {"kekava"}),
    ("Lūdzam autobusu Melupos.", {"mellupi"}),
    ("Просим починить дорогу в Балдоне.", {"baldone"}),
    ("В Катлакалнсе нет освещения.", {"katlakalns"}),
    ("Кекавская средняя школа переполнена.", {"kekava"}),
    ("Fonari v Katlakalnse ne gorjat, pochinite pozhalujsta, ochen temno vecherom", {"katlakalns"}),
    ("Lūdzam visā Ķekavas novadā ieviest šķirošanu.", {"kekavas_novads"}),
    ("Baldones pagastā jāsakopj grāvji.", {"baldones_pagasts"}),
    ("Ķekavas vidusskolā trūkst klašu.", {"kekava"}),
    ("Daugmales pilskalnā vajag soliņus.", {"daugmale"}),
    ("Jāremontē Rīgas iela.", set()),
    ("Jāremontē Bauskas iela.", set()),
    ("Lūdzu sakopt Titurgas ezera krastu.", set()),
    ("Lūdzu iztīrīt Ķekaviņu pie tilta.", set()),
    ("Кекавиня подмывает берег в Одукалнсе.", {"odukalns"}),
    ("Ciemā sausi avoti, un laukuma stūri aizauguši.", set()),
    ("Avotu ciemā vajag autobusu.", {"avoti"}),
    ("Visi jumti pilni, baloži mēslo uz galvas.", set()),
    ("Mārupē ir jauns skeitparks, Olainē arī.", set()),
]


@pytest.mark.parametrize(("text", "places"), PLACES)
def test_places(classifier: Classifier, text: str, places: set[str]) -> None:
    assert set(classifier.classify("", text).places) == places


@pytest.mark.parametrize(
    ("text", "streets"),
    [
        ("Gaismas ielā nedeg laternas", ("Gaismas iela",)),
        ("gaismas iela nav apgaismota", ("Gaismas iela",)),
        ("Uz Mazās Rāmavas ielas un Mazā Rāmavas ielā bedres", ("Mazā Rāmavas iela",)),
        ("на улице Ригас темно", ("Rīgas iela",)),
        ("Uz P89 vajag ietvi", ("P89",)),
        ("Saules gaismas pietiek", ()),
    ],
)
def test_streets(classifier: Classifier, text: str, streets: tuple[str, ...]) -> None:
    assert classifier.classify("", text).streets == streets


def test_a_street_sets_no_place(classifier: Classifier) -> None:
    verdict = classifier.classify("", "Pārupes ielā nav ietves, lūdzu izbūvējiet.")
    assert verdict.streets == ("Pārupes iela",)
    assert verdict.places == ()


def test_forms() -> None:
    assert latvian_forms("Misas", plural_feminine=True)["misam"] == "dative"
    assert latvian_forms("Ķekava", plural_feminine=False)["kekavas"] == "genitive"
    assert {"кекаве", "кекаву"} <= russian_forms("Кекава")
