"""Likeness: the same wish in other words or another language first, another place or thing not grouped."""

from classifiers.similar import Described, Likeness

LAMPS = Described(1, "Baložos Uzvaras prospektā nedeg laternas", ("lighting",), ("balozi",))
AGAIN = Described(2, "Lūdzu salabot laternas, Uzvaras prospekts ir tumšs", ("lighting",), ("balozi",))
RUSSIAN = Described(3, "На проспекте Узварас не горят фонари", ("lighting",), ("balozi",), "ru")
ELSEWHERE = Described(4, "Daugmalē nedeg laternas", ("lighting",), ("daugmale",))
OTHER = Described(5, "Baložos Uzvaras prospektā vajag soliņus", ("greenery",), ("balozi",))
ALL = (LAMPS, AGAIN, RUSSIAN, ELSEWHERE, OTHER)


def test_the_same_wish_comes_before_another_place_and_another_thing() -> None:
    found = Likeness(ALL).query(LAMPS)
    assert {one.id for one in found[:2]} == {2, 3}


def test_a_candidate_shows_both_texts_and_the_reason() -> None:
    found = next(one for one in Likeness(ALL).query(LAMPS) if one.id == AGAIN.id)
    assert (found.text, found.other_text) == (LAMPS.text, AGAIN.text)
    assert {"Uzvaras", "laternas"} <= set(found.words)
    assert (found.places, found.topic) == (("balozi",), "lighting")


def test_a_group_never_reaches_into_another_place() -> None:
    assert ELSEWHERE.id not in {one.id for one in Likeness(ALL).group(LAMPS)}


def test_what_was_removed_is_never_found_again() -> None:
    index = Likeness(ALL)
    index.remove(AGAIN.id)
    assert AGAIN.id not in {one.id for one in index.query(LAMPS)}
    assert len(index) == len(ALL) - 1


def test_a_changed_proposal_takes_the_place_of_the_old() -> None:
    index = Likeness(ALL)
    index.add(Described(5, "Baložos Uzvaras prospektā nedeg laternas", ("lighting",), ("balozi",)))
    found = [one for one in index.query(LAMPS) if one.id == OTHER.id]
    assert [one.other_text for one in found] == [LAMPS.text]


def test_an_empty_index_and_a_text_without_words_find_nothing() -> None:
    assert Likeness().query(LAMPS) == []
    assert Likeness(ALL).query(Described(9, "…")) == []
