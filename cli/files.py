"""Files named on the command line: messages and documents in, one JSON object out for each."""

from __future__ import annotations

import argparse
import json
import mimetypes
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from intake.documents import DocumentReader
    from intake.stations import Letter

_MESSAGE_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:>?From [^\n]*\n)?[!-9;-~]{1,200}[ \t]*:", re.S)
_DOCUMENT_NAMES = re.compile(
    r".*\.(?:pdf|do[ct][xm]?|f?od[tspg]|ot[tsp]|sx[wci]|rtf|xl[st][xmb]?|pp[ts][xm]?|txt|html?|xml|zip|edoc|asic[es]|sce|scs"
    r"|[bd]doc|p7[mscb]|msg|dat|tnef|jpe?g|png|hei[cf]|tiff?|gif|webp|bmp|csv|tsv|md|ics|vcf|json|svg)",
    re.I | re.S,
)


_OUTLOOK = (b"\xd0\xcf\x11\xe0", b"\x78\x9f\x3e\x22")
"""How compound files (.msg among them) and winmail.dat begin."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options that name files and shape the output."""
    parser.add_argument(
        "files", nargs="*", metavar="FILE", help="a message or document; - is a message on standard input"
    )
    parser.add_argument("--jsonl", action="store_true", help="one line of JSON for each file")
    parser.add_argument("--files-from", metavar="LIST", help="file names from LIST, one a line; - is standard input")


def names(options: argparse.Namespace) -> Iterator[str]:
    """The names of the files in their order, each as soon as it is known; status 2 without any."""
    if options.files_from is not None:
        return _listed(options.files, options.files_from)
    if not options.files:
        print(f"novads {options.command}: name at least one FILE, or --files-from", file=sys.stderr)
        raise SystemExit(2)
    return iter(options.files)


def _listed(first: list[str], source: str) -> Iterator[str]:
    yield from first
    with sys.stdin if source == "-" else Path(source).open(encoding="utf-8") as listing:
        for line in iter(listing.readline, ""):
            if line.strip("\r\n"):
                yield line.strip("\r\n")


def content(name: str) -> bytes:
    """The bytes of a file; "-" is standard input. Raises OSError."""
    return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()


def is_document(name: str, raw: bytes) -> bool:
    """Whether a file is a document and no message, by its name and its first bytes."""
    if name == "-" or Path(name).suffix.lower() == ".eml" or _MESSAGE_START.match(raw):
        return False
    return bool(_DOCUMENT_NAMES.fullmatch(name)) or b"\0" in raw[:1024]


def letter_of(name: str, raw: bytes, documents: DocumentReader) -> Letter:
    """The letter of a file; Outlook's message files are letters, a document is one with nothing but one attachment."""
    from intake.letters import read_letter
    from intake.packed import open_letter
    from intake.stations import Attachment

    if not is_document(name, raw):
        return open_letter(raw, documents)
    file = Attachment(Path(name).name, mimetypes.guess_type(name)[0] or "application/octet-stream", raw)
    message = documents.message_of(file) if raw.startswith(_OUTLOOK) else b""
    return open_letter(message, documents) if message else replace(read_letter(b"\n"), attachments=(file,), problems=())


def print_object(found: dict[str, Any], options: argparse.Namespace) -> None:
    """Print one file's object: a line with --jsonl or --files-from, else indented."""
    lines = options.jsonl or options.files_from is not None
    print(json.dumps(found, ensure_ascii=False, indent=None if lines else 2), flush=True)
