"""Letters into wishes, with the model that comes with the program: forms of lists, spans, what is no wish."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from classifiers.pipeline import Classifier, load
from classifiers.verdicts import Wish
from classifiers.wishes.candidates import candidates
from classifiers.wishes.cues import read as read_cues
from classifiers.wishes.portions import AT_ONCE, portions
from classifiers.wishes.preferring import Compared, prefer
from classifiers.wishes.reading import read_wishes
from classifiers.wishes.sequence import Features
from classifiers.wishes.units import sentences, units


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


def test_words_that_no_wish_has_get_the_letters_ground(classifier: Classifier) -> None:
    aside = "Vakaros pie skolas ir tumšs."
    before = NUMBERED.replace("Rakstu no", f"{aside} Rakstu no")
    after = f"{'Labdien! ' * 2000}\n\nKatlakalns:\n\n1. Salabot bedres.\n2. Nolikt soliņu.\n\n{aside}"
    for text, place in ((before, "baldone"), (after, "katlakalns")):
        ground = classifier.ground("Priekšlikumi", text, text.index(aside), text.index(aside) + len(aside))
        assert classifier.classify("", aside, ground).places == (place,)


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


@pytest.mark.parametrize(
    "letter",
    [
        "Labdien! Nosūtu iesniegumu pielikumā. Ar cieņu, Anna",
        "Labdien! Nosūtu iesniegumu elektroniskā dokumentā.",
        "Labdien, iesūtu jums mūsu vēstuli.",
        "Добрый день! Направляю заявление.",
    ],
)
def test_a_wish_may_stand_in_the_attachment_alone(classifier: Classifier, letter: str) -> None:
    attached = "Iesniegums\n\nLūdzu atjaunot bērnu rotaļu laukumu Daugmalē, šūpoles ir salūzušas."
    wishes = classifier.split("Iesniegums", [letter, attached])
    assert [wish.piece for wish in wishes] == [1]
    assert "šūpoles" in wishes[0].text


@pytest.mark.parametrize(
    ("letter", "asked_for"),
    [
        ("Labdien! Nosūtu iesniegumu par tumšo gājēju pāreju Katlakalnā: lūdzu uzstādīt tur laternas.", "laternas"),
        ("Labdien! Pievienoju foto, lūdzu salabojiet bedri Liepu ielā.", "bedri"),
        ("Labdien! Lūdzu pielikt lampu pie pārejas Katlakalnā.", "lampu"),
        ("Labdien! Pielikumā foto. Lūdzu salabojiet novada mājaslapu.", "mājaslapu"),
        ("Здравствуйте! Прилагаю фото, почините пожалуйста фонарь на улице Лиепу.", "фонарь"),
        ("Hello, photo attached, please fix the swing in Rāmava.", "swing"),
    ],
)
def test_a_short_letter_with_a_picture_keeps_its_wish(classifier: Classifier, letter: str, asked_for: str) -> None:
    wishes = classifier.split("", [letter, "Foto 1"])
    assert [asked_for in wish.text for wish in wishes] == [True]


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


def test_sentences_keep_their_clauses_and_the_marks_of_items() -> None:
    text = "Labdien! Esmu no Rīgas ielas 5. korpusa, un vēl lūdzu laternas pie skolas, kā arī urnas.\n1. Salabot ietvi."
    assert len(units(text)) > 3
    assert [text[one.start : one.end] for one in sentences(text)] == [
        "Labdien!",
        "Esmu no Rīgas ielas 5. korpusa, un vēl lūdzu laternas pie skolas, kā arī urnas.",
        "1. Salabot ietvi.",
    ]


REASONS = """Labdien!

Lūdzu izveidot suņu pastaigu laukumu Ķekavā pie Ceriņu parka. Iemesli:

- suņi tagad skrien pa bērnu laukumu;
- saimnieki nesavāc, jo nav urnu;
- tuvākais laukums ir Rīgā.

Ar cieņu
Māra Ozola"""


def test_the_reasons_of_one_wish_stay_with_it(classifier: Classifier) -> None:
    assert len(asked(classifier.split("Suņu laukums", [REASONS]))) == 1


def test_a_list_in_three_languages_is_three_wishes(classifier: Classifier) -> None:
    text = (
        "Labdien!\n\n1. Lūdzu Baložos uzbūvēt rotaļu laukumu bērniem.\n2. Просим установить фонари на улице в "
        "Катлакалнсе, вечером темно.\n3. Please plant trees in the park in Baldone.\n\nAr cieņu\nAnna"
    )
    assert len(asked(classifier.split("Priekšlikumi", [text]))) == 3


def test_ways_to_split_differ_and_the_chains_own_is_the_first() -> None:
    scores = np.array([[2.0, 1.0, 0.0], [0.5, 1.0, 0.0], [1.5, 1.4, 0.0]])
    found = candidates(scores, np.zeros((4, 3)), begin=0)
    begun = [tuple(place for place, role in enumerate(way.roles) if role == 0) for way in found]
    assert begun[0] == (0, 2)
    assert found[0].score == 0.0
    assert len(set(begun)) == len(begun) >= 4
    assert all(way.score <= 0 for way in found)


def test_the_choice_prefers_what_agreed_with_the_marks() -> None:
    ways: tuple[Features, ...] = ({"score": 0.0, "splits a list of reasons": 1.0}, {"score": -0.1})
    learned = prefer([Compared(1, ways, (False, True), (1.0, 1.0))] * 8)
    assert learned["splits a list of reasons"] < 0


DETAILS = """Labdien!

Lūdzu ierīkot velosipēdu novietni pie Baldones tautas nama. Kā mēs to iedomājamies:
- jumts pret lietu;
- vieta vismaz divdesmit riteņiem;
- metāla loki, pie kuriem pieslēgt rāmi;
- betona pamatne.

Ar cieņu
Velosipēdistu kopa
"""
THANKING = (
    """Labdien! Mūsu priekšlikumi:
1. Salabot laternas Liepu ielā.
2. Pie pieturas nolikt soliņu.
3. Par jauno slidkalniņu rotaļu laukumā liels paldies!
""",
    """Good day,
- fix the lamps in Liepu street
- put a bench at the bus stop
- the new slide is wonderful, thank you
Anna""",
)


def test_the_details_of_one_thing_are_no_wishes_of_their_own(classifier: Classifier) -> None:
    assert len(asked(classifier.split("Velonovietne", [DETAILS]))) == 1


@pytest.mark.parametrize("letter", THANKING)
def test_thanks_in_a_list_are_no_wish(classifier: Classifier, letter: str) -> None:
    found = asked(classifier.split("", [letter]))
    assert len(found) == 2
    assert not [wish for wish in found if "paldies" in wish or "thank" in wish]


def test_cues_match_marks_and_bare_letters_and_what_is_no_cue_file_is_told(tmp_path: Path) -> None:
    file = tmp_path / "cues.txt"
    file.write_text("# remark\n\nask: asks\nlv lūdz*, jā~, -jaun*\nru ещё\n", encoding="utf-8")
    ask = read_cues(file)["ask"]
    assert all(ask.match(word) for word in ("lūdzam", "LUDZU", "jāuzliek", "jauzliek", "еще", "ещё"))
    assert not any(ask.match(word) for word in ("jā", "nelūdz", "jaunu"))
    file.write_text("ask\nlv lūdz*\n", encoding="utf-8")
    with pytest.raises(ValueError, match="name: meaning"):
        read_cues(file)


def test_a_town_in_the_signature_is_the_senders_and_gives_no_place(classifier: Classifier) -> None:
    text = (
        "Labdien!\n\n1. Salabot šūpoles bērnu laukumā.\n2. Uzstādīt laternas gar taku uz skolu.\n\nAr cieņu\n"
        "Ilze Kalna, Daugmale"
    )
    found = read_wishes(classifier, "Divi lūgumi", [text])
    assert [verdict.places for _, verdict in found] == [()] * 2


@pytest.mark.parametrize(
    ("text", "wished"),
    [
        (
            "Labdien!\nVai varu saņemt izziņu par deklarēto dzīvesvietu elektroniski un cik ilgi jāgaida?\n"
            "Pie kapliču stāvlaukuma Mellupos vajadzētu noasfaltēt iebrauktuvi, tur ir bedres.\nAr cieņu, Zigrīda",
            "Mellupos",
        ),
        (
            "Добрый день! Подскажите, до какого числа подавать заявление на пособие и куда? "
            "И ещё, на остановке в Плаканциемсе нет навеса, поставьте, пожалуйста.\nНина",
            "навеса",
        ),
    ],
)
def test_a_proposal_in_a_letter_that_mostly_inquires_is_found(classifier: Classifier, text: str, wished: str) -> None:
    assert classifier.classify("", text).kind == "inquiry"
    found = read_wishes(classifier, "", [text])
    assert [wished in wish.text for wish, verdict in found if verdict.kind == "proposal"] == [True]
    assert [verdict.kind for _, verdict in found].count("inquiry") == 1


def test_a_letter_that_only_inquires_is_one_inquiry(classifier: Classifier) -> None:
    text = (
        "Labdien! Mana māte saņem aprūpi mājās Baložos. Kopš oktobra neviens nav nācis. "
        "Lūdzu pastāstiet, kam jāzvana un vai rēķins par oktobri jāmaksā?"
    )
    assert [verdict.kind for _, verdict in read_wishes(classifier, "", [text])] == ["inquiry"]


def test_a_long_document_is_split_by_portions(classifier: Classifier) -> None:
    text = "\n\n".join(f"{n}. Lūdzu salabot bedres Liepu ielā {n}, tur nevar izbraukt." for n in range(400))
    found = [wish for wish in classifier.split("", ["", text]) if not wish.question]
    assert len(found) >= len(text) // AT_ONCE
    assert [text[wish.start : wish.end] for wish in found] == [wish.text for wish in found]
    assert found[-1].end == len(text)
    assert all(before.end <= after.start for before, after in pairwise(found))


@pytest.mark.parametrize("text", ["", "īss", "vārds " * 30, "teikums bez gala. " * 20, "a" * 250, "rinda\n" * 40])
def test_portions_are_the_whole_text(text: str) -> None:
    found = list(portions(text, 100))
    assert "".join(text[start:end] for start, end in found) == text
    assert all(end - start <= 100 for start, end in found)
    assert all(text[end - 1].isspace() for _, end in found[:-1]) or " " not in text
