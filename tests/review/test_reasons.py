"""Reasons of dates, faults of texts and meanings of fields are told in English on English pages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask_babel import Babel, force_locale
from office import PASSWORD, Office, now

from config.deadlines import Received, deadlines
from config.settings import Calendar, Settings
from config.taxonomy import taxonomy
from notifications.answer_texts import FIELDS
from review.app import create_app
from review.reasons import NAMES, reason

ROOT = Path(__file__).parents[2]
LATVIAN = re.compile(r"[āčēģīķļņšūž]|\b(un|ir|uz)\b", re.I)
KEPT = ("2026. gada 22. novembrī", "2027. gada 15. februārim", "Līgo", "Jāņi")
"""Latvian words that stay on purpose, as examples or names."""
SAID_BY = ("notifications/answers.py", "notifications/answer_texts.py", "notifications/answer_letters.py")


@pytest.fixture(scope="module")
def application() -> Flask:
    made = Flask(__name__)
    made.config["BABEL_TRANSLATION_DIRECTORIES"] = str(ROOT / "review/translations")
    Babel(made, default_locale="lv")
    return made


def in_english(words: str) -> str:
    told = str(reason(words))
    assert told != words, f"no English for {words!r}"
    plain = told
    for kept in KEPT:
        plain = plain.replace(kept, "")
    assert not LATVIAN.search(plain), f"{words!r} became {told!r}"
    return told


def dates() -> Iterator[str]:
    """Every reason the law's clock gives for the days of seven years, local and moved days among them."""
    local = Calendar(moved_days={date(2027, 1, 4): date(2027, 1, 16)}, free_days=(date(2027, 1, 5),))
    for settings in (Settings(), Settings(calendar=local)):
        for step in range(0, 7 * 365, 3):
            at = datetime(2024, 1, 1, 9, tzinfo=UTC) + timedelta(days=step)
            for kind in ("proposal", "information"):
                law = deadlines(Received(at, kind), settings)
                yield from (law.answer.reason, law.extended.reason, law.forward.reason)


def test_every_reason_of_a_date_has_its_english(application: Flask) -> None:
    told = set(dates())
    assert len(told) > 1000
    with application.test_request_context(), force_locale("en"):
        for words in told | {"starpatbilde nosūtīta", "termiņš pagarināts"}:
            in_english(words)
        law = deadlines(Received(datetime(2026, 6, 19, 9, tzinfo=UTC)), Settings())
        assert in_english(law.answer.reason) == (
            "received on Friday, 19 June 2026; 10 working days; 22.06. – day off (moved from 27.06.2026); "
            "23.06. – Midsummer Eve (Līgo); 24.06. – Midsummer Day (Jāņi); 27.06. is a working day (moved); "
            "due on Tuesday, 7 July 2026; Law on Submissions, as in force from 01.03.2026."
        )


def said() -> Iterator[str]:
    """The sentences of the sources, their blanks filled."""
    for name in SAID_BY:
        for node in ast.walk(ast.parse((ROOT / name).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "TextError":
                yield filled(node.args[0])
            if isinstance(node, ast.FunctionDef) and node.name == "_address":
                told = [str(one.value) for one in ast.walk(node) if isinstance(one, ast.Constant)]
                yield from (one for one in told if one.endswith(".") and one != ast.get_docstring(node))


def filled(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    assert isinstance(node, ast.JoinedStr)
    blanks = {
        "name": "gads",
        "FIELDS[name]": "budžeta gads",
        "held.code": "KEK-2026-1",
        "short_day(last)": "18.12.2026.",
    }
    return "".join(
        str(one.value) if isinstance(one, ast.Constant) else blanks.get(ast.unparse(one.value), "{gads}, {kods}")  # type: ignore[attr-defined]
        for one in node.values
    )


def test_every_fault_field_and_name_has_its_english(application: Flask) -> None:
    sentences = set(said())
    assert len(sentences) == 8, sentences
    with application.test_request_context(), force_locale("en"):
        for words in sentences | NAMES | set(FIELDS.values()) | set(taxonomy().sectors.values()):
            in_english(words)
        assert in_english("tematā ir mūsu zīme, bet no citas adreses") == (
            "our mark stands in the subject, but from another address"
        )


def test_the_unknown_stays_latvian_and_says_so(application: Flask) -> None:
    with application.test_request_context():
        with force_locale("lv"):
            assert reason("10 darbdienas; kaut kas <cits>") == "10 darbdienas; kaut kas <cits>"
        with force_locale("en"):
            told = reason("10 darbdienas; kaut kas <cits>")
            assert told == '10 working days; <span lang="lv">kaut kas &lt;cits&gt;</span>'


def test_english_pages_tell_reasons_faults_and_fields(office: Office) -> None:
    client = create_app(office.settings, office.store, office.originals, now).test_client()
    client.post("/login", data={"email": "publicetajs@example.lv", "password": PASSWORD, "csrf_token": token(client)})
    client.post("/account/language", data={"language": "en", "csrf_token": token(client, "/account")})
    assert "received on" in client.get("/proposals/1").text
    form = {"name": "X", "kind": "answer", "text": "{gad}", "csrf_token": token(client, "/answer-texts/edit")}
    page = client.post("/answer-texts/edit", data=form).text
    assert "There is no field {gad}." in page
    assert "name of the municipality" in page


def token(client: object, address: str = "/login") -> str:
    found = re.findall(r'name="csrf_token"[^>]*value="([^"]+)"', client.get(address).text)  # type: ignore[attr-defined]
    return str(found[0])
