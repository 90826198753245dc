"""Latvia's working days: holidays and moved days from the holidays library, the settings' own days laid over them."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from holidays import HolidayBase, country_holidays

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """A calendar of working days.

    `moved` maps a day made free to the Saturday worked for it (the Cabinet's yearly order), where the library does not
    know it yet; `free` are local days off.
    """

    moved: Mapping[date, date] = field(default_factory=dict)
    free: frozenset[date] = frozenset()

    def works(self, day: date) -> bool:
        """Whether offices work: Monday to Friday without holidays, and the Saturdays that a moved day is made up on."""
        if day in self.free or day in self.moved:
            return False
        return day in self.moved.values() or _national(day)

    def add(self, start: date, count: int) -> date:
        """The day `count` working days after `start`, counted from the next day."""
        day = start
        while count > 0:
            day += timedelta(days=1)
            count -= self.works(day)
        return day

    def next(self, day: date) -> date:
        """The day itself when it is worked, else the next one that is."""
        while not self.works(day):
            day += timedelta(days=1)
        return day

    def oddity(self, day: date) -> str:
        """Why a day from Monday to Friday is free, or a Saturday worked, in Latvian; "" for a day like any other."""
        if day in self.free:
            return f"{short(day)} ir vietēja brīvdiena"
        if worked := self.moved.get(day):
            return f"{short(day)} pārcelts uz {short(worked)}"
        if day in self.moved.values():
            return f"{short(day)} ir darba diena (pārcelta)"
        return _national_oddity(day)


def add_months(start: date, count: int) -> date:
    """The same date `count` months later, or the month's last day where there is no such date."""
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def short(day: date) -> str:
    """A date in figures, as in 22.06."""
    return f"{day:%d.%m.}"


def _national(day: date) -> bool:
    library = _library()
    library.get(day)  # fills in the year, whose worked Saturdays are then known
    return bool(library.is_working_day(day))


def _national_oddity(day: date) -> str:
    name = _library().get(day)
    if _national(day):
        return f"{short(day)} ir darba diena (pārcelta)" if day.weekday() >= SATURDAY else ""
    if day.weekday() >= SATURDAY or not name:
        return ""
    return f"{short(day)} – {name[:1].lower() + name[1:] if name.startswith('Brīvdiena') else name}"


@cache
def _library() -> HolidayBase:
    return country_holidays("LV", language="lv")
