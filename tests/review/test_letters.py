"""A letter's papers: packed letters opened, files inside containers, what goes to the records system and comes back."""

from __future__ import annotations

import base64
import csv
import io
import zipfile
from collections.abc import Callable
from email.message import EmailMessage

import pytest
from office import Office, bring_in
from outlook_for_tests import winmail
from playwright.sync_api import Page, expect
from signing_for_tests import signer

from review.numbers import Row, rows_of
from storage import decisions, queue, submissions

SignedIn = Callable[..., Page]
WORDS = "Lūdzu ierīkot apgaismojumu Pļavu ielā Ķekavā."
HEADER = (
    "From: Zane Zole <zane@example.org>\r\nSubject: Iela\r\nMessage-ID: <packed@example.org>\r\nMIME-Version: 1.0\r\n"
)


def packed(content_type: str, name: str, data: bytes) -> bytes:
    fields = f'{HEADER}Content-Type: {content_type}; name="{name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
    return fields.encode() + base64.encodebytes(data)


def signed() -> bytes:
    entity = f"Content-Type: text/plain; charset=utf-8\r\n\r\n{WORDS}\r\n".encode()
    return packed("application/pkcs7-mime; smime-type=signed-data", "smime.p7m", signer().signed(entity))


def from_outlook() -> bytes:
    return packed("application/ms-tnef", "winmail.dat", winmail("Iela", WORDS, {}))


def zipped(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as folder:
        folder.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize("raw", [signed(), from_outlook()], ids=["signed", "winmail.dat"])
def test_the_original_of_a_packed_letter_shows_its_words(office: Office, signed_in: SignedIn, raw: bytes) -> None:
    number = bring_in(office, raw)
    with office.store.ask() as connection:
        first = submissions.proposals_of(connection, number)[0].id
    page = signed_in()
    page.goto(f"/proposals/{first}")
    page.get_by_text("Vēstules oriģināls, kā to redz sūtītājs").click()
    expect(page.frame_locator("iframe").locator("body")).to_contain_text(WORDS)
    answer = page.request.get(f"/letters/{number}/export.zip")
    with zipfile.ZipFile(io.BytesIO(answer.body())) as folder:
        (eml,) = [name for name in folder.namelist() if name.endswith(".eml")]
        assert folder.read(eml) == raw


def test_a_file_inside_a_container_can_be_saved(office: Office, signed_in: SignedIn) -> None:
    mail = EmailMessage()
    mail["From"], mail["Message-ID"] = "Zane Zole <zane@example.org>", "<container@example.org>"
    mail.set_content(WORDS)
    inner = "Papildus lūdzu soliņu pie Daugavas.".encode()
    mail.add_attachment(zipped("papildus.txt", inner), "application", "zip", filename="viss.zip")
    number = bring_in(office, mail.as_bytes())
    with office.store.ask() as connection:
        documents = submissions.documents_of(connection, number)
    assert [one.filename for one in documents] == ["viss.zip", "papildus.txt"]
    page = signed_in()
    assert page.request.get(f"/letters/{number}/documents/{documents[1].number}").body() == inner
    assert page.request.get(f"/letters/{number}/documents/7").status == 404


def test_the_number_of_signatures_is_suggested_and_kept_by_one_press(office: Office, signed_in: SignedIn) -> None:
    words = f"{WORDS} Iesniegumu parakstījuši 87 iedzīvotāji."
    number = bring_in(office, f"{HEADER}Content-Type: text/plain; charset=utf-8\r\n\r\n{words}\r\n".encode())
    with office.store.ask() as connection:
        (wish,) = submissions.proposals_of(connection, number)
        assert submissions.get(connection, number).signatures is None, "only a person confirms it"
    page = signed_in(scripts=False, size="phone")
    page.goto(f"/proposals/{wish.id}")
    expect(page.get_by_text("parakstījuši 87 iedzīvotāji", exact=True)).to_be_visible()
    page.get_by_role("button", name="Ierakstīt: 87 paraksti").click()
    expect(page.get_by_text("87 paraksti")).to_be_visible()
    with office.store.ask() as connection:
        assert submissions.get(connection, number).signatures == 87


def test_signatures_and_representative_of_a_collective_letter(office: Office, signed_in: SignedIn) -> None:
    page = signed_in()
    page.goto("/proposals/1")
    page.get_by_text("Virziens un kolektīvs iesniegums").click()
    page.get_by_label("Virziens").select_option("collective")
    page.get_by_label("Parakstu skaits").fill("divi simti")
    with office.store.ask() as connection:
        letter = submissions.proposal(connection, 1).submission_id
    assert page.request.post(f"/letters/{letter}/collective").status == 400
    page.get_by_label("Parakstu skaits").fill("213")
    page.get_by_label("Parakstītāju pārstāvis").fill("Biedrība „Gaismas iela”, Ilze Ozola")
    page.get_by_role("button", name="Saglabāt ziņas").click()
    expect(page.locator(".letter-head")).to_contain_text(
        "213 paraksti · pārstāvis: Biedrība „Gaismas iela”, Ilze Ozola"
    )
    expect(page.locator(".judge")).to_contain_text("Anna Kalniņa laboja ziņas par kolektīvo iesniegumu")
    with office.store.ask() as connection:
        held = submissions.get(connection, letter)
        (step,) = decisions.steps(connection, letter, "submission")[-1:]
        found = queue.all_ids(connection, queue.Wanted((("track", "collective"),)), 9)
    assert (held.track, held.signatures) == ("collective", 213)
    assert "Ozola" not in str(step), "the trail holds names of fields, never a resident's words"
    assert 1 in found, "the queue's filter follows"


def test_a_number_of_signatures_is_digits(office: Office, signed_in: SignedIn) -> None:
    page = signed_in("registrs@example.lv", scripts=False)
    page.goto("/proposals/1")
    page.get_by_text("Virziens un kolektīvs iesniegums").click()
    page.evaluate("document.querySelector('#signatures').removeAttribute('pattern')")
    page.get_by_label("Parakstu skaits").fill("daudz")
    page.get_by_role("button", name="Saglabāt ziņas").click()
    expect(page.get_by_role("alert")).to_contain_text("Parakstu skaits jāraksta ar cipariem.")


def test_letters_go_to_the_records_system_and_their_numbers_come_back(office: Office, signed_in: SignedIn) -> None:
    page = signed_in("registrs@example.lv")
    page.get_by_role("link", name="Lietvedība").click()
    answer = page.request.get("/registry/letters.zip")
    with zipfile.ZipFile(io.BytesIO(answer.body())) as folder:
        names = folder.namelist()
        told = folder.read("letters.csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(told)))
    assert len(rows) == 25
    codes = [row["code"] for row in rows]
    for part in ("letter.eml", "letter.pdf", "metadata.csv", "proposals.csv"):
        assert f"{codes[0]}/{part}" in names
    with office.store.change() as connection:
        held = submissions.by_code(connection, codes[2])
        assert held is not None
        submissions.register(connection, held.id, "1-6/7")
    table = "Nr.;Kods;Reģistrācijas numurs\r\n"
    table += (
        f"1;{codes[0]};1-6/26/101\r\n2;{codes[1].lower()};1-6/26/102\r\n3;{codes[2]};1-6/26/103\r\n4;KEK-0;5\r\n5;;\r\n"
    )
    sent = {"name": "numuri.csv", "mimeType": "text/csv", "buffer": table.encode("cp1257")}
    page.get_by_label("Tabula ar numuriem (CSV)").set_input_files(sent)  # type: ignore[arg-type]
    page.get_by_role("button", name="Ierakstīt numurus").click()
    expect(page.get_by_role("status")).to_contain_text("Ierakstīti 2 numuri.")
    expect(page.get_by_role("alert").first).to_contain_text(f"{codes[2]}: 1-6/7 (tabulā 1-6/26/103)")
    expect(page.get_by_role("alert").last).to_contain_text("Šādu kodu nav: KEK-0")
    assert numbers(office, codes[:3]) == ["1-6/26/101", "1-6/26/102", "1-6/7"]
    page.get_by_label("Tabula ar numuriem (CSV)").set_input_files(sent)  # type: ignore[arg-type]
    page.get_by_label("Aizstāt arī numurus, kas jau ierakstīti").check()
    page.get_by_role("button", name="Ierakstīt numurus").click()
    expect(page.get_by_role("status")).to_contain_text("Ierakstīts 1 numurs.")
    assert numbers(office, codes[:3]) == ["1-6/26/101", "1-6/26/102", "1-6/26/103"]
    expect(page.get_by_text(codes[0])).to_have_count(0)


def numbers(office: Office, codes: list[str]) -> list[str]:
    with office.store.ask() as connection:
        found = [submissions.by_code(connection, code) for code in codes]
    return [one.registration_number for one in found if one]


def test_a_file_that_is_no_table_of_numbers_is_refused(signed_in: SignedIn) -> None:
    page = signed_in("registrs@example.lv")
    page.goto("/registry")
    sent = {"name": "cits.csv", "mimeType": "text/csv", "buffer": "vārds,adrese\nAnna,Ķekava".encode()}
    page.get_by_label("Tabula ar numuriem (CSV)").set_input_files(sent)  # type: ignore[arg-type]
    page.get_by_role("button", name="Ierakstīt numurus").click()
    expect(page.get_by_role("alert")).to_contain_text("Tabulā vajadzīga kolonna „code”")


def test_our_own_table_is_read_back_with_its_guards(office: Office) -> None:
    data = '\ufeffcode,registration_number,subject\nKEK-26-1,\'=1-6/9,"viens, divi"\n'.encode()
    assert rows_of(data) == [Row("KEK-26-1", "=1-6/9")]
