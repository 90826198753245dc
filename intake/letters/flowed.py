"""format=flowed (RFC 3676): paragraphs made whole again."""

from __future__ import annotations

import re

_QUOTE = re.compile(r">*")


def unflow(text: str, delete_space: bool) -> str:
    """Join lines that end in a blank to their successors of the same quote depth; `-- ` stands alone (section 4.3)."""
    out: list[str] = []
    open_depth = -1
    for line in text.split("\n"):
        depth = len(_QUOTE.match(line)[0])  # type: ignore[index]
        words = line[depth:]
        words = words[1:] if words.startswith(" ") else words
        soft = words.endswith(" ") and words != "-- "
        kept = words[:-1] if soft and delete_space else words
        if open_depth == depth and words != "-- ":
            out[-1] += kept
        else:
            out.append((">" * depth + " " if depth else "") + kept)
        open_depth = depth if soft else -1
    return "\n".join(out)
