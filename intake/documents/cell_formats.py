"""Numbers in the cells of a sheet as they are seen: dates and shares by their format, others with 15 digits."""

from __future__ import annotations

from datetime import datetime


def shown_number(number: float, form: str, since_1904: bool) -> str:
    """The number under the number format `form` ("" for none); `since_1904` says from when its dates are counted."""
    from openpyxl.styles.numbers import is_date_format

    if form and is_date_format(form):
        return _date(number, since_1904) or f"{number:.15g}"
    return f"{number * 100:.15g}%" if form.rstrip().endswith("%") else f"{number:.15g}"


def _date(number: float, since_1904: bool) -> str:
    from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

    try:
        found = from_excel(number, CALENDAR_MAC_1904 if since_1904 else CALENDAR_WINDOWS_1900)
    except (ValueError, OverflowError):
        return ""
    whole = isinstance(found, datetime) and found.time() == datetime.min.time()
    return found.date().isoformat() if whole and isinstance(found, datetime) else str(found)
