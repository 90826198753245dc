"""What may ask for the same stands on the proposal's page, with the reason; what was called different does not."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from office import Office, now

from classifiers.pipeline import model_id
from classifiers.similar import SHIPPED, Candidate, Weights
from review.similar import Shelf, similar_to, together, warm, weights_at_work
from storage import learning, pairs, submissions
from storage.records import Proposal
from storage.store import Store


def asked(store: Store, number: int, **changes: object) -> Proposal:
    with store.ask() as connection:
        return replace(submissions.proposal(connection, number), **changes)  # type: ignore[arg-type] # fields of it


def compared(shelf: Shelf, one: Proposal, *others: Proposal, read: list[int] | None = None) -> list[Candidate]:
    """What the shelf finds among `others`; `read` grows by those it had to read."""

    def told(chosen: Collection[int]) -> list[Proposal]:
        if read is not None:
            read.extend(chosen)
        return [other for other in others if other.id in chosen]

    return shelf.nearest(one, {other.id: other.version for other in others}, told)


def test_the_same_wish_in_other_words_and_languages_is_found_with_its_reason(office: Office) -> None:
    one = asked(
        office.store, 1, text="Lūdzu uzstādiet laternas gar taku pie skolas.", topics=("lighting",), places=("balozi",)
    )
    same = replace(one, id=9001, submission_id=9001, text="Gar taku uz skolu vajag apgaismojumu, laternu nav nevienas.")
    russian = replace(one, id=9002, submission_id=9002, text="Поставьте, пожалуйста, фонари на дорожке у школы.")
    elsewhere = replace(one, id=9003, submission_id=9003, text="Laternas pie skolas.", places=("daugmale",))
    other = replace(one, id=9004, submission_id=9004, text="Vajag suņu laukumu parkā.", topics=("greenery",))
    found = compared(Shelf(), one, other, elsewhere, russian, same)
    assert {near.id for near in found[:2]} == {9001, 9002}
    assert found[0].words
    assert found[0].score > next((near.score for near in found if near.id == 9004), 0.0)


def test_a_changed_text_is_compared_as_it_is_now(office: Office) -> None:
    one = asked(office.store, 1, text="Suņu laukums Baložos pie ezera.", topics=("greenery",), places=("balozi",))
    other = replace(one, id=9001, submission_id=9001, text="Suņu laukums pie ezera ar žogu.")
    shelf = Shelf()
    before = compared(shelf, one, other)[0].score
    emptied = compared(shelf, one, replace(other, text="", topics=(), version=other.version + 1))
    assert before > 0.5
    assert not emptied or emptied[0].score < before / 2


def test_what_did_not_change_is_not_read_again(office: Office) -> None:
    one = asked(office.store, 1, text="Suņu laukums Baložos pie ezera.", topics=("greenery",), places=("balozi",))
    others = [replace(one, id=9001 + n, submission_id=9001 + n, text=f"Suņu laukums pie {n}. mājas.") for n in range(3)]
    shelf, read = Shelf(), list[int]()
    for _ in range(2):
        compared(shelf, one, *others, read=read)
    assert read == [9001, 9002, 9003]
    compared(shelf, one, others[0], replace(others[1], version=others[1].version + 1), read=read)
    assert read == [9001, 9002, 9003, 9002]


def test_a_warmed_shelf_reads_nothing_when_a_page_asks(office: Office) -> None:
    shelf = Shelf()
    warm(office.store, shelf)
    with office.store.ask() as connection:
        known = submissions.proposals_by_id(connection, range(1, 12))
    proposals = [one for one in known if one.kind == "proposal"]
    assert len(proposals) > 5
    read = list[int]()
    compared(shelf, proposals[0], *proposals[1:], read=read)
    assert read == []


def test_a_page_of_an_empty_store_has_none(office: Office) -> None:
    with office.store.ask() as connection:
        lonely = replace(submissions.proposal(connection, 1), topics=("housing",), places=("misas",))
        assert similar_to(connection, Shelf(), lonely) == []


LAMPS = "Lūdzu salabot laternas Uzvaras prospektā, tur vakaros ir tumšs."


def put_down(store: Store, *numbers: int) -> list[Proposal]:
    """The given proposals, all asking for the same."""
    return [
        replace(asked(store, one), text=LAMPS, topics=("lighting",), places=("balozi",), group_id=None)
        for one in numbers
    ]


def test_what_was_called_different_comes_together_in_no_digest(office: Office) -> None:
    same = tuple(put_down(office.store, 1, 2, 4))
    with office.store.change() as connection:
        assert set(together(connection, same).values()) == {1}
        pairs.relate(connection, 4, 2, pairs.DIFFERENT, "anna@example.lv", now())
        assert together(connection, same) == {1: 1, 2: 1, 4: 4}, "nor by way of a third"


def test_learned_weights_work_until_they_are_taken_back(office: Office) -> None:
    learned = Weights(alike=0.9)
    with office.store.change() as connection:
        model = learning.add_likeness(connection, f"{model_id()}+likeness.1", learned.to_json(), {}, now())
        assert weights_at_work(connection) == SHIPPED, "not put to work yet"
        learning.settle(connection, model, "no worse", now())
        assert weights_at_work(connection) == learned
        learning.step_back(connection, model_id(), "admin@example.lv", now())
        assert weights_at_work(connection) == SHIPPED


def test_learned_weights_decide_what_a_page_shows(office: Office) -> None:
    one, *others = put_down(office.store, 1, 2, 4)
    other = replace(others[0], text="Uzvaras prospekts ir tumšs.")
    shelf = Shelf()
    before = compared(shelf, one, other)[0]
    after = shelf.nearest(
        one, {other.id: other.version}, lambda chosen: [], Weights(words=0.9, ideas=0.05, topics=0.05)
    )
    assert after[0].score < before.score
