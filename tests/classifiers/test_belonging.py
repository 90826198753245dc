"""Which of the places that a letter names go to which of its wishes."""

from __future__ import annotations

import pytest

from classifiers.mentions import Mentioned
from classifiers.pipeline import Classifier, load
from classifiers.verdicts import Named
from classifiers.wishes.belonging import SUBJECT, Layout, chosen, named
from classifiers.wishes.reading import read_wishes

ROLES = ("greeting", "ground", "begin", "inside", "ground", "begin", "thanks", "signature")
STARTS = (0, 10, 20, 30, 40, 50, 60, 70)


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return load()


def places(classifier: Classifier, subject: str, text: str) -> list[tuple[str, ...]]:
    return [verdict.places for _, verdict in read_wishes(classifier, subject, [text])]


def test_a_unit_stands_in_a_zone_as_seen_from_each_wish() -> None:
    layout = Layout(STARTS, ROLES, [])
    seen = [[layout.zone(unit, layout.wishes(), wish) for unit in range(len(ROLES))] for wish in (0, 1)]
    assert seen[0] == [
        "greeting", "heading", "own", "own", "ground below", "wish below", "thanks below", "signature",
    ]  # fmt: skip
    assert seen[1] == [
        "greeting", "ground above", "wish before", "wish before", "heading", "own", "thanks below", "signature",
    ]  # fmt: skip
    assert layout.zone(SUBJECT, layout.wishes(), 0) == "subject"


def test_every_place_of_the_letter_is_weighed_for_every_wish() -> None:
    mentions = [Mentioned("baldone", SUBJECT, 1.0), Mentioned("mellupi", 25, 2.0), Mentioned("baldone", 55, -1.0)]
    first, second = named(Layout(STARTS, ROLES, mentions))
    assert [(one.place, one.zones) for one in first] == [("baldone", ("subject", "wish below")), ("mellupi", ("own",))]
    assert [(one.place, one.zones) for one in second] == [
        ("baldone", ("own", "subject")),
        ("mellupi", ("wish before",)),
    ]


def test_a_topic_weighs_with_where_the_place_stands() -> None:
    one = Named("baldone", ("subject",), ("subject",))
    weights = {"subject": 1.0, "subject|topic administration": -2.0}
    assert chosen([one], "roads", weights) == ("baldone",)
    assert chosen([one], "administration", weights) == ()


@pytest.mark.parametrize(
    ("subject", "text", "expected"),
    [
        (
            "Priekšlikumi Baldonei",
            "Labdien!\n\n1. Salabojiet ietvi Rīgas ielā.\n2. Pie ambulances vajag soliņu.\n3. Parkā vajag lampas.\n",
            [("baldone",)] * 3,
        ),
        (
            "",
            "Sveiki! Baložos pie dzelzceļa lūdzu uzlikt ātrumvalni. Mellupos lūdzu nogreiderēt ceļu līdz pieturai.",
            [("balozi",), ("mellupi",)],
        ),
        (
            "",
            "Добрый день!\nЖивём в Баложах. Просим:\n- починить качели на площадке;\n- поставить урны у остановки.",
            [("balozi",)] * 2,
        ),
    ],
)
def test_places_go_to_their_wishes(
    classifier: Classifier, subject: str, text: str, expected: list[tuple[str, ...]]
) -> None:
    assert places(classifier, subject, text) == expected


def test_a_place_named_only_to_compare_goes_to_no_wish(classifier: Classifier) -> None:
    text = "Lūdzu uzbūvējiet Katlakalnā skeitparku. Baldonē tāds jau ir, un bērni brauc turp ar autobusu."
    assert places(classifier, "", text) == [("katlakalns",)]


def test_a_name_that_a_line_end_broke_stays_with_the_wish_that_has_it(classifier: Classifier) -> None:
    assert places(classifier, "", "Lūdzu izbūvēt gājēju celiņu Plakan-\nciemā.") == [("plakanciems",)]
