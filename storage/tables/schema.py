"""What all tables are made of: their metadata and the types of their columns."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, DateTime, Dialect, Integer, MetaData, Text, TypeDecorator

from storage.records import ProblemKind, ReasonKind, Remark
from storage.records.remarks import RemarkKind, dumps, loads

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Instant(TypeDecorator[datetime]):
    """An aware time, kept in UTC; SQLite has no zones, so it is put back when read."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; a time without a zone is a mistake of ours (ValueError)."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored time needs a zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Aware, in UTC."""
        if value is None:
            return None
        told: datetime = value
        return told.replace(tzinfo=UTC) if told.tzinfo is None else told.astimezone(UTC)


class Words(TypeDecorator[str]):
    """Text from outside: NUL and lone surrogates, which PostgreSQL and UTF-8 cannot hold, become U+FFFD."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The text as it can be stored."""
        if value is None:
            return None
        return value.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")


class Remarks(TypeDecorator[tuple[Remark, ...]]):
    """Remarks of one enumeration of kinds, as a JSON array; "" for none."""

    impl = Text
    cache_ok = True

    def __init__(self, kinds: type[RemarkKind]) -> None:
        super().__init__()
        self.kinds = kinds

    def process_bind_param(self, value: tuple[Remark, ...] | None, dialect: Dialect) -> str:
        """The kinds and fields as JSON."""
        return dumps(value or ())

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[Remark, ...]:
        """The remarks again."""
        return loads(value or "", self.kinds)


def columns_of(record: DataclassInstance) -> dict[str, Any]:
    """A record's fields by their names, their values as they are."""
    return {one.name: getattr(record, one.name) for one in fields(record)}


def id_column() -> Column[int]:
    """The number of a row, its primary key."""
    return Column("id", Integer, primary_key=True)


def problems() -> Column[tuple[Remark, ...]]:
    """The column of what was wrong, empty unless given."""
    return Column("problems", Remarks(ProblemKind), nullable=False, default=(), server_default="")


def reason(name: str) -> Column[tuple[Remark, ...]]:
    """A column of the reasons of a date or a likeness, empty unless given."""
    return Column(name, Remarks(ReasonKind), nullable=False, default=(), server_default="")


def words(name: str) -> Column[str]:
    """A column of text from outside, empty unless given."""
    return Column(name, Words, nullable=False, default="", server_default="")
