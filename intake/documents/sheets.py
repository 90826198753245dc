"""Excel files of Office Open XML (SpreadsheetML): the shown values row by row, comments, boxes, charts, headers."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from intake.documents.archive import Archive
from intake.documents.cell_formats import shown_number
from intake.documents.content import Content, DocumentError, joined
from intake.documents.flow import tidy
from intake.documents.limits import Limits
from intake.documents.markup import Element, below, child, name_of, parse, value
from intake.documents.office_text import story
from intake.documents.opc import Package, relation_id
from intake.stations import Attachment
from storage.records import ProblemKind

MAIN = "xl/workbook.xml"
_HEADER_CODES = re.compile(r"&(?:\"[^\"]*\"|K[0-9A-F]{6}|\d{1,3}|[A-Za-z])")


@dataclass(frozen=True, slots=True)
class _Book:
    """What cells refer to: shared strings, the number format of each style, and the first day of counting."""

    strings: tuple[str, ...]
    formats: tuple[str, ...]
    since_1904: bool


def read_sheets(attachment: Attachment, limits: Limits) -> Content:
    """A .xlsx or .xlsm: each sheet under its name, where there is more than one."""
    package = Package(Archive(attachment.data, limits))
    main = package.main(MAIN)
    root = package.xml(main)
    book = _book(package, main, root)
    sheets = _sheets(package, main, root)
    texts, left = [], limits.text
    for name, part in sheets:
        if left < 0:
            break
        text = joined(_cells(package.bytes_of(part), book, left), *_beside(package, part))
        left -= len(text)
        texts.append(f"{name}\n{text}" if text and len(sheets) > 1 else text)
    return Content(joined(*texts), package.archive.problems)


def _sheets(package: Package, main: str, root: Element | None) -> list[tuple[str, str]]:
    """Names and parts of the sheets in their order; where the workbook is damaged, the parts that are there."""
    targets = {relation.id: relation.target for relation in package.relations(main)}
    told = below(root, "sheet") if root is not None else iter(())
    sheets = [(value(sheet, "name"), targets[relation_id(sheet)]) for sheet in told if relation_id(sheet) in targets]
    sheets = sheets or [("", part) for part in package.names("xl/worksheets/sheet")]
    if not sheets:
        raise DocumentError(ProblemKind.DAMAGED(format="Excel"))
    return sheets


def read_sheets_xml(attachment: Attachment, limits: Limits) -> Content:
    """Excel 2003's single XML file: rows of cells with their data."""
    root = parse(attachment.data)
    rows = ("\t".join("".join(cell.itertext()).strip() for cell in below(row, "Cell")) for row in below(root, "Row"))
    return Content(tidy("\n".join(rows)))


def _book(package: Package, main: str, root: Element | None) -> _Book:
    shared = package.xml(next(iter(package.related(main, "sharedStrings")), "xl/sharedStrings.xml"))
    styles = package.xml(next(iter(package.related(main, "styles")), "xl/styles.xml"))
    strings = () if shared is None else tuple(_rich(found) for found in below(shared, "si"))
    settings = child(root, "workbookPr")
    since_1904 = settings is not None and value(settings, "date1904") in ("1", "true")
    return _Book(strings, () if styles is None else _formats(styles), since_1904)


def _formats(styles: Element) -> tuple[str, ...]:
    from openpyxl.styles.numbers import BUILTIN_FORMATS

    own = {value(found, "numFmtId"): value(found, "formatCode") for found in below(styles, "numFmt")}
    usual = {str(number): form for number, form in BUILTIN_FORMATS.items()}
    numbers = [value(style, "numFmtId") for style in below(styles, "xf") if name_of(style.getparent()) == "cellXfs"]
    return tuple(own.get(number) or usual.get(number, "") for number in numbers)


def _rich(element: Element) -> str:
    """The runs of a string without its phonetic guide."""
    texts = (found for found in below(element, "t") if next(found.iterancestors("{*}rPh"), None) is None)
    return "".join(found.text or "" for found in texts)


def _cells(data: bytes, book: _Book, most: int) -> str:
    """The rows of a sheet, read as a stream: a sheet may have a million."""
    lines, length = [], 0
    for row in _rows(data):
        line = "\t".join(filter(None, (_shown(cell, book) for cell in row)))
        row.clear()
        if line:
            lines.append(line)
            length += len(line)
        if length > most:
            break
    return tidy("\n".join(lines))


def _rows(data: bytes) -> Iterator[Element]:
    events = etree.iterparse(
        io.BytesIO(data), tag=("{*}row", "{*}headerFooter"), resolve_entities=False, huge_tree=True, recover=True
    )
    try:
        for _, element in events:
            if name_of(element) == "row":
                yield element
    except etree.XMLSyntaxError:
        return


def _shown(cell: Element, book: _Book) -> str:
    """A cell as it is seen: strings, dates and shares by their format, other numbers with 15 digits."""
    kind = value(cell, "t")
    if kind == "inlineStr":
        return _rich(cell)
    raw = child(cell, "v")
    text = (raw.text or "") if raw is not None else ""
    if kind == "s":
        return book.strings[int(text)] if text.isdigit() and int(text) < len(book.strings) else ""
    if kind == "b":
        return {"1": "TRUE", "0": "FALSE"}.get(text, text)
    return _number(text, value(cell, "s"), book) if kind in ("", "n") else text


def _number(text: str, style: str, book: _Book) -> str:
    try:
        number = float(text)
    except ValueError:
        return text
    form = book.formats[int(style)] if style.isdigit() and int(style) < len(book.formats) else ""
    return shown_number(number, form, book.since_1904)


def _beside(package: Package, sheet: str) -> list[str]:
    """What stands beside the cells: comments, text boxes and charts."""
    texts = []
    for part in package.related(sheet, "comments", "threadedComment"):
        root = package.xml(part)
        if root is not None:
            texts += [_rich(found) or (found.text or "") for found in below(root, "text")]
    for drawing in package.related(sheet, "drawing"):
        texts.append(story(package.xml(drawing)))
        texts += [story(package.xml(chart)) for chart in package.related(drawing, "chart")]
    texts.append(_header(package.bytes_of(sheet)[-20_000:]))
    return texts


def _header(end: bytes) -> str:
    """The header and footer lines, which stand at the end of a sheet's part."""
    found = re.findall(rb"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)>([^<]*)</", end)
    texts = (_HEADER_CODES.sub(" ", _unescaped(text)) for text in dict.fromkeys(found))
    return "\n".join(text.strip() for text in texts if any(letter.isalpha() for letter in text))


def _unescaped(text: bytes) -> str:
    from html import unescape

    return unescape(text.decode("utf-8", "ignore"))
