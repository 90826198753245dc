"""What the program remarks about a letter: a kind with its fields, never a finished sentence.

A kind is a member of an enumeration. Its name is what is stored; its value is the one English sentence, with the fields
in gettext's form, and in the catalogue of the pages the key of the Latvian one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any


class RemarkKind(Enum):
    """What can be remarked; a second sentence is the plural, chosen by the field `n`."""

    def __init__(self, english: str, plural: str = "") -> None:
        self.english, self.plural = english, plural

    def __call__(self, **fields: Field) -> Remark:
        """A remark of this kind."""
        return Remark(self, tuple(fields.items()))


@dataclass(frozen=True, slots=True)
class Remark:
    """A kind with its fields; a field that is a remark itself is told inside the other's sentence."""

    kind: RemarkKind
    fields: tuple[tuple[str, Field], ...] = ()

    def __str__(self) -> str:
        fields = dict(self.fields)
        return (self.kind.plural if self.kind.plural and fields["n"] != 1 else self.kind.english) % fields


Field = str | int | float | date | Remark


def sentences(remarks: Iterable[Remark]) -> str:
    """Remarks in English, each once, parted by "; "."""
    return "; ".join(dict.fromkeys(map(str, remarks)))


def to_json(remark: Remark) -> dict[str, Any]:
    """A remark as values of JSON: its kind and its fields by their names."""
    return {"kind": remark.kind.name} | {name: _plain(value) for name, value in remark.fields}


def from_json(told: dict[str, Any], kinds: type[RemarkKind]) -> Remark:
    """The inverse of `to_json`. Raises KeyError or TypeError when it is none of these kinds."""
    fields = tuple((name, _field(value, kinds)) for name, value in told.items() if name != "kind")
    return Remark(kinds[told["kind"]], fields)


def dumps(remarks: Iterable[Remark]) -> str:
    """Remarks as a JSON array in ASCII; "" for none."""
    told = [to_json(one) for one in remarks]
    return json.dumps(told) if told else ""


def loads(text: str, kinds: type[RemarkKind]) -> tuple[Remark, ...]:
    """The inverse of `dumps`."""
    return tuple(from_json(one, kinds) for one in json.loads(text or "[]"))


def _plain(value: Field) -> Any:
    if isinstance(value, Remark):
        return to_json(value)
    return {"date": value.isoformat()} if isinstance(value, date) else value


def _field(value: Any, kinds: type[RemarkKind]) -> Field:
    if isinstance(value, dict):
        return date.fromisoformat(value["date"]) if "date" in value else from_json(value, kinds)
    kept: str | int | float = value
    return kept
