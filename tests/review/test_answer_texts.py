"""Ready-made texts: written by page, checked strictly, seen in a real letter before they are kept."""

from __future__ import annotations

import re
from collections.abc import Callable

from office import Office
from playwright.sync_api import Page, expect

from storage import answers, decisions, submissions

SignedIn = Callable[..., Page]


def test_a_text_is_written_seen_kept_used_and_removed(office: Office, signed_in: SignedIn) -> None:
    page = signed_in("publicetajs@example.lv")
    page.goto("/answers")
    page.get_by_role("link", name="Gatavie teksti").click()
    page.get_by_role("link", name="Rakstīt jaunu tekstu").click()
    page.get_by_label("Nosaukums").fill("Ielu remonts")
    page.get_by_label("Lēmums").select_option("included")
    page.get_by_label("Teksts", exact=True).fill("{vieta}: darbi sāksies {gad}. gadā.")
    page.get_by_role("button", name="Saglabāt tekstu").click()
    expect(page.get_by_role("alert")).to_contain_text("Nav lauka {gad}.")
    page.get_by_label("Teksts", exact=True).fill("{vieta}: darbi sāksies {gads}. gadā.")
    page.get_by_role("button", name="Parādīt vēstulē", exact=True).click()
    seen = page.get_by_role("status")
    expect(seen).to_contain_text(re.compile(r"Ķekava.*: darbi sāksies 20\d\d\. gadā\.|\w+: darbi sāksies"))
    expect(seen).to_contain_text("Labdien!")
    with office.store.ask() as connection:
        assert answers.drafts(connection) == []
        assert answers.texts(connection) == []
        assert not [one for n in range(1, 30) for one in decisions.steps(connection, n)], "a preview leaves no trace"
    page.get_by_role("button", name="Saglabāt tekstu").click()
    expect(page.get_by_role("status")).to_contain_text("Teksts saglabāts: Ielu remonts.")
    reviewer = signed_in()
    reviewer.goto("/answers/new?proposal=1&ready=Ielu remonts")
    expect(reviewer.get_by_label("Skaidrojums")).to_have_value("{vieta}: darbi sāksies {gads}. gadā.")
    page.get_by_role("link", name="Labot: Ielu remonts").click()
    page.get_by_label("Nosaukums").fill("Ielas")
    page.get_by_role("button", name="Saglabāt tekstu").click()
    page.get_by_role("button", name="Dzēst: Ielas").click()
    expect(page.get_by_role("status")).to_contain_text("Teksts dzēsts: Ielas.")
    with office.store.ask() as connection:
        assert answers.texts(connection) == []


def test_a_text_of_the_program_becomes_our_own_and_takes_its_place(office: Office, signed_in: SignedIn) -> None:
    page = signed_in("admin@example.lv", scripts=False)
    page.goto("/answer-texts")
    page.get_by_role("link", name="Pārveidot par savu: Nav atbalstīts").click()
    page.get_by_label("Teksts", exact=True).fill("Diemžēl priekšlikumu nevaram atbalstīt.")
    page.get_by_role("button", name="Saglabāt tekstu").click()
    expect(page.get_by_role("heading", name="Nav atbalstīts", exact=True)).to_have_count(1)
    page.goto("/answer-texts/edit")
    page.get_by_label("Nosaukums").fill("Nav atbalstīts")
    page.get_by_label("Teksts", exact=True).fill("Cits.")
    page.get_by_role("button", name="Saglabāt tekstu").click()
    expect(page.get_by_role("alert")).to_contain_text("Teksts ar šādu nosaukumu jau ir.")


def test_a_letter_is_chosen_by_its_code(office: Office, signed_in: SignedIn) -> None:
    page = signed_in("admin@example.lv")
    with office.store.ask() as connection:
        held = submissions.newest(connection, 3)[0]
    page.goto("/answer-texts/edit?name=Jau izskatīts")
    page.get_by_label("Parādīt vēstulē ar kodu").fill(held.code.lower())
    page.get_by_role("button", name="Parādīt vēstulē", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text(held.code)
    page.get_by_label("Parādīt vēstulē ar kodu").fill("KEK-1")
    page.get_by_role("button", name="Parādīt vēstulē", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Nav vēstules ar kodu KEK-1.")
