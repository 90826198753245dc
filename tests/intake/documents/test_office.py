"""Word, PowerPoint and Excel files: every story, once, in order, in both namespaces."""

import io

import openpyxl
from documents_for_tests import STRICT_NS, docx, paragraph, read, word_part, zipped
from openpyxl.comments import Comment

from storage.records import sentences

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/>'
    '</w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="6"><w:abstractNumId w:val="1"/></w:num>'
)


def listed(text: str, number: int, level: int = 0) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_lists_keep_their_numbers() -> None:
    body = (
        listed("soliņi", 5)
        + listed("parkā", 5, 1)
        + listed("pie skolas", 5, 1)
        + listed("laternas", 5)
        + listed("ceļš", 6)
    )
    text = read(docx(body, {"numbering.xml": word_part("numbering", _NUMBERING)})).text
    assert text == "1. soliņi\n1.a) parkā\n1.b) pie skolas\n2. laternas\n- ceļš"


def test_a_list_style_numbers_its_paragraphs() -> None:
    styles = (
        '<w:style w:styleId="A"><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    parts = {"numbering.xml": word_part("numbering", _NUMBERING), "styles.xml": word_part("styles", styles)}
    assert read(docx(paragraph("viens", '<w:pStyle w:val="B"/>'), parts)).text == "1. viens"


def test_the_strict_namespace_reads_alike() -> None:
    assert read(docx(paragraph("Stingrais"), namespace=STRICT_NS)).text == "Stingrais"


def test_alternatives_are_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('lodziņš')}</w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    empty = f"<mc:AlternateContent><mc:Choice/><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    assert read(docx(f"<w:p><w:r>{both}</w:r></w:p>")).text.count("lodziņš") == 1
    assert read(docx(f"<w:p><w:r>{empty}</w:r></w:p>")).text.count("lodziņš") == 1


def test_form_fields_tabs_breaks_and_hidden_text() -> None:
    choices = '<w:ddList><w:result w:val="1"/><w:listEntry w:val="nē"/><w:listEntry w:val="jā"/></w:ddList>'
    body = (
        f"<w:p><w:r><w:fldChar><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r>"
        f"<w:r><w:t>piekrītu</w:t><w:tab/><w:fldChar><w:ffData>{choices}</w:ffData></w:fldChar><w:br/><w:t>rinda</w:t></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>SLĒPTS</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
    )
    assert read(docx(body)).text == "☒ piekrītu\tjā\nrinda"


def test_a_cell_of_paragraphs_keeps_them_apart() -> None:
    def row(*cells: str) -> str:
        return "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>"

    inner = f"<w:tbl>{row(paragraph('iekšā'))}</w:tbl>"
    table = (
        row(paragraph("a"), paragraph("b")) + row(paragraph("pirmā") + paragraph("otrā"), paragraph("c")) + row(inner)
    )
    assert read(docx(f"<w:tbl>{table}</w:tbl>")).text == "a\tb\npirmā\notrā\nc\niekšā"


def test_charts_comments_and_embedded_files() -> None:
    chart = "<a:p><a:r><a:t>Nosaukums</a:t></a:r></a:p><c:v>Ietves</c:v>"
    parts = {
        "chart1.xml": f'<c:chart xmlns:c="c" xmlns:a="a">{chart}</c:chart>',
        "comments.xml": word_part("comments", paragraph("piezīme")),
        "package1.xlsx": "not really a sheet",
    }
    content = read(docx(paragraph("teksts"), parts))
    assert content.text.split() == ["teksts", "Nosaukums", "Ietves", "piezīme"]
    assert [inner.filename for inner in content.inside] == ["package1.xlsx"]


def test_only_a_document_without_text_has_its_pictures_read() -> None:
    def with_picture(text: str) -> list[str]:
        parts = {"media/image1.png": "x" * 20_000, "media/image2.wmf": "x" * 20_000}
        return [inner.filename for inner in read(docx(paragraph(text), parts)).inside]

    assert with_picture("Skat. pielikumu") == ["image1.png"]
    assert with_picture("Lūdzu salabot ietvi. " * 20) == []


def test_word_in_one_xml_file() -> None:
    wide = 'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"'
    old = f"<?xml version='1.0'?><w:wordDocument {wide}><w:body>{paragraph('Vecais')}</w:body></w:wordDocument>"
    assert read(old.encode(), "a.xml").text == "Vecais"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    flat = (
        "<?xml version='1.0'?><pkg:package xmlns:pkg='http://schemas.microsoft.com/office/2006/xmlPackage'>"
        f"<pkg:part pkg:contentType='{kind}'><pkg:xmlData>{word_part('document', paragraph('Plakanais'))}</pkg:xmlData>"
        "</pkg:part><pkg:part pkg:contentType='application/xml'><pkg:xmlData><t>x</t></pkg:xmlData></pkg:part>"
        "</pkg:package>"
    )
    assert read(flat.encode(), "a.xml").text == "Plakanais"


def test_slides_in_their_order_with_notes() -> None:
    def slide(text: str) -> str:
        return f"<p:sld xmlns:p='p' xmlns:a='a'><p:sp><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:sp></p:sld>"

    def relations(*found: tuple[str, str, str]) -> str:
        rows = "".join(
            f"<Relationship Id='{n}' Type='{_OFFICE}/{kind}' Target='{target}'/>" for n, kind, target in found
        )
        return f"<Relationships>{rows}</Relationships>"

    data = zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": relations(("r", "officeDocument", "ppt/presentation.xml")),
            "ppt/presentation.xml": f"<p xmlns:r='{_OFFICE}'><sldId id='1' r:id='r2'/><sldId id='2' r:id='r1'/></p>",
            "ppt/_rels/presentation.xml.rels": relations(
                ("r1", "slide", "slides/a.xml"), ("r2", "slide", "/ppt/slides/b.xml")
            ),
            "ppt/slides/a.xml": slide("otrais"),
            "ppt/slides/b.xml": slide("pirmais"),
            "ppt/slides/_rels/b.xml.rels": relations(("r1", "notesSlide", "../notesSlides/n.xml")),
            "ppt/notesSlides/n.xml": slide("runātājam"),
        }
    )
    assert read(data, "a.pptx").text.split() == ["pirmais", "runātājam", "otrais"]


def test_sheets_as_they_are_seen() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Priekšlikumi"
    sheet.append(["Iela", "Datums", "Daļa", "Summa", True])
    sheet.append(["Gaismas", 46027, 0.25, 0.1 + 0.2, "=1+1"])
    sheet["B2"].number_format, sheet["C2"].number_format = "dd.mm.yyyy", "0%"
    sheet["A2"].comment = Comment("piezīme", "a")
    assert sheet.oddHeader is not None
    sheet.oddHeader.center.text = "Galvene"
    book.create_sheet("Otrā")["B3"] = "vēl"
    out = io.BytesIO()
    book.save(out)
    text = read(out.getvalue(), "a.xlsx").text
    assert "Priekšlikumi\nIela\tDatums\tDaļa\tSumma\tTRUE\nGaismas\t2026-01-05\t25%\t0.3" in text
    assert all(word in text for word in ("piezīme", "Galvene", "Otrā\nvēl"))


def test_sheets_in_one_xml_file() -> None:
    cells = "<Cell><Data ss:Type='String'>Iela</Data></Cell><Cell><Data ss:Type='Number'>5</Data></Cell>"
    sheet = f"<Worksheet><Table><Row>{cells}</Row></Table></Worksheet>"
    book = f"<?xml version='1.0'?><Workbook xmlns:ss='ss'>{sheet}</Workbook>"
    assert read(book.encode(), "a.xml").text == "Iela\t5"


def test_a_broken_off_file_gives_what_stands_in_it() -> None:
    whole = docx(paragraph("Lūdzu salabot ietvi."), {"header1.xml": word_part("hdr", paragraph("galvene"))})
    content = read(whole[: whole.index(b"PK\1\2")], "a.docx")
    assert content.text == "galvene\n\nLūdzu salabot ietvi."
    assert "damaged" in sentences(content.problems)
