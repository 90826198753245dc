from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PIL import Image

from intake.pages import PageReader, PageSettings
from intake.pages.cache import PageCache
from intake.stations import Page, Word
from storage.records import ProblemKind

GOOD = Page(1, "Lūdzu", "ocr", 95.0, True, "lv", "text", (Word("Lūdzu", 1, 2, 3, 4, 95.0),))
TIMED_OUT = Page(2, "", "none", 0.0, False, problem=ProblemKind.TIMED_OUT(seconds=60))
SECOND = """Lūdzam izvērtēt iespēju ierīkot soliņus
pie pieturas, jo seniori tur gaida stāvot."""
Draw = Callable[[str], Image.Image]
Save = Callable[..., bytes]


def test_what_was_put_is_got_by_content_kind_and_settings(tmp_path: Path) -> None:
    cache = PageCache(tmp_path, PageSettings())
    cache.put(b"scan", "pdf", True, (GOOD,))
    assert cache.get(b"scan", "pdf", True) == (GOOD,)
    others = [cache.get(b"scam", "pdf", True), cache.get(b"scan", "image", True), cache.get(b"scan", "pdf", False)]
    assert others == [(), (), ()]
    assert PageCache(tmp_path, PageSettings(dots_per_inch=150)).get(b"scan", "pdf", True) == ()


def test_a_file_of_trouble_alone_is_not_remembered(tmp_path: Path) -> None:
    cache = PageCache(tmp_path, PageSettings())
    cache.put(b"scan", "pdf", False, (TIMED_OUT,))
    assert cache.get(b"scan", "pdf", False) == ()


def test_only_the_pages_with_trouble_are_read_again(tmp_path: Path, draw: Draw, save: Save) -> None:
    scan = save(draw("Pirmā lapa"), "TIFF", save_all=True, append_images=[draw(SECOND)], dpi=(200, 200))
    with PageReader(PageSettings(workers=1), tmp_path) as reader:
        assert reader.cache is not None
        reader.cache.put(scan, "image", False, (replace(GOOD, words=()), TIMED_OUT))
        first, second = reader.read_image(scan)
        assert (first.number, first.text) == (1, "Lūdzu")
        assert (second.number, second.text.split()) == (2, SECOND.split())
        assert reader.cache.get(scan, "image", False) == (first, second)


def test_a_damaged_file_counts_as_absent(tmp_path: Path) -> None:
    cache = PageCache(tmp_path, PageSettings())
    cache.put(b"scan", "pdf", False, (GOOD,))
    (kept,) = tmp_path.rglob("*.json")
    for damage in ("", "{", '[{"number": 1}]', "[1]", "7"):
        kept.write_text(damage)
        assert cache.get(b"scan", "pdf", False) == ()
