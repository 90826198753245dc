"""spaCy's hash of a string (64-bit MurmurHash): the same on every machine and in every run, unlike Python's own."""

from __future__ import annotations

from collections.abc import Callable

from spacy.strings import hash_string as _hash_string  # type: ignore[attr-defined] # the stub lacks it

hash_string: Callable[[str], int] = _hash_string
