"""OpenDocument texts, sheets and slides, packed or flat, and StarOffice's before them (ISO/IEC 26300).

Deleted text stands in `text:tracked-changes` and never comes out; insertions stand in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from intake.documents.archive import Archive, clean_name
from intake.documents.content import Content, DocumentError, joined
from intake.documents.flow import Flow
from intake.documents.limits import Limits
from intake.documents.list_styles import ListStyles
from intake.documents.markup import Element, below, child, declares_entities, name_of, parse, value
from intake.documents.pictures import is_sparse, may_be_scan
from intake.stations import Attachment
from storage.records import ProblemKind

_GONE = frozenset(
    "tracked-changes scripts settings meta styles automatic-styles master-styles font-face-decls binary-data"
    " note-citation sequence-decls variable-decls user-field-decls dde-connection-decls event-listeners"
    " content-validations label-ranges database-ranges named-expressions ruby-text hidden-text toc-mark "
    " alphabetical-index-mark table-of-content-source illustration-index-source alphabetical-index-source "
    " bibliography-source sender-initials forms".split()
)
_NOT_SHOWN = ("{http://purl.org/dc/", "{urn:oasis:names:tc:opendocument:xmlns:svg", "{http://www.w3.org/2000/svg}")
"""Names and dates of a comment's author, descriptions of pictures."""
_HEADERS = ("header", "header-left", "header-first")
_FOOTERS = ("footer", "footer-left", "footer-first")
_OBJECT = re.compile(r"(?:\./)?(Object ?\d+|[^/]+)/content\.xml")
_MOST_SPACES = 100


def read_opendocument(attachment: Attachment, limits: Limits) -> Content:
    """A .odt, .ods, .odp, .odg or their templates: headers, body, notes, comments, embedded objects."""
    archive = Archive(attachment.data, limits)
    if b"encryption-data" in archive.part("META-INF/manifest.xml"):
        raise DocumentError(ProblemKind.LOCKED())
    root = parse(archive.read("content.xml"))
    page = archive.part("styles.xml")
    objects = [name for name in archive.names if _OBJECT.fullmatch(name)]
    texts = [
        _document(root, parse(page) if page else None),
        *(_document(parse(archive.part(n)), None) for n in objects),
    ]
    text = joined(*texts)
    pictures = _pictures(archive, text, limits)
    entities = (ProblemKind.ENTITIES(),) if declares_entities(root) else ()
    return Content(text, (*entities, *archive.problems), pictures)


def read_flat(attachment: Attachment, limits: Limits) -> Content:
    """OpenDocument as one XML file (.fodt, .fods, .fodp)."""
    root = parse(attachment.data)
    return Content(_document(root, root))


def _document(root: Element, page: Element | None) -> str:
    styles = ListStyles(root if page is None else page, root)
    body = next(below(root, "body"), root)
    rules = _Rules(styles, _deletions(root))
    return joined(_margins(page, _HEADERS, rules), _story(body, rules), _margins(page, _FOOTERS, rules))


def _deletions(root: Element) -> frozenset[str]:
    """The ids of tracked deletions: their text may stand between marks in the document instead of in their region."""
    regions = (region for region in below(root, "changed-region") if child(region, "deletion") is not None)
    return frozenset(value(region, "id") for region in regions)


def _margins(page: Element | None, names: tuple[str, ...], rules: _Rules) -> str:
    """Headers or footers of the page styles, each once; a sheet's own ones hold nothing but page numbers."""
    if page is None:
        return ""
    shown = (found for found in below(page, *names) if value(found, "display") != "false")
    texts = (_story(found, rules) for found in shown if next(below(found, "sheet-name"), None) is None)
    return "\n".join(dict.fromkeys(text for text in texts if any(letter.isalpha() for letter in text)))


def _story(element: Element, rules: _Rules) -> str:
    flow = Flow()
    _Walk(flow, rules).into(element)
    return flow.text()


@dataclass(slots=True)
class _Rules:
    """What holds for a whole document: its lists, its tracked deletions, and which of these the walk is in."""

    styles: ListStyles
    deletions: frozenset[str]
    inside: set[str] = field(default_factory=set)


class _Walk:
    def __init__(self, flow: Flow, rules: _Rules) -> None:
        self.flow, self.rules = flow, rules

    def add(self, text: str) -> None:
        """Text, unless a tracked change deleted it."""
        if not self.rules.inside:
            self.flow.add(text)

    def into(self, element: Element) -> None:
        """All children of an element, with the text between them."""
        self.add(_blank(element.text, element))
        for inner in element:
            name = name_of(inner)
            if name and name not in _GONE and not str(inner.tag).startswith(_NOT_SHOWN):
                action = _ACTIONS.get(name)
                if action:
                    action(self, inner)
                else:
                    self.into(inner)
            self.add(_blank(inner.tail, element))

    def paragraph(self, element: Element) -> None:
        self.into(element)
        if not self.rules.inside:
            self.flow.end_line()

    def row(self, element: Element) -> None:
        cells = [cell for cell in element if name_of(cell) == "table-cell"]
        notes = [note for cell in cells for note in cell if name_of(note) == "annotation"]
        for note in notes:
            note.getparent().remove(note)
        self.flow.row([self.aside(cell) for cell in cells])
        for note in notes:
            self.box(note)

    def table(self, element: Element) -> None:
        """A table, under its name where it is one sheet of several."""
        book = element.getparent()
        if name_of(book) == "spreadsheet" and sum(name_of(sheet) == "table" for sheet in book) > 1:
            self.flow.add(value(element, "name"))
            self.flow.end_line()
        self.into(element)

    def aside(self, element: Element) -> str:
        """The text below an element, apart from the flow."""
        return _story(element, self.rules)

    def box(self, element: Element) -> None:
        self.flow.box(self.aside(element))

    def item(self, element: Element) -> None:
        self.add(self.rules.styles.label(element))
        self.into(element)

    def change_starts(self, element: Element) -> None:
        if value(element, "change-id") in self.rules.deletions:
            self.rules.inside.add(value(element, "change-id"))

    def change_ends(self, element: Element) -> None:
        self.rules.inside.discard(value(element, "change-id"))

    def spaces(self, element: Element) -> None:
        count = value(element, "c")
        self.add(" " * min(_MOST_SPACES, int(count) if count.isdigit() else 1))


def _blank(text: str | None, parent: Element) -> str:
    """Text of a paragraph or a run in it; the blanks between structural elements are no text."""
    if not text:
        return ""
    if text.isspace() and name_of(parent) not in ("p", "h", "span", "a"):
        return ""
    return re.sub(r"[ \t\r\n]+", " ", text)


_ACTIONS: dict[str, Callable[[_Walk, Element], None]] = {
    "p": _Walk.paragraph,
    "h": _Walk.paragraph,
    "table": _Walk.table,
    "table-row": _Walk.row,
    "list-item": _Walk.item,
    "change-start": _Walk.change_starts,
    "change-end": _Walk.change_ends,
    "s": _Walk.spaces,
    "tab": lambda walk, _: walk.add("\t"),
    "tab-stop": lambda walk, _: walk.add("\t"),
    "line-break": lambda walk, _: walk.add("\n"),
    "text-box": _Walk.box,
    "note": _Walk.box,
    "footnote": _Walk.box,
    "endnote": _Walk.box,
    "annotation": _Walk.box,
}


def _pictures(archive: Archive, text: str, limits: Limits) -> tuple[Attachment, ...]:
    """The pictures of a document that has hardly any text: it may be a pasted scan."""
    if not is_sparse(text):
        return ()
    names = [name for name in archive.names if name.startswith("Pictures/") and may_be_scan(name, archive.size(name))]
    files = ((name, archive.part(name)) for name in names[: limits.inside])
    return tuple(Attachment(clean_name(name, limits), "application/octet-stream", data) for name, data in files if data)
