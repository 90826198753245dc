"""Every sentence of the pages has its English, and the compiled catalogues are those of the sources."""

from __future__ import annotations

import io
import re
from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from office import PASSWORD, Office, now

from review.app import create_app

ROOT = Path(__file__).parents[2] / "review"
CATALOGUES = ROOT / "translations"
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "lazy_gettext": None}


def test_every_sentence_has_its_english() -> None:
    with (CATALOGUES / "en/LC_MESSAGES/messages.po").open("rb") as file:
        english = read_po(file)
    said = {found[2] for found in extract_from_dir(ROOT, METHODS, keywords=KEYWORDS)}
    missing = [one for one in said if not (found := english.get(one)) or not found.string]
    assert not missing, f"no English for {missing}"


@pytest.mark.parametrize("language", ["lv", "en"])
def test_compiled_catalogues_are_those_of_the_sources(language: str) -> None:
    folder = CATALOGUES / language / "LC_MESSAGES"
    compiled = io.BytesIO()
    with (folder / "messages.po").open("rb") as file:
        write_mo(compiled, read_po(file))
    compiled.seek(0)
    with (folder / "messages.mo").open("rb") as kept:
        assert GNUTranslations(kept)._catalog == GNUTranslations(compiled)._catalog  # type: ignore[attr-defined]


def test_the_language_chosen_at_the_door_stays_with_the_account(office: Office) -> None:
    application = create_app(office.settings, office.store, office.originals, now)
    client = application.test_client()
    token = re.findall(r'name="csrf_token"[^>]*value="([^"]+)"', client.get("/login?next=/mails").text)[0]
    chosen = client.post("/language", data={"language": "en", "next": "/mails", "csrf_token": token})
    assert chosen.headers["Location"] == "/login?next=/mails"
    assert '<html lang="en">' in client.get("/login").text
    client.post("/login", data={"email": "anna@example.lv", "password": PASSWORD, "csrf_token": token})
    assert '<html lang="en">' in client.get("/queue").text
    other = application.test_client()
    token = re.findall(r'name="csrf_token"[^>]*value="([^"]+)"', other.get("/login").text)[0]
    other.post("/login", data={"email": "anna@example.lv", "password": PASSWORD, "csrf_token": token})
    assert '<html lang="en">' in other.get("/queue").text


def test_the_pages_in_english(office: Office) -> None:
    client = create_app(office.settings, office.store, office.originals, now).test_client()
    token = re.findall(r'name="csrf_token"[^>]*value="([^"]+)"', client.get("/login").text)[0]
    client.post("/login", data={"email": "anna@example.lv", "password": PASSWORD, "csrf_token": token})
    token = re.findall(r'name="csrf_token"[^>]*value="([^"]+)"', client.get("/account").text)[0]
    client.post("/account/language", data={"language": "en", "csrf_token": token})
    page = client.get("/queue").text
    assert '<html lang="en">' in page
    for word in ("To review", "Due soon", "Street", "Filter"):
        assert word in page
    assert "Jāizskata" not in page
    client.post("/logout", data={"csrf_token": token})
    assert '<html lang="en">' in client.get("/login").text
