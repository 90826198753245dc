"""Remarks in the language of the page: the catalogue has the Latvian of each kind's English sentence."""

from __future__ import annotations

from datetime import date

from flask_babel import format_date, gettext, ngettext

from storage.records.remarks import Field, Remark


def told(remark: Remark) -> str:
    """A remark's sentence in the language of the page, with its fields."""
    fields = {name: _told(value) for name, value in remark.fields}
    if remark.kind.plural:
        return str(ngettext(remark.kind.english, remark.kind.plural, fields["n"], **fields))
    return str(gettext(remark.kind.english, **fields))


def _told(value: Field) -> str | int | float:
    if isinstance(value, Remark):
        return told(value)
    return str(format_date(value, "EEEE, d MMMM y")) if isinstance(value, date) else value
