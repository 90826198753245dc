"""Remarks in the language of the page: the catalogue has the Latvian of each kind's English sentence."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from flask_babel import format_date, get_locale, gettext, ngettext

from storage.records.remarks import Field, Remark

TITLE = "title"
"""The field that holds a Latvian name of ours, which the catalogue has in English: a holiday, a law."""


def told(remark: Remark) -> str:
    """A remark's sentence in the language of the page, with its fields."""
    fields = {name: _told(name, value) for name, value in remark.fields}
    if remark.kind.plural:
        return str(ngettext(remark.kind.english, remark.kind.plural, fields["n"], **fields))
    return str(gettext(remark.kind.english, **fields))


def reasons(parts: Iterable[Remark]) -> str:
    """The reasons of a date, parted by "; "."""
    return "; ".join(map(told, parts))


def _told(name: str, value: Field) -> str | int | float:
    if isinstance(value, Remark):
        return told(value)
    if isinstance(value, date):
        latvian = str(get_locale()) == "lv"
        return str(format_date(value, "EEEE, dd.MM.y." if latvian else "EEEE, d MMMM y"))
    return str(gettext(value)) if name == TITLE and value else value
