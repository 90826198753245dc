"""The first account by the command line, a forgotten password by mail, a second factor by an app."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from office import PASSWORD, Office
from playwright.sync_api import Page, expect
from second_factor import code_of, reset_link

from cli.main import main
from review.staff import user_by_email
from storage.store import Store

SignedIn = Callable[..., Page]


def test_the_first_administrator(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "novads.toml"
    file.write_text(f'[general]\ndata_folder = "{tmp_path}"\n')
    monkeypatch.setattr(sys, "stdin", io.StringIO("pietiekami gara parole\n"))
    asked = ["user", "--settings", str(file), "add", "aina@example.lv", "--role", "administrator"]
    assert main(asked) == 0
    store = Store(f"sqlite:///{tmp_path}/novads.sqlite")
    with store.ask() as connection:
        assert user_by_email(connection, "Aina@example.lv").password.startswith("$argon2id$")
    store.close()
    monkeypatch.setattr(sys, "stdin", io.StringIO("īsa\n"))
    assert main([*asked[:4], "otra@example.lv", "--role", "reader"]) == 1


def test_a_forgotten_password_comes_by_mail(office: Office, signed_in: SignedIn) -> None:
    page = signed_in()
    page.get_by_role("button", name="Iziet").click()
    page.get_by_role("link", name="Aizmirsu paroli").click()
    page.get_by_label("E-pasts").fill("anna@example.lv")
    page.get_by_role("button", name="Nosūtīt saiti").click()
    expect(page.locator(".flash")).to_contain_text("aizsūtījām saiti")
    page.goto(reset_link(office))
    page.get_by_label("Parole", exact=True).fill("jauna parole pavasarim")
    page.get_by_label("Parole vēlreiz").fill("jauna parole pavasarim")
    page.get_by_role("button", name="Saglabāt paroli").click()
    page.goto("/login")
    page.get_by_label("E-pasts").fill("anna@example.lv")
    page.get_by_label("Parole").fill("jauna parole pavasarim")
    page.get_by_role("button", name="Ieiet").click()
    expect(page.get_by_role("heading", name="Jāizskata", level=1)).to_be_visible()


def test_a_second_factor(signed_in: SignedIn) -> None:
    page = signed_in()
    page.goto("/tf-setup")
    page.get_by_role("button", name="Sākt").click()
    secret = page.locator("code.secret").inner_text()
    page.get_by_label("Kods").fill(code_of(secret))
    page.get_by_role("button", name="Ieslēgt").click()
    page.goto("/account")
    expect(page.locator("main")).to_contain_text("ieslēgts")
    page.get_by_role("button", name="Iziet").click()
    page.get_by_label("E-pasts").fill("anna@example.lv")
    page.get_by_label("Parole").fill(PASSWORD)
    page.get_by_role("button", name="Ieiet").click()
    page.goto("/queue")
    expect(page.get_by_role("heading", name="Jāizskata", level=1)).not_to_be_visible()
