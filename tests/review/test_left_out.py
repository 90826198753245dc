"""A wish that the program left out of a letter is made a proposal of its own by a person, or part of another."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest
from office import Office, bring_in, settings_in
from playwright.sync_api import Page, expect

from storage import queue, submissions
from storage.originals import Originals
from storage.records import Proposal, ProposalState
from storage.store import Store

SignedIn = Callable[..., Page]
DARK = "Vakaros pie skolas ir tumšs kā maisā."
CHILDREN = "Mums ir trīs bērni."
LETTER = f"""Labdien!

Dzīvojam Baldonē un ejam uz skolu kājām. {DARK} {CHILDREN}

Lūdzam:

1. Salabot bedres Rīgas ielā, pie 14. mājas.
2. Uzstādīt soliņus parkā.

Paldies!
Ilze Ozola
"""
WOOD = "Koks ir siltāks par metālu."
PAPER = f"Pielikums par parku.\nParkā vajag arī urnas.\n{WOOD}"
NEW, THIS = "Pievienot kā jaunu priekšlikumu", "Pievienot šim priekšlikumam"


@pytest.fixture(scope="module")
def filled_folder(filled_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The filled data folder with one more letter."""
    folder = tmp_path_factory.mktemp("left-out") / "office"
    shutil.copytree(filled_folder, folder)
    mail = EmailMessage()
    mail["From"], mail["Message-ID"] = "Ilze Ozola <ilze@example.org>", "<left-out@example.org>"
    mail["Subject"] = "Ierosinājumi"
    mail.set_content(LETTER)
    mail.add_attachment(PAPER.encode(), "text", "plain", filename="parks.txt")
    store = Store(f"sqlite:///{folder}/novads.sqlite")
    bring_in(Office("", store, Originals(folder / "o"), settings_in(folder)), mail.as_bytes())
    store.close()
    return folder


@pytest.fixture
def letter(office: Office) -> list[Proposal]:
    """The proposals of that letter: the program leaves some sentences out of all of them."""
    with office.store.ask() as connection:
        (newest,) = submissions.newest(connection, 1)
    found = standing(office, newest.id)
    assert not [one for one in found if DARK in one.text or WOOD in one.text], "these tests need left out words"
    return found


def standing(office: Office, submission: int) -> list[Proposal]:
    """The proposals of a letter that are not joined to others."""
    with office.store.ask() as connection:
        return [one for one in submissions.proposals_of(connection, submission) if one.merged_into is None]


def now(office: Office, number: int) -> Proposal:
    with office.store.ask() as connection:
        return submissions.proposal(connection, number)


def add(page: Page, beside: Proposal, *sentences: str, press: str = NEW) -> None:
    page.goto(f"/proposals/{beside.id}")
    page.get_by_role("link", name="Pievienot priekšlikumu, ko programma palaida garām").click()
    page.get_by_text("Pielikums: parks.txt").click()
    for one in sentences:
        page.get_by_label(one).check()
    page.get_by_role("button", name=press).click()


def test_a_left_out_sentence_becomes_a_proposal_and_is_taken_back(
    office: Office, signed_in: SignedIn, letter: list[Proposal]
) -> None:
    first = letter[0]
    page = signed_in(scripts=False, size="phone")
    page.goto(f"/proposals/{first.id}/left-out")
    expect(page.locator("mark")).to_have_text([one.text for one in letter])
    add(page, first, DARK)
    expect(page.get_by_role("status")).to_contain_text("Pievienots jauns priekšlikums.")
    (new,) = standing(office, first.submission_id)[len(letter) :]
    assert (new.text, new.state, new.unsure) == (DARK, ProposalState.TO_REVIEW, True)
    assert (new.topics[0], new.places) == ("lighting", ("baldone",)), "its own words first, then the letter's ground"
    assert (new.due_at, new.model_id) == (first.due_at, first.model_id)
    assert json.loads(new.suggestion)["reasons"]
    page.goto("/queue?view=all&q=tumsa skola")
    page.get_by_role("link", name="Vakaros pie skolas").click()
    expect(page.locator("mark.here")).to_contain_text(DARK)
    expect(page.locator(".judge")).to_contain_text(
        "Anna Kalniņa pievienoja priekšlikumu, ko programma bija palaidusi garām"
    )
    page.goto(f"/proposals/{first.id}")
    page.get_by_role("button", name="Atsaukt pēdējo darbību").click()
    assert standing(office, first.submission_id) == [now(office, one.id) for one in letter]
    assert now(office, first.id).suggestion == first.suggestion
    with office.store.ask() as connection:
        assert new.id not in queue.all_ids(connection, queue.Wanted((("view", "all"),)), 99)
    page.goto(f"/proposals/{first.id}/left-out")
    expect(page.get_by_label(DARK)).not_to_be_checked()


def test_sentences_that_stand_apart_are_one_proposal(
    office: Office, signed_in: SignedIn, letter: list[Proposal]
) -> None:
    add(signed_in(), letter[0], DARK, CHILDREN, WOOD)
    (new,) = standing(office, letter[0].submission_id)[len(letter) :]
    assert new.text == f"{DARK} {CHILDREN}\n{WOOD}"


def test_a_left_out_sentence_is_added_to_the_proposal_it_belongs_to(
    office: Office, signed_in: SignedIn, letter: list[Proposal]
) -> None:
    benches = next(one for one in letter if one.text.startswith("Uzstādīt"))
    page = signed_in()
    add(page, benches, WOOD, press=THIS)
    expect(page.locator("mark.here")).to_have_count(2)
    assert now(office, benches.id).text == f"{benches.text}\n{WOOD}"
    assert len(standing(office, benches.submission_id)) == len(letter)
    page.get_by_role("button", name="Atsaukt pēdējo darbību").click()
    page.get_by_role("button", name="Atsaukt pēdējo darbību").click()
    assert now(office, benches.id).text == benches.text
    assert len(standing(office, benches.submission_id)) == len(letter)


def test_by_keyboard_alone(office: Office, signed_in: SignedIn, letter: list[Proposal]) -> None:
    page = signed_in()
    page.goto(f"/proposals/{letter[0].id}")
    page.keyboard.press("g")
    page.wait_for_url("**/left-out*")
    for _ in range(40):
        if page.evaluate("document.activeElement.closest('label')?.innerText.trim()") == DARK:
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("Pievienots jauns priekšlikums.")
    assert DARK in [one.text for one in standing(office, letter[0].submission_id)]


def test_of_two_people_the_second_is_told(office: Office, signed_in: SignedIn, letter: list[Proposal]) -> None:
    anna, janis = signed_in(), signed_in("janis@example.lv")
    janis.goto(f"/proposals/{letter[1].id}/left-out")
    janis.get_by_label(DARK).check()
    add(anna, letter[0], DARK)
    janis.get_by_role("button", name=NEW).click()
    expect(janis.get_by_role("alert")).to_contain_text("Kāds cits tikmēr saglabāja izmaiņas")
    assert len(standing(office, letter[0].submission_id)) == len(letter) + 1
    new = standing(office, letter[0].submission_id)[-1]
    janis.goto(f"/proposals/{new.id}")
    janis.get_by_role("button", name="Apstiprināt, nākamais").click()
    anna.goto(f"/proposals/{letter[0].id}")
    anna.get_by_role("button", name="Atsaukt pēdējo darbību").click()
    expect(anna.get_by_role("alert")).to_contain_text("Ar pievienoto priekšlikumu kāds jau strādājis")
    assert now(office, new.id).merged_into is None


def test_nothing_ticked_is_said_and_what_is_no_sentence_is_refused(
    office: Office, signed_in: SignedIn, letter: list[Proposal]
) -> None:
    page = signed_in(scripts=False)
    add(page, letter[0])
    expect(page.get_by_role("alert")).to_contain_text("Atzīmējiet vismaz vienu teikumu.")
    told = {
        name: page.locator(f"main [name={name}]").get_attribute("value") or "" for name in ("csrf_token", "version")
    }
    for value in ("body 0 99999", "body -3 5", "body 5 5", "message:7 0 5", "body 0", "body x y"):
        answer = page.request.post(page.url, form={**told, "sentence": value}, headers={"Referer": page.url})
        assert answer.status == 400, value
    answer = page.request.post(page.url, form={**told, "sentence": "body 0 8"}, headers={"Referer": page.url})
    assert answer.status == 200, "all else about the form is right"
    assert len(standing(office, letter[0].submission_id)) == len(letter) + 1


def test_who_only_looks_is_not_offered_it(signed_in: SignedIn, letter: list[Proposal]) -> None:
    page = signed_in("lasitajs@example.lv")
    page.goto(f"/proposals/{letter[0].id}")
    expect(page.get_by_role("link", name="Pievienot priekšlikumu, ko programma palaida garām")).to_have_count(0)
    answer = page.goto(f"/proposals/{letter[0].id}/left-out")
    assert answer is not None
    assert answer.status == 403
