"""A Doc of subject and text, with its token texts at hand: asking spaCy's tokens one by one is slow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from spacy.language import Language
from spacy.tokens import Doc

from classifiers.folding import fold, unwrap

Item = TypeVar("Item")
TEXTS, FOLDED = "texts", "folded"


def compose(nlp: Language, subject: str, text: str) -> Doc:
    """One Doc of subject and text, lines that a scan broke inside a word joined, before any component saw it."""
    doc = nlp.make_doc("\n\n".join(filter(None, (unwrap(subject), unwrap(text)))))
    doc._.has_subject = bool(subject)
    return doc


def token_texts(doc: Doc) -> list[str]:
    """The text of every token, read once."""
    texts: list[str] | None = doc.user_data.get(TEXTS)
    if texts is None:
        texts = doc.user_data[TEXTS] = [token.text for token in doc]
    return texts


def folded_texts(doc: Doc) -> list[str]:
    """The text of every token, folded, worked out once."""
    texts: list[str] | None = doc.user_data.get(FOLDED)
    if texts is None:
        texts = doc.user_data[FOLDED] = [fold(text) for text in token_texts(doc)]
    return texts


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """`items` in lists of `size`, the last as long as it comes."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def wordy(text: str) -> bool:
    """Whether a token is a word or a number: no punctuation, no space."""
    return text.isalnum() or any(map(str.isalnum, text))


if not Doc.has_extension("has_subject"):
    Doc.set_extension("has_subject", default=False)
