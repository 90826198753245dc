"""What may ask for the same stands on the proposal's page, with the reason; what was called different does not."""

from __future__ import annotations

from dataclasses import replace

from office import Office

from review.similar import Shelf, similar_to
from storage import submissions
from storage.records import Proposal
from storage.store import Store


def asked(store: Store, number: int, **changes: object) -> Proposal:
    with store.ask() as connection:
        return replace(submissions.proposal(connection, number), **changes)  # type: ignore[arg-type] # fields of it


def test_the_same_wish_in_other_words_and_languages_is_found_with_its_reason(office: Office) -> None:
    one = asked(
        office.store, 1, text="Lūdzu uzstādiet laternas gar taku pie skolas.", topics=("lighting",), places=("balozi",)
    )
    same = replace(one, id=9001, submission_id=9001, text="Gar taku uz skolu vajag apgaismojumu, laternu nav nevienas.")
    russian = replace(one, id=9002, submission_id=9002, text="Поставьте, пожалуйста, фонари на дорожке у школы.")
    elsewhere = replace(one, id=9003, submission_id=9003, text="Laternas pie skolas.", places=("daugmale",))
    other = replace(one, id=9004, submission_id=9004, text="Vajag suņu laukumu parkā.", topics=("greenery",))
    shelf = Shelf()
    found = shelf.compare(one, [other, elsewhere, russian, same])
    assert {near.proposal.id for near in found[:2]} == {9001, 9002}
    assert found[0].words
    assert found[0].share > next((near.share for near in found if near.proposal.id == 9004), 0.0)


def test_a_changed_text_is_compared_as_it_is_now(office: Office) -> None:
    one = asked(office.store, 1, text="Suņu laukums Baložos pie ezera.", topics=("greenery",), places=("balozi",))
    other = replace(one, id=9001, submission_id=9001, text="Suņu laukums pie ezera ar žogu.")
    shelf = Shelf()
    before = shelf.compare(one, [other])[0].share
    emptied = shelf.compare(one, [replace(other, text="", topics=(), version=2)])
    assert before > 0.5
    assert not emptied or emptied[0].share < before / 2


def test_a_page_of_an_empty_store_has_none(office: Office) -> None:
    with office.store.ask() as connection:
        lonely = replace(submissions.proposal(connection, 1), topics=("housing",), places=("misas",))
        assert similar_to(connection, Shelf(), lonely) == []
