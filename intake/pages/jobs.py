"""What travels between the reader and its worker processes: a job as JSON, and a page as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from intake.stations import Page, Word
from storage.records import ProblemKind, Remark
from storage.records.remarks import from_json, to_json

Format = Literal["pdf", "image"]
Task = Literal["count", "read", "searchable"]


@dataclass(frozen=True, slots=True)
class Job:
    """One thing for a worker to do with the file at `path`: count its pages, or read page `number` (from 1).

    For "searchable" the page's picture is written beside the file, to `picture_path`.
    """

    task: Task
    path: str
    format: Format
    number: int = 1
    words: bool = False

    @property
    def picture_path(self) -> str:
        """Where the straightened picture of the page is written, a JPEG."""
        return f"{self.path}.{self.number}.jpg"


@dataclass(frozen=True, slots=True)
class Count:
    """How many pages a file has; `problem` says why it cannot be opened."""

    pages: int
    problem: Remark | None = None


def encode(value: Job | Count | Page) -> bytes:
    """A job, count or page as UTF-8 JSON."""
    fields = asdict(value) if isinstance(value, Job) else fields_of(value)
    return json.dumps(fields, ensure_ascii=False).encode()


def decode_job(data: bytes) -> Job:
    """The inverse of `encode` for jobs."""
    return Job(**json.loads(data))


def decode_count(data: bytes) -> Count:
    """The inverse of `encode` for counts."""
    return Count(**_with_problem(json.loads(data)))


def decode_page(data: bytes) -> Page:
    """The inverse of `encode` for pages; ValueError, KeyError or TypeError when it is no page."""
    return page_of(json.loads(data))


def fields_of(value: Count | Page) -> dict[str, Any]:
    """A count or page as values of JSON."""
    return asdict(replace(value, problem=None)) | {"problem": value.problem and to_json(value.problem)}


def page_of(fields: dict[str, Any]) -> Page:
    """A page from its JSON fields; KeyError, TypeError or AttributeError when they are none."""
    words = tuple(Word(**word) for word in fields["words"])
    return Page(**_with_problem(fields) | {"words": words})


def _with_problem(fields: dict[str, Any]) -> dict[str, Any]:
    return fields | {"problem": from_json(fields["problem"], ProblemKind) if fields["problem"] else None}
