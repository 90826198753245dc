"""What service centres and phones do to a sheet, and that it is read all the same."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont, TiffImagePlugin
from rapidfuzz import fuzz

from intake.pages import PageReader, PageSettings, missing_parts
from intake.stations import Page
from storage.records import ProblemKind

TEXT = """Iesniegums par ielu apgaismojumu
Lūdzu uzstādīt četras laternas gar Vītolu ielu,
jo ceļš no stacijas līdz mājām ir pilnīgi tumšs.
Vecāki ar bērniem vakaros iet pa brauktuves malu,
un pagājušajā ziemā tur notika divas avārijas.
Rakstīt uz janis.berzins_7@example.lv, paldies!"""
STRIP_OFFSETS = 273
SERIF = "/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf"
Draw = Callable[[str], Image.Image]
Save = Callable[..., bytes]


def only(reader: PageReader, picture: Image.Image, save: Save, dots: int | None = 200) -> Page:
    (page,) = reader.read_image(save(picture, "JPEG", quality=85, **({"dpi": (dots, dots)} if dots else {})))
    return page


@pytest.mark.parametrize("degrees", [90, 180, -5, 87])
def test_turned_and_tilted_pages_are_set_upright(reader: PageReader, draw: Draw, save: Save, degrees: int) -> None:
    page = only(reader, draw(TEXT).rotate(degrees, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC), save)
    assert page.text.split() == TEXT.split()


def test_the_camera_s_orientation_is_obeyed(reader: PageReader, draw: Draw, save: Save) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    data = save(draw(TEXT).transpose(Image.Transpose.ROTATE_90), "JPEG", exif=exif)
    assert reader.read_image(data)[0].text.split() == TEXT.split()


def test_a_sheet_photographed_on_a_table_is_found(reader: PageReader, draw: Draw, save: Save) -> None:
    table = Image.new("L", (2400, 3000), 60)
    corners = (-150, -90, -60, 3010, 2560, 2890, 2410, -110)
    sheet = draw(TEXT).resize((2400, 3000)).transform((2400, 3000), Image.Transform.QUAD, corners, fillcolor=60)
    table.paste(sheet)
    page = only(reader, table.filter(ImageFilter.GaussianBlur(1)), save, None)
    assert page.text.split() == TEXT.split()


def test_a_coloured_stamp_over_the_words_is_lifted(reader: PageReader, draw: Draw, save: Save) -> None:
    clean = draw(TEXT).convert("RGB")
    stamp = Image.new("RGB", clean.size, "white")
    pen = ImageDraw.Draw(stamp)
    pen.ellipse((500, 150, 900, 550), outline=(60, 80, 190), width=8)
    pen.ellipse((560, 210, 840, 490), outline=(60, 80, 190), width=5)
    pen.line((300, 260, 1100, 480), fill=(60, 80, 190), width=7)
    multiplied = Image.composite(clean, stamp, clean.convert("L").point(lambda tone: 255 if tone < 128 else 0))
    assert only(reader, multiplied, save).text.split() == TEXT.split()


def test_a_pale_stamp_scanned_in_grey_is_lifted(reader: PageReader, draw: Draw, save: Save) -> None:
    stamp = Image.new("L", draw("").size, 255)
    pen = ImageDraw.Draw(stamp)
    pen.ellipse((320, 150, 720, 550), outline=130, width=8)
    pen.ellipse((380, 210, 660, 490), outline=140, width=6)
    words = only(reader, ImageChops.darker(draw(TEXT), stamp), save).text.split()
    assert words[:-2] == TEXT.split()[:-2]  # the ring crosses the address right at its "@"


def test_soft_thin_letters_in_a_frame_are_no_pale_stamp(reader: PageReader, draw: Draw, save: Save) -> None:
    sheet = draw("")
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((120, 120, 1500, 900), outline=40, width=3)
    lines = [line for line in TEXT.splitlines() for _ in range(3)]
    for number, line in enumerate(lines):
        pen.text((160, 150 + 40 * number), line, font=ImageFont.truetype(SERIF, 34), fill=0)
    page = only(reader, sheet.filter(ImageFilter.GaussianBlur(1.4)), save)
    assert fuzz.ratio(" ".join(page.text.split()), " ".join(lines)) > 85


def test_columns_are_read_one_after_the_other(reader: PageReader, draw: Draw, save: Save) -> None:
    left = "Pa kreisi ir pats pirmais\nteksts, kas četrās rindās\nlasāms vispirms un tikai\npēc tam seko kaimiņš."
    right = (
        "Labajā pusē atrodas otrais\nteksts, kura ceturtā rinda\nnoslēdz visu lapu un paliek\npašās beigās, kā nākas."
    )
    sheet = draw(left)
    sheet.paste(draw(right).crop((150, 0, 850, 900)), (790, 0))
    assert only(reader, sheet, save).text.split() == f"{left} {right}".split()


def test_a_blank_sheet_is_blank(reader: PageReader, draw: Draw, save: Save) -> None:
    page = only(reader, draw(""), save)
    assert (page.kind, page.text, page.source, page.problem) == ("blank", "", "none", None)


def test_scribble_is_left_to_a_person(reader: PageReader, draw: Draw, save: Save) -> None:
    sheet = draw("")
    pen = ImageDraw.Draw(sheet)
    for row in range(12):
        points = [(170 + 9 * n, 300 + 110 * row + (n * 7919 + row * 104729) % 53) for n in range(130)]
        for start in range(0, 126, 6):
            pen.line(points[start : start + 5], fill=40, width=4)
    page = only(reader, sheet, save)
    assert (page.kind, page.text, page.reliable) == ("needs typing", "", False)


def test_a_page_of_a_billion_pixels_is_refused_unread(reader: PageReader) -> None:
    header = b"IHDR" + struct.pack(">IIBBBBB", 40_000, 30_000, 1, 0, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header))
    data += struct.pack(">I", 4) + b"IDAT" + b"\x00" * 4 + struct.pack(">I", zlib.crc32(b"IDAT\x00\x00\x00\x00"))
    (page,) = reader.read_image(data)
    assert page.problem == ProblemKind.TOO_MANY_PIXELS()


def test_a_picture_beyond_the_memory_limit_harms_only_itself(draw: Draw, save: Save) -> None:
    with PageReader(PageSettings(memory_bytes=700 << 20, workers=1)) as small:
        (bad,) = small.read_image(save(Image.new("P", (9900, 9900)), "PNG", compress_level=1))
        (good,) = small.read_image(save(draw(TEXT), "PNG", dpi=(200, 200)))
    assert bad.problem
    assert good.text.split() == TEXT.split()


def test_one_bad_page_spoils_no_other(reader: PageReader, draw: Draw, save: Save) -> None:
    second = draw(TEXT).rotate(90, expand=True)
    data = save(draw(TEXT), "TIFF", save_all=True, append_images=[second], compression="tiff_lzw", dpi=(200, 200))
    opened = Image.open(io.BytesIO(data))
    assert isinstance(opened, TiffImagePlugin.TiffImageFile)
    strip = opened.tag_v2[STRIP_OFFSETS][0]
    damaged = data[:strip] + b"\xff" * 2000 + data[strip + 2000 :]
    pages = reader.read_image(damaged)
    assert pages[0].problem
    assert pages[1].text.split() == TEXT.split()


def test_the_searchable_pdf_looks_and_reads_like_the_scan(reader: PageReader, draw: Draw, save: Save) -> None:
    data = save(draw(TEXT).rotate(180), "PDF", resolution=200)
    made = pypdfium2.PdfDocument(reader.searchable_pdf(data, "pdf"))
    sheet = made[0]
    text = sheet.get_textpage()
    assert text.get_text_bounded().split() == TEXT.split()
    upright = sheet.render(scale=200 / 72, grayscale=True).to_pil().convert("L").resize((165, 234))
    wanted = draw(TEXT).resize((165, 234))
    apart = sum(abs(a - b) > 90 for a, b in zip(upright.tobytes(), wanted.tobytes(), strict=True))
    assert apart < 165 * 234 * 0.01
    left, bottom, right, top = text.get_charbox(0)
    assert 160 * 0.36 - 4 < left < right < 190 * 0.36
    assert 842 - 215 * 0.36 - 8 < bottom < top < 842 - 175 * 0.36


def test_an_absent_language_is_answered_with_the_install_command(tmp_path_factory: pytest.TempPathFactory) -> None:
    empty = tmp_path_factory.mktemp("tessdata")
    answers = missing_parts(PageSettings(tessdata=empty))
    assert [answer.rsplit(" ", 1)[1] for answer in answers] == [
        "tesseract-ocr-lav", "tesseract-ocr-rus", "tesseract-ocr-eng",
    ]  # fmt: skip
    assert missing_parts() == []


def test_without_language_data_pages_have_a_problem(
    tmp_path_factory: pytest.TempPathFactory, draw: Draw, save: Save
) -> None:
    with PageReader(PageSettings(tessdata=tmp_path_factory.mktemp("tessdata"), workers=1)) as bare:
        (page,) = bare.read_image(save(draw(TEXT)))
    assert page.problem
    assert not page.text


@pytest.mark.soak
def test_three_hundred_pages_keep_their_order(reader: PageReader, draw: Draw, save: Save) -> None:
    sheets = [draw(f"Lapa numur {number}\n{TEXT}") for number in range(1, 301)]
    pages = reader.read_pdf(save(sheets[0], "PDF", resolution=200, save_all=True, append_images=sheets[1:]))
    assert [page.text.split("\n")[0] for page in pages] == [f"Lapa numur {number}" for number in range(1, 301)]
