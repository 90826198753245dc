from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from intake.pages import PageReader
from intake.pages.textlayer import by_letters, likeness
from storage.records import ProblemKind

LINES = [
    "Lūdzam atjaunot gājēju pāreju pie Ķekavas vidusskolas,",
    "jo rīta stundās krustojums ir ļoti noslogots un tumšs.",
    "Ģimenes ar bērniem gaida uz ceļa malas bez ietves.",
]
SCAN = "Priekšlikums par apgaismojumu Ziedoņa ielā\nPie mājas trešajā pagalmā nav nevienas laternas."


def pdf(
    lines: list[str],
    hidden: bool = False,
    picture: Image.Image | None = None,
    size: tuple[float, float] = A4,
) -> bytes:
    pdfmetrics.registerFont(TTFont("DejaVu", "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size)
    if picture:
        canvas.drawInlineImage(picture, 0, 0, *A4)
    text = canvas.beginText(58, 760)
    text.setFont("DejaVu", 11)
    text.setTextRenderMode(3 if hidden else 0)
    text.textLines(lines)
    canvas.drawText(text)
    canvas.save()
    return buffer.getvalue()


def test_a_good_text_layer_is_taken_as_it_is(reader: PageReader) -> None:
    (page,) = reader.read_pdf(pdf(LINES))
    assert (page.source, page.confidence, page.reliable, page.language) == ("text layer", 100.0, True, "lv")
    assert page.text.split() == " ".join(LINES).split()


def test_lines_cut_at_their_ends_are_like_the_layer_they_stand_in() -> None:
    layer = f"{LINES[0]} kur mācās arī bērni no citiem ciemiem\n{LINES[1]} un ziemā tur ir ļoti slidens\n{LINES[2]}"
    assert likeness(f"{LINES[0]}\n{LINES[1]}", layer) == 100.0
    assert likeness("Pavisam citi vārdi par ko citu\nun vēl viena sveša rinda", layer) < 80.0


def test_a_hidden_layer_that_lies_about_the_scan_is_replaced(
    reader: PageReader, draw: Callable[[str], Image.Image]
) -> None:
    (page,) = reader.read_pdf(pdf(LINES, hidden=True, picture=draw(SCAN)))
    assert page.source == "ocr"
    assert page.text.split() == SCAN.split()


def test_hidden_text_on_a_blank_page_is_not_passed_on(reader: PageReader) -> None:
    (page,) = reader.read_pdf(pdf(LINES, hidden=True))
    assert (page.kind, page.text) == ("blank", "")


@pytest.mark.parametrize(
    "text",
    ["\uf041\uf042\uf043 \uf044\uf045", "Ŀŀ ƀƁ ǾǽȀ ȁȂȃ", "KekаBа nоvаds lūdz", "\x01\x02\x03\x04abc def", "12 3.4"],
)
def test_broken_letters_give_a_layer_away(text: str) -> None:
    assert not by_letters(text).good


@pytest.mark.parametrize(
    "text",
    ["Ķekavas novads", "Просим отремонтировать", "Māja Nr. 5, tālr. 26123456", "\uf0b7 soliņš", "Καλημέρα κόσμε"],
)
def test_letters_of_the_languages_in_use_are_good(text: str) -> None:
    assert by_letters(text).good


def test_a_sheet_too_vast_for_words_is_named(reader: PageReader) -> None:
    (page,) = reader.read_pdf(pdf(LINES, size=(1_000_000, 1_000_000)))
    assert page.problem == ProblemKind.TOO_MANY_PIXELS()
