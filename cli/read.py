"""`novads read FILE...`: what the program makes of a message or document, as JSON, for "why did it read that?"."""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from intake.stations import Attachment, Letter

_MESSAGE_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:>?From [^\n]*\n)?[!-9;-~]{1,200}[ \t]*:", re.S)
_DOCUMENT_NAMES = re.compile(
    r".*\.(?:pdf|docx?|odt|rtf|xlsx?|ods|pptx|odp|txt|html?|zip|edoc|asice|bdoc|sce|msg|dat|jpe?g|png|hei[cf]|tiff?|gif"
    r"|webp|bmp|csv|md)",
    re.I | re.S,
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `novads read`."""
    parser.add_argument(
        "files", nargs="*", metavar="FILE", help="a message or document; - is a message on standard input"
    )
    parser.add_argument("--jsonl", action="store_true", help="one line of JSON for each file")
    parser.add_argument("--files-from", metavar="LIST", help="file names from LIST, one a line; - is standard input")


def run(options: argparse.Namespace) -> int:
    """Print each file as read; 1 when a file could not be opened, 2 without any file."""
    names = _names(options)
    if names is None:
        print("novads read: name at least one FILE, or --files-from", file=sys.stderr)
        return 2
    lines = options.jsonl or options.files_from is not None
    status = 0
    for name in names:
        try:
            found = reading(name, sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes())
        except OSError as error:
            found, status = {"file": name, "problems": [f"cannot be opened: {error.strerror or error}"]}, 1
        print(json.dumps(found, ensure_ascii=False, indent=None if lines else 2), flush=True)
    return status


def _names(options: argparse.Namespace) -> Iterator[str] | None:
    if options.files_from is None:
        return iter(options.files) if options.files else None
    return _listed(options.files, options.files_from)


def _listed(first: list[str], source: str) -> Iterator[str]:
    yield from first
    with sys.stdin if source == "-" else Path(source).open(encoding="utf-8") as listing:
        for line in iter(listing.readline, ""):
            if line.strip("\r\n"):
                yield line.strip("\r\n")


def reading(name: str, raw: bytes) -> dict[str, Any]:
    """The JSON object of one file, keys as documented in docs/; a document is a letter of one attachment."""
    from intake.letters import read_letter
    from intake.stations import Attachment

    if _is_document(name, raw):
        letter = read_letter(b"\n")
        file = Attachment(Path(name).name, "application/octet-stream", raw)
        return _fields(name, letter, (file,)) | {"problems": []}
    letter = read_letter(raw)
    return _fields(name, letter, letter.attachments)


def _is_document(name: str, raw: bytes) -> bool:
    if name == "-" or Path(name).suffix.lower() == ".eml" or _MESSAGE_START.match(raw):
        return False
    return bool(_DOCUMENT_NAMES.fullmatch(name)) or b"\0" in raw[:1024]


def _fields(name: str, letter: Letter, attachments: tuple[Attachment, ...]) -> dict[str, Any]:
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
        "attachments": [_attachment(attachment) for attachment in attachments],
        "problems": list(letter.problems),
    }


def _attachment(attachment: Attachment) -> dict[str, Any]:
    return {
        "filename": attachment.filename,
        "content_type": attachment.content_type,
        "size": len(attachment.data),
        "sha256": hashlib.sha256(attachment.data).hexdigest(),
        "text": "",
        "pages": 0,
        "signed_by": [],
        "problem": attachment.problem,
    }
