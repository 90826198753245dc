"""A letter as a folder for the records system: what came in byte for byte, a readable PDF, metadata as CSV."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Sequence

from flask import render_template
from sqlalchemy import Connection
from weasyprint import HTML

from intake.packed import open_letter
from review import words
from review.desk import Desk
from storage import messages, submissions, threads
from storage.records import Proposal, Submission

UNSAFE = re.compile(r"[^\w.,()\- ]+")
FORMULA = ("=", "+", "-", "@", "\t")
"""A cell that begins so would be run by a spreadsheet."""


def exported(connection: Connection, letters: Sequence[Submission], here: Desk) -> bytes:
    """A ZIP with a folder for each letter, named by our code, and letters.csv, where the records system's numbers go.

    A folder holds letter.eml as it came (letter-2.eml and on for later letters of the thread), letter.pdf, the
    attachments, metadata.csv and proposals.csv.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as folder:
        for letter in letters:
            _write(connection, folder, letter, here)
        rows = [[one.code, one.registration_number, _day(one, here), one.from_name, one.subject] for one in letters]
        folder.writestr("letters.csv", _csv([["code", "registration_number", "received", "from", "subject"], *rows]))
    return out.getvalue()


def _write(connection: Connection, folder: zipfile.ZipFile, letter: Submission, here: Desk) -> None:
    numbers = [letter.message_id, *(one.message_id for one in threads.of(connection, letter.id))]
    raws = [here.originals.read(messages.get(connection, one).sha256) for one in dict.fromkeys(numbers)]
    standing = [one for one in submissions.proposals_of(connection, letter.id) if one.merged_into is None]
    read = [open_letter(raw, here.documents) for raw in raws]
    for number, raw in enumerate(raws, 1):
        folder.writestr(f"{letter.code}/letter{f'-{number}' if number > 1 else ''}.eml", raw)
    page = render_template("export.html", letter=letter, wishes=standing, texts=[one.text for one in read])
    folder.writestr(f"{letter.code}/letter.pdf", HTML(string=page, url_fetcher=_nothing).write_pdf())
    for number, file in enumerate((file for one in read for file in one.attachments), 1):
        name = UNSAFE.sub("_", file.filename).strip(". ")[:120] or "file"
        folder.writestr(f"{letter.code}/attachments/{number:02d}-{name}", file.data)
    folder.writestr(f"{letter.code}/metadata.csv", _metadata(letter, here))
    folder.writestr(f"{letter.code}/proposals.csv", _proposals(standing))


def _day(letter: Submission, here: Desk) -> str:
    return letter.received_at.astimezone(here.zone).date().isoformat()


def _nothing(url: str, timeout: int = 0, ssl_context: object = None) -> dict[str, object]:
    raise ValueError(f"nothing is fetched: {url}")


def _metadata(letter: Submission, here: Desk) -> str:
    fields = (
        "code registration_number channel call track language from_name from_address reply_to postal_address subject "
        "signatures representative"
    ).split()
    row = ["" if (value := getattr(letter, name)) is None else str(value) for name in fields]
    times = [one.astimezone(here.zone).isoformat() if one else "" for one in (letter.received_at, letter.due_at)]
    return _csv([[*fields, "received_at", "due_at"], [*row, *times]])


def _proposals(wishes: Sequence[Proposal]) -> str:
    rows = [["number", "kind", "state", "topics", "places", "confirmed_by", "text"]]
    for one in wishes:
        topics = "; ".join(map(words.topic_name, one.topics))
        places = "; ".join(map(words.place_name, one.places))
        rows.append([str(one.position), one.kind, one.state.value, topics, places, one.confirmed_by, one.text])
    return _csv(rows)


def _csv(rows: Sequence[Sequence[str]]) -> str:
    out = io.StringIO("\ufeff")  # spreadsheets take UTF-8 only with the mark
    out.seek(1)
    writer = csv.writer(out)
    writer.writerows([[f"'{cell}" if cell.startswith(FORMULA) else cell for cell in row] for row in rows])
    return out.getvalue()
