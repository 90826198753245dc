"""Which letters teach borders: only those of which a person settled every proposal, as they stand now."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from sqlalchemy import insert, update

from storage import borders, decisions, submissions, threads, wishes
from storage.borders import SettledLetter
from storage.decisions import Doing, judgement_of
from storage.records import FollowUp, NewMatter, NewSubmission, Suggested
from storage.store import Store
from storage.tables import messages, proposals
from storage.tables import submissions as letters

NOW = datetime(2026, 11, 3, 9, tzinfo=UTC)
WHO = "anna@example.lv"
BEDRES, LAMPAS, PALDIES = "Salabot bedres.", "Uzlikt lampas.", "Paldies par darbu!"
EMPTY = dict.fromkeys(
    ("from_name", "from_address", "reply_to", "quoted_text", "suppressed_by", "suppressed_reason"), ""
)


def file(store: Store, texts: list[str], piece: str = "body") -> list[int]:
    """One letter with a proposal per text; their ids."""
    told = {
        "sha256": sha256(" ".join(texts).encode()).hexdigest(),
        "body_sha256": "b" * 64,
        "size": 1,
        "mailbox": "m",
        "state": "filed",
    }
    letter = NewSubmission(
        channel="mail", call="", track="budget", language="lv", subject="Ielas", own_text=" ".join(texts),
        received_at=NOW, due_at=None, due_reason=(), problems=(), **EMPTY,
    )  # fmt: skip
    starts = [len(" ".join([*texts[:number], ""])) for number in range(len(texts))]
    read = Suggested("proposal", ("roads",), (), 0.5, True, "novads-1", "{}")
    matters = [
        NewMatter(piece, start, start + len(text), text, read) for start, text in zip(starts, texts, strict=True)
    ]
    with store.change() as connection:
        asked = insert(messages).values(received_at=NOW, first_seen_at=NOW, attempts=0, **told).returning(messages.c.id)
        filed = submissions.add(connection, connection.execute(asked).scalar_one(), letter, "KEK", 2026)
        return submissions.add_matters(connection, filed.id, matters)


def confirm(store: Store, chosen: int, kind: str = "proposal", after: int = 0) -> None:
    with store.change() as connection:
        stood = submissions.proposal(connection, chosen)
        wanted = decisions.confirmed(replace(judgement_of(stood), kind=kind), WHO)
        doing = Doing("confirmed", WHO, NOW + timedelta(hours=after))
        assert decisions.decide(connection, chosen, stood.version, wanted, doing)


def settled(store: Store, most: int = 10) -> list[SettledLetter]:
    with store.ask() as connection:
        return borders.settled(connection, most)


def wished(store: Store) -> list[list[str]]:
    """The words of each wish of each settled letter."""
    return [[" + ".join(one.text[start:end] for start, end in spans) for spans in one.wishes] for one in settled(store)]


def change(store: Store, number: int, **values: object) -> None:
    with store.change() as connection:
        connection.execute(update(proposals).where(proposals.c.id == number).values(**values))


def test_a_letter_teaches_only_when_each_of_its_proposals_is_confirmed(store: Store) -> None:
    first, second = file(store, [BEDRES, LAMPAS])
    confirm(store, first)
    assert settled(store) == []
    confirm(store, second)
    (letter,) = settled(store)
    assert (letter.subject, letter.language, letter.text) == ("Ielas", "lv", f"{BEDRES} {LAMPAS}")
    assert wished(store) == [[BEDRES, LAMPAS]]


def test_what_a_person_merged_is_one_wish_and_needs_one_confirmation(store: Store) -> None:
    first, second, third = file(store, [BEDRES, LAMPAS, PALDIES])
    with store.change() as connection:
        assert wishes.join(connection, first, 1, [third], Doing("merged", WHO, NOW))
    confirm(store, first)
    confirm(store, second)
    assert wished(store) == [[f"{BEDRES} + {PALDIES}", LAMPAS]]


def test_what_a_person_cut_is_two_wishes_once_both_are_confirmed(store: Store) -> None:
    (only,) = file(store, [f"{BEDRES} {LAMPAS}"])
    confirm(store, only)
    with store.change() as connection:
        added = wishes.cut(connection, only, 2, len(BEDRES), Doing("split", WHO, NOW))
    assert settled(store) == []
    assert added is not None
    confirm(store, added)
    assert wished(store) == [[BEDRES, LAMPAS]]
    with store.change() as connection:
        stood = submissions.proposal(connection, only)
        assert wishes.undo(connection, only, stood.version, Doing("undone", WHO, NOW))
    assert wished(store) == [[f"{BEDRES} {LAMPAS}"]]


def test_what_a_person_added_is_a_wish_once_it_is_confirmed_and_none_once_taken_back(store: Store) -> None:
    first, second = file(store, [BEDRES, LAMPAS])
    confirm(store, first)
    with store.change() as connection:
        connection.execute(update(letters).values(own_text=f"{BEDRES} {LAMPAS} {PALDIES}"))
        start = len(f"{BEDRES} {LAMPAS} ")
        read = Suggested("proposal", (), (), 0.5, True, "novads-1", "{}")
        new = NewMatter("body", start, start + len(PALDIES), PALDIES, read)
        added = wishes.add(connection, second, 1, [new], Doing("added", WHO, NOW))
    assert added is not None
    confirm(store, second)
    assert settled(store) == []
    confirm(store, added)
    assert wished(store) == [[BEDRES, LAMPAS, PALDIES]]
    for number in (added, second, second):
        with store.change() as connection:
            stood = submissions.proposal(connection, number)
            assert wishes.undo(connection, number, stood.version, Doing("undone", WHO, NOW))
    confirm(store, second)
    assert wished(store) == [[BEDRES, LAMPAS]]


@pytest.mark.parametrize("kind", ["noise", "inquiry"])
def test_what_a_person_takes_out_is_no_wish(store: Store, kind: str) -> None:
    first, second = file(store, [BEDRES, PALDIES])
    confirm(store, first)
    confirm(store, second, kind)
    assert wished(store) == [[BEDRES]]
    confirm(store, first, kind)
    assert wished(store) == []


@pytest.mark.parametrize("erased", ["letter", "proposal"])
def test_an_erased_letter_teaches_no_more(store: Store, erased: str) -> None:
    chosen = file(store, [BEDRES, LAMPAS])
    for one in chosen:
        confirm(store, one)
    assert len(settled(store)) == 1
    if erased == "letter":
        with store.change() as connection:
            connection.execute(update(letters).values(own_text=""))
    else:
        change(store, chosen[1], text="")
    assert settled(store) == []


def test_documents_wishes_are_left_aside_and_later_letters_are_letters(store: Store) -> None:
    (paper,) = file(store, [BEDRES], "0")
    (later,) = file(store, [LAMPAS], "message:1")
    for one in (paper, later):
        confirm(store, one)
    with store.change() as connection:
        held = submissions.proposal(connection, later).submission_id
        told = FollowUp(held, 1, "reply", NOW, "", "", "Vēl", f"{LAMPAS} Anna", "")
        threads.add(connection, told)
    (letter,) = settled(store)
    assert (letter.subject, letter.text, letter.wishes) == ("Vēl", f"{LAMPAS} Anna", (((0, len(LAMPAS)),),))


def test_wishes_merged_in_a_circle_settle_nothing(store: Store) -> None:
    chosen = file(store, [BEDRES, LAMPAS])
    for one, other in zip(chosen, chosen[::-1], strict=True):
        confirm(store, one)
        change(store, one, merged_into=other)
    assert settled(store) == []


def test_the_latest_come_last_and_the_oldest_are_left_out(store: Store) -> None:
    texts = [BEDRES, LAMPAS, PALDIES]
    for hour, text in zip((3, 1, 2), texts, strict=True):
        (only,) = file(store, [text])
        confirm(store, only, after=hour)
    assert [one.text for one in settled(store, 2)] == [PALDIES, BEDRES]
