"""The child process that opens strangers' files and reads their pages, one job after another, within its limits."""

from __future__ import annotations

import json
import resource
import sys
from multiprocessing.connection import Connection
from pathlib import Path

import cv2
from PIL import Image

from intake.pages.engine import Engine
from intake.pages.jobs import Count, Job, decode_job, encode
from intake.pages.page import read_page, read_searchable
from intake.pages.settings import PageSettings
from intake.pages.sources import Source, SourceError, open_source
from intake.stations import Page, unread
from storage.records import ProblemKind

PICTURE_QUALITY = 75


class Desk:
    """Keeps the engine's models and the last opened file, so that each is loaded once."""

    def __init__(self, settings: PageSettings) -> None:
        self.settings = settings
        self.engine = Engine(settings.tessdata)
        self.path = ""
        self.source: Source | None = None

    def answer(self, job: Job) -> Count | Page:
        """Count the pages of a file, or read one; whatever goes wrong becomes the answer's `problem`."""
        try:
            source = self._open(job)
            if job.task == "count":
                return Count(source.page_count)
            if job.task == "searchable":
                return self._searchable(source, job)
            return read_page(source, job, self.engine, self.settings)
        except SourceError as error:
            problem = error.problem
        except MemoryError:
            problem = ProblemKind.OUT_OF_MEMORY(mib=self.settings.memory_bytes >> 20)
        except Exception as error:  # one bad page must not spoil the next
            problem = ProblemKind.FAILED(error=f"{type(error).__name__}: {error}")
        return Count(0, problem) if job.task == "count" else unread(job.number, problem)

    def _searchable(self, source: Source, job: Job) -> Page:
        page, picture = read_searchable(source, job, self.engine, self.settings)
        resolution = (self.settings.dots_per_inch, self.settings.dots_per_inch)
        Image.fromarray(picture).save(job.picture_path, "JPEG", quality=PICTURE_QUALITY, dpi=resolution)
        return page

    def _open(self, job: Job) -> Source:
        if self.source is None or self.path != job.path:
            self.source, self.path = open_source(job, self.settings), job.path
        return self.source


def main(descriptor: str, options: str) -> None:
    """Serve jobs from the pipe with this file descriptor until its other end is closed."""
    settings = load_settings(options)
    resource.setrlimit(resource.RLIMIT_AS, (settings.memory_bytes, settings.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    cv2.setNumThreads(1)
    pipe, desk = Connection(int(descriptor)), Desk(settings)
    while True:
        try:
            job = decode_job(pipe.recv_bytes())
        except EOFError:
            return
        pipe.send_bytes(encode(desk.answer(job)))


def load_settings(options: str) -> PageSettings:
    """The settings as the pool wrote them."""
    fields = json.loads(options)
    return PageSettings(**{**fields, "tessdata": Path(fields["tessdata"])})


if __name__ == "__main__":
    main(*sys.argv[1:])
