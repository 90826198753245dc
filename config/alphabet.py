"""The Latvian alphabet, by which names are sorted: Ķ stands behind K, not behind Z."""

from __future__ import annotations

ALPHABET = "aābcčdeēfgģhiījkķlļmnņoprsštuūvzž"
_PLACE = {letter: number for number, letter in enumerate(ALPHABET, 1)}


def alphabetical(name: str) -> tuple[tuple[int, str], ...]:
    """A key to sort names by: signs first, then Latvian letters in their order, then foreign ones.

    >>> sorted(["Mellupi", "Ķekava", "Katlakalns", "Lapenieki"], key=alphabetical)
    ['Katlakalns', 'Ķekava', 'Lapenieki', 'Mellupi']
    """
    return tuple((_PLACE.get(sign, len(ALPHABET) + 1 if sign.isalpha() else 0), sign) for sign in name.casefold())
