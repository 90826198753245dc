"""Why a text or letter is not fit to leave: every fault, with its English sentence."""

from __future__ import annotations

from enum import unique

from storage.records import Remark
from storage.records.remarks import RemarkKind


@unique
class FaultKind(RemarkKind):
    """What staff are told instead of keeping a text or sending a letter."""

    # texts
    UNKNOWN_FIELD = "There is no field {%(field)s}. There are: %(known)s."
    STRAY_BRACE = "A curly bracket lacks its pair."
    NO_VALUE = "The field {%(field)s} has no value for this proposal (%(title)s)."
    UNFINISHED = "The explanation is not finished: write what should stand in place of the dots."
    NOTHING_WRITTEN = "A name and a text are needed."
    NAME_TAKEN = "There is a text of this name already."
    NOTHING_TO_SHOW = "There is no proposal to show the text in."
    CANNOT_BE_SHOWN = "The author of this proposal cannot be reached; choose another letter."
    NO_SUCH_LETTER = "There is no letter with the code %(code)s."

    # dates
    NO_NEW_DATE = "Say the new deadline."
    DATE_TOO_LATE = "The deadline of submission %(code)s may be extended to %(day)s at most."

    # authors
    AUTHOR_UNCONFIRMED = "A colleague forwarded the letter; first confirm who its author is."
    DEAD_ADDRESS = "The e-mail address does not work; another one is needed."
    NO_ADDRESS = "There is neither an e-mail nor a postal address."


class TextError(ValueError):
    """A text cannot be filled in or kept; `fault` says why and what to do."""

    def __init__(self, fault: Remark) -> None:
        super().__init__(str(fault))
        self.fault = fault
