"""Released letters on paper: PDF of the HTML that was released, with nothing fetched from anywhere."""

from __future__ import annotations

from typing import Any

from storage.records import Letter


class PrintError(Exception):
    """The letter cannot be printed; the message says what is missing."""


def pdf(letter: Letter) -> bytes:
    """The letter as a PDF of A4 pages, its address in the window on the right. Raises PrintError."""
    try:
        from weasyprint import HTML  # loads Pango: only where a letter is printed
    except OSError as error:
        raise PrintError(f"Pango is missing ({error}); install it with scripts/system-packages runtime") from error
    made: bytes = HTML(string=letter.html, url_fetcher=_nothing).write_pdf()
    return made


def _nothing(url: str, *args: Any, **kwargs: Any) -> dict[str, Any]:
    raise PrintError(f"a letter fetches nothing: {url}")
