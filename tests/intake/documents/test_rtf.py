"""Rich text: code pages of fonts, Unicode with fallbacks, tables, and bytes of no use."""

import pytest
from documents_for_tests import read


def text_of(body: str, head: str = r"\ansi\ansicpg1252") -> str:
    return read(("{\\rtf1" + head + body + "}").encode("latin-1"), "a.rtf").text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"{\fonttbl{\f0\fcharset186 A;}{\f1\fcharset204 B;}}\f0 \'eeele \f1\'e4\'ee\'ec", "īele дом"),
        (r"{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset0 A\cpg1257;}}\f1\'eeele", "īele"),
        (r"\deff0{\fonttbl{\f0\fcharset186 A;}}\'f0koda", "škoda"),
        (r"\uc1\u257\'61\u353?\uc0\u363 \uc2\u382\'81\'82.", "āšūž."),
        (r"\u-10179?\u-8704?", "😀"),
        (r"A\~B\_C\-D\{\}\\ \emdash\bullet\lquote x\rquote", "A B-CD{}\\ —•‘x’"),
        (r"\trowd a\cell b\cell\row\trowd c\cell d\cell\row", "a\tb\nc\td"),
        (
            r"{\field{\*\fldinst HYPERLINK x}{\fldrslt saite}}{\pict\picw1 00ff}{\*\unknown nekas}{\info{\title t}}",
            "saite",
        ),
        (r"{\listtext 1.\tab}pirmais\par{\pntext\'b7\tab}otrais", "1.\tpirmais\n·\totrais"),
        (r"pirms{\*\x\bin3 }\}}", "pirms"),
    ],
)
def test_text(body: str, text: str) -> None:
    assert text_of(body) == text


def test_the_page_of_the_file_holds_where_fonts_say_nothing() -> None:
    assert text_of(r"\'eeele", r"\ansi\ansicpg1257") == "īele"
    assert text_of(r"\'e4\'ee\'ec", r"\ansi\ansicpg1251") == "дом"


def test_a_file_that_breaks_off_gives_what_it_has() -> None:
    assert read(rb"{\rtf1\ansi Labdien, {\b kaimi", "a.rtf").text == "Labdien, kaimi"
    assert read(rb"{\rtf1 x}}}}{{{\u", "a.rtf").text == "x"
