"""Text that was signed where it stands (OpenPGP cleartext, RFC 9580 section 7), without its armor."""

from __future__ import annotations

from intake.letters.lines import Line

_SIGNED = "-----BEGIN PGP SIGNED MESSAGE-----"
_SIGNATURE = "-----BEGIN PGP SIGNATURE-----"
_END = "-----END PGP SIGNATURE-----"


def without_armor(lines: list[Line]) -> list[Line]:
    """The signed lines without their header, dash escapes and signature; lines without such a mark as they are."""
    texts = [line.text.rstrip() for line in lines]
    if _SIGNED not in texts or _SIGNATURE not in texts:
        return lines
    begin, signature = texts.index(_SIGNED), texts.index(_SIGNATURE)
    words = next((number for number in range(begin, signature) if not texts[number]), begin)
    after = texts.index(_END, signature) + 1 if _END in texts[signature:] else len(lines)
    signed = [line._replace(text=line.text.removeprefix("- ")) for line in lines[words + 1 : signature]]
    return [*lines[:begin], *signed, *lines[after:]]
