"""The text of WordprocessingML and DrawingML as a person sees it with all changes accepted (ECMA-376 part 1).

Names are taken without their namespaces, so strict, transitional and Word 2003 files read alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from intake.documents.flow import Flow
from intake.documents.markup import Element, below, child, name_of, value
from intake.documents.numbering import Numbering

_GONE = frozenset(
    "del moveFrom delText delInstrText instrText fldData pPr rPr tblPr tblGrid tcPr trPr sectPr sdtPr sdtEndPr"
    " rt binData bodyPr lstStyle".split()
)
"""What is not text: properties, field codes, and what a tracked change took out."""
_WRAPPERS = frozenset("sdt sdtContent customXml ins moveTo smartTag".split())
_WINGDINGS = {"F0A8": "☐", "F06F": "☐", "F0FE": "☒", "F078": "☒", "F0FC": "✓", "F052": "☑", "F0B7": "•", "F0A7": "•"}
_OFF = ("0", "false", "off", "none")


def story(element: Element | None, numbering: Numbering | None = None) -> str:
    """The text below an element: paragraphs as lines, table rows with tabs, boxes after their paragraph."""
    flow = Flow()
    if element is not None:
        _Walk(flow, numbering or Numbering(None, None)).into(element)
    return flow.text()


class _Walk:
    def __init__(self, flow: Flow, numbering: Numbering) -> None:
        self.flow, self.numbering = flow, numbering

    def into(self, element: Element) -> None:
        """All children of an element."""
        for inner in element:
            name = name_of(inner)
            if name in _GONE:
                continue
            action = _ACTIONS.get(name)
            if action:
                action(self, inner)
            elif name:
                self.into(inner)

    def paragraph(self, element: Element) -> None:
        properties = child(element, "pPr")
        if properties is not None:
            self.flow.add(self.numbering.label(properties))
        self.into(element)
        if not _is_deleted(child(properties, "rPr")):
            self.flow.end_line()

    def run(self, element: Element) -> None:
        properties = child(element, "rPr")
        hidden = child(properties, "vanish")
        if hidden is None or value(hidden, "val") in _OFF:
            self.into(element)

    def table(self, element: Element) -> None:
        for row in _own(element, "tr"):
            if not _is_deleted(child(row, "trPr")):
                cells = (cell for cell in _own(row, "tc") if not _is_deleted(child(cell, "tcPr")))
                self.flow.row([self.aside(cell) for cell in cells])

    def aside(self, element: Element) -> str:
        """The text below an element, apart from the flow."""
        apart = _Walk(Flow(), self.numbering)
        apart.into(element)
        return apart.flow.text()

    def box(self, element: Element) -> None:
        self.flow.box(self.aside(element))

    def alternatives(self, element: Element) -> None:
        """The first form that holds text; the others say the same for older programs."""
        forms = [inner for inner in element if name_of(inner) in ("Choice", "Fallback")]
        chosen = next((form for form in forms if _holds_text(form)), None)
        if chosen is not None:
            self.into(chosen)

    def text(self, element: Element) -> None:
        self.flow.add(element.text)
        self.into(element)  # a diagram's text holds paragraphs

    def symbol(self, element: Element) -> None:
        self.flow.add(_WINGDINGS.get(value(element, "char").upper(), ""))

    def field(self, element: Element) -> None:
        """The chosen entry of a form's list or box; text fields hold theirs as runs."""
        data = child(element, "ffData")
        box, choices = child(data, "checkBox"), child(data, "ddList")
        if box is not None:
            state = child(box, "checked")
            state = state if state is not None else child(box, "default")
            self.flow.add("☒ " if state is not None and value(state, "val") not in _OFF else "☐ ")
        elif choices is not None:
            entries = [value(entry, "val") for entry in below(choices, "listEntry")]
            chosen = child(choices, "result")
            number = value(chosen, "val") if chosen is not None else "0"
            self.flow.add(entries[int(number)] if number.isdigit() and int(number) < len(entries) else "")


def _is_deleted(properties: Element | None) -> bool:
    return properties is not None and any(name_of(mark) in ("del", "moveFrom", "cellDel") for mark in properties)


def _own(element: Element, name: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, those in content controls and insertions included."""
    for inner in element:
        found = name_of(inner)
        if found == name:
            yield inner
        elif found in _WRAPPERS:
            yield from _own(inner, name)


def _holds_text(form: Element) -> bool:
    return any((found.text or "").strip() for found in below(form, "t"))


_ACTIONS: dict[str, Callable[[_Walk, Element], None]] = {
    "p": _Walk.paragraph,
    "r": _Walk.run,
    "t": _Walk.text,
    "tab": lambda walk, _: walk.flow.add("\t"),
    "ptab": lambda walk, _: walk.flow.add("\t"),
    "br": lambda walk, _: walk.flow.add("\n"),
    "cr": lambda walk, _: walk.flow.add("\n"),
    "noBreakHyphen": lambda walk, _: walk.flow.add("-"),
    "sym": _Walk.symbol,
    "fldChar": _Walk.field,
    "tbl": _Walk.table,
    "txbxContent": _Walk.box,
    "textpath": lambda walk, element: walk.flow.box(value(element, "string")),
    "AlternateContent": _Walk.alternatives,
}
