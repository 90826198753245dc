"""Latvia's working days: holidays and moved days from the holidays library, the settings' own days laid over them."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from holidays import HolidayBase, country_holidays

from storage.records import ReasonKind, Remark

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

    def oddities(self, day: date) -> tuple[Remark, ...]:
        """Why a day from Monday to Friday is free, or a Saturday worked; none for a day like any other."""
        if day in self.free:
            return (ReasonKind.LOCAL_DAY_OFF(day=short(day)),)
        if worked := self.moved.get(day):
            return (ReasonKind.MOVED_TO(day=short(day), other=short(worked)),)
        if day in self.moved.values():
            return (ReasonKind.WORKED(day=short(day)),)
        return _national_oddities(day)


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


def _national_oddities(day: date) -> tuple[Remark, ...]:
    if _national(day):
        return (ReasonKind.WORKED(day=short(day)),) if day.weekday() >= SATURDAY else ()
    names = _library().get_list(day) if day.weekday() < SATURDAY else []
    return tuple(_holiday(short(day), name) for name in names)


def _holiday(day: str, name: str) -> Remark:
    """A free day by the library's name for it: a holiday, the day off for one on a weekend, or a moved day."""
    if moved_from := _within(_library().substituted_label, name):
        return ReasonKind.MOVED_FROM(day=day, other=moved_from)
    if title := _within(_library().observed_label, name):
        return ReasonKind.DAY_OFF_FOR(day=day, title=title)
    return ReasonKind.HOLIDAY(day=day, title=name)


def _within(label: str, name: str) -> str:
    """What stands in `name` where the library's label has its %s; "" when it is another name."""
    before, after = label.split("%s")
    found = name.startswith(before) and name.endswith(after)
    return name[len(before) : len(name) - len(after)] if found else ""


@cache
def _library() -> HolidayBase:
    return country_holidays("LV", language="lv")
