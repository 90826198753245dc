"""A hostile letter stays inert: no script, no handler, no picture from the net, no style that escapes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from letters_for_review import HOSTILE
from office import Office
from playwright.sync_api import Page, expect
from sqlalchemy import select

from review.html import cleaned
from storage.tables import submissions

SignedIn = Callable[..., Page]


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_the_letter_can_be_looked_at(office: Office, signed_in: SignedIn, size: str) -> None:
    with office.store.ask() as connection:
        number = connection.scalars(select(submissions.c.id).where(submissions.c.from_name == "Anonīms")).one()
    page = signed_in(size=size)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: asked.append(f"dialog {dialog.message}"))
    page.goto("/queue?view=all&q=apgaismojumu pie skolas baldone")
    page.locator(".card-link").first.click()
    page.get_by_text("Vēstules oriģināls, kā to redz sūtītājs").click()
    frame = page.frame_locator("iframe")
    expect(frame.locator("body")).to_contain_text("Lūdzu apgaismojumu")
    page.wait_for_timeout(500)
    assert "owned" not in page.title()
    assert all(url.startswith(office.url) for url in asked), asked
    assert frame.locator("script, img, svg, form, iframe, meta[http-equiv], [onload], [onerror]").count() == 0
    answer = page.request.get(f"/letters/{number}/original")
    policy = answer.headers["content-security-policy"]
    assert "sandbox" in policy
    assert "script-src" not in policy
    assert "default-src 'none'" in policy


def test_what_is_left_of_it() -> None:
    left = cleaned(HOSTILE)
    for bad in ("script", "onload", "onerror", "javascript:", "<img", "<svg", "<form", "position", "http://", "<style"):
        assert bad not in left, bad
    assert "Lūdzu apgaismojumu" in left
