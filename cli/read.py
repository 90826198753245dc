"""`novads read FILE...`: what the program makes of a message or document, as JSON, for "why did it read that?"."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cli import files
from cli.documents import attachment

if TYPE_CHECKING:
    from intake.documents import DocumentReader
    from intake.stations import Letter


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `novads read`."""
    files.arguments(parser)
    parser.add_argument("--boxes", action="store_true", help="give recognised words with their boxes in pixels")


def run(options: argparse.Namespace) -> int:
    """Print each file as read; 1 when a file could not be opened, 2 without any file."""
    from intake.documents import DocumentReader
    from intake.pages import PageReader

    status = 0
    with PageReader() as pages, DocumentReader(pages, words=True) as documents:
        for name in files.names(options):
            try:
                found = reading(name, files.content(name), documents, options.boxes)
            except OSError as error:
                found, status = {"file": name, "problems": [f"cannot be opened: {error.strerror or error}"]}, 1
            files.print_object(found, options)
    return status


def reading(name: str, raw: bytes, documents: DocumentReader, boxes: bool = False) -> dict[str, Any]:
    """The JSON object of one file, keys as documented in docs/; a document is a letter of one attachment."""
    letter = files.letter_of(name, raw, documents)
    attached = [attachment(document, boxes) for document in documents.read(letter.attachments)]
    if not letter.text and files.is_document(name, raw):
        letter = replace(letter, text="\n\n".join(filter(None, (found["text"] for found in attached))))
    return _fields(name, letter) | {"attachments": attached, "problems": [str(problem) for problem in letter.problems]}


def _fields(name: str, letter: Letter) -> dict[str, Any]:
    from classifiers.language import language_of

    return {
        "file": name,
        "subject": letter.subject,
        "from_name": letter.from_name,
        "from_address": letter.from_address,
        "reply_to": letter.reply_to,
        "to": list(letter.to),
        "date": letter.date.isoformat() if letter.date else None,
        "message_id": letter.message_id,
        "in_reply_to": letter.in_reply_to,
        "references": list(letter.references),
        "language": language_of(letter.own_text or letter.text or letter.subject),
        "text": letter.text,
        "own_text": letter.own_text,
        "quoted_text": letter.quoted_text,
        "html_present": bool(letter.html),
        "is_auto": letter.is_auto,
        "auto_reason": letter.auto_reason,
    }
