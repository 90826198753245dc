"""Holidays, laws, sectors and the meanings of fields, which are Latvian, are told in English on English pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from babel.messages.catalog import Catalog
from flask import Flask
from flask.testing import FlaskClient
from flask_babel import force_locale
from office import PASSWORD, Office, now

from config.deadlines import Received, deadlines
from config.settings import Settings
from config.taxonomy import taxonomy
from config.town_settings import Calendar
from notifications.answer_texts import FIELDS
from review.app import create_app
from review.remarks import TITLE, reasons
from storage.records import ReasonKind, Remark


def dates() -> Iterator[Remark]:
    """Every reason the law's clock gives for the days of seven years, local and moved days among them."""
    local = Calendar(moved_days={date(2027, 1, 4): date(2027, 1, 16)}, free_days=(date(2027, 1, 5),))
    for settings in (Settings(), Settings(calendar=local)):
        for step in range(0, 7 * 365, 3):
            at = datetime(2024, 1, 1, 9, tzinfo=UTC) + timedelta(days=step)
            for kind in ("proposal", "information"):
                law = deadlines(Received(at, kind), settings)
                yield from (*law.answer.reason, *law.extended.reason, *law.forward.reason)


def test_every_title_has_its_english(catalogues: dict[str, Catalog]) -> None:
    told = set(dates())
    titles = {str(value) for remark in told for name, value in remark.fields if name == TITLE}
    assert len(titles) > 15
    for title in titles | set(FIELDS.values()) | set(taxonomy().sectors.values()):
        assert (found := catalogues["en"].get(title)), f"no English for {title}"
        assert found.string
    clock = set(ReasonKind) - {remark.kind for remark in told}
    assert {kind.name for kind in clock} == {
        "SAID", "INTERIM", "EXTENSION", "ANSWERS_OURS", "OUR_MARK", "CODE_NAMED", "CONTINUES", "BUT_FORWARDED",
        "BUT_FROM_ANOTHER",
    }  # fmt: skip


def test_the_reason_of_a_date_in_both_languages(translating: Flask) -> None:
    reason = deadlines(Received(datetime(2026, 6, 19, 9, tzinfo=UTC)), Settings()).answer.reason
    with translating.test_request_context():
        with force_locale("en"):
            assert reasons(reason) == (
                "received on Friday, 19 June 2026; 10 working days; 22.06. – day off (moved from 27.06.2026); "
                "23.06. – Midsummer Eve (Līgo); 24.06. – Midsummer Day (Jāņi); 27.06. is a working day (moved); "
                "due on Tuesday, 7 July 2026; Law on Submissions, as in force from 01.03.2026."
            )
        with force_locale("lv"):
            assert reasons(reason) == (
                "saņemts: piektdiena, 19.06.2026.; 10 darbdienas; 22.06. – brīvdiena (pārcelta no 27.06.2026); "
                "23.06. – Līgo diena; 24.06. – Jāņu diena; 27.06. ir darba diena (pārcelta); "
                "termiņš: otrdiena, 07.07.2026.; Iesniegumu likums, redakcija no 01.03.2026."
            )
            assert (
                reasons(ReasonKind.WORKING_DAYS(n=n) for n in (1, 11, 21)) == "1 darbdiena; 11 darbdienas; 21 darbdiena"
            )


def test_english_pages_tell_reasons_faults_and_fields(office: Office) -> None:
    client = create_app(office.settings, office.store, office.originals, now).test_client()
    client.post("/login", data={"email": "publicetajs@example.lv", "password": PASSWORD, "csrf_token": token(client)})
    client.post("/account/language", data={"language": "en", "csrf_token": token(client, "/account")})
    assert "received on" in client.get("/proposals/1").text
    form = {"name": "X", "kind": "answer", "text": "{gad}", "csrf_token": token(client, "/answer-texts/edit")}
    page = client.post("/answer-texts/edit", data=form).text
    assert "There is no field {gad}." in page
    assert "name of the municipality" in page


def token(client: FlaskClient, address: str = "/login") -> str:
    found = re.findall(r'name="csrf_token"[^>]*value="([^"]+)"', client.get(address).text)
    return str(found[0])
