"""Passwords as argon2id hashes (RFC 9106), outside the pages: for accounts made from the command line."""

from __future__ import annotations

import unicodedata

from argon2 import PasswordHasher

SHORTEST = 12


def hashed(password: str) -> str:
    """The hash that Flask-Security's sign-in verifies; it compares NFKD forms."""
    return PasswordHasher().hash(unicodedata.normalize("NFKD", password))
