"""Rich Text Format: visible text with all changes accepted, and the HTML that Outlook hides in it.

Microsoft's RTF Specification 1.9.1; MS-OXRTFEX for encapsulated HTML. Deleted text (`\\deleted`, `\\mvf`) and hidden
text (`\\v`) never come out, which the kept library for this format does not promise.
"""

from __future__ import annotations

from intake.documents.content import Content, joined
from intake.documents.flow import tidy
from intake.documents.limits import Limits
from intake.documents.rtf_reader import RtfReader
from intake.stations import Attachment


def read_rtf(attachment: Attachment, limits: Limits) -> Content:
    """A .rtf file: headers, body, footers, then notes and comments."""
    text, html = rtf_text(attachment.data)
    if html:
        from intake.documents.plain import html_text

        text, _ = html_text(html)
    return Content(text)


def rtf_text(data: bytes) -> tuple[str, str]:
    """The text of RTF bytes, and the HTML it was made from ("" when it was not). Any bytes give some answer."""
    reader = RtfReader(data.decode("latin-1"))
    reader.read()
    texts = {name: _surrogates("".join(found)) for name, found in reader.sinks.items()}
    if reader.is_html:
        return "", texts["body"]
    return joined(*(_lines(texts[name]) for name in ("head", "body", "foot", "after"))), ""


def _surrogates(text: str) -> str:
    """Pairs of surrogates as the letters they stand for; the text without lonely ones."""
    if not any("\ud800" <= letter <= "\udfff" for letter in text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")


def _lines(text: str) -> str:
    return tidy("\n".join(line.strip("\t ") for line in text.split("\n")))
