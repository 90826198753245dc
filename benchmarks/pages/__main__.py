"""`python -m benchmarks.pages [--pages N] [--ocrmypdf PATH]` reads N pages of each kind and prints a table.

Memory is measured for our own workers only.
"""

from __future__ import annotations

import argparse

from benchmarks.pages.corpus import specimens
from benchmarks.pages.readers import Run, ocrmypdf, ours, plain_tesseract
from benchmarks.pages.scoring import error_rate, fields_verbatim, textless_found
from benchmarks.pages.wear import WEARS


def main() -> None:
    """Read the report bank, which shares no text, font or seed with the pages used for tuning."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=6, help="pages per kind of wear")
    parser.add_argument("--bank", choices=("report", "tuning"), default="report")
    parser.add_argument("--ocrmypdf", default="", help="path to the ocrmypdf command; left out when empty")
    options = parser.parse_args()
    pages = list(specimens(options.bank, options.pages))
    typed = [page for page in pages if page.difficulty != "textless"]
    runs = [ours(typed), plain_tesseract(typed)]
    if options.ocrmypdf:
        runs.append(ocrmypdf(options.ocrmypdf)(typed))
    _print_table(runs)
    textless = [page for page in pages if page.difficulty == "textless"]
    found, withheld = textless_found((*runs[0].results, *ours(textless).results))
    print(f"textless pages found {found:.3f}, typed pages withheld {withheld:.3f}, of {len(pages)} pages")


def _print_table(runs: list[Run]) -> None:
    print(f"{len(runs[0].results)} typed pages; character errors in %")
    print(f"{'':14}" + "".join(f"{run.reader:>12}" for run in runs))
    for level in WEARS:
        _row(level, [100 * error_rate(r for r in run.results if r.specimen.level == level) for run in runs])
    for name in ("easy", "hard"):
        _row(name, [100 * error_rate(r for r in run.results if r.specimen.difficulty == name) for run in runs])
    _row("all", [100 * error_rate(run.results) for run in runs])
    _row("fields", [100 * fields_verbatim(run.results) for run in runs])
    _row("pages/s", [run.pages_per_second for run in runs])
    _row("CPU s/page", [run.cpu_seconds_per_page for run in runs])
    _row("MiB", [run.megabytes for run in runs])


def _row(name: str, values: list[float]) -> None:
    print(f"{name:14}" + "".join(f"{value:12.2f}" for value in values))


if __name__ == "__main__":
    main()
