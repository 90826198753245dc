"""The municipality's own order: calls, days off, deadlines, departments, and what is ignored."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from config.section import OptionalAddress, Section, ShortName


def _sender(value: str) -> str:
    if value and "@" not in value:
        raise ValueError("an address, or @domain for all of a domain")
    return value


def _term(value: str) -> str:
    if not re.fullmatch(r"[1-9]\d* (working days?|days?|months?)", value):
        raise ValueError('a term such as "10 working days", "15 days" or "1 month"')
    return value


Term = Annotated[str, AfterValidator(_term)]


class Ignore(Section):
    """An explicit rule: messages that are kept but not filed. All that is set must fit."""

    name: ShortName = Field(description="Short name shown beside what it ignored.")
    from_address: Annotated[str, AfterValidator(_sender)] = Field("", description="The sender's address, or @domain.")
    subject: str = Field("", description="Words that stand in the subject, without regard to case.")


class Call(Section):
    """A call for proposals: a window of dates for one budget year."""

    id: ShortName = Field(description="Short name, for example budget-2027.")
    name: str = Field(description="Name shown to people.")
    budget_year: int = Field(ge=2000, le=2100, description="The budget year the proposals are for.")
    opens: date = Field(description="First day.")
    closes: date = Field(description="Last day.")
    sectors: dict[str, str] = Field(
        default_factory=dict, description="Topics counted under another sector in this call: topic = sector."
    )


class Calendar(Section):
    """Days the holidays library does not know: the Cabinet's newest order on moved days, and local days off."""

    moved_days: dict[date, date] = Field(
        default_factory=dict, description='Free day = Saturday worked for it, such as { "2027-01-04" = "2027-01-16" }.'
    )
    free_days: tuple[date, ...] = Field((), description="Local days off.")


class DeadlineRule(Section):
    """A deadline of our own, above those of the law (config/deadlines.toml); an empty list fits everything."""

    id: str = Field(description="Short name of the rule, shown to staff.")
    valid_from: date = Field(description="The rule holds for what was received from this day on.")
    kinds: tuple[str, ...] = Field((), description="proposal, inquiry, information.")
    channels: tuple[str, ...] = Field((), description="mail, scan, workshop.")
    tracks: tuple[str, ...] = Field((), description="budget, participatory, initiative, collective.")
    calls: tuple[str, ...] = Field((), description="Calls by id.")
    signed: Literal["any", "yes", "no"] = Field("any", description="Whether it bears an electronic signature.")
    answer: Term = Field(description="Time to answer, such as 10 working days.")
    extended: Term = Field(description="Time to answer when more is needed, such as 1 month.")
    forward: Term = Field(description="Time to forward it to whom it concerns, such as 5 working days.")
    source: str = Field("", description="Where the rule comes from, shown to staff.")


class Department(Section):
    """A department that proposals are given to by their topic and area manager."""

    id: ShortName = Field(description="Short name, for example saimnieciba.")
    name: str = Field(description="Name shown to people.")
    address: OptionalAddress = Field("", description="Address that hears of what is assigned to it; empty: nobody.")
    topics: tuple[str, ...] = Field((), description="Topics it gets by default (ids of the taxonomy).")
    managers: tuple[str, ...] = Field(
        (), description="Area managers whose places it gets when no department has the topic (ids of the taxonomy)."
    )
