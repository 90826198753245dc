"""What every table of the settings file is: strict about its keys, fixed after loading."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict


class Section(BaseModel):
    """A table of the settings file: unknown keys are faults, nothing changes after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _short_name(value: str) -> str:
    if not value or "/" in value or value.startswith("."):
        raise ValueError("a short name of letters and digits, without a slash")
    return value


ShortName = Annotated[str, AfterValidator(_short_name)]
"""A name used in records, addresses of pages and file names."""
