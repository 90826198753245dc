"""What every table of the settings file is: strict about its keys, fixed after loading."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict


class Section(BaseModel):
    """A table of the settings file: unknown keys are faults, nothing changes after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _short_name(value: str) -> str:
    if not value or "/" in value or value.startswith("."):
        raise ValueError("a short name of letters and digits, without a slash")
    return value


def _address(value: str) -> str:
    if not re.fullmatch(r"""[^@\s<>(),;:"\[\]\\]+@[^@\s<>(),;:"\[\]\\.]+(\.[^@\s<>(),;:"\[\]\\.]+)*""", value):
        raise ValueError(f"{value!r} is no address; one alone, such as novads@example.lv, without a name")
    return value


def _address_or_none(value: str) -> str:
    return value and _address(value)


Address = Annotated[str, AfterValidator(_address)]
"""A mail address alone, as in RFC 5321 section 4.1.2, without quoted names."""
OptionalAddress = Annotated[str, AfterValidator(_address_or_none)]
"""An address, or "" for none."""
ShortName = Annotated[str, AfterValidator(_short_name)]
"""A name used in records, addresses of pages and file names."""
