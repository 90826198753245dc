"""Messages as they come from the wire, read into a `Letter`: headers, text, the sender's own words, attachments.

    read_letter(raw: bytes, limits: Limits = DEFAULT_LIMITS) -> intake.stations.Letter

takes any bytes, never raises and never hangs; what was wrong with a message stands in `Letter.problems`.
"""

from intake.letters.limits import DEFAULT_LIMITS, Limits
from intake.letters.reader import read_letter

__all__ = ["DEFAULT_LIMITS", "Limits", "read_letter"]
