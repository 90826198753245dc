"""Small files of many kinds, made by the tests themselves."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from intake.documents.content import Content
from intake.documents.limits import DEFAULT_LIMITS, Limits
from intake.documents.worker import answer
from intake.stations import Attachment

WORD_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT_NS = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "style", "presentation", "manifest")
)
ODF_NAMESPACES = (
    f'{_ODF} xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def zipped(members: Mapping[str, bytes | str]) -> bytes:
    """A ZIP file of members by name."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def with_wrong_checksums(data: bytes) -> bytes:
    """The ZIP file with a checksum that fits no member: all of them count as damaged."""
    first, *entries = data.split(b"PK\x01\x02")
    return b"PK\x01\x02".join([first, *(entry[:12] + b"\0\0\0\0" + entry[16:] for entry in entries)])


def docx(body: str, parts: dict[str, str] | None = None, namespace: str = WORD_NS) -> bytes:
    """A Word file; `parts` are other parts in word/ by file name, which the document refers to by their kind."""
    parts = parts or {}
    relations = "".join(
        f'<Relationship Id="r{n}" Type="{_RELATIONS}/{_kind(name)}" Target="{name}"/>' for n, name in enumerate(parts)
    )
    members = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": (
            f'<Relationships><Relationship Id="r" Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/>'
            "</Relationships>"
        ),
        "word/document.xml": word_part("document", f"<w:body>{body}</w:body>", namespace),
        "word/_rels/document.xml.rels": f"<Relationships>{relations}</Relationships>",
    }
    return zipped(members | {f"word/{name}": text for name, text in parts.items()})


def word_part(root: str, inner: str, namespace: str = WORD_NS) -> str:
    """A part of a Word file."""
    return (
        f'<w:{root} xmlns:w="{namespace}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:wps="urn:wps" xmlns:v="urn:v">'
        f"{inner}</w:{root}>"
    )


def paragraph(text: str, properties: str = "") -> str:
    """A paragraph of WordprocessingML."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def odt(body: str, page: str = "", kind: str = "text", extra: dict[str, str] | None = None) -> bytes:
    """An OpenDocument file with this content of office:text (or office:`kind`) and these page styles."""
    content = (
        f"<office:document-content {ODF_NAMESPACES}><office:body><office:{kind}>{body}</office:{kind}></office:body>"
    )
    styles = f"<office:document-styles {ODF_NAMESPACES}><office:master-styles>{page}</office:master-styles>"
    members = {
        "mimetype": f"application/vnd.oasis.opendocument.{kind}",
        "content.xml": f"{content}</office:document-content>",
        "styles.xml": f"{styles}</office:document-styles>",
        "META-INF/manifest.xml": "<manifest/>",
    }
    return zipped(members | (extra or {}))


def read(data: bytes, name: str = "file", content_type: str = "", limits: Limits = DEFAULT_LIMITS) -> Content:
    """What a file holds, read in this process as the child process reads it."""
    return answer(Attachment(name, content_type, data), limits)


def _kind(name: str) -> str:
    return name.partition(".")[0].rstrip("0123456789")
