"""What a digest says about one week to one reader, ready for its templates; every excerpt is masked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from config.alphabet import alphabetical
from config.settings import Reader, Settings
from config.taxonomy import taxonomy
from notifications.acknowledgement import excerpt
from notifications.attention import Matter, attention
from notifications.chart import Bar
from notifications.digest_sentences import beside, compared, fared
from notifications.links import signature
from notifications.week import Week, before
from storage import submissions, weekly, worklog
from storage.records import Proposal

Telling = Callable[[Proposal], str]
Together = Callable[[Connection, tuple[Proposal, ...]], Mapping[int, int]]
"""Proposal -> the first of those that ask for the same."""
CHART_WEEKS = 8
SHOWN_PER_TOPIC = 12
NO_TOPIC, NO_PLACE = "Tēma nav noteikta", "vieta nav noteikta"


@dataclass(frozen=True, slots=True)
class Line:
    """A proposal, or similar ones by their first: masked words, place names, its page, how many more are like it."""

    text: str
    places: str
    url: str
    alike: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicPart:
    """The new proposals of one topic; `more` were left out."""

    name: str
    count: int
    lines: tuple[Line, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Facts:
    """One digest. `bars` are proposals a week, the week itself last; `compared`, `fared` and `beside` are sentences."""

    week: Week
    span: str
    attention: tuple[Matter, ...]
    count: int
    elsewhere: int
    topics: tuple[TopicPart, ...]
    places: tuple[tuple[str, int], ...]
    bars: tuple[Bar, ...]
    compared: str
    fared: str
    beside: str
    url: str

    @property
    def chart_text(self) -> str:
        """What the chart shows, in words."""
        told = ", ".join(f"{bar.label} nedēļā {bar.value}" for bar in self.bars)
        return f"Priekšlikumi pa nedēļām: {told}"


def gather(
    connection: Connection,
    week: Week,
    reader: Reader,
    now: datetime,
    mask: Callable[[str], str],
    together: Together,
    settings: Settings,
) -> Facts:
    """All that the digest of a week tells a reader."""
    found = submissions.received_between(connection, week.start, week.end)
    new = [proposal for _, proposal in found if proposal.kind == "proposal"]
    mine = [one for one in new if concerns(one, reader)]
    writers = {submission.id: submission.from_name for submission, _ in found}

    def told(proposal: Proposal) -> str:
        return excerpt(without_name(mask(proposal.text), writers[proposal.submission_id]))

    zone = ZoneInfo(settings.general.timezone)
    last = (week.end - timedelta(minutes=1)).astimezone(zone)
    base = settings.review.public_url.rstrip("/")
    key = worklog.key_if_made(connection, "messages") or b""

    def link(proposal: Proposal) -> str:
        return f"{base}/suggestions/{proposal.id}/{signature(key, proposal.id)}"

    return Facts(
        week=week,
        span=f"{week.start.astimezone(zone):%d.%m.}–{last:%d.%m.%Y.}",
        attention=tuple(attention(connection, now, settings)),
        count=len(mine),
        elsewhere=len(new) - len(mine),
        topics=tuple(_by_topic(mine, together(connection, tuple(new)), told, link)),
        places=_by_place(mine),
        bars=tuple(_bars(connection, week, settings)),
        compared=compared(connection, week, settings),
        fared=fared(weekly.confirmed_between(connection, week.start, week.end)),
        beside=beside(weekly.other_kinds(connection, week.start, week.end)),
        url=base,
    )


def concerns(proposal: Proposal, reader: Reader) -> bool:
    """Whether a proposal is a reader's: by topic and place; what has neither topic nor place is everybody's."""
    by_topic = not reader.topics or not proposal.topics or bool(set(reader.topics) & set(proposal.topics))
    by_place = not reader.places or not proposal.places or bool(set(reader.places) & set(proposal.places))
    return by_topic and by_place


def without_name(text: str, name: str) -> str:
    """The text without its writer's own name, wherever it stands whole."""
    return re.sub(re.escape(name), "[vārds]", text, flags=re.IGNORECASE) if len(name.split()) > 1 else text


def grouped(proposals: Sequence[Proposal], firsts: Mapping[int, int]) -> list[list[Proposal]]:
    """Similar proposals together, each in one group, in the order of their first."""
    groups: dict[int, list[Proposal]] = {}
    for one in proposals:
        groups.setdefault(firsts[one.id], []).append(one)
    return list(groups.values())


def _by_topic(
    proposals: Iterable[Proposal], firsts: Mapping[int, int], told: Telling, link: Telling
) -> list[TopicPart]:
    parts: dict[str, list[Proposal]] = {}
    for one in proposals:
        name = taxonomy().topics[one.topics[0]].lv if one.topics else NO_TOPIC
        parts.setdefault(name, []).append(one)
    ordered = sorted(parts.items(), key=lambda part: (-len(part[1]), alphabetical(part[0])))
    return [_topic_part(name, held, grouped(held, firsts), told, link) for name, held in ordered]


def _topic_part(
    name: str, held: list[Proposal], groups: list[list[Proposal]], told: Telling, link: Telling
) -> TopicPart:
    lines = tuple(_line(group, told, link) for group in groups[:SHOWN_PER_TOPIC])
    return TopicPart(name, len(held), lines, sum(map(len, groups[SHOWN_PER_TOPIC:])))


def _line(group: list[Proposal], told: Telling, link: Telling) -> Line:
    first = group[0]
    places = sorted({taxonomy().places[place].lv for one in group for place in one.places}, key=alphabetical)
    alike = tuple(map(link, group[1:]))
    return Line(told(first), ", ".join(places) or NO_PLACE, link(first), alike)


def _by_place(proposals: Iterable[Proposal]) -> tuple[tuple[str, int], ...]:
    names = Counter(
        name for one in proposals for name in ([taxonomy().places[p].lv for p in one.places] or [NO_PLACE.capitalize()])
    )
    unknown = NO_PLACE.capitalize()
    return tuple(sorted(names.items(), key=lambda item: (item[0] == unknown, -item[1], alphabetical(item[0]))))


def _bars(connection: Connection, week: Week, settings: Settings) -> Iterable[Bar]:
    for back in range(CHART_WEEKS - 1, -1, -1):
        one = before(week, back, settings)
        yield Bar(f"{one.number}.", weekly.proposals_between(connection, one.start, one.end))
