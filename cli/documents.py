"""Documents as JSON: what `novads read` prints of an attachment, its pages and the files inside it."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from intake.stations import Document, Page, Signature, Word


def attachment(document: Document, boxes: bool = False) -> dict[str, Any]:
    """A document; `text` is all that can be read in it, the files inside included, which also stand in `inside`."""
    from storage.records import sentences

    inside = [attachment(inner, boxes) for inner in document.inside]
    return {
        "filename": document.filename,
        "content_type": document.content_type,
        "size": document.size,
        "sha256": document.sha256,
        "text": "\n\n".join(filter(None, [document.text, *(inner["text"] for inner in inside)])),
        "pages": [_page(page, boxes) for page in document.pages],
        "signed_by": [_signature(signature) for signature in document.signed_by],
        "problem": sentences(document.problems),
        "inside": inside,
    }


def _page(page: Page, boxes: bool) -> dict[str, Any]:
    return {
        "number": page.number,
        "text": page.text,
        "source": page.source,
        "confidence": round(page.confidence, 1),
        "reliable": page.reliable,
        "language": page.language,
        "kind": page.kind,
        "words": [_word(word, boxes) for word in page.words],
        "problem": str(page.problem or ""),
    }


def _word(word: Word, boxes: bool) -> dict[str, Any]:
    return asdict(word) if boxes else {"text": word.text, "confidence": round(word.confidence, 1)}


def _signature(signature: Signature) -> dict[str, Any]:
    return {
        "signer": signature.signer,
        "signed_at": signature.signed_at.isoformat() if signature.signed_at else None,
        "covers": list(signature.covers),
        "verified": signature.verified,
    }
