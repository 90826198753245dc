"""A folder of pages already read, one JSON file per document, named by the content that was read and how."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

from intake.pages.jobs import Format, fields_of, page_of
from intake.pages.settings import PageSettings
from intake.stations import Page

READER_VERSION = 6
"""Raised whenever pages would be read otherwise, so that old readings are not taken for new ones."""


class PageCache:
    """Remembers the pages of documents by SHA-256 of their bytes; a damaged file counts as absent."""

    def __init__(self, folder: Path, settings: PageSettings) -> None:
        self.folder = folder
        self.manner = f"{READER_VERSION} {settings!r}"

    def get(self, data: bytes, kind: Format, words: bool) -> tuple[Page, ...]:
        """The pages of this document, those with a `problem` to be read again; none when it was never read so."""
        try:
            rows = json.loads(self._path(data, kind, words).read_text())
            return tuple(page_of(row) for row in rows)
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return ()

    def put(self, data: bytes, kind: Format, words: bool, pages: tuple[Page, ...]) -> None:
        """Keep the pages; nothing when none was read without trouble."""
        if all(page.problem for page in pages):
            return
        path = self._path(data, kind, words)
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(f".{os.getpid()}")
        draft.write_text(json.dumps([fields_of(page) for page in pages], ensure_ascii=False))
        draft.replace(path)

    def _path(self, data: bytes, kind: Format, words: bool) -> Path:
        digest = hashlib.sha256(data)
        digest.update(f"{kind} {words} {self.manner}".encode())
        name = digest.hexdigest()
        return self.folder / name[:2] / f"{name}.json"
