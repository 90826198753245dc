"""axe finds nothing on any page, at desktop and phone width; nothing is wider than the screen; all by keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from office import PASSWORD, Office
from playwright.sync_api import Page, expect
from second_factor import code_of, reset_link
from sqlalchemy import update

from storage.tables import proposals, users

SignedIn = Callable[..., Page]
PAGES = (
    "/queue",
    "/queue?view=all&topic=lighting&q=apgaismojums",
    "/queue?view=mine",
    "/queue/sure?view=review",
    "/proposals/1",
    "/proposals/3",
    "/proposals/3/left-out",
    "/groups/1",
    "/messages/parked",
    "/messages/ignored",
    "/answers",
    "/answers/new?proposal=1",
    "/answer-texts",
    "/answer-texts/edit?name=Nav atbalstīts",
    "/registry",
    "/mailboxes",
    "/staff/1/digest",
    "/mails?state=held",
    "/mails",
    "/mails/1",
    "/account",
    "/staff",
    "/help",
    "/change",
    "/tf-setup",
    "/verify",
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


@pytest.mark.parametrize(("size", "language"), [("desktop", "en"), ("phone", "lv")])
def test_axe_finds_nothing(office: Office, signed_in: SignedIn, size: str, language: str) -> None:
    with office.store.change() as connection:
        connection.execute(update(proposals).where(proposals.c.id.in_([1, 2])).values(group_id=1))
        connection.execute(update(users).values(language=language))
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


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_axe_finds_nothing_on_the_way_in(office: Office, signed_in: SignedIn, size: str) -> None:
    page = signed_in(size=size)

    def send(**fields: str) -> None:
        for name, value in fields.items():
            page.locator(f"#{name}").fill(value)
        with page.expect_navigation(wait_until="load"):
            page.locator("main button.primary").click()
        assert not faults(page), f"{page.url}: {faults(page)}"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url

    page.goto("/tf-setup")
    send()
    send(code="12")
    page.goto("/tf-setup")
    send()
    send(code=code_of(page.locator("code.secret").inner_text()))
    page.get_by_role("button", name="Iziet").click()
    send(email="anna@example.lv", password="nepareizi")
    send(email="anna@example.lv", password=PASSWORD)
    expect(page.get_by_role("heading", name="Vēl viens solis")).to_be_visible()
    send(code="12")
    page.context.clear_cookies()
    page.goto("/reset")
    send(email="anna@example.lv")
    page.goto(reset_link(office))
    send(password="īsa", password_confirm="cita")


def test_usable_at_four_hundred_percent(signed_in: SignedIn) -> None:
    page = signed_in()
    page.set_viewport_size({"width": 320, "height": 256})  # 1280 x 1024 at 400 % (WCAG 2.2, 1.4.10)
    for address in ("/queue", "/proposals/3", "/proposals/3/left-out", "/queue/sure?view=review"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


def test_twenty_letters_by_keyboard_alone(signed_in: SignedIn) -> None:
    page = signed_in()
    there = int(page.locator(".views [aria-current] .number").inner_text())
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    for number in range(20):
        expect(page.locator("mark.here")).to_be_visible()
        page.wait_for_load_state()  # keys are heard from here on
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
