"""Why a matter is due on a day, and why a letter may belong to another: every reason, with its English sentence."""

from __future__ import annotations

from enum import unique

from storage.records.remarks import RemarkKind


@unique
class ReasonKind(RemarkKind):
    """What staff are told beside a date or a letter that perhaps belongs to another."""

    SAID = "%(said)s"
    """Latvian words written down before reasons had kinds."""

    # the law's clock
    RECEIVED = "received on %(date)s"
    WORKING_DAYS = "%(n)s working day", "%(n)s working days"
    DAYS = "%(n)s day", "%(n)s days"
    MONTHS = "%(n)s month", "%(n)s months"
    LOCAL_DAY_OFF = "%(day)s is a local day off"
    MOVED_TO = "%(day)s is moved to %(other)s"
    MOVED_FROM = "%(day)s – day off (moved from %(other)s)"
    WORKED = "%(day)s is a working day (moved)"
    HOLIDAY = "%(day)s – %(title)s"
    DAY_OFF_FOR = "%(day)s – day off for %(title)s"
    DUE = "due on %(date)s"
    RULE = "%(title)s"
    INTERIM = "an interim answer was sent"
    EXTENSION = "the deadline was extended"

    # belonging
    ANSWERS_OURS = "an answer to our letter"
    OUR_MARK = "our mark stands in the subject"
    CODE_NAMED = "the letter names the code %(code)s"
    CONTINUES = "continues an earlier letter of the resident"
    BUT_FORWARDED = "%(reason)s, but forwarded"
    BUT_FROM_ANOTHER = "%(reason)s, but from another address"
