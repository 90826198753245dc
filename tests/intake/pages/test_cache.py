from __future__ import annotations

from pathlib import Path

from intake.pages import PageSettings
from intake.pages.cache import PageCache
from intake.stations import Page, Word
from storage.records import ProblemKind

GOOD = Page(1, "Lūdzu", "ocr", 95.0, True, "lv", "text", (Word("Lūdzu", 1, 2, 3, 4, 95.0),))


def test_what_was_put_is_got_by_content_kind_and_settings(tmp_path: Path) -> None:
    cache = PageCache(tmp_path, PageSettings())
    cache.put(b"scan", "pdf", True, (GOOD,))
    assert cache.get(b"scan", "pdf", True) == (GOOD,)
    others = [cache.get(b"scam", "pdf", True), cache.get(b"scan", "image", True), cache.get(b"scan", "pdf", False)]
    assert others == [(), (), ()]
    assert PageCache(tmp_path, PageSettings(dots_per_inch=150)).get(b"scan", "pdf", True) == ()


def test_trouble_is_not_remembered(tmp_path: Path) -> None:
    cache = PageCache(tmp_path, PageSettings())
    cache.put(b"scan", "pdf", False, (GOOD, Page(2, "", "none", 0.0, False, problem=ProblemKind.TIMED_OUT(seconds=60))))
    assert cache.get(b"scan", "pdf", False) == ()


def test_a_damaged_file_counts_as_absent(tmp_path: Path) -> None:
    cache = PageCache(tmp_path, PageSettings())
    cache.put(b"scan", "pdf", False, (GOOD,))
    (kept,) = tmp_path.rglob("*.json")
    for damage in ("", "{", '[{"number": 1}]', "[1]", "7"):
        kept.write_text(damage)
        assert cache.get(b"scan", "pdf", False) == ()
