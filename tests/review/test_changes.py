"""Corrections beyond the topic: cut, join, group, assign, many at once, taking back, two people at once."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace

from office import Office
from office import now as present
from playwright.sync_api import Page, expect
from sqlalchemy import select

from review.letter import cuts_of
from storage import outbox, pairs, queue, submissions, wishes
from storage.decisions import Doing
from storage.records import Proposal, ProposalState
from storage.tables import proposals

SignedIn = Callable[..., Page]


def find(office: Office, words: str) -> Proposal:
    """The standing proposal whose text begins so."""
    with office.store.ask() as connection:
        asked = select(proposals.c.id).where(proposals.c.text.like(f"{words}%"), proposals.c.merged_into.is_(None))
        return submissions.proposal(connection, connection.scalars(asked).one())


def now(office: Office, number: int) -> Proposal:
    with office.store.ask() as connection:
        return submissions.proposal(connection, number)


def shown(page: Page, name: str) -> None:
    page.get_by_text(name, exact=True).click()


def test_cut_in_two_and_take_it_back(office: Office, signed_in: SignedIn) -> None:
    before = find(office, "Daugmalē pie")
    page = signed_in()
    page.goto(f"/proposals/{before.id}")
    shown(page, "Te ir divi priekšlikumi: sadalīt")
    page.get_by_role("radio", name=re.compile("Lūdzu iztīrīt")).check()
    page.get_by_role("button", name="Sadalīt divos").click()
    expect(page.locator("mark.here")).not_to_contain_text("iztīrīt")
    second = find(office, "Lūdzu iztīrīt")
    assert second.unsure
    assert second.topics[0] == "water"
    assert second.places == before.places == ("daugmale",)
    assert second.model_id == before.model_id, "read anew by the model at work"
    assert json.loads(second.suggestion)["topics"]
    assert json.loads(now(office, before.id).suggestion) != json.loads(before.suggestion)
    page.goto("/queue?view=all&q=iztirit gravjus")
    expect(page.locator(".card")).to_have_count(1)
    page.goto(f"/proposals/{before.id}")
    page.get_by_role("button", name="Atsaukt pēdējo darbību").click()
    assert now(office, before.id).text == before.text
    assert now(office, before.id).topics == before.topics
    assert [one["id"] for one in json.loads(now(office, before.id).suggestion)["topics"]] == list(before.topics)
    assert now(office, second.id).merged_into == before.id


def test_an_only_sentence_is_cut_at_its_clauses_and_no_number_ends_one(office: Office) -> None:
    whole = find(office, "Lūdzu noasfaltēt Pļavu ielu Ķekavā, posmā līdz 2.")
    for text, parts in (
        ("Salabot bedres pie 14. mājas un uzstādīt soliņus.", ["un uzstādīt soliņus."]),
        ("Salabot bedres pie 14. mājas. Uzstādīt soliņus un urnas.", ["Uzstādīt soliņus un urnas."]),
    ):
        cuts = cuts_of(replace(whole, start=0, end=len(text)), text)
        assert [one.after for one in cuts] == parts
        assert [text[one.at :] for one in cuts] == parts


def test_join_wishes_and_take_it_back(office: Office, signed_in: SignedIn) -> None:
    first, third = find(office, "Salabot"), find(office, "Nomainīt")
    page = signed_in()
    page.goto("/queue?view=all")
    there = int(page.locator(".views [aria-current] .number").inner_text())
    page.goto(f"/proposals/{first.id}")
    shown(page, "Apvienot ar šo")
    page.get_by_role("checkbox", name=re.compile("Nomainīt šūpoles")).check()
    page.get_by_role("button", name="Apvienot vienā").click()
    expect(page.locator("mark.here")).to_have_count(2)
    joined = now(office, first.id)
    assert "Nomainīt šūpoles" in joined.text
    assert set(joined.topics) == {*first.topics, *third.topics}
    with office.store.ask() as connection:
        assert queue.counts(connection, [("view", "all")])[("view", "all")] == there - 1
    page.get_by_role("button", name="Atsaukt pēdējo darbību").click()
    assert now(office, first.id).text == first.text
    assert now(office, third.id).merged_into is None
    with office.store.ask() as connection:
        assert queue.counts(connection, [("view", "all")])[("view", "all")] == there


def test_what_was_joined_one_by_one_is_marked_with_the_last(office: Office, signed_in: SignedIn) -> None:
    first, second, third = find(office, "Salabot"), find(office, "Uzstādīt apg"), find(office, "Nomainīt")
    for number, other in ((second, third), (first, second)):
        with office.store.change() as connection:
            assert wishes.join(connection, number.id, 1, [other.id], Doing("merged", "anna@example.lv", present()))
    page = signed_in()
    page.goto(f"/proposals/{first.id}")
    expect(page.locator("mark.here")).to_have_count(3)


def test_the_same_wish_of_others_is_grouped(office: Office, signed_in: SignedIn) -> None:
    first = find(office, "Lūdzu noasfaltēt Pļavu ielu Ķekavā, posmā līdz 2.")
    page = signed_in()
    page.goto(f"/proposals/{first.id}")
    page.keyboard.press("1")
    expect(page.get_by_role("heading", name="Grupā")).to_be_visible()
    grouped = now(office, first.id).group_id
    assert grouped
    with office.store.ask() as connection:
        assert queue.counts(connection, [("group", str(grouped))])[("group", str(grouped))] == 2


def test_a_declined_partner_is_not_suggested_again_until_that_is_taken_back(
    office: Office, signed_in: SignedIn
) -> None:
    first = find(office, "Lūdzu noasfaltēt Pļavu ielu Ķekavā, posmā līdz 2.")
    page = signed_in()
    page.goto(f"/proposals/{first.id}")
    partner = page.locator(".similar a").first.get_attribute("href")
    other = int(re.findall(r"proposals/(\d+)", partner or "")[0])
    page.keyboard.press("3")
    shown(page, "Nav tas pats: 1 priekšlikums")
    declined = page.locator("details .similar")
    expect(declined).to_contain_text("Anna Kalniņa")
    for asking, declining in ((first.id, other), (other, first.id)):
        page.goto(f"/proposals/{asking}")
        expect(page.locator(f".panel > .similar a[href*='/proposals/{declining}?']")).to_have_count(0)
        expect(page.locator(f"details .similar a[href*='/proposals/{declining}?']")).to_have_count(1)
    shown(page, "Nav tas pats: 1 priekšlikums")
    page.get_by_role("button", name="Atsaukt, ka nav tas pats").click()
    expect(page.locator(f".panel > .similar a[href*='/proposals/{first.id}?']")).to_have_count(1)
    with office.store.ask() as connection:
        assert pairs.related_to(connection, first.id) == {}


def test_who_calls_a_grouped_one_different_takes_it_out(office: Office, signed_in: SignedIn) -> None:
    first = find(office, "Lūdzu noasfaltēt Pļavu ielu Ķekavā, posmā līdz 2.")
    page = signed_in()
    page.goto(f"/proposals/{first.id}")
    page.keyboard.press("1")
    expect(page.get_by_role("heading", name="Grupā")).to_be_visible()
    with office.store.ask() as connection:
        assert [one.same for one in pairs.compared(connection)] == [True]
    page.locator(".similar", has=page.locator("[aria-pressed]")).get_by_role("button", name="Nav tas pats").click()
    expect(page.get_by_role("heading", name="Grupā")).to_have_count(0)
    assert now(office, first.id).group_id is None
    with office.store.ask() as connection:
        assert [one.same for one in pairs.compared(connection)] == [False]


def test_an_answer_from_an_old_page_is_not_kept(office: Office, signed_in: SignedIn) -> None:
    first = find(office, "Lūdzu noasfaltēt Pļavu ielu Ķekavā, posmā līdz 2.")
    page, colleague = signed_in(), signed_in("janis@example.lv")
    page.goto(f"/proposals/{first.id}")
    colleague.goto(f"/proposals/{first.id}")
    colleague.get_by_label("Stāvoklis").select_option("Izlemts")
    colleague.get_by_role("button", name="Mainīt").click()
    expect(colleague.get_by_text("Stāvoklis mainīts.")).to_be_visible()
    page.keyboard.press("1")
    expect(page.locator(".flash.error")).to_contain_text("Kāds cits tikmēr")
    with office.store.ask() as connection:
        assert pairs.related_to(connection, first.id) == {}


def test_sure_ones_are_shown_first_then_confirmed_and_taken_back(office: Office, signed_in: SignedIn) -> None:
    page = signed_in()
    page.get_by_role("link", name="Apstiprināt visus drošos…").click()
    ticked = page.locator("input[name=chosen]:checked").count()
    assert ticked > 1
    page.locator("input[name=chosen]").first.uncheck()
    page.get_by_role("button", name="Apstiprināt atzīmētos").click()
    expect(page.locator(".flash")).to_contain_text(f"{ticked - 1} priekšlikum")
    with office.store.ask() as connection:
        assert queue.values_of(connection, "state")["state"][ProposalState.IN_ASSESSMENT] == ticked - 1
    page.get_by_role("button", name="Atsaukt").click()
    with office.store.ask() as connection:
        assert ProposalState.IN_ASSESSMENT not in queue.values_of(connection, "state")["state"]


def test_assigning_tells_by_mail(office: Office, signed_in: SignedIn) -> None:
    page = signed_in()
    page.goto("/proposals/1")
    page.get_by_label("Kam nodot").select_option("Jānis Bērziņš")
    page.get_by_role("button", name="Nodot", exact=True).click()
    expect(page.locator(".flash")).to_contain_text("Nodots: Jānis Bērziņš")
    page.get_by_label("Jauna piezīme").fill("@Rita Reģe lūdzu paskaties")
    page.get_by_role("button", name="Pierakstīt").click()
    with office.store.ask() as connection:
        mails = {mail.to_address: mail for mail in outbox.all_mails(connection) if mail.kind == "staff"}
    assert set(mails) == {"janis@example.lv", "registrs@example.lv"}
    theirs = signed_in("janis@example.lv")
    theirs.goto("/queue?view=mine")
    expect(theirs.locator(".card")).to_have_count(1)


def test_two_people_in_one_letter(office: Office, signed_in: SignedIn) -> None:
    anna, janis = signed_in(), signed_in("janis@example.lv")
    anna.goto("/proposals/5")
    janis.goto("/proposals/5")
    expect(janis.locator("#presence")).to_contain_text("Anna Kalniņa")
    anna.get_by_label("Tēma 1").select_option("housing")
    anna.get_by_role("button", name="Tikai saglabāt").click()
    janis.get_by_label("Tēma 1").select_option("culture")
    janis.get_by_role("button", name="Tikai saglabāt").click()
    expect(janis.get_by_role("alert")).to_contain_text("Kultūra un pasākumi")
    expect(janis.get_by_label("Tēma 1")).to_have_value("housing")
    assert now(office, 5).topics[0] == "housing"
    janis.get_by_label("Tēma 1").select_option("culture")
    janis.get_by_role("button", name="Tikai saglabāt").click()
    expect(janis.get_by_role("status").first).to_contain_text("Saglabāts")
    assert now(office, 5).topics[0] == "culture"


def test_search_forgives_case_endings_and_marks(signed_in: SignedIn) -> None:
    page = signed_in()
    found = []
    for words in ("apgaismojumu Ķekavā", "apgaismojums kekava", "APGAISMOJUMS KEKAVAA", "apgaismojuma ķekavas"):
        page.goto(f"/queue?view=all&q={words}")
        found.append(page.locator(".card-link").all_inner_texts())
    assert found[0]
    assert all(one == found[0] for one in found)


def test_a_list_is_its_address(signed_in: SignedIn) -> None:
    page = signed_in()
    shown(page, "Atlasīt")
    page.get_by_label("Tēma", exact=True).first.select_option("lighting")
    page.get_by_role("button", name="Rādīt").click()
    expect(page).to_have_url(re.compile("topic=lighting"))
    listed = page.locator(".card-link").all_inner_texts()
    shown(page, "Saglabāt šo skatu")
    page.get_by_label("Skata nosaukums").fill("Lampas")
    page.get_by_label("redz arī kolēģi").check()
    page.locator(".keep").get_by_role("button", name="Saglabāt").click()
    theirs = signed_in("janis@example.lv")
    theirs.get_by_role("link", name="Lampas").click()
    assert theirs.locator(".card-link").all_inner_texts() == listed
