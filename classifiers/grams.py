"""Character n-grams of all words of a text at once: their hashes are worked out by numpy, without a string for each."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Words64 = npt.NDArray[np.uint64]
Indices = npt.NDArray[np.int64]
SEED, TIMES, SHIFT = np.uint64(1), np.uint64(0xC6A4A7935BD1E995), np.uint64(47)
BLOCK = 8
MASKS = np.array([(1 << 8 * size) - 1 for size in range(BLOCK + 1)], dtype=np.uint64)
"""By how many bytes of a block are in use."""
ROOM = bytes(BLOCK)
FIRST = -64
"""As signed numbers the bytes of UTF-8 that go on with a letter are smaller."""


def grams(words: Sequence[str], shortest: int, longest: int, prefix: str = "") -> tuple[Words64, Indices]:
    """`hash_string(prefix + gram)` of every n-gram of `words`, edges marked by ^ and $, and how many each word has.

    An n-gram has `shortest` to `longest` letters; the prefix is at most eight bytes long. They come word by word, the
    shortest first.
    """
    if not words:
        return np.empty(0, dtype=np.uint64), np.empty(0, dtype=np.int64)
    text = f"^{'$^'.join(words)}$".encode()
    letters = np.append((np.frombuffer(text, dtype=np.int8) >= FIRST).nonzero()[0], len(text))
    lengths = np.array([len(word) + 2 for word in words], dtype=np.int64)
    sizes = np.arange(shortest, longest + 1)
    many = np.maximum(lengths[:, None] - sizes + 1, 0)
    times = many.ravel()
    ends = times.cumsum()
    shifts = (lengths.cumsum() - lengths).repeat(len(sizes)) - ends + times
    first = np.arange(ends[-1]) + shifts.repeat(times)
    last = first + np.tile(sizes, len(words)).repeat(times)
    return _hashes(text, letters.take(first), letters.take(last), prefix.encode()), many.sum(axis=1)


def _hashes(text: bytes, begins: Indices, ends: Indices, prefix: bytes) -> Words64:
    """MurmurHash64A (Appleby, public domain) of a prefix and the bytes [begin, end) of `text`, for each of them."""
    room = bytes(len(prefix)) + text + ROOM
    blocks: Words64 = np.ndarray((len(room) - BLOCK + 1,), dtype="<u8", buffer=room, strides=(1,))
    left = ends - begins + len(prefix)
    hashes = SEED ^ (left.astype(np.uint64) * TIMES)
    block = blocks.take(begins) & ~MASKS[len(prefix)] | np.uint64(int.from_bytes(prefix, "little"))
    hashes = _taken(hashes, block, left)
    for start in range(BLOCK, int(left.max(initial=0)), BLOCK):
        longer = (left > start).nonzero()[0]
        block = blocks.take(begins.take(longer) + start)
        hashes[longer] = _taken(hashes.take(longer), block, left.take(longer) - start)
    hashes = (hashes ^ hashes >> SHIFT) * TIMES
    return hashes ^ hashes >> SHIFT


def _taken(hashes: Words64, block: Words64, left: Indices) -> Words64:
    """The hashes after one more block of the bytes that are left; only a full one is mixed."""
    block = block & MASKS.take(left, mode="clip")
    mixed = block * TIMES
    mixed = (mixed ^ mixed >> SHIFT) * TIMES
    return (hashes ^ np.where(left >= BLOCK, mixed, block)) * TIMES
