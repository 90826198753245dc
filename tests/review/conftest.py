"""A queue filled by the real road, pages served by waitress, and Debian's Chromium."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from flask import Flask
from flask_babel import Babel
from office import PASSWORD, Office, fill, now, settings_in
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from cli.pages import serving
from storage.originals import Originals
from storage.store import Store

TRANSLATIONS = Path(__file__).parents[2] / "review/translations"


@pytest.fixture(scope="session")
def filled_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose letters went the whole road; copied for each test."""
    folder = tmp_path_factory.mktemp("filled")
    fill(folder)
    return folder


@pytest.fixture
def office(filled_folder: Path, tmp_path: Path) -> Iterator[Office]:
    """The filled installation, served."""
    shutil.copytree(filled_folder, tmp_path / "office")
    folder = tmp_path / "office"
    settings, store, originals = (
        settings_in(folder),
        Store(f"sqlite:///{folder}/novads.sqlite"),
        Originals(folder / "o"),
    )
    with serving(settings, store, originals, now) as url:
        yield Office(url, store, originals, settings)
    store.close()


@pytest.fixture(scope="session")
def catalogues() -> dict[str, Catalog]:
    """The pages' catalogues by language."""
    return {name: read_po(TRANSLATIONS.joinpath(name, "LC_MESSAGES/messages.po").open("rb")) for name in ("lv", "en")}


@pytest.fixture(scope="session")
def translating() -> Flask:
    """An application with nothing but the pages' catalogues."""
    made = Flask(__name__)
    made.config["BABEL_TRANSLATION_DIRECTORIES"] = str(TRANSLATIONS)
    Babel(made, default_locale="lv")
    return made


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; as root it needs --no-sandbox."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


SIZES = {"desktop": (1280, 900), "phone": (390, 844)}
PATIENCE = 60_000
"""Milliseconds for a page on a busy machine."""
SignedIn = Callable[..., Page]


@pytest.fixture
def signed_in(chromium: Browser, office: Office) -> Iterator[SignedIn]:
    """A function that gives a page of a person who came in by the door: (email, size, scripts)."""
    opened: list[BrowserContext] = []

    def enter(email: str = "anna@example.lv", size: str = "desktop", scripts: bool = True) -> Page:
        width, height = SIZES[size]
        context = chromium.new_context(
            viewport={"width": width, "height": height}, java_script_enabled=scripts, base_url=office.url, locale="lv"
        )
        context.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        opened.append(context)
        page = context.new_page()
        page.goto("/login")
        page.get_by_label("E-pasts").fill(email)
        page.get_by_label("Parole").fill(PASSWORD)
        page.get_by_role("button", name="Ieiet").click()
        page.wait_for_url("**/queue*", wait_until="load")
        return page

    yield enter
    for context in opened:
        context.close()
