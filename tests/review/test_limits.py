"""Knocking too often is refused for a while: sign-in, resets, searches."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask.testing import FlaskClient
from office import PASSWORD, Office, now

from review.app import create_app


def stopped(at: datetime) -> Callable[[], datetime]:
    return lambda: at


@pytest.fixture
def client(office: Office) -> FlaskClient:
    return create_app(office.settings, office.store, office.originals, stopped(now())).test_client()


def token(client: FlaskClient, address: str) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get(address).text)
    assert found
    return found[1]


def test_sign_in_by_one_address(client: FlaskClient) -> None:
    told = token(client, "/login")
    answers = [
        client.post("/login", data={"email": f"nav{n}@example.lv", "password": "x", "csrf_token": told})
        for n in range(31)
    ]
    assert {one.status_code for one in answers[:30]} == {200}
    assert answers[30].status_code == 429
    assert "Pārāk daudz mēģinājumu" in answers[30].text
    other = {"REMOTE_ADDR": "192.0.2.7"}
    form = {"email": "anna@example.lv", "password": PASSWORD, "csrf_token": told}
    assert client.post("/login", data=form, environ_base=other).status_code == 302


def test_several_processes_count_together_and_a_window_ends(office: Office) -> None:
    start = now()
    first, second, after = (
        create_app(office.settings, office.store, office.originals, stopped(start + passed)).test_client()
        for passed in (timedelta(), timedelta(), timedelta(seconds=61))
    )
    statuses = []
    for client, tries in ((first, 20), (second, 11), (after, 1)):
        form = {"email": "nav@example.lv", "password": "x", "csrf_token": token(client, "/login")}
        statuses += [client.post("/login", data=form).status_code for _ in range(tries)]
    assert statuses == [200] * 30 + [429, 200]


def test_resets(client: FlaskClient) -> None:
    told = token(client, "/reset")
    answers = [client.post("/reset", data={"email": "anna@example.lv", "csrf_token": told}) for _ in range(11)]
    assert 429 not in {one.status_code for one in answers[:10]}
    assert answers[10].status_code == 429


def test_searches_but_never_the_plain_list(client: FlaskClient) -> None:
    client.post(
        "/login", data={"email": "anna@example.lv", "password": PASSWORD, "csrf_token": token(client, "/login")}
    )
    for _ in range(61):
        last = client.get("/queue?view=all&q=iela")
    assert last.status_code == 429
    assert client.get("/queue?view=all").status_code == 200
