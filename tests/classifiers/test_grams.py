"""N-grams hashed by numpy are those that spaCy's own hash gives one by one."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from classifiers.grams import grams
from classifiers.hashing import hash_string
from classifiers.remembering import Remembered

WORDS = ["laternas", "ķekava", "улица", "a", "", "ielā12", "😀ž😀😀😀yз"]


@pytest.mark.parametrize(("shortest", "longest", "prefix"), [(3, 5, "c:"), (2, 4, ""), (6, 9, "w:")])
def test_hashes_are_spacys(shortest: int, longest: int, prefix: str) -> None:
    hashes, many = grams(WORDS, shortest, longest, prefix)
    edged = [f"^{word}$" for word in WORDS]
    cut = [
        [word[at : at + size] for size in range(shortest, longest + 1) for at in range(len(word) - size + 1)]
        for word in edged
    ]
    assert hashes.tolist() == [hash_string(prefix + gram) for word in cut for gram in word]
    assert many.tolist() == [len(word) for word in cut]


def test_no_word_has_no_grams() -> None:
    hashes, many = grams([], 3, 5)
    assert len(hashes) == len(many) == 0


def test_only_new_words_are_worked_out() -> None:
    asked: list[str] = []

    def work_out(words: Sequence[str]) -> list[int]:
        asked.extend(words)
        return [len(word) for word in words]

    lengths = Remembered(work_out, most=3)
    assert lengths(["iela", "ceļš", "iela"]) == [4, 4, 4]
    assert lengths(["iela", "tilts"]) == [4, 5]
    assert sorted(asked) == ["ceļš", "iela", "tilts"]
    assert lengths(["taka", "iela"]) == [4, 4]
    assert sorted(asked) == ["ceļš", "iela", "iela", "taka", "tilts"]  # room for three: all were forgotten
