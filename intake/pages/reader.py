"""The page reader: hands each page of a file to a worker process and gathers the pages in their order."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType

from intake.pages.cache import PageCache
from intake.pages.jobs import Count, Format, Job, Task, decode_count, decode_page
from intake.pages.pool import Outcome, WorkerPool
from intake.pages.searchable import searchable_pdf
from intake.pages.settings import PageSettings
from intake.stations import Page, unread
from storage.records import ProblemKind

Progress = Callable[[int, int], None]


class PageReader:
    """Reads PDF files and pictures in worker processes that live until `close`; usable as a context manager."""

    def __init__(self, settings: PageSettings | None = None, cache: Path | None = None) -> None:
        """`cache` is a folder in which pages are kept by content, so that nothing is read twice; None keeps nothing."""
        self.settings = settings or PageSettings()
        self.cache = PageCache(cache, self.settings) if cache else None
        self.pool = WorkerPool(self.settings)

    def read_pdf(self, data: bytes, *, words: bool = False, progress: Progress = lambda *_: None) -> tuple[Page, ...]:
        """The pages of a PDF file; see `read_image`."""
        return self._read(data, "pdf", words, progress)

    def read_image(self, data: bytes, *, words: bool = False, progress: Progress = lambda *_: None) -> tuple[Page, ...]:
        """The pages of a TIFF, JPEG, PNG, HEIC, WebP, GIF or BMP file, at least one.

        With `words` each recognised page carries its words and boxes; `progress(done, all)` is called after each page.
        A page or file that cannot be read is a page with a `problem` and no text; nothing is raised for bad data.
        """
        return self._read(data, "image", words, progress)

    def searchable_pdf(self, data: bytes, kind: Format, *, progress: Progress = lambda *_: None) -> bytes:
        """A PDF of a scan's pages, straightened, with the recognised text invisibly under each picture.

        `kind` is "pdf" or "image". Pages that could not be read have their picture only, those that could not even be
        opened are empty sheets. ValueError when the file has no readable page at all.
        """
        with TemporaryDirectory(prefix="novads-pages-") as folder:
            jobs, _ = self._jobs(Path(folder), data, kind, "searchable")
            outcomes = self.pool.run(jobs, lambda done: progress(done, len(jobs)))
            pages = [_page(job.number, outcome) for job, outcome in zip(jobs, outcomes, strict=True)]
            pictures = [Path(job.picture_path) for job in jobs]
            if not any(picture.exists() for picture in pictures):
                raise ValueError("no page of the file can be read")
            return searchable_pdf(pages, pictures, self.settings.dots_per_inch)

    def close(self) -> None:
        """End the worker processes."""
        self.pool.close()

    def __enter__(self) -> PageReader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _read(self, data: bytes, kind: Format, words: bool, progress: Progress) -> tuple[Page, ...]:
        if self.cache is None:
            return self._read_anew(data, kind, words, progress, {})
        known = self.cache.get(data, kind, words)
        good = {page.number: page for page in known if not page.problem}
        if not known or len(good) < len(known):
            known = self._read_anew(data, kind, words, progress, good)
            self.cache.put(data, kind, words, known)
        return known

    def _read_anew(
        self, data: bytes, kind: Format, words: bool, progress: Progress, good: dict[int, Page]
    ) -> tuple[Page, ...]:
        """All pages; those in `good`, by number, are not read again."""
        with TemporaryDirectory(prefix="novads-pages-") as folder:
            jobs, count = self._jobs(Path(folder), data, kind, "read", words)
            if not jobs:
                return (unread(1, count.problem or ProblemKind.NO_PAGES()),)
            missing = [job for job in jobs if job.number not in good]
            outcomes = self.pool.run(missing, lambda done: progress(done, len(missing)))
        read = {job.number: _page(job.number, outcome) for job, outcome in zip(missing, outcomes, strict=True)}
        beyond = range(len(jobs) + 1, count.pages + 1)
        left_out = {number: unread(number, ProblemKind.BEYOND_LIMIT(limit=len(jobs))) for number in beyond}
        pages = good | read | left_out
        return tuple(pages[number] for number in sorted(pages))

    def _jobs(
        self, folder: Path, data: bytes, kind: Format, task: Task, words: bool = False
    ) -> tuple[list[Job], Count]:
        """Writes the file for the workers, counts its pages, and makes a job for each within the limit."""
        path = folder / "file"
        path.write_bytes(data)
        count = _count(self.pool.run([Job("count", str(path), kind)])[0])
        numbers = range(1, min(count.pages, self.settings.max_pages) + 1)
        return [Job(task, str(path), kind, number, words) for number in numbers], count


def _count(outcome: Outcome) -> Count:
    return Count(0, outcome.problem) if outcome.problem else decode_count(outcome.answer)


def _page(number: int, outcome: Outcome) -> Page:
    if outcome.problem:
        return unread(number, outcome.problem)
    try:
        return decode_page(outcome.answer)
    except (ValueError, KeyError, TypeError, AttributeError):
        return unread(number, ProblemKind.NO_ANSWER())
