"""A group is seen together, answered together, and left by one; a proposal's page tells its date and lost mails."""

from __future__ import annotations

import re
from collections.abc import Callable

from office import Office, now
from playwright.sync_api import Page, expect
from sqlalchemy import select

from storage import answers, bounces, decisions, outbox, submissions
from storage.records import Bounce
from storage.tables import proposals

SignedIn = Callable[..., Page]


def grouped(office: Office) -> list[int]:
    """Three of the letters about Pļavu iela, in one group."""
    with office.store.change() as connection:
        asked = select(proposals.c.id).where(proposals.c.text.like("Lūdzu noasfaltēt%")).limit(3)
        numbers = sorted(connection.scalars(asked))
        for one in submissions.proposals_by_id(connection, numbers):
            wanted = decisions.with_fields(decisions.judgement_of(one), {"group_id": numbers[0]})
            decisions.decide(connection, one.id, one.version, wanted, decisions.Doing("grouped", "x", now()))
    return numbers


def test_a_group_is_answered_from_its_page(office: Office, signed_in: SignedIn) -> None:
    numbers = grouped(office)
    page = signed_in()
    page.goto(f"/proposals/{numbers[1]}")
    page.get_by_role("link", name="Visa grupa").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Grupā 3 priekšlikumi")
    page.get_by_role("link", name="Rakstīt atbildi visai grupai").click()
    page.get_by_label("Skaidrojums").fill("Ielu asfaltēsim vasarā.")
    page.get_by_role("button", name="Saglabāt melnrakstu").click()
    with office.store.ask() as connection:
        assert sorted(one.proposal_id for one in answers.drafts(connection)) == numbers
    page.goto(f"/groups/{numbers[0]}")
    page.get_by_role("button", name=re.compile("Izņemt no grupas")).last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Grupā 2 priekšlikumi")
    page.get_by_role("link", name="Šī grupa rindā").click()
    expect(page.locator(".card")).to_have_count(2)
    assert page.request.get("/groups/99999").status == 404


def test_a_proposals_page_tells_its_date_and_the_mail_that_came_back(office: Office, signed_in: SignedIn) -> None:
    with office.store.change() as connection:
        one = submissions.proposal(connection, 1)
        mail = outbox.of_submission(connection, one.submission_id)[0]
        told = Bounce(mail.id, None, "permanent", "5.1.1", "550 user unknown", mail.to_address, now())
        bounces.add(connection, told)
        bounces.bury(connection, mail.to_address, "550 user unknown", now())
    page = signed_in()
    page.goto("/proposals/1")
    page.get_by_text("Kāpēc šāds termiņš").click()
    expect(page.locator(".why")).to_contain_text("10 darbdienas; ")
    expect(page.locator(".judge .problems")).to_contain_text("Vēstuli nevar piegādāt: adrese nedarbojas.")
    expect(page.get_by_text("550 user unknown")).to_be_hidden()
    page.get_by_role("link", name="Norādīt citu adresi").click()
    page.get_by_label(re.compile("Adrese atkal darbojas")).check()
    page.get_by_role("button", name="Saglabāt adresi").click()
    with office.store.ask() as connection:
        assert not bounces.is_dead(connection, mail.to_address)
