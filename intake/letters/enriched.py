"""text/enriched (RFC 1896) and its forerunner text/richtext as plain text."""

from __future__ import annotations

import re

_PARAMETER = re.compile(r"<param>[^<]*</param>", re.I)
_BREAKS = re.compile(r"\n+")
_COMMAND = re.compile(r"<(?:<|/?[A-Za-z0-9-]{1,60}>)")


def plain_of_enriched(text: str) -> str:
    """The words without commands; one line break is a blank, more are one fewer, `<<` is a sign."""
    text = _PARAMETER.sub("", text.replace("\r\n", "\n"))
    text = _BREAKS.sub(lambda found: found[0][1:] or " ", text.strip("\n"))
    return _COMMAND.sub(lambda found: "<" if found[0] == "<<" else "", text)
