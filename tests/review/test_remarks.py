"""Every remark has its Latvian with all its fields; no page of staff shows the readers' English."""

from __future__ import annotations

import re

import pytest
from babel.messages.catalog import Catalog
from flask import Flask
from flask_babel import force_locale
from office import PASSWORD, Office, bring_in, now
from sqlalchemy import update

from notifications.faults import FaultKind
from review.app import create_app
from review.remarks import told
from review.words import IGNORED, NO_RECEIPT, STAGES, no_receipt
from storage import submissions
from storage.records import ProblemKind, ReasonKind
from storage.records.remarks import RemarkKind
from storage.tables import messages

ENGLISH = re.compile(r"\b(the|a|an|is|was|not|more|than|read|file|damaged|locked|of|and)\b")
FIELD = re.compile(r"%\((\w+)\)")


@pytest.mark.parametrize("kind", [*ProblemKind, *ReasonKind, *FaultKind])
def test_every_kind_has_its_latvian_with_all_its_fields(kind: RemarkKind, catalogues: dict[str, Catalog]) -> None:
    found = catalogues["lv"].get(kind.english)
    assert found, f"no Latvian for {kind}"
    assert found.string, f"the Latvian of {kind} is empty"
    forms = (found.string,) if isinstance(found.string, str) else found.string
    for form in forms:
        assert set(FIELD.findall(form)) == set(FIELD.findall(kind.english)), form
        assert not ENGLISH.search(FIELD.sub("", form)), form


def test_a_remark_is_told_in_the_language_of_the_page(translating: Flask) -> None:
    late = ProblemKind.ON_PAGE(page=2, problem=ProblemKind.TIMED_OUT(seconds=60.0))
    with translating.test_request_context():
        with force_locale("lv"):
            assert told(late) == ("2. lapa: Neizdevās nolasīt atvēlētajā laikā (60 s). Atveriet un apskatiet paši.")
        with force_locale("en"):
            assert told(late) == str(late) == "page 2: not read within 60 s"


def test_a_sender_s_percent_sign_is_a_field_like_any_other(translating: Flask) -> None:
    with translating.test_request_context(), force_locale("lv"):
        assert told(ProblemKind.MEMBER_MISSING(name="100%(s).xml")) == "Failā trūkst daļas „100%(s).xml”."


def test_stages_rules_and_receipts_have_their_latvian(translating: Flask) -> None:
    with translating.test_request_context(), force_locale("lv"):
        for words in (*STAGES.values(), *IGNORED.values(), *NO_RECEIPT.values(), no_receipt("list")):
            assert not ENGLISH.search(str(words)), words


def test_a_latvian_page_shows_no_english_problem(office: Office) -> None:
    raw = (
        b"From: Zane Zole <zane@example.org>\r\nMessage-ID: <bad@example.org>\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n'
        + "Lūdzu salabot ielu.\r\n".encode()
        + b'--b\r\nContent-Type: application/pdf; name="plans.pdf"\r\n\r\nnot a pdf at all\r\n'
        b'--b\r\nContent-Type: application/zip; name="bildes.zip"\r\n\r\nPK\x03\x04broken\r\n'
    )
    number = bring_in(office, raw)
    client = create_app(office.settings, office.store, office.originals, now).test_client()
    token = re.findall(r'name="csrf_token"[^>]*value="([^"]+)"', client.get("/login").text)[0]
    client.post("/login", data={"email": "anna@example.lv", "password": PASSWORD, "csrf_token": token})
    with office.store.change() as connection:
        parked = update(messages).where(messages.c.submission_id != number)
        connection.execute(parked.values(state="parked", stage="crash", problems=(ProblemKind.CRASHED(times=3),)))
    for address in (f"/proposals/{proposal_of(office, number)}", "/messages/parked"):
        listed = re.findall(r'<ul class="problems">(.*?)</ul>', client.get(address).text, re.S)
        assert listed
        for one in listed:
            assert not ENGLISH.search(re.sub(r"<[^>]+>", "", one)), one


def proposal_of(office: Office, submission: int) -> int:
    with office.store.ask() as connection:
        return submissions.proposals_of(connection, submission)[0].id
