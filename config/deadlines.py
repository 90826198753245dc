"""The law's clock: dated rule sets, and deadlines with the reason of every date."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from config.settings import Settings
from config.town_settings import DeadlineRule
from config.working_days import WorkingDays, add_months
from storage.records import ReasonKind, Remark

FILE = Path(__file__).with_name("deadlines.toml")
END_OF_DAY = time(23, 59, 59)
KINDS = {"auto": "proposal", "noise": "proposal"}
"""What may be brought back as a proposal has a proposal's clock."""


@dataclass(frozen=True, slots=True)
class Received:
    """What a rule is chosen by: when it was received, what it is, how it came; `signed` is an electronic signature."""

    at: datetime
    kind: str = "proposal"
    channel: str = "mail"
    track: str = "budget"
    call: str = ""
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Deadline:
    """The end of the last day, in UTC, and why it is that day."""

    at: datetime
    reason: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class Deadlines:
    """All dates the law sets for one letter: to answer, to answer when more is needed, to forward."""

    answer: Deadline
    extended: Deadline
    forward: Deadline
    rule: str


def deadlines(received: Received, settings: Settings) -> Deadlines:
    """The dates of what was received, by the first rule that fits. Raises LookupError where none does."""
    zone = ZoneInfo(settings.general.timezone)
    day = received.at.astimezone(zone).date()
    rule = rule_for(received, day, settings)
    days = calendar_of(settings)

    def one(term: str) -> Deadline:
        last = last_day(day, term, days)
        return Deadline(end_of(last, settings), _reason(day, last, term, days, rule))

    return Deadlines(one(rule.answer), one(rule.extended), one(rule.forward), rule.id)


def rule_for(received: Received, day: date, settings: Settings) -> DeadlineRule:
    """The rule of a letter received on a day; one older than all rules has the oldest. Raises LookupError."""
    kind = KINDS.get(received.kind, received.kind)
    facts = (("kinds", kind), ("channels", received.channel), ("tracks", received.track), ("calls", received.call))
    fitting = [
        rule
        for rule in (*settings.deadline, *_law())
        if all(not getattr(rule, name) or fact in getattr(rule, name) for name, fact in facts)
        and rule.signed in ("any", "yes" if received.signed else "no")
    ]
    if not fitting:
        raise LookupError(f"no deadline rule holds for {kind}; see config/deadlines.toml")
    oldest = min(fitting, key=lambda rule: rule.valid_from)
    return next((rule for rule in fitting if rule.valid_from <= day), oldest)


def last_day(start: date, term: str, days: WorkingDays) -> date:
    """The last day of a term counted from the day of receipt; a last day that is free moves on to the next worked one.

    Working days begin the day after; months end on the same date (Law on Administrative Procedure, section 42).
    """
    number, unit = term.split(" ", 1)
    if unit.startswith("working"):
        return days.add(start, int(number))
    raw = add_months(start, int(number)) if unit.startswith("month") else start + timedelta(days=int(number))
    return days.next(raw)


def end_of(day: date, settings: Settings) -> datetime:
    """The last second of a day in the settings' zone, as UTC."""
    return datetime.combine(day, END_OF_DAY, ZoneInfo(settings.general.timezone)).astimezone(UTC)


def calendar_of(settings: Settings) -> WorkingDays:
    """The calendar with the settings' own moved and free days."""
    return WorkingDays(settings.calendar.moved_days, frozenset(settings.calendar.free_days))


def _reason(start: date, last: date, term: str, days: WorkingDays, rule: DeadlineRule) -> tuple[Remark, ...]:
    span = (start + timedelta(days=step) for step in range(1, (last - start).days + 1))
    odd = (oddity for day in span for oddity in days.oddities(day))
    law = (ReasonKind.RULE(title=rule.source),) if rule.source else ()
    return (ReasonKind.RECEIVED(date=start), _term(term), *odd, ReasonKind.DUE(date=last), *law)


def _term(term: str) -> Remark:
    """A term as a reason: 10 working days, 1 month."""
    number, unit = term.split(" ", 1)
    kinds = {"working": ReasonKind.WORKING_DAYS, "day": ReasonKind.DAYS, "month": ReasonKind.MONTHS}
    return kinds[unit.split()[0].rstrip("s")](n=int(number))


@cache
def _law() -> tuple[DeadlineRule, ...]:
    with FILE.open("rb") as file:
        return tuple(DeadlineRule.model_validate(row) for row in tomllib.load(file)["rules"])
