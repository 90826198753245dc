"""XML from strangers: parsed without entities, DTDs or the network, mended where it is broken."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml.etree import _Element as Element

from intake.documents.content import DocumentError
from storage.records import ProblemKind

_OTHER_ENCODING = re.compile(rb"(?:\xef\xbb\xbf)?<\?xml[^>]{0,100}encoding\s*=\s*[\"'](?!utf-?8)", re.I)

__all__ = ["Element", "below", "child", "declares_entities", "name_of", "parse", "value"]


def parse(data: bytes) -> Element:
    """The root of an XML file; declared entities stay unread. DocumentError when there is no element in it."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,  # entities are off, and the process is limited in memory and time
        recover=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(_mended(data.lstrip(b"\0 \t\r\n")), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    _raise_limits(parser)
    if root is None:
        raise DocumentError(ProblemKind.DAMAGED(format="XML"))
    return root


def _raise_limits(parser: etree.XMLParser) -> None:
    """What libxml2 notes in its log while it mends: that memory or the levels it allows were used up."""
    for entry in parser.error_log:
        if entry.type_name == "ERR_NO_MEMORY":
            raise MemoryError
        if "depth" in entry.message:
            raise DocumentError(ProblemKind.NESTED_TOO_DEEP())


def _mended(data: bytes) -> bytes:
    """UTF-8 without broken sequences, at which libxml2 would end the document; other encodings as they are."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:4] or _OTHER_ENCODING.match(data):
        return data
    try:
        data.decode()
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace").encode()
    return data


def declares_entities(root: Element) -> bool:
    """True when the file brings entities of its own, as documents never do and attacks always."""
    internal = root.getroottree().docinfo.internalDTD
    return internal is not None and any(True for _ in internal.iterentities())


def name_of(element: Element) -> str:
    """The local name of an element, "" for what is none."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value(element: Element, name: str) -> str:
    """An attribute by its local name, whatever its namespace (strict and transitional files differ); "" if absent."""
    plain = element.get(name)
    if plain is not None:
        return str(plain)
    return next((str(found) for key, found in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def child(element: Element | None, *names: str) -> Element | None:
    """The first child by local name, followed down a path of names; None when there is none."""
    for name in names:
        if element is None:
            return None
        element = next((inner for inner in element if name_of(inner) == name), None)
    return element


def below(element: Element, *names: str) -> Iterator[Element]:
    """All descendants with one of these local names, in document order."""
    yield from element.iter(*(f"{{*}}{name}" for name in names))
