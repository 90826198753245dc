"""The acknowledgement as a mail: thread, marks, equal parts, nothing promised that was not approved."""

from __future__ import annotations

import email
from dataclasses import replace
from datetime import UTC, date, datetime
from email.message import EmailMessage
from email.policy import default

import pytest

from config.mail_settings import Smtp
from config.settings import Acknowledgement, General, Settings
from notifications.acknowledgement import Receipt, Understood, compose, excerpt
from notifications.identity import own_message_ids
from notifications.latvian import day
from notifications.mails import Envelope, build

KEY = b"k" * 32
NOW = datetime(2026, 11, 22, 22, 30, tzinfo=UTC)
RECEIPT = Receipt(
    row_key="acknowledgement:7",
    submission_id=7,
    code="KEK-26-0007-X",
    to_address="anna@example.org",
    received_at=NOW,
    understood=(
        Understood("Salabot <bedres> Gaismas ielā", "Ielas un ceļi", "Ķekava"),
        Understood("Soliņi pie upes"),
    ),
    answer_by=datetime(2026, 12, 7, 21, 59, tzinfo=UTC),
    their_message_id="<1@example.org>",
    their_references=("<0@example.org>",),
)
SETTINGS = Settings(general=General(mode="observe"), smtp=Smtp(from_address="novads@example.lv"))


def mail(receipt: Receipt = RECEIPT, settings: Settings = SETTINGS) -> EmailMessage:
    parsed = email.message_from_bytes(compose(receipt, settings, KEY, NOW).content, policy=default)
    assert isinstance(parsed, EmailMessage)
    return parsed


def parts(told: EmailMessage) -> tuple[str, str]:
    plain, html = told.get_body(("plain",)), told.get_body(("html",))
    assert plain is not None
    assert html is not None
    return plain.get_content(), html.get_content()


def test_it_stands_in_the_senders_thread_and_says_that_a_machine_wrote_it() -> None:
    told = mail()
    assert told["In-Reply-To"] == "<1@example.org>"
    assert told["References"] == "<0@example.org> <1@example.org>"
    assert told["Auto-Submitted"] == "auto-replied"
    assert told["X-Auto-Response-Suppress"] == "All"
    assert own_message_ids(KEY, told["Message-ID"]) == [told["Message-ID"]]
    assert own_message_ids(b"other", told["Message-ID"]) == []


def test_its_identity_is_stable() -> None:
    first, second = compose(RECEIPT, SETTINGS, KEY, NOW), compose(RECEIPT, SETTINGS, KEY, NOW)
    assert (first.message_id, first.token) == (second.message_id, second.token)
    other = compose(replace(RECEIPT, row_key="acknowledgement:8"), SETTINGS, KEY, NOW)
    assert other.message_id != first.message_id


def test_both_parts_say_the_same_in_latvian() -> None:
    plain, html = parts(mail())
    for words in (
        "2026. gada 23. novembrī",  # half past midnight in Riga
        "KEK-26-0007-X",
        "Tēma: Ielas un ceļi",
        "Vieta: Ķekava",
        "Soliņi pie upes",
        "automātisks paziņojums par saņemšanu",
        "novads@kekava.lv",
    ):
        assert words in plain
        assert words in html
    assert "<bedres>" in plain
    assert "&lt;bedres&gt;" in html


def test_no_date_is_promised_until_the_wording_is_approved() -> None:
    assert "decembrī" not in parts(mail())[0]
    approved = Acknowledgement(answer_date_wording="Atbildi sniegsim līdz {date}.")
    told = parts(mail(settings=SETTINGS.model_copy(update={"acknowledgement": approved})))[0]
    assert "Atbildi sniegsim līdz 2026. gada 7. decembrim." in told


def test_nothing_of_a_letter_that_could_not_be_read() -> None:
    plain, html = parts(mail(replace(RECEIPT, code="", understood=(), submission_id=None)))
    for text in (plain, html):
        assert "saņēmām" in text
        assert "kods" not in text
        assert "provizoriski" not in text


def test_mode_observe_holds_it_and_the_envelope_is_as_set() -> None:
    held = compose(RECEIPT, SETTINGS, KEY, NOW)
    assert held.mode == "observe"
    assert held.envelope_from == f"novads+{held.token}@example.lv"
    empty = SETTINGS.model_copy(update={"smtp": Smtp(from_address="novads@example.lv", envelope_sender="empty")})
    assert compose(RECEIPT, empty, KEY, NOW).envelope_from == ""


def test_an_excerpt_is_short_and_without_links() -> None:
    told = excerpt("Lūdzu   salabot\nceļu https://example.org/x?y=1 " + "ļoti steidzami " * 20)
    assert len(told) <= 120
    assert "http" not in told
    assert told.endswith("…")
    assert excerpt("Īss teikums.") == "Īss teikums."


@pytest.mark.parametrize(
    ("when", "told"),
    [
        (date(2026, 1, 2), "2026. gada 2. janvārī"),
        (date(2026, 3, 31), "2026. gada 31. martā"),
        (date(2026, 5, 4), "2026. gada 4. maijā"),
        (date(2026, 8, 1), "2026. gada 1. augustā"),
        (date(2026, 12, 24), "2026. gada 24. decembrī"),
    ],
)
def test_dates_stand_in_the_locative(when: date, told: str) -> None:
    assert day(when) == told


def test_long_message_ids_keep_the_thread() -> None:
    """Some servers make Message-IDs of more than a hundred characters."""
    theirs, before = f"<{'A' * 120}@example.com>", f"<{'B' * 90}@example.com>"
    envelope = Envelope("Novads", "a@example.lv", "b@example.lv", "x", "<c@d>", NOW, theirs, (before,))
    raw = build(envelope, "Labdien!", "<p>Labdien!</p>")
    assert b"\r\nIn-Reply-To: " + theirs.encode() + b"\r\n" in raw
    assert b"\r\nReferences: " + before.encode() + b"\r\n " + theirs.encode() + b"\r\n" in raw
