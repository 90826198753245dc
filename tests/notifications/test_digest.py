"""The weekly digest: due on Monday 08:00 in Riga, one row per person and week, whatever crashes or changes."""

from __future__ import annotations

import contextlib
import email
import functools
import random
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from filing import letters_of
from inscriptis import get_text
from sqlalchemy import select, update

from classifiers.people import mask
from config.mail_settings import Smtp
from config.settings import Digest, General, Reader, Settings
from notifications.attention import attention
from notifications.digest import Digests
from notifications.week import due_week
from review import lists
from review.similar import together
from storage import outbox, queue, queue_index, worklog
from storage.records import Reconciliation
from storage.store import Store
from storage.tables import proposals

SETTINGS = Settings(
    general=General(mode="observe"),
    smtp=Smtp(from_address="novads@example.lv"),
    digest=Digest(recipients=("anna@example.lv", "Juris@example.lv")),
)


@pytest.mark.parametrize(
    ("now", "week"),
    [
        ("2026-11-23T05:59:00+00:00", "2026-W46"),  # Monday 07:59 in Riga
        ("2026-11-23T06:00:00+00:00", "2026-W47"),
        ("2026-11-29T23:00:00+00:00", "2026-W47"),
        ("2026-03-30T05:00:00+00:00", "2026-W13"),  # the day after the change to summer time: 08:00 is 05:00 UTC
        ("2026-03-30T04:59:00+00:00", "2026-W12"),
        ("2026-10-26T06:00:00+00:00", "2026-W43"),  # the day after the change to winter time: 08:00 is 06:00 UTC
        ("2026-10-26T05:59:00+00:00", "2026-W42"),
        ("2027-01-04T06:00:00+00:00", "2026-W53"),
    ],
)
def test_the_week_that_is_due(now: str, week: str) -> None:
    told = due_week(datetime.fromisoformat(now), SETTINGS)
    assert told is not None
    assert told.name == week
    assert (told.end - told.start).days in (6, 7)


def digests(store: Store, now: str, staff: Sequence[str] = ()) -> Digests:
    readers = [Reader(address=one) for one in staff]
    return Digests(
        store, SETTINGS, lambda: datetime.fromisoformat(now), lambda text: text, together, lambda connection: readers
    )


def test_one_row_per_person_and_week(store: Store) -> None:
    first = digests(store, "2026-11-23T06:00:00+00:00", staff=("anna@example.lv",))
    assert first.write_due() == 2
    assert first.write_due() == 0
    assert digests(store, "2026-11-25T06:00:00+00:00").write_due() == 0
    assert digests(store, "2026-12-09T06:00:00+00:00").write_due() == 4, "missed weeks are made up for once"
    assert digests(store, "2026-12-09T06:00:00+00:00").write_due() == 0
    with store.ask() as connection:
        keys = {mail.key for mail in outbox.all_mails(connection)}
    assert keys == {f"digest:{who}@example.lv:2026-W{week}" for who in ("anna", "juris") for week in (47, 48, 49)}


def test_an_empty_week_says_so(store: Store) -> None:
    digests(store, "2026-11-23T06:00:00+00:00").write_due()
    with store.ask() as connection:
        content = outbox.all_mails(connection)[0].content.decode()
    assert "jaunu priek=C5=A1likumu nav" in content.replace("=\r\n", "")


def test_nothing_is_written_when_switched_off(store: Store) -> None:
    off = SETTINGS.model_copy(update={"digest": Digest(enabled=False, recipients=("a@example.lv",))})
    assert Digests(store, off, lambda: datetime(2026, 11, 23, 9, tzinfo=UTC), str, together).write_due() == 0


class Killed(BaseException):
    """The process ends in the middle of writing."""


@pytest.mark.parametrize("change", ["2026-03-16", "2026-10-12"])
def test_exactly_one_row_per_person_and_week_whatever_kills_it_across_clock_changes(
    tmp_path: Path, change: str
) -> None:
    """Two weeks before a clock change to two weeks after, asked at random times, killed half the time."""
    store = Store(f"sqlite:///{tmp_path}/novads.sqlite")
    store.migrate()
    letters_of(
        store, "anna@example.org", *("Lūdzu salabot ielu.",) * 3, at=datetime.fromisoformat(f"{change}T12:00:00+00:00")
    )
    fate, now = random.Random(change), datetime.fromisoformat(f"{change}T09:00:00+00:00")
    seen: set[str] = set()
    for _ in range(60):
        now += timedelta(hours=fate.uniform(1, 22))
        digests_now = functools.partial(Digests, store, SETTINGS, functools.partial(lambda at: at, now))
        left = fate.choice([0, 1, 2, 99])

        def kill_or_not(text: str) -> str:
            nonlocal left
            left -= 1
            if left < 0:
                raise Killed
            return text

        with contextlib.suppress(Killed):
            digests_now(kill_or_not, together).write_due()
        seen.add(due_week(now, SETTINGS).name)
    Digests(store, SETTINGS, lambda: now, str, together).write_due()
    with store.ask() as connection:
        keys = [mail.key for mail in outbox.all_mails(connection)]
    weeks = sorted({key.rpartition(":")[2] for key in keys})
    assert len(keys) == len(set(keys)) == 2 * len(weeks)
    assert set(weeks) == seen
    assert len(weeks) >= 4


def test_the_digest_tells_all_masked_grouped_and_the_same_in_both_parts(store: Store) -> None:
    at = datetime(2026, 11, 18, 9, tzinfo=UTC)
    wishes = (
        "Lūdzu salabot bedres Gaismas ielā pie skolas, mans tālrunis ir 26123456.",
        "Lūdzu salabot bedres Gaismas ielā pie pašas skolas.",
        "Vajag gājēju pāreju pie veikala Rīgas ielā.",
    )
    letters_of(store, "anna@example.org", *wishes, at=at)
    letters_of(store, "shop@example.com", "Pērciet lētāk!", at=at, kind="noise")
    with store.change() as connection:
        worklog.add_reconciliation(connection, Reconciliation("town", "INBOX", at, 5, 3, 0, 0, 0, 2))
    Digests(store, SETTINGS, lambda: datetime(2026, 11, 23, 6, tzinfo=UTC), mask, together).write_due()
    with store.ask() as connection:
        told = email.message_from_bytes(outbox.all_mails(connection)[0].content, policy=default)
    assert isinstance(told, EmailMessage)
    plain, html = told.get_body(("plain",)), told.get_body(("html",))
    assert plain is not None
    assert html is not None
    text, page = plain.get_content(), " ".join(get_text(html.get_content()).split())
    assert told["Subject"] == "Nedēļas apskats, 47. nedēļa: 3 jauni priekšlikumi; jāpievērš uzmanība"
    assert "26123456" not in text + page
    for words in (
        "Pastkastē „town” ir 2 ziņas, kuru nav mūsu uzskaitē.",
        "Ielas un ceļi: 3",
        "Vajag gājēju pāreju pie veikala Rīgas ielā.",
        "Ķekava",
        "Saņemts arī: 1 reklāma vai cits sūtījums bez priekšlikuma.",
        "47. nedēļā 3",
    ):
        assert words in " ".join(text.split())
        assert words in page or words in html.get_content()
    assert text.count("Lūdzu salabot bedres") == 1, "similar ones stand together"
    assert all(len(line) <= 72 for line in text.splitlines() if "http" not in line)
    assert text.index("uzskaitē") < text.index("Vajag gājēju"), "what needs attention stands first"
    (picture,) = [part for part in told.walk() if part.get_content_type() == "image/png"]
    assert f"cid:{picture['Content-ID'].strip('<>')}" in html.get_content()


def test_the_same_wish_in_other_words_or_language_stands_once(store: Store) -> None:
    at = datetime(2026, 11, 18, 9, tzinfo=UTC)
    letters_of(store, "anna@example.org", "Lūdzu noasfaltēt Pļavu ielu Ķekavā, tur ir vienas bedres.", at=at)
    letters_of(store, "ivan@example.org", "Заасфальтируйте, пожалуйста, улицу Плаву, одни ямы.", at=at, language="ru")
    letters_of(store, "zane@example.org", "Pļavu ielas segums ir bedrains, vajadzīgs jauns asfalts.", at=at)
    letters_of(store, "ruta@example.org", "Uzlieciet ātrumvalni Rīgas ielā pie bērnudārza.", at=at)
    letters_of(store, "oto@example.org", "Rīgas ielā pie bērnudārza brauc par ātru.", at=at)
    with store.change() as connection:
        connection.execute(update(proposals).where(proposals.c.id.in_([4, 5])).values(group_id=7))
    now = datetime(2026, 11, 23, 6, tzinfo=UTC)
    week = due_week(now, SETTINGS)
    told = Digests(store, SETTINGS, lambda: now, mask, together).preview(week, "anna@example.lv")[1]
    assert "Lūdzu noasfaltēt" in told
    assert "Uzlieciet ātrumvalni" in told
    assert not any(words in told for words in ("Заасфальтируйте", "segums ir bedrains", "brauc par ātru"))
    assert told.count("/suggestions/") == 5, "each has its link all the same"


def test_a_reader_with_topics_and_places_gets_theirs_and_the_number_of_the_rest(store: Store) -> None:
    letters_of(store, "anna@example.org", "Lūdzu salabot bedres Gaismas ielā.")
    settings = SETTINGS.model_copy(update={"reader": (Reader(address="anna@example.lv", topics=("lighting",)),)})
    digest = Digests(store, settings, lambda: datetime(2026, 11, 23, 6, tzinfo=UTC), mask, together)
    week = due_week(datetime(2026, 11, 23, 6, tzinfo=UTC), settings)
    assert "nav Jūsu pārziņā: 1" in digest.preview(week, "anna@example.lv")[1]
    assert "Gaismas" in digest.preview(week, "juris@example.lv")[1]


def test_a_member_of_staff_chooses_topics_and_places_by_page_unless_the_settings_do(store: Store) -> None:
    letters_of(store, "anna@example.org", "Lūdzu salabot bedres Gaismas ielā.")
    now = datetime(2026, 11, 23, 6, tzinfo=UTC)
    chosen = [
        Reader(address="liga@example.lv", topics=("lighting",)),
        Reader(address="rita@example.lv", topics=("roads",), places=("kekava",)),
        Reader(address="juris@example.lv", places=("balozi",)),
    ]
    settings = SETTINGS.model_copy(update={"reader": (Reader(address="Juris@example.lv", topics=("roads",)),)})
    digest = Digests(store, settings, lambda: now, mask, together, lambda connection: chosen)
    week = due_week(now, settings)
    assert "nav Jūsu pārziņā: 1" in digest.preview(week, "liga@example.lv")[1]
    assert "Gaismas" in digest.preview(week, "rita@example.lv")[1]
    assert "Gaismas" in digest.preview(week, "juris@example.lv")[1], "the settings stand above"
    assert digest.write_due() == 4


def test_a_reader_has_a_day_of_their_own_or_none(store: Store) -> None:
    at = "2026-11-{}T06:00:00+00:00".format
    chosen = [Reader(address="liga@example.lv", day="fri"), Reader(address="rita@example.lv", day="off")]
    settings = SETTINGS.model_copy(update={"reader": (Reader(address="Juris@example.lv", day="off"),)})

    def written(now: str) -> set[str]:
        Digests(
            store, settings, lambda: datetime.fromisoformat(now), str, together, lambda connection: chosen
        ).write_due()
        with store.ask() as connection:
            return {mail.key for mail in outbox.all_mails(connection)}

    monday = {"digest:anna@example.lv:2026-W47", "digest:liga@example.lv:2026-W46"}
    assert written(at(23)) == written(at(26)) == monday, "Friday's reader gets the week before, as last Friday"
    assert written(at(27)) == monday | {"digest:liga@example.lv:2026-W47"}


def test_what_needs_attention_leads_to_the_list_that_counts_the_same(store: Store) -> None:
    now = datetime(2026, 11, 23, 6, tzinfo=UTC)
    for days in (30, 20, 9, 8):  # due 14 days after: two late, two within a week
        letters_of(store, "anna@example.org", "Lūdzu salabot ielu.", at=now - timedelta(days=days))
    with store.change() as connection:
        (number,) = connection.scalars(select(proposals.c.id).limit(1))
        connection.execute(update(proposals).where(proposals.c.id == number).values(unsure=True))
        queue_index.write(connection, [number])
    with store.ask() as connection:
        told = {one.url.partition("/queue")[2]: one.text for one in attention(connection, now, SETTINGS)}
        for view, count in (("late", 2), ("soon", 2), ("unsure", 1)):
            wanted = lists.read({"view": view}).wanted(0, now.date())
            assert len(queue.all_ids(connection, wanted, 99)) == count
            assert re.search(rf"\b{count}\b", told[f"?view={view}"])
