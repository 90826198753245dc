"""What travels between the reader and its worker processes: a job as JSON, and a page as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any, Literal

from intake.stations import Page, Word

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
    problem: str = ""


def unread(number: int, problem: str) -> Page:
    """The page that stands for one that could not be read."""
    return Page(number, "", "none", 0.0, False, kind="needs typing", problem=problem)


def encode(value: Job | Count | Page) -> bytes:
    """A job, count or page as UTF-8 JSON."""
    return json.dumps(asdict(value), ensure_ascii=False).encode()


def decode_job(data: bytes) -> Job:
    """The inverse of `encode` for jobs."""
    return Job(**json.loads(data))


def decode_count(data: bytes) -> Count:
    """The inverse of `encode` for counts."""
    return Count(**json.loads(data))


def decode_page(data: bytes) -> Page:
    """The inverse of `encode` for pages; ValueError, KeyError or TypeError when it is no page."""
    return page_of(json.loads(data))


def page_of(fields: dict[str, Any]) -> Page:
    """A page from its JSON fields; KeyError, TypeError or AttributeError when they are none."""
    words = tuple(Word(**word) for word in fields["words"])
    return Page(**{**fields, "words": words})
