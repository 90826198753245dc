"""The sentences of a digest: this call beside the former one, how suggestions fared, what else arrived."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from config.settings import Settings
from config.town_settings import Call
from notifications.latvian import counted, is_one
from notifications.week import Week
from storage import weekly


def compared(connection: Connection, week: Week, settings: Settings) -> str:
    """This call so far beside the former one after as many days; "" outside all calls."""
    zone = ZoneInfo(settings.general.timezone)
    day = (week.end - timedelta(minutes=1)).astimezone(zone).date()
    calls = sorted(settings.call, key=lambda call: call.opens)
    present = next((call for call in reversed(calls) if call.opens <= day and week.start.date() <= call.closes), None)
    if present is None:
        return ""
    days = (min(day, present.closes) - present.opens).days + 1
    told = f"„{present.name}”: {counted(_so_far(connection, present, days, zone), 'priekšlikums', 'priekšlikumi')} "
    told += f"{counted(days, 'dienā', 'dienās')}"
    former = [call for call in calls if call.closes < present.opens]
    if not former:
        return told + "."
    return told + f"; „{former[-1].name}” tikpat ilgā laikā – {_so_far(connection, former[-1], days, zone)}."


def _so_far(connection: Connection, call: Call, days: int, zone: ZoneInfo) -> int:
    start = datetime.combine(call.opens, datetime.min.time(), zone)
    return weekly.proposals_between(connection, start, start + timedelta(days=days), call.id)


def fared(confirmed: Sequence[tuple[str, str]]) -> str:
    """How the suggested topics fared under people's eyes this week."""
    if not confirmed:
        return ""
    right = sum(_suggested(suggestion) == topic for suggestion, topic in confirmed)
    noun = "pārbaudīts priekšlikums" if is_one(len(confirmed)) else "pārbaudīti priekšlikumi"
    return f"Šonedēļ {len(confirmed)} {noun}; programmas ieteiktā tēma bija pareiza {right} no {len(confirmed)}."


def _suggested(suggestion: str) -> str:
    topics = json.loads(suggestion or "{}").get("topics") or [{"id": ""}]
    return str(topics[0]["id"])


def beside(kinds: dict[str, int]) -> str:
    """What else arrived: counted, so that nothing is hidden."""
    words = {
        "inquiry": ("jautājums", "jautājumi"),
        "noise": ("reklāma vai cits sūtījums bez priekšlikuma", "reklāmas vai citi sūtījumi bez priekšlikuma"),
        "auto": ("automātiska vēstule", "automātiskas vēstules"),
        "ignored": ("piegādes ziņojums vai mūsu pašu e-pasts", "piegādes ziņojumi vai mūsu pašu e-pasti"),
    }
    told = [counted(kinds[kind], *names) for kind, names in words.items() if kinds.get(kind)]
    return f"Saņemts arī: {', '.join(told)}." if told else ""
