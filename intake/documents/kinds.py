"""Which kind of file some bytes are: by what they are, and by their name only where letters could be anything."""

from __future__ import annotations

import re
from typing import Literal

from intake.documents.plain import wide_codec
from storage.records import ProblemKind, Remark

Kind = Literal[
    "empty", "pdf", "image", "zip", "compound", "rtf", "tnef", "cms", "pgp", "message", "html", "xml", "text",
    "flat opendocument", "word xml", "sheets xml", "ddoc", "word", "slides", "sheets", "opendocument", "container",
    "key", "unread",
]  # fmt: skip

_STARTS: tuple[tuple[bytes, Kind], ...] = (
    (b"%PDF", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"PK00PK\x03\x04", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "compound"),
    (b"{\\rt", "rtf"),
    (b"\x78\x9f\x3e\x22", "tnef"),
    (b"\xff\xd8\xff", "image"),
    (b"\x89PNG", "image"),
    (b"GIF87a", "image"),
    (b"GIF89a", "image"),
    (b"II*\0", "image"),
    (b"MM\0*", "image"),
    (b"-----BEGIN PGP MESSAGE", "pgp"),
    (b"-----BEGIN PGP SIGNATURE", "key"),
    (b"-----BEGIN PGP PUBLIC KEY", "key"),
    (b"-----BEGIN CERTIFICATE", "key"),
    (b"-----BEGIN PKCS7", "cms"),
    (b"-----BEGIN CMS", "cms"),
)
_UNREAD = (
    (b"\x1f\x8b", ProblemKind.ARCHIVE(format="GZIP")),
    (b"BZh", ProblemKind.ARCHIVE(format="BZIP2")),
    (b"\xfd7zXZ", ProblemKind.ARCHIVE(format="XZ")),
    (b"7z\xbc\xaf\x27\x1c", ProblemKind.ARCHIVE(format="7-Zip")),
    (b"Rar!", ProblemKind.ARCHIVE(format="RAR")),
    (b"MZ", ProblemKind.PROGRAM()),
    (b"\x7fELF", ProblemKind.PROGRAM()),
    (b"ID3", ProblemKind.RECORDING()),
    (b"OggS", ProblemKind.RECORDING()),
    (b"\x1aE\xdf\xa3", ProblemKind.VIDEO()),
    (b"\0\0\1\xba", ProblemKind.VIDEO()),
    (b"FLV", ProblemKind.VIDEO()),
    (b"\xd7\xcd\xc6\x9a", ProblemKind.DRAWING(format="WMF")),
    (b"8BPS", ProblemKind.DRAWING(format="Photoshop")),
    (b"AT&TFORM", ProblemKind.PICTURE(format="DjVu")),
    (b"\x00\x00\x00\x0cjP  ", ProblemKind.PICTURE(format="JPEG 2000")),
    (b"SQLite format 3", ProblemKind.OTHER_FORMAT(format="SQLite")),
    (b"wOFF", ProblemKind.OTHER_FORMAT(format="WOFF")),
)
_AFTER_BLANKS = ("rtf", "pgp", "key", "cms", "pdf")
_BITMAP = re.compile(rb"BM.{12}[\x0c\x28\x34\x38\x40\x6c\x7c]\0\0\0", re.S)
_HEIF = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")
_CMS_OID = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07"
_XML_ROOT = re.compile(rb"<(?![?!])(?:([\w.-]+):)?([\w.-]+)")
_XML_ROOTS: dict[bytes, Kind] = {
    b"html": "html",
    b"document": "flat opendocument",
    b"wordDocument": "word xml",
    b"package": "word xml",
    b"Workbook": "sheets xml",
    b"SignedDoc": "ddoc",
}
_HTML = re.compile(
    rb"\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|div|p|table)\b", re.I | re.S
)
_MESSAGE = re.compile(rb"\s*(?:>?From [^\n]+\r?\n)?(?:[!-9;-~]{1,80}:[ \t]?[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){2,}")
_MESSAGE_FIELD = re.compile(
    rb"^(?:from|received|return-path|mime-version|message-id|date|subject|delivered-to):", re.I | re.M
)
_BASE64_CMS = re.compile(rb"\s*MI[A-Za-z0-9+/\r\n]{60}")
_MESSAGE_ENDINGS = (".eml", ".mht", ".mhtml", ".emlx")
_HTML_ENDINGS = (".html", ".htm", ".xhtml")
_LOOKED_AT = 8192


def kind_of(data: bytes, filename: str = "", content_type: str = "") -> Kind:
    """The kind of a file; of a ZIP only that it is one, which `zip_kind` looks into."""
    head = data[:_LOOKED_AT]
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n\0")
    if not start:
        return "empty"
    for mark, kind in _STARTS:
        if head.startswith(mark) or (kind in _AFTER_BLANKS and start.startswith(mark)):
            return kind
    if head[8:12] == b"WEBP" or _BITMAP.match(head) or (head[4:8] == b"ftyp" and head[8:12] in _HEIF):
        return "image"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if _CMS_OID in head[:64] or (_BASE64_CMS.match(head) and filename.lower().endswith((".p7m", ".p7s"))):
        return "cms"
    return _letters_kind(data, filename.lower(), content_type)


def _letters_kind(data: bytes, filename: str, content_type: str) -> Kind:
    """The kind of a file of letters, or "unread"."""
    if unread_kind(data):
        return "unread"
    codec = wide_codec(data)
    if codec:
        data = data[:_LOOKED_AT].decode(codec, "ignore").encode()
    head = data[:_LOOKED_AT]
    markup = _markup_kind(head.lstrip(b"\xef\xbb\xbf \t\r\n"))
    if markup:
        return markup
    if content_type == "message/rfc822" or filename.endswith(_MESSAGE_ENDINGS) or _is_message(head):
        return "message"
    if content_type == "text/html" or filename.endswith(_HTML_ENDINGS):
        return "html"
    return "text" if _is_text(head) else "unread"


def zip_kind(names: tuple[str, ...], mimetype: bytes) -> Kind:
    """The kind of a ZIP file by the names in it and its `mimetype` member."""
    if mimetype.startswith((b"application/vnd.oasis.opendocument", b"application/vnd.sun.xml")):
        return "opendocument"
    signed = any(name.lower().startswith("meta-inf/") and "signature" in name.lower() for name in names)
    if mimetype.startswith(b"application/vnd.etsi.asic") or signed:
        return "container"
    folders = {name.replace("\\", "/").lstrip("/").partition("/")[0].lower() for name in names}
    for folder, kind in _OFFICE_FOLDERS:
        if folder in folders and _is_office(names):
            return kind
    return "opendocument" if "content.xml" in names and "META-INF/manifest.xml" in names else "zip"


_OFFICE_FOLDERS: tuple[tuple[str, Kind], ...] = (("word", "word"), ("ppt", "slides"), ("xl", "sheets"))


def _is_office(names: tuple[str, ...]) -> bool:
    marks = ("[content_types].xml", "_rels/.rels", "word/document.xml", "ppt/presentation.xml", "xl/workbook.xml")
    return any(name.replace("\\", "/").lower() in marks for name in names)


def unread_kind(data: bytes) -> Remark | None:
    """What a file is that is known and not read; None for any other."""
    for mark, problem in _UNREAD:
        if data.startswith(mark) and not _is_text(data[:_LOOKED_AT]):
            return problem
    if data[4:8] == b"ftyp":
        return ProblemKind.VIDEO()
    if data[:4] == b"RIFF" and data[8:12] in (b"AVI ", b"WAVE"):
        return ProblemKind.RECORDING()
    if data[257:262] == b"ustar":
        return ProblemKind.ARCHIVE(format="TAR")
    return ProblemKind.DRAWING(format="EMF") if data[40:44] == b" EMF" else None


def _markup_kind(head: bytes) -> Kind | None:
    if _HTML.match(head):
        return "html"
    if not head.startswith((b"<?xml", b"<!DOCTYPE", b"<office:", b"<w:", b"<pkg:")):
        return None
    found = _XML_ROOT.search(head)
    if found is None:
        return "xml"
    return "xml" if found[2] == b"document" and found[1] != b"office" else _XML_ROOTS.get(found[2], "xml")


def _is_message(head: bytes) -> bool:
    found = _MESSAGE.match(head)
    return found is not None and len(_MESSAGE_FIELD.findall(found[0])) >= 2


def _is_text(head: bytes) -> bool:
    controls = sum(byte < 32 and byte not in b"\t\n\r\f\x1b\x0b\b" for byte in head)
    return controls * 100 <= len(head)
