"""axe finds nothing on any page, at desktop and phone width; nothing is wider than the screen; all by keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from office import Office
from playwright.sync_api import Page, expect
from sqlalchemy import update

from storage.tables import proposals

SignedIn = Callable[..., Page]
PAGES = (
    "/queue",
    "/queue?view=all&topic=lighting&q=apgaismojums",
    "/queue?view=mine",
    "/queue/sure?view=review",
    "/proposals/1",
    "/proposals/3",
    "/groups/1",
    "/messages/parked",
    "/messages/ignored",
    "/answers",
    "/answers/new?proposal=1",
    "/answer-texts",
    "/answer-texts/edit?name=Nav atbalstīts",
    "/registry",
    "/mailboxes",
    "/mails?state=held",
    "/mails",
    "/mails/1",
    "/account",
    "/staff",
    "/help",
    "/change",
    "/tf-setup",
    "/nowhere",
)


def faults(page: Page) -> str:
    """What axe has against a page, frames left out: they show other people's HTML."""
    found = Axe().run(
        page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    )
    return "\n".join(
        f"{one['id']}: {one['help']} {[node['target'] for node in one['nodes']][:4]}"
        for one in found.response["violations"]
    )


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_axe_finds_nothing(office: Office, signed_in: SignedIn, size: str) -> None:
    with office.store.change() as connection:
        connection.execute(update(proposals).where(proposals.c.id.in_([1, 2])).values(group_id=1))
    page = signed_in("admin@example.lv", size)
    for address in PAGES:
        page.goto(address)
        page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")
        assert not faults(page), f"{address} at {size}: {faults(page)}"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{address} is too wide at {size}"


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_axe_finds_nothing_before_the_door(signed_in: SignedIn, size: str) -> None:
    page = signed_in(size=size)
    page.get_by_role("button", name="Iziet").click()
    for address in ("/login", "/reset"):
        page.goto(address)
        assert not faults(page), f"{address}: {faults(page)}"


def test_usable_at_four_hundred_percent(signed_in: SignedIn) -> None:
    page = signed_in()
    page.set_viewport_size({"width": 320, "height": 256})  # 1280 x 1024 at 400 % (WCAG 2.2, 1.4.10)
    for address in ("/queue", "/proposals/3", "/queue/sure?view=review"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


def test_twenty_letters_by_keyboard_alone(signed_in: SignedIn) -> None:
    page = signed_in()
    there = int(page.locator(".views [aria-current] .number").inner_text())
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    for number in range(20):
        expect(page.locator("mark.here")).to_be_visible()
        seen = page.url
        if number == 3:  # a correction on the way
            page.keyboard.press("t")
            page.keyboard.press("ArrowDown")
            page.keyboard.press("Escape")
        page.keyboard.press("a")
        page.wait_for_url(lambda now, seen=seen: now != seen)  # type: ignore[misc]
    page.keyboard.press("l")
    expect(page.locator(".views [aria-current] .number")).to_have_text(str(there - 20))


def test_the_keys_are_shown_and_focus_is_seen(signed_in: SignedIn) -> None:
    page = signed_in()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
