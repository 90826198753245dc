"""The parts of an Office Open XML file and how they refer to each other (ECMA-376 part 2, Open Packaging)."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from urllib.parse import unquote

from intake.documents.archive import Archive
from intake.documents.content import DocumentError
from intake.documents.markup import Element, below, parse, value


@dataclass(frozen=True, slots=True)
class Relation:
    """A reference from one part to another; `kind` is the last word of its type, as in "header" or "slide"."""

    id: str
    kind: str
    target: str


class Package:
    """Finds parts by their relations; names are compared without regard to case, as Office does."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self._names = {name.replace("\\", "/").lstrip("/").lower(): name for name in archive.names}

    def main(self, usual: str) -> str:
        """The main part: by the package's relations, else at its `usual` place, where it may be missing."""
        for relation in self.relations(""):
            if relation.kind == "officeDocument" and self.has(relation.target):
                return relation.target
        return usual

    def has(self, part: str) -> bool:
        """The part is there."""
        return part.lower() in self._names

    def names(self, start: str) -> list[str]:
        """The parts whose name begins with `start`, by length and letters: sheet2 before sheet10."""
        return sorted((name for name in self._names if name.startswith(start)), key=lambda name: (len(name), name))

    def bytes_of(self, part: str) -> bytes:
        """A part's bytes; b"" when it is missing or damaged. DocumentError where the limits forbid it."""
        name = self._names.get(part.lower())
        return self.archive.part(name) if name else b""

    def root(self, part: str) -> Element:
        """The root element of a part that must be there. DocumentError when it cannot be read."""
        return parse(self.archive.read(self._names.get(part.lower(), part)))

    def xml(self, part: str) -> Element | None:
        """A part's root element, or None."""
        data = self.bytes_of(part)
        try:
            return parse(data) if data else None
        except DocumentError:
            return None

    def relations(self, part: str) -> list[Relation]:
        """What a part refers to inside the file, in its order; [] when it has none."""
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        if root is None:
            return []
        return [
            Relation(value(found, "Id"), value(found, "Type").rpartition("/")[2], _path(folder, value(found, "Target")))
            for found in below(root, "Relationship")
            if value(found, "TargetMode") != "External"
        ]

    def related(self, part: str, *kinds: str) -> list[str]:
        """The targets of a part's relations of these kinds, each once."""
        return list(dict.fromkeys(found.target for found in self.relations(part) if found.kind in kinds))


def relation_id(element: Element) -> str:
    """The `r:id` (or `r:embed`) of an element, whatever the namespace of relations; "" for none."""
    ids = (str(found) for key, found in element.attrib.items() if str(key).endswith(("}id", "}embed")))
    return next(ids, "")


def _path(folder: str, target: str) -> str:
    target = unquote(target.replace("\\", "/"))
    return posixpath.normpath(posixpath.join(folder, target) if not target.startswith("/") else target).lstrip("/")
