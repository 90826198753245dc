"""format=flowed (RFC 3676): paragraphs made whole again."""

from __future__ import annotations


def unflow(text: str, delete_space: bool) -> str:
    """Join lines that end in a blank to their successors of the same quote depth; `-- ` stands alone (section 4.3)."""
    out: list[list[str]] = []
    open_depth = -1
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        words = line[depth:].removeprefix(" ")
        soft = words.endswith(" ") and words != "-- "
        kept = words[:-1] if soft and delete_space else words
        if open_depth == depth and words != "-- ":
            out[-1].append(kept)
        else:
            out.append([">" * depth + " " if depth else "", kept])
        open_depth = depth if soft else -1
    return "\n".join("".join(pieces) for pieces in out)
