"""The three readers side by side, each with two processes of one thread: ours, plain Tesseract, OCRmyPDF."""

from __future__ import annotations

import os
import resource
import subprocess
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.pages.corpus import Specimen
from benchmarks.pages.scoring import Result
from intake.pages import PageReader, PageSettings
from intake.pages.sources import PdfSource, PictureSource

WORKERS = 2
ONE_THREAD = {**os.environ, "OMP_THREAD_LIMIT": "1"}


@dataclass(frozen=True, slots=True)
class Run:
    """One reader's results, the wall clock of the whole run, and the largest worker's memory in MiB, 0 unmeasured.

    `cpu_seconds` is what all processes of the reader computed, user and system, which hardly depends on other work.
    """

    reader: str
    results: tuple[Result, ...]
    seconds: float
    megabytes: float = 0.0
    cpu_seconds: float = 0.0

    @property
    def pages_per_second(self) -> float:
        """Pages by wall clock."""
        return len(self.results) / self.seconds

    @property
    def cpu_seconds_per_page(self) -> float:
        """Computing time of one page."""
        return self.cpu_seconds / len(self.results)


def ours(specimens: Sequence[Specimen]) -> Run:
    """This program's page reader. Pages go in one file at a time from two callers, as letters do."""
    settings = PageSettings(workers=1)
    readers = [PageReader(settings) for _ in range(WORKERS)]
    for reader in readers:
        reader.read_image(specimens[0].data)
    free = list(readers)

    def read(specimen: Specimen) -> Result:
        reader = free.pop()
        page = (reader.read_pdf if specimen.format == "pdf" else reader.read_image)(specimen.data)[0]
        free.append(reader)
        return Result(specimen, page.text, page.kind == "text")

    started = _cpu_seconds_of(readers)
    run = _timed("novads", specimens, read)
    computed = _cpu_seconds_of(readers) - started
    peak = max(_peak_megabytes(worker.process.pid) for reader in readers for worker in reader.pool.idle)
    for reader in readers:
        reader.close()
    return replace(run, megabytes=peak, cpu_seconds=computed)


def plain_tesseract(specimens: Sequence[Specimen]) -> Run:
    """The command line on the page as it comes, all three languages at once."""

    def read(specimen: Specimen) -> Result:
        with TemporaryDirectory() as folder:
            picture = _as_picture(specimen, Path(folder))
            command = ["tesseract", str(picture), "-", "-l", "lav+rus+eng"]
            done = subprocess.run(command, capture_output=True, text=True, env=ONE_THREAD, check=False)
        return Result(specimen, done.stdout)

    return _timed("tesseract", specimens, read)


def ocrmypdf(program: str) -> Callable[[Sequence[Specimen]], Run]:
    """OCRmyPDF with deskewing, rotation and cleaning, its text by side car; `program` is the path to its command."""

    def read(specimen: Specimen) -> Result:
        with TemporaryDirectory() as folder:
            source = Path(folder, "in")
            source.write_bytes(specimen.data)
            side_car = Path(folder, "text")
            options = ["--deskew", "--rotate-pages", "--clean", "--force-ocr", "--jobs", "1", "-l", "lav+rus+eng"]
            options += ["--output-type", "pdf", "--optimize", "0", "--image-dpi", "200", "--sidecar", str(side_car)]
            command = [program, *options, str(source), str(Path(folder, "out.pdf"))]
            subprocess.run(command, capture_output=True, env=ONE_THREAD, check=False)
            text = side_car.read_text() if side_car.exists() else ""
        return Result(specimen, text)

    return lambda specimens: _timed("ocrmypdf", specimens, read)


def _timed(reader: str, specimens: Sequence[Specimen], read: Callable[[Specimen], Result]) -> Run:
    start, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    with ThreadPoolExecutor(WORKERS) as threads:
        results = tuple(threads.map(read, specimens))
    seconds = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    computed = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(reader, results, seconds, cpu_seconds=computed)


def _cpu_seconds_of(readers: Sequence[PageReader]) -> float:
    """User and system time of the readers' worker processes (fields 14 and 15 of stat, proc(5))."""
    workers = (worker.process.pid for reader in readers for worker in reader.pool.idle)
    rows = (Path(f"/proc/{worker}/stat").read_text().rsplit(")", 1)[1].split() for worker in workers)
    return sum(int(row[11]) + int(row[12]) for row in rows) / os.sysconf("SC_CLK_TCK")


def _peak_megabytes(process: int) -> float:
    """The most memory a living process ever held (VmHWM, proc(5))."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1024


def _as_picture(specimen: Specimen, folder: Path) -> Path:
    """Plain Tesseract reads no PDF: the page rendered as our reader would have it, at 300 dpi."""
    source = folder / "in"
    source.write_bytes(specimen.data)
    if specimen.format == "image":
        PictureSource(str(source), PageSettings())
        return source
    page = PdfSource(str(source), PageSettings()).document[0]
    picture = folder / "page.png"
    page.render(scale=300 / 72, grayscale=True).to_pil().save(picture, dpi=(300, 300))
    return picture
