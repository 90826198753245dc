"""Deciding, pure: from the facts of a letter to a `Filing`. Doing is elsewhere.

Only three rules ignore a message; everything else is filed, suggested noise and machine mail included.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from rapidfuzz import fuzz

from classifiers.verdicts import Verdict, Wish
from config.settings import Settings
from config.town_settings import Call
from intake.belonging import NOWHERE, Belonging
from intake.stations import Letter, Reading
from notifications.bounces import Report
from notifications.etiquette import MARKER, Incoming, Permission, may_answer

SURE_NOISE = 0.9
"""Advertisers are not written to, but a person taken for one is: below this confidence the receipt goes out."""
SHORTEST_OFFER = 12
"""Words below which nothing is taken for an offer."""
SURE_WISH = 0.7
"""A reply is acknowledged again only when it surely holds a new proposal: kind confidence,"""
SURE_TOPIC = 0.45
"""topic confidence,"""
SHORTEST_WISH = 5
"""words of the wish,"""
LONGEST_THANKS = 10
THANKS = re.compile(
    r"\W*(?:(?:liels|sirsnīgs|daudz)\w* )?(?:paldies|pateicos|спасибо|благодар|thank|labi\b|ok\b)", re.I
)
SAME_WISH = 90
"""and likeness (0 to 100) to what the submission holds already."""


@dataclass(frozen=True, slots=True)
class Facts:
    """All that deciding looks at.

    `own_ids` are Message-IDs of ours, signature checked, that the message carries as its own; `reported_ids` those of
    the mails a report is about, `reports` what it says. `sent_today` counts acknowledgements to the sender's address;
    to a `dead_address` mail failed for good.
    """

    reading: Reading
    wishes: tuple[Wish, ...]
    verdicts: tuple[Verdict, ...]
    received_at: datetime
    channel: str
    own_ids: tuple[str, ...]
    reported_ids: tuple[str, ...]
    sent_today: int
    settings: Settings
    belonging: Belonging = NOWHERE
    reports: tuple[Report, ...] = ()
    dead_address: bool = False


@dataclass(frozen=True, slots=True)
class Filing:
    """What shall happen: ignored by a rule, or filed under a call and track, acknowledged or not, with the reasons."""

    ignored_rule: str
    call: str
    kind: str
    track: str
    answer_to: str
    acknowledge: Permission
    tell_understood: bool
    belonging: Belonging = NOWHERE
    reports: tuple[Report, ...] = ()


def _own_marker(facts: Facts) -> bool:
    return bool(facts.own_ids) and bool(facts.reading.letter.header(MARKER))


def _report_on_ours(facts: Facts) -> bool:
    letter = facts.reading.letter
    formal = letter.header("Content-Type").strip().lower().startswith("multipart/report")
    return (bool(facts.reports) or (formal and letter.is_auto)) and bool(facts.reported_ids)


IGNORE: tuple[tuple[str, str, Callable[[Facts], bool]], ...] = (
    (
        "own mail",
        "A mail of ours, told by its signed Message-ID and our marker, came back into the mailbox.",
        _own_marker,
    ),
    ("report on our mail", "A delivery or read report about a mail of ours (RFC 3464, RFC 8098).", _report_on_ours),
)


def decide(facts: Facts) -> Filing:
    """The filing of a letter; the same facts always give the same filing."""
    letter = facts.reading.letter
    answer_to = letter.reply_to or letter.from_address
    kind = _kind(facts)
    return Filing(
        ignored_rule=ignored_by(facts),
        call=call_of(facts.received_at, facts.settings),
        kind=kind,
        track=next((v.track for v in facts.verdicts if v.track != "budget"), "budget"),
        answer_to=answer_to,
        acknowledge=_acknowledge(facts, answer_to, kind),
        tell_understood=not authentication_failed(letter, facts.settings.acknowledgement.trusted_authserv_id),
        belonging=facts.belonging,
        reports=facts.reports,
    )


def new_wishes(facts: Facts) -> tuple[bool, ...]:
    """For each wish of a reply, whether it surely proposes something that its submission does not hold yet."""
    return tuple(
        verdict.kind == "proposal"
        and verdict.kind_confidence >= SURE_WISH
        and not verdict.unsure
        and verdict.confidence >= SURE_TOPIC
        and not is_small_talk(wish.text, facts.belonging)
        for wish, verdict in zip(facts.wishes, facts.verdicts, strict=True)
    )


def is_small_talk(text: str, belonging: Belonging) -> bool:
    """Whether words of a reply are too few to propose anything, or repeat what the submission holds."""
    words = len(text.split())
    few = words < SHORTEST_WISH or (words < LONGEST_THANKS and bool(THANKS.match(text)))
    return few or any(fuzz.partial_ratio(text, held) >= SAME_WISH for held in belonging.wishes)


def ignored_by(facts: Facts) -> str:
    """The name of the rule that ignores the message, or ""."""
    for name, _, fires in IGNORE:
        if fires(facts):
            return name
    letter = facts.reading.letter
    for rule in facts.settings.ignore:
        if (
            _is_from(letter.from_address.lower(), rule.from_address.lower())
            and rule.subject.lower() in letter.subject.lower()
        ):
            return f"rule {rule.name}"
    return ""


def _is_from(address: str, wanted: str) -> bool:
    """Whether an address is the wanted one, or of the wanted @domain; everything fits ""."""
    return address.endswith(wanted) if wanted.startswith("@") else wanted in ("", address)


def permission(letter: Letter, settings: Settings, sent_today: int) -> Permission:
    """Whether the sender of a letter may get an automatic answer at all."""
    return may_answer(
        Incoming(
            headers=letter.headers,
            from_address=letter.from_address.lower(),
            answer_to=(letter.reply_to or letter.from_address).lower(),
            subject=letter.subject,
            own_addresses=settings.own_addresses(),
            auto_reason=letter.auto_reason if letter.is_auto else "",
            sent_today=sent_today,
            most_a_day=settings.acknowledgement.per_address_and_day,
        )
    )


def call_of(received_at: datetime, settings: Settings) -> str:
    """The id of the call whose window holds the day, the last to open when several do; "" outside all calls."""
    day = received_at.astimezone(ZoneInfo(settings.general.timezone)).date()
    open_calls: list[Call] = [call for call in settings.call if call.opens <= day <= call.closes]
    return max(open_calls, key=lambda call: call.opens).id if open_calls else ""


def authentication_failed(letter: Letter, trusted: str) -> bool:
    """Whether our own server's Authentication-Results (RFC 8601) tell of a failed SPF, DKIM or DMARC check."""
    if not trusted:
        return False
    for value in letter.header_values("Authentication-Results"):
        server, _, results = value.partition(";")
        if server.split()[:1] == [trusted]:
            return bool(re.search(r"\b(spf|dkim|dmarc)\s*=\s*(fail|softfail|permerror)\b", results, re.IGNORECASE))
    return False


def _kind(facts: Facts) -> str:
    if facts.reading.letter.is_auto:
        return "auto"
    kinds = [verdict.kind for verdict in facts.verdicts]
    return next((kind for kind in ("proposal", "inquiry", "noise") if kind in kinds), "proposal")


def _acknowledge(facts: Facts, answer_to: str, kind: str) -> Permission:
    settings = facts.settings
    if not settings.acknowledgement.enabled:
        return Permission(False, "switched off", "Acknowledgements are switched off in the settings.")
    if facts.channel != "mail":
        return Permission(False, "paper", "It did not come by mail, so there is nobody to answer by mail.")
    if stopped := _stopped_by_belonging(facts):
        return stopped
    allowed = permission(facts.reading.letter, settings, facts.sent_today)
    if allowed.allowed and kind == "noise" and _advertises(facts):
        return Permission(False, "noise", "It looks like advertising; a person can bring it back.")
    if allowed.allowed and kind == "inquiry" and settings.acknowledgement.inquiries == "none":
        return Permission(False, "inquiry", "By the settings inquiries get no automatic receipt.")
    return allowed


def _advertises(facts: Facts) -> bool:
    """Whether noise is surely an offer: a few words and a signature are a person's, whatever they are taken for."""
    words = sum(len(piece.text.split()) for piece in facts.reading.pieces())
    return words >= SHORTEST_OFFER and all(v.kind_confidence >= SURE_NOISE for v in facts.verdicts)


def _stopped_by_belonging(facts: Facts) -> Permission | None:
    if facts.belonging.author:
        return Permission(False, "forwarded", "A colleague passed it on; its author hears once a person confirms who.")
    if facts.dead_address:
        return Permission(False, "dead address", "Mail to this address failed for good; another one is needed.")
    if facts.belonging.how == "reply" and not any(new_wishes(facts)):
        return Permission(False, "reply", "It belongs to a letter that was acknowledged and holds no new proposal.")
    return None
