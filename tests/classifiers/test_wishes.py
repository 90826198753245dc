"""Letters into wishes, with the model that comes with the program: forms of lists, spans, what is no wish."""

from __future__ import annotations

from itertools import pairwise

import pytest

from classifiers.pipeline import Classifier, load
from classifiers.verdicts import Wish
from classifiers.wishes.reading import read_wishes
from classifiers.wishes.units import units


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return load()


def asked(wishes: tuple[Wish, ...]) -> list[str]:
    return [wish.text for wish in wishes if not wish.question]


NUMBERED = """Labdien!

Rakstu no Baldones. Mums ir trīs lūgumi:

1. Salabot bedres Pārupes ielā pie veikala.
2. Uzstādīt laternas gar taku uz estrādi.
3. Pie pieturas nolikt soliņu un nojumi.

Ar cieņu
Ilze
"""


def test_the_items_of_a_list_are_wishes_without_their_marks(classifier: Classifier) -> None:
    wishes = classifier.split("Priekšlikumi", [NUMBERED])
    assert asked(wishes) == [
        "Salabot bedres Pārupes ielā pie veikala.",
        "Uzstādīt laternas gar taku uz estrādi.",
        "Pie pieturas nolikt soliņu un nojumi.",
    ]
    assert all(NUMBERED[wish.start : wish.end] == wish.text for wish in wishes)


def test_a_town_named_once_counts_for_all(classifier: Classifier) -> None:
    found = read_wishes(classifier, "Priekšlikumi", [NUMBERED])
    assert [verdict.places for _, verdict in found] == [("baldone",)] * 3


def test_a_long_letter_about_one_thing_stays_whole(classifier: Classifier) -> None:
    text = (
        "Labdien!\n\nJau trešo gadu mūsu ielā Katlakalnā nav kārtīga seguma. Pavasaros bedres ir tik dziļas, ka "
        "mašīnas brauc pa zālienu. Rudenī grants izskalojas un tek uz pagalmiem.\n\nPērn greiders bija vienu reizi, "
        "pēc nedēļas bedres bija atpakaļ. Lūdzu noasfaltējiet šo ielas posmu.\n\nAr cieņu\nMāris Kalns"
    )
    wishes = classifier.split("Par ielas segumu", [text])
    assert len(wishes) == 1
    assert "trešo gadu" in wishes[0].text
    assert "noasfaltējiet" in wishes[0].text
    assert "Labdien" not in wishes[0].text
    assert "Māris" not in wishes[0].text


def test_an_attached_copy_of_the_letter_is_no_second_wish(classifier: Classifier) -> None:
    text = "Labdien! Lūdzu uzstādīt laternas Mellupos pie pieturas, vakaros tur ir pilnīgi tumšs."
    assert len(classifier.split("Laternas", [text, text])) == 1


def test_a_wish_may_stand_in_the_attachment_alone(classifier: Classifier) -> None:
    letter = "Labdien! Nosūtu iesniegumu pielikumā. Ar cieņu, Anna"
    attached = "Iesniegums\n\nLūdzu atjaunot bērnu rotaļu laukumu Daugmalē, šūpoles ir salūzušas."
    wishes = classifier.split("Iesniegums", [letter, attached])
    assert [wish.piece for wish in wishes] == [1]
    assert "šūpoles" in wishes[0].text


@pytest.mark.parametrize("text", ["", "   \n", "Labdien!", "?!", "Lūdzu laternas"])
def test_every_letter_has_a_wish_so_that_nothing_is_lost(classifier: Classifier, text: str) -> None:
    wishes = classifier.split("", [text])
    assert len(wishes) == 1
    assert text[wishes[0].start : wishes[0].end] == wishes[0].text


def test_units_hold_every_word_in_order() -> None:
    text = "Labdien! 1) bedres g. 2) laternas,\nun vēl soliņš pie pieturas Nr. 3.\n\n- urna 😀\n---\nPaldies"
    found = units(text)
    assert "".join("".join(text[unit.start : unit.end].split()) for unit in found).replace("---", "") == "".join(
        text.split()
    ).replace("---", "")
    assert all(one.end <= other.start for one, other in pairwise(found))
