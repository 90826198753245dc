"""The law's clock against a table worked out by hand, and laws that any calendar keeps."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.deadlines import Deadline, Received, calendar_of, deadlines, last_day
from config.settings import Settings
from config.town_settings import Calendar, DeadlineRule
from config.working_days import WorkingDays, add_months
from storage.records import ReasonKind, sentences

# Worked out by hand from the law on holidays and the Cabinet's yearly orders: days Monday to Friday that are free,
# and Saturdays that are worked. Everything else follows the week.
FREE = """
2024-01-01 2024-03-29 2024-04-01 2024-05-01 2024-05-06 2024-06-24 2024-11-18 2024-12-23 2024-12-24 2024-12-25
2024-12-26 2024-12-30 2024-12-31
2025-01-01 2025-04-18 2025-04-21 2025-05-01 2025-05-02 2025-05-05 2025-06-23 2025-06-24 2025-11-17 2025-11-18
2025-12-24 2025-12-25 2025-12-26 2025-12-31
2026-01-01 2026-01-02 2026-04-03 2026-04-06 2026-05-01 2026-05-04 2026-06-22 2026-06-23 2026-06-24 2026-11-18
2026-12-24 2026-12-25 2026-12-31
2027-01-01 2027-03-26 2027-03-29 2027-05-04 2027-06-23 2027-06-24 2027-11-18 2027-12-24 2027-12-31
""".split()
WORKED = "2024-12-14 2024-12-28 2025-05-10 2025-11-08 2026-01-17 2026-06-27".split()
TEN_DAYS = [
    ("2024-12-13", "2025-01-03"),  # Fri; 14 and 28 Dec worked; 23-26, 30, 31 Dec and 1 Jan free
    ("2025-04-30", "2025-05-16"),  # Wed; 1, 2 and 5 May free, Sat 10 May worked
    ("2025-11-07", "2025-11-24"),  # Fri; Sat 8 Nov worked, 17 and 18 Nov free
    ("2025-12-30", "2026-01-16"),  # Tue; 31 Dec, 1 and 2 Jan free
    ("2026-06-19", "2026-07-07"),  # Fri; 22, 23, 24 June free, Sat 27 June worked
    ("2026-03-27", "2026-04-14"),  # Fri; Good Friday and Easter Monday free
    ("2026-12-23", "2027-01-12"),  # Wed; 24, 25, 31 Dec and 1 Jan free
    ("2027-06-18", "2027-07-06"),  # Fri; no order moves a day in 2027 yet
]
DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))
LATVIA = WorkingDays()
UNHURRIED = hypothesis.settings(deadline=None)


def by_hand(day: date) -> bool:
    return str(day) in WORKED or (day.weekday() < 5 and str(day) not in FREE)


def answer(at: datetime, settings: Settings | None = None, **facts: object) -> Deadline:
    return deadlines(Received(at, **facts), settings or Settings()).answer  # type: ignore[arg-type] # facts by name


def test_every_day_from_2024_to_2027_is_as_in_the_table() -> None:
    days = [date(2024, 1, 1) + timedelta(days=step) for step in range(4 * 365 + 1)]
    assert days[-1] == date(2027, 12, 31)
    assert [day for day in days if LATVIA.works(day) != by_hand(day)] == []


@UNHURRIED
@given(DAYS, st.integers(1, 40))
def test_a_term_holds_exactly_that_many_working_days_and_ends_on_one(start: date, count: int) -> None:
    end = LATVIA.add(start, count)
    counted = [step for step in range(1, (end - start).days + 1) if LATVIA.works(start + timedelta(days=step))]
    assert len(counted) == count
    assert LATVIA.works(end)


@UNHURRIED
@given(DAYS, DAYS, st.integers(1, 20))
def test_who_wrote_later_is_never_due_earlier(one: date, other: date, count: int) -> None:
    first, second = sorted((one, other))
    assert LATVIA.add(first, count) <= LATVIA.add(second, count)


@UNHURRIED
@given(DAYS)
def test_a_month_ends_on_the_same_date_or_the_next_working_day(day: date) -> None:
    raw, end = add_months(day, 1), last_day(day, "1 month", LATVIA)
    assert raw.day == day.day or (raw + timedelta(days=1)).day == 1
    assert LATVIA.works(end)
    assert not any(LATVIA.works(raw + timedelta(days=step)) for step in range((end - raw).days))


@pytest.mark.parametrize(("start", "end"), TEN_DAYS)
def test_ten_working_days_worked_out_by_hand(start: str, end: str) -> None:
    assert LATVIA.add(date.fromisoformat(start), 10) == date.fromisoformat(end)


def test_the_day_of_receipt_is_that_of_riga_and_the_last_day_ends_there() -> None:
    before, after = datetime(2026, 6, 18, 20, 59, tzinfo=UTC), datetime(2026, 6, 18, 21, 1, tzinfo=UTC)
    assert answer(before).at == datetime(2026, 7, 6, 20, 59, 59, tzinfo=UTC)
    assert answer(after).at == datetime(2026, 7, 7, 20, 59, 59, tzinfo=UTC)
    assert answer(datetime(2026, 10, 16, 9, tzinfo=UTC)).at == datetime(2026, 10, 30, 21, 59, 59, tzinfo=UTC)  # winter


def test_the_reason_of_a_date_can_be_read() -> None:
    told = sentences(answer(datetime(2026, 6, 19, 9, tzinfo=UTC)).reason)
    assert told == (
        "received on 2026-06-19; 10 working days; 22.06. – day off (moved from 27.06.2026); "
        "23.06. – Līgo diena; 24.06. – Jāņu diena; 27.06. is a working day (moved); "
        "due on 2026-07-07; Iesniegumu likums, redakcija no 01.03.2026."
    )


def test_two_holidays_on_a_day_and_the_day_off_for_one_are_told_apart() -> None:
    assert LATVIA.oddities(date(2026, 5, 1)) == (
        ReasonKind.HOLIDAY(day="01.05.", title="Darba svētki"),
        ReasonKind.HOLIDAY(day="01.05.", title="Latvijas Republikas Satversmes sapulces sasaukšanas diena"),
    )
    assert LATVIA.oddities(date(2025, 5, 5)) == (
        ReasonKind.DAY_OFF_FOR(day="05.05.", title="Latvijas Republikas Neatkarības atjaunošanas diena"),
    )


def test_older_letters_keep_the_older_rule() -> None:
    old = deadlines(Received(datetime(2026, 2, 27, 9, tzinfo=UTC)), Settings())
    new = deadlines(Received(datetime(2026, 3, 2, 9, tzinfo=UTC)), Settings())
    assert old.answer.at.date() == date(2026, 3, 27)
    assert ReasonKind.MONTHS(n=1) in old.answer.reason
    assert new.answer.at.date() == date(2026, 3, 16)
    assert new.extended.at.date() == date(2026, 4, 2)
    assert new.forward.at.date() == date(2026, 3, 9)


def test_the_kind_chooses_the_rule_and_own_rules_stand_above_the_law() -> None:
    at = datetime(2026, 11, 2, 9, tzinfo=UTC)
    assert answer(at, kind="information").at.date() == date(2026, 11, 17)
    assert answer(at, kind="noise").at == answer(at).at
    contest = DeadlineRule(
        id="konkurss", valid_from=date(2026, 1, 1), tracks=("initiative",), answer="3 months", extended="4 months",
        forward="5 working days",
    )  # fmt: skip
    signed = contest.model_copy(update={"id": "parakstīts", "tracks": (), "signed": "yes", "answer": "2 months"})
    settings = Settings(deadline=(contest, signed))
    assert answer(at, settings, track="initiative").at.date() == date(2027, 2, 2)
    assert answer(at, settings, signed=True).at.date() == date(2027, 1, 4)  # 2 January 2027 is a Saturday
    assert answer(at, settings).at == answer(at).at


def test_the_settings_move_days_the_library_does_not_know() -> None:
    moved = Calendar(moved_days={date(2027, 1, 4): date(2027, 1, 16)}, free_days=(date(2027, 1, 5),))
    days = calendar_of(Settings(calendar=moved))
    assert [days.works(date(2027, 1, day)) for day in (4, 5, 6, 9, 16)] == [False, False, True, False, True]
    reason = answer(datetime(2026, 12, 30, 9, tzinfo=UTC), Settings(calendar=moved)).reason
    assert ReasonKind.MOVED_TO(day="04.01.", other="16.01.") in reason
    assert ReasonKind.LOCAL_DAY_OFF(day="05.01.") in reason


def test_a_term_that_is_none_is_a_fault() -> None:
    with pytest.raises(ValueError, match="10 working days"):
        DeadlineRule(id="x", valid_from=date(2026, 1, 1), answer="soon", extended="1 month", forward="5 days")
