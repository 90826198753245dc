"""Latvia's working days: holidays and moved days from the holidays library, our own table only on top."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from holidays import HolidayBase, country_holidays


def is_working_day(day: date) -> bool:
    """Whether offices work: Monday to Friday without holidays, and the Saturdays that a moved day is made up on."""
    calendar = _calendar()
    calendar.get(day)
    return bool(calendar.is_working_day(day))


def add_working_days(start: date, count: int) -> date:
    """The day `count` working days after `start`, counted from the next day (Law on Submissions; ISO dates)."""
    day = start
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


@cache
def _calendar() -> HolidayBase:
    return country_holidays("LV")
