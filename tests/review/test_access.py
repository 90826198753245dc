"""Every address with every role, with none, and with a forged form token."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from office import PASSWORD, STAFF, Office, now

from review.access import WITHOUT_SIGN_IN, roles_of
from review.app import create_app


@pytest.fixture
def application(office: Office) -> Flask:
    return create_app(office.settings, office.store, office.originals, now)


def token(client: FlaskClient, address: str = "/login") -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get(address).text)
    assert found
    return found[1]


def signed_in(application: Flask, email: str) -> FlaskClient:
    client = application.test_client()
    form = {"email": email, "password": PASSWORD, "csrf_token": token(client)}
    assert client.post("/login", data=form).status_code == 302
    return client


def addresses(application: Flask) -> Iterator[tuple[str, str, str]]:
    """(endpoint, method, address) of everything behind the door."""
    for rule in application.url_map.iter_rules():
        if not rule.endpoint.startswith(WITHOUT_SIGN_IN):
            method = "POST" if "POST" in (rule.methods or ()) else "GET"
            yield rule.endpoint, method, re.sub(r"<[^>]+>", "1", rule.rule)


def test_every_address_with_no_role(application: Flask) -> None:
    client = application.test_client()
    for _, method, address in addresses(application):
        answer = client.open(address, method=method, data={"csrf_token": token(client)} if method == "POST" else None)
        came_in = answer.status_code == 200
        assert not came_in, address
        assert answer.status_code in (302, 401, 404), address
        if answer.status_code == 302:
            assert "/login" in answer.headers["Location"], address


@pytest.mark.parametrize("email", STAFF)
def test_every_address_with_every_role(application: Flask, email: str) -> None:
    role = STAFF[email][1]
    client = signed_in(application, email)
    form = {"csrf_token": token(client, "/queue")}
    for endpoint, method, address in addresses(application):
        may = role in (roles_of(application, endpoint) or ())
        answer = client.open(address, method=method, data=form if method == "POST" else None)
        assert (answer.status_code == 403) != may, f"{role} at {address}: {answer.status_code}"
        assert answer.status_code < 500, address


def test_a_forged_token_changes_nothing(application: Flask) -> None:
    client = signed_in(application, "admin@example.lv")
    for _, method, address in addresses(application):
        if method == "POST":
            assert client.post(address, data={"csrf_token": "forged"}).status_code == 400, address
            assert client.post(address).status_code == 400, address


def test_pages_forbid_what_is_not_ours(application: Flask) -> None:
    client = signed_in(application, "anna@example.lv")
    for address in ("/queue", "/proposals/1", "/mails", "/account"):
        policy = client.get(address).headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe-inline" not in policy
