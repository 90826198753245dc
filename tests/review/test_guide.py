"""The staff guide, Latvian and English, tells of every view, key and role that the pages have, with its pictures."""

from __future__ import annotations

import html
import re

import pytest
from flask.testing import FlaskClient
from office import PASSWORD, Office, now

from review.app import create_app
from review.staff import speak


@pytest.fixture(params=["lv", "en"])
def client(request: pytest.FixtureRequest, office: Office) -> FlaskClient:
    """Signed in as the administrator, in one language after the other."""
    with office.store.change() as connection:
        speak(connection, 6, request.param)
    made = create_app(office.settings, office.store, office.originals, now).test_client()
    token = re.findall(r'name="csrf_token"[^>]*value="([^"]+)"', made.get("/login").text)[0]
    made.post("/login", data={"email": "admin@example.lv", "password": PASSWORD, "csrf_token": token})
    return made


def words(text: str, pattern: str) -> set[str]:
    return {html.unescape(one).strip() for one in re.findall(pattern, text)}


def test_every_view_key_and_role_stands_in_the_guide(client: FlaskClient) -> None:
    queue, staff, guide = client.get("/queue").text, client.get("/staff").text, client.get("/help").text
    told = words(guide, r"<td>([^<]*)</td>")
    views = words(queue, r'<a href="[^"]*(?:view=|/m)[^"]*"[^>]*><span>([^<]+)')
    assert len(views) >= 11
    assert views <= told, views - told
    keys = {key for one in words(queue, r"<kbd>([^<]+)</kbd>") for key in one.split()}
    assert keys <= {key for one in told for key in re.split(r"[,\s]+", one)}, keys
    roles = words(staff, r'name="role"[^>]*>([^<]+)')
    assert len(roles) == 5
    assert roles <= told, roles - told


def test_its_pictures_are_there(client: FlaskClient) -> None:
    pictures = re.findall(r'<img src="([^"]+)" alt="[^"]+', client.get("/help").text)
    assert len(pictures) == 3
    for address in pictures:
        assert client.get(address).data.startswith(b"\x89PNG")
