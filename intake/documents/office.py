"""Word and PowerPoint files of Office Open XML: every story of the document, and the files embedded in it."""

from __future__ import annotations

from intake.documents.archive import Archive, clean_name
from intake.documents.content import Content, DocumentError, joined
from intake.documents.limits import Limits
from intake.documents.markup import Element, below, declares_entities, name_of, parse, value
from intake.documents.numbering import Numbering
from intake.documents.office_text import story
from intake.documents.opc import Package, relation_id
from intake.documents.pictures import is_sparse, may_be_scan
from intake.stations import Attachment
from storage.records import ProblemKind, Remark

WORD_MAIN = "word/document.xml"
SLIDES_MAIN = "ppt/presentation.xml"


def read_word(attachment: Attachment, limits: Limits) -> Content:
    """A .docx or .docm: headers, body, footers, notes, comments, charts and diagrams."""
    package = Package(Archive(attachment.data, limits))
    main = package.main(WORD_MAIN)
    body = package.root(main)

    def parts(*kinds: str) -> list[str]:
        return [story(package.xml(part)) for part in package.related(main, *kinds)]

    numbering = Numbering(_first(package, main, "numbering"), _first(package, main, "styles"))
    texts = [
        *dict.fromkeys(parts("header")),
        story(body, numbering),
        *_graphics(package, main),
        *dict.fromkeys(parts("footer")),
        *parts("footnotes", "endnotes"),
        *parts("comments"),
    ]
    return _content(package, [main], joined(*texts), (ProblemKind.ENTITIES(),) if declares_entities(body) else ())


def read_slides(attachment: Attachment, limits: Limits) -> Content:
    """A .pptx or .pptm: slides in their order, with notes, comments, charts and diagrams."""
    package = Package(Archive(attachment.data, limits))
    slides = _slides(package)
    if not slides:
        raise DocumentError(ProblemKind.DAMAGED(format="PowerPoint"))
    texts = []
    for slide in slides:
        related = package.related(slide, "notesSlide", "comments")
        texts += [story(package.xml(slide)), *_graphics(package, slide)]
        texts += [_notes(package.xml(part)) for part in related]
    return _content(package, slides, joined(*texts), ())


def read_word_xml(attachment: Attachment, limits: Limits) -> Content:
    """Word as one XML file: Word 2003's, or a whole package in flat form."""
    root = parse(attachment.data)
    parts = [part for part in below(root, "part") if _is_story(part)]
    return Content(joined(*(story(part) for part in parts or [root])))


def _is_story(part: Element) -> bool:
    return value(part, "contentType").rpartition(".")[2].partition("+")[0] in (
        "main",
        "header",
        "footer",
        "footnotes",
        "endnotes",
        "comments",
    )


def _slides(package: Package) -> list[str]:
    main = package.main(SLIDES_MAIN)
    targets = {relation.id: relation.target for relation in package.relations(main) if relation.kind == "slide"}
    root = package.xml(main)
    order = [relation_id(slide) for slide in below(root, "sldId")] if root is not None else []
    slides = [targets[number] for number in order if number in targets]
    return slides or list(targets.values()) or package.names("ppt/slides/slide")


def _notes(root: Element | None) -> str:
    """A notes page or comments; the slide number that stands on a notes page is no text."""
    if root is None:
        return ""
    for field in [found for found in below(root, "fld") if found.get("type") == "slidenum"]:
        field.clear()
    plain = (found.text for found in below(root, "text") if name_of(found) == "text")
    return joined(story(root), *(text or "" for text in plain))


def _graphics(package: Package, part: str) -> list[str]:
    """The words of a part's charts and diagrams."""
    texts = [story(package.xml(found)) for found in package.related(part, "diagramData")]
    for chart in package.related(part, "chart", "chartEx"):
        root = package.xml(chart)
        if root is not None:
            values = dict.fromkeys(found.text or "" for found in below(root, "v"))
            texts.append(joined(story(root), "\n".join(values)))
    return texts


def _first(package: Package, part: str, kind: str) -> Element | None:
    return next((package.xml(found) for found in package.related(part, kind)), None)


def _content(package: Package, parts: list[str], text: str, problems: tuple[Remark, ...]) -> Content:
    kinds = ["package", "oleObject", "aFChunk"]
    if is_sparse(text):
        kinds.append("image")
    limits = package.archive.limits
    inner = list(dict.fromkeys(found for part in parts for found in package.related(part, *kinds)))
    files = [(name, package.bytes_of(name)) for name in inner[: limits.inside]]
    inside = [
        Attachment(clean_name(name, limits), "application/octet-stream", data)
        for name, data in files
        if data and ("/media/" not in name or may_be_scan(name, len(data)))
    ]
    return Content(text, (*problems, *package.archive.problems), tuple(inside))
