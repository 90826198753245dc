"""Text, tables, web pages and XML in every encoding they come in."""

import pytest
from documents_for_tests import read

from storage.records import sentences

LATVIAN = "Vārds;Ierosinājums\nJānis;Lūdzu ierīkot ķieģeļu celiņu pie šūpolēm un žogu.\n"
RUSSIAN = "Просим отремонтировать дорогу возле школы, дети ходят по проезжей части.\n"


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "cp1257", "iso8859-13", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_latvian_tables(codec: str) -> None:
    assert read(LATVIAN.encode(codec), "saraksts.csv", "text/csv").text == LATVIAN.strip()


@pytest.mark.parametrize("codec", ["utf-8", "cp1251", "koi8-r", "utf-16", "utf-16-le"])
def test_russian_text(codec: str) -> None:
    assert read(RUSSIAN.encode(codec), "письмо.txt", "text/plain").text == RUSSIAN.strip()


def test_a_web_page_is_what_a_person_sees() -> None:
    page = (
        "<html><head><meta charset=windows-1257><style>p{}</style></head><body><p>Ķekavā</p><script>x</script></body>"
    )
    assert read(page.encode("cp1257"), "lapa.htm").text == "Ķekavā"


def test_other_xml_gives_its_texts() -> None:
    assert read(b"<?xml version='1.0'?><a><b>Viens</b><c d='x'>Divi</c></a>", "a.xml").text == "Viens\nDivi"


@pytest.mark.parametrize(
    ("data", "name", "problem"),
    [
        (b"word " * 1_000_000, "a.txt", "only the first 2000000 characters were read"),
        (b"<p>" + b"word " * 1_000_000, "a.html", "only the first 2000000 characters were read"),
        (b"<p>" + b"<b>" * 3_000_000, "a.html", "HTML longer than 8000000 bytes was cut"),
        (b"<p>" + b"<i>a</i>" * 200_000, "a.html", "HTML with too many elements was cut"),
    ],
)
def test_what_is_cut_is_named(data: bytes, name: str, problem: str) -> None:
    content = read(data, name)
    assert problem in sentences(content.problems)
    assert len(content.text) <= 2_000_000


def test_a_page_nested_too_deep_to_follow_keeps_its_words() -> None:
    assert read(b"<html>" + b"<div>" * 100_000 + "Ķekava".encode(), "a.html").text == "Ķekava"
