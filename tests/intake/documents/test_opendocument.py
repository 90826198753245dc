"""OpenDocument beyond tracked changes: lists, sheets, slides, objects, and headers that hold only page numbers."""

from documents_for_tests import odt, read

LIST_STYLE = (
    '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1"'
    ' style:num-suffix="."/><text:list-level-style-bullet text:level="2"/></text:list-style>'
)


def test_lists_keep_their_numbers() -> None:
    body = (
        f'{LIST_STYLE}<text:list text:style-name="L1"><text:list-item><text:p>viens</text:p><text:list><text:list-item>'
        "<text:p>zem tā</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>divi</text:p>"
        '</text:list-item></text:list><text:p>starp</text:p><text:list text:style-name="L1"'
        ' text:continue-numbering="true"><text:list-item><text:p>trīs</text:p></text:list-item></text:list>'
    )
    assert read(odt(body)).text == "1. viens\n- zem tā\n2. divi\nstarp\n3. trīs"


def test_spaces_tabs_comments_and_breaks() -> None:
    body = (
        '<text:p>a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>d<office:annotation><dc:creator>Nē</dc:creator>'
        "<dc:date>2026-01-01</dc:date><text:p>piezīme</text:p></office:annotation></text:p>"
    )
    assert read(odt(body)).text == "a   b\tc\nd\npiezīme"


def test_sheets_under_their_names_without_page_numbers() -> None:
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    tables = "".join(
        f'<table:table table:name="{name}"><table:table-row>{cell.format(name[0])}<table:table-cell'
        f' table:number-columns-repeated="16000"/>{cell.format("5")}</table:table-row></table:table>'
        for name in ("Ielas", "Parki")
    )
    header = "<style:master-page><style:header><text:p><text:sheet-name>???</text:sheet-name></text:p></style:header>"
    page = f"{header}</style:master-page>"
    assert read(odt(tables, page, "spreadsheet")).text == "Ielas\nI\t5\nParki\nP\t5"


def test_slides_with_notes() -> None:
    box = "<draw:frame><draw:text-box><text:p>{}</text:p></draw:text-box></draw:frame>"
    page = (
        f"<draw:page>{box.format('slaids')}<presentation:notes>{box.format('piezīme')}</presentation:notes></draw:page>"
    )
    assert read(odt(page, kind="presentation")).text == "slaids\npiezīme"


def test_embedded_objects_are_read() -> None:
    chart = (
        "<office:document-content xmlns:office='o' xmlns:text='t'><office:body><text:p>Diagramma</text:p></office:body>"
    )
    extra = {"Object 1/content.xml": f"{chart}</office:document-content>"}
    assert read(odt("<text:p>Teksts</text:p>", extra=extra)).text == "Teksts\n\nDiagramma"
