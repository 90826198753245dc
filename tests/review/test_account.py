"""One's own account: the digest's topics and places, saved views; and the mailboxes' page."""

from __future__ import annotations

from collections.abc import Callable

from office import Office, now
from playwright.sync_api import Page, expect

from config.settings import Reader
from review.staff import readers
from storage import desk as colleagues
from storage import outbox, worklog
from storage.records import OutgoingState, Reconciliation

SignedIn = Callable[..., Page]


def test_topics_and_places_of_the_digest_are_chosen_on_the_own_page(office: Office, signed_in: SignedIn) -> None:
    page = signed_in(scripts=False)
    page.goto("/account")
    page.get_by_text("Tēmas: visas").click()
    page.get_by_label("Apgaismojums").check()
    page.get_by_label("Ielas un ceļi").check()
    page.get_by_text("Vietas: visas").click()
    page.get_by_label("Baldone", exact=True).check()
    page.get_by_label("Pienāk").select_option("piektdienās")
    page.get_by_role("button", name="Saglabāt izvēli").click()
    expect(page.get_by_role("status")).to_contain_text("Nedēļas apskata izvēle saglabāta.")
    with office.store.ask() as connection:
        mine = next(one for one in readers(connection) if one.address == "anna@example.lv")
    assert mine == Reader(address="anna@example.lv", topics=("roads", "lighting"), places=("baldone",), day="fri")
    expect(page.get_by_text("Tēmas: 2")).to_be_visible()


def test_an_administrator_chooses_the_digest_of_anybody(office: Office, signed_in: SignedIn) -> None:
    page = signed_in("admin@example.lv", size="phone", scripts=False)
    page.goto("/staff")
    page.get_by_text("lasitajs@example.lv").click()
    page.get_by_role("link", name="Nedēļas apskats e-pastā: Līga Lase").click()
    page.get_by_label("Pienāk").select_option("nekad")
    page.get_by_role("button", name="Saglabāt izvēli").click()
    expect(page.get_by_role("status")).to_contain_text("Saglabāts: Līga Lase.")
    with office.store.ask() as connection:
        assert {one.address: one.day for one in readers(connection)}["lasitajs@example.lv"] == "off"


def test_a_saved_view_is_forgotten(office: Office, signed_in: SignedIn) -> None:
    page = signed_in()
    page.goto("/queue?view=all&topic=roads")
    page.get_by_text("Saglabāt šo skatu").click()
    page.get_by_label("Skata nosaukums").fill("Ceļi")
    page.get_by_role("button", name="Saglabāt", exact=True).click()
    page.goto("/account")
    page.get_by_role("button", name="Dzēst: Ceļi").click()
    with office.store.ask() as connection:
        assert colleagues.views_for(connection, 1) == []


def test_the_mailboxes_page_tells_a_difference(office: Office, signed_in: SignedIn) -> None:
    with office.store.change() as connection:
        poll = worklog.last_polls(connection)[0]
        worklog.add_reconciliation(connection, Reconciliation(poll.mailbox, poll.folder, now(), 32, 30, 0, 0, 0, 2))
    page = signed_in()
    page.get_by_role("link", name="Pastkastes").click()
    expect(page.locator(".card")).to_contain_text("Pārbaudīta")
    expect(page.locator("dd").last).to_have_text("2")


def test_outgoing_mails_by_state(office: Office, signed_in: SignedIn) -> None:
    with office.store.ask() as connection:
        held = outbox.counts(connection)[OutgoingState.HELD]
    page = signed_in()
    page.goto("/mails?state=held")
    expect(page.locator(".card")).to_have_count(held)
    page.goto("/mails?state=failed")
    expect(page.get_by_text("Tādu nav.")).to_be_visible()
