"""A reviewer comes in, understands a proposal, corrects it, confirms it, and reads the receipt that was sent."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from office import PASSWORD, Office, now
from playwright.sync_api import Page, expect
from sqlalchemy import update

from storage import decisions, submissions
from storage.records import ProposalState
from storage.tables import users

SignedIn = Callable[..., Page]


@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("scripts", [True, False])
def test_correct_and_confirm(office: Office, signed_in: SignedIn, size: str, scripts: bool) -> None:
    page = signed_in(size=size, scripts=scripts)
    expect(page.get_by_role("heading", name="Jāizskata", level=1)).to_be_visible()
    page.get_by_role("searchbox").fill("nomainit supoles")
    page.get_by_role("button", name="Meklēt").click()
    page.get_by_role("link", name=re.compile("Nomainīt šūpoles")).click()
    number = int(re.findall(r"proposals/(\d+)", page.url)[0])
    expect(page.locator("mark.here")).to_contain_text("Nomainīt šūpoles rotaļu laukumā")
    expect(page.locator(".letter")).to_contain_text("Salabot bedres")
    page.get_by_label("Tēma 1").select_option("sports")
    page.get_by_label("Vieta: pievienot").select_option("kekava")
    page.get_by_role("button", name="Apstiprināt, nākamais").click()
    expect(page.get_by_role("status")).to_contain_text("Apstiprināts")
    with office.store.ask() as connection:
        done = submissions.proposal(connection, number)
        assert done.topics[0] == "sports"
        assert "kekava" in done.places
        assert done.state is ProposalState.IN_ASSESSMENT
        assert done.confirmed_by == "anna@example.lv"
        assert done.version == 2
        last = decisions.steps(connection, done.id)[-1]
        assert (last.actor, last.action, last.after["topics"][0]) == ("anna@example.lv", "confirmed", "sports")


def test_the_receipt_is_read_as_the_resident_sees_it(signed_in: SignedIn) -> None:
    page = signed_in()
    page.get_by_role("link", name="Izsūtītais").click()
    page.get_by_role("link", name=re.compile("Saņēmām Jūsu vēstuli")).last.click()
    mail = page.frame_locator("iframe.mail")
    expect(mail.locator("body")).to_contain_text("Šis ir automātisks paziņojums par saņemšanu")


def test_five_wrong_passwords_bar_the_door(office: Office, signed_in: SignedIn) -> None:
    page = signed_in()
    page.get_by_role("button", name="Iziet").click()
    for _ in range(5):
        page.get_by_label("E-pasts").fill("anna@example.lv")
        page.get_by_label("Parole").fill("nepareiza parole")
        page.get_by_role("button", name="Ieiet").click()
    come_in(page)
    expect(page.locator(".error").first).to_contain_text("ieeja uz 15 minūtēm ir slēgta")
    with office.store.change() as connection:
        connection.execute(update(users).values(locked_until=now() - timedelta(seconds=1)))
    come_in(page)
    expect(page.get_by_role("heading", name="Jāizskata", level=1)).to_be_visible()


def come_in(page: Page) -> None:
    page.get_by_label("E-pasts").fill("anna@example.lv")
    page.get_by_label("Parole").fill(PASSWORD)
    page.get_by_role("button", name="Ieiet").click()
