"""A letter as a folder for the records system: what came in byte for byte, a readable PDF, metadata as CSV."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Sequence

from flask import render_template
from weasyprint import HTML

from intake.packed import open_letter
from review import words
from review.desk import Desk
from storage.records import Proposal, Submission

UNSAFE = re.compile(r"[^\w.,()\- ]+")
FORMULA = ("=", "+", "-", "@", "\t")
"""A cell that begins so would be run by a spreadsheet."""


def exported(letter: Submission, wishes: Sequence[Proposal], raw: bytes, here: Desk) -> bytes:
    """A ZIP with one folder, named by our code: letter.eml, letter.pdf, attachments, metadata.csv, proposals.csv."""
    read = open_letter(raw, here.documents)
    out = io.BytesIO()
    standing = [one for one in wishes if one.merged_into is None]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr(f"{letter.code}/letter.eml", raw)
        page = render_template("export.html", letter=letter, wishes=standing, text=read.text)
        folder.writestr(f"{letter.code}/letter.pdf", HTML(string=page, url_fetcher=_nothing).write_pdf())
        for number, one in enumerate(read.attachments, 1):
            name = UNSAFE.sub("_", one.filename).strip(". ")[:120] or "file"
            folder.writestr(f"{letter.code}/attachments/{number:02d}-{name}", one.data)
        folder.writestr(f"{letter.code}/metadata.csv", _metadata(letter, here))
        folder.writestr(f"{letter.code}/proposals.csv", _proposals(standing))
    return out.getvalue()


def _nothing(url: str, timeout: int = 0, ssl_context: object = None) -> dict[str, object]:
    raise ValueError(f"nothing is fetched: {url}")


def _metadata(letter: Submission, here: Desk) -> str:
    fields = "code registration_number channel call track language from_name from_address reply_to subject".split()
    row = [getattr(letter, name) for name in fields]
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
