"""What the program doubts most is listed once a month, and leaves the list when it is reviewed."""

from __future__ import annotations

from collections.abc import Callable

from office import Office, now
from playwright.sync_api import Page, expect

from storage import decisions, learning, submissions

SignedIn = Callable[..., Page]


def test_the_months_marks_are_listed_until_they_are_reviewed(office: Office, signed_in: SignedIn) -> None:
    with office.store.change() as connection:
        chosen = [one.id for _, one in learning.unconfirmed(connection, 3)]
        learning.mark(connection, f"{now():%Y-%m}", chosen, now())
    page = signed_in()
    page.goto("/queue")
    page.get_by_role("link", name="Mācīšanās dēļ").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mācīšanās dēļ")
    expect(page.locator(".card")).to_have_count(3)
    with office.store.change() as connection:
        one = submissions.proposal(connection, chosen[0])
        wanted = decisions.confirmed(decisions.judgement_of(one), "anna@example.lv")
        decisions.decide(connection, one.id, one.version, wanted, decisions.Doing("confirmed", "x", now()))
    page.reload()
    expect(page.locator(".card")).to_have_count(2)
