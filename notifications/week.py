"""Weeks of the digest: which are due, whatever the clock does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from config.settings import Settings

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MADE_UP_FOR = 4
"""Most weeks, the newest, that are written after a long silence."""


@dataclass(frozen=True, slots=True)
class Week:
    """One ISO week: its name ("2026-W47"), and its start and end as aware times in UTC."""

    name: str
    start: datetime
    end: datetime

    @property
    def title(self) -> str:
        """The week in Latvian: 2026. gada 47. nedēļa."""
        return f"{self.name[:4]}. gada {self.number}. nedēļa"

    @property
    def number(self) -> int:
        """The number of the week in its year (ISO 8601)."""
        return int(self.name[-2:])


def week_of(day: date, settings: Settings) -> Week:
    """The ISO week that holds a day."""
    zone = ZoneInfo(settings.general.timezone)
    monday = day - timedelta(days=day.weekday())
    year, number, _ = monday.isocalendar()
    start = datetime.combine(monday, time(0), zone)
    end = datetime.combine(monday + timedelta(days=7), time(0), zone)
    return Week(f"{year}-W{number:02d}", start.astimezone(UTC), end.astimezone(UTC))


def week_named(name: str, settings: Settings) -> Week:
    """The week of a name such as 2026-W47. Raises ValueError."""
    year, _, number = name.partition("-W")
    return week_of(date.fromisocalendar(int(year), int(number), 1), settings)


def due_week(now: datetime, settings: Settings, weekday: str = "") -> Week:
    """The ISO week before the latest moment at which a digest was due; the zone's clock changes do not matter.

    `weekday` is the day of one reader, "" for the day of all.
    """
    local = now.astimezone(ZoneInfo(settings.general.timezone))
    monday = local.date() - timedelta(days=local.weekday())
    day = monday + timedelta(days=DAYS.index(weekday or settings.digest.weekday))
    moment = datetime.combine(day, time(settings.digest.hour, settings.digest.minute), local.tzinfo)
    return week_of(monday - timedelta(days=7 if local >= moment else 14), settings)


def due_weeks(now: datetime, last: str, settings: Settings, weekday: str = "") -> list[Week]:
    """The weeks due after the one last written, oldest first; only the newest for who never had any (`last` "")."""
    due = due_week(now, settings, weekday)
    weeks = [due]
    while last and weeks[0].name > last and len(weeks) <= MADE_UP_FOR:
        weeks.insert(0, before(weeks[0], 1, settings))
    return [week for week in weeks if week.name > last][-MADE_UP_FOR:]


def before(week: Week, count: int, settings: Settings) -> Week:
    """The week `count` weeks before another."""
    year, _, number = week.name.partition("-W")
    return week_of(date.fromisocalendar(int(year), int(number), 1) - timedelta(weeks=count), settings)
