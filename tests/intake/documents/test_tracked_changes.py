"""What the sender took out never comes out; headers, tables, text boxes and insertions do."""

from documents_for_tests import ODF_NAMESPACES, docx, odt, paragraph, read, word_part

KEPT = ("galvene", "kājene", "paliek", "iesprausts", "šūna", "lodziņš", "vēre")
_RUN = "<w:r><w:t>{}</w:t></w:r>"


def check(text: str) -> None:
    missing = [word for word in KEPT if word not in text]
    assert not missing, text
    assert "DZĒSTS" not in text


def test_word() -> None:
    box = f"<w:r><w:pict><v:shape><w:txbxContent>{paragraph('lodziņš')}</w:txbxContent></v:shape></w:pict></w:r>"
    row = "<w:tr>{}<w:tc><w:p>" + _RUN + "</w:p></w:tc></w:tr>"
    body = (
        f"<w:p>{_RUN.format('paliek ')}<w:del><w:r><w:delText>DZĒSTS</w:delText></w:r></w:del>"
        f"<w:ins>{_RUN.format('iesprausts')}</w:ins><w:moveFrom>{_RUN.format('DZĒSTS')}</w:moveFrom>{box}</w:p>"
        f"<w:tbl>{row.format('', 'šūna')}{row.format('<w:trPr><w:del/></w:trPr>', 'DZĒSTS')}</w:tbl>"
    )
    deleted = "<w:del><w:r><w:delText>DZĒSTS</w:delText></w:r></w:del>"
    parts = {
        "header1.xml": word_part("hdr", f"<w:p>{_RUN.format('galvene')}{deleted}</w:p>"),
        "footer1.xml": word_part("ftr", paragraph("kājene")),
        "footnotes.xml": word_part("footnotes", f"<w:footnote>{paragraph('vēre')}</w:footnote>"),
    }
    check(read(docx(body, parts)).text)


def test_the_paragraph_mark_may_be_deleted_too() -> None:
    first = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Lūdzu </w:t></w:r></w:p>"
    assert read(docx(first + paragraph("salabot"))).text == "Lūdzu salabot"


OPENDOCUMENT_BODY = (
    '<text:tracked-changes><text:changed-region xml:id="c1" text:id="c1"><text:deletion><office:change-info>'
    "<dc:creator>DZĒSTS</dc:creator></office:change-info><text:p>DZĒSTS</text:p></text:deletion></text:changed-region>"
    '<text:changed-region text:id="c2"><text:insertion/></text:changed-region>'
    '<text:changed-region text:id="c3"><text:deletion/></text:changed-region></text:tracked-changes>'
    '<text:p>paliek <text:change text:change-id="c1"/><text:change-start text:change-id="c2"/>iesprausts'
    '<text:change-end text:change-id="c2"/><text:change-start text:change-id="c3"/>DZĒSTS<text:span>DZĒSTS</text:span>'
    '<text:change-end text:change-id="c3"/><text:note><text:note-citation>1</text:note-citation><text:note-body>'
    "<text:p>vēre</text:p></text:note-body></text:note></text:p>"
    "<table:table><table:table-row><table:table-cell><text:p>šūna</text:p></table:table-cell></table:table-row>"
    "</table:table><text:p><draw:frame><draw:text-box><text:p>lodziņš</text:p></draw:text-box></draw:frame></text:p>"
)
OPENDOCUMENT_PAGE = (
    "<style:master-page><style:header><text:tracked-changes><text:p>DZĒSTS</text:p></text:tracked-changes>"
    "<text:p>galvene</text:p></style:header><style:footer><text:p>kājene</text:p></style:footer></style:master-page>"
)


def test_opendocument() -> None:
    check(read(odt(OPENDOCUMENT_BODY, OPENDOCUMENT_PAGE)).text)


def test_flat_opendocument() -> None:
    flat = (
        f"<?xml version='1.0'?><office:document {ODF_NAMESPACES}><office:master-styles>{OPENDOCUMENT_PAGE}"
        f"</office:master-styles><office:body><office:text>{OPENDOCUMENT_BODY}</office:text></office:body></office:document>"
    )
    check(read(flat.encode()).text)


def test_rtf() -> None:
    text = (
        r"{\rtf1\ansi\ansicpg1257{\fonttbl{\f0\fcharset186 Arial;}}{\header\pard galvene{\deleted DZ\'c7STS}\par}"
        r"{\footer k\'e2jene\par}\pard\f0 paliek {\deleted DZ\'c7STS}{\revised iesprausts}\deleted DZ\'c7STS\deleted0"
        r"{\mvf DZ\'c7STS}{\v DZ\'c7STS}{\footnote v\'e7re}\par\trowd\intbl \'f0\'fbna\cell\row"
        r"{\shp{\*\shpinst{\sp{\sn a}{\sv DZ\'c7STS}}{\shptxt lodzi\'f2\'f0\par}}}}"
    )
    check(read(text.encode("latin-1")).text)
