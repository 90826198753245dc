from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from intake.pages import PageReader, PageSettings
from storage.records import ProblemKind

LATVIAN = """Lūdzam Ķekavas novada pašvaldību izvērtēt iespēju
ierīkot apgaismotu gājēju celiņu no pieturas līdz skolai.
Rudenī bērni iet pa ceļa malu, kur nav ne ietves, ne laternu.
Priekšlikumu atbalsta visi mūsu ielas iedzīvotāji."""
RUSSIAN = """Просим отремонтировать детскую площадку во дворе дома.
Качели сломаны с прошлой весны, песочница пустая.
Жители готовы помочь с покраской и уборкой территории."""
HEIC_TEXT = """Lūdzam izvērtēt iespēju ierīkot soliņus
pie pieturas, jo seniori tur gaida stāvot.
Paldies par atbildi!"""
"""What stands in letter.heic."""
Draw = Callable[[str], Image.Image]
Save = Callable[..., bytes]


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF", "WEBP", "BMP", "GIF"])
def test_every_picture_format_is_read(reader: PageReader, draw: Draw, save: Save, form: str) -> None:
    (page,) = reader.read_image(save(draw(LATVIAN), form))
    assert page.text.split() == LATVIAN.split()
    assert (page.source, page.reliable, page.language, page.problem) == ("ocr", True, "lv", None)


def test_a_russian_page_is_read_in_russian(reader: PageReader, draw: Draw, save: Save) -> None:
    (page,) = reader.read_image(save(draw(RUSSIAN), dpi=(200, 200)))
    assert page.text.split() == RUSSIAN.split()
    assert page.language == "ru"


def test_a_telephone_s_heic_photograph_is_read(reader: PageReader) -> None:
    (page,) = reader.read_image(Path(__file__).with_name("letter.heic").read_bytes())
    assert page.text.split() == HEIC_TEXT.split()
    assert page.language == "lv"


def test_latvian_names_and_codes_on_a_russian_page_keep_their_letters(
    reader: PageReader, draw: Draw, save: Save
) -> None:
    letter = f"{RUSSIAN}\nАдрес: Kļavu iela 20-26, Ķekava\nКод: RR-1786-93"
    (page,) = reader.read_image(save(draw(letter), dpi=(200, 200)))
    assert page.text.split() == letter.split()


def test_pages_beyond_the_limit_are_named(draw: Draw, save: Save) -> None:
    scan = save(draw(LATVIAN), "TIFF", save_all=True, append_images=[draw("")] * 3, dpi=(200, 200))
    with PageReader(PageSettings(workers=1, max_pages=1)) as short:
        pages = short.read_image(scan)
    assert pages[0].text.split() == LATVIAN.split()
    assert [page.problem for page in pages] == [None, *[ProblemKind.BEYOND_LIMIT(limit=1)] * 3]
    assert [page.number for page in pages] == [1, 2, 3, 4]


def test_each_page_of_a_scanned_pdf_is_read(reader: PageReader, draw: Draw, save: Save) -> None:
    done: list[tuple[int, int]] = []
    scan = save(draw(LATVIAN), "PDF", resolution=200, save_all=True, append_images=[draw(RUSSIAN)])
    pages = reader.read_pdf(scan, words=True, progress=lambda *step: done.append(step))
    assert [page.text.split() for page in pages] == [LATVIAN.split(), RUSSIAN.split()]
    assert [page.number for page in pages] == [1, 2]
    assert [word.text for word in pages[0].words] == LATVIAN.split()
    assert done == [(1, 2), (2, 2)]


def test_a_multi_page_tiff_has_a_page_per_frame(reader: PageReader, draw: Draw, save: Save) -> None:
    data = save(draw(RUSSIAN), "TIFF", save_all=True, append_images=[draw(LATVIAN)], dpi=(200, 200))
    assert [page.language for page in reader.read_image(data)] == ["ru", "lv"]


def test_bad_data_is_a_problem_and_no_text(reader: PageReader, draw: Draw, save: Save) -> None:
    half = save(draw(LATVIAN), "PNG")[:9000]
    for page in (*reader.read_image(b"nothing"), *reader.read_pdf(b"nothing"), *reader.read_image(half)):
        assert (page.text, page.source, page.kind, page.reliable) == ("", "none", "needs typing", False)
        assert page.problem
