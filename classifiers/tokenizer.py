"""spaCy's tokenizer, each chunk between blanks cut once: inside a memory zone spaCy 3.8 turns its own cache off."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from spacy.language import Language, create_tokenizer
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import registry

from classifiers.reading import TEXTS

NAME = "novads.Tokenizer.v1"
CHUNK = re.compile(r"\S{1,500} ?|\s+")
"""What spaCy's tokenizer takes by itself: a run of characters with the blank after it, or white space that is left.

A longer run is cut: affixes are taken off one by one, in a time that grows with the square of their number.
"""
MEMORY = 32_768


class ChunkTokenizer(Tokenizer):  # type: ignore[misc] # written in Cython, without a stub
    """Gives the tokens of `Tokenizer`; their texts stand in `doc.user_data["texts"]` as well.

    A rule for a phrase with a blank inside (spaCy's special cases may have them) would find nothing here.
    """

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self._pieces = lru_cache(maxsize=MEMORY)(self._cut)

    def __call__(self, string: str) -> Doc:
        """The Doc of a text."""
        words: list[str] = []
        spaces: list[bool] = []
        for chunk in CHUNK.findall(string):
            pieces, spaced = self._pieces(chunk)
            words += pieces
            spaces += spaced
        return Doc(self.vocab, words, spaces, user_data={TEXTS: words})

    def _cut(self, chunk: str) -> tuple[tuple[str, ...], tuple[bool, ...]]:
        """The tokens of a chunk, and which of them a blank follows."""
        word = chunk.removesuffix(" ")
        if word.isalpha():  # no rule cuts within letters
            return (word,), (word != chunk,)
        if word[:-1].isalpha() and word not in self.rules and self._ends_in_mark(word):
            return (word[:-1], word[-1]), (False, word != chunk)
        doc = super().__call__(chunk)
        return tuple(token.text for token in doc), tuple(bool(token.whitespace_) for token in doc)

    def _ends_in_mark(self, word: str) -> bool:
        """Whether a rule cuts the mark off; behind letters alone none takes more than that."""
        return self.suffix_search(word, len(word) - 1) is not None


@registry.tokenizers(NAME)  # type: ignore[untyped-decorator] # spaCy's
def create() -> Callable[[Language], ChunkTokenizer]:
    """The tokenizer of a pipeline by the rules of its language, as `spacy.Tokenizer.v1` takes them."""
    spacys = create_tokenizer()

    def tokenizer(nlp: Language) -> ChunkTokenizer:
        _, rules, _, _ = spacys(nlp).__reduce__()
        return ChunkTokenizer(*rules)

    return tokenizer
